"""Money is an integer number of minor units (satang, cents); never a float.

    >>> parse_minor("96,543.21")
    9654321
    >>> format_minor(-500, 2)
    '-5.00'
    >>> percent_half_up(3691356, Fraction(7, 100))
    258395
"""

from __future__ import annotations

import re
from fractions import Fraction

from hubdesk.kernel.errors import InvalidInputError

#: The largest amount in minor units: exact in every spreadsheet, and a thousand of them still fit
#: into the databases' integers.
LARGEST = 2**53 - 1
#: Minor digits of the currencies that do not have two (ISO 4217).
MINOR_DIGITS = {"JPY": 0, "KRW": 0, "VND": 0, "LAK": 2, "KHR": 2, "BHD": 3, "KWD": 3}

_AMOUNT = re.compile(r"([+\-\u2212]?)(\d{1,3}(?:,\d{3})+|\d+)(?:\.(\d+))?")


def minor_digits(currency: str) -> int:
    """How many decimals an amount of ``currency`` (ISO 4217) has."""
    return MINOR_DIGITS.get(currency, 2)


def parse_minor(text: str, digits: int = 2) -> int:
    """Read a written amount in major units.

    Args:
        text: ``1234``, ``1,234.5`` or ``-1,234.50``; a true minus sign is allowed.
        digits: decimals of the currency; more written decimals than that are refused.

    Returns:
        The amount in minor units.

    Raises:
        InvalidInputError: not an amount, or finer than the currency.
    """
    match = _AMOUNT.fullmatch(text.strip())
    if match is None:
        raise InvalidInputError(field="amount", value=text, reason="not_an_amount")
    sign, whole, decimals = match.groups()
    decimals = (decimals or "").rstrip("0")
    if len(decimals) > digits:
        raise InvalidInputError(field="amount", value=text, reason="too_fine")
    minor = int(whole.replace(",", "") + decimals.ljust(digits, "0"))
    if minor > LARGEST:
        raise InvalidInputError(field="amount", value=text, reason="too_large")
    return -minor if sign in ("-", "\u2212") else minor


def require_amount(field: str, minor: int) -> None:
    """Refuse an amount that says nothing, or that sums could not hold.

    Raises:
        InvalidInputError: it is zero, or larger than :data:`LARGEST`.
    """
    if minor == 0:
        raise InvalidInputError(field=field, value="0", reason="zero")
    if abs(minor) > LARGEST:
        raise InvalidInputError(field=field, value=str(minor), reason="too_large")


def format_minor(minor: int, digits: int = 2) -> str:
    """Write an amount for machines: no thousands separators, ASCII minus."""
    sign = "-" if minor < 0 else ""
    if digits == 0:
        return f"{sign}{abs(minor)}"
    whole, rest = divmod(abs(minor), 10**digits)
    return f"{sign}{whole}.{rest:0{digits}d}"


def round_half_up(value: Fraction) -> int:
    """Round to a whole number, halves away from zero, so that a credit mirrors its debit."""
    doubled = abs(value) * 2 + 1
    result = int(doubled // 2)
    return -result if value < 0 else result


def percent_half_up(minor: int, rate: Fraction) -> int:
    """``minor × rate`` rounded once, half up (away from zero), in minor units."""
    return round_half_up(minor * rate)
