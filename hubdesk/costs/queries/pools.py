"""Reads of pools and their dated rules."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import select

from hubdesk.costs.model import Pool, PoolRule
from hubdesk.costs.tables import CostPoolRow, PoolRuleRow
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
    return [rule for _, rule in numbered_rules(session)]


def numbered_rules(session: Session) -> list[tuple[int, PoolRule]]:
    """The rules with their row ids."""
    return [(row_id, _rule(*rest)) for row_id, *rest in session.all(_RULES)]


def _rule(pool_id: int, driver: str, weights: dict[str, str] | None, *dated: Any) -> PoolRule:
    exact = {org: Fraction(number) for org, number in (weights or {}).items()}
    return PoolRule(pool_id, driver, exact, *dated)
