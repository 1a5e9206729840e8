"""Which days of a year a rule's date parts select.

A year is one of fourteen calendars (leap or not, seven first weekdays); week numbers also need to
know whether the years around it are leap years.  The days are worked out once for each such shape
and remembered, so that walking to the year 9999 costs a look-up a year, however odd the rule.
Standard library only; no clock, no zone.

    >>> parts = DateParts(by_month=(2,), by_month_day=(30,))
    >>> days_of_year(parts, YearShape.of(2028))
    ()
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from itertools import accumulate, pairwise
from typing import NamedTuple

from hubdesk.booking.recurrence.rule import ByDay


@dataclass(frozen=True, slots=True)
class DateParts:
    """The parts of a rule that select days.

    Attributes:
        ordinals_in_month: count ``2MO`` within each month; otherwise within the year.
    """

    by_month: tuple[int, ...] = ()
    by_week_no: tuple[int, ...] = ()
    by_year_day: tuple[int, ...] = ()
    by_month_day: tuple[int, ...] = ()
    by_day: tuple[ByDay, ...] = ()
    wkst: int = 0
    ordinals_in_month: bool = False

    @property
    def selects_every_day(self) -> bool:
        return not (
            self.by_month or self.by_week_no or self.by_year_day or self.by_month_day or self.by_day
        )


class YearShape(NamedTuple):
    """What makes two years alike: weekday of 1 January (0 is Monday), leap, leap around it."""

    first_weekday: int
    is_leap: bool
    was_leap: bool
    will_be_leap: bool

    @classmethod
    def of(cls, year: int) -> YearShape:
        first_weekday = date(year, 1, 1).weekday()
        return cls(first_weekday, _is_leap(year), _is_leap(year - 1), _is_leap(year + 1))

    @property
    def length(self) -> int:
        return 366 if self.is_leap else 365


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


@lru_cache(maxsize=2)
def month_starts(is_leap: bool) -> tuple[int, ...]:
    """Days of the year (from 0) on which the twelve months start, and the year's length."""
    lengths = (31, 29 if is_leap else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
    return tuple(accumulate(lengths, initial=0))


@lru_cache(maxsize=1024)
def days_of_year(parts: DateParts, shape: YearShape) -> tuple[int, ...]:
    """The days of such a year, counted from 0, that satisfy every given part; ascending."""
    chosen = set(range(shape.length))
    if parts.by_month:
        chosen &= _in_months(parts.by_month, shape)
    if parts.by_month_day:
        chosen &= _on_month_days(parts.by_month_day, shape)
    if parts.by_year_day:
        chosen &= {d - 1 if d > 0 else shape.length + d for d in parts.by_year_day}
    if parts.by_week_no:
        chosen &= _in_weeks(parts.by_week_no, parts.wkst, shape)
    if parts.by_day:
        chosen &= _on_weekdays(parts, shape)
    return tuple(sorted(chosen))


@lru_cache(maxsize=1024)
def days_by_month(parts: DateParts, shape: YearShape) -> tuple[tuple[int, ...], ...]:
    """The same days, one tuple a month."""
    days = days_of_year(parts, shape)
    starts = month_starts(shape.is_leap)
    return tuple(tuple(d for d in days if low <= d < high) for low, high in pairwise(starts))


def week_one(first_weekday: int, wkst: int) -> int:
    """Day of the year (0 is 1 January, may be negative) on which week 1 starts.

    Source: RFC 5545 3.3.10 - the first week with at least four days in the year.
    """
    days_before = (first_weekday - wkst) % 7
    return -days_before if days_before <= 3 else 7 - days_before


def week_year_start(year: int, wkst: int) -> int:
    """Proleptic ordinal of the first day of week 1; clipped to the years Python knows."""
    if year > date.max.year:
        return date.max.toordinal() + 1
    if year < date.min.year:
        return date.min.toordinal()
    first = date(year, 1, 1)
    return first.toordinal() + week_one(first.weekday(), wkst)


def week_year(ordinal: int, wkst: int) -> int:
    """The year to which the week of a day (proleptic ordinal) belongs."""
    year = date.fromordinal(ordinal).year
    if ordinal < week_year_start(year, wkst):
        return year - 1
    return year + (ordinal >= week_year_start(year + 1, wkst))


def _in_months(months: Iterable[int], shape: YearShape) -> set[int]:
    starts = month_starts(shape.is_leap)
    return {day for month in months for day in range(starts[month - 1], starts[month])}


def _on_month_days(month_days: Iterable[int], shape: YearShape) -> set[int]:
    chosen: set[int] = set()
    for low, high in pairwise(month_starts(shape.is_leap)):
        for number in month_days:
            day = low + number - 1 if number > 0 else high + number
            if low <= day < high:
                chosen.add(day)
    return chosen


def _in_weeks(week_numbers: Iterable[int], wkst: int, shape: YearShape) -> set[int]:
    before = 366 if shape.was_leap else 365
    after = 366 if shape.will_be_leap else 365
    first_days = (-before, 0, shape.length, shape.length + after)
    starts = [first + week_one((shape.first_weekday + first) % 7, wkst) for first in first_days]
    chosen: set[int] = set()
    # The first and last days of a year may lie in a week of the year before or after.
    for start, end in pairwise(starts):
        weeks = (end - start) // 7
        for number in week_numbers:
            index = number - 1 if number > 0 else weeks + number
            if 0 <= index < weeks:
                chosen.update(range(start + 7 * index, start + 7 * index + 7))
    return chosen


def _on_weekdays(parts: DateParts, shape: YearShape) -> set[int]:
    """Days by weekday; plain ones and ordinals may be mixed (``3MO,FR``) and are added up."""
    if parts.ordinals_in_month:
        periods = list(pairwise(month_starts(shape.is_leap)))
    else:
        periods = [(0, shape.length)]
    chosen: set[int] = set()
    for low, high in periods:
        for item in parts.by_day:
            first = low + (item.weekday - shape.first_weekday - low) % 7
            every = range(first, high, 7)
            if item.ordinal == 0:
                chosen.update(every)
                continue
            index = item.ordinal - 1 if item.ordinal > 0 else len(every) + item.ordinal
            if 0 <= index < len(every):
                chosen.add(every[index])
    return chosen
