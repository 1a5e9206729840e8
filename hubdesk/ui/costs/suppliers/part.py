"""The tab *Suppliers*: bills to pay, what was paid, and who the suppliers are.

    part = SuppliersPart(make, page)
    part.show_month(loaded)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.billing.payables import Payable
from hubdesk.billing.queries.payables import SupplierPayment
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.costs.bills.takeback import TakeBack
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.costs.suppliers import ops
from hubdesk.ui.costs.suppliers.forms import PayForm, SupplierForm
from hubdesk.ui.costs.suppliers.load import SuppliersLoad, load_suppliers
from hubdesk.ui.costs.suppliers.rows import (
    BILL_COLUMNS,
    PAID_COLUMNS,
    SUPPLIER_COLUMNS,
    bill_row,
    paid_row,
    supplier_row,
)
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import CellModel, CellView
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


class SuppliersPart(Part):
    """See the module.

    Attributes:
        found: what is shown; None before it was read.
        pay, certificate, back, edit: act on the chosen row.
    """

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__(make)
        self._page = page
        self.found: SuppliersLoad | None = None
        front = make.front
        self.bills = CellModel(front, BILL_COLUMNS)
        self.paid = CellModel(front, PAID_COLUMNS)
        self.suppliers = CellModel(front, SUPPLIER_COLUMNS)
        self.pay = make.button(N_("Pay \u2026"), icon="banknote", small=True, on=self._on_pay)
        self.certificate = make.button(
            N_("Certificate \u2026"), icon="receipt-text", small=True, on=self._on_certificate
        )
        self.back = make.button(
            N_("Take back \u2026"), icon="undo-2", small=True, on=self._on_take_back
        )
        self.edit = make.button(N_("Change \u2026"), icon="pencil", small=True, on=self._on_edit)
        self.bills_view, bills = self._listed(
            self.bills, N_("Bills to pay"), N_("No bill of a supplier is open."), self._on_pay,
            self.pay,
        )  # fmt: skip
        self.paid_view, paid = self._listed(
            self.paid, N_("Paid to suppliers"), N_("Nothing was paid to a supplier yet."),
            self._on_certificate, self.certificate, self.back,
        )  # fmt: skip
        self.suppliers_view, suppliers = self._listed(
            self.suppliers, N_("Suppliers"), N_("A supplier is known once its bill is entered."),
            self._on_edit, self.edit,
        )  # fmt: skip
        self.ask = TakeBack(make)
        self.ask.confirmed.connect(self._on_take_back_confirmed)
        paid.body.addWidget(self.ask)
        self._cards = (bills, paid, suppliers)
        left = QWidget()
        box = lay(QVBoxLayout(left), bills, paid, gap=12)
        box.setStretch(0, 3)
        box.setStretch(1, 2)
        whole = lay(QHBoxLayout(self), left, suppliers, gap=12)
        whole.setStretch(0, 3)
        whole.setStretch(1, 2)
        self.paid_view.selectionModel().currentChanged.connect(self._on_payment_chosen)
        self.paid.modelReset.connect(self._on_payment_chosen)

    def _listed(
        self, model: CellModel, title: str, nothing: str, opened: Callable[[], None],
        *acts: QWidget,
    ) -> tuple[CellView, Card]:  # fmt: skip
        view = CellView(self.make, model, title, nothing=nothing)
        view.opened.connect(opened)
        card = Card(self.make, title, icon="banknote")
        card.act(*acts)
        card.body.addWidget(view, 1)
        return view, card

    @cached_property
    def pay_form(self) -> PayForm:
        form = PayForm(self._page, self.make)
        form.submitted.connect(self._on_pay_submitted)
        return form

    @cached_property
    def supplier_form(self) -> SupplierForm:
        form = SupplierForm(self._page, self.make)
        form.submitted.connect(self._on_supplier_submitted)
        return form

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        self.front.read(load_suppliers, self._on_read, owner=self, key="costs-suppliers")

    def retranslate(self) -> None:
        if self.found is not None:
            self._on_read(self.found)

    def focus_first(self) -> None:
        self.bills_view.setFocus()

    @Slot(object)
    def _on_read(self, found: SuppliersLoad) -> None:
        self.found = found
        front = self.front
        self.bills.show_rows([bill_row(front, one) for one in found.bills])
        self.paid.show_rows([paid_row(front, one) for one in found.payments])
        self.suppliers.show_rows(
            [supplier_row(front, one, found.owed_to(one.name)) for one in found.suppliers.values()]
        )
        shown = (found.bills, found.payments, found.suppliers)
        for card, rows in zip(self._cards, shown, strict=True):
            card.count(len(rows))
        self.pay.setEnabled(bool(found.bills))
        self.edit.setEnabled(bool(found.suppliers))

    @Slot()
    def _on_payment_chosen(self, *_of: object) -> None:
        one = self._chosen_payment()
        self.back.setEnabled(one is not None)
        self.certificate.setEnabled(one is not None and one.certificate is not None)
        self.ask.dismiss()

    def _chosen_bill(self) -> Payable | None:
        rows = self.found.bills if self.found else ()
        key = self.bills_view.key()
        return next((one for one in rows if key in (None, one.bill_id)), None)

    def _chosen_payment(self) -> SupplierPayment | None:
        rows = self.found.payments if self.found else ()
        key = self.paid_view.key()
        return next((one for one in rows if one.id == key), None)

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_pay(self, _key: object = None) -> None:
        bill, found = self._chosen_bill(), self.found
        if bill is not None and found is not None:
            self.pay_form.ask(self.pay, bill, found.suppliers[bill.supplier], found.rates)

    @Slot()
    def _on_pay_submitted(self) -> None:
        form = self.pay_form
        if not form.check() or form.bill is None:
            return
        day = form.date.day()
        assert day is not None
        ops.pay(
            self.front, form.bill, form.wish(), day, form.reference.text(), owner=self,
            paid=form.dismiss, failed=self._blame(form),
        )  # fmt: skip

    @Slot()
    def _on_edit(self, _key: object = None) -> None:
        found = self.found
        if found is None or not found.suppliers:
            return
        name = self.suppliers_view.key()
        one = found.suppliers.get(str(name)) or next(iter(found.suppliers.values()))
        self.supplier_form.ask(self.edit, one)

    @Slot()
    def _on_supplier_submitted(self) -> None:
        form = self.supplier_form
        ops.save_supplier(self.front, form, owner=self, failed=self._blame(form))

    @Slot()
    def _on_certificate(self, _key: object = None) -> None:
        one = self._chosen_payment()
        if one is not None and one.certificate is not None:
            ops.print_certificate(self.front, one.certificate, owner=self)

    @Slot()
    def _on_take_back(self) -> None:
        one = self._chosen_payment()
        if one is not None:
            words = self.front.words
            self.ask.ask(
                words.t("Take back {what}?", what=f"{one.code} \u00b7 {one.supplier}"),
                words.t("Its bills are open again; its certificate is shown as cancelled."),
            )

    @Slot(str)
    def _on_take_back_confirmed(self, reason: str) -> None:
        one = self._chosen_payment()
        if one is not None:
            ops.take_back(self.front, one, reason, owner=self)

    def _blame(self, form: FormPopover) -> Callable[[KnownError], None]:
        def refused(error: KnownError) -> None:
            form.blame(lambda: self.front.words.error(error))

        return refused
