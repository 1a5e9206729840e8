"""A month's money to everybody's shares; pure.

Each pool is shared once per service month: what belongs to the month itself by its own driver
values, what came late by the values of the month it is for, as they were frozen.  A ceiling is the
most that is borne of a service month, whenever its bills come: what came late finds only the room
that is left below it.  A minimum is asked once, by the month itself.  Findings are collected, never
raised.  Imports only ``kernel`` and siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hubdesk.costs.allocation import NoDriverError
from hubdesk.costs.dividing import Divided, divide
from hubdesk.costs.handing import rule_for, with_added
from hubdesk.costs.limits import NOTHING, Bound, ceiling
from hubdesk.costs.mirrors import CameBack, OpposedError, with_mirrors
from hubdesk.costs.model import (
    Bill,
    Finding,
    Income,
    Limit,
    Pool,
    PoolMoney,
    PoolMonth,
    PoolRule,
    Share,
)
from hubdesk.costs.sharing import Facts, Weighed
from hubdesk.costs.weighing import Split, WholeTooSmallError, split_by
from hubdesk.kernel.month import Month

__all__ = ["Inputs", "SharedMonth", "effective", "gathered", "rule_for", "share_month"]


#: (service month, pool id, organisation code).
Borne = tuple[Month, int, str]


@dataclass(slots=True)
class Inputs:
    """What sharing needs beside the money.

    Attributes:
        rules: all rules of all pools.
        facts: gives the dated facts of a month.
        frozen: gives of (service month, pool id) the split stored when that month was locked.
        came_back: (service month, pool id) → what was taken back of it, by how it was shared.
        org_ids: organisation code → row id.
        pools: all of them, in the order they are shown.
        year_ago: (service month, pool id, organisation code) → exactly what it bore in the same
            month of the year before, where a ceiling asks for it.
        borne: the same key → exactly what it bears already of a month whose money came late.
    """

    rules: Sequence[PoolRule]
    facts: Callable[[Month], Facts]
    frozen: Callable[[tuple[Month, int]], Split | None]
    org_ids: Mapping[str, int]
    pools: Sequence[Pool] = ()
    year_ago: Mapping[Borne, Fraction] = field(default_factory=dict)
    borne: Mapping[Borne, Fraction] = field(default_factory=dict)
    came_back: Mapping[tuple[Month, int], Sequence[CameBack]] = field(default_factory=dict)

    def split(self, money: PoolMoney) -> Split | None:
        """By what and by which weights a pool is shared; None if it has no rule."""
        entered = money.bills_minor - money.income_minor
        came_back = self.came_back.get((money.service_month, money.pool.id), ())
        if len(came_back) == 1 and came_back[0].net_minor == entered:
            return came_back[0].split
        plain = self._plain(money)
        if plain is None or not came_back:
            return plain

        def room(back: Mapping[str, Fraction]) -> tuple[dict[str, Bound], bool]:
            return self.bounds(money, plain, late=True, back=back)

        return with_mirrors(came_back, entered, money.allocable_minor, plain, room)

    def _plain(self, money: PoolMoney) -> Split | None:
        """As its month was shared, else by the rule."""
        stored = self.frozen((money.service_month, money.pool.id))
        if stored is not None:
            return stored
        rule = rule_for(self.rules, money.pool.id, money.service_month)
        if rule is None:
            return None
        facts = self.facts(money.service_month)
        return split_by(rule, money.pool.code, facts, money.allocable_minor)

    def bounds(
        self, money: PoolMoney, split: Split, *, late: bool,
        back: Mapping[str, Fraction] | None = None,
    ) -> tuple[dict[str, Bound], bool]:  # fmt: skip
        """Everybody's limits in a pool, and whether what a ceiling takes off is redistributed.

        Args:
            late: the money came after its month was shared.
            back: organisation code → what it gets back beside, negative, of what it bears.
        """
        rule = rule_for(self.rules, money.pool.id, money.service_month)
        if rule is None or not rule.terms.limits:
            return {}, False
        terms, month = rule.terms, money.service_month
        least = {} if late else self._minimums(month, terms.minimum_minor)
        found = {}
        for one in split.weighed:
            cap, key = terms.cap_of(one.org), (month, money.pool.id, one.org)
            most = None if cap is None else ceiling(cap, month, self.year_ago.get(key))
            if most is not None and key in self.borne:
                borne = self.borne[key] + (back or {}).get(one.org, NOTHING)
                most = max(most - borne, NOTHING)
            found[one.org] = Bound(least.get(one.org, NOTHING), most)
        return found, terms.excess == "redistributed"

    def _minimums(self, month: Month, minimum_minor: int) -> dict[str, Fraction]:
        """Organisation code → what it bears at least, by the days it is there."""
        if not minimum_minor:
            return {}
        days: dict[str, int] = {}
        for row in self.facts(month).occupied:
            days[row.org] = days.get(row.org, 0) + row.days
        return {org: Fraction(minimum_minor * of_org, month.days) for org, of_org in days.items()}


def gathered(
    month: Month, pools: Sequence[Pool], bills: Iterable[Bill], income: Iterable[Income]
) -> tuple[PoolMoney, ...]:
    """The month's money by pool and service month: its own first, then what came late.

    Args:
        month: the accounting month all of it stands in.
        pools: in the order they are shown.
    """
    bills_of: dict[tuple[Month, int], list[Bill]] = {}
    income_of: dict[tuple[Month, int], list[Income]] = {}
    for bill in bills:
        bills_of.setdefault((bill.service_month, bill.pool_id), []).append(bill)
    for one in income:
        income_of.setdefault((one.service_month, one.pool_id), []).append(one)
    by_id = {pool.id: pool for pool in pools}
    keys = sorted(
        bills_of.keys() | income_of.keys(),
        key=lambda key: (key[0] != month, key[0], by_id[key[1]].position, key[1]),
    )
    return tuple(
        PoolMoney(
            by_id[pool_id],
            service_month,
            tuple(bills_of.get((service_month, pool_id), ())),
            tuple(income_of.get((service_month, pool_id), ())),
        )
        for service_month, pool_id in keys
    )


@dataclass(frozen=True, slots=True)
class SharedMonth:
    """Attributes:
    money: what was shared, with reserve and what pools handed on.
    shares: by pool and organisation code.
    pools: the hub's own line of every pool that has one.
    findings: what stands in the way of closing.
    """

    money: tuple[PoolMoney, ...]
    shares: tuple[Share, ...]
    pools: tuple[PoolMonth, ...]
    findings: tuple[Finding, ...]


def share_month(month: Month, money: Sequence[PoolMoney], inputs: Inputs) -> SharedMonth:
    """Share every pool of a month.

    What stands in the way is a pool with money but without a rule, without anybody's value or
    without a VAT kind; a whole that is smaller than what is taken; minimums that are more than
    there is; bills that came back beside late ones so that some get back what others pay; pools
    that hand on to one before them.
    """
    shares: list[Share] = []
    pools: list[PoolMonth] = []
    all_money, found = with_added(month, money, inputs.pools, inputs.rules)
    findings = list(found)
    for one in all_money:
        try:
            of_pool, hub = _shares_of(month, one, inputs)
        except _CannotShareError as error:
            findings.append(error.finding)
            continue
        shares += of_pool
        if hub is not None:
            pools.append(hub)
    return SharedMonth(all_money, tuple(shares), tuple(pools), tuple(findings))


class _CannotShareError(Exception):
    def __init__(self, code: str, money: PoolMoney, **details: object) -> None:
        super().__init__(code)
        facts = {"pool": money.pool.code, "month": money.service_month, **details}
        self.finding = Finding(code, True, facts)


def _shares_of(
    month: Month, money: PoolMoney, inputs: Inputs
) -> tuple[list[Share], PoolMonth | None]:
    vat_rate = money.pool.vat_rate
    split = _split_of(money, inputs)
    if vat_rate is None:
        raise _CannotShareError("pool_without_vat", money)
    divided = _divided(month, money, split, inputs)
    weight_sum, allocable = split.weight_sum, money.allocable_minor
    parts, limits, org_ids = divided.parts, divided.limits, inputs.org_ids
    shares = [
        Share(
            accounting_month=month,
            service_month=money.service_month,
            pool_id=money.pool.id,
            pool=money.pool.code,
            org_id=org_ids[one.org],
            org=one.org,
            driver=split.driver,
            value=one.value,
            days=one.days,
            weight=one.weight,
            weight_sum=weight_sum,
            allocable_minor=allocable,
            amount_minor=parts[one.org].amount_minor,
            remainder_rank=parts[one.org].rank,
            vat_rate=vat_rate,
            limits=limits.get(one.org, ()),
        )
        for one in split.weighed
    ]
    return shares, _hub_line(month, money, split, divided, weight_sum)


def _split_of(money: PoolMoney, inputs: Inputs) -> Split:
    try:
        split = inputs.split(money)
    except NoDriverError as error:
        raise _CannotShareError("no_driver", money, **error.details) from None
    except WholeTooSmallError as error:
        raise _CannotShareError(
            "whole_too_small", money, driver=error.driver, whole=error.whole, taken=error.taken
        ) from None
    except OpposedError:
        raise _CannotShareError("opposed_mirrors", money) from None
    if split is None:
        raise _CannotShareError("pool_without_driver", money)
    return split


def _divided(month: Month, money: PoolMoney, split: Split, inputs: Inputs) -> Divided:
    bounds, redistribute = inputs.bounds(money, split, late=money.service_month != month)
    try:
        return divide(money.allocable_minor, split, bounds, redistribute=redistribute)
    except NoDriverError:
        raise _CannotShareError("no_driver", money, driver=split.driver) from None
    except ValueError:
        raise _CannotShareError("minimum_too_large", money) from None


def _hub_line(
    month: Month, money: PoolMoney, split: Split, divided: Divided, weight_sum: Fraction
) -> PoolMonth | None:
    """None where all of a pool is shared by those who are there, by bills and income alone."""
    if split.policy == "occupied" and divided.hub is None and not money.added:
        return None
    return PoolMonth(
        accounting_month=month,
        service_month=money.service_month,
        pool_id=money.pool.id,
        pool=money.pool.code,
        driver=split.driver,
        policy=split.policy,
        weight=split.vacant,
        weight_sum=weight_sum,
        allocable_minor=money.allocable_minor,
        absorbed_minor=divided.hub.amount_minor if divided.hub else 0,
        remainder_rank=divided.hub.rank if divided.hub else None,
        limits=divided.hub_limits,
        added=money.added,
    )


def effective(split: Split, limits: Mapping[str, tuple[Limit, ...]], hub: Fraction) -> Split:
    """A stored split as what comes late is shared by it: where limits moved it, as it came out."""
    if not limits:
        return split
    weighed = tuple(
        Weighed(org, limit.exact_minor, 1, limit.exact_minor)
        for org, (limit, *_) in sorted(limits.items())
    )
    return Split(split.driver, weighed, split.policy, hub)
