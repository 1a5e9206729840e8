"""States of the page *Costs*.

    hubdesk screenshot costs.bills --out bills.png
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtWidgets import QApplication

from hubdesk.costs.model import Finding
from hubdesk.ui.costs.bills.forms import BillForm
from hubdesk.ui.costs.books.payments import PaymentsPart
from hubdesk.ui.costs.drivers.part import DriversPart
from hubdesk.ui.costs.page import CostsPage
from hubdesk.ui.costs.statements.part import StatementsPart
from hubdesk.ui.frame.window import Window
from hubdesk.words.marker import N_

_PASTED = (
    "12/11/2569\tการไฟฟ้านครหลวง\tMEA-0991\telectricity\t1/11/2569\t30/11/2569\t9,650.25\t7\n"
    "15/11/2569\tFibre Co\tINV-77\tinternet\t1/11/2569\t30/11/2569\t12,900\t7\n"
    "31/11/2569\tอาคารสาทร\tR-2\trent\t1/11/2569\t30/11/2569\tabout 80,000\tยกเว้น\n"
    "18/11/2569\tWater Works\tW-5\tnew pool\t1/11/2569\t30/11/2569\t1,204.50\t7\n"
)


def _page(window: Window) -> CostsPage:
    page = window.pages["costs"]
    assert isinstance(page, CostsPage)
    return page


def _form(window: Window) -> BillForm:
    page = _page(window)
    page.show_step("bills")
    form = page.bills().pages["bills"].form
    assert isinstance(form, BillForm)
    return form


def bills(window: Window) -> None:
    """The month's bills, one of them chosen."""
    page = _page(window)
    page.show_step("bills")
    view = page.bills().page().view
    view.selectRow(0)


def entry(window: Window) -> None:
    """A bill half entered, with what it comes to."""
    form = _form(window)
    form.supplier.setText("Fibre Co")
    form.supplier.editingFinished.emit()
    form.number.setText("INV-2569/12")
    form.net.setText("12,900.00")
    form.net.changed.emit()


def entry_error(window: Window) -> None:
    """A bill that lacks its pool."""
    form = _form(window)
    form.supplier.setText("เก้าอี้และโต๊ะ จำกัด")
    form.number.setText("CH-1")
    form.pool.setText("chairs")
    form.net.setText("4,500")
    form.submit()


def paste(window: Window) -> None:
    """Rows from a spreadsheet, two of them wrong."""
    page = _page(window)
    page.show_step("bills")
    page.bills().paste(_PASTED)


def income(window: Window) -> None:
    """Income that is taken off the pools."""
    page = _page(window)
    page.show_step("bills")
    page.bills().show_kind("income")


def direct(window: Window) -> None:
    """What single organisations owe."""
    page = _page(window)
    page.show_step("bills")
    page.bills().show_kind("direct-charges")


def take_back(window: Window) -> None:
    """The question before a bill is taken back."""
    bills(window)
    _page(window).bills().page().side.ask_takeback()


def drivers(window: Window) -> None:
    """By what the pools are shared."""
    _page(window).show_step("drivers")


def weights(window: Window) -> None:
    """Fixed weights being typed."""
    page = _page(window)
    page.show_step("drivers")
    part = page.part("drivers")
    assert isinstance(part, DriversPart)
    part.edit_weights()


def preview(window: Window) -> None:
    """The matrix alone."""
    _page(window).show_step("preview")


def trace(window: Window) -> None:
    """Where an amount comes from."""
    page = _page(window)
    page.show_step("review")
    QApplication.processEvents()
    page.month_view().trace(0, 0)


def close(window: Window) -> None:
    """What is checked before a close."""
    _page(window).show_step("close")


def close_blocked(window: Window) -> None:
    """Something stands in the way of the close."""
    page = _page(window)
    page.show_step("close")
    loaded, part = page.loaded(), page.part("close")
    if loaded is not None:
        blocking = Finding(
            "pool_without_driver", blocks=True, details={"pool": "parking"}
        )
        findings = (blocking, *loaded.preview.findings)
        part.show_month(replace(loaded, preview=replace(loaded.preview, findings=findings)))


def locked(window: Window) -> None:
    """A closed month, which can be opened again."""
    page = _page(window)
    page.show_month_before()
    page.show_step("close")


def statements(window: Window) -> None:
    """The statements of a closed month."""
    page = _page(window)
    page.show_month_before()
    page.show_step("statements")
    part = page.part("statements")
    assert isinstance(part, StatementsPart)
    part.focus_first()


def drafts(window: Window) -> None:
    """What the statements of an open month would say."""
    _page(window).show_step("statements")


def dues(window: Window) -> None:
    """Deposits to take, those that are held, and fees for what was missed."""
    _page(window).show_tab("dues")


def documents(window: Window) -> None:
    """All numbered documents."""
    _page(window).show_tab("documents")


def payments(window: Window) -> None:
    """Money received, and who owes."""
    page = _page(window)
    page.show_tab("payments")
    part = page.part("payments")
    assert isinstance(part, PaymentsPart)
    part.form.amount.set_amount(1_250_000)


def suppliers(window: Window) -> None:
    """Bills to pay, what was paid, and who the suppliers are."""
    _page(window).show_tab("suppliers")


def bank(window: Window) -> None:
    """Lines of the bank, and what they may be."""
    _page(window).show_tab("bank")


def ledger(window: Window) -> None:
    """Accounts and postings."""
    _page(window).show_tab("ledger")


def told(window: Window) -> None:
    """A bill was entered and can be taken back."""
    bills(window)
    words = window.front.words
    window.front.tell(
        words.t(N_("Bill {number} of {supplier} is entered: {amount} net."),
                number="MEA-0991", supplier="การไฟฟ้านครหลวง", amount=words.amount(965_025)),
        change=1,
    )  # fmt: skip


SCENES = {
    "bills": bills, "entry": entry, "entry_error": entry_error, "paste": paste, "income": income,
    "direct": direct, "take_back": take_back, "drivers": drivers, "weights": weights,
    "preview": preview, "trace": trace, "close": close,
    "close_blocked": close_blocked, "locked": locked,
    "statements": statements, "drafts": drafts, "dues": dues,
    "documents": documents, "payments": payments, "suppliers": suppliers, "bank": bank,
    "ledger": ledger, "told": told,
}  # fmt: skip
