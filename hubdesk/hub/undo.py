"""Taking changes of the hub's settings and of its holidays back."""

from __future__ import annotations

from hubdesk.hub.tables import HolidayRow, HubRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"hub": HubRow, "holiday": HolidayRow})


UNDO = dict.fromkeys(
    ("hub.updated", "holiday.added", "holiday.changed", "holiday.removed"), _undo
)
INSTEAD = {"hub.created": "stays"}
