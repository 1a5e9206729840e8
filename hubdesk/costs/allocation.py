"""Share an amount of minor units by weights so that the parts add up exactly.

Largest remainder (Hamilton): every part is floored, the left-over units go one each to the
largest fractions, ties to the earlier key.  Negative totals are mirrored, so that a credit is the
exact negative of its bill.  Exact fractions throughout; the amount is rounded once, here.
Imports only ``kernel``.

    >>> allocate(100, {"ACT": 1, "BUD": 1, "CIV": 1})
    {'ACT': 34, 'BUD': 33, 'CIV': 33}

Deviation: one published vector of RubyMoney gives the left-over unit to the *first* part instead
of the part with the largest fraction; HubDesk does not follow it.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import NamedTuple, TypeVar

from hubdesk.kernel.errors import RefusedError

K = TypeVar("K", bound=Hashable)
Weight = int | Fraction | Decimal


class NoDriverError(RefusedError):
    """Nobody has a weight, so there is nobody to share the amount."""

    code = "no_driver"


class Part(NamedTuple):
    """One key's part of an amount.

    Attributes:
        amount_minor: the rounded part, with the sign of the total.
        rank: 1, 2 … for those who got one of the left-over units, in the order they were dealt
            out; None for the others.
    """

    amount_minor: int
    rank: int | None


def allocate(total_minor: int, weights: Mapping[K, Weight]) -> dict[K, int]:
    """Share ``total_minor`` in proportion to ``weights``.

    Args:
        total_minor: minor units; may be negative or zero.
        weights: key → weight, in the order that breaks ties.

    Returns:
        Key → minor units, in the order of ``weights``; they add up to ``total_minor``.

    Raises:
        NoDriverError: ``weights`` is empty or all zero.
        ValueError: a weight is negative.
    """
    parts = allocate_ranked(total_minor, weights)
    return {key: part.amount_minor for key, part in parts.items()}


def allocate_ranked(total_minor: int, weights: Mapping[K, Weight]) -> dict[K, Part]:
    """As :func:`allocate`, and who got which of the left-over units.

    Raises:
        NoDriverError: ``weights`` is empty or all zero.
        ValueError: a weight is negative.
    """
    whole, _ = over_common_denominator(
        [Fraction(one) if isinstance(one, Decimal) else one for one in weights.values()]
    )
    if min(whole, default=0) < 0:
        raise ValueError("a weight is negative")
    weight_sum = sum(whole)
    if weight_sum == 0:
        raise NoDriverError
    sign = -1 if total_minor < 0 else 1
    total = abs(total_minor)
    divided = [divmod(total * weight, weight_sum) for weight in whole]
    left_over = total - sum([floor for floor, _ in divided])
    by_remainder = sorted(range(len(divided)), key=lambda index: -divided[index][1])
    parts = [Part(sign * floor, None) for floor, _ in divided]
    for rank, index in enumerate(by_remainder[:left_over], start=1):
        parts[index] = Part(sign * (divided[index][0] + 1), rank)
    return dict(zip(weights, parts, strict=True))


def exact_sum(numbers: Iterable[Fraction]) -> Fraction:
    """The sum of exact numbers; over their common denominator, which is far faster."""
    whole, scale = over_common_denominator(numbers)
    return Fraction(sum(whole), scale)


def over_common_denominator(numbers: Iterable[int | Fraction]) -> tuple[list[int], int]:
    """Exact numbers as whole ones over one denominator: integers reckon far faster.

    >>> over_common_denominator([Fraction(1, 2), Fraction(2, 3)])
    ([3, 4], 6)
    """
    known = list(numbers)
    scale = lcm(*{number.denominator for number in known})
    if scale == 1:
        return [number.numerator for number in known], 1
    return [number.numerator * (scale // number.denominator) for number in known], scale
