"""Sending what is due: claimed in one transaction, sent outside of any, noted in another.

Two programs may do this at once: whoever claims a letter has it for the length of a lease.  If a
program dies between sending and noting, the letter goes out again under the same Message-ID.

    send_due(hub, lambda settings: SmtpCarrier(settings, password))
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Protocol

from sqlalchemy import bindparam, literal, literal_column, or_, select, update

from hubdesk.hub.queries import settings as hub_settings
from hubdesk.kernel.clock import Clock
from hubdesk.outbox.carrier import Carrier, message_of
from hubdesk.outbox.errors import LetterRefusedError, MailNotSetUpError, MailServerError
from hubdesk.outbox.model import Mail, MailSettings
from hubdesk.outbox.queries import letter, mail_settings
from hubdesk.outbox.tables import MailAttemptRow, MailRow, MailStateRow
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Number, Text

#: Minutes until the next attempt, after the first, the second … one; then a letter has failed.
BACKOFF_MINUTES = (1, 5, 15, 60, 240, 720)
LEASE = timedelta(minutes=10)
BATCH = 20
_DUE = Prepared(
    select(MailStateRow.mail_id)
    .where(
        or_(MailStateRow.status == "queued", MailStateRow.status == "sending"),
        MailStateRow.due_at <= bindparam("now", type_=Instant),
    )
    .order_by(MailStateRow.due_at, MailStateRow.mail_id)
    .limit(literal_column(str(BATCH)))
)
#: Whoever comes second finds the lease of the first.
_CLAIM = Prepared(
    update(MailStateRow)
    .where(
        MailStateRow.mail_id == bindparam("_mail", type_=Id),
        or_(MailStateRow.status == "queued", MailStateRow.status == "sending"),
        MailStateRow.due_at <= bindparam("_now", type_=Instant),
    )
    .values(status=literal("sending", Text), due_at=bindparam("_until", type_=Instant))
)
_SET = Prepared(
    update(MailStateRow)
    .where(
        MailStateRow.mail_id == bindparam("_mail", type_=Id),
        or_(MailStateRow.status == "queued", MailStateRow.status == "sending"),
    )
    .values(
        status=bindparam("_status", type_=Text), attempts=bindparam("_attempts", type_=Number),
        due_at=bindparam("_due_at", type_=Instant), error=bindparam("_error", type_=Text),
        sent_at=bindparam("_sent_at", type_=Instant),
    )
)  # fmt: skip


class Hubs(Protocol):
    """An open hub, as far as sending needs it."""

    def read(self) -> AbstractContextManager[Session]: ...

    def write(self) -> AbstractContextManager[UnitOfWork]: ...


@dataclass(frozen=True, slots=True)
class Sent:
    """Attributes:
    sent: handed to the server (or, in a dry run, only marked).
    waiting: refused for now; tried again later.
    failed: refused for good.
    """

    sent: int = 0
    waiting: int = 0
    failed: int = 0

    def __bool__(self) -> bool:
        return bool(self.sent or self.waiting or self.failed)


def send_due(
    hub: Hubs, carry: Callable[[MailSettings], AbstractContextManager[Carrier]]
) -> Sent:
    """Send every letter that is due.

    Args:
        carry: opens the way to the server of the settings.

    Raises:
        MailNotSetUpError: it is not known how to send.
        MailServerError: the server cannot be used; the letters are tried again later.
    """
    with hub.read() as session:
        wanted = mail_settings(session)
        waits = session.first(_DUE, now=session.clock.now()) is not None
    if not waits:
        return Sent()
    if not wanted.enabled:
        raise MailNotSetUpError
    total = Sent()
    while batch := _claim(hub):
        total = _added(total, _deliver(hub, wanted, batch, carry))
    return total


def _claim(hub: Hubs) -> Sequence[Mail]:
    """Letters that are ours for the length of a lease."""
    with hub.write() as uow:
        now = uow.clock.now()
        mails = [letter(uow, int(row[0])) for row in uow.all(_DUE, now=now)]
        return [
            mail
            for mail in mails
            if uow.run(_CLAIM, _mail=mail.line.id, _now=now, _until=now + LEASE)
        ]


def _deliver(
    hub: Hubs,
    wanted: MailSettings,
    batch: Sequence[Mail],
    carry: Callable[[MailSettings], AbstractContextManager[Carrier]],
) -> Sent:
    if wanted.dry_run:
        for mail in batch:
            _note(hub, mail, "dry_run", "")
        return Sent(sent=len(batch))
    total, open_ones = Sent(), list(batch)
    try:
        with carry(wanted) as carrier:
            while open_ones:
                total = _added(total, _send_one(hub, wanted, carrier, open_ones[0]))
                del open_ones[0]
    except MailServerError as error:
        # Not this letter's fault: it counts as one attempt of the first, the others only wait.
        said = f"{error.details['reason']}: {error.details['message']}"
        for at, mail in enumerate(open_ones):
            _again(hub, mail, said, counts=at == 0)
        raise
    return total


def _send_one(hub: Hubs, wanted: MailSettings, carrier: Carrier, mail: Mail) -> Sent:
    with hub.read() as session:
        uid, now = hub_settings(session).uid, session.clock.now()
    try:
        reply = carrier.send(message_of(mail, wanted, uid, now))
    except LetterRefusedError as error:
        said = str(error.details["message"])
        if error.details["for_good"]:
            _note(hub, mail, "failed", said)
            return Sent(failed=1)
        return _again(hub, mail, said, counts=True)
    _note(hub, mail, "sent", reply)
    return Sent(sent=1)


def _again(hub: Hubs, mail: Mail, said: str, *, counts: bool) -> Sent:
    """Put a letter off; after the last attempt it has failed."""
    attempts = mail.line.attempts + counts
    if attempts > len(BACKOFF_MINUTES):
        _note(hub, mail, "failed", said)
        return Sent(failed=1)
    with hub.write() as uow:
        wait = timedelta(minutes=BACKOFF_MINUTES[max(attempts, 1) - 1])
        uow.run(
            _SET, _mail=mail.line.id, _status="queued", _attempts=attempts,
            _due_at=uow.clock.now() + wait, _error=said, _sent_at=None,
        )  # fmt: skip
        if counts:
            uow.touch("mail", mail.line.id)
            _log(uow, mail, ok=False, reply=said)
            uow.record("mail.put_off", "mail", mail.line.id)
    return Sent(waiting=1)


def _note(hub: Hubs, mail: Mail, status: str, reply: str) -> None:
    """Note how a letter ended."""
    ok = status != "failed"
    with hub.write() as uow:
        now = uow.clock.now()
        uow.run(
            _SET, _mail=mail.line.id, _status=status, _attempts=mail.line.attempts + 1,
            _due_at=now, _error="" if ok else reply, _sent_at=now if ok else None,
        )  # fmt: skip
        uow.touch("mail", mail.line.id)
        _log(uow, mail, ok=ok, reply=reply or status)
        row: dict[str, Any] = uow.row(MailRow, mail.line.id) or {}
        action = "mail.failed" if not ok else "mail.sent"
        uow.record(action, "mail", mail.line.id, org_id=row.get("org_id"))


def _log(uow: UnitOfWork, mail: Mail, *, ok: bool, reply: str) -> None:
    uow.insert(MailAttemptRow, mail_id=mail.line.id, at=uow.clock.now(), ok=ok, reply=reply[:500])


def next_due(session: Session, clock: Clock) -> bool:
    """Whether a letter is due now."""
    return session.first(_DUE, now=clock.now()) is not None


def _added(one: Sent, other: Sent) -> Sent:
    return Sent(
        one.sent + other.sent, one.waiting + other.waiting, one.failed + other.failed
    )
