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

from hubdesk.costs.allocation import exact_sum
from hubdesk.costs.terms import Cap
from hubdesk.kernel.month import Month

_MONTHS = 12


@dataclass(frozen=True, slots=True)
class Bound:
    """What an organisation bears at least and at most, in minor units."""

    least: Fraction = Fraction(0)
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
    raised = _raised(total, weights, vacant, bounds)
    plain = _by_weights(total, weights, vacant)
    pinned = {org: plain[org] + more for org, more in raised.items()}
    cut: dict[str, Fraction] = {}
    excess = Fraction(0)
    while True:
        shares = _rest(total - excess, weights, vacant, pinned)
        over = {org: bound.most for org, bound in bounds.items()
                if org in shares and bound.most is not None and shares[org] > bound.most}
        if not over:
            break
        for org, most in over.items():
            cut[org] = shares[org] - most
            if not redistribute:
                excess += cut[org]
        pinned |= over
    exact = {org: pinned.get(org, shares.get(org, Fraction(0))) for org in weights}
    hub = total - exact_sum(exact.values())
    nobody_left = not vacant and all(org in pinned for org in weights)
    return Limited(exact, hub, cut, raised, hub if redistribute and nobody_left else excess)


def _raised(
    total: Fraction,
    weights: Mapping[str, Fraction],
    vacant: Fraction,
    bounds: Mapping[str, Bound],
) -> dict[str, Fraction]:
    """Organisation code → what its minimum puts on what it would bear by weight."""
    plain = _by_weights(total, weights, vacant)
    pinned: dict[str, Fraction] = {}
    while True:
        shares = _rest(total, weights, vacant, pinned)
        short = {org: bound.least for org, bound in bounds.items()
                 if org in shares and shares[org] < bound.least}  # fmt: skip
        if not short:
            return {org: amount - plain[org] for org, amount in pinned.items()}
        pinned |= short
        if sum(pinned.values()) > total:
            raise ValueError("the minimums are more than there is")


def _by_weights(
    total: Fraction, weights: Mapping[str, Fraction], vacant: Fraction
) -> dict[str, Fraction]:
    each = total / exact_sum([vacant, *weights.values()])
    return {org: each * weight for org, weight in weights.items()}


def _rest(
    total: Fraction,
    weights: Mapping[str, Fraction],
    vacant: Fraction,
    pinned: Mapping[str, Fraction],
) -> dict[str, Fraction]:
    """What those who are not pinned bear of what the pinned leave."""
    free = {org: weight for org, weight in weights.items() if org not in pinned}
    whole = exact_sum([vacant, *free.values()])
    if not whole:
        return {}
    each = (total - exact_sum(pinned.values())) / whole
    return {org: each * weight for org, weight in free.items()}
