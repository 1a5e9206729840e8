"""Use cases of pools: add, name, and say by what they are shared."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from hubdesk.access import service as access
from hubdesk.costs import queries
from hubdesk.costs.errors import DriverMismatchError, VatMismatchError
from hubdesk.costs.known_pools import names_of
from hubdesk.costs.model import FIXED, Pool, PoolRule
from hubdesk.costs.monthly import rule_for
from hubdesk.costs.sound import refuse_unsound
from hubdesk.costs.tables import CostPoolRow, PoolRuleRow
from hubdesk.costs.terms import PLAIN, Terms
from hubdesk.kernel.errors import InvalidInputError, NotFoundError, RefusedError
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.kernel.text import clean
from hubdesk.orgs.model import CLASSES
from hubdesk.rules.vat import known_kind
from hubdesk.store.session import UnitOfWork

#: First day of a rule that nobody has dated: the pool was always shared so.
SINCE_EVER = date(1900, 1, 1)

#: As many characters as a file may bring.
_LONGEST_CODE = 40


def add_pool(
    uow: UnitOfWork,
    code: str,
    *,
    names: Names | None = None,
    vat_rate: str | None = None,
    driver: str | None = None,
    weights: Mapping[str, Fraction] | None = None,
    reason: str = "",
) -> int:
    """Add a cost pool.

    Args:
        code: unique; shown where there is no name.
        names: None for the house's usual words.
        vat_rate: kind of what is charged on; None until the first bill says.
        driver: by what it is shared from ever on; None until the first bill says.
        weights: organisation code → number, for the driver ``weights``.

    Raises:
        RefusedError: ``already_exists``.
        InvalidInputError: unknown driver or VAT kind, or a negative weight.
    """
    access.require(uow, "costs.edit")
    code = clean(code)
    if _find(uow, code) is not None:
        raise _AlreadyExistsError(kind="pool", key=code)
    pool_id = _insert_pool(uow, code, names or names_of(code), vat_rate)
    if driver is not None:
        refuse_unsound(driver, weights or {}, PLAIN, later=())
        _insert_rule(uow, pool_id, SINCE_EVER, _rule_values(driver, weights, reason))
    uow.record("pool.added", "cost_pool", pool_id)
    return pool_id


def _insert_pool(uow: UnitOfWork, code: str, names: Names, vat_rate: str | None) -> int:
    if not code:
        raise InvalidInputError(field="pool", value=code, reason="empty")
    if len(code) > _LONGEST_CODE:
        raise InvalidInputError(field="pool", value=code, reason="too_long")
    return uow.insert(
        CostPoolRow,
        code=code,
        name_en=names.get("en"),
        name_th=names.get("th"),
        vat_rate=None if vat_rate is None else known_kind(vat_rate),
        position=1 + max((pool.position for pool in queries.pools(uow)), default=0),
    )


class _AlreadyExistsError(RefusedError):
    code = "already_exists"


def update_pool(
    uow: UnitOfWork, pool_id: int, *, names: Names | None = None, position: int | None = None
) -> None:
    """Rename a pool or move it in the order of columns."""
    access.require(uow, "costs.edit")
    values: dict[str, Any] = {}
    if names is not None:
        values |= {"name_en": names.get("en"), "name_th": names.get("th")}
    if position is not None:
        values["position"] = position
    if values:
        uow.update(CostPoolRow, pool_id, **values)
        uow.record("pool.changed", "cost_pool", pool_id)


def set_pool_rule(
    uow: UnitOfWork,
    pool: str,
    driver: str,
    *,
    since: Month | None = None,
    weights: Mapping[str, Fraction] | None = None,
    reason: str = "",
    name: str = "",
    terms: Terms = PLAIN,
) -> int:
    """Say by what a pool is shared from a month on; the rule before ends with the month before.

    What is said anew is approved anew.

    Args:
        pool: its code.
        since: None replaces the rule that has no known beginning; not with a reserve.
        weights: organisation code → number or percentage, where the rule names them.
        reason: who decided and where it is written down.
        name: what people call the rule.
        terms: who benefits, of what the whole is, tariff, limits.

    Returns:
        The id of the rule.

    Raises:
        NotFoundError: no such pool.
        InvalidInputError: what cannot be meant, see ``costs.sound``, or a month before the
            current rule's.
        GuardError: ``dated_fact_locked``, the month is locked and the pool was shared in it.
    """
    access.require(uow, "costs.edit")
    pool_id = queries.pool_by_code(uow, pool).id
    _refuse_unsound(uow, pool, driver, weights, terms)
    if terms.reserve_minor and since is None:
        raise InvalidInputError(field="since", value="", reason="empty")
    values = _rule_values(driver, weights, reason, name, terms)
    return _said(uow, pool_id, values, since)


def _said(uow: UnitOfWork, pool_id: int, values: Mapping[str, Any], since: Month | None) -> int:
    """Make it the rule from a month on: in place where one begins then, else behind the last."""
    first = SINCE_EVER if since is None else since.first_day
    for rule_id, rule in queries.numbered_rules(uow):
        if rule.pool_id != pool_id:
            continue
        if rule.valid_from > first:
            raise InvalidInputError(
                field="since", value=str(since or ""), reason="end_before_start"
            )
        if rule.valid_from == first:
            uow.update(PoolRuleRow, rule_id, **values)
            uow.record("pool_rule.changed", "pool_rule", rule_id)
            return rule_id
        if rule.valid_to is None:
            uow.update(PoolRuleRow, rule_id, valid_to=first - timedelta(days=1))
    rule_id = _insert_rule(uow, pool_id, first, values)
    uow.record("pool_rule.set", "pool_rule", rule_id)
    return rule_id


def _refuse_unsound(
    uow: UnitOfWork,
    pool: str,
    driver: str,
    weights: Mapping[str, Fraction] | None,
    terms: Terms,
) -> None:
    codes = [one.code for one in queries.pools(uow)]
    later = codes[codes.index(pool) + 1 :] if pool in codes else []
    refuse_unsound(driver, weights or {}, terms, later=later)
    if terms is PLAIN:
        return
    known = queries.organisations(uow)
    for code in (*terms.include, *terms.exclude, *terms.caps):
        if code not in known:
            raise NotFoundError(kind="organisation", key=code)
    for org_class in terms.classes:
        if org_class not in CLASSES:
            raise InvalidInputError(field="classes", value=org_class, reason="not_one_of")


def _insert_rule(uow: UnitOfWork, pool_id: int, first: date, values: Mapping[str, Any]) -> int:
    """A rule from a day on, until the next one that is known."""
    later = [
        rule.valid_from
        for rule in queries.pool_rules(uow)
        if rule.pool_id == pool_id and rule.valid_from > first
    ]
    return uow.insert(
        PoolRuleRow,
        pool_id=pool_id,
        valid_from=first,
        valid_to=min(later) - timedelta(days=1) if later else None,
        **values,
    )


def _rule_values(
    driver: str,
    weights: Mapping[str, Fraction] | None,
    reason: str = "",
    name: str = "",
    terms: Terms = PLAIN,
) -> dict[str, Any]:
    stored = {org: str(Fraction(weight)) for org, weight in (weights or {}).items()}
    named = driver in FIXED or "weights" in (
        terms.common, *(one.driver for one in terms.parts)
    )  # fmt: skip
    return {
        "driver": driver,
        "weights": stored if named else None,
        "reason": reason,
        "name": clean(name),
        "terms": terms.plain(),
        "approved_by": "",
        "approved_at": None,
    }


def pool_for_bill(
    uow: UnitOfWork, code: str, *, driver: str | None, vat_rate: str, month: Month
) -> Pool:
    """The pool a bill names, made or completed by it where it says what was not known yet.

    Args:
        driver: as the bill names it; None leaves it to the pool.
        month: the bill's service month.

    Raises:
        DriverMismatchError, VatMismatchError: the pool says otherwise; nothing is written.
    """
    code = clean(code)
    pool = _find(uow, code)
    rule = None if pool is None else _rule(uow, pool, month)
    if pool is not None and rule is not None and driver is not None and rule.driver != driver:
        raise DriverMismatchError(code, rule.driver, driver)
    if pool is not None and pool.vat_rate is not None and pool.vat_rate != vat_rate:
        raise VatMismatchError(code, pool.vat_rate, vat_rate)
    if pool is None:
        pool_id = _insert_pool(uow, code, names_of(code), vat_rate)
        if driver is not None:
            _first_rule(uow, pool_id, driver)
        return queries.pool_by_code(uow, code)
    if pool.vat_rate is None:
        uow.update(CostPoolRow, pool.id, vat_rate=vat_rate)
    if rule is None and driver is not None:
        _first_rule(uow, pool.id, driver)
    return queries.pool_by_code(uow, code)


def _first_rule(uow: UnitOfWork, pool_id: int, driver: str) -> None:
    """The rule that a pool's first bill names; one that needs terms is for people to say."""
    refuse_unsound(driver, {}, PLAIN, later=())
    _insert_rule(uow, pool_id, SINCE_EVER, _rule_values(driver, None))


def pool_for_income(uow: UnitOfWork, code: str) -> Pool:
    """The pool an income names; an unknown one is made, its driver comes with its first bill."""
    code = clean(code)
    found = _find(uow, code)
    if found is not None:
        return found
    _insert_pool(uow, code, names_of(code), None)
    return queries.pool_by_code(uow, code)


def _find(uow: UnitOfWork, code: str) -> Pool | None:
    return next((pool for pool in queries.pools(uow) if pool.code == code), None)


def _rule(uow: UnitOfWork, pool: Pool, month: Month) -> PoolRule | None:
    return rule_for(queries.pool_rules(uow), pool.id, month)
