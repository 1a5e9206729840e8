"""Months are added by the calendar."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.kernel.month import months_later


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2027, 10, 31), 4, date(2028, 2, 29)),
        (date(2026, 11, 30), 1, date(2026, 12, 30)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(9999, 12, 1), 1, date.max),
    ],
)
def test_the_same_day_of_a_later_month_or_its_last(day: date, months: int, later: date) -> None:
    assert months_later(day, months) == later
