"""Reads of the outbox; return frozen values.

    lines(session, status="failed")
    letter(session, 12).body
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields
from functools import partial
from typing import Any

from sqlalchemy import bindparam, func, literal_column, select

from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.outbox.model import Attempt, Mail, MailLine, MailSettings, Reader
from hubdesk.outbox.tables import (
    LetterTextRow,
    MailAttemptRow,
    MailRow,
    MailSettingsRow,
    MailStateRow,
    MailTextRow,
)
from hubdesk.outbox.templates import OwnText
from hubdesk.store.kept import steady
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

#: So many lines the list shows at most; older ones are found by their status.
MOST_LINES = 500
_SETTINGS_ID = 1
_SETTINGS = tuple(getattr(MailSettingsRow, one.name) for one in fields(MailSettings))
_ENABLED = Prepared(
    select(*_SETTINGS).where(
        MailSettingsRow.id == literal_column(str(_SETTINGS_ID)), MailSettingsRow.enabled.is_(True)
    )
)
_TEXT = Prepared(
    select(LetterTextRow.subject, LetterTextRow.body).where(
        LetterTextRow.kind == bindparam("kind", type_=Text),
        LetterTextRow.lang == bindparam("lang", type_=Text),
    )
)
_TEXTS = Prepared(
    select(LetterTextRow.kind, LetterTextRow.lang, LetterTextRow.subject, LetterTextRow.body)
    .order_by(LetterTextRow.kind, LetterTextRow.lang)
)  # fmt: skip
_LINE: Any = (
    select(
        MailRow.id,
        MailRow.kind,
        func.coalesce(OrganisationRow.code, ""),
        MailRow.to_name,
        MailRow.to_address,
        MailRow.lang,
        func.coalesce(MailTextRow.subject, ""),
        MailStateRow.status,
        MailStateRow.attempts,
        MailRow.created_at,
        MailStateRow.due_at,
        MailStateRow.sent_at,
        MailStateRow.error,
        func.coalesce(MailTextRow.body, ""),
        func.coalesce(MailTextRow.calendar, ""),
    )
    .select_from(MailRow)
    .join(MailStateRow, MailStateRow.mail_id == MailRow.id)
    .outerjoin(MailTextRow, MailTextRow.mail_id == MailRow.id)
    .outerjoin(OrganisationRow, OrganisationRow.id == MailRow.org_id)
)
_NEWEST = _LINE.order_by(MailRow.id.desc()).limit(literal_column(str(MOST_LINES)))
_ALL = Prepared(_NEWEST)
_IN_STATUS = Prepared(_NEWEST.where(MailStateRow.status == bindparam("status", type_=Text)))
_ONE = Prepared(_LINE.where(MailRow.id == bindparam("mail_id", type_=Id)))
_COUNTS = Prepared(
    select(MailStateRow.status, func.count()).group_by(MailStateRow.status)
)
_ATTEMPTS = Prepared(
    select(MailAttemptRow.at, MailAttemptRow.ok, MailAttemptRow.reply)
    .where(MailAttemptRow.mail_id == bindparam("mail_id", type_=Id))
    .order_by(MailAttemptRow.id)
)


def mail_settings(session: Session) -> MailSettings:
    """How mail is sent; off in a hub where nobody has set it up."""
    row = session.row(MailSettingsRow, _SETTINGS_ID)
    if row is None:
        return MailSettings()
    return MailSettings(**{one.name: row[one.name] for one in fields(MailSettings)})


@steady(MailSettingsRow)
def enabled_mail(session: Session) -> MailSettings | None:
    """The same, None where no mail is written; asked at the end of whatever is booked."""
    row = session.first(_ENABLED)
    return None if row is None else MailSettings(*row)


def lines(session: Session, *, status: str = "") -> tuple[MailLine, ...]:
    """Letters, the newest first.

    Args:
        status: only those; empty = all.
    """
    found = session.all(_IN_STATUS, status=status) if status else session.all(_ALL)
    return tuple(_line(row) for row in found)


def counts(session: Session) -> dict[str, int]:
    """How many letters stand where, by status."""
    return {status: int(number) for status, number in session.all(_COUNTS)}


def letter(session: Session, mail_id: int) -> Mail:
    """One letter with its words and its log.

    Raises:
        NotFoundError: no such letter.
    """
    row = session.first(_ONE, mail_id=mail_id)
    if row is None:
        raise NotFoundError(kind="mail", key=str(mail_id))
    attempts = tuple(Attempt(*found) for found in session.all(_ATTEMPTS, mail_id=mail_id))
    return Mail(_line(row), row[13], row[14], attempts)


def _line(row: tuple[Any, ...]) -> MailLine:
    return MailLine(row[0], row[1], row[2], Reader(row[3], row[4], row[5]), *row[6:13])


def own_text(session: Session, kind: str, lang: str) -> OwnText | None:
    """What the house writes in a language; None = what the program writes."""
    row = session.first(_TEXT, kind=kind, lang=lang)
    return None if row is None else OwnText(*row)


def own_words(session: Session, lang: str) -> Callable[[str], OwnText | None]:
    """The same for letters in one language, by their kind."""
    return partial(own_text, session, lang=lang)


def own_texts(session: Session) -> dict[tuple[str, str], OwnText]:
    """(kind, language) → what the house writes."""
    return {
        (kind, lang): OwnText(subject, body)
        for kind, lang, subject, body in session.all(_TEXTS)
    }  # fmt: skip
