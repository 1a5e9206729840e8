"""The page *Costs*: a month from its bills to its statements, and the books beside it.

    page = CostsPage(front)
    page.show_month(Month(2026, 10))
    page.show_step("review")
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.costs import queries as costs_queries
from hubdesk.costs.model import Bill
from hubdesk.kernel.month import Month
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.load import CostsLoad, load_costs
from hubdesk.ui.costs.monthview import MonthView
from hubdesk.ui.costs.part import Part
from hubdesk.ui.costs.parts import MAKERS, TABS
from hubdesk.ui.costs.states import step_states
from hubdesk.ui.costs.steps import STEPS, Steps
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.places import Command, Place
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.giveway import GiveWay
from hubdesk.ui.widgets.make import lay, retone
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.costs.bills.part import BillsPart
    from hubdesk.ui.costs.bills.scans import ScanSheet

_STATES = {"open": "warning", "soft": "accent", "locked": "good", "reopened": "warning"}
#: Steps that share one part.
_PART_OF = {"preview": "month", "review": "month"}


class CostsPage(Page):
    """Attributes:
    steps: the strip of steps.
    tabs: the month, or the books beside it.
    """

    name = "costs"
    msgid = N_("Costs")
    kinds = ("bill", "income", "direct_charge", "cost_pool", "pool_rule", "occupancy", "period",
             "share", "usage_charge", "document", "organisation", "occurrence", "rate",
             "payment", "supplier", "supplier_payment", "withholding_rate", "bank_line",
             "bank_match", "attachment", "deposit", "price_rule", "agreement")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._month: Month | None = None
        self._loaded: CostsLoad | None = None
        self._tab = "month"
        self._step = ""
        self._then: Callable[[], None] | None = None
        self._parts: dict[str, Part] = {}
        self.steps = Steps(self.make)
        self._views = QStackedWidget()
        lay(QVBoxLayout(self), self._build_header(), self._build_content())
        self._scan: ScanSheet | None = None
        self.chooser.activated.connect(self._on_month_activated)
        self.steps.chosen.connect(self.show_step)
        self.tabs.chosen.connect(self.show_tab)

    def _build_header(self) -> QWidget:
        make = self.make
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self.before = make.icon_button(
            N_("The month before"), "chevron-left", on=self.show_month_before
        )
        self.after = make.icon_button(
            N_("The month after"), "chevron-right", on=self.show_month_after
        )
        self.chooser = Combo(make, N_("Month"), height="button")
        self.chooser.setMinimumWidth(148)
        self._state = make.pill()
        self.tabs = Segments(make, N_("What is shown"), TABS)
        self.tabs.choose("month")
        self.worksheet = make.button(
            N_("Worksheet"), icon="file-spreadsheet", on=self.save_worksheet
        )
        self.close_button = make.button(
            N_("Close month"), icon="lock", on=self._on_close_clicked
        )
        title = make.label(self.msgid, role="title")
        lay(
            QHBoxLayout(header), title, 8, self.before,
            self.chooser, self.after, 2, self._state, 6, self.tabs, None, self.worksheet,
            self.close_button, gap=6, margins=(16, 0, 16, 0),
        )  # fmt: skip
        GiveWay(self.front, header, (self.worksheet, self.close_button), title=title)
        return header

    def _build_content(self) -> QWidget:
        content = QWidget()
        outer = lay(
            QVBoxLayout(content), self.steps, self._views, gap=12, margins=(16, 0, 16, 16)
        )
        outer.setStretchFactor(self._views, 1)
        return content

    # -- parts ----------------------------------------------------------------------------------

    def part(self, key: str) -> Part:
        """A step's or a tab's part; made when it is first wanted."""
        key = _PART_OF.get(key, key)
        found = self._parts.get(key)
        if found is None:
            found = self._parts[key] = MAKERS[key](self.make, self)
            self._views.addWidget(found)
            self._connect_part(found)
        return found

    def _connect_part(self, part: Part) -> None:
        if isinstance(part, MonthView):
            part.pop.followed.connect(self._on_source_followed)
            part.bills_wanted.connect(self._on_bills_wanted)
        part.scan_wanted.connect(self._on_scan_wanted)
        part.fix_wanted.connect(self._on_fix_wanted)
        part.closed.connect(self._on_closed)

    def bills(self) -> BillsPart:
        from hubdesk.ui.costs.bills.part import BillsPart

        part = self.part("bills")
        assert isinstance(part, BillsPart)
        return part

    def month_view(self) -> MonthView:
        part = self.part("month")
        assert isinstance(part, MonthView)
        return part

    @property
    def scan(self) -> ScanSheet:
        """A bill's scan, large over the page; made when it is first wanted."""
        if self._scan is None:
            from hubdesk.ui.costs.bills.scans import ScanSheet

            self._scan = ScanSheet(self, self.make)
            self._scan.closed.connect(self.focus_first)
        return self._scan

    def _front_part(self) -> Part | None:
        part = self._views.currentWidget()
        return part if isinstance(part, Part) else None

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        part = self._front_part()
        if part is not None:
            part.focus_first()

    def open_place(self, place: Place) -> None:
        if place.kind == "month" and isinstance(place.key, Month):
            self.show_month(place.key)
        elif place.kind == "bill" and isinstance(place.key, int):
            bill_id = place.key
            self.front.read(
                lambda session: costs_queries.bill(session, bill_id), self.show_bill, owner=self,
                key="costs-bill",
            )  # fmt: skip
        elif place.kind == "share" and isinstance(place.key, tuple):
            month, pool_id, org_id = place.key
            self.show_share(month, pool_id, org_id)

    def commands(self) -> tuple[Command, ...]:
        steps = tuple(
            Command(f"step-{key}", msgid, self.steps.steps[key].click, f"Ctrl+{at}")
            for at, (key, msgid) in enumerate(STEPS, start=1)
        )
        return (
            Command("enter-bill", N_("Enter a bill"), self.enter_bill, "Ctrl+N", "plus"),
            Command("paste", N_("Paste rows"), self.paste, "Ctrl+Shift+V", "table-2"),
            Command("month-before", N_("The month before"), self.show_month_before,
                    "Ctrl+PgUp", "chevron-left"),
            Command("month-after", N_("The month after"), self.show_month_after,
                    "Ctrl+PgDown", "chevron-right"),
            Command("enter-payment", N_("Enter a payment"), self.enter_payment,
                    "Ctrl+Shift+P", "banknote"),
            Command("pay-supplier", N_("Pay a supplier"), self.pay_supplier, "", "banknote"),
            Command("bank", N_("Match lines of the bank"), self.match_bank, "", "banknote"),
            Command("worksheet", N_("Worksheet"), self.save_worksheet, "", "file-spreadsheet"),
            *steps,
        )  # fmt: skip

    def show_month(self, month: Month | None) -> None:
        """Show another month; None is the oldest that is not closed."""
        self._month = month
        if self._scan is not None:
            self._scan.dismiss()
        self.load()

    def load(self) -> None:
        month = self._month
        self.front.read(
            lambda session: load_costs(session, month), self._on_loaded, owner=self, key="costs"
        )

    def retranslate(self) -> None:
        if self._loaded is not None:
            self._show_header(self._loaded)
            for part in self._parts.values():
                if part.loaded is not None:
                    part.retranslate()

    def loaded(self) -> CostsLoad | None:
        return self._loaded

    def step(self) -> str:
        """The step in front."""
        return self._step

    @Slot(object)
    def _on_loaded(self, loaded: CostsLoad) -> None:
        first = self._loaded is None
        self._loaded = loaded
        self._month = loaded.info.month
        self._show_header(loaded)
        if first and not self._step:
            self._step = _first_step(loaded)
        self._show_part()
        for part in self._parts.values():
            if part is not self._front_part():
                part.loaded = None  # shown anew when it comes to the front
        if self._then is not None:
            then, self._then = self._then, None
            then()

    def _show_header(self, loaded: CostsLoad) -> None:
        words, info = self.front.words, loaded.info
        self.chooser.clear()
        for one in reversed(loaded.months):
            self.chooser.addItem(words.month(one.month), str(one.month))
        at = self.chooser.findData(str(info.month))
        self.chooser.setCurrentIndex(at)
        self.after.setEnabled(at > 0)
        self.before.setEnabled(at < self.chooser.count() - 1)
        self._state.setText(words.name("month_state", info.state))
        retone(self._state, _STATES.get(info.state, ""))
        self.close_button.setVisible(info.state != "locked")
        self.close_button.setEnabled(bool(loaded.matrix.columns))
        self.worksheet.setEnabled(bool(loaded.matrix.columns))
        self.steps.show_steps(step_states(loaded, words))

    def _show_part(self) -> None:
        """Bring the part of the tab or step to the front, with the month that is loaded."""
        key = self._step if self._tab == "month" else self._tab
        self.steps.setVisible(self._tab == "month")
        if self._loaded is None or not key:
            return
        part = self.part(key)
        if isinstance(part, MonthView):
            part.review(on=key == "review")
        if key in self.steps.steps:
            self.steps.choose(key)
        part.show_month(self._loaded)
        self._views.setCurrentWidget(part)

    @Slot(str)
    def show_step(self, key: str) -> None:
        """Show a step of the month."""
        self._dismiss()
        self._tab, self._step = "month", key
        self.tabs.choose("month")
        self._show_part()
        self.focus_first()

    @Slot(str)
    def show_tab(self, key: str) -> None:
        """Show the month, or the books beside it."""
        self._dismiss()
        self._tab = key
        self.tabs.choose(key)
        self._show_part()
        self.focus_first()

    def _dismiss(self) -> None:
        if "month" in self._parts:
            self.month_view().pop.dismiss()

    # -- months ---------------------------------------------------------------------------------

    @Slot(int)
    def _on_month_activated(self, at: int) -> None:
        if 0 <= at < self.chooser.count():
            self.show_month(Month.parse(self.chooser.itemData(at)))

    @Slot()
    def show_month_before(self) -> None:
        self._on_month_activated(self.chooser.currentIndex() + 1)

    @Slot()
    def show_month_after(self) -> None:
        self._on_month_activated(self.chooser.currentIndex() - 1)

    # -- from one part to another ---------------------------------------------------------------

    @Slot(str, int)
    def _on_source_followed(self, link: str, key: int) -> None:
        """A line of a trace was clicked."""
        if link == "occurrence":
            self.front.go(Place("bookings", "occurrence", key))
            return
        loaded = self._loaded
        bills = () if loaded is None else loaded.bills
        bill = next((one for one in bills if one.id == key), None)
        if link == "scan" and bill is not None:
            self.scan.show_bill(key, f"{bill.supplier} {bill.number}")
        elif bill is not None:
            self.show_bill(bill)

    @Slot(object)
    def show_bill(self, bill: Bill) -> None:
        """Show a bill in the list of its month."""
        self.show_step("bills")
        if self._loaded is None or self._loaded.info.month != bill.accounting_month:
            self._then = lambda: self.bills().show_bill(bill.id)
            self.show_month(bill.accounting_month)
        else:
            self.bills().show_bill(bill.id)

    def show_share(self, month: Month, pool_id: int, org_id: int) -> None:
        """Tell where one organisation's part of a pool comes from."""

        def then() -> None:
            loaded = self._loaded
            assert loaded is not None
            pool = next((one.code for one in loaded.pools.values() if one.id == pool_id), "")
            choice = loaded.orgs.by_id.get(org_id)
            if pool and choice is not None:
                self.month_view().trace_share(pool, choice.code)

        self.show_step("preview")
        self._then = then
        self.show_month(month)

    @Slot(str, object)
    def _on_fix_wanted(self, fix: str, key: object) -> None:
        if fix == "month" and isinstance(key, Month):
            self.show_month(key)
        elif fix == "ledger":
            self.show_tab("ledger")
        else:
            self.show_step(fix)
            if isinstance(key, str):
                self.part(fix).choose(key)

    @Slot(int, str)
    def _on_scan_wanted(self, bill_id: int, title: str) -> None:
        self.scan.show_bill(bill_id, title)

    @Slot()
    def _on_closed(self) -> None:
        self.show_step("statements")

    @Slot()
    def _on_close_clicked(self) -> None:
        self.show_step("close")

    @Slot()
    def _on_bills_wanted(self) -> None:
        self.show_step("bills")

    # -- what a person does ---------------------------------------------------------------------

    def enter_bill(self) -> None:
        """Begin a new bill."""
        self.show_step("bills")
        self.bills().show_kind("bills")

    def enter_payment(self) -> None:
        """Begin a new payment."""
        self.show_tab("payments")

    def pay_supplier(self) -> None:
        """See which bills of suppliers are to be paid."""
        self.show_tab("suppliers")

    def match_bank(self) -> None:
        """Find out whose payments the bank's lines are."""
        self.show_tab("bank")

    def paste(self) -> None:
        """Look over rows from a spreadsheet."""
        if self._tab != "payments":
            self.show_step("bills")
        part = self._front_part()
        if part is not None:
            part.paste_clipboard()

    @Slot()
    def save_worksheet(self) -> None:
        """Write the worksheet package into a folder."""
        if self._loaded is None or not self._loaded.matrix.columns:
            return
        chosen = QFileDialog.getExistingDirectory(self, self.front.words.t("Worksheet"))
        if chosen:
            month = self._loaded.info.month
            ops.write_worksheet(self.front, month, Path(chosen) / f"worksheet-{month}", owner=self)


def _first_step(loaded: CostsLoad) -> str:
    """Where the work on a month begins."""
    if not loaded.matrix.columns:
        return "bills"
    return "review" if loaded.review.previous_month is not None else "preview"
