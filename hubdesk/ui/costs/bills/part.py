"""The step *Bills*: bills, income and direct charges; rows from spreadsheets are looked over first.

    part = BillsPart(make)
    part.show_month(loaded)
    part.paste(text)
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from hubdesk.costs.monthly import rule_for
from hubdesk.costs.queries import pool_rules
from hubdesk.kernel.folding import folded
from hubdesk.store.session import Session
from hubdesk.ui.costs.bills.entries import EntriesPage
from hubdesk.ui.costs.bills.lists import LISTS
from hubdesk.ui.costs.bills.pasting import Fill
from hubdesk.ui.costs.bills.sheetpart import SheetPart
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_


class BillsPart(SheetPart):
    """Attributes:
    pages: kind → its list, once it was wanted.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Read a file \u2026"))
        self.kinds = Segments(
            make, N_("What is entered"), {kind: one.msgid for kind, one in LISTS.items()}
        )
        self.search_field.setMaximumWidth(220)
        self.pages: dict[str, EntriesPage] = {}
        self._kind = "bills"
        self.stack.setCurrentWidget(self.page())
        self._fill: Fill | None = None
        self.kinds.choose("bills")
        tools = row(
            self.kinds, None, self.search_field, self.paste_button, self.read_button, gap=8
        )
        box = lay(QVBoxLayout(self), tools, gap=10)
        box.addWidget(self.stack, 1)
        self.kinds.chosen.connect(self.show_kind)
        self.search_field.textChanged.connect(self._on_find_changed)

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

    def rows_kind(self) -> str:
        return self._kind

    def rows_fill(self) -> Fill | None:
        return None if self.loaded is None or self.loaded.locked else self._fill

    def rows_home(self) -> EntriesPage:
        return self.page()


def _fill(session: Session, loaded: CostsLoad) -> Fill:
    """What a pasted bill need not say."""
    rules = pool_rules(session)
    month = loaded.info.month
    drivers = {
        code: rule.driver
        for code, pool in loaded.pools.items()
        if (rule := rule_for(rules, pool.id, month)) is not None
    }
    codes = {
        folded(name): code
        for code, pool in loaded.pools.items()
        for name in (pool.name.th, pool.name.en)
        if name and name not in loaded.pools
    }
    return Fill(month, drivers, codes)
