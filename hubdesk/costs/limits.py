"""Ceilings and minimums of what an organisation bears of a pool in a month; pure and exact.

A ceiling is a chain of exact numbers, never of rounded ones:

* ``amount``: always the same;
* ``compounding`` (cumulative): ``base × (1 + rate) ** years``, so that a cheap year leaves room;
* ``simple``: ``base × (1 + rate × years)``;
* ``resetting`` (not cumulative): what was borne in the same month a year ago ``× (1 + rate)``.

Imports only ``kernel`` and the terms of rules.

    >>> cap = Cap(10000, "compounding", Fraction(5, 100), Month(2024, 1))
    >>> ceiling(cap, Month(2026, 3), None)
    Fraction(11025, 1)

**Source**: ``resetting`` and ``compounding`` as in published examples of caps that tests replay.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from hubdesk.costs.allocation import exact_sum, over_common_denominator
from hubdesk.costs.terms import Cap
from hubdesk.kernel.month import Month

_MONTHS = 12
NOTHING = Fraction(0)


@dataclass(frozen=True, slots=True)
class Bound:
    """What an organisation bears at least and at most, in minor units."""

    least: Fraction = NOTHING
    most: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Limited:
    """Exact amounts after limits.

    Attributes:
        exact: organisation code → what it bears.
        hub: what the hub bears.
        cut: organisation code → what a cap took off it.
        raised: organisation code → what a minimum put on it.
        excess: what caps took off and nobody else bears.
    """

    exact: Mapping[str, Fraction]
    hub: Fraction
    cut: Mapping[str, Fraction]
    raised: Mapping[str, Fraction]
    excess: Fraction


def ceiling(cap: Cap, month: Month, year_ago: Fraction | None) -> Fraction:
    """The most that is borne in a month.

    Args:
        year_ago: exactly what was borne in the same month a year before, for ``resetting``; None
            takes the base.
    """
    base = Fraction(cap.base_minor)
    years = 0 if cap.since is None else max(0, _index(month) - _index(cap.since)) // _MONTHS
    if cap.kind == "compounding":
        return base * (1 + cap.rate) ** years
    if cap.kind == "simple":
        return base * (1 + cap.rate * years)
    if cap.kind == "resetting" and years:
        # A year ago a credit, or nothing at all: that is no measure.
        return (year_ago if year_ago is not None and year_ago > 0 else base) * (1 + cap.rate)
    return base


def _index(month: Month) -> int:
    return month.year * _MONTHS + month.month


def limited(
    total: Fraction,
    weights: Mapping[str, Fraction],
    vacant: Fraction,
    bounds: Mapping[str, Bound],
    *,
    redistribute: bool,
) -> Limited:
    """Share a positive amount by weights within bounds; everything adds up exactly.

    Minimums come first: who would bear less bears the minimum, and the others share the rest by
    their weights.  Then ceilings: who would bear more bears the ceiling, and the excess stays with
    the hub, or, where it is redistributed, is shared again by the weights of the others and of
    what is vacant; what nobody can bear stays with the hub.

    Args:
        weights: of organisations; not all zero.
        vacant: the hub's own weight.

    Raises:
        ValueError: the minimums add up to more than there is.
    """
    (own, *each), _ = over_common_denominator([vacant, *weights.values()])
    whole = dict(zip(weights, each, strict=True))
    pinned = _at_least(total, whole, own, bounds)
    plain = total / (own + sum(each))
    raised = {org: amount - plain * whole[org] for org, amount in pinned.items()}
    most = {
        org: bound.most for org, bound in bounds.items() if bound.most is not None and org in whole
    }
    cut: dict[str, Fraction] = {}
    excess = Fraction(0)
    while (rate := _rate(total - excess, whole, own, pinned)) is not None:
        over = {org: amount for org, amount in most.items()
                if org not in pinned and _compared(rate, whole[org], amount) > 0}  # fmt: skip
        if not over:
            break
        for org, amount in over.items():
            cut[org] = rate * whole[org] - amount
            if not redistribute:
                excess += cut[org]
        pinned |= over
    above, below = (0, 1) if rate is None else (rate.numerator, rate.denominator)
    exact = {
        org: pinned[org] if org in pinned else Fraction(above * weight, below)
        for org, weight in whole.items()
    }
    hub = total - exact_sum(exact.values())
    nobody_left = not vacant and all(org in pinned for org in weights)
    return Limited(exact, hub, cut, raised, hub if redistribute and nobody_left else excess)


def reached(
    total: Fraction, weights: Mapping[str, Fraction], vacant: Fraction, bounds: Mapping[str, Bound]
) -> bool:
    """Whether anybody would bear less than its minimum or more than its ceiling by weight alone."""
    (own, *each), _ = over_common_denominator([vacant, *weights.values()])
    rate = total / (own + sum(each))
    return any(
        _compared(rate, weight, bound.least) < 0
        or (bound.most is not None and _compared(rate, weight, bound.most) > 0)
        for org, weight in zip(weights, each, strict=True)
        if (bound := bounds.get(org)) is not None
    )


def _at_least(
    total: Fraction, whole: Mapping[str, int], vacant: int, bounds: Mapping[str, Bound]
) -> dict[str, Fraction]:
    """Organisation code → its minimum, of those who would bear less."""
    least = {org: bound.least for org, bound in bounds.items() if bound.least and org in whole}
    pinned: dict[str, Fraction] = {}
    while (rate := _rate(total, whole, vacant, pinned)) is not None:
        short = {org: amount for org, amount in least.items()
                 if org not in pinned and _compared(rate, whole[org], amount) < 0}  # fmt: skip
        if not short:
            break
        pinned |= short
        if exact_sum(pinned.values()) > total:
            raise ValueError("the minimums are more than there is")
    return pinned


def _rate(
    total: Fraction, whole: Mapping[str, int], vacant: int, pinned: Mapping[str, Fraction]
) -> Fraction | None:
    """What a unit of weight bears of what the pinned leave; None where nobody else has any."""
    free = vacant + sum(whole.values()) - sum([whole[org] for org in pinned])
    return (total - exact_sum(pinned.values())) / free if free else None


def _compared(rate: Fraction, weight: int, amount: Fraction) -> int:
    """Positive where the rate times the weight is more than the amount, negative where less."""
    return rate.numerator * weight * amount.denominator - amount.numerator * rate.denominator
