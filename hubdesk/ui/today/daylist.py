"""Dates of today in order of time, as a list model and the delegate that paints its lines.

    model = DayModel(front)
    model.show_blocks(scene, counter.coming)
"""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.ui.booking.scene import Block, Scene
from hubdesk.ui.booking.wording import o_clock, times
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.headed import ROOT, Index
from hubdesk.ui.widgets.texts import Texts

BLOCK_ROLE = Qt.ItemDataRole.UserRole + 1
_ICONS = {
    "checked_in": ("check", "good"),
    "done": ("check", "good"),
    "no_show": ("clock-alert", "bad"),
    "held": ("hourglass", "warning"),
}


class DayModel(QAbstractListModel):
    """One row per date."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self._scene: Scene | None = None
        self._blocks: tuple[Block, ...] = ()

    def show_blocks(self, scene: Scene, blocks: tuple[Block, ...]) -> None:
        """Show these dates; nothing happens if they are shown already."""
        if (scene, blocks) == (self._scene, self._blocks):
            return
        self.beginResetModel()
        self._scene, self._blocks = scene, blocks
        self.endResetModel()

    def row_of(self, occurrence_id: int) -> int:
        """The row of a date; −1 if it is not shown."""
        found = (at for at, block in enumerate(self._blocks)
                 if block.occurrence_id == occurrence_id)  # fmt: skip
        return next(found, -1)

    def room(self, block: Block) -> str:
        assert self._scene is not None
        return self._scene.lanes[block.lane].names.get(self.front.words.lang)

    def title(self, block: Block) -> str:
        words = self.front.words
        return block.title or words.t("Private booking" if block.private else "Without a title")

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._blocks)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self._blocks):
            return None
        block = self._blocks[index.row()]
        if role == BLOCK_ROLE:
            return block
        words = self.front.words
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            parts = (times(words, block.span), block.org, self.title(block), self.room(block),
                     words.name("status", block.status))  # fmt: skip
            return " \u00b7 ".join(part for part in parts if part)
        return None


class DayDelegate(QStyledItemDelegate):
    """Paints a line: time, title over room, code, state."""

    def __init__(self, front: Front, model: DayModel) -> None:
        super().__init__(front)
        self.front = front
        self.model = model
        self.texts = Texts(front.theme)

    def renew(self) -> None:
        """After another language or look."""
        self.texts = Texts(self.front.theme)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self.front.theme.size("row_two_lines"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        block = index.data(BLOCK_ROLE)
        if not isinstance(block, Block):
            return
        theme, texts = self.front.theme, self.texts
        rect = option.rect
        state = option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        over = block.status in ("done", "no_show") or block.span.ends <= self._now()
        painter.setPen(theme.colour("muted" if over else "text"))
        top, height = rect.top(), rect.height()
        half = height // 2
        words, column = self.front.words, self._time_column()
        starts, ends = (o_clock(words, at) for at in (block.span.starts, block.span.ends))
        texts.draw(painter, "label", starts, 14 + rect.left(), top + 3, column, half)
        painter.setPen(theme.colour("muted"))
        texts.draw(painter, "small", ends, 14 + rect.left(), top + half - 2, column, half)
        left, right = rect.left() + 18.0 + column, rect.right() - 12.0
        right = self._state_mark(painter, block, right, top, height)
        right = self._chip(painter, block, right, top, height) - 8
        painter.setPen(theme.colour("muted" if over else "text"))
        texts.draw(
            painter, "table", self.model.title(block), left, top + 3, right - left, half
        )
        painter.setPen(theme.colour("muted"))
        texts.draw(
            painter, "small", self.model.room(block), left, top + half - 2, right - left, half
        )
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _time_column(self) -> int:
        """The width that times take by the reader's clock."""
        return 74 if self.front.words.clock == "12" else 52

    def _now(self) -> int:
        now = self.front.now()
        return now.hour * 60 + now.minute

    def _state_mark(
        self, painter: QPainter, block: Block, right: float, top: int, height: int
    ) -> float:
        icon = _ICONS.get(block.status)
        if icon is None and block.private:
            icon = ("lock", "muted")
        if icon is not None:
            ratio = painter.device().devicePixelRatioF()
            painter.drawPixmap(
                QPointF(right - 15, top + (height - 15) / 2),
                self.front.icons.pixmap(icon[0], icon[1], 15, ratio),
            )
        return right - 23

    def _chip(
        self, painter: QPainter, block: Block, right: float, top: int, height: int
    ) -> float:
        if not block.org:
            return right
        hue = self.front.theme.hue(block.hue)
        used = self.texts.width("code", block.org)
        width = max(38.0, used + 12)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        body = QRectF(right - width, top + (height - 18) / 2 + 0.5, width, 17)
        painter.drawRoundedRect(body, 4, 4)
        painter.setPen(hue.ink)
        self.texts.draw(
            painter, "code", block.org, body.left() + (width - used) / 2, body.top() - 0.5, width,
            18,
        )
        return right - width
