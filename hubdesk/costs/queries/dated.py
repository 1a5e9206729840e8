"""Reads of what decides weights and prices: occupancy and booked dates of a month."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import and_, bindparam, or_, select, union_all

from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BookingRow, OccurrenceExtraRow, OccurrenceRow
from hubdesk.costs.model import PoolRule
from hubdesk.costs.queries.asked import asked_for
from hubdesk.costs.sharing import Booked, Facts, Occupied, clamped
from hubdesk.costs.usage import COUNTED, BookedDate, booked_time
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.queries import period
from hubdesk.orgs.tables import OccupancyRow, OrganisationRow
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id, Instant

_OCCUPANCY = Prepared(
    select(
        OrganisationRow.code,
        OccupancyRow.valid_from,
        OccupancyRow.valid_to,
        OccupancyRow.seats,
        OccupancyRow.headcount,
        OccupancyRow.area_m2,
    )
    .join(OrganisationRow, OrganisationRow.id == OccupancyRow.org_id)
    .where(
        OccupancyRow.valid_from <= bindparam("last", type_=Day()),
        or_(
            OccupancyRow.valid_to.is_(None),
            OccupancyRow.valid_to >= bindparam("first", type_=Day()),
        ),
    )
)
_ORGS = Prepared(
    select(
        OrganisationRow.id,
        OrganisationRow.code,
        OrganisationRow.name_th,
        OrganisationRow.name_en,
    ).order_by(OrganisationRow.code)
)
_STARTS, _ENDS = bindparam("starts", type_=Instant), bindparam("ends", type_=Instant)
_KEPT = or_(*(OccurrenceRow.status == status for status in COUNTED))
#: Dates that do not block their room, but may have a price all the same.
_MISSED = or_(
    and_(OccurrenceRow.status == "cancelled", OccurrenceRow.cancelled_at.is_not(None)),
    and_(OccurrenceRow.status == "released", OccurrenceRow.reason == "no_show"),
)


def _dates(*conditions: Any) -> Any:
    """Every resource of the dates that start in a span."""
    wanted = (
        in_span(_STARTS, _ENDS),
        OccurrenceRow.starts_at >= _STARTS,
        OccurrenceRow.starts_at < _ENDS,
        *conditions,
    )
    main = select(
        OccurrenceRow.id,
        OccurrenceRow.resource_id.label("resource_id"),
        OccurrenceRow.quantity.label("quantity"),
    ).where(*wanted)
    extra = (
        select(OccurrenceRow.id, OccurrenceExtraRow.resource_id, OccurrenceExtraRow.quantity)
        .join(OccurrenceExtraRow, OccurrenceExtraRow.occurrence_id == OccurrenceRow.id)
        .where(*wanted)
    )
    used = union_all(main, extra).subquery()
    return (
        select(
            OccurrenceRow.id,
            OccurrenceRow.booking_id,
            OccurrenceRow.org_id,
            OrganisationRow.code,
            OrganisationRow.org_class,
            ResourceRow.id,
            ResourceRow.kind,
            ResourceRow.name_th,
            ResourceRow.name_en,
            OccurrenceRow.starts_at,
            OccurrenceRow.ends_at,
            BookingRow.project,
            OccurrenceRow.status,
            used.c.quantity,
            OccurrenceRow.cancelled_at,
        )
        .select_from(used)
        .join(OccurrenceRow, OccurrenceRow.id == used.c.id)
        .join(ResourceRow, ResourceRow.id == used.c.resource_id)
        .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
        .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.org_id)
        .order_by(OccurrenceRow.starts_at, OccurrenceRow.id, ResourceRow.id)
    )


_DATES = Prepared(_dates(_KEPT))
_NOT_WAIVED = OccurrenceRow.waived.is_(None)
_CHARGED = or_(
    and_(_KEPT, or_(OccurrenceRow.status != "no_show", _NOT_WAIVED)), and_(_MISSED, _NOT_WAIVED)
)
_FORGIVEN = and_(OccurrenceRow.waived.is_not(None), or_(OccurrenceRow.status == "no_show", _MISSED))
_PRICED = Prepared(_dates(_CHARGED))
_OF_ORG = OccurrenceRow.org_id == bindparam("org_id", type_=Id)
_PRICED_OF = Prepared(_dates(_CHARGED, _OF_ORG))
_WAIVED = Prepared(_dates(_FORGIVEN))
_WAIVED_OF = Prepared(_dates(_FORGIVEN, _OF_ORG))
_REASONS = Prepared(
    select(OccurrenceRow.id, OccurrenceRow.waived).where(
        in_span(_STARTS, _ENDS), OccurrenceRow.starts_at >= _STARTS,
        OccurrenceRow.starts_at < _ENDS, _FORGIVEN,
    )
)  # fmt: skip


def with_names(row: tuple[Any, ...], place: int) -> tuple[Any, ...]:
    """A row whose Thai and English name, at ``place`` and after it, are one :class:`Names`."""
    return (*row[:place], Names(row[place], row[place + 1]), *row[place + 2 :])


def occupied(session: Session, month: Month) -> tuple[Occupied, ...]:
    """Everybody's values on the days of a month, by organisation code and day."""
    rows = session.all(_OCCUPANCY, first=month.first_day, last=month.last_day)
    return clamped(
        month,
        (
            (Occupied(code, first, last or month.last_day, seats, headcount, area), last)
            for code, first, last, seats, headcount, area in rows
        ),
    )


