"""Fills the whole house's month report from a loaded month; pure.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from hubdesk.costs.model import DirectCharge, MonthCosts, UsageCharge
from hubdesk.kernel.names import Names
from hubdesk.month.data import MonthData
from hubdesk.month.differences import Side
from hubdesk.month.matrix import pool_columns, share_cells
from hubdesk.month.notes import remarks
from hubdesk.month.papers import (
    HubCostsPaper,
    HubCostsRow,
    HubCostsSum,
    PoolColumn,
    Reconciliation,
)
from hubdesk.month.statements import printed


def fill_hub_costs(data: MonthData) -> HubCostsPaper:
    """The month report: matrix, sums, last month, and from bills to documents."""
    columns = _columns(data)
    rows = _rows(data, columns)
    charged = _charged(columns, rows)
    previous = None if data.previous is None else _previous(data.previous, columns)
    return HubCostsPaper(
        month=data.month,
        currency=data.settings.currency,
        letterhead=data.letterhead,
        printed=printed(data),
        columns=columns,
        rows=rows,
        charged=charged,
        absorbed=HubCostsSum(
            tuple(column.absorbed_minor for column in columns),
            net_minor=data.costs.absorbed_minor,
            total_minor=data.costs.absorbed_minor,
        ),
        cost=HubCostsSum(
            tuple(column.total_minor for column in columns),
            direct_minor=charged.direct_minor,
            usage_minor=charged.usage_minor,
            net_minor=(charged.net_minor or 0) + data.costs.absorbed_minor,
        ),
        reconciliation=_reconciliation(data, rows),
        previous_month=None if data.previous is None else data.previous.costs.month,
        previous=previous,
        difference=None if previous is None else _less(charged, previous),
        previous_pools=() if data.previous is None else _allocable_before(data.previous, columns),
        allocable_difference_minor=_allocable_difference(data),
        organisations_difference=(
            None if data.previous is None else len(rows) - len(data.previous.vat)
        ),
    )


def _columns(data: MonthData) -> tuple[PoolColumn, ...]:
    """The month's pools, and those that only last month had."""
    columns = pool_columns(data)
    if data.previous is None:
        return columns
    known = {column.code for column in columns if column.service_month is None}
    gone = {
        share.pool: share
        for share in data.previous.costs.shares
        if not share.is_prior and share.pool not in known
    }
    return columns + tuple(
        PoolColumn(code, data.pool_names[code], share.driver, Fraction(0), 0, vat=share.vat_rate)
        for code, share in gone.items()
    )


def _rows(data: MonthData, columns: Sequence[PoolColumn]) -> tuple[HubCostsRow, ...]:
    cells = share_cells(data)
    before = _totals_with_vat(data.previous)
    notes = remarks(data.facts[data.month], data.previous_facts)
    rows = []
    for code, account in data.accounts.items():
        shares = [column[code].amount_minor if code in column else None for column in cells]
        shares += [None] * (len(columns) - len(shares))
        total = account.net_minor + account.vat_minor
        rows.append(
            HubCostsRow(
                org=code,
                name=data.names.get(code, account.party.name),
                cells=tuple(shares),
                direct_minor=_sum_of(data.costs.direct, code),
                usage_minor=_sum_of(data.costs.usage, code),
                net_minor=account.net_minor,
                vat_minor=account.vat_minor,
                total_minor=total,
                difference_minor=None if before is None else total - before.get(code, 0),
                note=notes.get(code, Names()),
            )
        )
    return tuple(rows)


def _sum_of(charges: Sequence[DirectCharge | UsageCharge], org: str) -> int | None:
    found = [charge.net_minor for charge in charges if charge.org == org]
    return sum(found) if found else None


def _totals_with_vat(side: Side | None) -> dict[str, int] | None:
    if side is None:
        return None
    nets = side.costs.net_totals()
    return {org: nets.get(org, 0) + side.vat.get(org, 0) for org in {*nets, *side.vat}}


