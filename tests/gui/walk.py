"""Walks over everything that can be seen of a window: texts, names for screen readers, room.

texts_of(window), unnamed(window), squeezed(window)
"""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractTableModel, QModelIndex, Qt
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollBar,
    QTableView,
    QWidget,
)

from hubdesk.ui.booking.board import Board
from hubdesk.ui.costs.matrixview import MatrixView
from hubdesk.ui.today.daylist import DayDelegate
from hubdesk.ui.today.rooms import RoomList
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.labels import ElidedLabel

#: Stands between the parts of a choice that is about a room or an organisation.
_OF_DATA = " \u00b7 "
#: Set by Qt itself on parts of its own widgets.
_QT_PARTS = ("qt_scrollarea_viewport", "qt_spinbox_lineedit")
#: Beside the words of a heading, and what a mark of sorting takes of them.
_EDGES, _MARK = 20, 14


def visible(window: QWidget) -> Iterator[QWidget]:
    """Every widget that can be seen."""
    return (widget for widget in window.findChildren(QWidget) if widget.isVisible())


def texts_of(window: QWidget) -> set[str]:
    """Everything that is said: written, painted, in tips and for screen readers."""
    found: set[str] = set()
    for widget in visible(window):
        found |= {widget.toolTip(), widget.accessibleName()}
        if isinstance(widget, ElidedLabel):
            found.add(widget.whole())
        elif isinstance(widget, QLabel | QAbstractButton):
            found.add(widget.text())
        elif isinstance(widget, QLineEdit):
            found |= {widget.text(), widget.placeholderText()}
        elif isinstance(widget, QComboBox):
            found |= {widget.itemText(at) for at in range(widget.count())}
        elif isinstance(widget, Board | MatrixView | RoomList):
            found |= set(widget.texts())
        elif isinstance(widget, QAbstractItemView):
            found |= _items(widget)
    return {text for text in found if text}


def _items(view: QAbstractItemView) -> set[str]:
    model, found = view.model(), set()
    root = QModelIndex()
    columns = model.columnCount(root) if isinstance(model, QAbstractTableModel) else 1
    for column in range(columns):
        found.add(str(model.headerData(column, Qt.Orientation.Horizontal) or ""))
        for row in range(model.rowCount(root)):
            found.add(str(model.index(row, column).data() or ""))
    delegate = view.itemDelegate()
    if isinstance(delegate, DayDelegate):
        found |= set(delegate.texts.shown)
    return found


def unnamed(window: QWidget) -> list[str]:
    """Widgets the keyboard reaches that a screen reader could not name."""
    found = []
    for widget in visible(window):
        if widget.focusPolicy() is Qt.FocusPolicy.NoFocus or isinstance(widget, QScrollBar):
            continue
        if widget.objectName() in _QT_PARTS:
            continue
        text = widget.text() if isinstance(widget, QAbstractButton | QLabel) else ""
        if not (widget.accessibleName() or text):
            found.append(f"{type(widget).__name__} {widget.objectName()} in {widget.parent()}")
    return found


def squeezed(window: QWidget) -> list[str]:
    """Labels, buttons, choices and headings whose text has less room than it needs."""
    found: list[str] = []
    for widget in visible(window):
        if isinstance(widget, QTableView) and widget.horizontalHeader().isVisible():
            found += _tight_headings(widget)
        if isinstance(widget, ElidedLabel) or not _has_text(widget):
            continue
        if isinstance(widget, QLabel) and widget.wordWrap():
            needed = widget.heightForWidth(widget.width())
            tight = needed > widget.height() + 1
        elif isinstance(widget, QLabel | QPushButton):
            hint = widget.sizeHint()
            tight = hint.width() > widget.width() + 1 or _text_height(widget) > widget.height()
        elif isinstance(widget, Combo):
            # A person's names may be cut: the tip has them whole.
            own = _OF_DATA not in widget.currentText()
            tight = own and widget.shown_text() != widget.currentText()
        else:
            continue
        if tight:
            text = widget.currentText() if isinstance(widget, Combo) else widget.text()
            found.append(f"{text!r}: {widget.size()} of {widget.sizeHint()}")
    return found


def _tight_headings(view: QTableView) -> Iterator[str]:
    """Headings that are cut, or would be once their column is the one sorted by."""
    across, model = view.horizontalHeader(), view.model()
    edges = 0 if across.property("kind") == "hours" else _EDGES
    mark = _MARK if across.isSortIndicatorShown() else 0
    for at in range(across.count()):
        text = model.headerData(at, Qt.Orientation.Horizontal)
        font = model.headerData(at, Qt.Orientation.Horizontal, Qt.ItemDataRole.FontRole)
        if not text or font is None or across.isSectionHidden(at):
            continue
        needed = QFontMetricsF(font).horizontalAdvance(text) + edges + mark
        if needed > across.sectionSize(at) + 1:
            yield f"heading {text!r}: {across.sectionSize(at)} of {needed:.0f}"


def _has_text(widget: QWidget) -> bool:
    if isinstance(widget, Combo):
        return bool(widget.currentText())
    return isinstance(widget, QLabel | QPushButton) and bool(widget.text())


def _text_height(widget: QWidget) -> int:
    return widget.fontMetrics().height()
