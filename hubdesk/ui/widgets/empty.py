"""What a page says before there is anything on it: what belongs there, and the first action.

    EmptyPage(make, "coins", N_("No bills yet"), N_("Bills belong here."), first=button)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make

_WIDTH = 420


class EmptyPage(QWidget):
    """See the module."""

    def __init__(
        self, make: Make, icon: str, title: str, text: str, first: QPushButton | None = None
    ) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setSpacing(8)
        box.addStretch(2)
        head = make.label(title, role="heading")
        words = make.label(text, tone="muted", wrap=True)
        head.setAlignment(Qt.AlignmentFlag.AlignCenter)
        words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(_WIDTH)
        for widget in (make.icon(icon, "muted", 32), head, words, first):
            if widget is not None:
                box.addWidget(widget, 0, Qt.AlignmentFlag.AlignHCenter)
        box.addStretch(3)
