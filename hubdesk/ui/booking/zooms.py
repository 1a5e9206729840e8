"""How wide each board had its hours last, kept for the next start.

It is written when the wheel has come to rest.

    zooms = Zooms(front, page)
    zooms.of("week")
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from hubdesk.ui.front import Front
from hubdesk.ui.recent import keep, settings

_REST_MS = 600


class Zooms(QObject):
    """See the module."""

    def __init__(self, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._known: dict[str, float] = {}
        self._new: set[str] = set()
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.setObjectName("zooms")
        self._rest.timeout.connect(self.write)

    def of(self, view: str) -> float:
        """The zoom of a board; 1 = its hours fill the window."""
        if view not in self._known:
            try:
                self._known[view] = float(str(settings().value(f"zoom_{view}", 1.0)))
            except ValueError:
                self._known[view] = 1.0
        return self._known[view]

    def keep(self, view: str, zoom: float) -> None:
        """A board has another zoom now."""
        if zoom != self.of(view):
            self._known[view] = zoom
            self._new.add(view)
            self._rest.start()

    @Slot()
    def write(self) -> None:
        """Write what is new, now."""
        self._rest.stop()
        for view in self._new:
            keep(self._front, f"zoom_{view}", self._known[view])
        self._new.clear()
