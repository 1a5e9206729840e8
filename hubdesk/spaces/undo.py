"""Taking changes of resources back; the make-up of rooms (parts, counts) is not taken back."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.spaces.tables import LayoutRow, OpeningRow, ResourceRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    """A resource that was added is made inactive; its units stay with it."""
    restore_images(uow, entry, rows={"resource": ResourceRow}, away={"resource": {"active": False}})


def _undo_rows(uow: UnitOfWork, entry: Entry) -> None:
    """Layouts and opening hours may go and come back."""
    restore_images(uow, entry, rows={"layout": LayoutRow, "opening": OpeningRow})


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    **dict.fromkeys(("desk.added", "equipment.added", "resource.changed", "room.added"), _undo),
    **dict.fromkeys(
        ("opening.added", "opening.changed", "opening.dropped", "room.layout_dropped",
         "room.layout_set"),
        _undo_rows,
    ),
}  # fmt: skip
