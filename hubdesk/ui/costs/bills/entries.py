"""One list of a month's entries with its entry row and the side of what is chosen.

    page = EntriesPage(make, LISTS["bills"])
    page.show_month(loaded)
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout

from hubdesk.kernel.errors import KnownError
from hubdesk.ui.costs import ops
from hubdesk.ui.costs.bills.droptable import DropTable
from hubdesk.ui.costs.bills.forms import BillForm, DirectForm, IncomeForm
from hubdesk.ui.costs.bills.lists import EntryList, Row
from hubdesk.ui.costs.bills.scans import ask_for_scan
from hubdesk.ui.costs.bills.side import EntrySide
from hubdesk.ui.costs.bills.values import New
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.paged import PagedModel

_FORMS: dict[str, type[BillForm] | type[IncomeForm] | type[DirectForm]] = {
    "bills": BillForm, "income": IncomeForm, "direct-charges": DirectForm,
}  # fmt: skip
_SHEETS = (".csv", ".xlsx")


class EntriesPage(Part):
    """Signals:
    table_pasted(str): cells of a spreadsheet, to be looked over.
    sheet_dropped(Path): a spreadsheet, to be read and looked over.
    """

    table_pasted = Signal(str)
    sheet_dropped = Signal(object)

    def __init__(self, make: Make, shown: EntryList) -> None:
        super().__init__(make)
        self.kind = shown.kind
        self.form = _FORMS[shown.kind](make)
        self.model = PagedModel(
            make.front, shown.columns, fetch=shown.fetch, key=lambda row: row.id
        )
        self.view = DropTable(make, self.model, shown.msgid)
        self.side = EntrySide(make, shown.kind)
        self.foot = make.label(role="small", tone="soft")
        nothing = EmptyPage(make, "receipt-text", shown.msgid, shown.nothing)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(nothing)
        card = make.frame()
        foot = lay(QHBoxLayout(), self.foot, None, margins=(12, 5, 12, 6))
        inside = lay(QVBoxLayout(card), margins=(1, 1, 1, 1))
        inside.addWidget(self._stack, 1)
        inside.addWidget(make.rule())
        inside.addLayout(foot)
        rows = lay(QHBoxLayout(), card, self.side, gap=12)
        rows.setStretch(0, 1)
        box = lay(QVBoxLayout(self), self.form, gap=12)
        box.addLayout(rows, 1)
        self._connect()

    def _connect(self) -> None:
        self.form.entered.connect(self._on_entered)
        self.form.table_pasted.connect(self.table_pasted)
        self.form.file_dropped.connect(self._on_form_dropped)
        self.form.pool_missing.connect(self._on_pool_missing)
        self.view.table_pasted.connect(self.table_pasted)
        self.view.file_dropped.connect(self._on_row_dropped)
        self.view.picked.connect(self._on_picked)
        self.view.opened.connect(self._on_opened)
        self.view.takeback_wanted.connect(self.side.ask_takeback)
        self.model.loaded.connect(self._on_rows)
        self.side.takeback_confirmed.connect(self._on_takeback_confirmed)
        if self.side.scan is not None:
            self.side.scan.file_dropped.connect(self._on_side_dropped)
            self.side.scan.file_wanted.connect(self._on_file_wanted)
            self.side.scan.large_wanted.connect(self._on_large_wanted)

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        other = self.loaded is None or self.loaded.info.month != loaded.info.month
        super().show_month(loaded)
        self.form.show_month(loaded)
        if other:
            self.side.show_row(None, loaded)
            self.view.clearSelection()
            self.view.choose(None)
        was = self.model.ask
        self.model.narrow(month=loaded.info.month)
        if self.model.ask == was:
            self.model.reload()
        self._tell_sum(loaded)

    def retranslate(self) -> None:
        if self.loaded is not None:
            self.form.show_month(self.loaded)
            self.form.retranslate()
            self._tell_sum(self.loaded)
        self.side.retranslate()

    def focus_first(self) -> None:
        if self.form.isEnabled():
            first = self.form.fields[1]
            first.setFocus()
        else:
            self.view.setFocus()

    def choose_row(self, row_id: int) -> None:
        """Bring an entry to the front."""
        self.view.choose(row_id)

    def search(self, text: str) -> None:
        """Show only entries that contain a text."""
        self.model.narrow(text=text.strip())

    def _tell_sum(self, loaded: CostsLoad) -> None:
        words, house = self.front.words, self.front.house
        costs = loaded.preview.costs
        if self.kind == "bills":
            count, net = len(loaded.bills), sum(bill.net_minor for bill in loaded.bills)
            vat = sum(bill.vat_minor for bill in loaded.bills)
            self.foot.setText(words.t(
                "{bills}: {net} net, {vat} VAT, {gross} in all",
                bills=words.n("{n} bill", "{n} bills", count),
                net=words.amount(net, house.digits), vat=words.amount(vat, house.digits),
                gross=words.amount(net + vat, house.digits, house.currency),
            ))  # fmt: skip
        elif self.kind == "income":
            found = [one for money in costs.money for one in money.income]
            self._tell_plain(len(found), sum(one.amount_minor for one in found))
        else:
            self._tell_plain(len(costs.direct), sum(one.net_minor for one in costs.direct))

    def _tell_plain(self, count: int, total: int) -> None:
        words, house = self.front.words, self.front.house
        self.foot.setText(words.t(
            "{entries}: {amount} in all", entries=words.n("{n} entry", "{n} entries", count),
            amount=words.amount(total, house.digits, house.currency),
        ))  # fmt: skip

    @Slot()
    def _on_rows(self) -> None:
        empty = self.model.total == 0 and not self.model.ask.text
        self._stack.setCurrentIndex(1 if empty else 0)
        shown = self.side.row()
        if shown is not None:
            at = self.model.find(shown.id)
            self.side.show_row(None if at is None else self.model.row_at(at), self.loaded)

    @Slot(object)
    def _on_picked(self, row: Row | None) -> None:
        self.side.show_row(row, self.loaded)

    @Slot(object)
    def _on_opened(self, row: Row) -> None:
        if self.kind == "bills" and row.value.scans:
            self.scan_wanted.emit(row.id, self.side.label())

    # -- entering -------------------------------------------------------------------------------

    @Slot(object)
    def _on_entered(self, new: New) -> None:
        scan = self.form.scan if isinstance(self.form, BillForm) else None
        ops.enter(self.front, new, scan, owner=self, entered=self._on_posted,
                  failed=self._on_refused)  # fmt: skip

    def _on_posted(self, row_id: int) -> None:
        self.view.choose(row_id)
        self.form.begin_next()

    def _on_refused(self, error: KnownError) -> None:
        if error.code in ("file_unreadable", "file_type_refused", "file_too_large"):
            self.front.refuse(error)
        else:
            self.form.refuse(error)

    @Slot(str)
    def _on_pool_missing(self, code: str) -> None:
        ops.add_pool(self.front, code, owner=self, added=self._on_pool_added)

    def _on_pool_added(self) -> None:
        self.form.clear_complaint()

    @Slot(str)
    def _on_takeback_confirmed(self, reason: str) -> None:
        row = self.side.row()
        if row is not None:
            ops.take_back(
                self.front, self.kind, row.id, self.side.label(), reason, owner=self
            )

    # -- files ----------------------------------------------------------------------------------

    @Slot(str)
    def _on_form_dropped(self, path: str) -> None:
        if self._is_sheet(path):
            return
        if isinstance(self.form, BillForm):
            self.form.keep_scan(Path(path))
            self.form.supplier.setFocus()

    @Slot(object, str)
    def _on_row_dropped(self, row: Row | None, path: str) -> None:
        if self._is_sheet(path):
            return
        if row is None or self.kind != "bills":
            self._on_form_dropped(path)
            return
        self.view.choose(row.id)
        self._attach(row, path)

    @Slot(str)
    def _on_side_dropped(self, path: str) -> None:
        row = self.side.row()
        if row is not None and not self._is_sheet(path):
            self._attach(row, path)

    def _is_sheet(self, path: str) -> bool:
        if not path.lower().endswith(_SHEETS):
            return False
        self.sheet_dropped.emit(Path(path))
        return True

    def _attach(self, row: Row, path: str) -> None:
        bill = row.value.bill
        ops.attach_scan(
            self.front, row.id, f"{bill.supplier} {bill.number}", Path(path), owner=self
        )

    @Slot()
    def _on_file_wanted(self) -> None:
        row = self.side.row()
        path = ask_for_scan(self.front, self) if row is not None else None
        if row is not None and path is not None:
            self._attach(row, str(path))

    @Slot()
    def _on_large_wanted(self) -> None:
        row = self.side.row()
        if row is not None:
            self.scan_wanted.emit(row.id, self.side.label())
