"""What is to be shared, weights and limits to whole minor units; pure.

Everything is exact until the one rounding at the end, in which the hub takes part like anybody
else, after all organisations.  Imports only ``kernel`` and siblings.

    >>> split = Split("seats", (Weighed("ACT", Fraction(1), 2, Fraction(2)),), "fixed", Fraction(1))
    >>> divided = divide(100, split)
    >>> divided.parts["ACT"].amount_minor, divided.hub.amount_minor
    (67, 33)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hubdesk.costs.allocation import NoDriverError, Part, allocate_ranked
from hubdesk.costs.limits import Bound, Limited, limited, reached
from hubdesk.costs.model import Limit
from hubdesk.costs.weighing import Split

#: Every organisation comes before the hub where remainders are equal.
_HUB = None


@dataclass(frozen=True, slots=True)
class Divided:
    """Everybody's part.

    Attributes:
        parts: organisation code → its part.
        hub: what is absorbed; None where the hub takes no part.
        limits: organisation code → what limits made of it; empty where they moved nothing.
        hub_limits: what the hub bears, by its cause; empty where that is only what is vacant.
    """

    parts: Mapping[str, Part]
    hub: Part | None = None
    limits: Mapping[str, tuple[Limit, ...]] = field(default_factory=dict)
    hub_limits: tuple[Limit, ...] = ()


def divide(
    allocable_minor: int,
    split: Split,
    bounds: Mapping[str, Bound] | None = None,
    *,
    redistribute: bool = False,
) -> Divided:
    """Divide an amount; the parts and the hub's add up to it.

    Args:
        allocable_minor: may be negative: a credit has no limits.
        bounds: organisation code → what it bears at least and at most.
        redistribute: who is not at a limit bears what caps take off; else the hub does.

    Raises:
        NoDriverError: nobody has a weight, and the hub none either.
        ValueError: the minimums add up to more than there is.
    """
    weights = {one.org: one.weight for one in sorted(split.weighed, key=lambda one: one.org)}
    total, vacant = Fraction(allocable_minor), split.vacant
    if not (bounds and total > 0 and weights and reached(total, weights, vacant, bounds)):
        return Divided(*_rounded(allocable_minor, weights, vacant))
    bounded = limited(total, weights, vacant, bounds, redistribute=redistribute)
    parts, hub = _rounded(allocable_minor, bounded.exact, bounded.hub)
    return Divided(parts, hub, _limits(bounded), _hub_limits(bounded))


def exact_parts(
    total: Fraction,
    split: Split,
    bounds: Mapping[str, Bound] | None = None,
    *,
    redistribute: bool = False,
) -> dict[str | None, Fraction]:
    """As :func:`divide`, before anything is rounded; the hub's part is under None."""
    weights = {one.org: one.weight for one in split.weighed}
    if bounds and total > 0 and weights and reached(total, weights, split.vacant, bounds):
        bounded = limited(total, weights, split.vacant, bounds, redistribute=redistribute)
        return _with_hub(bounded.exact, bounded.hub)
    whole = split.weight_sum
    if not whole:
        raise NoDriverError(driver=split.driver)
    everybody = _with_hub(weights, split.vacant)
    return {who: total * weight / whole for who, weight in everybody.items()}


def _with_hub(of_orgs: Mapping[str, Fraction], hub: Fraction) -> dict[str | None, Fraction]:
    found = dict[str | None, Fraction](of_orgs.items())
    found[_HUB] = hub
    return found


def _rounded(
    allocable_minor: int, weights: Mapping[str, Fraction], vacant: Fraction
) -> tuple[dict[str, Part], Part | None]:
    everybody = dict[str | None, Fraction](weights.items())
    if vacant:
        everybody[_HUB] = vacant
    parts = allocate_ranked(allocable_minor, everybody)
    return {org: part for org, part in parts.items() if org is not None}, parts.get(_HUB)


def _limits(bounded: Limited) -> dict[str, tuple[Limit, ...]]:
    found: dict[str, tuple[Limit, ...]] = {}
    for org, exact in bounded.exact.items():
        what = "cap" if org in bounded.cut else "minimum" if org in bounded.raised else "others"
        found[org] = (Limit(what, exact),)
    return found


def _hub_limits(bounded: Limited) -> tuple[Limit, ...]:
    causes = (("vacant", bounded.hub - bounded.excess), ("cap", bounded.excess))
    found = tuple(Limit(what, exact) for what, exact in causes if exact)
    return found or (Limit("vacant", Fraction(0)),)  # said, lest it be reckoned by weight
