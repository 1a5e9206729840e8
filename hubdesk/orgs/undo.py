"""Taking changes of organisations back: rows as they were; who was added is made inactive."""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.orgs.tables import MembershipRow, OccupancyRow, OrganisationRow, PersonRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images

_ROWS = {
    "organisation": OrganisationRow,
    "person": PersonRow,
    "membership": MembershipRow,
    "occupancy": OccupancyRow,
}
_AWAY = {"organisation": {"active": False}, "person": {"active": False}}


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows=_ROWS, away=_AWAY)


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = dict.fromkeys(
    (
        "organisation.added", "organisation.changed", "organisation.imported", "person.added",
        "person.changed", "person.imported", "membership.set", "occupancy.set",
        "occupancy.imported",
    ),
    _undo,
)  # fmt: skip
