"""The sweep of the day of use, every minute while a window is open.

It runs on the database worker between the queries of the pages; memory that is no longer used is
given back at the same time.  Several windows may sweep: what is due is done once.  What cannot be
done now (the hub is busy, or cannot be written to) is tried again a minute later without a word; a
person's own action says what is wrong.

    sweeping = Sweeping(front, window)
    sweeping.start()
"""

from __future__ import annotations

from PySide6.QtCore import QObject, QTimer, Slot

from hubdesk.booking.service.dayofuse import SWEEPER, Swept, sweep
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.heap import give_back
from hubdesk.ui.tasks import Progress

#: Milliseconds from the end of one sweep to the next.
EVERY_MS = 60_000
#: The first one lets the first page come first.
FIRST_MS = 3_000


class Sweeping(QObject):
    """See the module."""

    def __init__(self, front: Front, parent: QObject) -> None:
        super().__init__(parent)
        self._front = front
        self._timer = QTimer(self)
        self._timer.setObjectName("sweep")
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.sweep)

    def start(self) -> None:
        """Begin, unless the hub stands on a medium that cannot be written to."""
        if not self._front.hub.read_only:
            self._timer.start(FIRST_MS)

    def stop(self) -> None:
        """Sweep no more."""
        self._timer.stop()

    @Slot()
    def sweep(self) -> None:
        """Do what is due now."""
        self._front.tasks.submit(self._job, self._on_swept, owner=self, failed=self._on_failed)

    def _job(self, _progress: Progress) -> Swept:
        give_back()
        return sweep(self._front.hub.acting_as(SWEEPER, "sweep"))

    @Slot(object)
    def _on_swept(self, swept: Swept) -> None:
        for changes in swept.changes:
            self._front.hub_changed.emit(changes)
        self._timer.start(EVERY_MS)

    @Slot(object)
    def _on_failed(self, _error: KnownError) -> None:
        self._timer.start(EVERY_MS)
