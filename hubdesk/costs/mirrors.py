"""Bills that are taken back after their month was locked: everybody gets back what they bore; pure.

What comes back was charged by one accounting month or several, and each may have shared it
otherwise: a ceiling leaves late bills only the room below it.  So each month's money goes back by
that month's own split, and whatever else came late is shared by the rule, in the room that is there
once the rest went back.  Imports only ``kernel`` and siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from hubdesk.costs.allocation import exact_sum
from hubdesk.costs.dividing import exact_parts
from hubdesk.costs.limits import Bound
from hubdesk.costs.sharing import Weighed
from hubdesk.costs.weighing import Split

#: Organisation code → exact amount; the hub's is under None.
Parts = dict[str | None, Fraction]
#: What everybody bears less by what came back → limits of the rest, and whether they redistribute.
Room = Callable[[Mapping[str, Fraction]], tuple[Mapping[str, Bound], bool]]


class OpposedError(ValueError):
    """Of one pool and month some would pay while others get back."""


@dataclass(frozen=True, slots=True)
class CameBack:
    """Mirror images of what one accounting month charged; ``split`` is how it shared that."""

    net_minor: int
    split: Split


def with_mirrors(
    came_back: Sequence[CameBack], entered_minor: int, allocable_minor: int, plain: Split,
    room: Room,
) -> Split:  # fmt: skip
    """By which weights the late money of a pool's month is shared if some of it came back.

    Args:
        came_back: by the months it was charged in.
        entered_minor: all bills less income, ``came_back`` among them.
        allocable_minor: the same with what pools handed on, in the same proportion.
        plain: how the service month itself was shared.
        room: what limits leave of the rest.

    Returns:
        ``plain`` where that comes to the same, else the exact amounts as weights.

    Raises:
        OpposedError: some would pay while others get back, which no weights can say.
    """
    rest_minor = entered_minor - sum(one.net_minor for one in came_back)
    scale = Fraction(allocable_minor, entered_minor) if entered_minor else Fraction(1)
    found: Parts = {}
    for one in came_back:
        _add(found, exact_parts(one.net_minor * scale, one.split))
    if rest_minor:
        known = {org: exact for org, exact in found.items() if org is not None}
        bounds, redistribute = room(known)
        rest = exact_parts(rest_minor * scale, plain, bounds, redistribute=redistribute)
        _add(found, rest)
    return _as_split(found, plain)


def _add(found: Parts, more: Mapping[str | None, Fraction]) -> None:
    for who, exact in more.items():
        found[who] = found.get(who, Fraction(0)) + exact


def _as_split(found: Parts, plain: Split) -> Split:
    total = exact_sum(found.values())
    same = exact_parts(total, plain)
    if all(found.get(who, 0) == same.get(who, 0) for who in found.keys() | same.keys()):
        return plain
    if any(exact * total < 0 or (exact and not total) for exact in found.values()):
        raise OpposedError
    weights = {who: abs(exact) for who, exact in found.items()}
    hub = weights.pop(None, Fraction(0))
    weighed = tuple(
        Weighed(org, weight, 1, weight)
        for org, weight in sorted((org, one) for org, one in weights.items() if org is not None)
    )
    return Split(plain.driver, weighed, plain.policy, hub)
