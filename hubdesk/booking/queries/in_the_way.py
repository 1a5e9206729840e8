"""The bookings that a closure would hit, by name, each with where else it could go; and the desks
that are somebody's then.

    for one in in_the_way(session, [hall], first, last): print(one.org, one.title, one.ways)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select

from hubdesk.booking.candidates import in_zone
from hubdesk.booking.model import BookingRequest, Status, Target, Wanted
from hubdesk.booking.queries.desks import Assignment, assignment
from hubdesk.booking.queries.proposals import Closing, Proposal, proposals
from hubdesk.booking.queries.targets import needs_of_dates, select_dates
from hubdesk.booking.tables import ClaimRow
from hubdesk.kernel.interval import Interval
from hubdesk.kernel.names import Names
from hubdesk.orgs.queries import organisation
from hubdesk.spaces.queries import bookable, resources
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, Text

_MOVABLE = frozenset({Status.HELD, Status.BOOKED})
_OPEN = _MOVABLE | {Status.CHECKED_IN}
_LONGEST = timedelta(days=31, seconds=1)
_SOURCES = Prepared(
    select(ClaimRow.source_id, ClaimRow.starts_at)
    .where(
        ClaimRow.unit_id == bindparam("unit_id", type_=Id),
        ClaimRow.source_kind == bindparam("kind", type_=Text),
        ClaimRow.starts_at > bindparam("after", type_=Instant),
        ClaimRow.starts_at < bindparam("before", type_=Instant),
        ClaimRow.ends_at > bindparam("from_at", type_=Instant),
    )
    .order_by(ClaimRow.starts_at)
)


@dataclass(frozen=True, slots=True)
class InTheWay:
    """A date that holds what is to be closed.

    Attributes:
        title: empty if it is private or has none.
        open: it can be moved while it lies ahead, and cancelled; else close after it.
        ways: where else it could go, the nearest first; none collides with the closure.
        suggested: the first way that nothing else in this list is suggested to take.
    """

    occurrence_id: int
    org: str
    title: str
    private: bool
    room: Names
    starts_at: datetime
    ends_at: datetime
    open: bool
    ways: tuple[Proposal, ...] = ()
    suggested: Proposal | None = None


def in_the_way(
    session: Session, resource_ids: Sequence[int], starts: datetime, ends: datetime
) -> tuple[InTheWay, ...]:
    """Dates that hold a unit of rooms to be closed, in order of time.

    Args:
        starts, ends: naive = wall time where the first room stands, or aware.

    Raises:
        NotFoundError: no such resource.
    """
    rooms = [bookable(session, number) for number in resource_ids]
    zone = ZoneInfo(rooms[0].timezone)
    closed = Interval(in_zone(starts, zone), in_zone(ends, zone))
    units = {unit for room in rooms for unit in room.unit_ids}
    places = {place.id: place for place in resources(session)}
    units_of = {number: frozenset(place.unit_ids) for number, place in places.items()}
    found: list[InTheWay] = []
    promised: list[tuple[frozenset[int], datetime, datetime]] = []
    for number in _sources(session, "occurrence", units, closed):
        selected = select_dates(session, Target(occurrence_id=number))
        booking, date = selected.booking, selected.dates[0]
        ways: tuple[Proposal, ...] = ()
        if date["status"] in _MOVABLE and date["starts_at"] > session.clock.now():
            ways = _ways(session, booking, date, Closing(frozenset(units), closed))
        suggested = next(
            (way for way in ways if not _taken(units_of[way.resource_id], way, promised)), None
        )
        if suggested is not None:
            held = units_of[suggested.resource_id]
            promised.append((held, suggested.starts_at, suggested.ends_at))
        private = bool(booking["private"])
        found.append(
            InTheWay(
                number, organisation(session, booking["org_id"]).code,
                "" if private else booking["title"], private,
                places[date["resource_id"]].names, date["starts_at"], date["ends_at"],
                date["status"] in _OPEN, ways, suggested,
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda one: (one.starts_at, one.occurrence_id)))


def assigned_in_the_way(
    session: Session, resource_ids: Sequence[int], starts: datetime, ends: datetime
) -> tuple[Assignment, ...]:
    """Desks to be closed that are somebody's then; as :func:`in_the_way`."""
    rooms = [bookable(session, number) for number in resource_ids]
    zone = ZoneInfo(rooms[0].timezone)
    closed = Interval(in_zone(starts, zone), in_zone(ends, zone))
    units = {unit for room in rooms for unit in room.unit_ids}
    ids = _sources(session, "assignment", units, closed)
    return tuple(assignment(session, number) for number in ids)


def _sources(session: Session, kind: str, units: Iterable[int], closed: Interval) -> list[int]:
    ids: dict[int, None] = {}
    for unit in sorted(units):
        for number, _ in session.all(
            _SOURCES, kind=kind, unit_id=unit, after=closed.starts_at - _LONGEST,
            before=closed.ends_at, from_at=closed.starts_at,
        ):  # fmt: skip
            ids[number] = None
    return list(ids)


def _ways(
    session: Session, booking: dict[str, Any], date: dict[str, Any], closing: Closing
) -> tuple[Proposal, ...]:
    main, *extras = needs_of_dates(session, [date])[date["id"]]
    request = BookingRequest(
        org_id=date["org_id"],
        wanted=(
            Wanted(main.room.id, main.quantity),
            *(Wanted(need.room.id, need.quantity) for need in extras),
        ),
        starts=date["starts_at"],
        ends=date["ends_at"],
        people=booking["people"],
        layout=booking["layout"],
        setup_minutes=booking["setup_minutes"],
        cleanup_minutes=booking["cleanup_minutes"],
    )
    interval = Interval(date["starts_at"], date["ends_at"])
    return proposals(session, request, interval, without=date["id"], closing=closing, most=6)


def _taken(
    units: frozenset[int], way: Proposal,
    promised: Iterable[tuple[frozenset[int], datetime, datetime]],
) -> bool:  # fmt: skip
    return any(
        held & units and way.starts_at < ends and starts < way.ends_at
        for held, starts, ends in promised
    )
