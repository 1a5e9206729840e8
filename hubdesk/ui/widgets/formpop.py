"""A small form that points at what it is about: labelled fields, what is wrong, two buttons.

Enter in a field saves, Esc closes; nothing waits behind it, as behind a modal box.

    form = FormPopover(page, make, N_("Record a payment"), N_("Record"))
    form.add(N_("Amount"), amount_field)
    form.submitted.connect(self._on_payment_submitted)
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QGridLayout,
    QLabel,
    QLayout,
    QSpinBox,
    QWidget,
)
from shiboken6 import isValid

from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, retone, row
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.marker import N_

_WIDTH = 400
Text = str | Callable[[], str]


class Focusable(Protocol):
    """What the keyboard can be put into."""

    def setFocus(self, reason: Qt.FocusReason, /) -> None: ...


class Readable(Focusable, Protocol):
    """A field that knows whether what stands in it can be read."""

    def problem(self) -> str: ...


class FormPopover(Popover):
    """Signals:
    submitted(): a person wants to save what is filled in.

    Attributes:
        heading: what the form is about.
        save: the primary button.
        extra: a row for further actions, left of the buttons.
    """

    submitted = Signal()

    def __init__(
        self, parent: QWidget, make: Make, title: str, action: str, *, width: int = _WIDTH
    ) -> None:
        super().__init__(parent, make.front, tone="accent_line")
        self.make = make
        self.setFixedWidth(width)
        make.front.speech.say(self, title, part="name")
        self.heading = make.label(title, role="label")
        self.note = make.label(role="small", tone="muted", wrap=True)
        self.note.hide()
        self._fields: list[QWidget] = []
        self._noted: Text = ""
        self._blamed: Text = ""
        self._target = QRect()
        self._opener: QWidget | None = None
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(10)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.save = make.button(action, kind="primary", on=self._on_save_clicked)
        self.close_button = make.button(N_("Cancel"), kind="quiet", on=self.dismiss)
        self.extra = row()
        self.inside.setSpacing(8)
        self.inside.addWidget(self.heading)
        self.inside.addWidget(self.note)
        self.inside.addLayout(self._grid)
        self.inside.addWidget(self._problem)
        self.inside.addLayout(row(self.extra, None, self.close_button, self.save))
        make.front.words_changed.connect(self._on_words_changed)

    def add(self, msgid: str, *fields: QWidget | QLayout, unit: str = "") -> QLabel:
        """Add a line: a label, then one field or some beside each other.

        Args:
            unit: a word after the field.
        """
        label = self.make.label(msgid, role="small", tone="muted")
        at = self._grid.rowCount()
        items: list[QWidget | QLayout | int | None] = list(fields)
        if unit:
            items.append(self.make.label(unit, role="small", tone="muted"))
        self._grid.addWidget(label, at, 0)
        self._grid.addLayout(row(*items), at, 1)
        for field in fields:
            if isinstance(field, QWidget):
                self._fields.append(field)
                field.installEventFilter(self)
        return label

    def open_at(self, target: QWidget | QRect, first: QWidget | None = None) -> None:
        """Show the form below a widget or a place, the keyboard in its first field.

        When it closes, the keyboard goes back to where it came from.
        """
        self._opener = target if isinstance(target, QWidget) else QApplication.focusWidget()
        if isinstance(target, QWidget):
            parent = self.parentWidget()
            assert parent is not None
            target = QRect(target.mapTo(parent, QPoint(0, 0)), target.size())
        self._target = target
        self.blame("")
        self.point_at(target)
        (first or self._fields[0]).setFocus(Qt.FocusReason.TabFocusReason)

    def dismiss(self) -> None:
        """Close; tells."""
        inside, opener = self.isAncestorOf(QApplication.focusWidget() or self), self._opener
        self._opener = None
        super().dismiss()
        if inside and opener is not None and isValid(opener) and opener.isVisible():
            opener.setFocus(Qt.FocusReason.PopupFocusReason)

    def say(self, text: Text, tone: str = "muted") -> None:
        """A line under the heading; empty takes it away.

        Args:
            text: in the reader's language; as a function it is written again in another one.
        """
        self._noted = text
        retone(self.note, tone)
        _show(self.note, text)
        self._point_again()

    def blame(self, text: Text, field: Focusable | None = None) -> None:
        """Say what is wrong, and put the keyboard there; ``text`` as in :meth:`say`."""
        self._blamed = text
        _show(self._problem, text)
        if field is not None:
            field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._point_again()

    def problem(self) -> str:
        """What is said to be wrong."""
        return self._problem.text()

    def filled(self, *fields: Readable) -> bool:
        """Whether all fields can be read; the first that cannot is blamed, else nobody is."""
        for field in fields:
            if field.problem():
                self.blame(field.problem, field)
                return False
        self.blame("")
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab stays inside the form."""
        inside = [
            child
            for child in self.findChildren(QWidget)
            if child.isVisible() and child.isEnabled()
            and child.focusPolicy() & Qt.FocusPolicy.TabFocus
        ]  # fmt: skip
        focus = self.focusWidget()
        if not inside or focus is None:
            return super().focusNextPrevChild(forward)
        if focus is (inside[-1] if forward else inside[0]):
            inside[0 if forward else -1].setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return super().focusNextPrevChild(forward)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter in a field saves."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
            and not (isinstance(watched, QComboBox) and watched.view().isVisible())
        ):
            if isinstance(watched, QSpinBox):
                watched.interpretText()
            self._on_save_clicked()
            return True
        return super().eventFilter(watched, event)

    @Slot()
    def _on_words_changed(self) -> None:
        _show(self.note, self._noted)
        _show(self._problem, self._blamed)
        self._point_again()

    def _point_again(self) -> None:
        if self.isVisible():
            self.point_at(self._target)

    @Slot()
    def _on_save_clicked(self) -> None:
        take = getattr(self.focusWidget(), "take_text", None)
        if take is not None:
            take()
        self.submitted.emit()


def _show(label: QLabel, text: Text) -> None:
    said = text() if callable(text) else text
    label.setText(said)
    label.setVisible(bool(said))
