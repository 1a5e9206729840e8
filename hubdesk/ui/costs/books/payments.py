"""Money received: an entry row, the list, rows of a bank's file, and who owes what.

    part = PaymentsPart(make)
    part.show_month(loaded)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.billing import queries as billing
from hubdesk.billing.model import Debt, Payment
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import Session
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.bills.droptable import DropTable
from hubdesk.ui.costs.bills.form import EntryForm
from hubdesk.ui.costs.bills.pasting import Fill
from hubdesk.ui.costs.bills.sheetpart import SheetPart
from hubdesk.ui.costs.bills.takeback import TakeBack
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.paged import Ask, PagedColumn, PagedModel, Slice
from hubdesk.ui.widgets.table import Column, TableModel, table_view
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_


@dataclass(frozen=True, slots=True)
class NewPayment:
    """Money received, as a person enters it."""

    date: dt.date
    org: str
    amount_minor: int
    reference: str


def fetch_payments(session: Session, ask: Ask) -> Slice:
    """A page of payments."""
    return Slice(*billing.list_payments(
        session, text=ask.text, sort=ask.sort, descending=ask.descending, offset=ask.offset,
        limit=ask.limit,
    ))  # fmt: skip


def _columns(org: Callable[[Words, Payment], str]) -> tuple[PagedColumn, ...]:
    return (
        PagedColumn("date", N_("Date"), lambda w, one: w.date_short(one.date), 104),
        PagedColumn("org", N_("Organisation"), org),
        PagedColumn("amount", N_("Amount"), lambda w, one: w.amount(one.amount_minor), 106, True),
        PagedColumn("reference", N_("Reference"), lambda _w, one: one.reference, 118),
        PagedColumn("code", N_("Receipt"), lambda _w, one: one.code, 128),
    )


_OWED = (
    Column(N_("Organisation")),
    Column(N_("Owes"), 98, right=True),
    Column(N_("Overdue"), 78, right=True),
)


class PaymentForm(EntryForm):
    """The entry row of a payment."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.date = DateField(make, N_("Date"))
        self.org = OrgField(make)
        self.amount = MoneyField(make, N_("Amount"))
        self.reference = make.line_edit(N_("Reference"))
        self.line(
            (N_("Date"), self.date, 0), (N_("Organisation"), self.org, 3),
            (N_("Amount"), self.amount, 1), (N_("Reference"), self.reference, 2),
        )  # fmt: skip
        self.finish()
        self.owed: dict[str, int] = {}

    def show_month(self, loaded: CostsLoad) -> None:
        first = self.loaded is None
        super().show_month(loaded)
        self.setEnabled(True)
        self.org.set_orgs(loaded.orgs)
        if first:
            self.date.set_day(self.front.today())
        self.tell_sum()

    def check(self) -> NewPayment | tuple[QWidget, str]:  # type: ignore[override]
        words = self.front.words
        if why := self.date.problem():
            return self.date, why
        org = self.org.org()
        if org is None:
            return self.org, (
                self.org.problem() if self.org.text().strip() else words.t("Who paid?")
            )
        if why := self.amount.problem():
            return self.amount, why
        day, amount = self.date.day(), self.amount.amount()
        assert day is not None
        assert amount is not None
        return NewPayment(day, org.code, amount, self.reference.text().strip())

    def refuse(self, error: KnownError) -> None:
        """The house refused it: say why, at the field it is about."""
        zero = error.details.get("field") == "amount"
        self.complain(self.amount if zero else self.date, self.front.words.error(error))

    def sum_text(self) -> str:
        words, house = self.front.words, self.front.house
        org = self.org.org()
        if org is None:
            return words.t("Enter adds the payment and starts the next one.")
        owed = self.owed.get(org.code, 0)
        text = words.t("{org} owes {amount}", org=org.code,
                       amount=words.amount(owed, house.digits, house.currency))  # fmt: skip
        amount = self.amount.amount()
        if amount is None:
            return text
        left = words.amount(owed - amount, house.digits, house.currency)
        return f"{text} \u00b7 " + words.t("then {amount}", amount=left)

    def begin_next(self) -> None:
        self.org.clear()
        self.amount.set_amount(None)
        self.reference.clear()
        self.clear_complaint()
        self.org.setFocus()


