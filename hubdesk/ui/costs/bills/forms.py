"""The entry rows of bills, income and direct charges.

    form = BillForm(make)
    form.entered.connect(self._on_bill_entered)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.rules.vat import vat_minor
from hubdesk.ui.costs.bills.form import EntryForm
from hubdesk.ui.costs.bills.values import NewBill, NewDirect, NewIncome
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.choicefield import ChoiceField
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, mark_wrong
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.words.marker import N_


class BillForm(EntryForm):
    """Attributes:
    scan: a file to be kept with the bill.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.scan: Path | None = None
        self.date = DateField(make, N_("Date of the bill"))
        self.supplier = ChoiceField(make, N_("Supplier"))
        self.number = make.line_edit(N_("Number"))
        self.pool = ChoiceField(make, N_("Pool"))
        self.first = DateField(make, N_("First day of the service"))
        self.last = DateField(make, N_("Last day of the service"))
        self.net = MoneyField(make, N_("Net"))
        self.vat = self.vat_field()
        self.tax = MoneyField(make, N_("VAT amount"))
        self.line(
            (N_("Date"), self.date, 0), (N_("Supplier"), self.supplier, 3),
            (N_("Number"), self.number, 2), (N_("Pool"), self.pool, 2),
        )  # fmt: skip
        self.line(
            (N_("Service from"), self.first, 0), (N_("to"), self.last, 0),
            (N_("Net"), self.net, 2), (N_("VAT"), self.vat, 1), (N_("VAT amount"), self.tax, 1),
        )  # fmt: skip
        self.scan_button = make.button("", icon="paperclip", kind="quiet", small=True,
                                       tip=N_("Do not keep this scan"),
                                       on=self._on_scan_clicked)  # fmt: skip
        self.scan_button.hide()
        self.foot.insertWidget(1, self.scan_button)
        self.finish()
        self._own_tax = False
        self.supplier.taken.connect(self._on_supplier_taken)
        self.supplier.editingFinished.connect(self._on_supplier_finished)
        self.pool.editingFinished.connect(self._on_pool_finished)
        self.net.changed.connect(self._compute_tax)
        self.vat.activated.connect(self._on_vat_activated)
        self.tax.textEdited.connect(self._on_tax_edited)

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info.month != loaded.info.month
        super().show_month(loaded)
        self.fill_vat(self.vat)
        self.supplier.offer([(bill.supplier, bill.supplier) for bill in loaded.habits])
        self.pool.offer([(pool.code, self.pool_shown(pool)) for pool in loaded.pools.values()])
        if other:
            month = loaded.info.month
            self.first.set_day(month.first_day)
            self.last.set_day(month.last_day)
            today = self.front.today()
            self.date.set_day(max(month.first_day, min(today, month.last_day)))
        self.tell_sum()

    def check(self) -> NewBill | tuple[QWidget, str]:
        words = self.front.words
        for field in (self.date, self.first, self.last):
            if why := field.problem():
                return field, why
        first, last, day = self.first.day(), self.last.day(), self.date.day()
        assert first is not None
        assert last is not None
        assert day is not None
        supplier = self.supplier.text().strip()
        if not supplier:
            return self.supplier, words.t("Whose bill is it?")
        if not self.number.text().strip():
            return self.number, words.t("Which number does the bill have?")
        pool = self.pool.key()
        if pool is None:
            return self.pool, self._pool_problem()
        if last < first:
            return self.last, words.t("The last day is before the first.")
        if why := self.net.problem():
            return self.net, why
        if self._own_tax and (why := self.tax.problem()):
            return self.tax, why
        net, tax = self.net.amount(), self.tax.amount() if self._own_tax else None
        assert net is not None
        return NewBill(
            supplier, self.number.text().strip(), day, first, last, pool, net,
            self.vat.currentData(), tax,
        )  # fmt: skip

    def complain(self, field: QWidget, text: str, *, missing: str = "") -> None:
        if field is self.pool and self.pool.text().strip() and self.pool.key() is None:
            missing = self.pool.text().strip()
        super().complain(field, text, missing=missing)

    def _pool_problem(self) -> str:
        text = self.pool.text().strip()
        if not text:
            return self.front.words.t("Which pool bears it?")
        return self.front.words.t("No pool, or more than one, fits \u201c{text}\u201d.", text=text)

    def refuse(self, error: KnownError) -> None:
        """The house refused the bill: say why, at the field it is about."""
        field = {
            "duplicate_bill": self.number,
            "vat_mismatch": self.vat,
            "month_locked": self.last,
            "month_before_service": self.last,
        }.get(error.code) or {
            "net": self.net, "vat": self.tax, "vat_rate": self.vat, "service_to": self.last,
            "pool": self.pool,
        }.get(str(error.details.get("field")), self.number)  # fmt: skip
        self.complain(field, self.front.words.error(error))

    def sum_text(self) -> str:
        net = self.net.amount()
        if net is None or self.loaded is None:
            return self.front.words.t("Enter adds the bill and starts the next one.")
        words, house = self.front.words, self.front.house
        tax = self.tax.amount() or 0
        text = words.t(
            "{net} + {vat} VAT = {gross}", net=words.amount(net, house.digits),
            vat=words.amount(tax, house.digits),
            gross=words.amount(net + tax, house.digits, house.currency),
        )  # fmt: skip
        total = sum(bill.net_minor for bill in self.loaded.bills) + net
        after = words.t(
            "bills of {month} then: {amount} net", month=words.month(self.loaded.info.month),
            amount=words.amount(total, house.digits),
        )  # fmt: skip
        return f"{text} \u00b7 {after}"

    def begin_next(self) -> None:
        for field in (self.supplier, self.number):
            field.clear()
        self.net.set_amount(None)
        self.tax.set_amount(None)
        self._own_tax = False
        self.keep_scan(None)
        self.clear_complaint()
        self.supplier.setFocus()

    def keep_scan(self, path: Path | None) -> None:
        """Keep a file with the bill that is being entered; None takes it away."""
        self.scan = path
        self.scan_button.setVisible(path is not None)
        self.scan_button.setText("" if path is None else f"{path.name}  \u00d7")
        if path is not None:
            self.make.set_icon(self.scan_button, "paperclip")

    # -- one field fills another ----------------------------------------------------------------

    @Slot(str)
    def _on_supplier_taken(self, supplier: str) -> None:
        self._take_habits(supplier)

    @Slot()
    def _on_supplier_finished(self) -> None:
        self._take_habits(self.supplier.text().strip())

    def _take_habits(self, supplier: str) -> None:
        """The pool is that of the supplier's last bill, unless another was chosen."""
        habits = () if self.loaded is None else self.loaded.habits
        known = next((bill for bill in habits if bill.supplier == supplier), None)
        if known is not None:
            self.pool.show_key(known.pool)
            self.vat.setCurrentIndex(self.vat.findData(known.vat_rate))
            self._compute_tax()

    @Slot()
    def _on_pool_finished(self) -> None:
        """The VAT kind follows the pool."""
        pool = None if self.loaded is None else self.loaded.pools.get(self.pool.key() or "")
        if pool is not None and pool.vat_rate is not None:
            self.vat.setCurrentIndex(self.vat.findData(pool.vat_rate))
            self._compute_tax()

    @Slot()
    def _compute_tax(self) -> None:
        net = self.net.amount()
        if self.loaded is None or self._own_tax:
            return
        registered = self.loaded.vat_registered and net is not None
        tax = vat_minor(net or 0, self.vat.currentData()) if registered else 0
        self.tax.set_amount(None if net is None else tax)
        self.tax.setEnabled(self.loaded.vat_registered)
        self.tell_sum()

    @Slot()
    def _on_vat_activated(self) -> None:
        self._own_tax = False
        mark_wrong(self.vat, "")
        self._compute_tax()

    @Slot()
    def _on_tax_edited(self) -> None:
        self._own_tax = bool(self.tax.text().strip())
        if not self._own_tax:
            self._compute_tax()

    @Slot()
    def _on_scan_clicked(self) -> None:
        self.keep_scan(None)