def _charged(columns: Sequence[PoolColumn], rows: Sequence[HubCostsRow]) -> HubCostsSum:
    differences = [row.difference_minor for row in rows]
    return HubCostsSum(
        cells=tuple(sum(row.cells[place] or 0 for row in rows) for place in range(len(columns))),
        direct_minor=sum(row.direct_minor or 0 for row in rows),
        usage_minor=sum(row.usage_minor or 0 for row in rows),
        net_minor=sum(row.net_minor for row in rows),
        vat_minor=sum(row.vat_minor for row in rows),
        total_minor=sum(row.total_minor for row in rows),
        difference_minor=(None if None in differences else sum(one or 0 for one in differences)),
    )


def _allocable_before(side: Side, columns: Sequence[PoolColumn]) -> tuple[int | None, ...]:
    """What last month shared of each pool."""
    own = side.costs.shares
    pools = {one.pool: one.allocable_minor for one in own if not one.is_prior}
    pools |= {one.pool: one.allocable_minor for one in side.costs.pools if not one.is_prior}
    return tuple(
        None if column.service_month is not None else pools.get(column.code) for column in columns
    )


def _previous(side: Side, columns: Sequence[PoolColumn]) -> HubCostsSum:
    pools: dict[str, int] = {}
    for share in side.costs.shares:
        if not share.is_prior:
            pools[share.pool] = pools.get(share.pool, 0) + share.amount_minor
    nets = side.costs.net_totals()
    net, vat = sum(nets.values()), sum(side.vat.values())
    return HubCostsSum(
        cells=tuple(
            None if column.service_month is not None else pools.get(column.code)
            for column in columns
        ),
        direct_minor=sum(one.net_minor for one in side.costs.direct),
        usage_minor=sum(one.net_minor for one in side.costs.usage),
        net_minor=net,
        vat_minor=vat,
        total_minor=net + vat,
    )


def _less(now: HubCostsSum, before: HubCostsSum) -> HubCostsSum:
    """The month less the last; a cell that either month lacks stays empty."""
    return HubCostsSum(
        cells=tuple(
            None if one is None or other is None else one - other
            for one, other in zip(now.cells, before.cells, strict=True)
        ),
        direct_minor=(now.direct_minor or 0) - (before.direct_minor or 0),
        usage_minor=(now.usage_minor or 0) - (before.usage_minor or 0),
        net_minor=(now.net_minor or 0) - (before.net_minor or 0),
        vat_minor=(now.vat_minor or 0) - (before.vat_minor or 0),
        total_minor=(now.total_minor or 0) - (before.total_minor or 0),
    )


def _allocable(costs: MonthCosts) -> int:
    return sum(one.allocable_minor for one in costs.money)


def _allocable_difference(data: MonthData) -> int | None:
    if data.previous is None:
        return None
    return _allocable(data.costs) - _allocable(data.previous.costs)


def _reconciliation(data: MonthData, rows: Sequence[HubCostsRow]) -> Reconciliation:
    costs = data.costs
    bills = [bill for one in costs.money for bill in one.bills]
    income = [item for one in costs.money for item in one.income]
    charged = sum(share.amount_minor for share in costs.shares)
    documents = [one.document for one in data.accounts.values() if one.document is not None]
    return Reconciliation(
        bill_count=len(bills),
        bills_minor=sum(bill.net_minor for bill in bills),
        income_count=len(income),
        income_minor=sum(item.amount_minor for item in income),
        allocable_minor=_allocable(costs),
        charged_orgs=len({share.org for share in costs.shares}),
        charged_minor=charged,
        absorbed_minor=costs.absorbed_minor,
        difference_minor=_allocable(costs) - charged - costs.absorbed_minor,
        added_minor=sum(one.added_minor for one in costs.money),
        direct_count=len(costs.direct),
        direct_minor=sum(one.net_minor for one in costs.direct),
        usage_count=len(costs.usage),
        usage_minor=sum(one.net_minor for one in costs.usage),
        document_count=len(documents),
        vat_minor=sum(row.vat_minor for row in rows),
        total_minor=sum(row.total_minor for row in rows),
        first_number=documents[0].code if documents else "",
        last_number=documents[-1].code if documents else "",
    )
