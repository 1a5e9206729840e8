"""Takes a change back: the machinery; what an action needs beyond its images its feature says.

A feature exports ``UNDO = {action: function}``.  Most functions are one call of
``restore_images``; claims and other derived rows are made again by its ``derived`` callback.
Undoing writes an ordinary history row of action ``undone``, whose images run the other way, so
undoing *that* row is redo.

    def _undo_cancelled(uow, entry):
        restore_images(uow, entry, rows={"occurrence": OccurrenceRow}, derived=claim_again)

    UNDO = {"booking.cancelled": _undo_cancelled}
    INSTEAD = {"month.closed": "reopen_month"}   # cannot be undone; what to do instead
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubdesk.kernel.errors import NotFoundError
from hubdesk.store import queries
from hubdesk.store.base import Base
from hubdesk.store.errors import GUARDS, GuardError, UndoNotPossibleError
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork, table_of
from hubdesk.store.statements import Recorder, usual_value
from hubdesk.store.types import form_of
from hubdesk.store.writing import facts, images

#: Action of a history row that takes another one back.
UNDONE = "undone"

Undo = Callable[[UnitOfWork, Entry], None]


def undo(
    uow: UnitOfWork, seq: int, table: Mapping[str, Undo], instead: Mapping[str, str] | None = None
) -> None:
    """Take one history row back inside a unit of work.

    Args:
        seq: its number.
        table: action → function, of all features.
        instead: action → code of what to do instead, where undoing is refused on purpose.

    Raises:
        NotFoundError: no such row.
        UndoNotPossibleError: ``details["reason"]`` says why.
    """
    entry = queries.entry(uow, seq)
    if entry is None:
        raise NotFoundError(kind="change", key=f"c{seq}")
    if entry.payload is None:
        raise UndoNotPossibleError(reason="erased", action=entry.action)
    action = facts(entry.payload)["of"] if entry.action == UNDONE else entry.action
    function = table.get(action)
    if function is None:
        reason = (instead or {}).get(action, "not_undoable")
        raise UndoNotPossibleError(reason=reason, action=action)
    uow.record(UNDONE, entry.entity, entry.entity_id, org_id=entry.org_id, undoes=seq, of=action)
    try:
        function(uow, entry)
    except GuardError as error:
        reason = error.guard if error.guard in GUARDS else "in_the_way"
        raise UndoNotPossibleError(reason=reason, action=action, guard=error.guard) from error


def restore_images(
    uow: UnitOfWork,
    entry: Entry,
    *,
    rows: Mapping[str, type[Base]],
    away: Mapping[str, Mapping[str, Any]] | None = None,
    derived: Callable[[UnitOfWork, str, int], None] | None = None,
    complete: Callable[[str, dict[str, Any]], None] | None = None,
) -> None:
    """Put the rows of a history row back as they were before it.

    Args:
        rows: kind → row class; images of other kinds are left alone.
        away: kind → values that make a row of it "not there" (``{"status": "cancelled"}``), for
            kinds that are never deleted; without it a row that was added is removed again, and
            with an empty mapping it stays.
        derived: called with kind and id after each row, to make derived rows (claims) again.
        complete: called with kind and values of a row that is inserted again; the history keeps
            no empty text, so where it differs from None the feature has to tell them apart.

    Raises:
        UndoNotPossibleError: a row is no longer as this change left it; nothing was restored if
            the caller lets the unit of work end by this error.
        GuardError: the database refuses the old state.
    """
    found = [image for image in images(entry.payload) if image[0] in rows]
    stood = {
        (kind, row_id): _check_stands(uow, rows[kind], kind, row_id, after)
        for kind, row_id, _, after in found
    }
    for kind, row_id, before, after in reversed(found):
        row = rows[kind]
        if before is None:
            values = (away or {}).get(kind)
            if values is None:
                uow.delete(row, row_id)
            elif values:
                uow.update(row, row_id, **values)
        elif after is None:
            again = _values(row, before)
            if complete is not None:
                complete(kind, again)
            uow.insert(row, **again)
        else:
            old, new = _values(row, before), _values(row, after)
            changed = {name: value for name, value in old.items() if value != new[name]}
            if changed:
                uow.update(row, row_id, before=stood[kind, row_id], **changed)
    if derived is not None:
        for kind, row_id, _, _ in reversed(found):
            derived(uow, kind, row_id)


def _check_stands(
    uow: UnitOfWork, row: type[Base], kind: str, row_id: int, after: Mapping[str, Any] | None
) -> Mapping[str, Any] | None:
    """The row as it stands, if that is as the change left it."""
    record = Recorder(table_of(row))
    stands = uow.row(row, row_id)
    now = record(stands)
    after = None if after is None else record.told(after)
    if now == after:
        return stands
    before, here = after or {}, now or {}
    fields = sorted(name for name in {*before, *here} if before.get(name) != here.get(name))
    last = queries.last_change_of(uow, kind, row_id)
    raise UndoNotPossibleError(
        reason="changed_since",
        kind=kind,
        key=row_id,
        fields=fields,
        actor=last.actor if last else "",
        change=last.seq if last else None,
    )


def _values(row: type[Base], recorded: Mapping[str, Any]) -> dict[str, Any]:
    """A recorded row as domain values, with what was left out (None, empty text) put back."""
    values: dict[str, Any] = {}
    for column in table_of(row).columns:
        value = recorded.get(column.name)
        if value is None and column.server_default is not None:
            values[column.name] = usual_value(column)
        elif value is None:
            values[column.name] = None if column.nullable else ""
        else:
            convert = form_of(column.type).restore
            values[column.name] = value if convert is None else convert(value)
    return values
