"""What every step and tab of the page *Costs* is: a widget that shows a month.

    class DriversPart(Part):
        def show_month(self, loaded): ...
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.make import Make


class Part(QWidget):
    """Attributes:
    loaded: the month shown; None before the first.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.loaded: CostsLoad | None = None

    def show_month(self, loaded: CostsLoad) -> None:
        """Show a month, or the same one as it is now; what a person types and chose stays."""
        self.loaded = loaded

    def retranslate(self) -> None:
        """Another language: what comes from data is written again."""
        if self.loaded is not None:
            self.show_month(self.loaded)

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
