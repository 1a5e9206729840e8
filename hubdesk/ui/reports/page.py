"""The page *Reports*: choose a paper, see the PDF itself, save it.

    page = ReportsPage(front)
    page.open_paper("statement", month=Month(2026, 10))
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.model import MonthInfo
from hubdesk.ui.folders import documents
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.places import Place
from hubdesk.ui.reports import ops, papers
from hubdesk.ui.reports.choices import ChoicesPanel
from hubdesk.ui.reports.papers import Drawn, Read
from hubdesk.ui.reports.preview import Preview
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_


class ReportsPage(Page):
    """See the module."""

    name = "reports"
    msgid = N_("Reports")
    icon = "file-text"
    kinds = ("bill", "income", "direct_charge", "pool_rule", "occupancy", "period", "document",
             "organisation", "occurrence", "closure", "payment")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._drawn: Drawn | None = None
        self._folder: Path | None = None
        self.choices = ChoicesPanel(self.make)
        self.preview = Preview(front)
        self._stack = QStackedLayout()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(EmptyPage(
            self.make, "file-text", N_("Nothing to print yet"),
            N_("Statements and reports stand here, as they will be printed. They need bills and "
               "organisations; the day sheet needs rooms."),
        ))  # fmt: skip
        right = lay(QVBoxLayout(), self._build_header(), self._stack)
        lay(QHBoxLayout(self), self.choices, right)
        self.choices.changed.connect(self._on_choices_changed)
        self.preview.turned.connect(self._on_turned)

    def _build_header(self) -> QWidget:
        make = self.make
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self._pages = make.label(role="small", tone="muted")
        self.save_button = make.button(
            N_("Save as \u2026"), icon="download", kind="primary", on=self._on_save_clicked
        )
        self.all_button = make.button(
            N_("Save all statements \u2026"), icon="copy", on=self._on_all_clicked
        )
        self.folder_button = make.button(
            N_("Open the folder"), icon="folder-open", on=self._on_folder_clicked
        )
        self.folder_button.setEnabled(False)
        lay(
            QHBoxLayout(header), make.label(self.msgid, role="title"), 12, self._pages, None,
            self.folder_button, self.all_button, self.save_button, gap=8, margins=(16, 0, 16, 0),
        )  # fmt: skip
        return header

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        self.choices.buttons[self.choices.choice().name].setFocus()

    def open_paper(
        self, name: str, *, month: Month | None = None, day: date | None = None
    ) -> None:
        """Show a paper, as another page asks for it."""
        self.choices.choose(name, month=month, day=day)

    def open_place(self, place: Place) -> None:
        if place.kind == "statement" and isinstance(place.key, tuple):
            self.open_paper("statement", month=place.key[0])
        elif place.kind == "day-sheet" and isinstance(place.key, date):
            self.open_paper("day-sheet", day=place.key)

    def drawn(self) -> Drawn | None:
        """What the preview shows."""
        return self._drawn

    def load(self) -> None:
        self.front.read(
            lambda session: tuple(month_queries.months(session)), self._on_months,
            owner=self, key="months",
        )  # fmt: skip

    def retranslate(self) -> None:
        self.choices.retranslate()
        self._on_turned(0)
        if self.choices.month.count():
            self._on_choices_changed()

    @Slot(object)
    def _on_months(self, months: tuple[MonthInfo, ...]) -> None:
        newest = list(reversed(months))
        locked = [info.month for info in newest if info.state == "locked"]
        first = self.choices.month.count() == 0
        self.choices.offer_months([info.month for info in newest])
        if first and locked:
            self.choices.month.setCurrentIndex(self.choices.month.findData(str(locked[0])))
        self._on_choices_changed()

    @Slot()
    def _on_choices_changed(self) -> None:
        wanted = self.choices.wanted()
        self.all_button.setVisible(self.choices.choice().per_org)
        if wanted is None:
            self._show_nothing()
            return
        self.front.read(
            lambda session: papers.read(session, wanted), self._on_read, owner=self, key="paper"
        )

    @Slot(object)
    def _on_read(self, read: Read) -> None:
        if self.choices.choice().per_org:
            self.choices.offer_orgs(read.orgs, read.wanted.org)
        paper, options, wanted = read.paper, self.choices.options(), read.wanted
        if paper is None:
            self._show_nothing()
            return
        self._pages.setText(self.front.words.t("Being prepared \u2026"))
        self.front.papers.submit(
            lambda progress: papers.draw(wanted, paper, options, progress),
            self._on_drawn, owner=self, key="preview",
        )  # fmt: skip

    @Slot(object)
    def _on_drawn(self, drawn: Drawn) -> None:
        self._drawn = drawn
        self._stack.setCurrentIndex(0)
        self.preview.show_pages(drawn.pages)
        self.save_button.setEnabled(True)
        self.all_button.setEnabled(True)

    def _show_nothing(self) -> None:
        self._drawn = None
        self._stack.setCurrentIndex(1)
        self._pages.clear()
        self.save_button.setEnabled(False)
        self.all_button.setEnabled(False)

    @Slot(int)
    def _on_turned(self, at: int) -> None:
        if self._drawn is not None:
            self._pages.setText(self.front.words.t(
                "Page {page} of {count}", page=at + 1, count=self._drawn.page_count
            ))  # fmt: skip

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_save_clicked(self) -> None:
        if self._drawn is None:
            return
        start = self._start_folder() / self._drawn.file_name
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.front.words.t("Save"), str(start), "PDF (*.pdf)"
        )
        if chosen:
            self.save_to(Path(chosen))

    def save_to(self, path: Path) -> None:
        """Save what is shown."""
        assert self._drawn is not None
        ops.save(self.front, self._drawn, path, owner=self)
        self._keep_folder(path.parent)

    @Slot()
    def _on_all_clicked(self) -> None:
        chosen = QFileDialog.getExistingDirectory(
            self, self.front.words.t("Save"), str(self._start_folder())
        )
        if chosen:
            self.save_all_to(Path(chosen))

    def save_all_to(self, folder: Path) -> None:
        """Save every statement of the chosen month."""
        wanted = self.choices.wanted()
        assert wanted is not None
        assert wanted.month is not None
        ops.save_all(self.front, wanted.month, self.choices.options(), folder, owner=self)
        self._keep_folder(folder)

    @Slot()
    def _on_folder_clicked(self) -> None:
        if self._folder is not None:
            ops.open_folder(self._folder)

    def _start_folder(self) -> Path:
        return self._folder or documents()

    def _keep_folder(self, folder: Path) -> None:
        self._folder = folder
        self.folder_button.setEnabled(True)
