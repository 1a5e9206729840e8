"""What a worksheet package tells of rules with terms and of the hub's own lines; pure.

A month that has neither is told as ever, to the byte.  Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from hubdesk.costs.model import MonthCosts, PoolMonth, PoolRule, Share
from hubdesk.costs.sharing import Facts
from hubdesk.kernel.month import Month
from hubdesk.month.queries.worksheet import WorksheetSource

_ABSORBED = (
    "month", "pool", "driver", "policy", "weight", "weight_sum", "allocable_minor", "amount_minor",
    "rank",
)  # fmt: skip
_ADDED = ("month", "pool", "what", "other", "amount_minor")
TERMS_RULE = (
    "; terms: include, exclude and classes say who benefits; floor = least value; the whole is all "
    "who benefit, lettable x days, or total x days, and what nobody has of it is the hub's, after "
    "all organisations; mixed = sum of part x own / whole; metered, tiered = units of the month by "
    "days (under a tariff: their price by blocks), the rest by the common driver; minimum by days "
    "first, then ceilings (amount; compounding = base x (1 + rate) ^ years; simple = base x (1 + "
    "rate x years); resetting = a year ago, if that was more than 0, x (1 + rate)), excess to the "
    "hub or again to the others by weight; what came late: no minimum, and of a ceiling the room "
    "that borne leaves; allocable = net bills - income + added; a pool hands "
    "parts on in pool_order, what came late by the rule of its own month"
)


def said_of_rule(rule: PoolRule) -> dict[str, Any]:
    """What a rule says beside its driver; nothing where it says nothing."""
    said: dict[str, Any] = {
        "name": rule.name,
        "terms": rule.terms.plain(),
        "approved_by": rule.approved_by,
        "approved_at": "" if rule.approved_at is None else rule.approved_at.isoformat(),
    }
    return {name: value for name, value in said.items() if value}


def asked_facts(facts: Facts) -> dict[str, Any]:
    """Facts that only some rules ask for."""
    found: dict[str, Any] = {}
    if facts.lettable:
        found["lettable"] = [
            {"driver": one.driver, "first": str(one.first), "last": str(one.last),
             "total": str(one.total)}
            for one in facts.lettable
        ]  # fmt: skip
    if facts.metered:
        found["metered"] = [
            {"pool": one.pool, "org": one.org, "first": str(one.first), "last": str(one.last),
             "units": str(one.units)}
            for one in facts.metered
        ]  # fmt: skip
    if facts.classes:
        found["classes"] = dict(sorted(facts.classes.items()))
    return found


def hub_tables(costs: MonthCosts) -> dict[str, tuple[Sequence[str], list[Sequence[Any]]]]:
    """What the hub bears, and what pools share beside bills; no file where there is nothing."""
    absorbed: list[Sequence[Any]] = [
        (one.service_month, one.pool, one.driver, one.policy, one.weight, one.weight_sum,
         one.allocable_minor, one.absorbed_minor, one.remainder_rank or "")
        for one in costs.pools
    ]  # fmt: skip
    added: list[Sequence[Any]] = [
        (one.service_month, one.pool.code, more.what, more.pool, more.amount_minor)
        for one in costs.money
        for more in one.added
    ]
    tables: dict[str, tuple[Sequence[str], list[Sequence[Any]]]] = {}
    if absorbed:
        tables["absorbed.csv"] = (_ABSORBED, absorbed)
    if added:
        tables["added.csv"] = (_ADDED, added)
    return tables


def terms_json(source: WorksheetSource) -> dict[str, Any]:
    """What recomputing needs where any rule has terms; nothing where none has."""
    ruled = [rule for rule in source.rules.values() if rule is not None]
    asked = any(rule.terms.plain() or rule.driver in _TOLD for rule in ruled)
    if not asked and not source.costs.pools:
        return {}
    said: dict[str, Any] = {"pool_order": list(source.pool_order)}
    frozen = _frozen(source)
    if frozen:
        said["frozen"] = frozen
    year_ago: dict[str, dict[str, str]] = {}
    for pool in said["pool_order"]:
        if found := _of_pool(source.year_ago, source.costs.month, pool):
            year_ago[pool] = found
    return said | ({"year_ago": year_ago} if year_ago else {})


def _of_pool(
    exact: Mapping[tuple[Month, str, str], Fraction], month: Month, pool: str
) -> dict[str, str]:
    """Organisation → what it bore of a pool in a month."""
    return {
        org: str(bore) for (of, code, org), bore in sorted(exact.items())
        if (of, code) == (month, pool)
    }  # fmt: skip


#: Drivers that the first format does not know.
_TOLD = ("fixed_pct", "mixed", "metered", "tiered")


def _frozen(source: WorksheetSource) -> list[dict[str, Any]]:
    """The weights of earlier months by which late bills are shared, and what ceilings ask for.

    Where they come from, those months' own packages show.
    """
    costs = source.costs
    shares: dict[tuple[Month, str], list[Share]] = {}
    for share in costs.shares:
        if share.is_prior:
            shares.setdefault((share.service_month, share.pool), []).append(share)
    hubs: dict[tuple[Month, str], PoolMonth] = {
        (one.service_month, one.pool): one for one in costs.pools if one.is_prior
    }
    return [
        {
            "month": str(month),
            "pool": pool,
            "weights": {one.org: str(one.weight) for one in shares.get((month, pool), ())},
            "hub": str(hubs[month, pool].weight) if (month, pool) in hubs else "0",
            **{
                name: found
                for name, exact in (("borne", source.borne), ("year_ago", source.year_ago))
                if (found := _of_pool(exact, month, pool))
            },
        }
        for month, pool in sorted({*shares, *hubs})
    ]
