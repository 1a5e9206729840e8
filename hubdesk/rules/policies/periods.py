"""Days, weeks, months and years of a calendar, business days, and parts of a day; pure.

    >>> period_of(date(2026, 10, 22), "month", 0)
    (datetime.date(2026, 10, 1), datetime.date(2026, 11, 1))
    >>> after_business_days(date(2026, 10, 22), 7, frozenset())
    datetime.date(2026, 11, 2)
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Collection
from datetime import date, datetime, time, timedelta

from hubdesk.kernel.month import months_later

_DAY = timedelta(days=1)
_WEEKEND = 5


def period_of(day: date, per: str, week_start: int) -> tuple[date, date]:
    """First day of the period that a day lies in, and of the next one.

    Args:
        per: ``day``, ``week``, ``month`` or ``year``.
        week_start: 0 = Monday.
    """
    if per == "day":
        return day, day + _DAY
    if per == "week":
        first = day - timedelta(days=(day.weekday() - week_start) % 7)
        return first, first + 7 * _DAY
    if per == "month":
        return day.replace(day=1), months_later(day.replace(day=1), 1)
    return date(day.year, 1, 1), date(day.year + 1, 1, 1)


def is_business_day(day: date, holidays: Collection[date]) -> bool:
    return day.weekday() < _WEEKEND and day not in holidays


def after_business_days(day: date, count: int, holidays: Collection[date]) -> date:
    """The business day by which ``count`` of them have come; ``day`` itself is not counted."""
    while count > 0:
        day += _DAY
        if is_business_day(day, holidays):
            count -= 1
    return day


def on_or_before(day: date, month_day: str) -> date:
    """The last day written ``MM-DD`` that is not after ``day``; the 29th of February may be 28."""
    month, number = (int(part) for part in month_day.split("-"))

    def in_year(year: int) -> date:
        return date(year, month, min(number, monthrange(year, month)[1]))

    found = in_year(day.year)
    return found if found <= day else in_year(day.year - 1)


def minutes_within(starts: datetime, ends: datetime, from_minute: int, to_minute: int) -> int:
    """Minutes of a date that lie in a part of each of its days, as the wall clock counts."""
    wall_start, wall_end = starts.replace(tzinfo=None), ends.replace(tzinfo=None)
    found = 0
    day = wall_start.date()
    while day <= wall_end.date():
        midnight = datetime.combine(day, time())
        first = max(wall_start, midnight + timedelta(minutes=from_minute))
        last = min(wall_end, midnight + timedelta(minutes=to_minute))
        found += max(0, int((last - first).total_seconds()) // 60)
        day += _DAY
    return found


def lies_within(starts: datetime, ends: datetime, from_minute: int, to_minute: int) -> bool:
    """Whether a date lies in a part of the day it starts on."""
    midnight = datetime.combine(starts.date(), time())
    first = (starts.replace(tzinfo=None) - midnight).total_seconds() / 60
    last = (ends.replace(tzinfo=None) - midnight).total_seconds() / 60
    return from_minute <= first and last <= to_minute
