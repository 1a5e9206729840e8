"""What is known of the chosen entry, how it is taken back, and a bill's scan.

    side = EntrySide(make, "bills")
    side.show_row(row, loaded)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from hubdesk.costs.model import Bill, DirectCharge, Income
from hubdesk.costs.queries.listing import BillLine
from hubdesk.ui.costs.bills.lists import Row
from hubdesk.ui.costs.bills.scans import ScanPanel
from hubdesk.ui.costs.bills.takeback import TakeBack
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.inspector import Facts
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

WIDTH = 300


class EntrySide(QFrame):
    """Signals:
    takeback_confirmed(str): take the shown entry back for this reason.
    """

    takeback_confirmed = Signal(str)

    def __init__(self, make: Make, kind: str) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.kind = kind
        self._row: Row | None = None
        self._loaded: CostsLoad | None = None
        self.setProperty("kind", "card")
        self.setFixedWidth(WIDTH)
        self._title = make.elided(role="label")
        self._facts = Facts(make)
        self.take_back = make.button(
            N_("Take back \u2026"), icon="undo-2", small=True, on=self.ask_takeback
        )
        self.ask = TakeBack(make)
        self.ask.confirmed.connect(self._on_confirmed)
        self.ask.left.connect(self._on_left)
        self.scan = ScanPanel(make) if kind == "bills" else None
        inside = QWidget()
        box = lay(
            QVBoxLayout(inside), self._title, self._facts, row(self.take_back, None), self.ask,
            gap=8, margins=(14, 12, 14, 12),
        )  # fmt: skip
        self._rest = QWidget()
        rest = lay(QVBoxLayout(self._rest), gap=8)
        if self.scan is not None:
            rest.addWidget(make.rule())
            rest.addWidget(self.scan, 1)
        box.addWidget(self._rest, 100)
        box.addStretch(1)
        area = make.scroll(inside, N_("Details of what is selected"))
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        lay(QVBoxLayout(self), area, margins=(1, 1, 1, 1))
        self.hide()

    def row(self) -> Row | None:
        return self._row

    def show_row(self, shown: Row | None, loaded: CostsLoad | None) -> None:
        """Show an entry; None hides the side."""
        same = shown is not None and self._row is not None and shown.id == self._row.id
        self._row, self._loaded = shown, loaded
        self.setVisible(shown is not None)
        if not same:
            self.ask.hide()
            self._asking(on=False)
        if shown is None or loaded is None:
            if self.scan is not None:
                self.scan.show_bill(None)
            return
        self._tell(shown)
        if self.scan is not None:
            self.scan.show_bill(shown.id)

    def retranslate(self) -> None:
        self.show_row(self._row, self._loaded)

    def label(self) -> str:
        """How messages name the entry."""
        value = None if self._row is None else self._row.value
        if isinstance(value, BillLine):
            return f"{value.bill.supplier} {value.bill.number}"
        return "" if value is None else str(value.description)

    def _tell(self, shown: Row) -> None:
        self._title.set_whole(self.label())
        value = shown.value
        if isinstance(value, BillLine):
            self._facts.show_facts(self._bill(value.bill, shown))
        elif isinstance(value, Income):
            self._facts.show_facts(self._income(value, shown))
        else:
            self._facts.show_facts(self._direct(value))

    def _bill(self, bill: Bill, shown: Row) -> list[tuple[str, str]]:
        words, house = self.front.words, self.front.house
        return [
            (words.t("Date"), words.date(bill.date)),
            (words.t("Pool"), shown.pool(words)),
            (words.t("Service"), words.period(bill.service_from, bill.service_to)),
            (words.t("Net"), words.amount(bill.net_minor, house.digits)),
            (words.t("VAT"), words.amount(bill.vat_minor, house.digits)),
            (words.t("Gross"), words.amount(
                bill.net_minor + bill.vat_minor, house.digits, house.currency)),
            (words.t("Late, for"), "" if bill.service_month == bill.accounting_month
             else words.month(bill.service_month)),
            (words.t("Credits"), words.t("an earlier bill") if bill.credits_id else ""),
        ]  # fmt: skip

    def _income(self, one: Income, shown: Row) -> list[tuple[str, str]]:
        words, house = self.front.words, self.front.house
        return [
            (words.t("Date"), words.date(one.date)),
            (words.t("Pool"), shown.pool(words)),
            (words.t("Amount"), words.amount(one.amount_minor, house.digits, house.currency)),
        ]

    def _direct(self, one: DirectCharge) -> list[tuple[str, str]]:
        words, house = self.front.words, self.front.house
        known = None if self._loaded is None else self._loaded.orgs.by_code.get(one.org)
        return [
            (words.t("Date"), words.date(one.date)),
            (words.t("Owed by"), one.org if known is None else known.shown(words.lang)),
            (words.t("Project"), one.project),
            (words.t("Net"), words.amount(one.net_minor, house.digits, house.currency)),
            (words.t("VAT"), words.t("exempt") if one.vat_rate == "exempt"
             else f"{one.vat_rate} %"),
        ]  # fmt: skip

    @Slot()
    def ask_takeback(self) -> None:
        """Ask for the reason; what will happen depends on whether the month is locked."""
        if self._row is None or self._loaded is None:
            return
        words = self.front.words
        month = words.month(self._loaded.info.month)
        if self._loaded.locked:
            text = words.t(
                "{month} is locked: its mirror image is entered in the first open month, and "
                "everybody gets back exactly their part.", month=month,
            )  # fmt: skip
        else:
            text = words.t("It no longer counts in {month}; the history keeps it.", month=month)
        self._asking(on=True)
        self.ask.ask(words.t("Take back {what}?", what=self.label()), text)

    @Slot()
    def _on_left(self) -> None:
        self._asking(on=False)
        self.take_back.setFocus()

    @Slot(str)
    def _on_confirmed(self, reason: str) -> None:
        self._asking(on=False)
        self.takeback_confirmed.emit(reason)

    def _asking(self, *, on: bool) -> None:
        """The question takes the place of the rest: all would be too high for a small window."""
        self.take_back.setVisible(not on)
        self._facts.setVisible(not on)
        self._rest.setVisible(not on)
