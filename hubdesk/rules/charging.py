"""What one date costs by a tariff, part by part; pure.

Every part carries its exact amount, so the price is their sum, rounded once: nobody has to know
this module to recompute it.  Imports only ``kernel`` and ``tariff``.

    >>> tariff = Tariff(blocks=(Block(300, 0), Block(60, 1500), Block(None, 2500)))
    >>> [(_, parts)] = time_parts(tariff, Span(MONDAY, 540, 420))
    >>> [(part.what, part.minutes, int(part.amount)) for part in parts]
    [('free', 300, 0), ('hour', 60, 1500), ('hour', 60, 2500)]
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from itertools import groupby
from typing import Any

from hubdesk.kernel.weektime import Piece, pieces
from hubdesk.rules.tariff import Tariff

_HOUR_PERCENT = 6000


@dataclass(frozen=True, slots=True)
class Span:
    """Time on the wall clock: the day and minute it begins, and how long it is."""

    day: date
    start_minute: int
    minutes: int


@dataclass(frozen=True, slots=True)
class Part:
    """One reason of a price.

    Attributes:
        what: ``plan``, ``free``, ``hour``, ``half_day``, ``day``, ``minimum``, ``cap``, ``staff``,
            ``holiday`` (staff on one), ``quantity``, ``cancelled``, ``no_show``, ``credit`` or
            ``together``; of what came late also ``waived`` or ``charged``.
        minutes: the time it is about.
        unit_minor: price of an hour, half day or day; the least or the most, where it says that.
        percent: factor of the hour of the week, or what is charged of the price.
        count: half days, days, or pieces of equipment.
        amount: exact, minor units; negative where it takes away.
    """

    what: str
    minutes: int = 0
    unit_minor: int = 0
    percent: int = 100
    count: int = 0
    amount: Fraction = Fraction(0)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; what is as usual is left out."""
        found: dict[str, Any] = {"what": self.what, "amount": str(self.amount)}
        if self.minutes:
            found["minutes"] = self.minutes
        if self.unit_minor:
            found["unit_minor"] = self.unit_minor
        if self.percent != 100:
            found["percent"] = self.percent
        if self.count:
            found["count"] = self.count
        return found


def part_from(plain: Mapping[str, Any]) -> Part:
    """A part as JSON keeps it."""
    return Part(
        plain["what"], plain.get("minutes", 0), plain.get("unit_minor", 0),
        plain.get("percent", 100), plain.get("count", 0), Fraction(plain["amount"]),
    )  # fmt: skip


def simple_parts(minutes: int, free_minutes: int, hour_minor: int) -> tuple[Part, ...]:
    """The parts of a price that is free minutes and hours alone."""
    charged = minutes - free_minutes
    free = (Part("free", free_minutes),) if free_minutes else ()
    if not charged:
        return free
    return (*free, Part("hour", charged, hour_minor, amount=Fraction(hour_minor * charged, 60)))


def total(parts: Iterable[Part]) -> Fraction:
    """The exact sum of what parts say."""
    return sum((one.amount for one in parts), Fraction(0))


def half_up(amount: Fraction) -> int:
    """To whole minor units; an amount is never negative here."""
    return (2 * amount.numerator + amount.denominator) // (2 * amount.denominator)


def time_parts(
    tariff: Tariff,
    span: Span,
    *,
    covered: int = 0,
    position: int = 0,
    spent: Callable[[date], Fraction] = lambda _day: Fraction(0),
    holidays: Container[date] = (),
) -> list[tuple[date, list[Part]]]:
    """The price of the time of one date, without staff.

    Args:
        covered: minutes from the start that cost nothing.
        position: minutes that went through the blocks before.
        spent: what the organisation already pays for the room on a day.
        holidays: public ones; they matter where the tariff says so.

    Returns:
        The parts by day; where the price of a day is capped or a date costs at least so much,
        the difference is a part of its own.
    """
    charged = _charged(tariff, span, covered, holidays if tariff.holidays else ())
    by_day: list[tuple[date, list[Part]]] = []
    for day, of_day in groupby(charged, key=lambda piece: piece.day):
        listed = list(of_day)
        by_day.append((day, _cheapest(tariff, listed, position)))
        position += sum(piece.minutes for piece in listed)
    if not by_day:
        return []
    missing = tariff.minimum_minor - sum(total(parts) for _, parts in by_day)
    if missing > 0:
        least = Part("minimum", unit_minor=tariff.minimum_minor, amount=Fraction(missing))
        by_day[-1][1].append(least)
    if tariff.day_cap_minor is not None:
        for day, parts in by_day:
            over = total(parts) - max(Fraction(0), tariff.day_cap_minor - spent(day))
            if over > 0:
                parts.append(Part("cap", unit_minor=tariff.day_cap_minor, amount=-over))
    return by_day


