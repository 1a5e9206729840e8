"""Which free room fits best.  Pure.

>>> best_first([FreeRoom(1, "HALL", names, 60, None), FreeRoom(2, "R1", names, 12, None)])
[R1, HALL]
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta, tzinfo

from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.opening import DAY_MINUTES, hours_on, own_hours


@dataclass(frozen=True, slots=True)
class FreeRoom:
    """``free_until``: when it is next held or closes; None = not within reach of sight."""

    id: int
    code: str
    names: Names
    capacity: int | None
    free_until: datetime | None


def best_first(rooms: Iterable[FreeRoom]) -> list[FreeRoom]:
    """The smallest first, rooms of unknown size last, ties by code."""
    return sorted(rooms, key=lambda room: (room.capacity is None, room.capacity or 0, room.code))


def holds(room: Bookable, people: int | None) -> bool:
    """Whether so many people are known to fit."""
    return people is None or (room.capacity is not None and room.capacity >= people)


def missing_equipment(wanted: Mapping[str, int], features: Collection[str]) -> dict[str, int]:
    """What of the wish is not built into a room; words are compared without case."""
    there = {feature.casefold() for feature in features}
    return {code: count for code, count in wanted.items() if code.casefold() not in there}


def free_until(
    room: Bookable, ends_s: int, next_held_s: int | None, closes_s: int | None
) -> datetime | None:
    """Until when a room that is free until ``ends_s`` stays free.

    Args:
        ends_s: end of the free interval, UTC seconds.
        next_held_s: start of the next claim of one of its units, buffers included; the room's own
            clean-up time is taken off.
        closes_s: when it closes that day; None = not that day.
    """
    limits = [] if closes_s is None else [closes_s]
    if next_held_s is not None:
        limits.append(next_held_s - 60 * room.cleanup_minutes)
    if not limits:
        return None
    return datetime.fromtimestamp(max(min(limits), ends_s), UTC)


def closing_time(room: Bookable, ends_s: int, zone: tzinfo) -> int | None:
    """When a room that is open just before an instant closes that day; None = not that day."""
    local = datetime.fromtimestamp(ends_s - 1, zone)
    own = own_hours(room.open_minute, room.close_minute)
    hours = hours_on(local.date(), room.openings, room.org_class, own)
    minute = local.hour * 60 + local.minute
    closes = next((end for start, end in hours if start <= minute < end), DAY_MINUTES)
    if closes == DAY_MINUTES:
        return None
    midnight = datetime.combine(local.date(), time())
    return int((midnight + timedelta(minutes=closes)).replace(tzinfo=zone).timestamp())
