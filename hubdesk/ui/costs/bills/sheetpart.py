"""A part of the page to which rows come from elsewhere: pasted, or read from a file.

They are looked over in a table of their own, tried as they stand, and entered all or none.  A
subclass says what its rows are, what they need not say, and what stands behind the table.

    class PaymentsPart(SheetPart):
        def rows_kind(self) -> str: ...
        def rows_fill(self) -> Fill | None: ...
        def rows_home(self) -> QWidget: ...
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QWidget

from hubdesk.exchange.outcome import ImportOutcome
from hubdesk.exchange.tables import Table
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.bills.pastereview import PasteReview
from hubdesk.ui.costs.bills.pasting import Fill, Sheet, pasted, tabled
from hubdesk.ui.costs.part import Part
from hubdesk.ui.folders import documents
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_


class SheetPart(Part):
    """Attributes:
    review: rows that wait for a yes or no.
    stack: what is shown: the part's own, or the review.
    search_field: narrows what is listed.
    """

    def __init__(self, make: Make, read: str) -> None:
        """Args:
        read: what the button says that reads a file.
        """
        super().__init__(make)
        self.search_field = make.line_edit(N_("Search in the list"), hint=N_("Search"))
        self.search_field.setFixedHeight(make.front.theme.size("button"))
        self.search_field.setClearButtonEnabled(True)
        self.paste_button = make.button(
            N_("Paste rows"), icon="table-2", on=self.paste_clipboard
        )
        self.read_button = make.button(read, icon="upload", on=self._on_read_clicked)
        self.review = PasteReview(make)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.review)
        self.review.tried.connect(self._try)
        self.review.confirmed.connect(self._on_confirmed)
        self.review.left.connect(self._on_left)

    def rows_kind(self) -> str:
        """What the rows are, as imports name it."""
        raise NotImplementedError

    def rows_fill(self) -> Fill | None:
        """What a row need not say; None while none can be entered."""
        raise NotImplementedError

    def rows_home(self) -> QWidget:
        """What stands there when no rows are looked over."""
        raise NotImplementedError

    def retranslate(self) -> None:
        super().retranslate()
        self.review.retranslate()

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
        fill = self.rows_fill()
        if fill is None:
            return
        try:
            sheet = pasted(self.rows_kind(), text, fill=fill, digits=self.front.house.digits)
        except KnownError as error:
            self.front.refuse(error)
            return
        self._look_over(sheet)

    @Slot()
    def _on_read_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.name("import_kind", self.rows_kind()), str(documents()),
            "CSV, XLSX (*.csv *.xlsx)",
        )  # fmt: skip
        if chosen:
            self.read_file(Path(chosen))

    @Slot(object)
    def read_file(self, path: Path) -> None:
        """Read a spreadsheet and look its rows over."""
        if self.rows_fill() is not None:
            ops.read_file(self.front, path, owner=self, read=self._on_table)

    def _on_table(self, table: Table) -> None:
        fill = self.rows_fill()
        if fill is not None:
            self._look_over(
                tabled(self.rows_kind(), table, fill=fill, digits=self.front.house.digits)
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
        self.stack.setCurrentWidget(self.rows_home())
        self.focus_first()
