"""The shift note that runs, and what earlier shifts wrote."""

from __future__ import annotations

from typing import Any

from sqlalchemy import literal_column, select

from hubdesk.frontdesk.model import ShiftNote
from hubdesk.frontdesk.tables import ShiftNoteRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_NOTE: Any = select(
    ShiftNoteRow.id,
    ShiftNoteRow.text,
    ShiftNoteRow.started_at,
    ShiftNoteRow.started_by,
    ShiftNoteRow.ended_at,
    ShiftNoteRow.ended_by,
)
_RUNNING = Prepared(_NOTE.where(ShiftNoteRow.running))
_EARLIER = Prepared(
    _NOTE.where(ShiftNoteRow.running.is_(False))
    .order_by(ShiftNoteRow.ended_at.desc(), ShiftNoteRow.id.desc())
    .limit(literal_column("20"))
)


def running(session: Session) -> ShiftNote | None:
    """The note that is being written; None between shifts."""
    found = session.first(_RUNNING)
    return None if found is None else ShiftNote(*found)


def earlier(session: Session) -> tuple[ShiftNote, ...]:
    """The last notes that were handed over, the latest first."""
    return tuple(ShiftNote(*row) for row in session.all(_EARLIER))
