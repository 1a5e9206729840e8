"""The heat map of the week: weekdays down, hours across, each cell with its per cent.

A table of Qt's, so that the keyboard walks it and a screen reader reads it; its cells are painted
as dark as they are full, and say their figure, so that they read in black and white.

    view = HeatView(front)
    view.show_heat(statistics.heat)
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date, timedelta

from PySide6.QtCore import QAbstractTableModel, QRectF, Qt, Slot
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from hubdesk.insight.statistics import per_mille
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.wording import hours
from hubdesk.ui.theme import Theme
from hubdesk.ui.widgets.headed import ROOT, Index
from hubdesk.ui.widgets.texts import Texts
from hubdesk.words.marker import N_

Heat = Sequence[Sequence[tuple[int, int]]]
#: From empty to full: how much of the accent is in the ground. No step in the middle, where
#: neither the dark nor the light ink could be read.
RAMP = (0.0, 0.1, 0.2, 0.3, 0.45, 0.7, 0.85, 1.0)
#: Full enough for the last step; rooms are hardly ever booked to the last minute.
_FULL = 800
_ROW = 29
_MONDAY = date(2024, 1, 1)
_SHARE = Qt.ItemDataRole.UserRole


def inks(theme: Theme, full: int) -> tuple[QColor, QColor]:
    """Ground and ink of a cell that is so full, in thousandths; the ink reads at 4.5 : 1."""
    step = RAMP[min(full * len(RAMP) // _FULL, len(RAMP) - 1)]
    ground = _blend(theme.colour("surface"), theme.colour("accent"), step)
    light = _luminance(ground)
    ink = max(
        (theme.colour("text"), theme.colour("on_accent")),
        key=lambda one: abs(math.log((_luminance(one) + 0.05) / (light + 0.05))),
    )
    return ground, ink


def _luminance(colour: QColor) -> float:
    """Relative luminance.  Source: WCAG 2.2."""
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def _blend(one: QColor, other: QColor, much: float) -> QColor:
    parts = zip(one.getRgb()[:3], other.getRgb()[:3], strict=True)  # type: ignore[index]  # four
    return QColor(*(round(a + (b - a) * much) for a, b in parts))


class HeatModel(QAbstractTableModel):
    """Weekdays as rows, the hours in which anything is ever open as columns."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self._heat: Heat = ()
        self._hours: range = range(0)
        front.words_changed.connect(self._on_words_changed)

    def show_heat(self, heat: Heat) -> None:
        self.beginResetModel()
        opened = [hour for hour in range(24) if any(day[hour][1] for day in heat)]
        self._heat = heat
        self._hours = range(opened[0], opened[-1] + 1) if opened else range(0)
        self.endResetModel()

    def rowCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._heat)

    def columnCount(self, parent: Index = ROOT) -> int:
        return 0 if parent.isValid() else len(self._hours)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        booked, opened = self._heat[index.row()][self._hours[index.column()]]
        full = per_mille(booked, opened) if opened else None
        if role == _SHARE:
            return full
        if role == Qt.ItemDataRole.DisplayRole:
            return "\u2013" if full is None else str((full + 5) // 10)
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return self._said(index, booked, opened)
        return None

    def _said(self, index: Index, booked: int, opened: int) -> str:
        words, hour = self.front.words, self._hours[index.column()]
        when = f"{self._day(index.row())} {words.hour(hour)}\u2013{words.hour(hour + 1)}"
        if not opened:
            return words.t("{when}: closed", when=when)
        return words.t(
            "{when}: {share} full, {booked} of {open} hours", when=when,
            share=f"{(per_mille(booked, opened) + 5) // 10} %", booked=hours(words, booked),
            open=hours(words, opened),
        )  # fmt: skip

    def _day(self, row: int) -> str:
        return self.front.words.weekday(_MONDAY + timedelta(days=row))

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        across = orientation is Qt.Orientation.Horizontal
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{self._hours[section]:02d}" if across else self._day(section)
        if role == Qt.ItemDataRole.FontRole:
            return self.front.theme.font("caption" if across else "small")
        if role == Qt.ItemDataRole.TextAlignmentRole:
            centre = Qt.AlignmentFlag.AlignCenter
            left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
            return centre if across else left
        return None

    @Slot()
    def _on_words_changed(self) -> None:
        if self._heat:
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, len(self._heat) - 1)


class HeatDelegate(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, full = self.front.theme, index.data(_SHARE)
        box = QRectF(option.rect).adjusted(1, 1, -1, -1)
        ground, ink = theme.colour("sunken"), theme.colour("muted")
        if full is not None:
            ground, ink = inks(theme, full)
        painter.save()
        painter.fillRect(box, ground)
        if full is not None:
            painter.setPen(QPen(theme.colour("line_strong"), 1))
            painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
        texts, text = Texts(theme), str(index.data())
        width = texts.prepared("caption", text, 60).size().width()
        painter.setPen(ink)
        left = box.center().x() - width / 2
        texts.draw(painter, "caption", text, left, box.top(), 60, box.height())
        if option.state & QStyle.StateFlag.State_HasFocus:
            # Two rings: one of them can be seen on any ground.
            painter.setPen(QPen(theme.colour("surface"), 4))
            painter.drawRect(box.adjusted(2, 2, -2, -2))
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.drawRect(box.adjusted(1, 1, -1, -1))
        painter.restore()


class HeatView(QTableView):
    """See the module; as high as its seven days, as wide as there is room."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._model = HeatModel(front)
        self.setModel(self._model)
        self.setItemDelegate(HeatDelegate(front))
        self.setShowGrid(False)
        self.setCornerButtonEnabled(False)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        across, down = self.horizontalHeader(), self.verticalHeader()
        across.setMinimumSectionSize(14)
        across.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        across.setFixedHeight(front.theme.size("table_head"))
        across.setProperty("kind", "hours")
        for header in (across, down):
            header.setHighlightSections(False)
            header.setSectionsClickable(False)
        down.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        down.setDefaultSectionSize(_ROW)
        self.setFixedHeight(front.theme.size("table_head") + 7 * _ROW + 2)
        front.speech.say(self, N_("When the rooms are full"), part="name")
        front.look_changed.connect(self._on_look_changed)

    def show_heat(self, heat: Heat) -> None:
        """Show booked and open minutes of each weekday and hour."""
        at = self.currentIndex()
        self._model.show_heat(heat)
        if at.row() >= 0 and at.column() < self._model.columnCount():
            self.setCurrentIndex(self._model.index(at.row(), at.column()))

    @Slot()
    def _on_look_changed(self) -> None:
        self.viewport().update()
