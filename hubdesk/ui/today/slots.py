"""Where other parts of the house add a card to the page *Today*: one line in a tuple each.

A card is made with the page's ``Make``; it reads its own data when it is told to ``load``, and
again by itself when the hub changes.

    RIGHT: tuple[Callable[[Make], SlotCard], ...] = (ApprovalsCard,)
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from hubdesk.ui.widgets.make import Make


class SlotCard(QWidget):
    """What the page asks of a card."""

    def load(self) -> None:
        """Read the data: the page is shown, or a minute has passed."""

    def retranslate(self) -> None:
        """Write again what comes from data."""


#: Cards of the right column, from above; they stand before the card of the month.
RIGHT: tuple[Callable[[Make], SlotCard], ...] = ()
