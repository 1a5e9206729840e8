"""What every section of the settings is: a scrolled column of cards with the duties of a page.

    class HubSection(Section):
        msgid = N_("The hub")
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.ui.front import Front
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, lay

Saved = Callable[[object, Changes], None]
#: Longer lines are tiring to read.
WIDEST = 900


class Section(QWidget):
    """Attributes:
    msgid: what screen readers call it; its place among the others stands in ``page.SECTIONS``.
    kinds: kinds of rows it shows.
    column: where its cards go, from top to bottom.
    """

    msgid: ClassVar[str]
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = Make(front)
        self.outdated = True
        inside = QWidget()
        self.column = lay(QVBoxLayout(), gap=12, margins=(0, 0, 8, 16))
        held = QWidget()
        held.setMaximumWidth(WIDEST)
        held.setLayout(self.column)
        # A column alone would have the cards measured as wide as the page, and clipped.
        across = lay(QHBoxLayout(), held)
        across.setStretch(0, 1)
        across.addStretch(0)
        lay(QVBoxLayout(inside), across, None)
        self._inside = inside
        self._area = self.make.scroll(inside, self.msgid)
        lay(QVBoxLayout(self), self._area)

    def add_form(self, title: str, icon: str, fields: Sequence[Field]) -> Form:
        """Add a card that holds a form."""
        form = Form(self.make, fields)
        card = Card(self.make, title, icon=icon)
        card.body.addWidget(form)
        self.column.addWidget(card)
        return form

    def load(self) -> None:
        """Ask for what the section shows."""

    def retranslate(self) -> None:
        """Write again what comes from data."""

    def show_key(self, key: object) -> None:
        """Show one thing of the section, such as a room by its id."""

    def bring(self, card: QWidget, field: QWidget) -> None:
        """Put a card at the top of what is seen, and the keyboard into one of its fields."""
        inside = self._inside
        inside.resize(inside.width(), inside.sizeHint().height())
        self._area.verticalScrollBar().setValue(card.mapTo(inside, QPoint(0, 0)).y())
        field.setFocus()

    def kept(self, form: Form, msgid: str) -> Saved:
        """What follows a form that was saved: it stands as it is, and the message bar says so."""

        def saved(_result: object, changes: Changes) -> None:
            form.accept()
            self.told(changes, self.front.words.t(msgid))

        return saved

    def told(self, changes: Changes, text: str) -> None:
        """Say in the message bar what was done, with Undo."""
        self.front.tell(text, change=changes.history_seq)

