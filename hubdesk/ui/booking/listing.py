"""The days of the board as a table: the way for screen readers, and for reading line by line.

Same bookings, same selection, same commands as the board.

    model = BookingTable(front)
    model.show_scene(scene, faint=frozenset())
"""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Signal, Slot
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QTableView

from hubdesk.ui.booking.scene import Block, Scene
from hubdesk.ui.booking.wording import times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.table import Column, TableModel, dress_table
from hubdesk.words.marker import N_

COLUMNS = (
    Column(N_("Time"), 128), Column(N_("Room"), 170), Column(N_("Organisation"), 120),
    Column(N_("Title")), Column(N_("State"), 190),
)  # fmt: skip


class BookingTable(TableModel):
    """Attributes:
    blocks: those shown, in the order of the rows.
    """

    def __init__(self, front: Front) -> None:
        super().__init__(front, COLUMNS)
        self.blocks: tuple[Block, ...] = ()

    def show_scene(self, scene: Scene, lanes: frozenset[int] | None, faint: frozenset[int]) -> None:
        """Show what is booked, by time; what a filter does not mean is left out."""
        lang = self.front.words.lang
        self.blocks = tuple(
            sorted(
                (
                    block for block in scene.blocks
                    if (lanes is None or block.lane in lanes)
                    and block.occurrence_id not in faint
                ),
                key=lambda block: (block.span, block.lane),
            )
        )  # fmt: skip
        self.show_rows(
            [(times(self.front.words, block.span), scene.lanes[block.lane].names.get(lang),
              block.org, self._title(block), self._state(block)) for block in self.blocks]
        )  # fmt: skip

    def _title(self, block: Block) -> str:
        return self.front.words.t("Private booking") if block.private else block.title

    def _state(self, block: Block) -> str:
        words = self.front.words
        state = words.name("status", block.status)
        return f"{state}, {words.t('series')}" if block.series else state

    def row_of(self, occurrence_id: int | None) -> int | None:
        """The row of an occurrence."""
        rows = (at for at, one in enumerate(self.blocks) if one.occurrence_id == occurrence_id)
        return next(rows, None)


class BookingList(QTableView):
    """A view over a :class:`BookingTable`.

    Signals:
        chosen(int): an occurrence was selected.
        open_wanted(int): Enter or a double click.
    menu_wanted(QPoint): the menu of the selected date; where, on the screen.
    """

    chosen = Signal(object)
    open_wanted = Signal(object)
    menu_wanted = Signal(QPoint)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.table = BookingTable(make.front)
        self.setModel(self.table)
        dress_table(make, self, COLUMNS, N_("Bookings of the day"))
        self.doubleClicked.connect(self._on_double_clicked)
        self.selectionModel().currentRowChanged.connect(self._on_row_changed)

    def show_scene(
        self, scene: Scene, lanes: frozenset[int] | None, faint: frozenset[int],
        chosen: int | None,
    ) -> None:  # fmt: skip
        """Show days; the selected date and the scroll position stay."""
        down = self.verticalScrollBar().value()
        self.table.show_scene(scene, lanes, faint)
        self.select(chosen)
        self.verticalScrollBar().setValue(down)

    def select(self, occurrence_id: int | None) -> None:
        """Select a date without a signal."""
        row = self.table.row_of(occurrence_id)
        selection = self.selectionModel()
        selection.blockSignals(True)
        if row is None:
            selection.clear()
        else:
            flags = QItemSelectionModel.SelectionFlag
            selection.setCurrentIndex(
                self.table.index(row, 0), flags.ClearAndSelect | flags.Rows
            )
        selection.blockSignals(False)
        self.viewport().update()

    def focus_row(self) -> None:
        """Take the keyboard, on a row."""
        self.setFocus()
        if not self.currentIndex().isValid() and self.table.rowCount():
            self.selectRow(0)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in ENTER:
            self._on_double_clicked(self.currentIndex())
        else:
            super().keyPressEvent(event)

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        if index.isValid():
            self.open_wanted.emit(self.table.blocks[index.row()].occurrence_id)

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self.table.blocks[index.row()].occurrence_id)
