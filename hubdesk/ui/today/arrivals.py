"""Who is expected, who is here, who has left: one list with three sides.

    card = Arrivals(make)
    card.show_counter(scene, counter)
    card.opened.connect(self._on_opened)
"""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from hubdesk.ui.booking.scene import Block, Scene
from hubdesk.ui.today.counter import Counter
from hubdesk.ui.today.daylist import BLOCK_ROLE, DayDelegate, DayModel
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

_SIDES = {"coming": N_("Expected"), "present": N_("Arrived"), "gone": N_("Left")}
_NOBODY = {
    "coming": N_("Nobody else is expected today."),
    "present": N_("Nobody has checked in."),
    "gone": N_("Nobody has left yet."),
}


class DayList(QListView):
    """Enter opens a date on the board.

    Signals:
        opened(Block): a person wants to see it.
    """

    opened = Signal(object)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        block = self.currentIndex().data(BLOCK_ROLE)
        if event.key() in ENTER and isinstance(block, Block):
            self.opened.emit(block)
        else:
            super().keyPressEvent(event)


class Arrivals(QWidget):
    """Signals:
    opened(Block): show it on the board.

    Attributes:
        total: how many there are on all sides.
    """

    opened = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.total = 0
        self._make = make
        self._scene = Scene(make.front.today())
        self._blocks: dict[str, tuple[Block, ...]] = dict.fromkeys(_SIDES, ())
        self._side = "coming"
        self.sides = Segments(make, N_("Arrivals"), _SIDES)
        self.sides.choose(self._side)
        self.sides.chosen.connect(self.show_side)
        sides = QWidget()
        lay(QHBoxLayout(sides), self.sides, None, margins=(12, 6, 12, 6))
        self.model = DayModel(make.front)
        self.delegate = DayDelegate(make.front, self.model)
        self.list = DayList()
        self.list.setModel(self.model)
        self.list.setItemDelegate(self.delegate)
        self.list.setUniformItemSizes(True)
        self.list.setProperty("kind", "list")
        self.list.opened.connect(self.opened)
        self.list.doubleClicked.connect(self._on_double_clicked)
        make.front.speech.say(self.list, N_("Arrivals"), part="name")
        self._nobody = make.label(tone="muted", wrap=True)
        self._nobody.setContentsMargins(14, 14, 14, 14)
        box = lay(QVBoxLayout(self), sides, make.rule(), self.list, self._nobody)
        box.addStretch()
        box.setStretchFactor(self.list, 1)

    def show_counter(self, scene: Scene, counter: Counter) -> None:
        """Show a day; the chosen line stays chosen."""
        self._scene = scene
        self._blocks = {
            "coming": counter.coming, "present": counter.present, "gone": counter.gone,
        }  # fmt: skip
        words = self._make.front.words
        self.total = sum(len(blocks) for blocks in self._blocks.values())
        for side, msgid in _SIDES.items():
            self.sides.button(side).setText(f"{words.t(msgid)} {len(self._blocks[side])}")
        self._show()

    @Slot(str)
    def show_side(self, side: str) -> None:
        """Show the expected, the arrived or those who left."""
        self._side = side
        self.sides.choose(side)
        self._show()

    def _show(self) -> None:
        chosen = self.list.currentIndex().data(BLOCK_ROLE)
        blocks = self._blocks[self._side]
        self.model.show_blocks(self._scene, blocks)
        if isinstance(chosen, Block) and (row := self.model.row_of(chosen.occurrence_id)) >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.list.setVisible(bool(blocks))
        self._nobody.setVisible(not blocks)
        self._make.front.speech.say(self._nobody, _NOBODY[self._side])

    def focus_list(self) -> None:
        """Put the keyboard into the list, or on its sides if it is empty."""
        if not self._blocks[self._side]:
            self.sides.button(self._side).setFocus()
            return
        if not self.list.currentIndex().isValid():
            self.list.setCurrentIndex(self.model.index(0))
        self.list.setFocus()

    def renew(self) -> None:
        """After another language or look."""
        self.delegate.renew()
        self.list.viewport().update()

    @Slot(QModelIndex)
    def _on_double_clicked(self, index: QModelIndex) -> None:
        block = index.data(BLOCK_ROLE)
        if isinstance(block, Block):
            self.opened.emit(block)
