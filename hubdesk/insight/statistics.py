"""How the rooms are used: occupancy, a heat map of the week, no-shows, lead time, fairness.  Pure.

Occupancy is booked minutes within opening hours over the minutes that could be booked (opening
hours less closures).  Only rooms without parts count, so a hall counts once, by its halves.
Shares are kept whole (minutes over minutes) and only written as per cent.

    >>> overlap(540, 660, ((480, 600), (630, 1200)))
    90
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from hubdesk.kernel.names import Names

Hours = tuple[tuple[int, int], ...]
#: Days before the start within which a booking was made: the same day, a day, a week, a month.
LEAD_LIMITS = (0, 1, 7, 30)
HOURS_A_DAY = 24


@dataclass(frozen=True, slots=True)
class RoomDay:
    """When a room could be booked on a day, closures taken out; minutes after midnight."""

    room: str
    day: date
    open: Hours


@dataclass(frozen=True, slots=True)
class Held:
    """A room held for a time of one day; ``missed`` says that nobody came."""

    room: str
    org: str
    day: date
    starts: int
    ends: int
    missed: bool = False


@dataclass(frozen=True, slots=True)
class Asked:
    """A date of a booking, whatever became of it.

    Attributes:
        status: as in ``booking.model.Status``.
        lead_days: days between booking and the booking's first date; None for its later dates,
            which nobody booked on their own.
    """

    org: str
    status: str
    lead_days: int | None = None


@dataclass(frozen=True, slots=True)
class RoomUsed:
    """A room's period; minutes outside opening hours are in ``outside_minutes`` only."""

    code: str
    names: Names
    open_minutes: int
    booked_minutes: int
    outside_minutes: int
    dates: int


@dataclass(frozen=True, slots=True)
class OrgUsed:
    """An organisation's period.

    Attributes:
        heads: people of the organisation, as last known in the period; 0 if unknown.
        prime_minutes: of its minutes those in the hours everybody wants.
    """

    code: str
    names: Names
    heads: int
    minutes: int
    prime_minutes: int
    dates: int
    no_shows: int
    cancelled: int

    @property
    def minutes_a_head(self) -> int | None:
        """Whole minutes; None where nobody knows how many people it has."""
        return self.minutes // self.heads if self.heads else None


@dataclass(frozen=True, slots=True)
class Statistics:
    """Attributes:
    first, last: days, inclusive.
    prime: hours that everybody wants, minutes of working days.
    heat: for each weekday (0 = Monday) and hour of the day booked and open minutes.
    leads: dates booked within each of ``LEAD_LIMITS`` days, and those earlier still.
    lead_median: in days; None without any.
    statuses: state of a date → how many.
    concentration: Gini index of minutes over organisations that booked, in thousandths: 0 =
        all the same, towards 1,000 = one has all.
    top_tenth_minutes: what the tenth of them that used most had.
    only: codes of the rooms that were asked for; None = all there are.
    as_of: instant of the data, in the house's zone; with who asked, for the print.
    """

    first: date
    last: date
    prime: tuple[int, int]
    rooms: tuple[RoomUsed, ...]
    orgs: tuple[OrgUsed, ...]
    heat: tuple[tuple[tuple[int, int], ...], ...]
    leads: tuple[int, ...]
    lead_median: int | None
    statuses: Mapping[str, int]
    concentration: int
    top_tenth_minutes: int

    only: tuple[str, ...] | None = None
    house: Names = field(default_factory=Names)
    as_of: datetime | None = None
    printed_by: str = ""

    @property
    def open_minutes(self) -> int:
        return sum(room.open_minutes for room in self.rooms)

    @property
    def booked_minutes(self) -> int:
        return sum(room.booked_minutes for room in self.rooms)

    @property
    def minutes(self) -> int:
        """What organisations held, outside opening hours too."""
        return sum(org.minutes for org in self.orgs)

    @property
    def prime_minutes(self) -> int:
        return sum(org.prime_minutes for org in self.orgs)

    def count(self, *statuses: str) -> int:
        """Dates in one of these states."""
        return sum(self.statuses.get(status, 0) for status in statuses)


def per_mille(part: int, whole: int) -> int:
    """A share for reading, half up; 0 of nothing is 0."""
    return (2000 * part + whole) // (2 * whole) if whole else 0


@dataclass(frozen=True, slots=True)
class Period:
    """What the statistics of a period are made from."""

    first: date
    last: date
    prime: tuple[int, int]
    rooms: Mapping[str, Names]
    orgs: Mapping[str, Names]
    heads: Mapping[str, int]
    days: Sequence[RoomDay]
    held: Sequence[Held]
    asked: Sequence[Asked]


