"""What a pool shares beside its bills: reserve, and what pools hand on to later ones; pure.

Pools are worked off in the order they are shown.  One that serves others (the caretaker, the
server room) hands parts of itself on to pools that come after it, so that no cost ever comes back
to where it came from.  What came late goes on by the rule of the month it is for, so that a bill
that is taken back comes back to those who bore it.  Imports only
``kernel`` and siblings.

    >>> care, rent = Pool(1, "care", Names("", ""), "7", 1), Pool(2, "rent", Names("", ""), "7", 2)
    >>> rule = PoolRule(1, "seats", {}, date(1900, 1, 1), None,
    ...                 terms=Terms(reserve_minor=90, hands_on={"rent": Fraction(1, 3)}))
    >>> [one.allocable_minor for one in with_added(Month(2026, 10), (), (care, rent), (rule,))[0]]
    [60, 30]
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from hubdesk.costs.allocation import allocate
from hubdesk.costs.model import Added, Finding, Pool, PoolMoney, PoolRule
from hubdesk.kernel.month import Month


def rule_for(rules: Sequence[PoolRule], pool_id: int, month: Month) -> PoolRule | None:
    """The rule a pool has on the last day of a month; rules change with the month."""
    return next(
        (rule for rule in rules if rule.pool_id == pool_id and rule.holds_on(month.last_day)), None
    )


def with_added(
    month: Month, money: Sequence[PoolMoney], pools: Sequence[Pool], rules: Sequence[PoolRule]
) -> tuple[tuple[PoolMoney, ...], tuple[Finding, ...]]:
    """The month's money with reserve and what was handed on.

    Args:
        money: bills and income of a month, see ``monthly.gathered``.
        pools: in the order they are shown.

    Returns:
        The money, with pools that have nothing but that, and a finding for every pool that hands
        on to one that does not come after it.
    """
    found: list[PoolMoney] = []
    findings: list[Finding] = []
    for service in (month, *sorted({one.service_month for one in money} - {month})):
        own = [one for one in money if one.service_month == service]
        added, blocked = _of_month(service, own, pools, rules, reserve=service == month)
        found += added
        findings += blocked
    return tuple(found), tuple(findings)


def _of_month(
    month: Month, money: Sequence[PoolMoney], pools: Sequence[Pool], rules: Sequence[PoolRule],
    *, reserve: bool,
) -> tuple[Sequence[PoolMoney], Sequence[Finding]]:  # fmt: skip
    """The same of one service month; what came late adds nothing to the reserve again."""
    held = {pool.id: rule_for(rules, pool.id, month) for pool in pools}
    if not any(rule and (rule.terms.hands_on or (reserve and rule.terms.reserve_minor))
               for rule in held.values()):  # fmt: skip
        return money, ()
    own = {one.pool.id: one for one in money}
    codes = [pool.code for pool in pools]
    received: dict[str, list[Added]] = {}
    found: list[PoolMoney] = []
    findings: list[Finding] = []
    for place, pool in enumerate(pools):
        rule = held[pool.id]
        added = received.get(pool.code, [])
        if reserve and rule is not None and rule.terms.reserve_minor:
            added = [*added, Added("reserve", rule.terms.reserve_minor)]
        one = own.get(pool.id, PoolMoney(pool, month))
        one = replace(one, added=tuple(added))
        if rule is not None and rule.terms.hands_on:
            back = [code for code in rule.terms.hands_on if code not in codes[place + 1 :]]
            findings += [
                Finding("hands_on_backwards", True, {"pool": pool.code, "to": code})
                for code in back
            ]
            one = one if back else _handed_on(one, rule, received)
        if one.added or pool.id in own:
            found.append(one)
    return found, findings


def _handed_on(one: PoolMoney, rule: PoolRule, received: dict[str, list[Added]]) -> PoolMoney:
    parts: dict[str, Fraction] = dict(rule.terms.hands_on)
    parts[one.pool.code] = 1 - sum(rule.terms.hands_on.values(), Fraction(0))
    amounts = allocate(one.allocable_minor, parts)
    given = []
    for code in rule.terms.hands_on:
        if amounts[code]:
            received.setdefault(code, []).append(Added("from", amounts[code], one.pool.code))
            given.append(Added("to", -amounts[code], code))
    return replace(one, added=(*one.added, *given))