class IncomeForm(EntryForm):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.date = DateField(make, N_("Date"))
        self.description = make.line_edit(N_("Description"))
        self.pool = ChoiceField(make, N_("Pool"))
        self.amount = MoneyField(make, N_("Amount"))
        self.line(
            (N_("Date"), self.date, 0), (N_("Description"), self.description, 3),
            (N_("Pool"), self.pool, 2), (N_("Amount"), self.amount, 1),
        )  # fmt: skip
        self.finish()

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info.month != loaded.info.month
        super().show_month(loaded)
        self.pool.offer([(pool.code, self.pool_shown(pool)) for pool in loaded.pools.values()])
        if other:
            month = loaded.info.month
            self.date.set_day(max(month.first_day, min(self.front.today(), month.last_day)))
        self.tell_sum()

    def check(self) -> NewIncome | tuple[QWidget, str]:
        words = self.front.words
        if why := self.date.problem():
            return self.date, why
        if not self.description.text().strip():
            return self.description, words.t("What was it for?")
        pool = self.pool.key()
        if pool is None:
            return self.pool, words.t("Which pool does it relieve?")
        if why := self.amount.problem():
            return self.amount, why
        day, amount = self.date.day(), self.amount.amount()
        assert day is not None
        assert amount is not None
        return NewIncome(day, self.description.text().strip(), pool, amount)

    def refuse(self, error: KnownError) -> None:
        """The house refused it: say why, at the field it is about."""
        zero = error.details.get("field") == "amount"
        self.complain(self.amount if zero else self.date, self.front.words.error(error))

    def sum_text(self) -> str:
        return self.front.words.t("It is taken off the pool before the pool is shared.")

    def begin_next(self) -> None:
        self.description.clear()
        self.amount.set_amount(None)
        self.clear_complaint()
        self.description.setFocus()


