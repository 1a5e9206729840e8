"""The frame of an inspector: a column of sections on the right, parted by lines.

    inspector = Inspector(front)
    inspector.section(make.label(N_("Actions"), role="label"), row(check_in, edit))
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLayout, QScrollArea, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.widgets.make import Make, column, retone
from hubdesk.ui.widgets.popover import keeps_key
from hubdesk.words.marker import N_

LABEL_COLUMN = 84


class Facts(QWidget):
    """Labels on the left, what is known on the right; a person's text is cut, not wrapped."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(12)
        self._grid.setColumnMinimumWidth(0, LABEL_COLUMN)
        self._grid.setColumnStretch(1, 1)

    def show_facts(self, facts: list[tuple[str, str]]) -> None:
        """Show (label, value) pairs in the reader's language; empty values are left out."""
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        for at, (label, value) in enumerate(fact for fact in facts if fact[1]):
            name = self._make.label(text=label, role="small", tone="muted")
            self._grid.addWidget(name, at, 0, Qt.AlignmentFlag.AlignTop)
            # Our own words come in lines, and wrap.
            said = (
                self._make.label(text=value, role="small", wrap=True)
                if "\n" in value else self._make.elided(value, role="small")
            )
            self._grid.addWidget(said, at, 1)


#: Pixels left free on both sides of a section.
_SIDE = 16


class Inspector(QScrollArea):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.setFixedWidth(front.theme.size("inspector"))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        front.speech.say(self, N_("Details of what is selected"), part="name")
        body = self._body = QWidget()
        body.setProperty("kind", "side")
        body.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(body)
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addStretch(1)

    def event(self, event: QEvent) -> bool:
        """Plain keys are for what is typed here, not for the page's commands beside it."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        retone(self._body, "lit")

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        retone(self._body, "")

    def room(self) -> int:
        """Pixels across that a section's own things have, also beside a scroll bar."""
        return self.width() - self.verticalScrollBar().sizeHint().width() - 2 * _SIDE

    def section(self, *items: QWidget | QLayout | int | None, gap: int = 8) -> QWidget:
        """Add a section; it can be hidden as a whole, with its line."""
        part = QWidget()
        inner = column(*items, gap=gap)
        inner.setContentsMargins(_SIDE, 12, _SIDE, 12)
        outer = QVBoxLayout(part)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addLayout(inner)
        outer.addWidget(self.make.rule())
        self._column.insertWidget(self._column.count() - 1, part)
        return part
