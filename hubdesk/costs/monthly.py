"""A month's money to everybody's shares; pure.

Each pool is shared once per service month: what belongs to the month itself by its own driver
values, what came late by the values of the month it is for, as they were frozen.  Findings are
collected, never raised.  Imports only ``kernel`` and siblings.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from hubdesk.costs.allocation import NoDriverError
from hubdesk.costs.model import Bill, Finding, Income, Pool, PoolMoney, PoolRule, Share
from hubdesk.costs.sharing import Facts, Weighed, share, weigh
from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class FrozenSplit:
    """The weights by which a pool was shared in a month that is locked."""

    driver: str
    weighed: tuple[Weighed, ...]


@dataclass(slots=True)
class Inputs:
    """What sharing needs beside the money.

    Attributes:
        rules: all rules of all pools.
        facts: gives the dated facts of a month.
        frozen: (service month, pool id) → the split stored when that month was locked.
        org_ids: organisation code → row id.
    """

    rules: Sequence[PoolRule]
    facts: Callable[[Month], Facts]
    frozen: Mapping[tuple[Month, int], FrozenSplit]
    org_ids: Mapping[str, int]
    _weighed: dict[tuple[Month, str], list[Weighed]] = field(default_factory=dict)

    def split(self, money: PoolMoney) -> FrozenSplit | None:
        """By what and by which weights a pool is shared; None if it has no rule."""
        stored = self.frozen.get((money.service_month, money.pool.id))
        if stored is not None:
            return stored
        rule = rule_for(self.rules, money.pool.id, money.service_month)
        if rule is None:
            return None
        return FrozenSplit(rule.driver, tuple(self._weights(rule, money.service_month)))

    def _weights(self, rule: PoolRule, month: Month) -> list[Weighed]:
        facts = self.facts(month)
        if rule.driver == "weights":
            return weigh("weights", facts, rule.weights)
        known = self._weighed.get((month, rule.driver))
        if known is None:
            known = self._weighed[month, rule.driver] = weigh(rule.driver, facts)
        return known


def rule_for(rules: Iterable[PoolRule], pool_id: int, month: Month) -> PoolRule | None:
    """The rule a pool has on the last day of a month; rules change with the month."""
    return next(
        (rule for rule in rules if rule.pool_id == pool_id and rule.holds_on(month.last_day)), None
    )


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


def share_month(
    month: Month, money: Iterable[PoolMoney], inputs: Inputs
) -> tuple[list[Share], list[Finding]]:
    """Share every pool of a month.

    Returns:
        The shares by pool and organisation code, and what stands in the way of closing: a pool
        with money but without a rule, without anybody's value, or without a VAT kind.
    """
    shares: list[Share] = []
    findings: list[Finding] = []
    for one in money:
        try:
            shares += _shares_of(month, one, inputs)
        except _CannotShareError as error:
            findings.append(error.finding)
    return shares, findings


class _CannotShareError(Exception):
    def __init__(self, code: str, money: PoolMoney, **details: object) -> None:
        super().__init__(code)
        facts = {"pool": money.pool.code, "month": money.service_month, **details}
        self.finding = Finding(code, True, facts)


def _shares_of(month: Month, money: PoolMoney, inputs: Inputs) -> list[Share]:
    split = inputs.split(money)
    if split is None:
        raise _CannotShareError("pool_without_driver", money)
    vat_rate = money.pool.vat_rate
    if vat_rate is None:
        raise _CannotShareError("pool_without_vat", money)
    allocable = money.allocable_minor
    try:
        parts = share(allocable, split.weighed)
    except NoDriverError:
        raise _CannotShareError("no_driver", money, driver=split.driver) from None
    weight_sum = sum((one.weight for one in split.weighed), Fraction(0))
    return [
        Share(
            accounting_month=month,
            service_month=money.service_month,
            pool_id=money.pool.id,
            pool=money.pool.code,
            org_id=inputs.org_ids[one.org],
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
        )
        for one in split.weighed
    ]
