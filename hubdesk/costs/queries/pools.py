"""Reads of pools and their dated rules."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import select

from hubdesk.costs.model import Pool, PoolRule
from hubdesk.costs.tables import CostPoolRow, PoolRuleRow
from hubdesk.costs.terms import terms_from
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_POOLS = Prepared(
    select(
        CostPoolRow.id,
        CostPoolRow.code,
        CostPoolRow.name_th,
        CostPoolRow.name_en,
        CostPoolRow.vat_rate,
        CostPoolRow.position,
    ).order_by(CostPoolRow.position, CostPoolRow.id)
)
_RULES = Prepared(
    select(
        PoolRuleRow.id,
        PoolRuleRow.pool_id,
        PoolRuleRow.driver,
        PoolRuleRow.weights,
        PoolRuleRow.valid_from,
        PoolRuleRow.valid_to,
        PoolRuleRow.reason,
        PoolRuleRow.name,
        PoolRuleRow.terms,
        PoolRuleRow.approved_by,
        PoolRuleRow.approved_at,
    ).order_by(PoolRuleRow.pool_id, PoolRuleRow.valid_from)
)


def pools(session: Session) -> list[Pool]:
    """All pools, in the order they are shown."""
    return [
        Pool(row_id, code, Names(name_th, name_en), vat_rate, position)
        for row_id, code, name_th, name_en, vat_rate, position in session.all(_POOLS)
    ]


def pool_by_code(session: Session, code: str) -> Pool:
    """Raises:
    NotFoundError: no such pool.
    """
    for pool in pools(session):
        if pool.code == code:
            return pool
    raise NotFoundError(kind="pool", key=code)


def pool_rules(session: Session) -> list[PoolRule]:
    """All rules of all pools, past and future ones included."""
    return [_rule(*row) for row in session.all(_RULES)]


def numbered_rules(session: Session) -> list[tuple[int, PoolRule]]:
    """The rules with their row ids."""
    return [(rule.id, rule) for rule in pool_rules(session)]


def _rule(
    row_id: int,
    pool_id: int,
    driver: str,
    weights: dict[str, str] | None,
    valid_from: date,
    valid_to: date | None,
    *said: Any,
) -> PoolRule:
    reason, name, terms, approved_by, approved_at = said
    return PoolRule(
        pool_id, driver, {org: Fraction(number) for org, number in (weights or {}).items()},
        valid_from, valid_to, reason, name, terms_from(terms), approved_by, approved_at, row_id,
    )  # fmt: skip
