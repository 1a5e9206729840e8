"""What an organisation or a person has booked in a span, as the rules of the house count it.

    dates = used_dates(session, org_id=1, span=(first, before), zone=zone, places=places)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date, datetime, tzinfo
from typing import Any

from sqlalchemy import bindparam, literal_column, select

from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BLOCKING, BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.hub.tables import HolidayRow
from hubdesk.rules.policies.model import DateAsked, Place
from hubdesk.spaces.glances import resources
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Instant

#: A request counts too: else ten of them would be let in where one is left.
_COUNTS: list[Any] = [literal_column(f"'{status}'") for status in (*BLOCKING, "requested")]
_FIRST, _BEFORE = bindparam("first", type_=Instant), bindparam("before", type_=Instant)
_IN_SPAN = (
    in_span(_FIRST, _BEFORE),
    OccurrenceRow.starts_at >= _FIRST,
    OccurrenceRow.starts_at < _BEFORE,
    OccurrenceRow.status.in_(_COUNTS),
)
_DATES: Any = (
    select(
        OccurrenceRow.id,
        OccurrenceRow.booking_id,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        OccurrenceRow.resource_id,
        OccurrenceRow.quantity,
        BookingRow.purpose,
    )
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(*_IN_SPAN)
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_EXTRAS: Any = (
    select(
        OccurrenceExtraRow.occurrence_id,
        OccurrenceExtraRow.resource_id,
        OccurrenceExtraRow.quantity,
    )
    .join(OccurrenceRow, OccurrenceRow.id == OccurrenceExtraRow.occurrence_id)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(*_IN_SPAN)
)
_HOLIDAYS = Prepared(select(HolidayRow.day).where(HolidayRow.day >= bindparam("first", type_=Day)))
_OF_ORG = OccurrenceRow.org_id == bindparam("whose", type_=Id)
_OF_PERSON = BookingRow.person_id == bindparam("whose", type_=Id)
_READS = {
    "org": (Prepared(_DATES.where(_OF_ORG)), Prepared(_EXTRAS.where(_OF_ORG))),
    "person": (Prepared(_DATES.where(_OF_PERSON)), Prepared(_EXTRAS.where(_OF_PERSON))),
}


def places(session: Session) -> dict[int, Place]:
    """Everything that can be booked now, by id."""
    return {
        one.id: Place(one.id, one.kind, one.capacity, len(one.unit_ids))
        for one in resources(session)
        if one.active
    }


def holidays(session: Session, first: date) -> frozenset[date]:
    """Days from one on that are no business days, beside weekends."""
    return frozenset(day for (day,) in session.all(_HOLIDAYS, first=first))


def used_dates(
    session: Session,
    whose: str,
    key: int,
    span: tuple[datetime, datetime],
    *,
    zone: tzinfo,
    known: Mapping[int, Place],
    without: Collection[int] = (),
) -> tuple[DateAsked, ...]:
    """Dates that start in a span and count, ascending.

    Args:
        whose: ``org`` or ``person``.
        key: its id.
        span: from, and before.
        zone: on whose wall clock they are told.
        known: places by id; of equipment each piece is a place.
        without: ids of dates left out.
    """
    dates, extras = _READS[whose]
    asked = {"whose": key, "first": span[0], "before": span[1]}
    rows = session.all(dates, **asked)
    if not rows:
        return ()
    more: dict[int, list[Place]] = defaultdict(list)
    for occurrence_id, resource_id, quantity in session.all(extras, **asked):
        more[occurrence_id] += [_place(known, resource_id)] * quantity
    left_out = set(without)
    return tuple(
        DateAsked(
            starts_at.astimezone(zone), ends_at.astimezone(zone),
            (*[_place(known, resource_id)] * quantity, *more[number]), booking_id, purpose,
        )
        for number, booking_id, starts_at, ends_at, resource_id, quantity, purpose in rows
        if number not in left_out
    )  # fmt: skip


def _place(known: Mapping[int, Place], resource_id: int) -> Place:
    """A place by id; what is no longer in use counts as a room that it may have been."""
    return known.get(resource_id) or Place(resource_id)
