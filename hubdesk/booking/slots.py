"""Free times that several organisations share, ranked, with the reasons of their place.  Pure.

Time is a row of cells of five minutes, and a set of cells is one whole number: a room is free
where no bit of what is held is set, and a meeting of an hour can start where twelve clear bits
follow.  Claims that end within a cell fill it, so what is offered can always be had.

The rank of a time is a sum of *points*, fewer are better: one for each minute outside the hours
that are preferred, sixty for each day that it is later, 480 at a weekend, one for each seat that
stays empty, twenty for equipment that must be carried in, ten thousand for each organisation that
cannot come.

    >>> grid = Grid(0, 12)
    >>> grid.runs(grid.all & ~grid.mask(0, 600), 2).bit_count()
    9
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import Any, NamedTuple

CELL_S = 300
#: Meetings are offered to start at every quarter of an hour.
STEP_MINUTES = 15
DAY_POINTS, WEEKEND_POINTS, FETCH_POINTS, BUSY_POINTS = 60, 480, 20, 10_000
_SATURDAY = 5
UNKNOWN_SIZE_POINTS, MOST_SPARE_POINTS = 30, 60
#: So many times of one day are offered at most.
MOST_A_DAY = 3


class Reason(NamedTuple):
    """Why a time stands where it stands; the words are ``words.slots``'.

    Attributes:
        code: ``preferred``, ``outside_preferred``, ``weekend``, ``day``, ``all_free``, ``busy``,
            ``seats``, ``size_unknown``, ``built_in`` or ``fetched``.
        number: minutes, days, organisations or seats.
        names: codes of organisations or equipment.
    """

    code: str
    number: int = 0
    names: tuple[str, ...] = ()
    points: int = 0


@dataclass(frozen=True, slots=True)
class Grid:
    """A time from ``from_s`` (UTC seconds) on, in cells."""

    from_s: int
    cells: int

    @property
    def all(self) -> int:
        """Every cell."""
        return (1 << self.cells) - 1

    def cell(self, second: int) -> int:
        """The cell that a second is in; may lie outside."""
        return (second - self.from_s) // CELL_S

    def mask(self, starts_s: int, ends_s: int) -> int:
        """The cells that a time touches."""
        first = max(0, self.cell(starts_s))
        end = min(self.cells, -((self.from_s - ends_s) // CELL_S))
        return ((1 << (end - first)) - 1) << first if first < end else 0

    def masks(self, spans: Iterable[tuple[Any, ...]]) -> int:
        """The cells that any of some times touches."""
        found = 0
        for span in spans:
            found |= self.mask(span[0], span[1])
        return found

    @staticmethod
    def runs(free: int, length: int) -> int:
        """The cells from which ``length`` cells in a row are set."""
        found, known = free, 1
        while known < length:
            step = min(known, length - known)
            found &= found >> step
            known += step
        return found


def at_least(masks: Sequence[int], count: int) -> int:
    """The cells that at least ``count`` of several sets have."""
    counted = [0] * count
    for mask in masks:
        for place in range(count - 1, 0, -1):
            counted[place] |= counted[place - 1] & mask
        counted[0] |= mask
    return counted[-1] if count else -1


class Start(NamedTuple):
    """A moment at which a meeting may be offered: its cell, and how the house's clock shows it."""

    cell: int
    starts_s: int
    day: int
    minute: int
    weekend: bool = False


def starts_of(grid: Grid, first: date, days: int, zone: tzinfo, now_s: int) -> list[Start]:
    """Every quarter of an hour of some days that has not passed, in order.

    What the clock skips is left out; of what it shows twice the first counts.
    """
    found: list[Start] = []
    for ahead in range(days):
        midnight = datetime.combine(first + timedelta(days=ahead), time())
        weekend = midnight.weekday() >= _SATURDAY
        steady = len({_offset(midnight + timedelta(days=day), zone) for day in (0, 1)}) == 1
        zero = int(midnight.replace(tzinfo=zone).timestamp())
        for minute in range(0, 24 * 60, STEP_MINUTES):
            second = zero + 60 * minute
            if not steady:
                wall = midnight + timedelta(minutes=minute)
                second = int(wall.replace(tzinfo=zone).timestamp())
                if datetime.fromtimestamp(second, zone).replace(tzinfo=None) != wall:
                    continue
            if second >= now_s:
                found.append(Start(grid.cell(second), second, ahead, minute, weekend))
    return found


