"""The rail: the way from page to page, by mouse, Tab and Alt+1 … Alt+9.

    rail = Rail(front, PAGES)
    rail.chosen.connect(window.show_page)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from hubdesk.ui.frame.entries import Entry
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

#: Room of the rail beside its items.
_SIDES = 16


class RailItem(QAbstractButton):
    """One entry: icon and word, a bar of the accent when it is the current one."""

    def __init__(self, front: Front, page: Entry) -> None:
        super().__init__()
        self._front = front
        self.page = page
        self._icon = page.icon
        self.narrow = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFixedHeight(front.theme.size("rail_item"))
        for part in ("text", "name", "tip"):
            front.speech.say(self, page.msgid, part=part)

    def sizeHint(self) -> QSize:
        metrics = QFontMetricsF(self._front.theme.font("label"))
        return QSize(round(metrics.horizontalAdvance(self.text())) + 44, self.height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme, chosen = self._front.theme, self.isChecked()
        body = self.rect().adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(theme.colour("accent_soft" if chosen else "hover"))
            painter.drawRoundedRect(body, 6, 6)
        if chosen:
            painter.setBrush(theme.colour("accent"))
            painter.drawRoundedRect(QRect(0, 9, 3, self.height() - 18), 1.5, 1.5)
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(body, 6, 6)
            painter.drawRoundedRect(body.adjusted(1, 1, -1, -1), 5, 5)
        tone = "accent" if chosen else "text_soft"
        size = theme.size("icon_rail")
        left = (self.width() - size) // 2 if self.narrow else 11
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(
            left, (self.height() - size) // 2,
            self._front.icons.pixmap(self._icon, tone, size, ratio),
        )  # fmt: skip
        if not self.narrow:
            painter.setFont(theme.font("label" if chosen else "body"))
            painter.setPen(theme.colour("accent" if chosen else "text"))
            painter.drawText(
                self.rect().adjusted(left + size + 9, 0, 0, 0),
                Qt.AlignmentFlag.AlignVCenter,
                self.text(),
            )


class Rail(QWidget):
    """Signals:
    chosen(str): name of the page a person wants to see.
    """

    chosen = Signal(str)

    def __init__(self, front: Front, pages: Sequence[Entry]) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.setProperty("kind", "rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        front.speech.say(self, N_("Pages"), part="name")
        self._group = QButtonGroup(self)
        self.items = [RailItem(front, page) for page in pages]
        layout = lay(QVBoxLayout(self), *self.items, None, gap=2, margins=(8, 10, 8, 8))
        layout.setAlignment(Qt.AlignmentFlag.AlignTop)
        for item in self.items:
            self._group.addButton(item)
        self._group.buttonClicked.connect(self._on_button_clicked)
        front.look_changed.connect(self.update)
        front.words_changed.connect(self._on_words_changed)
        self.set_narrow(narrow=False)

    def choose(self, name: str) -> None:
        """Show a page as the current one, without a signal."""
        for item in self.items:
            item.setChecked(item.page.name == name)

    def set_narrow(self, *, narrow: bool) -> None:
        """Icons only, or icons with words; long words make it wider."""
        self._narrow = narrow
        width = self.front.theme.size("rail_icons" if narrow else "rail")
        if not narrow:
            width = max(width, *(item.sizeHint().width() + _SIDES for item in self.items))
        self.setFixedWidth(width)
        for item in self.items:
            item.narrow = narrow
            item.update()

    @Slot()
    def _on_words_changed(self) -> None:
        self.set_narrow(narrow=self._narrow)

    @Slot(QAbstractButton)
    def _on_button_clicked(self, button: RailItem) -> None:
        self.chosen.emit(button.page.name)
