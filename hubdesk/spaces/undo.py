"""Taking changes of resources back; the make-up of rooms (parts, counts) is not taken back."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.spaces.tables import LayoutRow, OpeningRow, PlanRow, PlanShapeRow, ResourceRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import images


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    """A resource that was added is made inactive; its units stay with it."""
    restore_images(uow, entry, rows={"resource": ResourceRow}, away={"resource": {"active": False}})


def _undo_rows(uow: UnitOfWork, entry: Entry) -> None:
    """Layouts and opening hours may go and come back."""
    restore_images(uow, entry, rows={"layout": LayoutRow, "opening": OpeningRow})


def _undo_plan(uow: UnitOfWork, entry: Entry) -> None:
    """The plan as it was; its version goes on, for an editor may hold the one taken back."""
    found = [number for kind, number, _, _ in images(entry.payload) if kind == "floor_plan"]
    version = [(uow.row(PlanRow, number) or {"version": 0})["version"] for number in found]
    restore_images(uow, entry, rows={"floor_plan": PlanRow, "plan_shape": PlanShapeRow})
    for number, before in zip(found, version, strict=True):
        if uow.row(PlanRow, number) is not None:
            uow.update(PlanRow, number, version=before + 1)


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    "plan.saved": _undo_plan,
    **dict.fromkeys(("desk.added", "equipment.added", "resource.changed", "room.added"), _undo),
    **dict.fromkeys(
        ("opening.added", "opening.changed", "opening.dropped", "room.layout_dropped",
         "room.layout_set"),
        _undo_rows,
    ),
}  # fmt: skip
#: What stays as it was made, and what to do instead.
INSTEAD = {
    "equipment.counted": "set_again", "floor.added": "stays", "location.added": "stays",
    "room.parts_set": "stays",
}  # fmt: skip