def statistics_of(period: Period) -> Statistics:
    """Add up a period."""
    open_hours = {(one.room, one.day): one.open for one in period.days}
    rooms = _rooms(period, open_hours)
    orgs = _orgs(period)
    leads = sorted(one.lead_days for one in period.asked if one.lead_days is not None)
    statuses: dict[str, int] = defaultdict(int)
    for one in period.asked:
        statuses[one.status] += 1
    minutes = sorted((org.minutes for org in orgs if org.minutes), reverse=True)
    return Statistics(
        first=period.first,
        last=period.last,
        prime=period.prime,
        rooms=rooms,
        orgs=orgs,
        heat=_heat(period, open_hours),
        leads=_by_lead(leads),
        lead_median=leads[(len(leads) - 1) // 2] if leads else None,
        statuses=dict(sorted(statuses.items())),
        concentration=gini_thousandths(minutes),
        top_tenth_minutes=sum(minutes[: -(-len(minutes) // 10)]),
    )


def overlap(starts: int, ends: int, hours: Hours) -> int:
    """Minutes of ``[starts, ends)`` that lie within the hours."""
    return sum(max(0, min(ends, closes) - max(starts, opens)) for opens, closes in hours)


def without(hours: Hours, closed: Iterable[tuple[int, int]]) -> Hours:
    """Opening hours less the times a room was closed."""
    left = list(hours)
    for starts, ends in closed:
        left = [
            part
            for opens, closes in left
            for part in ((opens, min(closes, starts)), (max(opens, ends), closes))
            if part[0] < part[1]
        ]
    return tuple(left)


def gini_thousandths(amounts: Sequence[int]) -> int:
    """How unevenly something is shared, 0 to 1,000; whole numbers, rounded down.

    Source: the relative mean difference, sum of (2 i − n − 1) x_i over n times the sum, of
    amounts in ascending order.
    """
    total, count = sum(amounts), len(amounts)
    if not total:
        return 0
    weighted = sum((2 * at - count - 1) * one for at, one in enumerate(sorted(amounts), 1))
    return int(Fraction(1000 * weighted, count * total))


def _rooms(period: Period, open_hours: Mapping[tuple[str, date], Hours]) -> tuple[RoomUsed, ...]:
    opened: dict[str, int] = defaultdict(int)
    inside: dict[str, int] = defaultdict(int)
    whole: dict[str, int] = defaultdict(int)
    dates: dict[str, int] = defaultdict(int)
    for one in period.days:
        opened[one.room] += sum(closes - opens for opens, closes in one.open)
    for held in period.held:
        hours = open_hours.get((held.room, held.day), ())
        inside[held.room] += overlap(held.starts, held.ends, hours)
        whole[held.room] += held.ends - held.starts
        dates[held.room] += 1
    return tuple(
        RoomUsed(
            code, names, opened[code], inside[code], whole[code] - inside[code], dates[code]
        )
        for code, names in period.rooms.items()
    )  # fmt: skip


def _orgs(period: Period) -> tuple[OrgUsed, ...]:
    """Organisations that asked for anything, the most minutes first.

    A hall that is two rooms gives its minutes twice, as two rooms would.
    """
    minutes: dict[str, int] = defaultdict(int)
    prime: dict[str, int] = defaultdict(int)
    for held in period.held:
        minutes[held.org] += held.ends - held.starts
        if held.day.weekday() < 5:
            prime[held.org] += overlap(held.starts, held.ends, (period.prime,))
    counts: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for one in period.asked:
        counts[one.org][one.status] += 1
    found = [
        OrgUsed(
            code, period.orgs.get(code, Names(code, code)), period.heads.get(code, 0),
            minutes[code], prime[code], sum(counts[code].values()), counts[code]["no_show"],
            counts[code]["cancelled"],
        )
        for code in {*minutes, *counts}
    ]  # fmt: skip
    return tuple(sorted(found, key=lambda org: (-org.minutes, org.code)))


def _heat(
    period: Period, open_hours: Mapping[tuple[str, date], Hours]
) -> tuple[tuple[tuple[int, int], ...], ...]:
    booked = [[0] * HOURS_A_DAY for _ in range(7)]
    opened = [[0] * HOURS_A_DAY for _ in range(7)]
    for one in period.days:
        for starts, ends in one.open:
            _pour(opened[one.day.weekday()], starts, ends)
    for held in period.held:
        for opens, closes in open_hours.get((held.room, held.day), ()):
            starts, ends = max(held.starts, opens), min(held.ends, closes)
            _pour(booked[held.day.weekday()], starts, ends)
    return tuple(
        tuple(zip(booked[day], opened[day], strict=True)) for day in range(7)
    )  # fmt: skip


def _pour(hours: list[int], starts: int, ends: int) -> None:
    """Add the minutes of a time to the hours it lies in."""
    at = starts
    while at < ends:
        until = min(ends, (at // 60 + 1) * 60)
        hours[at // 60] += until - at
        at = until


def _by_lead(leads: Sequence[int]) -> tuple[int, ...]:
    counts = [0] * (len(LEAD_LIMITS) + 1)
    for days in leads:
        counts[next((at for at, most in enumerate(LEAD_LIMITS) if days <= most), -1)] += 1
    return tuple(counts)
