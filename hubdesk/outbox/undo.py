"""How mail is set up can be taken back; what was sent cannot."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.outbox.tables import LetterTextRow, MailSettingsRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images


def _undo_settings(uow: UnitOfWork, entry: Entry) -> None:
    """The row stays; what was first set is only switched off."""
    restore_images(
        uow, entry, rows={"mail_settings": MailSettingsRow},
        away={"mail_settings": {"enabled": False}},
    )  # fmt: skip


def _undo_text(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"letter_text": LetterTextRow})


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    "mail.set_up": _undo_settings,
    "letter_text.set": _undo_text,
    "letter_text.dropped": _undo_text,
}
#: What cannot be taken back, and why.
INSTEAD = {
    **dict.fromkeys(("mail.sent", "mail.failed", "mail.put_off"), "letter_is_out"),
    **dict.fromkeys(
        ("mail.queued_again", "mail.reminders_written", "mail.question_written",
         "mail.test_written"), "withdraw_letter",
    ),
    "mail.withdrawn": "queue_letter",
}
