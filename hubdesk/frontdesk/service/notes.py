"""The shift note: one that runs, written on all day, handed over at the end of the shift."""

from __future__ import annotations

from sqlalchemy import select

from hubdesk.access import service as access
from hubdesk.frontdesk.errors import NotInStateError
from hubdesk.frontdesk.service.rows import known, words
from hubdesk.frontdesk.tables import ShiftNoteRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_RUNNING = Prepared(select(ShiftNoteRow.id).where(ShiftNoteRow.running))


def write(uow: UnitOfWork, text: str) -> int:
    """Write the running note; the first words of a shift begin it.

    Args:
        text: the whole note, lines kept.

    Returns:
        The note's id.

    Raises:
        InvalidInputError: far too long.
    """
    access.require(uow, "frontdesk.notes")
    text = words("text", text, lines=True)
    found = uow.first(_RUNNING)
    if found is None:
        note_id = uow.insert(
            ShiftNoteRow, text=text, running=True, started_at=uow.clock.now(),
            started_by=uow.actor, ended_at=None,
        )  # fmt: skip
        uow.record("note.begun", "shift_note", note_id)
        return note_id
    note_id = int(found[0])
    row = known(uow, ShiftNoteRow, "shift_note", note_id)
    if row["text"] != text:
        uow.update(ShiftNoteRow, note_id, before=row, text=text)
        uow.record("note.written", "shift_note", note_id)
    return note_id


def hand_over(uow: UnitOfWork) -> int:
    """End the running note; the next shift reads it and begins its own.

    Returns:
        The note's id.

    Raises:
        NotInStateError: no note is running.
    """
    access.require(uow, "frontdesk.notes")
    found = uow.first(_RUNNING)
    if found is None:
        raise NotInStateError(kind="shift_note", stage="handed_over")
    note_id = int(found[0])
    row = known(uow, ShiftNoteRow, "shift_note", note_id)
    uow.update(
        ShiftNoteRow, note_id, before=row, running=False, ended_at=uow.clock.now(),
        ended_by=uow.actor,
    )  # fmt: skip
    uow.record("note.handed_over", "shift_note", note_id)
    return note_id
