"""Which part stands behind each step and tab; a part's module is read when it is first wanted.

    MAKERS["bills"](make, page)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hubdesk.ui import later
from hubdesk.ui.costs.part import Part
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_


def _bills(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.bills.part import BillsPart

    return BillsPart(make)


def _drivers(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.drivers.part import DriversPart

    return DriversPart(make)


def _month(make: Make, page: QWidget) -> Part:
    from hubdesk.ui.costs.monthview import MonthView

    return MonthView(make, page)


def _close(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.closing import ClosePart

    return ClosePart(make)


def _statements(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.statements.part import StatementsPart

    return StatementsPart(make)


def _documents(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.books.documents import DocumentsPart

    return DocumentsPart(make)


def _payments(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.books.payments import PaymentsPart

    return PaymentsPart(make)


def _bank(make: Make, page: QWidget) -> Part:
    from hubdesk.ui.costs.bank.part import BankPart

    return BankPart(make, page)


def _ledger(make: Make, _page: QWidget) -> Part:
    from hubdesk.ui.costs.books.ledger import LedgerPart

    return LedgerPart(make)


def _dues(make: Make, page: QWidget) -> Part:
    from hubdesk.ui.costs.dues.part import DuesPart

    return DuesPart(make, page)


def _suppliers(make: Make, page: QWidget) -> Part:
    from hubdesk.ui.costs.suppliers.part import SuppliersPart

    return SuppliersPart(make, page)


later.soon(
    "hubdesk.ui.costs.bills.part", "hubdesk.ui.costs.drivers.part", "hubdesk.ui.costs.closing",
    "hubdesk.ui.costs.statements.part", "hubdesk.ui.costs.books.payments",
    "hubdesk.ui.costs.books.documents", "hubdesk.ui.costs.books.ledger",
    "hubdesk.ui.costs.dues.part", "hubdesk.ui.costs.bank.part",
    "hubdesk.ui.costs.suppliers.part",
)  # fmt: skip
#: The month, and the books beside it.
TABS = {
    "month": N_("Month"), "dues": N_("tab|Deposits and fees"), "documents": N_("Documents"),
    "payments": N_("tab|Payments"), "suppliers": N_("tab|Suppliers"), "bank": N_("Bank"),
    "ledger": N_("Ledger"),
}  # fmt: skip
MAKERS: dict[str, Callable[[Make, QWidget], Part]] = {
    "bills": _bills,
    "drivers": _drivers,
    "month": _month,
    "close": _close,
    "statements": _statements,
    "documents": _documents,
    "payments": _payments,
    "bank": _bank,
    "ledger": _ledger,
    "dues": _dues,
    "suppliers": _suppliers,
}
