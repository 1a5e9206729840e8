"""Dated facts to weights, for one month; pure.

An organisation's weight is its driver value times the days it had it, both ends inclusive:

* ``seats``, ``headcount``, ``area_m2``: the value of its occupancy on each day;
* ``equal``: 1 on every day with an occupancy row, also with zero seats;
* ``weights``, ``fixed_pct``: the fixed number or percentage that the pool's rule gives it, on
  every day with an occupancy row;
* ``booked_hours``: the hours it booked on days with an occupancy row (``days`` is then 1).

One row per organisation: where its value changed inside the month, ``days`` counts all occupied
days and ``value`` is the exact average over them, so ``value × days = weight`` always holds.
Imports only ``kernel`` and siblings.

    >>> act = Occupied("ACT", date(2026, 10, 1), date(2026, 10, 31), seats=14)
    >>> weigh("seats", Facts(Month(2026, 10), (act,)))[0].weight
    Fraction(434, 1)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from hubdesk.costs.metering import MeterUse
from hubdesk.costs.model import FIXED, SIMPLE
from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class Occupied:
    """An organisation's values over days, inclusive."""

    org: str
    first: date
    last: date
    seats: int = 0
    headcount: int = 0
    area_m2: Fraction = Fraction(0)

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def value(self, driver: str) -> Fraction:
        """The value of ``seats``, ``headcount`` or ``area_m2``; 1 for ``equal``."""
        return Fraction(self.plain(driver))

    def plain(self, driver: str) -> int | Fraction:
        """The same as it stands."""
        value: int | Fraction = 1 if driver == "equal" else getattr(self, driver)
        return value


@dataclass(frozen=True, slots=True)
class Booked:
    """Minutes an organisation booked on one local day."""

    org: str
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class Lettable:
    """How much of a driver's unit the house could let over days, inclusive."""

    driver: str
    first: date
    last: date
    total: Fraction

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True, slots=True)
class Facts:
    """The dated facts of one month; periods lie inside the month and never overlap.

    Attributes:
        metered: readings whose days touch the month, whole.
        classes: organisation code → its class, where a rule asks for it.
    """

    month: Month
    occupied: tuple[Occupied, ...]
    booked: tuple[Booked, ...] = ()
    lettable: tuple[Lettable, ...] = ()
    metered: tuple[MeterUse, ...] = ()
    classes: Mapping[str, str] = field(default_factory=dict)
    #: Weights that were asked for already: several pools of a month share by the same ones.
    _weighed: dict[tuple[str, Fraction], list[Weighed]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )

    def lettable_sum(self, driver: str) -> Fraction:
        """All that could be let, times its days."""
        return sum(
            (one.total * one.days for one in self.lettable if one.driver == driver), Fraction(0)
        )


class Weighed(NamedTuple):
    """One organisation's weight; ``weight = value × days``."""

    org: str
    value: Fraction
    days: int
    weight: Fraction


def clamped(month: Month, rows: Iterable[tuple[Occupied, date | None]]) -> tuple[Occupied, ...]:
    """The part of dated rows that lies in the month, by organisation code and day.

    Args:
        rows: (values with any ``last``, day it ends or None for open).
    """
    inside = []
    for row, ends in rows:
        first = max(row.first, month.first_day)
        last = month.last_day if ends is None else min(ends, month.last_day)
        if first <= last:
            inside.append(replace(row, first=first, last=last))
    return tuple(sorted(inside, key=lambda row: (row.org, row.first)))


def weigh(
    driver: str,
    facts: Facts,
    fixed: Mapping[str, Fraction] | None = None,
    floor: Fraction = Fraction(0),
) -> list[Weighed]:
    """Everybody's weight under a driver, in order of organisation codes; zeros are left out.

    Args:
        fixed: organisation code → number, for ``weights`` and ``fixed_pct``.
        floor: the least value that counts; not for ``booked_hours``.

    Raises:
        ValueError: unknown driver.
    """
    if driver not in SIMPLE:
        raise ValueError(driver)
    if driver in FIXED:
        return _weighed(driver, facts, fixed or {}, floor)
    known = facts._weighed.get((driver, floor))
    if known is None:
        known = (
            _booked_hours(facts) if driver == "booked_hours"
            else _weighed(driver, facts, {}, floor)
        )  # fmt: skip
        facts._weighed[driver, floor] = known
    return list(known)


def _weighed(
    driver: str, facts: Facts, fixed: Mapping[str, Fraction], floor: Fraction
) -> list[Weighed]:
    """Values times days; whole numbers stay integers until the end, which is far faster."""
    days: dict[str, int] = {}
    weights: dict[str, int | Fraction] = {}
    for row in facts.occupied:
        org, of_row = row.org, row.days
        value = fixed.get(org, 0) if driver in FIXED else row.plain(driver)
        days[org] = days.get(org, 0) + of_row
        counted = max(value, floor) if floor else value
        weights[org] = weights.get(org, 0) + counted * of_row
    found = []
    for org, weight in sorted(weights.items()):
        if weight:
            value = Fraction(weight.numerator, weight.denominator * days[org])
            found.append(Weighed(org, value, days[org], Fraction(weight)))
    return found


def _booked_hours(facts: Facts) -> list[Weighed]:
    there: dict[str, list[Occupied]] = {}
    for row in facts.occupied:
        there.setdefault(row.org, []).append(row)
    minutes: dict[str, int] = {}
    for booked in facts.booked:
        if any(row.first <= booked.day <= row.last for row in there.get(booked.org, ())):
            minutes[booked.org] = minutes.get(booked.org, 0) + booked.minutes
    return [
        Weighed(org, Fraction(total, 60), 1, Fraction(total, 60))
        for org, total in sorted(minutes.items())
        if total
    ]
