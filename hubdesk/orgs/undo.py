"""Taking changes of organisations back: rows as they were; who was added is made inactive.

That an organisation left concerns its bookings too, so ``booking.undo`` takes that back.
"""

from __future__ import annotations

from collections.abc import Callable

from hubdesk.orgs.tables import (
    AgreementRow,
    AgreementTermRow,
    MembershipRow,
    OccupancyRow,
    OrganisationRow,
    PersonRow,
    PlanRow,
)
from hubdesk.store.base import Base
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images

ROWS: dict[str, type[Base]] = {
    "organisation": OrganisationRow,
    "person": PersonRow,
    "membership": MembershipRow,
    "occupancy": OccupancyRow,
    "plan": PlanRow,
    "agreement": AgreementRow,
    "agreement_term": AgreementTermRow,
}
AWAY = {"organisation": {"active": False}, "person": {"active": False}}


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows=ROWS, away=AWAY)


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = dict.fromkeys(
    (
        "organisation.added", "organisation.changed", "organisation.came_back",
        "organisation.imported", "person.added", "person.changed", "person.imported",
        "membership.set", "membership.ended", "membership.removed", "occupancy.set",
        "occupancy.ended", "occupancy.removed", "occupancy.imported", "plan.set",
        "agreement.added", "agreement.changed", "agreement.notice", "agreement.ended",
    ),
    _undo,
)  # fmt: skip
