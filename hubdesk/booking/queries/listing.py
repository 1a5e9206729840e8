"""Lists of dates and the whole of one booking.

bookings(session, from_at=monday, to_at=sunday, room="R1", status="booked")
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, or_, select

from hubdesk.booking.model import MAX_CLAIM
from hubdesk.booking.queries.rows import id_of
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Text


@dataclass(frozen=True, slots=True)
class DateLine:
    """One date of a booking as lists show it.

    Attributes:
        id, occurrence_id: of booking and date.
        resource, org: codes.
        series: the booking repeats.
    """

    id: int
    occurrence_id: int
    resource: str
    resource_id: int
    quantity: int
    org: str
    org_id: int
    title: str
    starts_at: datetime
    ends_at: datetime
    status: str
    reason: str
    series: bool
    private: bool
    project: str
    people: int | None
    moved: bool


@dataclass(frozen=True, slots=True)
class Extra:
    """A further room, or ``quantity`` of a kind of equipment."""

    resource_id: int
    resource: str
    quantity: int


@dataclass(frozen=True, slots=True)
class BookingDetails:
    """One booking with all its dates, in order of time.

    Attributes:
        timezone: IANA name of the zone its wall time is meant in.
        rrule: RFC 5545 text, None for a single date.
        extras: what is held beside the main resource.
    """

    id: int
    org_id: int
    org: str
    title: str
    private: bool
    project: str
    people: int | None
    timezone: str
    rrule: str | None
    created_at: datetime
    created_by: str
    extras: tuple[Extra, ...]
    dates: tuple[DateLine, ...]


def _joined(*columns: Any) -> Select[Any]:
    """Columns of dates with their booking, main resource and organisation, in order of time."""
    return (
        select(*columns)
        .select_from(OccurrenceRow)
        .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
        .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
        .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.org_id)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
    )


_LINES = _joined(
    BookingRow.id,
    OccurrenceRow.id,
    ResourceRow.code,
    OccurrenceRow.resource_id,
    OccurrenceRow.quantity,
    OrganisationRow.code,
    OccurrenceRow.org_id,
    BookingRow.title,
    OccurrenceRow.starts_at,
    OccurrenceRow.ends_at,
    OccurrenceRow.status,
    OccurrenceRow.reason,
    BookingRow.rrule,
    BookingRow.private,
    BookingRow.project,
    BookingRow.people,
    OccurrenceRow.moved,
)
_RESOURCE = bindparam("resource_id", type_=Id)
_FILTERS: Mapping[str, ColumnElement[bool]] = {
    "after": OccurrenceRow.starts_at > bindparam("after", type_=Instant),
    "from_at": OccurrenceRow.ends_at > bindparam("from_at", type_=Instant),
    "to_at": OccurrenceRow.starts_at < bindparam("to_at", type_=Instant),
    "resource_id": or_(
        OccurrenceRow.resource_id == _RESOURCE,
        OccurrenceRow.id.in_(
            select(OccurrenceExtraRow.occurrence_id).where(
                OccurrenceExtraRow.resource_id == _RESOURCE
            )
        ),
    ),
    "org_id": BookingRow.org_id == bindparam("org_id", type_=Id),
    "status": OccurrenceRow.status == bindparam("status", type_=Text),
    "booking_id": OccurrenceRow.booking_id == bindparam("booking_id", type_=Id),
    "occurrence_id": OccurrenceRow.id == bindparam("occurrence_id", type_=Id),
}
_by_filters: dict[tuple[str, ...], Prepared] = {}

_BOOKING = Prepared(
    select(
        BookingRow.id,
        BookingRow.org_id,
        OrganisationRow.code,
        BookingRow.title,
        BookingRow.private,
        BookingRow.project,
        BookingRow.people,
        BookingRow.timezone,
        BookingRow.rrule,
        BookingRow.created_at,
        BookingRow.created_by,
        BookingRow.wanted,
    )
    .join(OrganisationRow, OrganisationRow.id == BookingRow.org_id)
    .where(BookingRow.id == bindparam("booking_id", type_=Id))
)


def bookings(
    session: Session,
    *,
    from_at: datetime | None = None,
    to_at: datetime | None = None,
    room: str | None = None,
    org: str | None = None,
    status: str | None = None,
) -> tuple[DateLine, ...]:
    """Dates in order of time; every filter narrows.

    Args:
        from_at, to_at: aware instants; dates that touch ``[from_at, to_at)``.
        room: code of a resource, also where it is not the main one.
        org: code of an organisation.
        status: of the date.

    Raises:
        NotFoundError: no such room or organisation.
    """
    return _lines(session, _narrowed(session, from_at, to_at, room, org, status))


def _narrowed(
    session: Session,
    from_at: datetime | None,
    to_at: datetime | None,
    room: str | None,
    org: str | None,
    status: str | None,
) -> dict[str, Any]:
    """The filters that were given, as names of ``_FILTERS`` with their values."""
    wanted: dict[str, Any] = {"from_at": from_at, "to_at": to_at, "status": status}
    if from_at is not None:
        wanted["after"] = from_at - MAX_CLAIM
    if room is not None:
        wanted["resource_id"] = id_of(session, "resource", room)
    if org is not None:
        wanted["org_id"] = id_of(session, "organisation", org)
    return {name: value for name, value in wanted.items() if value is not None}


def date_line(session: Session, occurrence_id: int) -> DateLine:
    """One date.

    Raises:
        NotFoundError: no such date.
    """
    found = _lines(session, {"occurrence_id": occurrence_id})
    if not found:
        raise NotFoundError(kind="occurrence", key=f"o{occurrence_id}")
    return found[0]


def booking_details(session: Session, booking_id: int) -> BookingDetails:
    """One booking with its dates.

    Raises:
        NotFoundError: no such booking.
    """
    found = session.first(_BOOKING, booking_id=booking_id)
    if found is None:
        raise NotFoundError(kind="booking", key=f"b{booking_id}")
    extras = tuple(
        Extra(wish["resource"], _code_of(session, wish["resource"]), wish["quantity"])
        for wish in found[11][1:]
    )
    values: list[Any] = [*found[:11], extras, _lines(session, {"booking_id": booking_id})]
    return BookingDetails(*values)


def _lines(session: Session, wanted: Mapping[str, Any]) -> tuple[DateLine, ...]:
    rows = session.all(_prepared(wanted), **wanted)
    return tuple(_line(row) for row in rows)


def _line(row: tuple[Any, ...]) -> DateLine:
    values = [*row[:11], row[11] or "", row[12] is not None, *row[13:]]
    return DateLine(*values)


def _prepared(wanted: Mapping[str, Any]) -> Prepared:
    """The statement for a combination of filters, compiled once."""
    names = tuple(sorted(wanted))
    statement = _by_filters.get(names)
    if statement is None:
        narrowed = _LINES.where(*(_FILTERS[filtered] for filtered in names))
        if "after" in wanted or "to_at" in wanted:
            first, before, after = (
                bindparam(limit, type_=Instant) if limit in wanted else None
                for limit in ("from_at", "to_at", "after")
            )
            narrowed = narrowed.where(in_span(first, before, since=after))
        statement = _by_filters[names] = Prepared(narrowed)
    return statement


def _code_of(session: Session, resource_id: int) -> str:
    row = session.row(ResourceRow, resource_id)
    return "" if row is None else str(row["code"])
