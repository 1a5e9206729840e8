"""A combo box whose text is cut with … where the room ends, and whole in its tip.

    combo = Combo(make, N_("Month"))
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QComboBox

from hubdesk.ui.widgets.make import Make

_MARGINS = 20
_ARROW = 26


class Combo(QComboBox):
    """See the module; as high as a field, and as wide as its layout lets it be."""

    def __init__(self, make: Make, name: str, *, height: str = "field") -> None:
        super().__init__()
        self.setFont(make.front.theme.font("body"))
        self.setFixedHeight(make.front.theme.size(height))
        self.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.setMinimumContentsLength(10)
        self.setMaxVisibleItems(12)
        make.front.speech.say(self, name, part="name")
        self.currentTextChanged.connect(self._on_text_changed)

    def paintEvent(self, _event: QPaintEvent) -> None:
        # Loaded with the first combo box that is seen: Qt's styles are many names.
        from PySide6.QtWidgets import QStyle, QStyleOptionComboBox, QStylePainter

        painter = QStylePainter(self)
        option = QStyleOptionComboBox()
        self.initStyleOption(option)
        option.currentText = self.shown_text()
        painter.drawComplexControl(QStyle.ComplexControl.CC_ComboBox, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)

    def shown_text(self) -> str:
        """The chosen text as far as there is room."""
        room = self.width() - _MARGINS - _ARROW
        return self.fontMetrics().elidedText(
            self.currentText(), Qt.TextElideMode.ElideRight, room
        )

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        self.setToolTip(text)