def booked_dates(session: Session, month: Month) -> list[BookedDate]:
    """Every resource of every counted date that starts in the month, in the hub's zone."""
    rows = session.all(_DATES, **bounds_of(session, month))
    return [BookedDate(*with_names(row, 7)) for row in rows]


def priced_dates(session: Session, month: Month, org_id: int | None = None) -> list[BookedDate]:
    """As :func:`booked_dates`, and dates that were cancelled or released as a no-show.

    Args:
        org_id: only of this organisation.
    """
    return _read(session, (_PRICED, _PRICED_OF), month, org_id)


def waived_dates(session: Session, month: Month, org_id: int | None = None) -> list[BookedDate]:
    """Dates that would be charged as cancelled or missed, but that somebody waived."""
    return _read(session, (_WAIVED, _WAIVED_OF), month, org_id)


def waived_reasons(session: Session, month: Month) -> dict[int, str]:
    """Date → why it is not charged."""
    return dict(session.all(_REASONS, **bounds_of(session, month)))


def _read(
    session: Session, queries: tuple[Prepared, Prepared], month: Month, org_id: int | None
) -> list[BookedDate]:
    of_all, of_org = queries
    bounds = bounds_of(session, month)
    rows = (
        session.all(of_all, **bounds)
        if org_id is None
        else session.all(of_org, **bounds, org_id=org_id)
    )
    return [BookedDate(*with_names(row, 7)) for row in rows]


def bounds_of(session: Session, month: Month) -> dict[str, datetime]:
    """The instants a month begins and ends at in the hub's zone."""
    zone = ZoneInfo(settings(session).timezone)
    return {
        "starts": datetime.combine(month.first_day, time(), zone),
        "ends": datetime.combine(month.next.first_day, time(), zone),
    }


def facts(
    session: Session,
    month: Month,
    *,
    with_bookings: bool,
    dates: Sequence[BookedDate] | None = None,
    rules: Sequence[PoolRule] = (),
) -> Facts:
    """The dated facts of a month.

    Args:
        with_bookings: also how long everybody booked; only ``booked_hours`` needs it.
        dates: the month's booked or priced dates, where the caller has them.
        rules: what they ask for beside: what could be let, meters, classes.
    """
    booked: tuple[Booked, ...] = ()
    kept = closed_hours(session, month) if with_bookings and dates is None else None
    if kept is not None:
        booked = kept
    elif with_bookings:
        zone = ZoneInfo(settings(session).timezone)
        found = booked_dates(session, month) if dates is None else dates
        booked = booked_time((one for one in found if one.status in COUNTED), zone)
    return Facts(month, occupied(session, month), booked, **asked_for(session, month, rules))


def closed_hours(session: Session, month: Month) -> tuple[Booked, ...] | None:
    """How long everybody had booked when a month was locked; None where nobody kept it."""
    state = period(session, month)
    kept = state.facts.get("booked") if state.state == "locked" else None
    if kept is None:
        return None
    return tuple(Booked(org, date.fromisoformat(day), minutes) for org, day, minutes in kept)


def organisations(session: Session) -> dict[str, tuple[int, Names]]:
    """Organisation code → (row id, names), in order of codes."""
    return {
        code: (row_id, Names(name_th, name_en))
        for row_id, code, name_th, name_en in session.all(_ORGS)
    }
