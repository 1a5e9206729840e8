"""What must always hold in shared costs, for ``hubdesk verify``."""

from __future__ import annotations

from fractions import Fraction

from hubdesk.costs import queries
from hubdesk.costs.allocation import allocate_ranked
from hubdesk.costs.model import PoolMonth, Share
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.chart import POOL_COST, POOL_INCOME
from hubdesk.store.session import Session


def check(session: Session) -> list[tuple[str, str, str]]:
    """Findings about shares, bills and their postings; none in a sound hub."""
    found = []
    for month in queries.months_with_shares(session):
        if ledger.period_state(session, month) == "locked":
            found += _shares(session, month)
    for month in queries.months_with_money(session):
        found += _postings(session, month)
    return found


def _shares(session: Session, month: Month) -> list[tuple[str, str, str]]:
    """Σ shares and absorbed per pool = what was shared; each share is what its own row gives."""
    found = []
    hubs = {(one.service_month, one.pool): one for one in queries.pool_months(session, month)}
    by_pool: dict[tuple[Month, str], list[Share]] = {}
    for share in queries.shares(session, month):
        by_pool.setdefault((share.service_month, share.pool), []).append(share)
    for money in queries.money(session, month):
        key = (money.service_month, money.pool.code)
        shares = by_pool.pop(key, [])
        where = f"{month} {money.pool.code}"
        hub = hubs.get(key)
        total = sum(share.amount_minor for share in shares) + (hub.absorbed_minor if hub else 0)
        if total != money.allocable_minor:
            message = f"shares add up to {total}, bills less income to {money.allocable_minor}"
            found.append(("share_sum", where, message))
        found += _recomputed(where, shares, hub)
    return found + [
        ("share_stray", f"{month} {pool}", "shares without money") for _, pool in by_pool
    ]


def _recomputed(
    where: str, shares: list[Share], hub: PoolMonth | None
) -> list[tuple[str, str, str]]:
    if not shares:
        return []
    found = []
    vacant = hub.weight if hub else Fraction(0)
    weight_sum = sum((share.weight for share in shares), vacant)
    exact: dict[str | None, Fraction] = {
        one.org: one.exact_minor if one.limits else one.weight
        for one in sorted(shares, key=lambda one: one.org)
    }
    exact[None] = hub.exact_minor if hub and shares[0].limits else vacant
    parts = allocate_ranked(shares[0].allocable_minor, exact)
    for share in shares:
        part = parts[share.org]
        expected = (share.value * share.days, weight_sum, part.amount_minor, part.rank)
        stored = (share.weight, share.weight_sum, share.amount_minor, share.remainder_rank)
        if expected != stored:
            message = f"{share.org}: stored {share.amount_minor}, its row gives {part.amount_minor}"
            found.append(("share_amount", where, message))
    return found


def _postings(session: Session, month: Month) -> list[tuple[str, str, str]]:
    """What the ledger says of a pool's cost and income is what bills and income say."""
    sums = ledger.pool_sums(session, month)
    expected: dict[tuple[str, str], int] = {}
    for money in queries.money(session, month):
        cost, income = (money.pool.code, POOL_COST), (money.pool.code, POOL_INCOME)
        expected[cost] = expected.get(cost, 0) + money.bills_minor + money.added_minor
        expected[income] = expected.get(income, 0) - money.income_minor
    keys = {key for key in sums if key[1] in (POOL_COST, POOL_INCOME)} | set(expected)
    return [
        ("pool_postings", f"{month} {pool}", f"posted {posted}, entered {entered}")
        for pool, account in sorted(keys)
        for posted, entered in [(sums.get((pool, account), 0), expected.get((pool, account), 0))]
        if posted != entered
    ]


CHECKS = (check,)
