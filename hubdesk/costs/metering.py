"""What meters say of a month, and what a tariff makes of it; pure and exact.

A meter is read when somebody comes, leaves, or at any day between; what it moved between two
readings is spread over their days evenly, both ends inclusive.  Imports only ``kernel`` and the
terms of rules.

    >>> july = Month(2026, 7)
    >>> read = MeterUse("power", "ACT", date(2026, 7, 22), date(2026, 8, 10), Fraction(100))
    >>> units_in(july, [read])["ACT"]
    Fraction(50, 1)
    >>> priced(Fraction(130), (Tier(Fraction(300), Fraction(100)), Tier(Fraction(400))))
    Fraction(42000, 1)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubdesk.costs.terms import Tier
from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class MeterUse:
    """What an organisation used of a pool between two readings; days inclusive."""

    pool: str
    org: str
    first: date
    last: date
    units: Fraction

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1

    def days_in(self, month: Month) -> int:
        first, last = max(self.first, month.first_day), min(self.last, month.last_day)
        return max(0, (last - first).days + 1)


def units_in(month: Month, uses: Iterable[MeterUse]) -> dict[str, Fraction]:
    """Organisation code → its units in a month, by code; those that used nothing are left out."""
    found: dict[str, Fraction] = {}
    for use in uses:
        days = use.days_in(month)
        if days and use.units:
            units = Fraction(use.units.numerator * days, use.units.denominator * use.days)
            found[use.org] = found[use.org] + units if use.org in found else units
    return dict(sorted(found.items()))


def priced(units: Fraction, tariff: Sequence[Tier]) -> Fraction:
    """What units cost under a block tariff, in minor units, unrounded.

    Each block costs its own price; units beyond the last block cost that of the last.
    """
    total, below = Fraction(0), Fraction(0)
    for place, tier in enumerate(tariff):
        last = place == len(tariff) - 1
        top = units if last or tier.up_to is None else min(units, tier.up_to)
        total += max(Fraction(0), top - below) * tier.price_minor
        below = max(below, top)
    return total
