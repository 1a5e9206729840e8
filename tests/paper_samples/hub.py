"""The cost report of an invented house, the month before a little dearer."""

from __future__ import annotations

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month import papers as p
from tests.paper_samples.house import MONTH, PRINTED, House, letterhead
from tests.paper_samples.statements import tax_of


def hub_costs(of: House) -> p.HubCostsPaper:
    """The whole house's month, the month before a little dearer."""
    rows = tuple(_hub_row(of, index) for index in range(len(of.orgs)))
    totals = [column.total_minor for column in of.columns]
    zeros = [0] * len(totals)
    before = [total + 50_000 * (number - 2) for number, total in enumerate(totals)]
    pools = sum(totals)
    direct = sum(row.direct_minor or 0 for row in rows)
    tax = sum(row.vat_minor for row in rows)
    charged = _sum_row(totals, direct, pools + direct, tax, pools + direct + tax, -833_852)
    previous = _sum_row(before, direct - 100, sum(before), tax + 24_875, sum(before) + tax, None)
    return p.HubCostsPaper(
        month=MONTH,
        currency="THB",
        letterhead=letterhead(),
        printed=PRINTED,
        columns=of.columns,
        rows=rows,
        charged=charged,
        absorbed=_sum_row(zeros, None, 0, None, 0, 0),
        cost=_sum_row(totals, direct, pools + direct, None, None, None),
        reconciliation=p.Reconciliation(
            bill_count=len(totals),
            bills_minor=pools + 2_375_050,
            income_count=2,
            income_minor=2_375_050,
            allocable_minor=pools,
            charged_orgs=len(rows),
            charged_minor=pools,
            absorbed_minor=0,
            difference_minor=0,
            direct_count=3,
            direct_minor=direct,
            usage_count=0,
            usage_minor=0,
            document_count=len(rows),
            vat_minor=tax,
            total_minor=pools + direct + tax,
            first_number="IV-2569/10-0001",
            last_number=f"IV-2569/10-{len(rows):04d}",
        ),
        previous_month=Month(2026, 9),
        previous=previous,
        difference=_sum_row(
            [now - then for now, then in zip(totals, before, strict=True)],
            100,
            -808_977,
            -24_875,
            -833_852,
            None,
        ),
        previous_pools=tuple(before),
        allocable_difference_minor=pools - sum(before),
        organisations_difference=2,
    )


def _sum_row(
    cells: list[int],
    direct: int | None,
    net: int | None,
    vat: int | None,
    total: int | None,
    difference: int | None,
) -> p.HubCostsSum:
    return p.HubCostsSum(tuple(cells), direct, None, net, vat, total, difference)


def _hub_row(of: House, index: int) -> p.HubCostsRow:
    code, name = of.orgs[index]
    cells = tuple(cell.amount_minor if cell else None for cell in of.shares[index].cells)
    direct = 128_475 if index in (0, 5, 11) else None
    net = sum(cell or 0 for cell in cells) + (direct or 0)
    taxed = sum(
        cell or 0 for cell, column in zip(cells, of.columns, strict=True) if column.vat == "7"
    )
    tax = tax_of("7", taxed + (direct or 0))
    note = Names("เข้าใหม่ 16 ต.ค.", "new on 16 Oct") if index == 9 else Names()
    return p.HubCostsRow(
        code, name, cells, direct, None, net, tax, net + tax, 1_217 * (index - 5), note
    )
