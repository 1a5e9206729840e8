"""The page *Reports*: choose a paper, see the PDF itself page by page, print it, save it.

Beside the papers stand the statistics of the rooms, on the screen; what is printed and saved is
what is in front.

    page = ReportsPage(front)
    page.open_paper("statement", month=Month(2026, 10), org="ACT")
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.model import MonthInfo
from hubdesk.ui.folders import documents
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later
from hubdesk.ui.places import Command, Place
from hubdesk.ui.reports import ops, papers
from hubdesk.ui.reports.choices import ChoicesPanel
from hubdesk.ui.reports.nothing import NothingToPrint
from hubdesk.ui.reports.papers import CHOICES, ORG, Drawn, Read, offered
from hubdesk.ui.widgets.giveway import GiveWay
from hubdesk.ui.widgets.make import lay
from hubdesk.ui.widgets.paperbar import PaperBar
from hubdesk.ui.widgets.paperview import PAGE, WIDTH, PaperView
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.statistics import ops as statistics_ops
    from hubdesk.ui.statistics import part as statistics_part
else:
    statistics_ops = Later("hubdesk.ui.statistics.ops")
    statistics_part = Later("hubdesk.ui.statistics.part")

PAPERS, STATISTICS = "papers", "statistics"


class ReportsPage(Page):
    """See the module."""

    name = "reports"
    msgid = N_("Reports")
    kinds = ("bill", "income", "direct_charge", "pool_rule", "occupancy", "period", "document",
             "organisation", "occurrence", "closure", "payment")  # fmt: skip

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._read: Read | None = None
        self._drawn: Drawn | None = None
        self._folder: Path | None = None
        self.choices = ChoicesPanel(self.make)
        self.preview = PaperView(front)
        self.bar = PaperBar(self.make, self.preview)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(NothingToPrint(self.make))
        papers_part = QWidget()
        right = lay(QVBoxLayout(), self._build_bar(), self._stack)
        lay(QHBoxLayout(papers_part), self.choices, right)
        self._parts = QStackedWidget()
        self._parts.addWidget(papers_part)
        self._statistics: statistics_part.StatisticsPart | None = None
        lay(QVBoxLayout(self), self._build_header(), self._parts)
        self.choices.changed.connect(self._on_choices_changed)

    def _build_header(self) -> QWidget:
        make = self.make
        header = QWidget()
        header.setFixedHeight(self.front.theme.size("page_header"))
        self.print_button = make.button(
            N_("Print \u2026"), icon="printer", kind="primary", on=self.print_paper
        )
        self.save_button = make.button(N_("Save as \u2026"), icon="download", on=self.save_paper)
        self.all_button = make.button(
            N_("Save all statements \u2026"), icon="copy", on=self.save_all
        )
        self.folder_button = make.button(
            N_("Open the folder"), icon="folder-open", on=self.open_folder
        )
        self.folder_button.hide()
        self.table_button = make.button(
            N_("Save the table \u2026"), icon="table-2", on=self.save_table,
            tip=N_("CSV: the list in front; XLSX: all figures"),
        )  # fmt: skip
        self.table_button.hide()
        self.which = Segments(
            make, N_("Kind"), {PAPERS: N_("Papers"), STATISTICS: N_("Use of the rooms")}
        )
        self.which.choose(PAPERS)
        self.which.chosen.connect(self.show_kind)
        lay(
            QHBoxLayout(header), make.label(self.msgid, role="title"), 8, self.which, None,
            self.folder_button, self.all_button, self.table_button, self.save_button,
            self.print_button, gap=8, margins=(16, 0, 16, 0),
        )  # fmt: skip
        GiveWay(
            self.front, header, (self.folder_button, self.table_button, self.all_button,
                                 self.save_button, self.print_button),
        )  # fmt: skip
        return header

    def _build_bar(self) -> QWidget:
        self._bar = QWidget()
        self._state = self.make.label(role="small", tone="muted")
        lay(QHBoxLayout(self._bar), self.bar, 12, self._state, None, margins=(12, 0, 16, 8))
        return self._bar

    # -- papers, or figures on the screen -------------------------------------------------------

    def statistics(self) -> statistics_part.StatisticsPart:
        """The figures on the screen; made when they are first looked at."""
        if self._statistics is None:
            self._statistics = statistics_part.StatisticsPart(self.make)
            self._parts.addWidget(self._statistics)
        return self._statistics

    def kind(self) -> str:
        """``papers`` or ``statistics``: what is in front."""
        return STATISTICS if self._parts.currentIndex() else PAPERS

    @Slot(str)
    def show_kind(self, kind: str) -> None:
        """Bring the papers or the statistics to the front."""
        self.which.choose(kind)
        if kind == STATISTICS:
            part = self.statistics()
            self._parts.setCurrentWidget(part)
            part.load()
        else:
            self._parts.setCurrentIndex(0)
            self._on_choices_changed()
        self._show_buttons()

    def show_statistics(self) -> None:
        """Bring the statistics to the front, and the keyboard to them."""
        self.show_kind(STATISTICS)
        self.statistics().focus_first()

    def _show_buttons(self) -> None:
        figures = self.kind() == STATISTICS
        self.table_button.setVisible(figures)
        self.all_button.setVisible(not figures and self.choices.choice().per == ORG)
        self._allow(any_paper=figures or self._drawn is not None)

    # -- what is shown --------------------------------------------------------------------------

    def focus_first(self) -> None:
        if self.kind() == STATISTICS:
            self.statistics().focus_first()
            return
        self.choices.buttons[self.choices.choice().name].setFocus()

    def open_place(self, place: Place) -> None:
        key = place.key
        if place.kind == "statement" and isinstance(key, tuple):
            self.open_paper("statement", month=key[0], org=key[1])
        elif place.kind in {choice.name for choice in CHOICES} and isinstance(key, date):
            self.open_paper(place.kind, day=key)
        elif place.kind == "document" and isinstance(key, int):
            self.front.read(
                lambda session: papers.place_of(session, key), self._on_document_found,
                owner=self, key="document",
            )  # fmt: skip
        elif place.kind == "paper" and key in {choice.name for choice in CHOICES}:
            self.open_paper(str(key))

    def open_paper(
        self,
        name: str,
        *,
        month: Month | None = None,
        day: date | None = None,
        org: str | None = None,
    ) -> None:
        """Show a paper, as another page asks for it."""
        if self.kind() != PAPERS:
            self.show_kind(PAPERS)
        self.choices.choose(name, month=month, day=day, org=org)

    @Slot(object)
    def _on_document_found(self, found: tuple[Month, str] | None) -> None:
        if found is not None:
            self.open_paper("statement", month=found[0], org=found[1])

    def commands(self) -> tuple[Command, ...]:
        opens = tuple(
            Command(f"paper-{choice.name}", choice.msgid, self.choices.buttons[choice.name].click,
                    icon=choice.icon)
            for choice in offered(self.front.house.vat_registered)
        )  # fmt: skip
        return (
            Command("print", N_("Print \u2026"), self.print_paper, "Ctrl+P", "printer"),
            Command("save", N_("Save as \u2026"), self.save_paper, "Ctrl+S", "download"),
            Command("save-all", N_("Save all statements \u2026"), self.save_all,
                    "Ctrl+Shift+S", "copy"),
            Command("statistics", N_("Use of the rooms on the screen"), self.show_statistics,
                    icon="chart-column"),
            Command("fit-width", N_("Fit width"), self.fit_width, "Ctrl+0", "file-text"),
            Command("whole-page", N_("Whole page"), self.fit_page, "Ctrl+9", "file-text"),
            *opens,
        )  # fmt: skip

    def drawn(self) -> Drawn | None:
        """What the preview shows."""
        return self._drawn

    def load(self) -> None:
        self._read = None
        if self._statistics is not None and self.kind() == STATISTICS:
            self._statistics.load()
        self.front.read(
            lambda session: tuple(month_queries.months(session)), self._on_months,
            owner=self, key="months",
        )  # fmt: skip

    def retranslate(self) -> None:
        self.choices.retranslate()
        if self._statistics is not None:
            self._statistics.retranslate()
        if self._read is not None and self.choices.choice().per:
            self.choices.offer_keys(self._read.keys, self.choices.key.currentData())

    @Slot(object)
    def _on_months(self, months: tuple[MonthInfo, ...]) -> None:
        newest = list(reversed(months))
        locked = [info.month for info in newest if info.state == "locked"]
        first = self.choices.month.count() == 0
        self.choices.offer_months([info.month for info in newest])
        if first and locked and not self.choices.asked():
            self.choices.month.setCurrentIndex(self.choices.month.findData(str(locked[0])))
        self._on_choices_changed()

    @Slot()
    def _on_choices_changed(self) -> None:
        wanted = self.choices.wanted()
        self._show_buttons()
        if wanted is None:
            self._show_nothing()
        elif self._read is not None and self._read.serves(wanted):
            self._on_read(self._read)
        else:
            self._state.setText(self.front.words.t("Being prepared \u2026"))
            self.front.read(
                lambda session: papers.read(session, wanted), self._on_read, owner=self,
                key="paper",
            )  # fmt: skip

    @Slot(object)
    def _on_read(self, read: Read) -> None:
        self._read = read
        if self.choices.choice().per:
            self.choices.offer_keys(read.keys, self.choices.wished_key())
        wanted = self.choices.wanted()
        paper = read.paper(None if wanted is None else wanted.key)
        if paper is None or wanted is None:
            self._show_nothing()
            return
        options = self.choices.options()
        self._state.setText(self.front.words.t("Being prepared \u2026"))
        self.front.papers.submit(
            lambda progress: papers.draw(wanted, paper, options, progress),
            self._on_drawn, owner=self, key="preview",
        )  # fmt: skip

    @Slot(object)
    def _on_drawn(self, drawn: Drawn) -> None:
        keep = self._drawn is not None and self._drawn.wanted == drawn.wanted
        self._drawn = drawn
        self._stack.setCurrentIndex(0)
        self._bar.show()
        self._state.clear()
        self.preview.show_pages(drawn.pages, keep=keep)
        self._show_buttons()

    def _show_nothing(self) -> None:
        self._drawn = None
        self._stack.setCurrentIndex(1)
        self._bar.hide()
        self._state.clear()
        self.preview.show_pages(None)
        self._show_buttons()

    def _allow(self, *, any_paper: bool) -> None:
        for button in (self.print_button, self.save_button, self.all_button):
            button.setEnabled(any_paper)

    def fit_width(self) -> None:
        self.preview.fit(WIDTH)

    def fit_page(self) -> None:
        self.preview.fit(PAGE)

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def print_paper(self) -> None:
        """Ask for a printer and print what is shown."""
        if self.kind() == STATISTICS:
            self.with_statistics(partial(ops.print_paper, self.front, window=self))
        elif self._drawn is not None:
            ops.print_paper(self.front, self._drawn, window=self)

    @Slot()
    def save_paper(self) -> None:
        """Ask where to, and save what is shown."""
        if self.kind() == STATISTICS:
            self.with_statistics(self._ask_and_save)
        elif self._drawn is not None:
            self._ask_and_save(self._drawn)

    def _ask_and_save(self, drawn: Drawn) -> None:
        if path := self._asked_path(drawn.file_name, "PDF (*.pdf)"):
            self._save(drawn, path)

    def save_to(self, path: Path) -> None:
        """Save what is shown."""
        if self.kind() == STATISTICS:
            self.with_statistics(partial(self._save, path=path))
        else:
            assert self._drawn is not None
            self._save(self._drawn, path)

    def _save(self, drawn: Drawn, path: Path) -> None:
        ops.save(self.front, drawn, path, owner=self)
        self._keep_folder(path.parent)

    def with_statistics(self, done: Callable[[Drawn], None]) -> None:
        """Print the figures that are shown, and do something with the paper."""
        found = self.statistics().shown()
        if found is not None:
            statistics_ops.with_paper(
                self.front, found, self.choices.options(), done, owner=self
            )

    @Slot()
    def save_table(self) -> None:
        """Ask where to, and save the figures that are shown as a table."""
        found = self.statistics().shown()
        if found is None:
            return
        name = f"{self.statistics().list_name()}-{found.first}-{found.last}.csv"
        if path := self._asked_path(name, "CSV (*.csv);;XLSX (*.xlsx)"):
            self.save_table_to(path)

    def save_table_to(self, path: Path) -> None:
        """Save the figures that are shown; CSV or Excel by name."""
        part = self.statistics()
        found = part.shown()
        assert found is not None
        statistics_ops.save_table(self.front, found, part.list_name(), path, owner=self)
        self._keep_folder(path.parent)

    def _asked_path(self, name: str, kinds: str) -> Path | None:
        chosen, _ = QFileDialog.getSaveFileName(
            self, self.front.words.t("Save"), str(self._start_folder() / name), kinds
        )
        return Path(chosen) if chosen else None

    @Slot()
    def save_all(self) -> None:
        """Ask for a folder and save every statement of the chosen month into it."""
        if self._drawn is None or self.choices.choice().per != ORG:
            return
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
    def open_folder(self) -> None:
        """Show where the last paper was saved."""
        if self._folder is not None:
            ops.open_folder(self._folder)

    def _start_folder(self) -> Path:
        return self._folder or documents()

    def _keep_folder(self, folder: Path) -> None:
        self._folder = folder
        self.folder_button.show()
