"""The step *Bills*: bills, income and direct charges; rows from spreadsheets are looked over first.

    part = BillsPart(make)
    part.show_month(loaded)
    part.paste(text)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from hubdesk.costs.monthly import rule_for
from hubdesk.costs.queries import pool_rules
from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import Table
from hubdesk.kernel.errors import KnownError
from hubdesk.store.session import Session
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.bills.entries import EntriesPage
from hubdesk.ui.costs.bills.lists import LISTS
from hubdesk.ui.costs.bills.pastereview import PasteReview
from hubdesk.ui.costs.bills.pasting import Fill, Sheet, pasted, tabled
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.folders import documents
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_


class BillsPart(Part):
    """Attributes:
    pages: kind → its list, once it was wanted.
    review: rows that wait for a yes or no.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self.kinds = Segments(
            make, N_("What is entered"), {kind: one.msgid for kind, one in LISTS.items()}
        )
        self.search_field = make.line_edit(N_("Search in the list"), hint=N_("Search"))
        self.search_field.setMaximumWidth(220)
        self.search_field.setFixedHeight(make.front.theme.size("button"))
        self.search_field.setClearButtonEnabled(True)
        self.paste_button = make.button(
            N_("Paste rows"), icon="table-2", on=self.paste_clipboard
        )
        self.read_button = make.button(
            N_("Read a file \u2026"), icon="upload", on=self._on_read_clicked
        )
        self.pages: dict[str, EntriesPage] = {}
        self.review = PasteReview(make)
        self.stack = QStackedWidget()
        self._kind = "bills"
        self.stack.addWidget(self.review)
        self.stack.setCurrentWidget(self.page())
        self._fill: Fill | None = None
        self.kinds.choose("bills")
        self._tools = row(
            self.kinds, None, self.search_field, self.paste_button, self.read_button, gap=8
        )
        box = lay(QVBoxLayout(self), self._tools, gap=10)
        box.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.kinds.chosen.connect(self.show_kind)
        self.search_field.textChanged.connect(self._on_find_changed)
        self.review.tried.connect(self._try)
        self.review.confirmed.connect(self._on_confirmed)
        self.review.left.connect(self._on_left)

    # -- what is shown --------------------------------------------------------------------------

    def page(self) -> EntriesPage:
        """The list in front, or behind the rows being looked over; made when first wanted."""
        page = self.pages.get(self._kind)
        if page is None:
            page = self.pages[self._kind] = EntriesPage(self.make, LISTS[self._kind])
            self.stack.addWidget(page)
            page.table_pasted.connect(self.paste)
            page.sheet_dropped.connect(self.read_file)
            page.scan_wanted.connect(self.scan_wanted)
            if self.loaded is not None:
                page.show_month(self.loaded)
        return page

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        for page in self.pages.values():
            page.show_month(loaded)
        for button in (self.paste_button, self.read_button):
            button.setEnabled(not loaded.locked)
        self.front.read(
            lambda session: _fill(session, loaded), self._on_fill, owner=self, key="paste-fill"
        )

    def retranslate(self) -> None:
        for page in self.pages.values():
            page.retranslate()
        self.review.retranslate()

    def focus_first(self) -> None:
        if self.stack.currentWidget() is self.review:
            self.review.focus_first()
        else:
            self.page().focus_first()

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Show bills, income or direct charges."""
        self._kind = kind
        self.kinds.choose(kind)
        self.search_field.clear()
        self.stack.setCurrentWidget(self.page())
        self.page().focus_first()

    def show_bill(self, bill_id: int) -> None:
        """Bring a bill to the front."""
        self.show_kind("bills")
        self.page().choose_row(bill_id)

    @Slot(object)
    def _on_fill(self, fill: Fill) -> None:
        self._fill = fill

    @Slot(str)
    def _on_find_changed(self, text: str) -> None:
        self.page().search(text)

    # -- rows from elsewhere --------------------------------------------------------------------

    @Slot()
    def paste_clipboard(self) -> None:
        """Look over what was copied from a spreadsheet."""
        text = QGuiApplication.clipboard().text()
        if text.strip():
            self.paste(text)
        else:
            self.front.tell(
                self.front.words.t("Nothing to paste: copy rows in a spreadsheet first."),
                tone="info",
            )

    @Slot(str)
    def paste(self, text: str) -> None:
        """Look over rows that were copied."""
        if self.loaded is None or self._fill is None or self.loaded.locked:
            return
        try:
            sheet = pasted(
                self._kind, text, fill=self._fill, digits=self.front.house.digits
            )
        except KnownError as error:
            self.front.refuse(error)
            return
        self._look_over(sheet)

    @Slot()
    def _on_read_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.name("import_kind", self._kind), str(documents()),
            "CSV, XLSX (*.csv *.xlsx)",
        )  # fmt: skip
        if chosen:
            self.read_file(Path(chosen))

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a spreadsheet and look its rows over."""
        if self.loaded is not None and self._fill is not None and not self.loaded.locked:
            ops.read_file(self.front, path, owner=self, read=self._on_table)

    def _on_table(self, table: Table) -> None:
        assert self._fill is not None
        self._look_over(
            tabled(self._kind, table, fill=self._fill, digits=self.front.house.digits)
        )

    def _look_over(self, sheet: Sheet) -> None:
        self.review.show_sheet(sheet)
        self.stack.setCurrentWidget(self.review)
        self.review.focus_first()
        self._try(sheet)

    @Slot(object)
    def _try(self, sheet: Sheet) -> None:
        ops.try_rows(self.front, sheet.kind, sheet.table(), owner=self, tried=self._on_tried)

    def _on_tried(self, outcome: ImportOutcome) -> None:
        self.review.show_outcome(outcome)

    @Slot(object)
    def _on_confirmed(self, sheet: Sheet) -> None:
        ops.enter_rows(self.front, sheet.kind, sheet.table(), owner=self,
                       entered=self._on_left, failed=self._on_refused)  # fmt: skip

    def _on_refused(self, error: KnownError) -> None:
        self.front.refuse(error)
        self._try(self.review.model.sheet)

    @Slot()
    def _on_left(self) -> None:
        self.stack.setCurrentWidget(self.page())
        self.page().focus_first()


def _fill(session: Session, loaded: CostsLoad) -> Fill:
    """What a pasted bill need not say."""
    rules = pool_rules(session)
    month = loaded.info.month
    drivers = {
        code: rule.driver
        for code, pool in loaded.pools.items()
        if (rule := rule_for(rules, pool.id, month)) is not None
    }
    return Fill(month, drivers)
