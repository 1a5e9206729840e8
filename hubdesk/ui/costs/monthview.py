"""The steps *Preview* and *Review*: the matrix, any amount's origin, and why amounts moved.

    view = MonthView(make, page)
    view.show_month(loaded)
    view.review(on=True)
    view.trace(0, 2)
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout, QWidget

from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.model import Trace
from hubdesk.store.blobs import files_of
from hubdesk.store.session import Session
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.matrix import DIRECT, POOL, MatrixColumn, MatrixRow
from hubdesk.ui.costs.matrixview import MatrixView
from hubdesk.ui.costs.part import Part
from hubdesk.ui.costs.reviewcard import ReviewCards
from hubdesk.ui.costs.tracepop import TracePopover
from hubdesk.ui.costs.tracing import Told, tell_lines, tell_trace
from hubdesk.ui.costs.wording import column_head
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_


class MonthView(Part):
    """Signals:
    bills_wanted(): there is nothing to share; bills shall be entered.

    Attributes:
        pop: the explanation of an amount, over ``page``.
    """

    bills_wanted = Signal()

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__(make)
        self._page = page
        self._asked: tuple[MatrixRow, int, int] | None = None
        self.matrix = MatrixView(make.front)
        self.cards = ReviewCards(make)
        self.pop = TracePopover(page, make)
        self._reviewing = True
        card = make.frame()
        lay(QVBoxLayout(card), self.matrix, margins=(1, 1, 1, 1))
        full = QWidget()
        box = lay(QVBoxLayout(full), card, self.cards, gap=12)
        box.setStretch(0, 5)
        box.setStretch(1, 3)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(EmptyPage(
            make, "table-2", N_("Nothing to share yet"),
            N_("When bills are entered, each pool\u2019s part of every organisation stands here."),
            make.button(N_("Enter bills"), icon="plus", kind="primary",
                        on=self.bills_wanted.emit),
        ))  # fmt: skip
        self.matrix.traced.connect(self.trace)
        self.matrix.chosen.connect(self._on_row_chosen)
        self.cards.stepped.connect(self._on_stepped)
        self.pop.closed.connect(self.matrix.setFocus)

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info.month != loaded.info.month
        super().show_month(loaded)
        if other:
            self.pop.dismiss()
        self._stack.setCurrentIndex(0 if loaded.matrix.columns else 1)
        self.matrix.show_matrix(loaded.matrix)
        self._show_cards()

    def retranslate(self) -> None:
        self.pop.dismiss()
        super().retranslate()

    def focus_first(self) -> None:
        self.matrix.setFocus()

    def review(self, *, on: bool) -> None:
        """With or without the explanation of differences."""
        self._reviewing = on
        self._show_cards()

    def choose(self, key: str) -> None:
        """Put the cursor on an organisation."""
        rows = () if self.loaded is None else self.loaded.matrix.rows
        for at, row in enumerate(rows):
            if row.org == key:
                self.matrix.move_to(at)

    def _show_cards(self) -> None:
        shown = self.loaded is not None and self.cards.show_review(self.loaded, self.matrix.row())
        self.cards.setVisible(shown and self._reviewing)

    @Slot(int)
    def _on_row_chosen(self, _row: int) -> None:
        self._show_cards()

    @Slot(int)
    def _on_stepped(self, step: int) -> None:
        self.pop.dismiss()
        self.matrix.move_to(self.matrix.row() + step)

    # -- an amount ------------------------------------------------------------------------------

    @Slot(int, int)
    def trace(self, row: int, column: int) -> None:
        """Tell where an amount comes from."""
        loaded = self.loaded
        if loaded is None:
            return
        line, head = loaded.matrix.rows[row], loaded.matrix.columns[column]
        self._asked = (line, row, column)
        if head.kind != POOL:
            self._explain(self._lines(line, head))
            return
        month, org = loaded.info.month, line.org
        self.front.read(
            lambda session: _traced(session, month, head, org), self._on_trace, owner=self,
            key="trace",
        )  # fmt: skip

    def trace_share(self, pool: str, org: str) -> None:
        """Tell where one organisation's part of a pool comes from."""
        loaded = self.loaded
        if loaded is None:
            return
        columns = [(one.kind, one.pool) for one in loaded.matrix.columns]
        orgs = [one.org for one in loaded.matrix.rows]
        if (POOL, pool) in columns and org in orgs:
            self.matrix.move_to(orgs.index(org), columns.index((POOL, pool)))
            self.trace(orgs.index(org), columns.index((POOL, pool)))

    def _lines(self, line: MatrixRow, head: MatrixColumn) -> Told:
        assert self.loaded is not None
        costs, words = self.loaded.preview.costs, self.front.words
        title = column_head(words, head)[0]
        if head.kind == DIRECT:
            return tell_lines(
                title, tuple(one for one in costs.direct if one.org == line.org), words
            )
        return tell_lines(title, tuple(one for one in costs.usage if one.org == line.org), words)

    @Slot(object)
    def _on_trace(self, found: tuple[Trace, frozenset[int]]) -> None:
        self._explain(tell_trace(found[0], self.front.words, found[1]))

    def _explain(self, told: Told) -> None:
        if self._asked is not None and self.isVisible():
            line, row, column = self._asked
            self.pop.explain(told, line, self._cell_on_page(row, column))

    def _cell_on_page(self, row: int, column: int) -> QRect:
        corner = self.matrix.viewport().mapTo(self._page, QPoint(0, 0))
        return self.matrix.cell_rect(row, column).translated(corner)


def _traced(
    session: Session, month: Month, head: MatrixColumn, org: str
) -> tuple[Trace, frozenset[int]]:
    """An amount's origin, and which of its bills have a scan."""
    trace = month_queries.trace(session, month, head.pool, org, service_month=head.service_month)
    scanned = (bill.id for bill in trace.bills if files_of(session, "bill", bill.id))
    return trace, frozenset(scanned)
