"""The widget factory: plain text, accessible names, fonts by role, icons that follow the look.

    make = Make(front)
    book = make.button(N_("Book"), icon="plus", kind="primary", on=self._on_book_clicked)
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any
from weakref import WeakKeyDictionary

import shiboken6
from PySide6.QtCore import QObject, QSize, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QBoxLayout,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.labels import CodeChip, ElidedLabel, IconLabel

Slotted = Callable[..., Any]


def lay(
    box: QBoxLayout, *items: QWidget | QLayout | int | None, gap: int = 0,
    margins: tuple[int, int, int, int] = (0, 0, 0, 0),
) -> QBoxLayout:  # fmt: skip
    """Fill a layout: widgets and layouts in order, numbers as fixed space, None as stretch."""
    box.setSpacing(gap)
    box.setContentsMargins(*margins)
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int):
            box.addSpacing(item)
        elif isinstance(item, QWidget):
            box.addWidget(item)
        else:
            box.addLayout(item)
    return box


def row(*items: QWidget | QLayout | int | None, gap: int = 8) -> QBoxLayout:
    """A row of widgets; see :func:`lay`."""
    return lay(QHBoxLayout(), *items, gap=gap)


def column(*items: QWidget | QLayout | int | None, gap: int = 0) -> QBoxLayout:
    """A column of widgets; see :func:`lay`."""
    return lay(QVBoxLayout(), *items, gap=gap)


def clear(layout: QLayout) -> None:
    """Take everything out of a layout and delete its widgets, those of layouts in it too."""
    while (item := layout.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
        elif (inner := item.layout()) is not None:
            clear(inner)


class Make(QObject):
    """Builds widgets for one window; every page has its own.

    Attributes:
        front: language, look and data of the window.
    """

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.front = front
        self._icons: WeakKeyDictionary[QAbstractButton, tuple[str, str, int]] = (
            WeakKeyDictionary()
        )
        front.look_changed.connect(self._on_look_changed)

    def label(
        self, msgid: str = "", *, text: str = "", role: str = "body", tone: str = "",
        wrap: bool = False, kind: str = "",
    ) -> QLabel:  # fmt: skip
        """A plain-text label that says a message, or a text from data."""
        label = QLabel()
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setFont(self.front.theme.font(role))
        label.setWordWrap(wrap)
        label.setProperty("tone", tone)
        label.setProperty("kind", kind)
        if msgid:
            self.front.speech.say(label, msgid)
        elif text:
            label.setText(text)
        return label

    def elided(self, text: str = "", *, role: str = "body", tone: str = "") -> ElidedLabel:
        """A one-line label for a person's text: cut with … where room ends, whole in its tip."""
        label = ElidedLabel(text)
        label.setFont(self.front.theme.font(role))
        label.setProperty("tone", tone)
        return label

    def pill(self, msgid: str = "", *, tone: str = "") -> QLabel:
        """A rounded state word."""
        label = self.label(msgid, role="caption", tone=tone, kind="pill")
        label.setFixedHeight(self.front.theme.size("pill"))
        label.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        return label

    def chip(self, code: str, hue: int) -> CodeChip:
        """An organisation's code in its hue."""
        return CodeChip(self.front, code, hue)

    def icon(self, name: str, colour: str = "text_soft", size: int = 16) -> IconLabel:
        """A picture that says nothing by itself; the text beside it does."""
        return IconLabel(self.front, name, colour, size)

    def button(
        self, msgid: str, *, icon: str = "", kind: str = "", on: Slotted | None = None,
        small: bool = False, tip: str = "",
    ) -> QPushButton:  # fmt: skip
        """A push button with words, and an icon if wanted."""
        button = QPushButton()
        button.setProperty("kind", kind)
        button.setFont(self.front.theme.font("label" if kind == "primary" else "body"))
        if kind != "link":
            button.setFixedHeight(self.front.theme.size("button_small" if small else "button"))
        # Outside a dialog Qt lets Enter press only such a button.
        button.setAutoDefault(True)
        if msgid:
            self.front.speech.say(button, msgid)
        if tip:
            self.front.speech.say(button, tip, part="tip")
        if icon:
            colour = {"primary": "on_accent", "danger": "bad", "link": "accent"}.get(kind)
            self.set_icon(button, icon, colour or "text_soft", 16)
        if on is not None:
            button.clicked.connect(on)
        return button

    def icon_button(
        self, msgid: str, icon: str, *, on: Slotted | None = None, kind: str = "",
        side: str = "button",
    ) -> QToolButton:  # fmt: skip
        """A square button with an icon; its words are its tip and its accessible name."""
        button = QToolButton()
        button.setProperty("kind", kind)
        size = self.front.theme.size(side)
        button.setFixedSize(size, size)
        self.front.speech.say(button, msgid, part="tip")
        self.front.speech.say(button, msgid, part="name")
        button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_icon(button, icon, "text_soft", 16)
        if on is not None:
            button.clicked.connect(on)
        return button

    def set_icon(
        self, button: QAbstractButton, name: str, colour: str = "text_soft", size: int = 16
    ) -> None:
        """Give a button an icon that is redrawn when the look changes."""
        self._icons[button] = (name, colour, size)
        pad = 4 if button.text() else 0
        button.setIconSize(QSize(size + pad, size))
        button.setIcon(self.front.icons.icon(name, colour, size, pad))

    def line_edit(self, name: str, *, hint: str = "") -> QLineEdit:
        """A field of one line; see :meth:`as_field`."""
        edit = QLineEdit()
        self.as_field(edit, name, hint=hint)
        return edit

    def as_field(self, field: QWidget, name: str, *, hint: str = "") -> None:
        """Give a field its type, its height and its name for screen readers.

        Args:
            hint: stands in it while it is empty.
        """
        field.setFont(self.front.theme.font("body"))
        field.setFixedHeight(self.front.theme.size("field"))
        self.front.speech.say(field, name, part="name")
        if hint:
            self.front.speech.say(field, hint, part="hint")

    def check_box(self, msgid: str) -> QCheckBox:
        box = QCheckBox()
        box.setFont(self.front.theme.font("body"))
        self.front.speech.say(box, msgid)
        return box

    def frame(self, kind: str = "card") -> QFrame:
        frame = QFrame()
        frame.setProperty("kind", kind)
        return frame

    def rule(self) -> QFrame:
        """A line that parts two sections."""
        line = self.frame("rule")
        line.setFixedHeight(1)
        return line

    def scroll(self, inside: QWidget, name: str) -> QScrollArea:
        """A vertical scroll area without a frame; the keyboard scrolls it."""
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inside.setProperty("kind", "plain")
        area.setWidget(inside)
        self.front.speech.say(area, name, part="name")
        return area

    @Slot()
    def _on_look_changed(self) -> None:
        for button in list(self._icons):
            if shiboken6.isValid(button):
                self.front.sleepers.run(button, "icon", partial(self._redraw, button))

    def _redraw(self, button: QAbstractButton) -> None:
        if button in self._icons:
            self.set_icon(button, *self._icons[button])


def retone(widget: QWidget, tone: str) -> None:
    """Change a widget's tone or kind property and let the style sheet see it."""
    if widget.property("tone") == tone:
        return
    widget.setProperty("tone", tone)
    _polish(widget)


def mark_wrong(field: QWidget, why: str) -> None:
    """Outline a field that was not accepted and say why in its tip; an empty reason clears it."""
    field.setToolTip(why)
    field.setAccessibleDescription(why)
    if bool(field.property("wrong")) == bool(why):
        return
    field.setProperty("wrong", bool(why))
    _polish(field)


def _polish(widget: QWidget) -> None:
    """Let the style sheet see a property; what was never shown will be polished with it."""
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
