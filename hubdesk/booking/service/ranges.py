"""A range of a series by days, as people say it: "not in August".

    cancel_range(uow, booking_id, date(2027, 8, 1), date(2027, 8, 31), "summer")
"""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.model import Changed, Scope, Target
from hubdesk.booking.queries.targets import booking_row
from hubdesk.booking.service.states import cancel
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.session import Session, UnitOfWork


def cancel_range(
    uow: UnitOfWork, booking_id: int, first: date, last: date, reason: str = ""
) -> Changed:
    """Cancel the dates of a series that start on some days.

    Args:
        first, last: both inclusive, on the clock where the booking takes place.

    Raises:
        InvalidInputError: the last day is before the first.
        NothingToChangeError: no date to come starts on them.

    **Source**: seatsurfing #1516.
    """
    return cancel(uow, range_of(uow, booking_id, first, last), reason)


def range_of(session: Session, booking_id: int, first: date, last: date) -> Target:
    """The dates of a series that start on some days, both inclusive; raises as above."""
    if last < first:
        raise InvalidInputError(field="last", value=last.isoformat(), reason="end_before_start")
    booking = booking_row(session, booking_id)
    zone = ZoneInfo(booking["timezone"])
    since = datetime.combine(first, time(), zone)
    until = datetime.combine(last + timedelta(days=1), time(), zone)
    return Target(booking_id, scope=Scope.ALL, since=since, until=until)
