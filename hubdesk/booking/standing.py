"""Standing bookings that are confirmed anew every so many months, or released.  Pure.

    >>> next_confirmed(date(2027, 1, 31), 6, today=date(2027, 1, 10))
    datetime.date(2027, 7, 31)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from hubdesk.kernel.month import months_later


class Standing(StrEnum):
    """Where a standing booking stands: nothing to do, to be confirmed by now, too late."""

    CONFIRMED = "confirmed"
    DUE = "due"
    LATE = "late"


@dataclass(frozen=True, slots=True)
class Reconfirmation:
    """Attributes:
    every_months: how often.
    confirmed_until: last day that is confirmed, inclusive.
    """

    every_months: int
    confirmed_until: date

    def standing(self, today: date, days: int) -> Standing:
        """Whether it is to be confirmed ``days`` before its end, or should have been."""
        if today > self.confirmed_until:
            return Standing.LATE
        due = today >= self.confirmed_until - timedelta(days=days)
        return Standing.DUE if due else Standing.CONFIRMED


def next_confirmed(confirmed_until: date, every_months: int, *, today: date) -> date:
    """Until when a booking is confirmed that is confirmed today."""
    return months_later(max(confirmed_until, today), every_months)
