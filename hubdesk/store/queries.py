"""Reads the history: who did what, when, and what was there before.

    for change in history(session, of=("occurrence", 345)):
        change.actor, change.at, change.images
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.store.history import Entry
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import History, HistorySubject
from hubdesk.store.types import Id
from hubdesk.store.writing import facts, images

_COLUMNS = (
    History.seq, History.at, History.actor, History.source, History.action, History.entity,
    History.entity_id, History.org_id, History.undoes, History.payload, History.salt,
    History.payload_hash, History.chain,
)  # fmt: skip
_ENTRY = Prepared(select(*_COLUMNS).where(History.seq == bindparam("seq", type_=Id)))
_PAGE = Prepared(
    select(*_COLUMNS)
    .where(History.seq > bindparam("after", type_=Id))
    .order_by(History.seq)
    .limit(bindparam("limit"))
)
_LAST_OF = Prepared(
    select(HistorySubject.seq)
    .where(HistorySubject.kind == bindparam("kind"))
    .where(HistorySubject.subject_id == bindparam("subject_id", type_=Id))
    .order_by(HistorySubject.seq.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Image:
    """One row before and after; None = it did not exist.

    Values are as recorded: instants and days as ISO text, months ``YYYY-MM``, amounts in minor
    units; what was empty is left out.
    """

    kind: str
    id: int
    before: Mapping[str, Any] | None
    after: Mapping[str, Any] | None

    @property
    def changed(self) -> tuple[str, ...]:
        """Names of the columns that differ, in order."""
        before, after = self.before or {}, self.after or {}
        return tuple(
            sorted(name for name in {*before, *after} if before.get(name) != after.get(name))
        )


@dataclass(frozen=True, slots=True)
class Change:
    """One row of the history, for people.

    Attributes:
        seq: the ``c…`` id.
        undoes: number of the change that this one took back.
        facts: what no image shows.
        images: empty also where the payload was erased by law (``erased``).
    """

    seq: int
    at: datetime
    actor: str
    source: str
    action: str
    entity: str
    entity_id: int | None
    org_id: int | None
    undoes: int | None
    facts: Mapping[str, Any]
    images: tuple[Image, ...]
    erased: bool


def history(
    session: Session,
    *,
    of: tuple[str, int] | None = None,
    since: datetime | None = None,
    limit: int = 200,
) -> tuple[Change, ...]:
    """The newest changes first.

    Args:
        of: kind and id of a row; None for everything.
        since: only changes at or after this instant.
        limit: at most so many.
    """
    statement = select(*_COLUMNS).order_by(History.seq.desc()).limit(limit)
    if of is not None:
        statement = statement.join(HistorySubject, HistorySubject.seq == History.seq).where(
            HistorySubject.kind == of[0], HistorySubject.subject_id == of[1]
        )
    if since is not None:
        text = since.astimezone(UTC).isoformat(timespec="milliseconds")
        statement = statement.where(History.at >= text)
    return tuple(_change(Entry(*tuple(row))) for row in session.execute(statement))


def entry(session: Session, seq: int) -> Entry | None:
    """One history row as stored."""
    row = session.first(_ENTRY, seq=seq)
    return None if row is None else Entry(*row)


def change(session: Session, seq: int) -> Change | None:
    """One history row for people."""
    row = entry(session, seq)
    return None if row is None else _change(row)


def page(session: Session, after: int, limit: int = 1000) -> list[Entry]:
    """History rows in order, for walking the chain without holding all of it."""
    return [Entry(*row) for row in session.all(_PAGE, after=after, limit=limit)]


def last_change_of(session: Session, kind: str, row_id: int) -> Entry | None:
    """The newest history row that speaks of a row."""
    found = session.first(_LAST_OF, kind=kind, subject_id=row_id)
    return None if found is None else entry(session, found[0])


def _change(row: Entry) -> Change:
    return Change(
        seq=row.seq,
        at=datetime.fromisoformat(row.at),
        actor=row.actor,
        source=row.source,
        action=row.action,
        entity=row.entity,
        entity_id=row.entity_id,
        org_id=row.org_id,
        undoes=row.undoes,
        facts=facts(row.payload),
        images=tuple(Image(*image) for image in images(row.payload)),
        erased=row.payload is None,
    )
