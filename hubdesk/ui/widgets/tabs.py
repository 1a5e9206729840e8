"""A row of tabs: the parts of one thing, of which one is shown; arrows walk them.

    tabs = Tabs(make, N_("Parts of the page"), {"overview": N_("Overview"), "people": N_("People")})
    tabs.count("people", 16)
    tabs.chosen.connect(self._on_tab_chosen)
"""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, lay

_HEIGHT = 38
_LINE = 2
_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class Tab(QAbstractButton):
    """One tab: its word, a count in the softer colour, a line below when it is the shown one."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self._count = ""
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def show_count(self, text: str) -> None:
        self._count = text
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        theme = self._front.theme
        width = QFontMetricsF(theme.font("label")).horizontalAdvance(self.text())
        if self._count:
            width += 6 + QFontMetricsF(theme.font("small")).horizontalAdvance(self._count)
        return QSize(round(width) + 6, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._front.theme
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        shown = self.isChecked()
        font = theme.font("label" if shown else "body")
        tone = "accent" if shown else "text" if self.underMouse() else "text_soft"
        area = self.rect().adjusted(3, 0, -3, 0)
        left = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        painter.setFont(font)
        painter.setPen(theme.colour(tone))
        painter.drawText(area, left, self.text())
        if self._count:
            start = round(QFontMetricsF(font).horizontalAdvance(self.text())) + 6
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("muted"))
            painter.drawText(area.adjusted(start, 1, 0, 0), left, self._count)
        if shown:
            painter.fillRect(0, self.height() - _LINE, self.width(), _LINE, theme.colour("accent"))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            pen = painter.pen()
            pen.setColor(theme.colour("focus"))
            pen.setWidth(2)
            painter.setPen(pen)
            painter.drawRoundedRect(self.rect().adjusted(1, 5, -1, -5), 4, 4)


class Tabs(QWidget):
    """Signals:
    chosen(str): a person took another tab; its key.
    """

    chosen = Signal(str)

    def __init__(self, make: Make, name: str, choices: Mapping[str, str]) -> None:
        super().__init__()
        self._front = make.front
        self._tabs: dict[str, Tab] = {}
        self._group = QButtonGroup(self)
        make.front.speech.say(self, name, part="name")
        layout = lay(QHBoxLayout(self), gap=18)
        for key, msgid in choices.items():
            tab = Tab(make.front)
            tab.setProperty("key", key)
            make.front.speech.say(tab, msgid)
            self._tabs[key] = tab
            self._group.addButton(tab)
            layout.addWidget(tab)
        layout.addStretch(1)
        self._group.buttonClicked.connect(self._on_clicked)

    def choose(self, key: str) -> None:
        """Show a tab as taken, without a signal."""
        self._tabs[key].setChecked(True)

    def current(self) -> str:
        """The key of the tab that is shown; empty before one was chosen."""
        button = self._group.checkedButton()
        return "" if button is None else str(button.property("key"))

    def count(self, key: str, number: int | None) -> None:
        """Show how many there are behind a tab; None shows nothing."""
        self._tabs[key].show_count("" if number is None else self._front.words.number(number))

    def tab(self, key: str) -> Tab:
        return self._tabs[key]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
            return
        keys = list(self._tabs)
        at = (keys.index(self.current() or keys[0]) + step) % len(keys)
        tab = self._tabs[keys[at]]
        tab.setFocus(Qt.FocusReason.TabFocusReason)
        tab.click()

    @Slot(QAbstractButton)
    def _on_clicked(self, button: QAbstractButton) -> None:
        self.chosen.emit(button.property("key"))
