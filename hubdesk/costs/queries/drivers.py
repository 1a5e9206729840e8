"""By what each pool is shared in a month, and everybody's value behind it.

    sheet = driver_sheets(session, Month(2026, 10))[0]
    sheet.rule.driver, sheet.lines[0].value, sheet.missing
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from fractions import Fraction

from hubdesk.costs.model import DriverLine, DriverSheet, Pool, PoolRule, Share
from hubdesk.costs.monthly import rule_for
from hubdesk.costs.queries import dated, entries, frozen
from hubdesk.costs.queries.pools import pool_rules, pools
from hubdesk.costs.sharing import Facts, Occupied, weigh
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.orgs.queries import occupancies
from hubdesk.store.session import Session


def driver_sheets(session: Session, month: Month) -> tuple[DriverSheet, ...]:
    """The sheet of every pool that has a rule or money in the month, in the order of pools.

    Of a locked month the values are those it was frozen with.
    """
    locked = is_locked(session, month)
    rules = pool_rules(session)
    by_hours = any(rule.driver == "booked_hours" for rule in rules)
    facts = dated.facts(session, month, with_bookings=by_hours)
    since = {
        (row.org, max(row.valid_from, month.first_day)): row.valid_from
        for row in occupancies(session, month.first_day, month.last_day)
    }
    moved = _moved(session, month)
    stored: dict[int, list[Share]] = {}
    for share in frozen.shares(session, month) if locked else ():
        if not share.is_prior:
            stored.setdefault(share.pool_id, []).append(share)
    sheets = []
    for pool in pools(session):
        rule = rule_for(rules, pool.id, month)
        if rule is None and pool.id not in moved:
            continue
        amount = moved.get(pool.id)
        if pool.id in stored:
            sheets.append(_frozen(pool, rule, stored[pool.id], facts, since))
        else:
            sheets.append(_computed(pool, rule, amount, facts, since, locked=locked))
    return tuple(sheets)


def _moved(session: Session, month: Month) -> dict[int, int]:
    """Pool id → what the month's own money of it comes to."""
    moved: dict[int, int] = {}
    for bill in entries.bills(session, month):
        if bill.service_month == month:
            moved[bill.pool_id] = moved.get(bill.pool_id, 0) + bill.net_minor
    for one in entries.income(session, month):
        if one.service_month == month:
            moved[one.pool_id] = moved.get(one.pool_id, 0) - one.amount_minor
    return moved


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
    weighed = weigh(rule.driver, facts, rule.weights)
    lines = [
        line
        for one in weighed
        for line in _lines(one.org, rule.driver, one.value, one.days, facts, since)
    ]
    present = sorted({row.org for row in facts.occupied})
    bearing = {one.org for one in weighed}
    total = sum((one.weight for one in weighed), Fraction(0))
    return DriverSheet(
        pool, rule, rule.driver, tuple(lines), total, amount, locked,
        missing=tuple(org for org in present if org not in bearing),
        absent=tuple(org for org in sorted(rule.weights) if org not in present),
    )  # fmt: skip


def _frozen(
    pool: Pool,
    rule: PoolRule | None,
    shares: list[Share],
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
    if driver == "booked_hours":
        return [whole]
    found = [
        DriverLine(
            org, of_day, row.days, row.first, row.last, since.get((org, row.first)),
            of_day * row.days,
        )
        for row in _rows_of(org, facts.occupied)
        if (of_day := value if driver == "weights" else row.value(driver))
    ]  # fmt: skip
    total = sum((line.weight for line in found), Fraction(0))
    return found if total == whole.weight else [whole]


def _rows_of(org: str, rows: Iterable[Occupied]) -> list[Occupied]:
    return [row for row in rows if row.org == org]
