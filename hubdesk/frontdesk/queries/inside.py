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
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.tables import BookingRow, ClaimRow, OccurrenceRow
from hubdesk.frontdesk.model import GroupInside, Inside
from hubdesk.frontdesk.queries.visits import inside_visits
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.spaces.tables import FloorRow, ResourceRow, ResourceUnitRow, UnitRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant

_NOW = bindparam("now", type_=Instant)
_SOON = bindparam("soon", type_=Instant)
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
        in_span(_NOW, _SOON),
        OccurrenceRow.starts_at <= _NOW,
        OccurrenceRow.ends_at > _NOW,
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
    .select_from(UnitRow)
    # The sum has each unit asked for its claims of these days; see ``booking.queries.spans``.
    .join(ClaimRow, ClaimRow.unit_id == UnitRow.id + 0)
    .join(ResourceUnitRow, ResourceUnitRow.unit_id == ClaimRow.unit_id)
    .join(ResourceRow, ResourceRow.id == ResourceUnitRow.resource_id)
    .join(OrganisationRow, OrganisationRow.id == ClaimRow.org_id)
    .outerjoin(FloorRow, FloorRow.id == ResourceRow.floor_id)
    .where(
        ClaimRow.starts_at > bindparam("after", type_=Instant),
        ClaimRow.starts_at <= _NOW,
        ClaimRow.ends_at > _NOW,
        ClaimRow.source_kind == "assignment",
        ResourceRow.kind == "desk",
    )
    .order_by(ResourceRow.code)
)


def inside(session: Session) -> Inside:
    """Everybody who is, or may be, in the house at the session's now."""
    now = session.clock.now()
    groups = [*_visitors(session), *_dates(session, now), *_desks(session, now)]
    return Inside(now, tuple(groups))


def _visitors(session: Session) -> Iterator[GroupInside]:
    for visit in inside_visits(session):
        yield GroupInside(
            "visit", visit.id, visit.org, visit.org_names, visit.name, Names(visit.host, ""),
            Names(), visit.people, visit.arrived_at, visit.badge,
        )  # fmt: skip


def _dates(session: Session, now: datetime) -> Iterator[GroupInside]:
    for row in session.all(_DATES, now=now, soon=now + timedelta(seconds=1)):
        sure = row[2] == "checked_in"
        yield GroupInside(
            "desk" if row[1] == "desk" else "booking", row[0], row[8], Names(row[9], row[10]),
            "" if row[4] else row[3], Names(row[11], row[12]), Names(row[13], row[14]),
            1 if row[1] == "desk" and row[5] is None else row[5],
            row[6] if sure and row[6] is not None else row[7], sure=sure,
        )  # fmt: skip


def _desks(session: Session, now: datetime) -> Iterator[GroupInside]:
    """Desks that are somebody's day after day, those of an organisation on a floor together."""
    found: dict[tuple[str, str], list[tuple[Any, ...]]] = {}
    for row in session.all(_DESKS, now=now, after=now - MAX_CLAIM - timedelta(seconds=1)):
        found.setdefault((row[1], row[7]), []).append(row)
    for rows in found.values():
        first = rows[0]
        place = Names(*(", ".join(row[at] or row[9 - at] for row in rows) for at in (4, 5)))
        yield GroupInside(
            "desk", first[0], first[1], Names(first[2], first[3]), "", place,
            Names(first[6], first[7]), len(rows), None, sure=False,
        )  # fmt: skip