def _offset(wall: datetime, zone: tzinfo) -> timedelta | None:
    return wall.replace(tzinfo=zone).utcoffset()


@dataclass(frozen=True, slots=True)
class Candidate:
    """A room that would do.

    Attributes:
        key: its id.
        starts: cells at which the meeting can start in it.
        reasons: what speaks for and against it at any time.
    """

    key: int
    starts: int
    reasons: tuple[Reason, ...]

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A time and its best room; ``others`` are keys of further rooms that are free then.

    Attributes:
        busy: organisations that cannot come.
    """

    key: int
    start: Start
    reasons: tuple[Reason, ...]
    others: tuple[int, ...] = ()
    busy: tuple[str, ...] = ()

    @property
    def points(self) -> int:
        return sum(reason.points for reason in self.reasons)


def rank(
    starts: Sequence[Start],
    rooms: Sequence[Candidate],
    busy: Sequence[tuple[str, int]],
    *,
    minutes: int,
    preferred: tuple[int, int],
    most: int,
) -> list[Ranked]:
    """The best times, best first, without two that overlap each other.

    Args:
        busy: code of each organisation, and the cells at which a meeting with it cannot start.
        minutes: how long it lasts.
        preferred: hours of the day in which it should lie, in minutes.

    Returns:
        Times at which all can come; if there are none, those at which the fewest cannot.
    """
    ordered = sorted(rooms, key=lambda room: room.points)
    anywhere = taken = 0
    for room in ordered:
        anywhere |= room.starts
    for _, mask in busy:
        taken |= mask
    possible = [start for start in starts if anywhere >> start.cell & 1]
    together = [start for start in possible if not taken >> start.cell & 1]
    found = []
    for start in together or possible:
        away = tuple(code for code, mask in busy if mask >> start.cell & 1)
        fitting = [room for room in ordered if room.starts >> start.cell & 1]
        when = when_reasons(start, minutes, preferred)
        reasons = (*when, *who_reasons(len(busy), away), *fitting[0].reasons)
        others = tuple(room.key for room in fitting[1:])
        found.append(Ranked(fitting[0].key, start, reasons, others, away))
    found.sort(key=lambda one: (one.points, one.start.starts_s))
    return _apart(found, minutes, most)


def when_reasons(start: Start, minutes: int, preferred: tuple[int, int]) -> tuple[Reason, ...]:
    """What speaks for and against a moment."""
    opens, closes = preferred
    outside = max(0, opens - start.minute) + max(0, start.minute + minutes - closes)
    hours = Reason("outside_preferred", outside, (), outside) if outside else Reason("preferred")
    day = Reason("day", start.day, (), start.day * DAY_POINTS)
    return (hours, Reason("weekend", 0, (), WEEKEND_POINTS), day) if start.weekend else (hours, day)


def who_reasons(asked: int, away: tuple[str, ...]) -> tuple[Reason, ...]:
    """Who can come."""
    if away:
        return (Reason("busy", len(away), away, BUSY_POINTS * len(away)),)
    return (Reason("all_free", asked),) if asked else ()


def room_reasons(
    capacity: int | None, people: int | None, built_in: Sequence[str], fetched: Sequence[str]
) -> tuple[Reason, ...]:
    """What speaks for and against a room."""
    found = []
    if capacity is None:
        found.append(Reason("size_unknown", 0, (), UNKNOWN_SIZE_POINTS))
    else:
        spare = capacity - (people or 0)
        found.append(Reason("seats", capacity, (), min(MOST_SPARE_POINTS, spare)))
    if built_in:
        found.append(Reason("built_in", len(built_in), tuple(built_in)))
    if fetched:
        found.append(Reason("fetched", len(fetched), tuple(fetched), FETCH_POINTS))
    return tuple(found)


def _apart(found: Iterable[Ranked], minutes: int, most: int) -> list[Ranked]:
    chosen: list[Ranked] = []
    for one in found:
        same_day = [other for other in chosen if other.start.day == one.start.day]
        if len(same_day) < MOST_A_DAY and all(
            abs(other.start.minute - one.start.minute) >= minutes for other in same_day
        ):
            chosen.append(one)
            if len(chosen) == most:
                break
    return chosen
