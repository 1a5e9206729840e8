"""Noting in one go who came: from a list at the door, or a day told afterwards.

    noted = check_in_all(uow, {12: at_nine, 15: at_ten})
    noted.left_out[15].code  # "outside_check_in_window"
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.errors import CheckInWindowError, WrongStatusError
from hubdesk.booking.model import Status
from hubdesk.booking.queries.targets import rows_of
from hubdesk.booking.service.states import CHECK_IN_EARLY
from hubdesk.booking.service.turns import still
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.kernel.errors import NotFoundError, RefusedError
from hubdesk.store.session import UnitOfWork


@dataclass(frozen=True, slots=True)
class Attendance:
    """Attributes:
    noted: ids of the dates that are checked in now, in the order given.
    left_out: the others, with why.
    """

    noted: tuple[int, ...] = ()
    left_out: Mapping[int, RefusedError] = field(default_factory=dict)


def check_in_all(uow: UnitOfWork, arrivals: Mapping[int, datetime]) -> Attendance:
    """Note that somebody came to each of many dates; what cannot be noted is left out.

    Costs a read and a write however many they are.

    Args:
        arrivals: id of a date → when somebody came, which is past: from 15 minutes before its
            start until its end.

    Raises:
        GuardError: ``usage_locked``, a date was charged in a locked month; nothing is noted.
    """
    access.require(uow, "booking.check_in")
    rows = {row["id"]: row for row in still(uow, rows_of(uow, arrivals))}
    left_out: dict[int, RefusedError] = {}
    changes: list[tuple[dict[str, Any], dict[str, Any]]] = []
    for number, at in arrivals.items():
        row = rows.get(number)
        error = _in_the_way(uow, number, row, at)
        if row is None or error is not None:
            left_out[number] = error or NotFoundError(kind="occurrence", key=f"o{number}")
        else:
            changes.append((row, {"status": str(Status.CHECKED_IN), "checked_in_at": at}))
    if changes:
        uow.update_many(OccurrenceRow, changes)
        first = changes[0][0]
        owners = {row["org_id"] for row, _ in changes}
        org_id = first["org_id"] if len(owners) == 1 else None
        uow.record("booking.checked_in", "booking", first["booking_id"], org_id=org_id)
    return Attendance(tuple(row["id"] for row, _ in changes), left_out)


def _in_the_way(
    uow: UnitOfWork, number: int, row: dict[str, Any] | None, at: datetime
) -> RefusedError | None:
    if row is None:
        return NotFoundError(kind="occurrence", key=f"o{number}")
    if row["status"] not in (Status.HELD, Status.BOOKED):
        return WrongStatusError(status=row["status"])
    opens, closes = row["starts_at"] - CHECK_IN_EARLY, row["ends_at"]
    if not opens <= at < closes or at > uow.clock.now():
        return CheckInWindowError(opens=opens, closes=closes)
    return None
