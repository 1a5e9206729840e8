"""Tables with a painted bar in one column: its length is the share, its figure stands before it.

    model = BarModel(front, COLUMNS, bar=2)
    model.show_bars([Row("R1", cells)], [220])
    view.setItemDelegateForColumn(2, BarDelegate(front))
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.cells import CellModel, CellView, Row
from hubdesk.ui.widgets.headed import Index
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.table import Column
from hubdesk.ui.widgets.texts import Texts

_SHARE = Qt.ItemDataRole.UserRole
_FIGURE, _PAD, _HIGH = 52, 10, 13


class BarModel(CellModel):
    """Rows of cells, one column of which has a share in thousandths beside its words.

    Attributes:
        bar: that column.
    """

    def __init__(self, front: Front, columns: Sequence[Column], *, bar: int) -> None:
        super().__init__(front, columns)
        self.bar = bar
        self._shares: tuple[int, ...] = ()

    def show_bars(self, rows: Sequence[Row], shares: Sequence[int]) -> None:
        """Show rows with the length of their bars, in thousandths of the column."""
        self._shares = tuple(shares)
        self.show_rows(rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == _SHARE and index.isValid() and index.column() == self.bar:
            return self._shares[index.row()]
        return super().data(index, role)


class BarDelegate(QStyledItemDelegate):
    """The figure on the left, right-aligned, and an outlined bar in what is left."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, text = self.front.theme, str(index.data() or "")
        plain = QStyleOptionViewItem(option)
        self.initStyleOption(plain, index)
        plain.text = ""
        widget = plain.widget
        style = widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, plain, painter, widget)
        box = QRectF(option.rect)
        painter.save()
        painter.setPen(theme.colour("text"))
        right = box.left() + _PAD + _FIGURE
        Texts(theme).draw_right(painter, "table", text, right, box.top(), _FIGURE, box.height() - 1)
        room = box.width() - _FIGURE - 3 * _PAD
        wide = room * min(max(index.data(_SHARE) or 0, 0), 1000) / 1000
        if wide > 0 and room > 12:
            body = QRectF(right + _PAD, box.center().y() - _HIGH / 2, max(wide, 2.0), _HIGH)
            painter.setPen(QPen(theme.colour("accent"), 1))
            painter.setBrush(theme.colour("accent"))
            painter.drawRect(body)
        painter.restore()


def bar_view(make: Make, model: BarModel, name: str, *, nothing: str = "") -> CellView:
    """A table over a model with bars."""
    view = CellView(make, model, name, nothing=nothing)
    view.setItemDelegateForColumn(model.bar, BarDelegate(make.front))
    return view
