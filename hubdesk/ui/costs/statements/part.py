"""Statements of a month in a list, the chosen one as it is printed beside it.

    part = StatementsPart(make)
    part.show_month(loaded)
    part.choose("ACT")
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, Slot
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QStackedLayout,
    QVBoxLayout,
    QWidget,
)

from hubdesk.billing import queries as billing
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import receivables
from hubdesk.reports import PaperOptions
from hubdesk.store.session import Session
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.folders import documents
from hubdesk.ui.places import Place
from hubdesk.ui.reports import ops as papers_ops
from hubdesk.ui.reports import papers
from hubdesk.ui.reports.papers import Drawn, Read, Wanted
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.paperbar import PaperBar
from hubdesk.ui.widgets.paperview import PaperView
from hubdesk.ui.widgets.table import Column, TableModel, table_view
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Organisation")),
    Column(N_("Number"), 122),
    Column(N_("Total"), 98, right=True),
    Column(N_("Balance now"), 100, right=True),
)
#: Columns that say nothing while the month is open.
_ISSUED_ONLY = (1, 3)


@dataclass(frozen=True, slots=True)
class StatementLine:
    """Attributes:
    code: the number as printed; empty while the month is open.
    total_minor: of the month, VAT included where it is issued.
    owed_minor: what the organisation owes now, over all months.
    """

    org_id: int
    org: str
    code: str
    total_minor: int
    owed_minor: int

    def balance(self, words: Words, digits: int) -> str:
        """What is still owed, or that nothing is; empty while the month is open."""
        if not self.code:
            return ""
        if self.owed_minor == 0:
            return words.t("paid")
        return words.amount(self.owed_minor, digits)


def statement_lines(session: Session, month: Month) -> tuple[StatementLine, ...]:
    """The statements that stand in a month, by organisation code."""
    owed = receivables(session)
    return tuple(
        StatementLine(one.org_id, one.org, one.code, one.total_minor, owed.get(one.org_id, 0))
        for one in billing.statements(session, month)
    )  # fmt: skip


class StatementsPart(Part):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self._lines: tuple[StatementLine, ...] = ()
        self._read: Read | None = None
        self._drawn: Drawn | None = None
        self._org = ""
        self.model = TableModel(make.front, _COLUMNS)
        self.view = table_view(make, self.model, N_("Statements"))
        full = QWidget()
        box = lay(QHBoxLayout(full), self._build_list(), self._build_preview(), gap=12)
        box.setStretch(0, 13)
        box.setStretch(1, 10)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(EmptyPage(
            make, "receipt-text", N_("No statements yet"),
            N_("Each organisation that bears a part of the month gets one. While the month is "
               "open they are drafts; closing it gives them their numbers."),
            make.button(N_("Enter bills"), icon="plus", kind="primary", on=self._on_bills_clicked),
        ))  # fmt: skip
        self.view.selectionModel().currentRowChanged.connect(self._on_chosen)
        self.view.activated.connect(self._on_activated)

    def _build_list(self) -> Card:
        make = self.make
        self.list = Card(make, N_("Statements"), icon="receipt-text")
        self.print_all_button = make.button(
            N_("Print all \u2026"), icon="printer", small=True, on=self.print_all
        )
        self.all_button = make.button(
            N_("Save all statements \u2026"), icon="copy", small=True, on=self.save_all
        )
        foot = lay(
            QHBoxLayout(), None, self.print_all_button, self.all_button, gap=8,
            margins=(10, 6, 10, 6),
        )  # fmt: skip
        self.list.body.addWidget(self.view, 1)
        self.list.body.addWidget(make.rule())
        self.list.body.addLayout(foot)
        return self.list

    def _build_preview(self) -> QFrame:
        make = self.make
        self.preview = PaperView(make.front)
        self.bar = PaperBar(make, self.preview)
        self.bar.fits.hide()
        self.print_button = make.button(
            N_("Print \u2026"), icon="printer", small=True, on=self.print_statement
        )
        self.open_button = make.button(
            N_("Open in Reports"), icon="external-link", small=True, on=self.open_report
        )
        right = make.frame()
        tools = lay(
            QHBoxLayout(), self.bar, None, self.print_button, self.open_button, gap=6,
            margins=(8, 6, 10, 6),
        )  # fmt: skip
        inside = lay(QVBoxLayout(right), tools, margins=(1, 1, 1, 1))
        inside.addWidget(make.rule())
        inside.addWidget(self.preview, 1)
        return right

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        month = loaded.info.month
        self.front.read(
            lambda session: (
                statement_lines(session, month),
                papers.read(session, Wanted("statement", month=month)),
            ),
            self._on_read, owner=self, key="statements",
        )  # fmt: skip

    def retranslate(self) -> None:
        self._show()
        self._draw()

    def focus_first(self) -> None:
        self.view.setFocus()

    def drawn(self) -> Drawn | None:
        """What the preview shows."""
        return self._drawn

    def choose(self, key: str) -> None:
        """Show an organisation's statement, now or when they arrive."""
        codes = [line.org for line in self._lines]
        if key in codes:
            self.view.selectRow(codes.index(key))
        else:
            self._org = key

    @Slot(object)
    def _on_read(self, found: tuple[tuple[StatementLine, ...], Read]) -> None:
        lines, self._read = found
        self._lines = lines or self._drafts()
        self._show()
        codes = [line.org for line in self._lines]
        if self._org not in codes:
            self._org = codes[0] if codes else ""
        if self._org:
            self.view.selectRow(codes.index(self._org))
        self._draw()

    def _drafts(self) -> tuple[StatementLine, ...]:
        """What the papers of an open month would say."""
        read, loaded = self._read, self.loaded
        if read is None or loaded is None:
            return ()
        totals = {row.org: row.net_minor for row in loaded.matrix.rows}
        return tuple(
            StatementLine(
                loaded.orgs.by_code[code].id if code in loaded.orgs.by_code else 0, code, "",
                totals.get(code, 0), 0,
            )
            for code, _names in read.keys
        )  # fmt: skip

    def _show(self) -> None:
        words, house, loaded = self.front.words, self.front.house, self.loaded
        if loaded is None:
            return
        self.model.show_rows([
            (
                loaded.orgs.shown(line.org, words.lang), line.code,
                words.amount(line.total_minor, house.digits), line.balance(words, house.digits),
            )
            for line in self._lines
        ])  # fmt: skip
        self._stack.setCurrentIndex(0 if self._lines else 1)
        self.list.count(len(self._lines))
        issued = bool(self._lines) and bool(self._lines[0].code)
        for column in _ISSUED_ONLY:
            self.view.setColumnHidden(column, not issued)
        self.list.note.setText(
            "" if not self._lines else words.t("issued") if issued
            else words.t("drafts: the month is open")
        )
        for button in (self.print_button, self.print_all_button, self.all_button,
                       self.open_button):  # fmt: skip
            button.setEnabled(bool(self._lines))
        codes = [line.org for line in self._lines]
        if self._org in codes:
            self.view.selectRow(codes.index(self._org))

    @Slot(QModelIndex, QModelIndex)
    def _on_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self._lines):
            org = self._lines[current.row()].org
            if org != self._org:
                self._org = org
                self._draw()

    @Slot(QModelIndex)
    def _on_activated(self, _index: QModelIndex) -> None:
        self.open_report()

    def _draw(self) -> None:
        read, loaded = self._read, self.loaded
        paper = None if read is None else read.paper(self._org)
        if paper is None or loaded is None:
            self._drawn = None
            self.preview.show_pages(None)
            return
        wanted = Wanted("statement", month=loaded.info.month, key=self._org)
        options = papers_ops.spoken(paper, self._options())
        self.front.papers.submit(
            lambda progress: papers.draw(wanted, paper, options, progress), self._on_drawn,
            owner=self, key="statement-preview",
        )  # fmt: skip

    def _options(self) -> PaperOptions:
        return PaperOptions(lang=self.front.words.lang)

    @Slot(object)
    def _on_drawn(self, drawn: Drawn) -> None:
        keep = self._drawn is not None and self._drawn.wanted == drawn.wanted
        self._drawn = drawn
        self.preview.show_pages(drawn.pages, keep=keep)

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_bills_clicked(self) -> None:
        self.fix_wanted.emit("bills", None)

    @Slot()
    def print_statement(self) -> None:
        """Print the chosen statement."""
        if self._drawn is not None:
            papers_ops.print_paper(self.front, self._drawn, window=self)

    @Slot()
    def print_all(self) -> None:
        """Print every statement of the month."""
        if self._read is not None and self.loaded is not None and self._lines:
            title = f"statements-{self.loaded.info.month}"
            papers_ops.print_all(
                self.front, self._read, self._options(), title, window=self, theirs=True
            )

    @Slot()
    def save_all(self) -> None:
        """Save every statement of the month into a folder."""
        if not self._lines:
            return
        chosen = QFileDialog.getExistingDirectory(
            self, self.front.words.t("Save"), str(documents())
        )
        if chosen:
            self.save_all_to(Path(chosen))

    def save_all_to(self, folder: Path) -> None:
        """Save every statement of the month."""
        if self.loaded is not None:
            papers_ops.save_all(
                self.front, self.loaded.info.month, self._options(), folder, owner=self,
                theirs=True,
            )  # fmt: skip

    @Slot()
    def open_report(self) -> None:
        """Show the chosen statement on the page of papers."""
        if self.loaded is not None and self._org:
            self.front.go(Place("reports", "statement", (self.loaded.info.month, self._org)))
