"""The two lists of the tab *Bank*: lines, and what the chosen one may be; by keyboard alone.

    lines.dropped.connect(self.read_file)
    lines.pressed.connect(self._on_pressed)     # S, U, A, Delete, Right
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent, QKeyEvent

from hubdesk.ui.costs.bills.form import dropped_file
from hubdesk.ui.widgets.cells import CellModel, CellView
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.keys import latin
from hubdesk.ui.widgets.make import Make

#: Key → what it means on a line.
_DEEDS = {
    Qt.Key.Key_S: "split", Qt.Key.Key_U: "unapplied", Qt.Key.Key_A: "aside",
    Qt.Key.Key_Delete: "back", Qt.Key.Key_Right: "right", Qt.Key.Key_Left: "left",
}  # fmt: skip


class KeyView(CellView):
    """Signals:
    pressed(str): ``split``, ``unapplied``, ``aside``, ``back``, ``right`` or ``left``.
    moved(): another row is the current one.
    dropped(str): path of a file that was dropped.
    """

    pressed = Signal(str)
    moved = Signal()
    dropped = Signal(str)

    def __init__(
        self, make: Make, model: CellModel, name: str, *, nothing: str, drops: bool = False
    ) -> None:
        super().__init__(make, model, name, nothing=nothing)
        self.setAcceptDrops(drops)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        deed = _DEEDS.get(latin(event.key())) if plain else None
        if deed is None:
            super().keyPressEvent(event)
        else:
            self.pressed.emit(deed)

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        self.moved.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        event.acceptProposedAction()
        if path:
            self.dropped.emit(path)
