"""The whole house's month.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.papers.common import Letterhead, Printed
from hubdesk.month.papers.worksheet import PoolColumn


@dataclass(frozen=True, slots=True)
class HubCostsRow:
    """One organisation in the month's cost report.

    Attributes:
        cells: net per pool, in the order of the columns; None where it takes no part.
        direct_minor, usage_minor: None where there was none.
        note: what changed (joined, gave back seats …), printed small behind the name.
        difference_minor: total against last month; None if there is nothing to compare.
    """

    org: str
    name: Names
    cells: tuple[int | None, ...]
    direct_minor: int | None
    usage_minor: int | None
    net_minor: int
    vat_minor: int
    total_minor: int
    difference_minor: int | None = None
    note: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class HubCostsSum:
    """A sum row of the report; None leaves a cell empty."""

    cells: tuple[int | None, ...]
    direct_minor: int | None = None
    usage_minor: int | None = None
    net_minor: int | None = None
    vat_minor: int | None = None
    total_minor: int | None = None
    difference_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """From the suppliers' bills to the documents issued, step by step.

    ``difference_minor`` = allocable − charged − absorbed and must be 0.  ``added_minor`` is shared
    beside bills, for the reserve.
    """

    bill_count: int
    bills_minor: int
    income_count: int
    income_minor: int
    allocable_minor: int
    charged_orgs: int
    charged_minor: int
    absorbed_minor: int
    difference_minor: int
    direct_count: int
    direct_minor: int
    usage_count: int
    usage_minor: int
    document_count: int
    vat_minor: int
    total_minor: int
    first_number: str = ""
    last_number: str = ""
    added_minor: int = 0


@dataclass(frozen=True, slots=True)
class HubCostsPaper:
    """The whole house's month.

    Attributes:
        columns: the pools; ``total_minor`` is what the chart draws.
        charged, absorbed, cost: the three sum rows; cost = charged + absorbed.
        previous, difference: last month's figures in the same columns, and this less that.
        previous_pools: last month's allocable per column, for the chart; None if the pool is new.
        allocable_difference_minor, organisations_difference: this month less last month.
    """

    month: Month
    currency: str
    letterhead: Letterhead
    printed: Printed
    columns: tuple[PoolColumn, ...]
    rows: tuple[HubCostsRow, ...]
    charged: HubCostsSum
    absorbed: HubCostsSum
    cost: HubCostsSum
    reconciliation: Reconciliation
    previous_month: Month | None = None
    previous: HubCostsSum | None = None
    difference: HubCostsSum | None = None
    previous_pools: tuple[int | None, ...] = ()
    allocable_difference_minor: int | None = None
    organisations_difference: int | None = None
