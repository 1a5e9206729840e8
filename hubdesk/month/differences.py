"""Why an organisation pays more or less than last month; pure.

For each pool: ``price`` is the change of the pool at last month's part; ``share`` the change of
the part as it would be if everybody's last value of the month had stood all month; ``days`` the
rest, because somebody came, left or changed inside the month.  The three add up exactly.
Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

from hubdesk.costs.model import FIXED, MADE, MonthCosts, Share
from hubdesk.costs.sharing import Facts
from hubdesk.month.model import OrgReview, PoolDifference

#: What an organisation pays beside the month's own pools.
_KINDS = ("direct", "usage", "prior", "vat")


@dataclass(frozen=True)
class Side:
    """One month of the comparison.

    Attributes:
        costs: what it charged.
        vat: organisation code → VAT of the month.
    """

    costs: MonthCosts
    vat: Mapping[str, int]

    def own(self) -> dict[tuple[str, str], Share]:
        """(pool, organisation) → share of the month's own pools."""
        return {(one.pool, one.org): one for one in self.costs.shares if not one.is_prior}

    @cached_property
    def others(self) -> dict[str, dict[str, int]]:
        """Organisation → kind → what it pays beside the month's own pools."""
        found: dict[str, dict[str, int]] = {}
        amounts = [
            *(("direct", one.org, one.net_minor) for one in self.costs.direct),
            *(("usage", one.org, one.net_minor) for one in self.costs.usage),
            *(("prior", one.org, one.amount_minor) for one in self.costs.shares if one.is_prior),
            *(("vat", org, amount) for org, amount in self.vat.items()),
        ]
        for kind, org, amount in amounts:
            of_org = found.setdefault(org, {})
            of_org[kind] = of_org.get(kind, 0) + amount
        return found


def explain(previous: Side, current: Side, facts: Facts) -> tuple[OrgReview, ...]:
    """The difference of every organisation that pays in either month, by code.

    Args:
        facts: the dated facts of the current month.
    """
    before, now = previous.own(), current.own()
    pools = list(dict.fromkeys(pool for pool, _ in (*now, *before)))
    allocable = [
        {share.pool: share.allocable_minor for share in shares.values()} for shares in (before, now)
    ]
    standing = {
        pool: standing_parts([share for share in now.values() if share.pool == pool], facts)
        for pool in pools
    }
    orgs = {*previous.costs.net_totals(), *current.costs.net_totals()}
    return tuple(
        OrgReview(
            org,
            tuple(
                difference_of(
                    before.get((pool, org)),
                    now.get((pool, org)),
                    allocable[0].get(pool),
                    allocable[1].get(pool),
                    standing[pool].get(org, Fraction(0)),
                )
                for pool in pools
                if (pool, org) in before or (pool, org) in now
            ),
            _others(org, previous, current),
        )
        for org in sorted(orgs)
    )


def standing_parts(shares: Sequence[Share], facts: Facts) -> dict[str, Fraction]:
    """Organisation → its part of a pool if its last value of the month had stood all month."""
    if not shares or shares[0].driver in (*FIXED, *MADE):
        return {share.org: _ratio(share.weight, share.weight_sum) for share in shares}
    driver = shares[0].driver
    last: dict[str, Fraction] = {}
    for row in facts.occupied:
        last[row.org] = row.value(driver)
    total = sum(last.values(), Fraction(0))
    return {org: _ratio(value, total) for org, value in last.items()}


def difference_of(
    before: Share | None,
    now: Share | None,
    allocable_before: int | None,
    allocable_now: int | None,
    standing: Fraction,
) -> PoolDifference:
    """One organisation and pool.

    Args:
        allocable_before, allocable_now: of the pool; None where it did not exist.
        standing: this organisation's part by last values.
    """
    share = now or before
    assert share is not None
    was = before.amount_minor if before else 0
    is_now = now.amount_minor if now else 0
    price, by_share, days = _parts(
        before, now, allocable_before, allocable_now, standing, is_now - was
    )
    return PoolDifference(
        share.pool, allocable_before or 0, allocable_now or 0, was, is_now, price, by_share, days
    )


def _parts(
    before: Share | None,
    now: Share | None,
    allocable_before: int | None,
    allocable_now: int | None,
    standing: Fraction,
    difference: int,
) -> tuple[int, int, int]:
    if allocable_before is None or allocable_now is None:
        return difference, 0, 0
    part_before = _ratio(before.weight, before.weight_sum) if before else Fraction(0)
    part_now = _ratio(now.weight, now.weight_sum) if now else Fraction(0)
    price = round((allocable_now - allocable_before) * part_before)
    if standing == part_now == part_before:
        return difference, 0, 0
    if standing == part_now:
        return price, difference - price, 0
    by_share = round(allocable_now * (standing - part_before))
    return price, by_share, difference - price - by_share


def _others(org: str, previous: Side, current: Side) -> tuple[tuple[str, int, int], ...]:
    before, now = previous.others.get(org, {}), current.others.get(org, {})
    kinds = [kind for kind in _KINDS if kind == "vat" or before.get(kind) or now.get(kind)]
    return tuple((kind, before.get(kind, 0), now.get(kind, 0)) for kind in kinds)


def _ratio(part: Fraction, whole: Fraction) -> Fraction:
    return part / whole if whole else Fraction(0)
