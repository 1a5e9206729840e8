"""A rule and the facts of a month to everybody's weight, and what of it the hub is left with; pure.

Of the simple drivers a weight is value times days (``sharing``).  Of the others:

* ``mixed``: Σ part × own ÷ whole, over its drivers; the whole is 1;
* ``metered``: the units of the month, or under a tariff what they cost; ``tiered``: by blocks.
  What is to be shared and not explained by that is shared by the rule's common driver, or stays
  with the hub.  Where meters explain more than there is, everybody bears their proportion of it.

The whole is what the rule says: all who benefit, all that can be let, or a number.  What of it
nobody has is ``vacant``.  Imports only ``kernel`` and siblings.

    >>> rule = PoolRule(1, "fixed_pct", {"ACT": Fraction(80)}, date(1900, 1, 1), None)
    >>> act = Occupied("ACT", date(2026, 10, 1), date(2026, 10, 31))
    >>> split_by(rule, "rent", Facts(Month(2026, 10), (act,)), 100).vacant
    Fraction(620, 1)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from hubdesk.costs.allocation import NoDriverError, exact_sum, over_common_denominator
from hubdesk.costs.metering import priced, units_in
from hubdesk.costs.model import PoolRule
from hubdesk.costs.sharing import Facts, Weighed, weigh
from hubdesk.costs.terms import Terms

_PERCENT = 100


@dataclass(frozen=True, slots=True)
class Split:
    """By which weights a pool is shared.

    Attributes:
        weighed: by organisation code.
        policy: of what the whole is, see ``terms.DENOMINATORS``.
        vacant: the weight of what nobody has; the hub bears it.
    """

    driver: str
    weighed: tuple[Weighed, ...]
    policy: str = "occupied"
    vacant: Fraction = Fraction(0)

    @property
    def weight_sum(self) -> Fraction:
        """Of organisations and hub."""
        return exact_sum([self.vacant, *(one.weight for one in self.weighed)])


class WholeTooSmallError(ValueError):
    """More is taken than the whole that the rule names, so that more than all would be charged.

    Attributes:
        whole, taken: in units of the driver times days.
    """

    def __init__(self, driver: str, whole: Fraction, taken: Fraction) -> None:
        super().__init__(f"{driver}: {taken} of {whole}")
        self.driver, self.whole, self.taken = driver, whole, taken


def split_by(rule: PoolRule, pool: str, facts: Facts, allocable_minor: int) -> Split:
    """By which weights a rule shares a pool.

    Args:
        pool: its code, by which its meters are known.
        allocable_minor: what is to be shared; matters only where there is a tariff.

    Raises:
        NoDriverError: nobody has a value of one of the drivers of ``mixed``.
        WholeTooSmallError: the rule's whole is less than what is taken.
    """
    own = benefiting(facts, rule.terms)
    if rule.driver == "mixed":
        return _mixed(rule, own)
    if rule.driver in ("metered", "tiered"):
        return _metered(rule, pool, own, allocable_minor)
    weighed = weigh(rule.driver, own, rule.weights, rule.terms.floor)
    taken = _sum(weighed)
    vacant = _whole(rule.driver, rule.terms, own, taken) - taken
    policy = "fixed" if rule.driver == "fixed_pct" else rule.terms.denominator
    return Split(rule.driver, tuple(weighed), policy, vacant)


def benefiting(facts: Facts, terms: Terms) -> Facts:
    """The facts of those that a pool is there for."""
    if not (terms.include or terms.exclude or terms.classes):
        return facts

    def is_in(org: str) -> bool:
        return terms.benefits(org, facts.classes.get(org, ""))

    return replace(
        facts,
        occupied=tuple(row for row in facts.occupied if is_in(row.org)),
        metered=tuple(use for use in facts.metered if is_in(use.org)),
    )


def _sum(weighed: Sequence[Weighed]) -> Fraction:
    return exact_sum(one.weight for one in weighed)


def _whole(driver: str, terms: Terms, facts: Facts, taken: Fraction) -> Fraction:
    days = facts.month.days
    if driver == "fixed_pct":
        whole = Fraction(_PERCENT * days)
    elif terms.denominator == "lettable":
        whole = facts.lettable_sum(driver)
    elif terms.denominator == "fixed" and terms.total is not None:
        whole = terms.total * (1 if driver == "booked_hours" else days)
    else:
        return taken
    if whole < taken:
        raise WholeTooSmallError(driver, whole, taken)
    return whole


def _mixed(rule: PoolRule, facts: Facts) -> Split:
    parts: list[tuple[list[Weighed], list[int], Fraction]] = []
    for one in rule.terms.parts:
        weighed = weigh(one.driver, facts, rule.weights, rule.terms.floor)
        whole = _whole(one.driver, rule.terms, facts, _sum(weighed))
        if not whole:
            raise NoDriverError(driver=one.driver)
        numbers, scale = over_common_denominator(org.weight for org in weighed)
        parts.append((weighed, numbers, one.part / (whole * scale)))
    factors, below = over_common_denominator(factor for _, _, factor in parts)
    sums: dict[str, int] = {}
    for (weighed, numbers, _), factor in zip(parts, factors, strict=True):
        for org, number in zip(weighed, numbers, strict=True):
            sums[org.org] = sums.get(org.org, 0) + number * factor
    made = _made({org: Fraction(above, below) for org, above in sums.items()})
    return Split("mixed", made, rule.terms.denominator, 1 - _sum(made))


def _made(weights: dict[str, Fraction]) -> tuple[Weighed, ...]:
    """Weights that are no value times days: they stand for themselves."""
    return tuple(
        Weighed(org, weight, 1, weight) for org, weight in sorted(weights.items()) if weight
    )


def _metered(rule: PoolRule, pool: str, facts: Facts, allocable_minor: int) -> Split:
    terms = rule.terms
    units = units_in(facts.month, [use for use in facts.metered if use.pool == pool])
    if not terms.tariff:
        return Split(rule.driver, _made(units))
    weights = {org: priced(used, terms.tariff) for org, used in units.items()}
    rest = allocable_minor - exact_sum(weights.values())
    if rest <= 0:
        return Split(rule.driver, _made(weights))
    if not terms.common:
        return Split(rule.driver, _made(weights), "fixed", rest)
    weighed = weigh(terms.common, facts, rule.weights, terms.floor)
    taken = _sum(weighed)
    whole = _whole(terms.common, terms, facts, taken)
    if not whole:
        raise NoDriverError(driver=terms.common)
    each = rest / whole
    for one in weighed:
        weights[one.org] = weights.get(one.org, 0) + each * one.weight
    return Split(rule.driver, _made(weights), terms.denominator, each * (whole - taken))
