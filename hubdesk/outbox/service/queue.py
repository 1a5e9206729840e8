"""Letters into the queue, out of it, and back."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from sqlalchemy import bindparam, insert, select, update

from hubdesk.access import service as access
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.outbox.errors import MailNotSetUpError, MailStateError
from hubdesk.outbox.model import Letter, Reader
from hubdesk.outbox.notices import test_letter
from hubdesk.outbox.queries import mail_settings
from hubdesk.outbox.service.readers import letter_house, words_for
from hubdesk.outbox.tables import MailRow, MailStateRow, MailTextRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Number, Text

_TEXT = Prepared(
    insert(MailTextRow).values(
        mail_id=bindparam("mail_id", type_=Id), subject=bindparam("subject", type_=Text),
        body=bindparam("body", type_=Text), calendar=bindparam("calendar", type_=Text),
    )
)  # fmt: skip
_STATE = Prepared(
    insert(MailStateRow).values(
        mail_id=bindparam("mail_id", type_=Id), status=bindparam("status", type_=Text),
        attempts=bindparam("attempts", type_=Number), due_at=bindparam("due_at", type_=Instant),
        error=bindparam("error", type_=Text), sent_at=bindparam("sent_at", type_=Instant),
    )
)  # fmt: skip
_SET_STATE = Prepared(
    update(MailStateRow)
    .where(MailStateRow.mail_id == bindparam("_mail", type_=Id))
    .values(
        status=bindparam("_status", type_=Text), attempts=bindparam("_attempts", type_=Number),
        due_at=bindparam("_due_at", type_=Instant),
    )
)  # fmt: skip
_SAME_KEY = Prepared(
    select(MailRow.id).where(MailRow.idem_key == bindparam("idem_key", type_=Text))
)
_STATUS = Prepared(
    select(MailStateRow.status).where(MailStateRow.mail_id == bindparam("mail_id", type_=Id))
)
_UNTRIED = Prepared(
    select(MailRow.id, MailRow.kind)
    .join(MailStateRow, MailStateRow.mail_id == MailRow.id)
    .where(
        MailRow.subject_kind == bindparam("kind", type_=Text),
        MailRow.subject_id == bindparam("subject_id", type_=Id),
        MailStateRow.status == "queued",
        MailStateRow.attempts == 0,
    )
)


def put(uow: UnitOfWork, letter: Letter, *, wait_minutes: int = 0) -> int:
    """Queue a letter in the unit of work it tells of.

    Returns:
        Its id; a repeated ``key`` gives the first one's.
    """
    if letter.key:
        found = uow.first(_SAME_KEY, idem_key=letter.key)
        if found is not None:
            return int(found[0])
    now = uow.clock.now()
    mail_id = uow.insert(
        MailRow,
        org_id=letter.org_id,
        idem_key=letter.key or new_key(),
        kind=letter.kind,
        subject_kind=letter.about[0],
        subject_id=letter.about[1],
        to_name=letter.to.name,
        to_address=letter.to.address,
        lang=letter.to.lang,
        created_at=now,
    )
    uow.run(
        _TEXT, mail_id=mail_id, subject=letter.subject, body=letter.body, calendar=letter.calendar
    )
    wait = timedelta(minutes=0 if letter.urgent else wait_minutes)
    uow.run(
        _STATE, mail_id=mail_id, status="queued", attempts=0, due_at=now + wait, error="",
        sent_at=None,
    )  # fmt: skip
    return mail_id


def untried(uow: UnitOfWork, kind: str, subject_id: int) -> dict[int, str]:
    """Letters about a row that nobody has tried to send yet: id → kind of letter."""
    found = uow.all(_UNTRIED, kind=kind, subject_id=subject_id)
    return {int(mail_id): str(one) for mail_id, one in found}


def drop(uow: UnitOfWork, mail_ids: Iterable[int]) -> None:
    """Withdraw letters inside somebody else's unit of work; they stay in the list."""
    now = uow.clock.now()
    for mail_id in mail_ids:
        uow.run(_SET_STATE, _mail=mail_id, _status="withdrawn", _attempts=0, _due_at=now)
        uow.touch("mail", mail_id)


def retry(uow: UnitOfWork, mail_id: int) -> None:
    """Queue a letter again that failed, was withdrawn or only sent for show.

    Raises:
        NotFoundError: no such letter.
        MailStateError: it is queued, on its way or sent.
    """
    access.require(uow, "outbox.send")
    _require(uow, mail_id, "failed", "withdrawn", "dry_run")
    uow.run(_SET_STATE, _mail=mail_id, _status="queued", _attempts=0, _due_at=uow.clock.now())
    uow.touch("mail", mail_id)
    uow.record("mail.queued_again", "mail", mail_id)


def withdraw(uow: UnitOfWork, mail_id: int) -> None:
    """Take a letter out of the queue.

    Raises:
        NotFoundError: no such letter.
        MailStateError: it is on its way, sent or withdrawn.
    """
    access.require(uow, "outbox.send")
    _require(uow, mail_id, "queued", "failed")
    drop(uow, [mail_id])
    uow.record("mail.withdrawn", "mail", mail_id)


def _require(uow: UnitOfWork, mail_id: int, *states: str) -> None:
    found = uow.first(_STATUS, mail_id=mail_id)
    if found is None:
        raise NotFoundError(kind="mail", key=str(mail_id))
    if found[0] not in states:
        raise MailStateError(stage=found[0])


def test_mail(uow: UnitOfWork, to: Reader) -> int:
    """Queue a letter that shows that mail works.

    Raises:
        MailNotSetUpError: nobody has said how to send it.
    """
    access.require(uow, "outbox.send")
    if not mail_settings(uow).from_address:
        raise MailNotSetUpError
    mail_id = put(uow, test_letter(to, letter_house(uow), words_for(uow, to.lang)))
    uow.record("mail.test_written", "mail", mail_id)
    return mail_id
