"""What is done with mail in the window: one thin function per deed.

send_now(front, done=..., owner=panel)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.outbox.carrier import SmtpCarrier
from hubdesk.outbox.model import MailSettings, Reader
from hubdesk.outbox.secrets import password, set_password
from hubdesk.outbox.service.queue import retry, test_mail, withdraw
from hubdesk.outbox.service.sending import Sent, send_due
from hubdesk.outbox.service.settings import set_up
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress, Tasks, Worker
from hubdesk.words.marker import N_

Failed = Callable[[KnownError], None]
#: Tells pages that letters stand otherwise; which ones, nobody asks.
LETTERS = Changes({"mail": frozenset({0})})


def carrier(settings: MailSettings) -> SmtpCarrier:
    """The way to the server of the settings, with the password of the keyring."""
    secret = password(settings.login, settings.host) if settings.login else ""
    return SmtpCarrier(settings, secret)


def send_now(
    front: Front, done: Callable[[Sent], None], *, owner: QObject, failed: Failed | None = None
) -> None:
    """Send what is due on a thread of its own, so that no query waits for a slow server."""
    hub = front.hub
    beside = isinstance(front.tasks, Worker)
    tasks: Tasks = Worker("mail", front) if beside else front.tasks

    def job(_progress: Progress) -> Sent:
        return send_due(hub, carrier)

    def sent(result: Sent) -> None:
        if beside:
            tasks.stop()
        if result:
            front.hub_changed.emit(LETTERS)
        done(result)

    def refused(error: KnownError) -> None:
        if beside:
            tasks.stop()
        front.hub_changed.emit(LETTERS)
        (failed or front.refuse)(error)

    if beside:
        tasks.error_found.connect(front.tasks.error_found)
    tasks.submit(job, sent, owner=owner, failed=refused)


def queue_again(front: Front, mail_id: int, *, owner: QObject) -> None:
    """Try a letter again."""
    _deed(front, lambda uow: retry(uow, mail_id), N_("The letter is queued again."), owner)


def withdraw_letter(front: Front, mail_id: int, *, owner: QObject) -> None:
    """Do not send a letter."""
    _deed(front, lambda uow: withdraw(uow, mail_id), N_("The letter is withdrawn."), owner)


def _deed(
    front: Front, action: Callable[[UnitOfWork], object], told: str, owner: QObject
) -> None:
    def done(_result: object, _changes: Changes) -> None:
        front.tell(front.words.t(told))

    front.write(action, done, owner=owner)


def save_settings(
    front: Front, wanted: MailSettings, saved: Callable[[object, Changes], None], failed: Failed,
    *, owner: QObject,
) -> None:  # fmt: skip
    """Set how mail is sent."""
    front.write(lambda uow: set_up(uow, wanted), saved, owner=owner, failed=failed)


def keep_password(
    front: Front, login: str, host: str, text: str, done: Callable[[object], None], *,
    owner: QObject, failed: Failed,
) -> None:  # fmt: skip
    """Put the password into the machine's keyring; that may ask the person, so not on Qt's
    thread.
    """
    front.papers.submit(
        lambda _progress: set_password(login, host, text), done, owner=owner, failed=failed
    )


def send_test(front: Front, address: str, *, owner: QObject, failed: Failed) -> None:
    """Write a test letter and send it at once."""
    reader = Reader("", address, front.words.lang)

    def tell(result: Sent) -> None:
        words = front.words
        if result.sent:
            front.tell(words.t("The test mail to {address} is on its way.", address=address))
        elif result.failed or result.waiting:
            front.tell(words.t("The server did not take the test mail; the outbox says why."),
                       tone="bad")  # fmt: skip

    def written(_mail_id: int, _changes: Changes) -> None:
        send_now(front, tell, owner=owner, failed=failed)

    front.write(lambda uow: test_mail(uow, reader), written, owner=owner, failed=failed)
