"""A list of the counter: painted lines with one button each; Enter presses it, a menu has more.

    view = CounterList(make, N_("Visitors"))
    view.show_lines(lines)
    view.acted.connect(self._on_acted)      # (name of the action, Line)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
)
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QMenu,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from hubdesk.ui.front import Front
from hubdesk.ui.today.desk.lines import ACTIONS, Line
from hubdesk.ui.widgets.headed import ROOT, Index
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.texts import Texts

LINE_ROLE = Qt.ItemDataRole.UserRole + 1
_PAD = 14
_BUTTON_PAD = 10


class LineModel(QAbstractListModel):
    """One row per line."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self.lines: tuple[Line, ...] = ()

    def show_lines(self, lines: Sequence[Line]) -> bool:
        """Show these lines; tells whether they are others than before."""
        if tuple(lines) == self.lines:
            return False
        self.beginResetModel()
        self.lines = tuple(lines)
        self.endResetModel()
        return True

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == LINE_ROLE:
            return line
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if not line.actions:
                return line.spoken
            return f"{line.spoken} \u00b7 {self.front.words.t(ACTIONS[line.actions[0]])}"
        return None


class LineDelegate(QStyledItemDelegate):
    """Paints a line: time, title over detail, code, a note, and its button."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self.texts = Texts(front.theme)
        self.hovered = -1

    def renew(self) -> None:
        """After another language or look."""
        self.texts = Texts(self.front.theme)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(200, self.front.theme.size("row_two_lines"))

    def button(self, rect: QRect, line: Line) -> QRectF:
        """Where the button of a line is; empty if it has none."""
        if not line.actions:
            return QRectF()
        width = self.texts.width("small", self.front.words.t(ACTIONS[line.actions[0]]))
        width += 2 * _BUTTON_PAD
        height = self.front.theme.size("button_small")
        top = rect.top() + (rect.height() - height) / 2
        return QRectF(rect.right() - 12 - width, top + 0.5, width, height - 1)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return
        theme, rect, state = self.front.theme, option.rect, option.state
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        right = self._paint_button(painter, rect, line, hovered=self.hovered == index.row())
        right = self._paint_note(painter, rect, line, right)
        right = self._paint_chip(painter, rect, line, right)
        self._paint_words(painter, rect, line, right)
        painter.fillRect(QRectF(rect.left(), rect.bottom(), rect.width(), 1), theme.colour("line"))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(rect).adjusted(1, 1, -1, -2))
        painter.restore()

    def _paint_words(self, painter: QPainter, rect: QRect, line: Line, right: float) -> None:
        theme, texts = self.front.theme, self.texts
        left, top, half = rect.left() + _PAD, rect.top(), rect.height() // 2
        if line.lead:
            painter.setPen(theme.colour("bad" if line.tone == "bad" else "text"))
            column = max(46.0, texts.width("label", line.lead) + 8)
            texts.draw(painter, "label", line.lead, left, top, column, rect.height())
            left += round(column)
        painter.setPen(theme.colour("muted" if line.over else "text"))
        texts.draw(painter, "table", line.title, left, top + 3, right - left, half)
        painter.setPen(theme.colour("muted"))
        texts.draw(painter, "small", line.detail, left, top + half - 2, right - left, half)

    def _paint_button(
        self, painter: QPainter, rect: QRect, line: Line, *, hovered: bool
    ) -> float:
        body = self.button(rect, line)
        if body.isEmpty():
            return rect.right() - 12.0
        theme = self.front.theme
        painter.setPen(QPen(theme.colour("line_strong"), 1))
        painter.setBrush(theme.colour("hover" if hovered else "raised"))
        painter.drawRoundedRect(body, 5, 5)
        painter.setPen(theme.colour("text"))
        self.texts.draw(
            painter, "small", self.front.words.t(ACTIONS[line.actions[0]]),
            body.left() + _BUTTON_PAD, body.top(), body.width(), body.height(),
        )  # fmt: skip
        return body.left() - 10

    def _paint_note(self, painter: QPainter, rect: QRect, line: Line, right: float) -> float:
        if not line.note:
            return right
        painter.setPen(self.front.theme.colour(line.tone))
        room = rect.width() * 0.34
        used = self.texts.draw_right(
            painter, "small", line.note, right, rect.top(), room, rect.height()
        )
        return right - used - 8

    def _paint_chip(self, painter: QPainter, rect: QRect, line: Line, right: float) -> float:
        if not line.code:
            return right
        hue = self.front.theme.hue(line.hue)
        used = self.texts.width("code", line.code)
        width = max(38.0, used + 12)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        body = QRectF(right - width, rect.top() + (rect.height() - 18) / 2 + 0.5, width, 17)
        painter.drawRoundedRect(body, 4, 4)
        painter.setPen(hue.ink)
        left = body.left() + (width - used) / 2
        self.texts.draw(painter, "code", line.code, left, body.top() - 0.5, width, 18)
        return right - width - 8


class CounterList(QListView):
    """Signals:
    acted(str, Line): a person wants to do something with a line.
    """

    acted = Signal(str, object)

    def __init__(self, make: Make, name: str) -> None:
        super().__init__()
        self.front = make.front
        self.rows = LineModel(make.front)
        self.delegate = LineDelegate(make.front)
        self.setModel(self.rows)
        self.setItemDelegate(self.delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        make.front.speech.say(self, name, part="name")

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; the selection stays on the same row, or goes on to the next one."""
        line, at = self.line(), self.currentIndex().row()
        if not self.rows.show_lines(lines) or line is None:
            return
        ids = [one.id for one in lines]
        row = ids.index(line.id) if line.id in ids else min(at, len(ids) - 1)
        if row >= 0:
            self.setCurrentIndex(self.rows.index(row))

    def line(self) -> Line | None:
        """The line the keyboard is on."""
        found = self.currentIndex().data(LINE_ROLE)
        return found if isinstance(found, Line) else None

    def focus_list(self) -> None:
        """Put the keyboard on the list, on its first line if on none."""
        if not self.currentIndex().isValid() and self.rows.lines:
            self.setCurrentIndex(self.rows.index(0))
        self.setFocus()

    def renew(self) -> None:
        """After another language or look."""
        self.delegate.renew()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        line = self.line()
        if event.key() in ENTER and line is not None and line.actions:
            self.acted.emit(line.actions[0], line)
        elif event.key() == Qt.Key.Key_Menu and line is not None:
            self._open_menu(line, self.visualRect(self.currentIndex()).center())
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        line = self._under(event.position().toPoint())
        super().mouseReleaseEvent(event)
        if line is not None and event.button() == Qt.MouseButton.LeftButton:
            self.acted.emit(line.actions[0], line)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        over = self._under(place)
        row = self.indexAt(place).row() if over is not None else -1
        if row != self.delegate.hovered:
            self.delegate.hovered = row
            self.viewport().update()
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if over is not None else Qt.CursorShape.ArrowCursor
        )
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.delegate.hovered = -1
        self.viewport().update()
        super().leaveEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index = self.indexAt(event.pos())
        line = index.data(LINE_ROLE)
        if isinstance(line, Line):
            self.setCurrentIndex(index)
            self._open_menu(line, event.pos())

    def _under(self, place: QPoint) -> Line | None:
        """The line whose button is at a place."""
        index = self.indexAt(place)
        line = index.data(LINE_ROLE)
        if not isinstance(line, Line):
            return None
        body = self.delegate.button(self.visualRect(index), line)
        return line if body.contains(place) else None

    def menu(self, line: Line) -> QMenu:
        """What can be done with a line."""
        menu = QMenu(self)
        for name in line.actions:
            menu.addAction(self.front.words.t(ACTIONS[name]), partial(self._act, name, line))
        return menu

    def _open_menu(self, line: Line, place: QPoint) -> None:
        if not line.actions:
            return
        menu = self.menu(line)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.viewport().mapToGlobal(place))

    @Slot()
    def _act(self, name: str, line: Line) -> None:
        self.acted.emit(name, line)
