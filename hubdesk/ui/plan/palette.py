"""Rooms and desks that are not on the plan yet, to be dragged onto it or placed by Enter.

    palette = PlanPalette(make)
    palette.show_missing([(7, "desk", "D4-01", "โต๊ะ 4-01")])
    palette.dropped.connect(self._on_dropped)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem

from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_

#: Id, kind, code and name.
Missing = tuple[int, str, str, str]
_ICONS = {"room": "door-open", "desk": "armchair"}
_SLACK = 6


class PlanPalette(QListWidget):
    """Signals:
    dragged(QPoint | None): a thing is carried; where it is on the screen, None = it is put down.
    dropped(int, QPoint): it was let go there.
    wanted(int): it was taken by Enter or a double click.
    """

    dragged = Signal(object)
    dropped = Signal(int, QPoint)
    wanted = Signal(int)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._pressed: QPoint | None = None
        self._carried: int | None = None
        make.front.speech.say(self, N_("Not on the plan yet"), part="name")
        self.setFont(make.front.theme.font("table"))
        self.setProperty("kind", "list")
        self.setUniformItemSizes(True)
        self.setMinimumHeight(90)
        self.itemDoubleClicked.connect(self._on_double_clicked)

    def show_missing(self, missing: Sequence[Missing]) -> None:
        """Show what is missing; the place in the list is kept."""
        at = self.currentRow()
        self.clear()
        for number, kind, code, name in missing:
            text = f"{code}  {name}" if name and name != code else code
            item = QListWidgetItem(self._front.icons.icon(_ICONS[kind], "text_soft", 14), text)
            item.setData(Qt.ItemDataRole.UserRole, number)
            self.addItem(item)
        self.setCurrentRow(min(max(at, 0), self.count() - 1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        item = self.itemAt(event.position().toPoint())
        self._pressed = event.position().toPoint() if item is not None else None
        self._carried = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            super().mouseMoveEvent(event)
            return
        moved = (event.position().toPoint() - self._pressed).manhattanLength()
        item = self.currentItem()
        if self._carried is None and moved >= _SLACK and item is not None:
            self._carried = item.data(Qt.ItemDataRole.UserRole)
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._carried is not None:
            self.dragged.emit(event.globalPosition().toPoint())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        carried, self._carried, self._pressed = self._carried, None, None
        self.unsetCursor()
        super().mouseReleaseEvent(event)
        if carried is not None:
            self.dragged.emit(None)
            self.dropped.emit(carried, event.globalPosition().toPoint())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.currentItem()
        if event.key() in ENTER and item is not None:
            self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))
        elif event.key() == Qt.Key.Key_Escape and self._carried is not None:
            self._carried = self._pressed = None
            self.dragged.emit(None)
        else:
            super().keyPressEvent(event)

    @Slot(QListWidgetItem)
    def _on_double_clicked(self, item: QListWidgetItem) -> None:
        self.wanted.emit(item.data(Qt.ItemDataRole.UserRole))
