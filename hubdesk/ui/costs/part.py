"""What every step and tab of the page *Costs* is: a widget that shows a month.

    class DriversPart(Part):
        def show_month(self, loaded): ...
"""

from __future__ import annotations

from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.widgets.make import Make
from hubdesk.words.catalogue import Words


class Row(Protocol):
    """A row about an organisation."""

    @property
    def org(self) -> str:
        """Its code."""


class Part(QWidget):
    """Signals:
    scan_wanted(int, str): show a bill's scan large; its id and title.
    fix_wanted(str, object): where something is mended, and of what.
    closed(): the month has been closed.

    Attributes:
        loaded: the month shown; None before the first.
    """

    scan_wanted = Signal(int, str)
    fix_wanted = Signal(str, object)
    closed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.loaded: CostsLoad | None = None

    def show_month(self, loaded: CostsLoad) -> None:
        """Show a month, or the same one as it is now; what a person types and chose stays."""
        self.loaded = loaded

    def org_of(self, words: Words, row: Row) -> str:
        """Whom a row of a list is about, by code and name."""
        return row.org if self.loaded is None else self.loaded.orgs.shown(row.org, words.lang)

    def retranslate(self) -> None:
        """Another language: what comes from data is written again."""
        if self.loaded is not None:
            self.show_month(self.loaded)

    def choose(self, key: str) -> None:
        """Bring a pool or an organisation to the front, where the part shows such."""

    @Slot()
    def paste_clipboard(self) -> None:
        """Look over rows that were copied, where the part takes such."""

    def focus_first(self) -> None:
        """Put the keyboard where the work begins."""
