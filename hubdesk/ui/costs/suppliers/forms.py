"""Paying a bill with what is withheld of it, and what is known of a supplier.

    form = PayForm(page, make)
    form.ask(button, bill, supplier, rates)
    form.wish()      # what to pay
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from hubdesk.billing.payables import Payable, Wish, plan
from hubdesk.billing.withholding import KINDS, Rate
from hubdesk.costs.suppliers import MOST_DAYS, PAYEES, Supplier
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_


class PayForm(FormPopover):
    """A payment of one bill, in whole or in part; it says at once what is withheld.

    Attributes:
        bill: which; None before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Pay the bill"), N_("Pay"))
        self.bill: Payable | None = None
        self._payee: Supplier | None = None
        self._rates: Sequence[Rate] = ()
        self.date = DateField(make, N_("Day of payment"))
        self.amount = MoneyField(make, N_("Amount"))
        self.kind = Combo(make, N_("What is paid for"))
        self.reference = make.line_edit(N_("Reference"))
        self.add(N_("Day of payment"), self.date)
        self.add(N_("Amount"), self.amount, unit=self.front.house.currency)
        self.add(N_("What is paid for"), self.kind)
        self.add(N_("Reference"), self.reference)
        self.amount.changed.connect(self._on_changed)
        self.kind.activated.connect(self._on_changed)
        self.date.changed.connect(self._on_day_changed)

    def ask(
        self, target: QWidget, bill: Payable, payee: Supplier, rates: Sequence[Rate]
    ) -> None:
        """Open for what is open of a bill."""
        self.bill, self._payee, self._rates = bill, payee, rates
        words = self.front.words
        self.kind.clear()
        for kind in ("", *KINDS):
            self.kind.addItem(words.name("payment_kind", kind), kind)
        self.kind.setCurrentIndex(max(0, self.kind.findData(payee.payment_kind)))
        self.date.set_day(self.front.today())
        self.amount.set_amount(bill.open_minor)
        self.reference.clear()
        self.say(self.told)
        self.open_at(target, self.amount)

    def wish(self) -> Wish:
        """What to pay."""
        assert self.bill is not None
        return Wish(self.bill.bill_id, self.amount.amount(), self.kind.currentData())

    def check(self) -> bool:
        """Whether it can be paid; if not, what is wrong is said where it is wrong."""
        return self.filled(self.date, self.amount)

    def told(self) -> str:
        """Whose bill it is, what is withheld and what is left to transfer."""
        bill, payee, day = self.bill, self._payee, self.date.day()
        amount = self.amount.amount()
        if bill is None or payee is None:
            return ""
        words, digits = self.front.words, self.front.house.digits
        whose = f"{bill.supplier} \u00b7 {bill.number}"
        if day is None or amount is None:
            return whose
        try:
            (part,) = plan([self.wish()], {bill.bill_id: bill}, self._rates, payee=payee.payee,
                           usual=payee.payment_kind, on=day)  # fmt: skip
        except KnownError:
            return whose
        if not part.withheld_minor:
            return whose
        held = words.t(
            "tax withheld {tax}, to transfer {rest}",
            tax=words.amount(part.withheld_minor, digits),
            rest=words.amount(amount - part.withheld_minor, digits),
        )
        return f"{whose}: {held}"

    @Slot()
    def _on_changed(self) -> None:
        self.say(self.told)

    @Slot(object)
    def _on_day_changed(self, _day: object) -> None:
        self.say(self.told)


class SupplierForm(FormPopover):
    """What is known of a supplier.

    Attributes:
        name: by which its bills name it; empty before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Supplier"), N_("Save"), width=460)
        self.name = ""
        self.name_th = make.line_edit(N_("Name in Thai"))
        self.name_en = make.line_edit(N_("Name in English"))
        self.tax_id = make.line_edit(N_("Tax ID"))
        self.branch = make.line_edit(N_("Branch"))
        self.address_th = make.line_edit(N_("Address in Thai"))
        self.address_en = make.line_edit(N_("Address in English"))
        self.payee = Combo(make, N_("Kind of payee"))
        self.kind = Combo(make, N_("What is usually paid for"))
        self.days = NumberField(make, N_("Days to pay"), 0, MOST_DAYS)
        self.bank = make.line_edit(N_("Bank"))
        self.account_name = make.line_edit(N_("Name of the account"))
        self.account_number = make.line_edit(N_("Number of the account"))
        self.add(N_("Name in Thai"), self.name_th)
        self.add(N_("Name in English"), self.name_en)
        self.add(N_("Tax ID"), self.tax_id, self.branch)
        self.add(N_("Address in Thai"), self.address_th)
        self.add(N_("Address in English"), self.address_en)
        self.add(N_("Kind of payee"), self.payee)
        self.add(N_("What is usually paid for"), self.kind)
        self.add(N_("Days to pay"), self.days)
        self.add(N_("Bank"), self.bank)
        self.add(N_("Name of the account"), self.account_name)
        self.add(N_("Number of the account"), self.account_number)

    def ask(self, target: QWidget, one: Supplier) -> None:
        """Open for a supplier."""
        self.name = one.name
        words = self.front.words
        for combo, group, codes, chosen in (
            (self.payee, "payee", PAYEES, one.payee),
            (self.kind, "payment_kind", ("", *KINDS), one.payment_kind),
        ):
            combo.clear()
            for code in codes:
                combo.addItem(words.name(group, code), code)
            combo.setCurrentIndex(max(0, combo.findData(chosen)))
        for field, text in (
            (self.name_th, one.names.th), (self.name_en, one.names.en),
            (self.tax_id, one.tax_id), (self.branch, one.branch),
            (self.address_th, one.address.th), (self.address_en, one.address.en),
            (self.bank, one.bank), (self.account_name, one.account_name),
            (self.account_number, one.account_number),
        ):  # fmt: skip
            field.setText(text)
        self.days.setValue(one.payment_days)
        self.say(one.name)
        self.open_at(target, self.name_th)

    def values(self) -> dict[str, Any]:
        """As the service takes them."""
        return {
            "name_th": self.name_th.text(), "name_en": self.name_en.text(),
            "tax_id": self.tax_id.text(), "branch": self.branch.text(),
            "address_th": self.address_th.text(), "address_en": self.address_en.text(),
            "payee": self.payee.currentData(), "payment_kind": self.kind.currentData(),
            "payment_days": self.days.value(), "bank": self.bank.text(),
            "account_name": self.account_name.text(),
            "account_number": self.account_number.text(),
        }  # fmt: skip
