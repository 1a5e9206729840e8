"""What stands at the doors and in the foyer of a house on one day, for everybody to read.

A private date has neither title nor organisation here: what is not read cannot be shown.  Pure;
imports only ``kernel`` and floors below as values.

    door = door_of(day, room_id, now)
    door.state                              # free, soon, busy or closed
    [line.room.code for line in whats_on(day, now)]
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hubdesk.booking.arrivals import STEPS, walk_in_end
from hubdesk.kernel.names import Names

#: A room that is booked in less than this is free only for a moment.
SOON = timedelta(minutes=15)
#: So many rooms near a taken one, and dates after the present one, are shown.
MOST_NEAR, MOST_NEXT = 2, 3


@dataclass(frozen=True, slots=True)
class DoorDate:
    """A date as a door may tell it.

    Attributes:
        room_id: that was booked; at the door of a half it may be the hall.
        from_at, to_at: what is held, buffers included.
        org, org_names, title: empty where it is private.
        hue: index of the organisation's hue; -1 where it is private.
        releases_at: its people were told that the room is given free then.
    """

    occurrence_id: int
    room_id: int
    starts_at: datetime
    ends_at: datetime
    from_at: datetime
    to_at: datetime
    status: str
    private: bool = False
    title: str = ""
    org: str = ""
    org_names: Names = field(default_factory=Names)
    hue: int = -1
    checked_in_at: datetime | None = None
    releases_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DoorRoom:
    """A room with where it is; ``level`` None = on no floor.  Hours are minutes of the day."""

    id: int
    code: str
    names: Names
    floor: Names
    level: int | None
    capacity: int
    features: tuple[str, ...]
    opens: int
    closes: int
    units: frozenset[int]
    cleanup_minutes: int = 0


@dataclass(frozen=True, slots=True)
class DoorOrg:
    """An organisation that can book at a door."""

    id: int
    code: str
    names: Names
    hue: int


@dataclass(frozen=True, slots=True)
class HouseDay:
    """One day of the house as it was read at ``as_of``.

    Attributes:
        dates: room id → dates that hold it, in order of time; through shared walls too.
        closed: room id → (from, to, reason) of its closures.
        walk_in: rooms can be booked at their doors.
    """

    day: date
    zone: ZoneInfo
    house: Names
    lang: str
    era: str
    as_of: datetime
    rooms: tuple[DoorRoom, ...] = ()
    dates: Mapping[int, tuple[DoorDate, ...]] = field(default_factory=dict)
    closed: Mapping[int, tuple[tuple[datetime, datetime, str], ...]] = field(default_factory=dict)
    orgs: tuple[DoorOrg, ...] = ()
    walk_in: bool = True

    def room(self, room_id: int) -> DoorRoom | None:
        return next((room for room in self.rooms if room.id == room_id), None)

    def at(self, minute: int) -> datetime:
        """The instant of a minute of the day."""
        midnight = datetime.combine(self.day, time(), self.zone)
        if minute >= 24 * 60:
            return datetime.combine(self.day + timedelta(days=1), time(), self.zone)
        return midnight.replace(hour=minute // 60, minute=minute % 60)


@dataclass(frozen=True, slots=True)
class Door:
    """One door at one moment.

    Attributes:
        state: ``free``, ``soon`` (free, but booked in a moment), ``busy`` or ``closed``.
        current: the date that is on, or whose room is being made ready or put in order.
        arriving: the date whose people can check in now.
        until: free until then, or free again from then on; None = for the rest of the day.
        reason: of a closure; empty = outside opening hours.
        minutes: for how long the room can be had now.
        near: rooms free now, and until when; the next in size first.
    """

    room: DoorRoom
    state: str
    current: DoorDate | None = None
    arriving: DoorDate | None = None
    until: datetime | None = None
    reason: str = ""
    next: tuple[DoorDate, ...] = ()
    minutes: tuple[int, ...] = ()
    near: tuple[tuple[DoorRoom, datetime | None], ...] = ()


def door_of(day: HouseDay, room_id: int, now: datetime, early: timedelta) -> Door | None:
    """What a door shows; None if there is no such room any more.

    Args:
        early: how long before its start a date can be checked in.
    """
    room = day.room(room_id)
    if room is None:
        return None
    dates = day.dates.get(room_id, ())
    following = tuple(one for one in dates if one.starts_at > now)[:MOST_NEXT]
    arriving = next(
        (
            one for one in dates
            if one.status in ("booked", "held") and one.starts_at - early <= now < one.ends_at
        ),
        None,
    )  # fmt: skip
    shut = _shut(day, room, now)
    if shut is not None:
        until, reason = shut
        return Door(room, "closed", until=until, reason=reason, next=following)
    current = next((one for one in dates if one.from_at <= now < one.to_at), None)
    if current is not None:
        again = _free_again(day, room, current.to_at)
        near = tuple(_near(day, room, now))
        return Door(room, "busy", current, arriving, again, next=following, near=near)
    until = _free_until(day, room, now)
    soon = until is not None and until - now <= SOON
    fitting = tuple(
        minutes for minutes in STEPS if until is None or walk_in_end(now, minutes) <= until
    )
    near = tuple(_near(day, room, now)) if soon else ()
    return Door(
        room, "soon" if soon else "free", None, arriving, until, next=following,
        minutes=fitting if day.walk_in else (), near=near,
    )  # fmt: skip


def _shut(day: HouseDay, room: DoorRoom, now: datetime) -> tuple[datetime | None, str] | None:
    """Until when a room is closed now (None = for the day) and why; None if it is open."""
    for starts, ends, reason in day.closed.get(room.id, ()):
        if starts <= now < ends:
            return (ends if ends < day.at(24 * 60) else None), reason
    if now < day.at(room.opens):
        return day.at(room.opens), ""
    return (None, "") if now >= day.at(room.closes) else None


def _free_until(day: HouseDay, room: DoorRoom, now: datetime) -> datetime | None:
    """Until when a room that is free now stays so; None = until midnight."""
    cleanup = timedelta(minutes=room.cleanup_minutes)
    ends = [one.from_at - cleanup for one in day.dates.get(room.id, ()) if one.from_at >= now]
    ends += [starts for starts, _, _ in day.closed.get(room.id, ()) if starts >= now]
    if room.closes < 24 * 60:
        ends.append(day.at(room.closes))
    return min(ends, default=None)


def _free_again(day: HouseDay, room: DoorRoom, from_at: datetime) -> datetime | None:
    """From when on a room that is taken until ``from_at`` is free; None = not today any more."""
    for one in day.dates.get(room.id, ()):
        if one.from_at <= from_at < one.to_at:
            from_at = one.to_at
    return None if from_at >= day.at(room.closes) else from_at


def _near(
    day: HouseDay, room: DoorRoom, now: datetime
) -> Iterator[tuple[DoorRoom, datetime | None]]:
    free = []
    for other in day.rooms:
        if other.units & room.units or other.capacity < 2 < room.capacity:
            continue
        if _shut(day, other, now) is not None:
            continue
        if any(one.from_at <= now < one.to_at for one in day.dates.get(other.id, ())):
            continue
        until = _free_until(day, other, now)
        if until is None or until - now > SOON:
            floors_away = abs((other.level or 0) - (room.level or 0))
            smaller = other.capacity < room.capacity
            free.append((smaller, floors_away, abs(other.capacity - room.capacity), other, until))
    free.sort(key=lambda one: one[:3])
    yield from ((other, until) for _, _, _, other, until in free[:MOST_NEAR])


@dataclass(frozen=True, slots=True)
class OnLine:
    """A line of the foyer: what is on where.

    Attributes:
        arrow: ``up``, ``down`` or ``here``, as seen from the foyer's floor; empty = no floor.
        on: it has begun.
    """

    room: DoorRoom
    date: DoorDate
    arrow: str
    on: bool


def whats_on(day: HouseDay, now: datetime, level: int = 0) -> tuple[OnLine, ...]:
    """Dates of the day that are not over, each once, in order of time.

    Args:
        level: of the floor the foyer is on.
    """
    rooms = {room.id: room for room in day.rooms}
    found: dict[int, OnLine] = {}
    for dates in day.dates.values():
        for one in dates:
            room = rooms.get(one.room_id)
            if room is not None and one.ends_at > now and one.status != "done":
                arrow = _arrow(room, level)
                found[one.occurrence_id] = OnLine(room, one, arrow, one.starts_at <= now)
    return tuple(
        sorted(found.values(), key=lambda line: (line.date.starts_at, line.room.code))
    )


def _arrow(room: DoorRoom, level: int) -> str:
    if room.level is None:
        return ""
    return "here" if room.level == level else "up" if room.level > level else "down"
