"""How the rules of a month read when it was locked; pure.

What a rule decides cannot change while a month shared by it is locked; what it is called, why it
is as it is and who approved it can, and papers of the locked month tell it as it was.

    facts["rules"] = kept_rules(charged.money, rules)
    told = rules_told(period, charged.money, rules)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from hubdesk.costs.model import PoolMoney, PoolRule
from hubdesk.costs.monthly import rule_for
from hubdesk.kernel.month import Month
from hubdesk.ledger.model import Period

Rules = dict[tuple[Month, str], PoolRule | None]


def kept_rules(money: Iterable[PoolMoney], rules: Sequence[PoolRule]) -> list[list[str]]:
    """Service month, pool, name, reason, who approved and when, as the month keeps them."""
    found = []
    for one in money:
        rule = rule_for(rules, one.pool.id, one.service_month)
        if rule is not None:
            when = "" if rule.approved_at is None else rule.approved_at.isoformat()
            said = [rule.name, rule.reason, rule.approved_by, when]
            found.append([str(one.service_month), one.pool.code, *said])
    return found


def rules_told(
    state: Period, money: Iterable[PoolMoney], rules: Sequence[PoolRule]
) -> Rules:
    """(service month, pool code) → the rule it was shared by, as it read if the month is locked.

    Args:
        state: of the month.
        money: everything it shares.
        rules: all rules of all pools, as they read now.
    """
    kept = state.facts.get("rules", ()) if state.state == "locked" else ()
    told = {(month, pool): said for month, pool, *said in kept}
    found: Rules = {}
    for one in money:
        rule = rule_for(rules, one.pool.id, one.service_month)
        said = told.get((str(one.service_month), one.pool.code))
        found[one.service_month, one.pool.code] = (
            rule if rule is None or said is None else _as_it_read(rule, *said)
        )
    return found


def _as_it_read(rule: PoolRule, name: str, reason: str, by: str, when: str) -> PoolRule:
    approved_at = datetime.fromisoformat(when) if when else None
    return replace(rule, name=name, reason=reason, approved_by=by, approved_at=approved_at)