def staff_parts(tariff: Tariff, span: Span, holidays: Container[date] = ()) -> list[Part]:
    """What somebody costs who must be there after hours, and on a public holiday.

    Args:
        holidays: public ones; where the tariff says so nobody is there on them anyway.
    """
    if not tariff.staff_hour_minor:
        return []
    minutes = {"staff": 0, "holiday": 0}
    for piece in pieces(span.day, span.start_minute, span.minutes, tariff.staff_there):
        if tariff.holidays and piece.day in holidays:
            minutes["holiday"] += piece.minutes
        elif piece.window is None:
            minutes["staff"] += piece.minutes
    return [
        Part(what, count, tariff.staff_hour_minor,
             amount=Fraction(tariff.staff_hour_minor * count, 60))
        for what, count in minutes.items()
        if count
    ]  # fmt: skip


def _charged(
    tariff: Tariff, span: Span, covered: int, sundays: Container[date]
) -> list[Piece]:
    """The pieces that cost something, the last one made up to a whole step."""
    found = []
    for piece in pieces(span.day, span.start_minute, span.minutes, tariff.peaks, sundays):
        taken = min(covered, piece.minutes)
        covered -= taken
        if piece.minutes > taken:
            found.append(replace(piece, minutes=piece.minutes - taken))
    rest = -sum(piece.minutes for piece in found) % tariff.step_minutes
    if found and rest:
        found[-1] = replace(found[-1], minutes=found[-1].minutes + rest)
    return found


def _cheapest(tariff: Tariff, charged: Sequence[Piece], position: int) -> list[Part]:
    """Hours, half days or the day, whatever costs least; the first where two cost the same."""
    minutes = sum(piece.minutes for piece in charged)
    percent = max(piece.percent for piece in charged)
    offers: list[list[Part]] = []
    if tariff.half_day_minor is not None:
        most = -(-minutes // tariff.half_day_minutes)
        first = 0 if tariff.by_time else most
        for count in range(first, most + 1):
            half = _units("half_day", count, tariff.half_day_minor, percent)
            left = _after(charged, count * tariff.half_day_minutes)
            offers.append([*half, *_by_time(tariff, left, position)])
    elif tariff.by_time:
        offers.append(_by_time(tariff, charged, position))
    if tariff.day_minor is not None:
        offers.append(_units("day", 1, tariff.day_minor, percent))
    return min(offers, key=total, default=[])


def _units(what: str, count: int, unit_minor: int, percent: int) -> list[Part]:
    if not count:
        return []
    amount = Fraction(count * unit_minor * percent, 100)
    return [Part(what, 0, unit_minor, percent, count, amount)]


def _after(charged: Sequence[Piece], minutes: int) -> list[Piece]:
    """The pieces without the first so many minutes."""
    left = []
    for piece in charged:
        taken = min(minutes, piece.minutes)
        minutes -= taken
        if piece.minutes > taken:
            left.append(replace(piece, minutes=piece.minutes - taken))
    return left


def _by_time(tariff: Tariff, charged: Sequence[Piece], position: int) -> list[Part]:
    runs: list[tuple[int, int, int]] = []
    for piece in charged:
        for minutes, hour_minor in _runs(tariff, position, piece.minutes):
            percent = piece.percent if hour_minor else 100
            if runs and runs[-1][1:] == (hour_minor, percent):
                runs[-1] = (runs[-1][0] + minutes, hour_minor, percent)
            else:
                runs.append((minutes, hour_minor, percent))
        position += piece.minutes
    return [
        Part(
            "hour" if hour_minor else "free", minutes, hour_minor, percent,
            amount=Fraction(hour_minor * minutes * percent, _HOUR_PERCENT),
        )
        for minutes, hour_minor, percent in runs
    ]  # fmt: skip


def _runs(tariff: Tariff, position: int, minutes: int) -> Iterator[tuple[int, int]]:
    """(minutes, price of an hour) from a place in the blocks on."""
    begins = 0
    for block in tariff.blocks:
        ends = None if block.minutes is None else begins + block.minutes
        room = minutes if ends is None else min(minutes, ends - position)
        if room > 0:
            yield room, block.hour_minor
            minutes -= room
            position += room
        if ends is None or not minutes:
            return
        begins = ends
    after = tariff.blocks[-1].hour_minor if tariff.blocks else 0
    yield minutes, after if tariff.hour_minor is None else tariff.hour_minor
