"""What the month's papers print: every figure, name and date, frozen before anything is drawn.

``reports`` only formats and lays out; whoever fills these values (``month`` from the stored
shares and documents) does the sums.  Amounts are integer minor units of ``currency``, weights
exact fractions, days dates (inclusive), VAT kinds ``exempt``, ``0``, ``7`` … as in the tables.
All values survive ``kernel.plain.to_plain`` / ``from_plain``, so a document's paper can be kept
as JSON beside it and printed again, byte for byte.  Imports only ``kernel``.

    >>> PoolLine(code="water", name=Names("ค่าน้ำ", "Water"), driver="headcount").amount_minor
    0
"""

from __future__ import annotations

from hubdesk.month.papers.common import (
    Letterhead,
    Party,
    PayTo,
    Printed,
)
from hubdesk.month.papers.hub_costs import (
    HubCostsPaper,
    HubCostsRow,
    HubCostsSum,
    Reconciliation,
)
from hubdesk.month.papers.statement import (
    AddedLine,
    BalanceLine,
    Change,
    ChangeLine,
    DirectLine,
    IncomeLine,
    PoolLine,
    StatementPaper,
    Term,
    Totals,
    UsageLine,
    UsageSum,
    VatLine,
    Withholding,
    WithholdingLine,
)
from hubdesk.month.papers.worksheet import (
    FactRow,
    PoolColumn,
    ShareCell,
    ShareLine,
    Worksheet,
)

__all__ = [
    "AddedLine",
    "BalanceLine",
    "Change",
    "ChangeLine",
    "DirectLine",
    "FactRow",
    "HubCostsPaper",
    "HubCostsRow",
    "HubCostsSum",
    "IncomeLine",
    "Letterhead",
    "Party",
    "PayTo",
    "PoolColumn",
    "PoolLine",
    "Printed",
    "Reconciliation",
    "ShareCell",
    "ShareLine",
    "StatementPaper",
    "Term",
    "Totals",
    "UsageLine",
    "UsageSum",
    "VatLine",
    "Withholding",
    "WithholdingLine",
    "Worksheet",
]
