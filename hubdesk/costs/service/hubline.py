"""Freezes the hub's own line of every pool, and posts it: what is absorbed, reserve, handed on.

What the hub absorbs is its expense; the pool is recovered in full.  Called by the close alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hubdesk.costs import queries
from hubdesk.costs.model import Limit, MonthCosts, PoolMonth
from hubdesk.costs.tables import PoolMonthRow
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import ABSORBED, POOL_COST, RECOVERY, RESERVE
from hubdesk.ledger.model import Draft, Entry
from hubdesk.store.session import UnitOfWork

#: What the journal calls the transaction.
_KIND = "pools"


def freeze_pools(uow: UnitOfWork, costs: MonthCosts) -> None:
    """Store and post the hub's lines of a month.

    Lines of an earlier close that still stand are kept as they are; where anything differs, what
    was posted is taken back and posted anew.
    """
    stored = queries.pool_months(uow, costs.month)
    wanted = [_row(one) for one in costs.pools]
    if [_row(one) for one in stored] == wanted:
        return
    drafts = [
        ledger.mirrored(
            uow, posted, month=costs.month, on=costs.month.last_day, kind="reversal",
            description=str(costs.month),
        )
        for posted in sorted({one.transaction_id for one in stored if one.transaction_id})
    ]  # fmt: skip
    entries = tuple(_entries(costs.pools))
    if entries:
        ledger.ensure_accounts(uow, (ABSORBED, RESERVE))
        drafts.append(Draft(costs.month, _day(uow, costs.month), _KIND, str(costs.month), entries))
    ids = ledger.post(uow, drafts)
    for one in stored:
        uow.delete(PoolMonthRow, one.id)
    posted = ids[-1] if entries else None
    uow.insert_many(PoolMonthRow, [{**row, "transaction_id": posted} for row in wanted])


def _day(uow: UnitOfWork, month: Month) -> Any:
    return min(month.last_day, ledger.today(uow))


def _entries(pools: Iterable[PoolMonth]) -> Iterable[Entry]:
    for one in pools:
        if one.absorbed_minor:
            yield Entry(ABSORBED, one.absorbed_minor, pool=one.pool)
            yield Entry(RECOVERY, -one.absorbed_minor, pool=one.pool)
        for added in one.added:
            yield Entry(POOL_COST, added.amount_minor, pool=one.pool)
            if added.what == "reserve":
                yield Entry(RESERVE, -added.amount_minor, pool=one.pool)


def plain_limits(limits: Iterable[Limit]) -> list[list[str]]:
    """As the row keeps them."""
    return [[one.what, str(one.exact_minor)] for one in limits]


def _row(one: PoolMonth) -> dict[str, Any]:
    return {
        "accounting_month": one.accounting_month,
        "service_month": one.service_month,
        "pool_id": one.pool_id,
        "driver": one.driver,
        "policy": one.policy,
        "weight": one.weight,
        "weight_sum": one.weight_sum,
        "allocable_minor": one.allocable_minor,
        "absorbed_minor": one.absorbed_minor,
        "remainder_rank": one.remainder_rank,
        "limits": plain_limits(one.limits),
        "added": [[added.what, added.amount_minor, added.pool] for added in one.added],
    }
