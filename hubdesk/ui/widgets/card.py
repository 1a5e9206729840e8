"""A card: header with icon, title and count, and a body.

    card = Card(make, N_("Check-ins due"), icon="user-check")
    card.body.addWidget(list_view)
    card.count(3)
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay


class Card(QFrame):
    """Attributes:
    body: where the content goes.
    note: small words at the right end of the header.
    """

    def __init__(self, make: Make, title: str, *, icon: str = "", tone: str = "text_soft") -> None:
        super().__init__()
        self._front = make.front
        self.setProperty("kind", "card")
        head = QWidget()
        head.setFixedHeight(make.front.theme.size("card_header"))
        self._count = make.label(tone="muted")
        self._count.hide()
        self.note = make.label(role="small", tone="muted")
        # A header wider than its card would have the body measured at that width, and clipped.
        self.note.setMinimumWidth(1)
        box = self._head = lay(QHBoxLayout(head), gap=8, margins=(14, 0, 12, 0))
        if icon:
            box.addWidget(make.icon(icon, tone, 17))
        box.addWidget(make.label(title, role="label"))
        box.addWidget(self._count)
        box.addStretch(1)
        box.addWidget(self.note)
        self.body = QVBoxLayout()
        self.body.setSpacing(0)
        self.body.setContentsMargins(0, 0, 0, 0)
        outer = lay(QVBoxLayout(self), head, make.rule(), margins=(1, 1, 1, 1))
        outer.addLayout(self.body, 1)

    def act(self, *widgets: QWidget) -> None:
        """Put what can be done at the right end of the header."""
        for widget in widgets:
            self._head.addWidget(widget)

    def count(self, number: int) -> None:
        """Show how many there are, beside the title."""
        self._count.show()
        self._count.setText(self._front.words.number(number))
