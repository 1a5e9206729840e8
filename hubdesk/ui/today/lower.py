"""The card below the free rooms: check-ins due, and the bookings of the day, behind two tabs.

lower = LowerCard(make, due, arrivals)
lower.count("due", 3)
lower.show_tab("arrivals")
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.tabs import Tabs
from hubdesk.words.marker import N_

_TABS = {"due": N_("Check-ins due"), "arrivals": N_("Bookings today")}


class LowerCard(QFrame):
    """Attributes:
    tabs: what stands behind them is chosen there.
    """

    def __init__(self, make: Make, due: QWidget, arrivals: QWidget) -> None:
        super().__init__()
        self.setProperty("kind", "card")
        self._settled = False
        self.tabs = Tabs(make, N_("Bookings today"), _TABS)
        head = QWidget()
        lay(QHBoxLayout(head), self.tabs, None, margins=(12, 0, 12, 0))
        outer = lay(QVBoxLayout(self), head, make.rule(), margins=(1, 1, 1, 1))
        self._stack = QStackedLayout()
        outer.addLayout(self._stack, 1)
        # Not before: a stack that belongs to nobody yet shows its first widget as a window.
        self._stack.addWidget(make.scroll(due, _TABS["due"]))
        self._stack.addWidget(arrivals)
        self.tabs.chosen.connect(self.show_tab)
        self.show_tab("due")

    def count(self, name: str, number: int) -> None:
        """How many a tab holds."""
        self.tabs.count(name, number)

    def settle(self, due: int) -> None:
        """The first time, show the tab that has something; later the person decides."""
        if not self._settled:
            self._settled = True
            self.show_tab("due" if due else "arrivals")

    @Slot(str)
    def show_tab(self, name: str) -> None:
        """Bring a tab to the front."""
        self.tabs.choose(name)
        self._stack.setCurrentIndex(list(_TABS).index(name))
