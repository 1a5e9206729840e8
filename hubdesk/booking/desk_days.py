"""Which days an assigned desk is held, and which parts of a day a free one is booked for.  Pure.

A desk that is somebody's is held from midnight to midnight where it stands, one claim a day, so
that an away day frees exactly one row.  Claims reach :data:`AHEAD`; what lies further is decided
by the assignments themselves (see ``service.deskclaims``).

    >>> part_of_day("morning", 7 * 60, 22 * 60)
    (420, 780)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import lru_cache

from hubdesk.booking.conflicts import UnitClaim

#: How far claims of assigned desks reach, and how near their end may come before more are made.
AHEAD = timedelta(days=400)
RENEWED = timedelta(days=370)
#: From here on a booking is held against the assignments too: nobody may have opened the program
#: for long.
ASKED = timedelta(days=180)
#: What a free desk is booked for, beside hours chosen freely.
PARTS = ("morning", "afternoon", "day")
#: Half days meet here where a desk's opening hours contain it.
NOON = 13 * 60
#: The day of a desk that is always open.
_OPENS, _CLOSES = 8 * 60, 18 * 60
_DAY = 1440
_ONE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Days:
    """Days in a row, both inclusive; ``last`` None = no end."""

    first: date
    last: date | None = None

    def __contains__(self, day: date) -> bool:
        return self.first <= day and (self.last is None or day <= self.last)

    def overlaps(self, other: Days) -> bool:
        return (self.last is None or other.first <= self.last) and (
            other.last is None or self.first <= other.last
        )

    def between(self, earliest: date, latest: date) -> Iterator[date]:
        """Those of them that lie between two days, both inclusive."""
        day = max(self.first, earliest)
        last = latest if self.last is None else min(self.last, latest)
        while day <= last:
            yield day
            day += _ONE


def days_held(assigned: Days, aways: Iterable[Days], today: date) -> list[date]:
    """Every day from today to the horizon that a desk is held for whom it is assigned to."""
    away, held = tuple(aways), assigned.between(today, today + AHEAD)
    if not away:
        return list(held)
    return [day for day in held if not any(day in days for days in away)]


def day_claims(unit_ids: Iterable[int], days: Iterable[date], zone: tzinfo) -> list[UnitClaim]:
    """The whole of each day on the wall clock of ``zone``, of every unit."""
    found = []
    units = tuple(unit_ids)
    for day in days:
        starts_s, ends_s = midnight(day, zone), midnight(day + _ONE, zone)
        found += [UnitClaim(unit, starts_s, ends_s) for unit in units]
    return found


@lru_cache(maxsize=1 << 11)  # the same year of days is held for every desk of a house
def midnight(day: date, zone: tzinfo) -> int:
    """The instant a day begins, in UTC seconds."""
    return int(datetime.combine(day, time(), zone).timestamp())


def part_of_day(part: str, opens: int | None, closes: int | None) -> tuple[int, int]:
    """From and to when a part of the day is, within a desk's opening hours.

    Args:
        part: one of :data:`PARTS`.
        opens, closes: minutes of the local day; None or the whole day = always open.

    Returns:
        Minutes of the local day.
    """
    if opens is None or closes is None or (opens, closes) == (0, _DAY):
        opens, closes = _OPENS, _CLOSES
    middle = NOON if opens < NOON < closes else (opens + closes) // 60 * 30
    if part == "morning":
        return opens, middle
    return (middle, closes) if part == "afternoon" else (opens, closes)