class DirectForm(EntryForm):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.date = DateField(make, N_("Date"))
        self.org = OrgField(make)
        self.description = make.line_edit(N_("Description"))
        self.project = make.line_edit(N_("Project"))
        self.net = MoneyField(make, N_("Net"))
        self.vat = self.vat_field()
        self.line(
            (N_("Date"), self.date, 0), (N_("Organisation"), self.org, 3),
            (N_("Description"), self.description, 3), (N_("Project"), self.project, 1),
            (N_("Net"), self.net, 1), (N_("VAT"), self.vat, 1),
        )  # fmt: skip
        self.finish()

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info.month != loaded.info.month
        super().show_month(loaded)
        self.fill_vat(self.vat)
        self.org.set_orgs(loaded.orgs)
        if other:
            month = loaded.info.month
            self.date.set_day(max(month.first_day, min(self.front.today(), month.last_day)))
            self.vat.setCurrentIndex(self.vat.findData("7"))
        self.tell_sum()

    def check(self) -> NewDirect | tuple[QWidget, str]:
        words = self.front.words
        if why := self.date.problem():
            return self.date, why
        org = self.org.org()
        if org is None:
            return self.org, self._org_problem()
        if not self.description.text().strip():
            return self.description, words.t("What was it for?")
        if why := self.net.problem():
            return self.net, why
        day, net = self.date.day(), self.net.amount()
        assert day is not None
        assert net is not None
        return NewDirect(
            day, org.code, self.description.text().strip(), self.project.text().strip(), net,
            self.vat.currentData(),
        )  # fmt: skip

    def _org_problem(self) -> str:
        if self.org.text().strip():
            return self.org.problem()
        return self.front.words.t("Which organisation owes it?")

    def refuse(self, error: KnownError) -> None:
        """The house refused it: say why, at the field it is about."""
        zero = error.details.get("field") == "net"
        self.complain(self.net if zero else self.date, self.front.words.error(error))

    def sum_text(self) -> str:
        return self.front.words.t("It stands on the statement of that organisation alone.")

    def begin_next(self) -> None:
        fields: tuple[QLineEdit, ...] = (self.org, self.description, self.project)
        for field in fields:
            field.clear()
        self.net.set_amount(None)
        self.clear_complaint()
        self.org.setFocus()
