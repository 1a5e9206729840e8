"""What would fit instead of a date that cannot be had: other rooms, other times, the next day.

proposals(session, request, Interval(two, half_past_three))[0].resource_id
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.candidates import Candidate, in_zone
from hubdesk.booking.conflicts import Held, Need, fits, needs_of
from hubdesk.booking.fitting import holds
from hubdesk.booking.model import BookingRequest
from hubdesk.booking.queries.held import instant
from hubdesk.booking.queries.house import (
    Spans,
    as_bookable,
    as_held,
    held_between,
    wanted_rooms,
)
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.errors import LayoutMissingError
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import (
    in_layout,
    layouts,
    openings,
    org_class_of,
    resources,
    zones,
)
from hubdesk.store.session import Session

#: Other times are looked for in such steps, and the same time on so many following days.
STEP_MINUTES = 15
DAYS_AHEAD, MOST_DAYS = 6, 60


@dataclass(frozen=True, slots=True)
class Proposal:
    """A place and time that is free; ``kind`` is ``room``, ``time`` or ``day``."""

    kind: str
    resource_id: int
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Closing:
    """Units that are to be closed for a time."""

    units: frozenset[int]
    interval: Interval

    def over(self, spans: Spans) -> dict[int, list[tuple[int, int]]]:
        """What is held when it is closed; what reaches into the closure becomes one with it."""
        starts_s, ends_s = (
            int(moment.timestamp()) for moment in (self.interval.starts_at, self.interval.ends_at)
        )
        found = {unit: list(rows) for unit, rows in spans.items()}
        for unit in self.units:
            rows = found.get(unit, [])
            touched = [row for row in rows if row[0] < ends_s and row[1] > starts_s]
            whole = (
                min([starts_s, *(row[0] for row in touched)]),
                max([ends_s, *(row[1] for row in touched)]),
            )
            found[unit] = sorted([whole, *(row for row in rows if row not in touched)])
        return found


@dataclass(frozen=True, slots=True)
class _Look:
    """What is looked at, and what is held there."""

    zone: ZoneInfo
    now_s: int
    rooms: tuple[Need, ...]
    extras: tuple[Need, ...]
    held: Held

    def free(self, main: Need, starts_s: int, length_s: int) -> bool:
        if starts_s < self.now_s:
            return False
        candidate = Candidate(starts_s, starts_s, starts_s + length_s)
        return fits(candidate, (main, *self.extras), self.held, self.zone)


def proposals(
    session: Session,
    request: BookingRequest,
    interval: Interval,
    *,
    without_days: Collection[date] = (),
    without: int | None = None,
    closing: Closing | None = None,
    most: int = 4,
) -> tuple[Proposal, ...]:
    """What would fit for one date of a request, the nearest first.

    Rooms hold as many people, or as many as the room that was asked for; those on its floor, with
    its equipment and of about its size come first.

    Args:
        interval: when the date was asked for, without buffers.
        without_days: days of the house on which the series has dates already.
        without: id of the date itself if it is booked: what it holds does not count.
        closing: what is to be closed; the days are looked for until after that.
        most: how many at most; other rooms, times and days all get their turn.

    Raises:
        NotFoundError: a resource does not exist.
    """
    look, main = _look(session, request, interval, without, closing)
    starts_s = int(interval.starts_at.timestamp())
    length_s = int(interval.ends_at.timestamp()) - starts_s
    rooms = [
        _proposal("room", need, starts_s, length_s)
        for need in look.rooms
        if look.free(need, starts_s, length_s)
    ]
    times = [
        _proposal("time", main, start, length_s)
        for start in _times(interval.starts_at, look.zone)
        if look.free(main, start, length_s)
    ]
    days = [
        _proposal("day", main, start, length_s)
        for start in _days(interval.starts_at, look.zone, without_days, _ahead(interval, closing))
        if look.free(main, start, length_s)
    ]
    first = [*rooms[:2], *times[:1], *days[:1]]
    rest = [*rooms[2:], *times[1:2]]
    chosen = [*first, *rest[: max(0, most - len(first))]][:most]
    order = {"room": 0, "time": 1, "day": 2}
    return tuple(sorted(chosen, key=lambda proposal: order[proposal.kind]))


def _look(
    session: Session, request: BookingRequest, interval: Interval, without: int | None,
    closing: Closing | None,
) -> tuple[_Look, Need]:
    asked = wanted_rooms(session, request)
    main, *extras = needs_of(
        asked, [wanted.quantity for wanted in request.wanted], request.setup_minutes,
        request.cleanup_minutes,
    )  # fmt: skip
    zone = ZoneInfo(asked[0].timezone)
    others = _others(session, request, {item.id: item for item in resources(session)})
    midnight = datetime.combine(interval.starts_at.astimezone(zone).date(), time(), zone)
    # A day of buffers on either side: no room has longer ones.
    sight = interval.ends_at + timedelta(days=_ahead(interval, closing) + 1)
    first = midnight - timedelta(days=1)
    spans = held_between(session, first, sight, desks=True, without=without)
    held = as_held(spans if closing is None else closing.over(spans))
    now_s = int(session.clock.now().timestamp())
    return _Look(zone, now_s, tuple(others), tuple(extras), held), main


def _others(session: Session, request: BookingRequest, known: dict[int, Resource]) -> list[Need]:
    """The other rooms that would do, the nearest first."""
    asked, zone_of = known[request.wanted[0].resource_id], zones(session)
    hours, org_class = openings(session), org_class_of(session, request.org_id)
    ways = layouts(session) if request.layout else {}
    found = []
    for place in known.values():
        room = as_bookable(place, zone_of[place.id], hours, org_class)
        people = request.people or asked.capacity
        if request.layout:
            try:
                room = in_layout(room, ways.get(place.id, ()), request.layout)
            except LayoutMissingError:
                continue
            people = request.people
        if (
            place.active and place.kind == asked.kind and place.id != asked.id
            and zone_of[place.id] == zone_of[asked.id] and holds(room, people)
        ):  # fmt: skip
            found.append((_distance(asked, place), room))
    found.sort(key=lambda pair: pair[0])
    return [
        needs_of([room], [1], request.setup_minutes, request.cleanup_minutes)[0]
        for _, room in found
    ]


def _distance(asked: Resource, other: Resource) -> tuple[int, bool, int, str]:
    missing = len(set(asked.features) - set(other.features))
    size = abs((other.capacity or 0) - (asked.capacity or 0))
    return missing, other.floor != asked.floor, size, other.code


def _times(starts_at: datetime, zone: ZoneInfo) -> Iterator[int]:
    """Starts on the same day, the nearest first, the later of two as near first."""
    local = in_zone(starts_at, zone)
    for step in range(1, 24 * 60 // STEP_MINUTES):
        for minutes in (step * STEP_MINUTES, -step * STEP_MINUTES):
            moment = starts_at + timedelta(minutes=minutes)
            if moment.astimezone(zone).date() == local.date():
                yield int(moment.timestamp())


def _ahead(interval: Interval, closing: Closing | None) -> int:
    """How many days to look at: so many after a closure, within reason."""
    if closing is None:
        return DAYS_AHEAD
    last = (closing.interval.ends_at - interval.starts_at).days + DAYS_AHEAD
    return min(MOST_DAYS, max(DAYS_AHEAD, last))


def _days(
    starts_at: datetime, zone: ZoneInfo, without: Collection[date], days: int
) -> Iterator[int]:
    """The same wall time on the days that follow."""
    wall = starts_at.astimezone(zone).replace(tzinfo=None)
    for ahead in range(1, days + 1):
        moment = wall + timedelta(days=ahead)
        if moment.date() not in without:
            yield int(in_zone(moment, zone).timestamp())


def _proposal(kind: str, need: Need, starts_s: int, length_s: int) -> Proposal:
    return Proposal(kind, need.room.id, instant(starts_s), instant(starts_s + length_s))
