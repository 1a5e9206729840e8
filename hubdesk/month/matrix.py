"""Fills the matrix from which anybody can recompute the month; pure.

Imports only floors below.
"""

from __future__ import annotations

from fractions import Fraction

from hubdesk.costs.model import SIMPLE, PoolMoney, PoolMonth, Share
from hubdesk.costs.sharing import Facts, Occupied, weigh
from hubdesk.kernel.names import Names
from hubdesk.month.data import MonthData
from hubdesk.month.papers import FactRow, PoolColumn, ShareCell, ShareLine, Worksheet


def fill_worksheet(data: MonthData) -> Worksheet:
    """Dated facts, divisors and every share of a month."""
    facts = data.facts[data.month]
    drivers = _drivers(data)
    columns = pool_columns(data)
    cells = share_cells(data)
    orgs = sorted({share.org for share in data.costs.shares})
    shares = tuple(
        ShareLine(
            org,
            data.names[org],
            tuple(cells[place].get(org) for place in range(len(columns))),
            sum(column[org].amount_minor for column in cells if org in column),
        )
        for org in orgs
    )
    return Worksheet(
        drivers=drivers,
        facts=_fact_rows(data, facts, drivers),
        weight_sums={
            driver: sum((one.weight for one in weigh(driver, facts, _fixed(data))), Fraction(0))
            for driver in drivers
        },
        columns=columns,
        shares=shares,
        absorbed_total_minor=data.costs.absorbed_minor,
        total_minor=sum(column.total_minor for column in columns),
    )


def pool_columns(data: MonthData) -> tuple[PoolColumn, ...]:
    """One column per pool and service month, in the order of the month's money."""
    hubs = {(one.service_month, one.pool): one for one in data.costs.pools}
    return tuple(
        _column(data, money, shares, hubs.get((money.service_month, money.pool.code)))
        for money, shares in _by_pool(data)
    )


def share_cells(data: MonthData) -> list[dict[str, ShareCell]]:
    """For each column, organisation code → its share."""
    return [
        {
            share.org: ShareCell(share.amount_minor, share.remainder_rank is not None)
            for share in shares
        }
        for _, shares in _by_pool(data)
    ]


def _by_pool(data: MonthData) -> list[tuple[PoolMoney, list[Share]]]:
    found: dict[tuple[object, str], list[Share]] = {}
    for share in data.costs.shares:
        found.setdefault((share.service_month, share.pool), []).append(share)
    return [
        (money, found.get((money.service_month, money.pool.code), [])) for money in data.costs.money
    ]


def _column(
    data: MonthData, money: PoolMoney, shares: list[Share], hub: PoolMonth | None
) -> PoolColumn:
    first = shares[0] if shares else hub
    got_one = [*(share.remainder_rank for share in shares), hub.remainder_rank if hub else None]
    return PoolColumn(
        code=money.pool.code,
        name=data.pool_names.get(money.pool.code, Names()),
        driver=first.driver if first else "",
        weight_sum=first.weight_sum if first else Fraction(0),
        total_minor=money.allocable_minor,
        remainder_count=sum(rank is not None for rank in got_one),
        absorbed_minor=hub.absorbed_minor if hub else 0,
        vat=(shares[0].vat_rate if shares else money.pool.vat_rate) or "exempt",
        service_month=None if money.service_month == data.month else money.service_month,
    )


def _drivers(data: MonthData) -> tuple[str, ...]:
    """Drivers with one column of weights: fixed weights only while all pools have the same.

    Of a mixed rule, and of what meters do not explain, the drivers that are asked.
    """
    shared = {share.pool for share in data.costs.shares if not share.is_prior}
    used = {
        driver
        for (month, pool), rule in data.rules.items()
        if rule is not None and month == data.month and pool in shared
        for driver in rule.drivers
    } | {share.driver for share in data.costs.shares if not share.is_prior}
    used.discard("fixed_pct")
    if len(_all_fixed(data)) > 1:
        used.discard("weights")
    return tuple(driver for driver in SIMPLE if driver in used)


def _all_fixed(data: MonthData) -> list[dict[str, Fraction]]:
    found: list[dict[str, Fraction]] = []
    for (month, _), rule in data.rules.items():
        if rule is None or month != data.month or rule.driver != "weights":
            continue
        if dict(rule.weights) not in found:
            found.append(dict(rule.weights))
    return found


def _fixed(data: MonthData) -> dict[str, Fraction]:
    fixed = _all_fixed(data)
    return fixed[0] if fixed else {}


def _fact_rows(data: MonthData, facts: Facts, drivers: tuple[str, ...]) -> tuple[FactRow, ...]:
    fixed = _fixed(data)
    hours = {one.org: one.weight for one in weigh("booked_hours", facts)}
    rows: list[FactRow] = []
    for row in facts.occupied:
        continued = bool(rows) and rows[-1].org == row.org
        values = {
            driver: value
            for driver in drivers
            if (value := _value(row, driver, fixed, {} if continued else hours))
        }
        rows.append(
            FactRow(
                org=row.org,
                name=data.names[row.org],
                first=row.first,
                last=row.last,
                days=row.days,
                values=values,
                weights={
                    driver: value if driver == "booked_hours" else value * row.days
                    for driver, value in values.items()
                },
                continued=continued,
            )
        )
    return tuple(rows)


def _value(
    row: Occupied, driver: str, fixed: dict[str, Fraction], hours: dict[str, Fraction]
) -> Fraction:
    if driver == "weights":
        return fixed.get(row.org, Fraction(0))
    if driver == "booked_hours":
        return hours.get(row.org, Fraction(0))
    return row.value(driver)
