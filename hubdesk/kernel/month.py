"""The accounting month, the unit in which HubDesk shares costs and locks books.

    >>> Month(2026, 12).next
    Month(year=2027, month=1)
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from hubdesk.kernel.errors import InvalidInputError

_TEXT = re.compile(r"(\d{4})-(\d{2})")


@dataclass(frozen=True, slots=True, order=True)
class Month:
    """A calendar month of the common era; ``str()`` gives ``YYYY-MM``."""

    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1900 <= self.year <= 2299 and 1 <= self.month <= 12):
            raise InvalidInputError(
                field="month", value=f"{self.year}-{self.month}", reason="out_of_range"
            )

    @classmethod
    def parse(cls, text: str) -> Month:
        """Read ``YYYY-MM``.

        Raises:
            InvalidInputError: anything else.
        """
        match = _TEXT.fullmatch(text.strip())
        if match is None:
            raise InvalidInputError(field="month", value=text, reason="not_a_month")
        return cls(int(match[1]), int(match[2]))

    @classmethod
    def of(cls, day: date) -> Month:
        return cls(day.year, day.month)

    @property
    def first_day(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last_day(self) -> date:
        """The last day, inclusive."""
        return date(self.year, self.month, self.days)

    @property
    def days(self) -> int:
        return _days_of(self.year, self.month)

    @property
    def next(self) -> Month:
        return Month.of(self.last_day + timedelta(days=1))

    @property
    def previous(self) -> Month:
        return Month.of(self.first_day - timedelta(days=1))

    def __str__(self) -> str:
        return f"{self.year:04d}-{self.month:02d}"


def months_later(day: date, months: int) -> date:
    """The same day of a later month, or that month's last day; never after the last year there is.

    >>> months_later(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month0 = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month0 + 1, min(day.day, _days_of(year, month0 + 1)))


def _days_of(year: int, month: int) -> int:
    # Not by ``calendar``: that reads ``locale`` and more, and the window's start waits for it.
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31
