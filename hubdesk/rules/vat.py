"""The kinds of value added tax as data, and the one place where tax is rounded.

Rates are dated nowhere yet: Thailand's 7 % has stood since 1999 and is extended year by year;
a new rate is a new line here.  Imports only ``kernel``.

    >>> vat_minor(3691356, "7"), vat_minor(100, "exempt")
    (258395, 0)
"""

from __future__ import annotations

from fractions import Fraction

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import percent_half_up

#: Stored code → rate, in the order papers list them; None = outside the tax.
RATES: dict[str, Fraction | None] = {
    "exempt": None,
    "7": Fraction(7, 100),
    "0": Fraction(0),
}


def vat_minor(net_minor: int, kind: str) -> int:
    """Tax on a net amount, half up, away from zero.

    Args:
        net_minor: sum of the lines of one rate of one document; tax is rounded once on it.
        kind: a key of :data:`RATES`.

    Raises:
        InvalidInputError: unknown kind.
    """
    rate = RATES[known_kind(kind)]
    return percent_half_up(net_minor, rate) if rate else 0


def known_kind(text: str) -> str:
    """``text`` if it is a known kind (``7 %`` and ``7.00`` mean ``7``).

    Raises:
        InvalidInputError: it is not.
    """
    stripped = text.strip().lower().removesuffix("%").strip()
    if "." in stripped:
        stripped = stripped.rstrip("0").rstrip(".")
    if stripped not in RATES:
        raise InvalidInputError(field="vat_rate", value=text, reason="not_a_vat_rate")
    return stripped
