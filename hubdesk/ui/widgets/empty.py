"""What a page says before there is anything on it: what belongs there, and the first action.

    EmptyPage(make, "coins", N_("No bills yet"), N_("Bills belong here."), import_button)
"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay, row

#: Of the text; the buttons have what room they need.
_WIDTH = 420


class EmptyPage(QWidget):
    """See the module."""

    def __init__(
        self, make: Make, icon: str, title: str, text: str, *actions: QPushButton
    ) -> None:
        super().__init__()
        head = make.label(title, role="heading")
        words = make.label(text, tone="muted", wrap=True)
        for label in (head, words):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        words.setFixedWidth(_WIDTH)
        column = QWidget()
        picture = row(None, make.icon(icon, "muted", 32), None)
        text_row, buttons = row(None, words, None), row(None, *actions, None)
        box = lay(QVBoxLayout(column), None, picture, head, text_row, 4, buttons, None, gap=8)
        box.setStretch(0, 2)
        box.setStretch(box.count() - 1, 3)
        lay(QHBoxLayout(self), None, column, None)
        if actions:
            self.setFocusProxy(actions[0])
