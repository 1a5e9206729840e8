"""Dates of bookings that letters tell of."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import and_, bindparam, func, or_, select

from hubdesk.booking.offers import OFFERED
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.outbox.model import DateFact
from hubdesk.outbox.service.facts import OPEN, date_fact
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

_DATE = (
    OccurrenceRow.id,
    OccurrenceRow.booking_id,
    OccurrenceRow.starts_at,
    OccurrenceRow.ends_at,
    OccurrenceRow.resource_id,
    OccurrenceRow.status,
    OccurrenceRow.reason,
)
_OF_BOOKING = Prepared(
    select(*_DATE).where(OccurrenceRow.booking_id == bindparam("booking_id", type_=Id))
)
_FIRST, _BEFORE = bindparam("first", type_=Instant), bindparam("before", type_=Instant)
#: Who booked within the time of the reminder knows already.
_SOON = Prepared(
    select(*_DATE, BookingRow.created_at, BookingRow.org_id, BookingRow.person_id)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(
        in_span(_FIRST, _BEFORE),
        OccurrenceRow.starts_at > _FIRST,
        OccurrenceRow.starts_at <= _BEFORE,
        or_(
            OccurrenceRow.status == "booked",
            and_(
                OccurrenceRow.status == "held", func.coalesce(OccurrenceRow.reason, "") != OFFERED
            ),
        ),
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)

_LAST_OF_ORG = Prepared(
    select(*_DATE)
    .where(OccurrenceRow.org_id == bindparam("org_id", type_=Id))
    .order_by(OccurrenceRow.id.desc())
    .limit(1)
)


def open_dates(session: Session, booking_id: int) -> list[DateFact]:
    """Dates of a booking that are to come and take place."""
    now, rooms = session.clock.now(), dict[int, Mapping[str, Any]]()
    found = []
    for row in session.all(_OF_BOOKING, booking_id=booking_id):
        values = _values(row)
        if values["status"] in OPEN and values["ends_at"] > now and row[6] != OFFERED:
            found.append(date_fact(session, row[0], values, rooms))
    return found


def soon(
    session: Session, first: datetime, before: datetime
) -> list[tuple[DateFact, int, datetime, int, int | None]]:
    """Dates that start in ``(first, before]``: date, booking, its creation, org and person."""
    rooms: dict[int, Mapping[str, Any]] = {}
    return [
        (date_fact(session, row[0], _values(row), rooms), row[1], row[7], row[8], row[9])
        for row in session.all(_SOON, first=first, before=before)
    ]


def last_of_org(session: Session, org_id: int) -> tuple[DateFact, int] | None:
    """The date an organisation booked last, and its booking; None where it never did."""
    row = session.first(_LAST_OF_ORG, org_id=org_id)
    return None if row is None else (date_fact(session, row[0], _values(row), {}), row[1])


def _values(row: tuple[Any, ...]) -> dict[str, Any]:
    return {"starts_at": row[2], "ends_at": row[3], "resource_id": row[4], "status": row[5]}
