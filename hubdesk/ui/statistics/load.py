"""What is read for the statistics, and which days a named period has.

    read(session, Wanted(date(2026, 10, 1), date(2026, 10, 31))).statistics.booked_minutes
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from hubdesk.insight.queries.statistics import counted_rooms, statistics
from hubdesk.insight.statistics import Statistics
from hubdesk.kernel.month import Month, months_later
from hubdesk.kernel.names import Names
from hubdesk.spaces.queries import floors
from hubdesk.store.session import Session
from hubdesk.words.marker import N_

OTHER = "other"
#: Named periods in the order of the list; the last is whatever days a person enters.
PERIODS = {
    "month": N_("This month"),
    "last-month": N_("The month before"),
    "quarter": N_("The last three months"),
    "year": N_("This year"),
    "last-year": N_("The year before"),
    OTHER: N_("Other days"),
}
#: More days than this are not added up on the screen: a leap year and its two ends.
MOST_DAYS = 368
_FLOOR = "floor:"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Days, inclusive; ``place`` is a room's code, a floor's as ``floor:2``, or empty for all."""

    first: date
    last: date
    place: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """Attributes:
    floors: code and names of those that have rooms.
    rooms: code, names and floor of each room that counts.
    """

    wanted: Wanted
    statistics: Statistics
    floors: tuple[tuple[str, Names], ...]
    rooms: tuple[tuple[str, Names, str], ...]


def days_of(period: str, today: date) -> tuple[date, date]:
    """First and last day of a named period."""
    this = Month.of(today)
    before = this.previous
    if period == "last-month":
        return before.first_day, before.last_day
    if period == "quarter":
        return months_later(this.first_day, -3), before.last_day
    if period == "year":
        return date(today.year, 1, 1), date(today.year, 12, 31)
    if period == "last-year":
        return date(today.year - 1, 1, 1), date(today.year - 1, 12, 31)
    return this.first_day, this.last_day


def too_long(first: date, last: date) -> bool:
    """Whether the days are more than are added up at once."""
    return last - first >= timedelta(days=MOST_DAYS)


def floor_place(code: str) -> str:
    """The place that means all rooms of a floor."""
    return _FLOOR + code


def read(session: Session, wanted: Wanted) -> Found:
    """Add up the period; runs beside the Qt thread."""
    rooms = counted_rooms(session)
    only = None
    if wanted.place.startswith(_FLOOR):
        floor = wanted.place.removeprefix(_FLOOR)
        only = {room.code for room in rooms if room.floor == floor}
    elif wanted.place:
        only = {wanted.place}
    used = {room.floor for room in rooms}
    return Found(
        wanted,
        statistics(session, wanted.first, wanted.last, only=only),
        tuple((floor.code, floor.names) for floor in floors(session) if floor.code in used),
        tuple((room.code, room.names, room.floor) for room in rooms),
    )
