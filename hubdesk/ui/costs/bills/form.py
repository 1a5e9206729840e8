"""The frame of an entry row: captioned fields, Enter adds and starts the next, one line below
that says what is wrong or what it comes to.

    form.entered.connect(self._on_entered)    # a frozen value
    form.begin_next()                         # it was added
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk.costs.model import Pool
from hubdesk.ui.costs.bills.values import New
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay, mark_wrong, retone
from hubdesk.words.marker import N_

VAT_KINDS = ("exempt", "7", "0")


def dropped_file(mime: QMimeData | None) -> str:
    """The one local file that is being dragged; empty if it is not one."""
    urls = [] if mime is None else mime.urls()
    return urls[0].toLocalFile() if len(urls) == 1 and urls[0].isLocalFile() else ""


class EntryForm(QFrame):
    """Signals:
    entered(object): a complete value to add.
    table_pasted(str): cells of a spreadsheet were pasted into a field.
    file_dropped(str): a file was dropped onto the form.
    pool_missing(str): Enter was pressed, but nothing is called so; it could be added.
    """

    entered = Signal(object)
    table_pasted = Signal(str)
    file_dropped = Signal(str)
    pool_missing = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.loaded: CostsLoad | None = None
        self.setProperty("kind", "card")
        self.setAcceptDrops(True)
        self.fields: list[QWidget] = []
        self.said = make.elided(role="small", tone="muted")
        self.add = make.button(N_("Add"), icon="plus", kind="primary", on=self.submit)
        self.offer = make.button("", kind="link", on=self._on_offer_clicked)
        self.offer.hide()
        self.foot = lay(QHBoxLayout(), self.said, self.offer, self.add, gap=8)
        self.foot.setStretch(0, 1)
        self.box = lay(QVBoxLayout(self), gap=6, margins=(12, 8, 12, 8))
        self._missing = ""

    def line(self, *fields: tuple[str, QWidget, int]) -> None:
        """Add a row of fields: (caption, widget, stretch)."""
        row = QHBoxLayout()
        row.setSpacing(8)
        for caption, widget, stretch in fields:
            part = QVBoxLayout()
            part.setSpacing(1)
            part.addWidget(self.make.label(caption, role="caption", tone="muted"))
            part.addWidget(widget)
            row.addLayout(part, stretch)
            self.watch(widget)
        self.box.addLayout(row)

    def finish(self) -> None:
        """The last row: what is said, and the button."""
        self.box.addLayout(self.foot)

    def watch(self, field: QWidget) -> None:
        self.fields.append(field)
        field.installEventFilter(self)
        if isinstance(field, QLineEdit):
            field.textChanged.connect(self.tell_sum)

    def vat_field(self) -> Combo:
        combo = Combo(self.make, N_("VAT kind"))
        combo.setMinimumContentsLength(6)
        self.fill_vat(combo)
        return combo

    def fill_vat(self, combo: Combo) -> None:
        kept = combo.currentData()
        combo.clear()
        for kind in VAT_KINDS:
            combo.addItem(self.vat_word(kind), kind)
        combo.setCurrentIndex(max(0, combo.findData(kept)))

    def vat_word(self, kind: str) -> str:
        return self.front.words.t(N_("exempt")) if kind == "exempt" else f"{kind} %"

    # -- what the forms say ---------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        """Offer what the month's entries may name; typing stays."""
        self.loaded = loaded
        self.setEnabled(not loaded.locked)

    def retranslate(self) -> None:
        if self.loaded is not None:
            self.show_month(self.loaded)
        self.clear_complaint()

    def check(self) -> New | tuple[QWidget, str]:
        """The value, or the first field that is wrong and why."""
        raise NotImplementedError

    def sum_text(self) -> str:
        """What it comes to, while it is being typed."""
        return ""

    def begin_next(self) -> None:
        """It was added: keep what the next one shares with it, and start there."""
        raise NotImplementedError

    def pool_shown(self, pool: Pool) -> str:
        return f"{pool.code} \u00b7 {pool.name.get(self.front.words.lang)}"

    # -- entering -------------------------------------------------------------------------------

    @Slot()
    def submit(self) -> None:
        """Add what is typed; or say what is missing and go there."""
        if not self.isEnabled():
            return
        for field in self.fields:
            if isinstance(field, DateField):
                field.take_text()
        found = self.check()
        if isinstance(found, tuple):
            self.complain(*found)
        else:
            self.clear_complaint()
            self.entered.emit(found)

    def complain(self, field: QWidget, text: str, *, missing: str = "") -> None:
        """Say what is wrong with a field and bring the keyboard there.

        Args:
            missing: a pool of that code could be added.
        """
        mark_wrong(field, text)
        retone(self.said, "bad")
        self.said.set_whole(text)
        self._missing = missing
        self.offer.setVisible(bool(missing))
        if missing:
            self.offer.setText(
                self.front.words.t("Add the pool \u201c{pool}\u201d", pool=missing)
            )
        field.setFocus()

    @Slot()
    def clear_complaint(self) -> None:
        for field in self.fields:
            if not isinstance(field, DateField):
                mark_wrong(field, "")
        self.offer.hide()
        self._missing = ""
        self._say_sum()

    def _say_sum(self) -> None:
        retone(self.said, "muted")
        loaded = self.loaded
        if loaded is not None and not self.isEnabled():
            self.said.set_whole(self.front.words.t(
                "{month} is locked. What comes late is entered in the open month; it is shared "
                "by the frozen values of the month it is for.",
                month=self.front.words.month(loaded.info.month),
            ))  # fmt: skip
        else:
            self.said.set_whole(self.sum_text())

    @Slot()
    def tell_sum(self) -> None:
        if self.said.property("tone") == "bad" and any(
            field.property("wrong") for field in self.fields
        ):
            return
        self.offer.hide()
        self._say_sum()

    @Slot()
    def _on_offer_clicked(self) -> None:
        if self._missing:
            self.pool_missing.emit(self._missing)

    # -- keys, paste and drop -------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched in self.fields and isinstance(event, QKeyEvent):
            if event.type() == QEvent.Type.KeyPress and event.key() in ENTER:
                self.submit()
                return True
            if event.matches(QKeySequence.StandardKey.Paste) and self._paste(event):
                return True
        return super().eventFilter(watched, event)

    def _paste(self, event: QKeyEvent) -> bool:
        text = QGuiApplication.clipboard().text()
        if "\t" not in text:
            return False
        if event.type() == QEvent.Type.KeyPress:
            self.table_pasted.emit(text)
        event.accept()
        return True

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()) and self.isEnabled():
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self.file_dropped.emit(dropped_file(event.mimeData()))
