"""What the page *Today* asks of a card that another part of the house adds; see ``slots``."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget


class SlotCard(QWidget):
    """A card that reads its own data."""

    def load(self) -> None:
        """Read the data: the page is shown, or a minute has passed."""

    def retranslate(self) -> None:
        """Write again what comes from data."""
