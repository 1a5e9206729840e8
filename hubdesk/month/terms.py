"""The driver values behind a weight, day by day put together; pure.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from hubdesk.costs.model import FIXED, MADE, Share
from hubdesk.costs.sharing import Occupied
from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class DatedTerm:
    """A driver value from one day to another, both inclusive."""

    value: Fraction
    days: int
    first: date
    last: date


def terms_of(share: Share, month: Month, rows: Sequence[Occupied]) -> tuple[DatedTerm, ...]:
    """The values × days that add up to a share's weight.

    Args:
        month: the share's service month.
        rows: what its organisation occupied in that month, by day.

    Returns:
        One term for each stretch of days with the same value; one for the whole month where the
        weight is not made of days (booked hours, mixed, meters).
    """
    whole = (DatedTerm(share.value, share.days, month.first_day, month.last_day),)
    if share.driver in MADE:
        return whole
    if share.driver in FIXED:
        value = share.value
        terms = _joined(DatedTerm(value, row.days, row.first, row.last) for row in rows)
    else:
        terms = _joined(
            DatedTerm(row.value(share.driver), row.days, row.first, row.last) for row in rows
        )
    total = sum((term.value * term.days for term in terms), Fraction(0))
    return terms if total == share.weight else whole


def _joined(terms: Iterable[DatedTerm]) -> tuple[DatedTerm, ...]:
    """Neighbouring stretches of the same value as one; stretches without value left out."""
    found: list[DatedTerm] = []
    for term in terms:
        last = found[-1] if found else None
        if last and last.value == term.value and last.last + timedelta(days=1) == term.first:
            found[-1] = DatedTerm(term.value, last.days + term.days, last.first, term.last)
        elif term.value:
            found.append(term)
    return tuple(found)
