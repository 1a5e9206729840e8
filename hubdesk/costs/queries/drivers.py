"""By what each pool is shared in a month, and everybody's value behind it.

    sheet = driver_sheets(session, Month(2026, 10))[0]
    sheet.rule.driver, sheet.lines[0].value, sheet.missing
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from sqlalchemy import select

from hubdesk.costs.allocation import NoDriverError
from hubdesk.costs.handing import rule_for, with_added
from hubdesk.costs.model import (
    FIXED,
    MADE,
    DriverLine,
    DriverSheet,
    Pool,
    PoolMoney,
    PoolMonth,
    PoolRule,
    Share,
)
from hubdesk.costs.queries import dated, frozen, monthly
from hubdesk.costs.queries.pools import pool_rules, pools
from hubdesk.costs.sharing import Facts, Occupied
from hubdesk.costs.weighing import WholeTooSmallError, benefiting, split_by
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.orgs.queries import occupancies
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.tables import Attachment

_EVIDENCE = Prepared(
    select(Attachment.owner_id, Attachment.name)
    .where(Attachment.owner_kind == "pool_rule")
    .order_by(Attachment.owner_id, Attachment.id)
)


def driver_sheets(session: Session, month: Month) -> tuple[DriverSheet, ...]:
    """The sheet of every pool that has a rule or money in the month, in the order of pools.

    Of a locked month the values are those it was frozen with.
    """
    locked = is_locked(session, month)
    rules = pool_rules(session)
    by_hours = any("booked_hours" in rule.drivers for rule in rules)
    facts = dated.facts(session, month, with_bookings=by_hours, rules=rules)
    since = {
        (row.org, max(row.valid_from, month.first_day)): row.valid_from
        for row in occupancies(session, month.first_day, month.last_day)
    }
    moved = _moved(session, month, rules, locked=locked)
    stored: dict[int, list[Share]] = {}
    for share in frozen.shares(session, month) if locked else ():
        if not share.is_prior:
            stored.setdefault(share.pool_id, []).append(share)
    hubs = {one.pool_id: one for one in frozen.pool_months(session, month) if not one.is_prior}
    sheets = []
    for pool in pools(session):
        rule = rule_for(rules, pool.id, month)
        if rule is None and pool.id not in moved:
            continue
        amount = moved.get(pool.id)
        if pool.id in stored:
            sheets.append(_frozen(pool, rule, stored[pool.id], hubs.get(pool.id), facts, since))
        else:
            sheets.append(_computed(pool, rule, amount, facts, since, locked=locked))
    files = _files(session)
    return tuple(_with_history(sheet, rules, files, facts) for sheet in sheets)


def _files(session: Session) -> dict[int, tuple[str, ...]]:
    """Rule id → the names of its files."""
    found: dict[int, tuple[str, ...]] = {}
    for rule_id, name in session.all(_EVIDENCE):
        found[rule_id] = (*found.get(rule_id, ()), name)
    return found


def _with_history(
    sheet: DriverSheet,
    rules: Iterable[PoolRule],
    files: dict[int, tuple[str, ...]],
    facts: Facts,
) -> DriverSheet:
    own = [rule for rule in rules if rule.pool_id == sheet.pool.id]
    own.sort(key=lambda rule: rule.valid_from, reverse=True)
    return replace(
        sheet,
        history=tuple(own),
        evidence={rule.id: files[rule.id] for rule in own if rule.id in files},
        unread=_unread(sheet, facts),
    )


def _unread(sheet: DriverSheet, facts: Facts) -> tuple[str, ...]:
    """Whose meter was read for a part of the days it was there only."""
    if sheet.rule is None or sheet.rule.driver not in ("metered", "tiered") or sheet.fixed:
        return ()
    month = facts.month
    read: dict[str, int] = {}
    for use in facts.metered:
        if use.pool == sheet.pool.code:
            read[use.org] = read.get(use.org, 0) + use.days_in(month)
    there: dict[str, int] = {}
    for row in facts.occupied:
        there[row.org] = there.get(row.org, 0) + row.days
    return tuple(sorted(org for org, days in read.items() if days < there.get(org, 0)))


def _moved(
    session: Session, month: Month, rules: Sequence[PoolRule], *, locked: bool
) -> dict[int, int]:
    """Pool id → what of the month's own money is shared by it, reserve and handed on included."""
    if locked:
        found: Iterable[PoolMoney] = monthly.money(session, month)
    else:
        found, _ = with_added(month, monthly.entered(session, month), pools(session), rules)
    return {one.pool.id: one.allocable_minor for one in found if one.service_month == month}


def _computed(
    pool: Pool,
    rule: PoolRule | None,
    amount: int | None,
    facts: Facts,
    since: dict[tuple[str, date], date],
    *,
    locked: bool,
) -> DriverSheet:
    if rule is None:
        return DriverSheet(pool, None, "", (), Fraction(0), amount, locked)
    present = sorted({row.org for row in facts.occupied})
    own = {row.org for row in benefiting(facts, rule.terms).occupied}
    sheet = DriverSheet(
        pool, rule, rule.driver, (), Fraction(0), amount, locked,
        absent=tuple(org for org in sorted(rule.weights) if org not in present),
        excluded=tuple(org for org in present if org not in own),
    )  # fmt: skip
    try:
        split = split_by(rule, pool.code, facts, amount or 0)
    except WholeTooSmallError as error:
        return replace(sheet, trouble="whole_too_small", whole=error.whole, taken=error.taken)
    except NoDriverError:
        return replace(sheet, trouble="no_driver")
    lines = [
        line
        for one in split.weighed
        for line in _lines(one.org, rule.driver, one.value, one.days, facts, since)
    ]
    bearing = {one.org for one in split.weighed}
    return replace(
        sheet, lines=tuple(lines), weight_sum=split.weight_sum, vacant=split.vacant,
        missing=tuple(org for org in present if org in own and org not in bearing),
    )  # fmt: skip


def _frozen(
    pool: Pool,
    rule: PoolRule | None,
    shares: list[Share],
    hub: PoolMonth | None,
    facts: Facts,
    since: dict[tuple[str, date], date],
) -> DriverSheet:
    first = shares[0]
    lines = [
        line
        for share in shares
        for line in _lines(share.org, share.driver, share.value, share.days, facts, since)
    ]
    bearing = {share.org for share in shares}
    present = sorted({row.org for row in facts.occupied})
    return DriverSheet(
        pool, rule, first.driver, tuple(lines), first.weight_sum, first.allocable_minor, True,
        missing=tuple(org for org in present if org not in bearing),
        vacant=hub.weight if hub else Fraction(0),
    )  # fmt: skip


def _lines(
    org: str,
    driver: str,
    value: Fraction,
    days: int,
    facts: Facts,
    since: dict[tuple[str, date], date],
) -> list[DriverLine]:
    """The stretches of days behind one organisation's weight; one where they no longer add up."""
    month = facts.month
    whole = DriverLine(org, value, days, month.first_day, month.last_day, None, value * days)
    if driver in MADE:
        return [whole]
    found = [
        DriverLine(
            org, of_day, row.days, row.first, row.last, since.get((org, row.first)),
            of_day * row.days,
        )
        for row in _rows_of(org, facts.occupied)
        if (of_day := value if driver in FIXED else row.value(driver))
    ]  # fmt: skip
    total = sum((line.weight for line in found), Fraction(0))
    return found if total == whole.weight else [whole]


def _rows_of(org: str, rows: Iterable[Occupied]) -> list[Occupied]:
    return [row for row in rows if row.org == org]
