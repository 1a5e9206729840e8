"""The page *Costs*: choose a month, see its matrix, trace an amount, close it.

    page = CostsPage(front)
    page.show_month(Month(2026, 10))
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.model import Trace
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.closing import ClosingAsk
from hubdesk.ui.costs.load import CostsLoad, load_costs
from hubdesk.ui.costs.matrix import DIRECT, POOL, MatrixRow
from hubdesk.ui.costs.matrixview import MatrixView
from hubdesk.ui.costs.reviewcard import ReviewCards
from hubdesk.ui.costs.steps import Steps
from hubdesk.ui.costs.tables import (
    BILL_COLUMNS,
    DRIVER_COLUMNS,
    bill_rows,
    driver_rows,
    step_states,
)
from hubdesk.ui.costs.tracepop import TracePopover
from hubdesk.ui.costs.tracing import tell_lines, tell_trace
from hubdesk.ui.costs.wording import column_head
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay, retone
from hubdesk.ui.widgets.table import TableModel, table_view
from hubdesk.words.marker import N_

_STATES = {"open": "warning", "soft": "accent", "locked": "good", "reopened": "warning"}


class CostsPage(Page):
    """See the module."""

    name = "costs"
    msgid = N_("Costs")
    icon = "coins"
    kinds = ("bill", "income", "direct_charge", "cost_pool", "pool_rule", "occupancy", "period",
             "share", "usage_charge", "document", "organisation", "occurrence", "rate")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._month: Month | None = None
        self._loaded: CostsLoad | None = None
        self._asked: tuple[MatrixRow, int, int] | None = None
        self.steps = Steps(self.make)
        self.matrix = MatrixView(front)
        self.review = ReviewCards(self.make)
        self.ask = ClosingAsk(self.make)
        self.bills = TableModel(front, BILL_COLUMNS)
        self.drivers = TableModel(front, DRIVER_COLUMNS)
        self.trace = TracePopover(self, self.make)
        self._views = QStackedWidget()
        self._stack = QStackedLayout()
        self._stack.addWidget(self._build_content())
        self._stack.addWidget(EmptyPage(
            self.make, "coins", N_("No bills yet"),
            N_("The house\u2019s bills belong here; they are shared by seats, people or area. "
               "Read them from a spreadsheet."),
            self.make.button(N_("Read bills \u2026"), icon="upload", kind="primary",
                             on=self._on_import_clicked),
        ))  # fmt: skip
        lay(QVBoxLayout(self), self._build_header(), self._stack)
        self._connect()

    def _build_header(self) -> QWidget:
        make = self.make
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self.before = make.icon_button(
            N_("The month before"), "chevron-left", on=self._on_before_clicked
        )
        self.after = make.icon_button(
            N_("The month after"), "chevron-right", on=self._on_after_clicked
        )
        self.chooser = Combo(make, N_("Month"), height="button")
        self.chooser.setMinimumWidth(172)
        self._state = make.pill()
        self.worksheet = make.button(
            N_("Worksheet"), icon="file-spreadsheet", on=self._on_worksheet_clicked
        )
        self.close_button = make.button(
            N_("Close month"), icon="lock", kind="primary", on=self._on_close_clicked
        )
        lay(
            QHBoxLayout(header), make.label(self.msgid, role="title"), 12, self.before,
            self.chooser, self.after, 4, self._state, None, self.worksheet, self.close_button,
            gap=6, margins=(16, 0, 16, 0),
        )  # fmt: skip
        return header

    def _build_content(self) -> QWidget:
        make = self.make
        card = make.frame()
        lay(QVBoxLayout(card), self.matrix, margins=(1, 1, 1, 1))
        month = QWidget()
        self._month_layout = lay(QVBoxLayout(month), card, self.review, gap=12)
        self._month_layout.setStretch(0, 2)
        self._month_layout.setStretch(1, 1)
        self._views.addWidget(month)
        for model, name in ((self.bills, N_("Bills")), (self.drivers, N_("Drivers"))):
            self._views.addWidget(self._carded(table_view(make, model, name)))
        content = QWidget()
        outer = lay(
            QVBoxLayout(content), self.steps, self.ask, self._views, gap=12,
            margins=(16, 0, 16, 16),
        )  # fmt: skip
        outer.setStretchFactor(self._views, 1)
        return content

    def _carded(self, widget: QWidget) -> QFrame:
        card = self.make.frame()
        lay(QVBoxLayout(card), widget, margins=(1, 1, 1, 1))
        return card

    def _connect(self) -> None:
        self.chooser.activated.connect(self._on_month_activated)
        self.steps.chosen.connect(self.show_step)
        self.matrix.traced.connect(self._on_traced)
        self.matrix.chosen.connect(self._on_row_chosen)
        self.ask.confirmed.connect(self._on_close_confirmed)
        self.trace.closed.connect(self._on_trace_closed)

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.matrix.setFocus()

    def show_month(self, month: Month | None) -> None:
        """Show another month; None is the oldest that is not closed."""
        self._month = month
        self.trace.dismiss()
        self.ask.hide()
        self.load()

    def load(self) -> None:
        month = self._month
        self.front.read(
            lambda session: load_costs(session, month), self._on_loaded, owner=self, key="costs"
        )

    def retranslate(self) -> None:
        self.trace.dismiss()
        if self._loaded is not None:
            asking = self.ask.isVisible()
            self._show(self._loaded)
            if asking:
                self.ask.ask(self._loaded)

    def loaded(self) -> CostsLoad | None:
        return self._loaded

    @Slot(object)
    def _on_loaded(self, loaded: CostsLoad) -> None:
        first = self._loaded is None
        self._loaded = loaded
        self._month = loaded.info.month
        self._show(loaded)
        if first:
            self.show_step("review" if loaded.review.previous_month else "preview")

    def _show(self, loaded: CostsLoad) -> None:
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
        self.close_button.setEnabled(info.state != "locked" and bool(loaded.matrix.columns))
        self.worksheet.setEnabled(bool(loaded.matrix.columns))
        self._stack.setCurrentIndex(0 if loaded.matrix.columns else 1)
        self.matrix.show_matrix(loaded.matrix)
        self.bills.show_rows(bill_rows(loaded, words))
        self.drivers.show_rows(driver_rows(loaded, words))
        self.steps.show_steps(step_states(loaded, words))
        self._on_row_chosen(self.matrix.row())

    @Slot(str)
    def show_step(self, key: str) -> None:
        """Show what a step is about."""
        self.trace.dismiss()
        if key == "statements":
            self.front.go(Place("reports", "statement", (self._month, None)))
            key = "review"
        elif key == "close":
            self._on_close_clicked()
        self.steps.choose(key)
        self._views.setCurrentIndex({"bills": 1, "drivers": 2}.get(key, 0))
        compared = self._loaded is not None and self._loaded.review.previous_month is not None
        self.review.setVisible(key == "review" and compared)

    # -- months ---------------------------------------------------------------------------------

    @Slot(int)
    def _on_month_activated(self, at: int) -> None:
        self.show_month(Month.parse(self.chooser.itemData(at)))

    @Slot()
    def _on_before_clicked(self) -> None:
        self._on_month_activated(self.chooser.currentIndex() + 1)

    @Slot()
    def _on_after_clicked(self) -> None:
        self._on_month_activated(self.chooser.currentIndex() - 1)

    # -- an amount ------------------------------------------------------------------------------

    @Slot(int)
    def _on_row_chosen(self, row: int) -> None:
        loaded = self._loaded
        if loaded is None or not loaded.matrix.rows:
            return
        shown = self.review.isVisible()
        names = {code: pool.name for code, pool in loaded.pools.items()}
        self.review.show_review(loaded.review, loaded.matrix.rows[row], names)
        self.review.setVisible(shown)

    @Slot(int, int)
    def _on_traced(self, row: int, column: int) -> None:
        loaded = self._loaded
        assert loaded is not None
        line, head = loaded.matrix.rows[row], loaded.matrix.columns[column]
        self._asked = (line, row, column)
        if head.kind == POOL:
            month, pool, org = loaded.info.month, head.pool, line.org
            service = head.service_month
            self.front.read(
                lambda session: month_queries.trace(
                    session, month, pool, org, service_month=service
                ),
                self._on_trace, owner=self, key="trace",
            )  # fmt: skip
            return
        costs = loaded.preview.costs
        title = column_head(self.front.words, head)[0]
        if head.kind == DIRECT:
            direct = tuple(one for one in costs.direct if one.org == line.org)
            told = tell_lines(title, direct, self.front.words)
        else:
            usage = tuple(one for one in costs.usage if one.org == line.org)
            told = tell_lines(title, usage, self.front.words)
        self.trace.explain(told, line, self._cell_on_page(row, column))

    @Slot(object)
    def _on_trace(self, trace: Trace) -> None:
        if self._asked is None:
            return
        line, row, column = self._asked
        told = tell_trace(trace, self.front.words)
        self.trace.explain(told, line, self._cell_on_page(row, column))

    def _cell_on_page(self, row: int, column: int) -> QRect:
        corner = self.matrix.viewport().mapTo(self, QPoint(0, 0))
        return self.matrix.cell_rect(row, column).translated(corner)

    @Slot()
    def _on_trace_closed(self) -> None:
        self.matrix.setFocus()

    # -- the month as a whole -------------------------------------------------------------------

    @Slot()
    def _on_close_clicked(self) -> None:
        self.trace.dismiss()
        if self._loaded is not None and self._loaded.info.state != "locked":
            self.ask.ask(self._loaded)

    @Slot()
    def _on_close_confirmed(self) -> None:
        if self._loaded is not None:
            ops.close_month(self.front, self._loaded.info.month, owner=self)

    @Slot()
    def _on_import_clicked(self) -> None:
        ask_and_import(self.front, "bills", self)

    @Slot()
    def _on_worksheet_clicked(self) -> None:
        assert self._loaded is not None
        chosen = QFileDialog.getExistingDirectory(self, self.front.words.t("Worksheet"))
        if chosen:
            month = self._loaded.info.month
            ops.write_worksheet(self.front, month, Path(chosen) / f"worksheet-{month}", owner=self)