class PaymentsPart(SheetPart):
    """Signals:
    shown(): who owes what has arrived.
    """

    shown = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Read the bank\u2019s file \u2026"))
        self.form = PaymentForm(make)
        self.model = PagedModel(
            make.front, _columns(self.org_of), fetch=fetch_payments, key=lambda one: one.id
        )
        self.view = DropTable(make, self.model, N_("Payments"))
        self.owed = TableModel(make.front, _OWED)
        self.ask = TakeBack(make)
        self.search_field.setMaximumWidth(260)
        self.back_button = make.button(
            N_("Take back \u2026"), icon="undo-2", on=self.ask_takeback
        )
        self.back_button.setEnabled(False)
        self._page = self._build_list()
        self.stack.addWidget(self._page)
        self.stack.setCurrentWidget(self._page)
        tools = row(
            self.search_field, None, self.back_button, self.paste_button, self.read_button, gap=8
        )
        box = lay(QVBoxLayout(self), tools, gap=10)
        box.addWidget(self.stack, 1)
        self._connect()

    def _build_list(self) -> QWidget:
        make = self.make
        self._list = Card(make, N_("Payments"), icon="banknote")
        self._rows = QStackedWidget()
        self._rows.addWidget(self.view)
        self._rows.addWidget(EmptyPage(
            make, "banknote", N_("No payments yet"),
            N_("Enter money that was received above, or read the bank\u2019s file: date, "
               "organisation, amount, reference."),
        ))  # fmt: skip
        self._list.body.addWidget(self._rows, 1)
        side = Card(make, N_("Who owes"), icon="users")
        side.setFixedWidth(404)
        side.body.addWidget(table_view(
            make, self.owed, N_("Who owes"),
            nothing=N_("Nobody owes anything."),
        ), 1)  # fmt: skip
        self._owes = side
        page = QWidget()
        lists = lay(QHBoxLayout(), self._list, side, gap=12)
        lists.setStretch(0, 1)
        box = lay(QVBoxLayout(page), self.form, self.ask, gap=12)
        box.addLayout(lists, 1)
        return page

    def _connect(self) -> None:
        self.form.entered.connect(self._on_entered)
        self.form.table_pasted.connect(self.paste)
        self.form.file_dropped.connect(self._on_file_dropped)
        self.view.table_pasted.connect(self.paste)
        self.view.file_dropped.connect(self._on_row_dropped)
        self.view.picked.connect(self._on_picked)
        self.view.takeback_wanted.connect(self.ask_takeback)
        self.model.loaded.connect(self._on_rows)
        self.search_field.textChanged.connect(self._on_find_changed)
        self.ask.confirmed.connect(self._on_takeback_confirmed)

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        self.form.show_month(loaded)
        self.model.reload()
        self.front.read(billing.debts, self._on_owed, owner=self, key="owed")

    def focus_first(self) -> None:
        self.form.org.setFocus()

    @Slot(object)
    def _on_owed(self, debts: list[Debt]) -> None:
        loaded = self.loaded
        if loaded is None:
            return
        words, house = self.front.words, self.front.house
        found = [
            (loaded.orgs.by_id[debt.org_id], debt) for debt in debts
            if debt.org_id in loaded.orgs.by_id
        ]  # fmt: skip
        self.form.owed = {choice.code: debt.owed_minor for choice, debt in found}
        self.owed.show_rows([
            (
                choice.shown(words.lang), words.amount(debt.owed_minor, house.digits),
                self._overdue(debt),
            )
            for choice, debt in found
        ])  # fmt: skip
        total = sum(debt.owed_minor for _choice, debt in found)
        self._owes.count(len(found))
        self._owes.note.setText(words.amount(total, house.digits, house.currency))
        self.form.tell_sum()
        self.shown.emit()

    def _overdue(self, debt: Debt) -> str:
        """For how many days the oldest of it has been due."""
        if debt.owed_minor <= 0 or debt.due_since is None:
            return ""
        days = (self.front.today() - debt.due_since).days
        return self.front.words.n("{n} day", "{n} days", days) if days > 0 else ""

    @Slot()
    def _on_rows(self) -> None:
        empty = self.model.total == 0 and not self.model.ask.text
        self._rows.setCurrentIndex(1 if empty else 0)
        self._list.count(self.model.total)

    @Slot(str)
    def _on_find_changed(self, text: str) -> None:
        self.model.narrow(text=text.strip())

    @Slot(object)
    def _on_picked(self, one: Payment | None) -> None:
        self.back_button.setEnabled(one is not None)
        self.ask.dismiss()

    # -- entering -------------------------------------------------------------------------------

    @Slot(object)
    def _on_entered(self, new: NewPayment) -> None:
        ops.add_payment(
            self.front, new.org, new.date, new.amount_minor, new.reference, owner=self,
            entered=self.form.begin_next, failed=self.form.refuse,
        )  # fmt: skip

    @Slot()
    def ask_takeback(self) -> None:
        """Ask why the chosen payment is taken back."""
        one = self.view.chosen()
        if one is None:
            return
        words = self.front.words
        amount = words.amount(one.amount_minor, self.front.house.digits)
        self.ask.ask(
            words.t("Take back {what}?", what=f"{one.code} \u00b7 {one.org} {amount}"),
            words.t("It is reversed; the receipt\u2019s number stays taken."),
        )

    @Slot(str)
    def _on_takeback_confirmed(self, reason: str) -> None:
        one = self.view.chosen()
        if one is not None:
            ops.take_back_payment(self.front, one.id, one.code, reason, owner=self)

    # -- rows from elsewhere --------------------------------------------------------------------

    def rows_kind(self) -> str:
        return "payments"

    def rows_fill(self) -> Fill | None:
        return None if self.loaded is None else Fill(self.loaded.info.month)

    def rows_home(self) -> QWidget:
        return self._page

    @Slot(str)
    def _on_file_dropped(self, path: str) -> None:
        self.read_file(Path(path))

    @Slot(object, str)
    def _on_row_dropped(self, _row: object, path: str) -> None:
        self.read_file(Path(path))
