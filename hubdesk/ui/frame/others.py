"""Others' changes: what another program wrote to the same hub appears within a second.

A look takes a tenth of a millisecond on the database worker.  The next one is only asked for when
the last has answered, so none queue up behind long work, and none while nobody sees the window.

    others = Others(front, window)
    others.start()
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QTimer, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.ui.tasks import Progress

#: Milliseconds between the answer to one look and the next.
EVERY_MS = 500
_SEEN_EVENTS = (QEvent.Type.Show, QEvent.Type.Hide, QEvent.Type.WindowStateChange)


class Others(QObject):
    """See the module."""

    def __init__(self, front: Front, window: QWidget) -> None:
        super().__init__(window)
        self._front = front
        self._window = window
        self._watch = front.hub.database.watch()
        self._looking = False
        self._told = False
        self._timer = QTimer(self)
        self._timer.setObjectName("others")
        self._timer.setSingleShot(True)
        self._timer.setInterval(EVERY_MS)
        self._timer.timeout.connect(self._look)

    def start(self) -> None:
        """Remember where the history ends, before the pages read; then follow the window."""
        self._window.installEventFilter(self)
        self._look()

    def stop(self) -> None:
        """Look no more."""
        self._window.removeEventFilter(self)
        self._timer.stop()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in _SEEN_EVENTS:
            self._follow()
        return False

    def _follow(self) -> None:
        if not self._seen():
            self._timer.stop()
        elif not self._timer.isActive():
            self._look()

    def _seen(self) -> bool:
        return self._window.isVisible() and not self._window.isMinimized()

    @Slot()
    def _look(self) -> None:
        if self._looking:
            return
        self._looking = True
        self._front.tasks.submit(self._job, self._on_seen, owner=self, failed=self._on_failed)

    def _job(self, _progress: Progress) -> Changes:
        return self._watch.look()

    @Slot(object)
    def _on_seen(self, changes: Changes) -> None:
        if self._told:
            self._told = False
            self._front.soothed.emit()
        self._wait()
        if changes:
            self._front.hub_changed.emit(changes)

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        if not self._told:
            self._told = True
            self._front.refuse(error)
        self._wait()

    def _wait(self) -> None:
        self._looking = False
        if self._seen():
            self._timer.start()
