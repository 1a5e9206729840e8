"""What an extra on a booking costs, as the line of its organisation's statement.  Pure.

    >>> from fractions import Fraction
    >>> amount_minor(Fraction(12), 4500)
    54000
    >>> amount_minor(Fraction(5, 2), 3333)
    8333
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubdesk.frontdesk.model import Extra


@dataclass(frozen=True, slots=True)
class ChargeLine:
    """What ``costs`` enters as a direct charge.

    Attributes:
        key: idempotency key, so that an extra is charged once.
        date: the booking's day in the hub's zone; its month is the charge's.
        org: code.
        net_minor: before VAT.
    """

    key: str
    date: date
    org: str
    description: str
    net_minor: int
    vat_rate: str
    project: str


def amount_minor(quantity: Fraction, price_minor: int) -> int:
    """Quantity × price, rounded once to the minor unit, halves up as on a till."""
    exact = quantity * price_minor
    doubled = 2 * exact + 1
    return int(doubled.numerator // (2 * doubled.denominator))


def charge_line(extra: Extra, day: date, project: str) -> ChargeLine:
    """An extra as a direct charge.

    Args:
        extra: as ordered.
        day: of its booking, in the hub's zone.
        project: code of the booking, or empty.
    """
    return ChargeLine(
        key=f"extra:{extra.id}",
        date=day,
        org=extra.org,
        description=f"{extra.what} × {_shown(extra.quantity)}",
        net_minor=amount_minor(extra.quantity, extra.price_minor),
        vat_rate=extra.vat_rate,
        project=project,
    )


def _shown(quantity: Fraction) -> str:
    """``12`` or ``2.5``; what has no short decimal is shown to three places."""
    if quantity.denominator == 1:
        return str(quantity.numerator)
    return f"{float(quantity):.3f}".rstrip("0").rstrip(".")
