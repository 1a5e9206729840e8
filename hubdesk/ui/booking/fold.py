"""A part of a form that is folded away until it is wanted; its toggle stands elsewhere.

    fold = EquipmentForm(make)
    toggles.addWidget(fold.toggle)
    column.addWidget(fold)
"""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.ui.widgets.make import Make


class Fold(QWidget):
    """Attributes:
    toggle: the link that opens and shuts it.

    Signals:
        changed(): it needs another height, or means something else.
    """

    changed = Signal()

    def __init__(self, make: Make, msgid: str, icon: str) -> None:
        super().__init__()
        self._make, self._msgid = make, msgid
        self.toggle = make.button(msgid, icon=icon, kind="link", on=self._on_toggled)
        self.hide()

    def offer(self, offered: bool) -> None:
        """Whether it can be opened at all."""
        self.toggle.setVisible(offered)
        if not offered:
            self.hide()

    @property
    def offered(self) -> bool:
        return not self.toggle.isHidden()

    def open(self) -> None:
        """Show it, with the keyboard in its first field."""
        self.show()
        self.changed.emit()
        self.focus_first()

    def count(self) -> int:
        """How much is asked for in it; told on the toggle while it is shut."""
        return 0

    def name_toggle(self) -> None:
        """Say on the toggle what a shut fold holds."""
        count, text = self.count(), self._make.front.words.t(self._msgid)
        self.toggle.setText(f"{text} ({count})" if count and self.isHidden() else text)

    def focus_first(self) -> None:
        """Put the keyboard into the first field."""

    @Slot()
    def _on_toggled(self) -> None:
        if self.isVisible():
            self.hide()
            self.changed.emit()
        else:
            self.open()
