"""Who is in the house now: for the evacuation list.

Visitors who have come and not left, dates that are checked in, and, marked as not sure, dates
whose time is now although nobody checked in, and desks that are assigned for today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, or_, select

from hubdesk.booking.model import MAX_CLAIM
from hubdesk.booking.tables import BookingRow, ClaimRow, OccurrenceRow
from hubdesk.frontdesk.model import GroupInside, Inside
from hubdesk.frontdesk.queries.visits import inside_visits
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import FloorRow, ResourceRow, ResourceUnitRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

_PLACE = (
    ResourceRow.name_th,
    ResourceRow.name_en,
    func.coalesce(FloorRow.name_th, ""),
    func.coalesce(FloorRow.name_en, ""),
)
_WHO = (OrganisationRow.code, OrganisationRow.name_th, OrganisationRow.name_en)
_DATES = Prepared(
    select(
        OccurrenceRow.id, ResourceRow.kind, OccurrenceRow.status, BookingRow.title,
        BookingRow.private, BookingRow.people, OccurrenceRow.checked_in_at,
        OccurrenceRow.starts_at, *_WHO, *_PLACE,
    )
    .select_from(OccurrenceRow)
    .join(BookingRow, BookingRow.id == OccurrenceRow.booking_id)
    .join(ResourceRow, ResourceRow.id == OccurrenceRow.resource_id)
    .join(OrganisationRow, OrganisationRow.id == OccurrenceRow.org_id)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .where(
        ClaimRow.source_kind == "occurrence",
        ClaimRow.source_id == OccurrenceRow.id,
        ClaimRow.starts_at > bindparam("after", type_=Instant),
        ClaimRow.starts_at <= bindparam("now", type_=Instant),
        ClaimRow.ends_at > bindparam("now", type_=Instant),
        or_(
            OccurrenceRow.status == "held", OccurrenceRow.status == "booked",
            OccurrenceRow.status == "checked_in",
        ),
        ResourceRow.kind != "equipment",
    )
    .order_by(FloorRow.level, ResourceRow.position, ResourceRow.code, OccurrenceRow.id)
)  # fmt: skip
_DESKS = Prepared(
    select(ResourceRow.id, *_WHO, *_PLACE)
    .select_from(ClaimRow)
    .join(ResourceUnitRow, ResourceUnitRow.unit_id == ClaimRow.unit_id)
    .join(ResourceRow, ResourceRow.id == ResourceUnitRow.resource_id)
    .join(OrganisationRow, OrganisationRow.id == ClaimRow.org_id)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .where(
        ClaimRow.source_kind == "assignment",
        ClaimRow.starts_at > bindparam("after", type_=Instant),
        ClaimRow.starts_at <= bindparam("now", type_=Instant),
        ClaimRow.ends_at > bindparam("now", type_=Instant),
        ResourceRow.kind == "desk",
    )
    .order_by(ResourceRow.code)
)


def inside(session: Session) -> Inside:
    """Everybody who is, or may be, in the house at the session's now."""
    now = session.clock.now()
    span = {"now": now, "after": now - MAX_CLAIM - timedelta(seconds=1)}
    groups = [*_visitors(session), *_dates(session, now, span), *_desks(session, span)]
    return Inside(now, tuple(groups))


def _visitors(session: Session) -> Iterator[GroupInside]:
    for visit in inside_visits(session):
        yield GroupInside(
            "visit", visit.id, visit.org, visit.org_names, visit.name, Names(visit.host, ""),
            Names(), visit.people, visit.arrived_at, visit.badge,
        )  # fmt: skip


def _dates(session: Session, now: datetime, span: dict[str, Any]) -> Iterator[GroupInside]:
    seen: set[int] = set()
    for row in session.all(_DATES, **span):
        if row[0] in seen or row[7] > now:  # a buffer before the start is nobody's presence yet
            continue
        seen.add(row[0])
        sure = row[2] == "checked_in"
        yield GroupInside(
            "desk" if row[1] == "desk" else "booking", row[0], row[8], Names(row[9], row[10]),
            "" if row[4] else row[3], Names(row[11], row[12]), Names(row[13], row[14]),
            1 if row[1] == "desk" and row[5] is None else row[5],
            row[6] if sure and row[6] is not None else row[7], sure=sure,
        )  # fmt: skip


def _desks(session: Session, span: dict[str, Any]) -> Iterator[GroupInside]:
    for row in session.all(_DESKS, **span):
        yield GroupInside(
            "desk", row[0], row[1], Names(row[2], row[3]), "", Names(row[4], row[5]),
            Names(row[6], row[7]), 1, None, sure=False,
        )  # fmt: skip
