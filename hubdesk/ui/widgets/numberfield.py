"""A field for a small count: typed, or changed by the arrows; zero may say a word instead.

    field = NumberField(make, N_("People"), 0, 9999)
    field.setSpecialValueText(words.t("people: any"))
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QSpinBox

from hubdesk.ui.widgets.make import Make

_PAD = 8


class NumberField(QSpinBox):
    """See the module."""

    def __init__(self, make: Make, name: str, least: int, most: int) -> None:
        super().__init__()
        self.setRange(least, most)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        make.as_field(self, name)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place_text()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._place_text()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # A digit typed over a word ("any") replaces it.
        if event.text().isdigit() and self.value() == self.minimum() and self.specialValueText():
            self.selectAll()
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_text()

    def _place_text(self) -> None:
        """A style sheet leaves the text of a field without buttons one pixel wide."""
        self.lineEdit().setGeometry(self.rect().adjusted(_PAD, 1, -_PAD, -1))
