"""An organisation leaves the house: its facts, plans and desks end, its later dates are cancelled.

leave(uow, org_id, date(2026, 12, 31))
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.booking.model import Status
from hubdesk.booking.queries.of_org import open_dates_after
from hubdesk.booking.service.assignments import end_assignments
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.turns import fresh
from hubdesk.booking.service.waiting import offer_freed
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.hub.queries import settings
from hubdesk.orgs import service as orgs
from hubdesk.store.session import Session, UnitOfWork

_OPEN = frozenset({Status.REQUESTED, Status.HELD, Status.BOOKED})


def dates_after_leaving(
    session: Session, org_id: int, last_day: date
) -> list[tuple[int, int, datetime]]:
    """(date, booking, start) of what would be cancelled if an organisation left on a day.

    Dates that have begun stay as they are.
    """
    end = datetime.combine(last_day + timedelta(days=1), time(), settings(session).zone)
    return open_dates_after(session, org_id, max(end, session.clock.now()))


def leave(uow: UnitOfWork, org_id: int, last_day: date) -> int:
    """Let an organisation leave.

    Args:
        last_day: inclusive; bookings of later days are cancelled.

    Returns:
        How many dates were cancelled.

    Raises:
        GuardError: ``dated_fact_locked``, a locked month was shared by what would end.
        NotFoundError: no such organisation.
    """
    access.require(uow, "orgs.edit", org_id)
    uow.record("organisation.left", "organisation", org_id, org_id=org_id)
    orgs.end_stay(uow, org_id, last_day)
    found = fresh(uow, [number for number, _, _ in dates_after_leaving(uow, org_id, last_day)])
    # Some may have been cancelled, or have begun, while this waited for its turn.
    dates = [row for row in found if row["status"] in _OPEN]
    ids = [row["id"] for row in dates]
    values: dict[str, Any] = {"status": str(Status.CANCELLED), "reason": "organisation_left"}
    for row in dates:
        uow.update(OccurrenceRow, row["id"], before=row, **values)
    if ids:
        delete_claims(uow, "occurrence", ids)
        offer_freed(uow, [{**row, **values} for row in dates])
    end_assignments(uow, org_id, last_day)
    return len(ids)
