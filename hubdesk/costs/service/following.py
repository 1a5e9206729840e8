"""Notices that a date of a locked month was written, whoever did it.

Called just before a unit of work ends: window, command line, kiosk, import or undo.  Bookings
thus need to know nothing of months.  Loads what settles it only where there is something.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time, timedelta
from typing import Any

from sqlalchemy import func, select, text

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.tables import PeriodRow
from hubdesk.store.kept import steady
from hubdesk.store.locks import MONTHS_HELD
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_LAST_CLOSED = Prepared(
    select(func.max(PeriodRow.month)).where(text("state = 'locked' OR state = 'reopened'"))
)
#: No zone's midnight is further from that of UTC.
_ANY_ZONE = timedelta(days=1)


def follow(uow: UnitOfWork) -> None:
    """Settle what a unit of work that is about to end wrote about locked months."""
    beside = _beside(uow)
    starts = [uow.earliest("occurrence", "starts_at"), *(row["starts_at"] for row in beside)]
    earliest = min((moment for moment in starts if moment is not None), default=None)
    if earliest is None:
        return
    last = _last_closed(uow)
    if last is None or earliest >= _end_of(last) + _ANY_ZONE:
        return
    rows = [row for _, _, *images in uow.written("occurrence") for row in images if row is not None]
    touched = sorted(_months([*rows, *beside], uow, last))
    if not touched:
        return
    from hubdesk.costs.service.late import settle_late

    for org_id, month in touched:
        settle_late(uow, org_id, month)


def _beside(uow: UnitOfWork) -> list[dict[str, Any]]:
    """Dates whose further rooms or equipment were written, though perhaps not they themselves."""
    found = (uow.row(OccurrenceRow, number) for number in uow.touched("occurrence_extra"))
    return [row for row in found if row is not None]


@steady(PeriodRow)
def _last_closed(uow: UnitOfWork) -> Month | None:
    found = uow.first_in_turn(MONTHS_HELD, _LAST_CLOSED)
    return None if found is None or found[0] is None else found[0]


def _end_of(month: Month) -> datetime:
    return datetime.combine(month.next.first_day, time(), UTC)


def _months(
    rows: list[Mapping[str, Any]], uow: UnitOfWork, last: Month
) -> set[tuple[int, Month]]:
    """(organisation, month) of what was written, up to the last month that was ever closed."""
    zone = settings(uow).zone
    found = set()
    for row in rows:
        month = Month.of(row["starts_at"].astimezone(zone).date())
        if month <= last:
            found.add((row["org_id"], month))
    return found
