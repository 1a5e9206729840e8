"""The dates of one organisation: what lies ahead, what is past, what the rooms were used for.

Found through its bookings, for dates have no index by organisation.

rows, total = dates_of_org(session, org_id, at=now, ahead=True)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, bindparam, func, literal_column, or_, select

from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BLOCKING, BookingRow, OccurrenceRow
from hubdesk.kernel.names import Names
from hubdesk.kernel.text import sought
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.listing import holds
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant

#: Dates that are still to take place.
OPEN = ("requested", "held", "booked")


@dataclass(frozen=True, slots=True)
class OrgDate:
    """One date as the organisation's page shows it; ``resource`` is a code."""

    occurrence_id: int
    booking_id: int
    resource: str
    resource_names: Names
    title: str
    starts_at: datetime
    ends_at: datetime
    status: str
    series: bool
    private: bool
    project: str


@dataclass(frozen=True, slots=True)
class OrgUse:
    """One resource held for one date; ``kind`` is ``room``, ``desk`` or ``equipment``."""

    occurrence_id: int
    resource_id: int
    resource: str
    resource_names: Names
    kind: str
    starts_at: datetime
    ends_at: datetime


def _is_one_of(statuses: Iterable[str]) -> ColumnElement[bool]:
    """Written out, as prepared statements take no lists."""
    return OccurrenceRow.status.in_([literal_column(f"'{status}'") for status in statuses])


_DATES: Any = (
    select(
        OccurrenceRow.id,
        OccurrenceRow.booking_id,
        ResourceRow.code,
        ResourceRow.name_th,
        ResourceRow.name_en,
        BookingRow.title,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        OccurrenceRow.status,
        BookingRow.rrule.is_not(None),
        BookingRow.private,
        BookingRow.project,
    )
    .select_from(OccurrenceRow)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
)
_SORTS: dict[str, ColumnElement[Any]] = {
    "room": ResourceRow.code.expression,
    "title": BookingRow.title.expression,
    "project": BookingRow.project.expression,
    "status": OccurrenceRow.status.expression,
}
_ORG_ID = bindparam("org_id", type_=Id)
_FROM_AT = bindparam("from_at", type_=Instant)
_TO_AT = bindparam("to_at", type_=Instant)
_USES = Prepared(
    select(
        OccurrenceRow.id,
        OccurrenceRow.resource_id,
        ResourceRow.code,
        ResourceRow.name_th,
        ResourceRow.name_en,
        ResourceRow.kind,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
    )
    .select_from(OccurrenceRow)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .where(
        BookingRow.org_id == _ORG_ID,
        OccurrenceRow.starts_at >= _FROM_AT,
        OccurrenceRow.starts_at < _TO_AT,
        _is_one_of([status for status in BLOCKING if status != "held"]),
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)
_COUNTS = Prepared(
    select(OccurrenceRow.org_id, func.count(OccurrenceRow.id))
    .where(
        in_span(_FROM_AT, _TO_AT),
        OccurrenceRow.starts_at >= _FROM_AT,
        OccurrenceRow.starts_at < _TO_AT,
        _is_one_of(BLOCKING),
    )
    .group_by(OccurrenceRow.org_id)
)
_OPEN_AFTER = Prepared(
    select(OccurrenceRow.id, OccurrenceRow.booking_id, OccurrenceRow.starts_at)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .where(
        BookingRow.org_id == _ORG_ID,
        OccurrenceRow.starts_at >= _FROM_AT,
        _is_one_of(OPEN),
    )
    .order_by(OccurrenceRow.starts_at, OccurrenceRow.id)
)


def dates_of_org(
    session: Session,
    org_id: int,
    *,
    at: datetime,
    ahead: bool,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> tuple[list[OrgDate], int]:
    """One page of an organisation's dates, and how many there are.

    Args:
        at: what ends later lies ahead; of that, only what still stands.
        ahead: else what is past, whatever became of it.
        text: a part of title, project or room.
        sort: ``room``, ``title``, ``project``, ``status``; else by time, the nearest first.
    """
    narrowed = _narrowed(_DATES, org_id, at, ahead=ahead, text=text)
    counted = _narrowed(
        select(func.count(OccurrenceRow.id))
        .select_from(OccurrenceRow)
        .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
        .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id),
        org_id, at, ahead=ahead, text=text,
    )  # fmt: skip
    nearest = OccurrenceRow.starts_at.asc() if ahead else OccurrenceRow.starts_at.desc()
    key = _SORTS.get(sort)
    if key is not None:
        order = [key.desc() if descending else key.asc(), nearest]
    elif descending:
        order = [OccurrenceRow.starts_at.desc() if ahead else OccurrenceRow.starts_at.asc()]
    else:
        order = [nearest]
    rows = session.execute(
        narrowed.order_by(*order, OccurrenceRow.id).offset(offset).limit(limit)
    ).all()
    return [_date(row) for row in rows], int(session.execute(counted).scalar_one())


def uses_of_org(
    session: Session, org_id: int, from_at: datetime, to_at: datetime
) -> list[OrgUse]:
    """Dates that start in ``[from_at, to_at)`` and count as use, with their main resource."""
    return [
        OrgUse(row[0], row[1], row[2], Names(row[3], row[4]), *row[5:])
        for row in session.all(_USES, org_id=org_id, from_at=from_at, to_at=to_at)
    ]


def dates_by_org(session: Session, from_at: datetime, to_at: datetime) -> dict[int, int]:
    """Organisation id → dates that start in ``[from_at, to_at)`` and hold a room, or held one."""
    return dict(session.all(_COUNTS, from_at=from_at, to_at=to_at))


def open_dates_after(
    session: Session, org_id: int, from_at: datetime
) -> list[tuple[int, int, datetime]]:
    """(date, booking, start) of what an organisation still has booked from an instant on."""
    return session.all(_OPEN_AFTER, org_id=org_id, from_at=from_at)


def _narrowed(
    statement: Select[Any], org_id: int, at: datetime, *, ahead: bool, text: str
) -> Select[Any]:
    statement = statement.where(BookingRow.org_id == org_id)
    if ahead:
        statement = statement.where(
            OccurrenceRow.ends_at > at,
            OccurrenceRow.status.in_((*OPEN, "checked_in")),
        )
    else:
        statement = statement.where(OccurrenceRow.ends_at <= at)
    for word in sought(text).split():
        columns = (BookingRow.project, ResourceRow.code, ResourceRow.name_th, ResourceRow.name_en)
        statement = statement.where(
            or_(
                # A private title is found by nobody.
                and_(BookingRow.private.is_(False), holds(word, BookingRow.title)),
                holds(word, *columns),
            )
        )
    return statement


def _date(row: Any) -> OrgDate:
    return OrgDate(row[0], row[1], row[2], Names(row[3], row[4]), *row[5:])
