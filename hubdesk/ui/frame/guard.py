"""Brings exceptions that nobody expected to the Qt thread, whichever thread raised them.

    guard = BugGuard()
    guard.found.connect(window.show_bug)
    guard.install()
"""

from __future__ import annotations

import sys
import traceback
from types import TracebackType

from PySide6.QtCore import QObject, Signal


class BugGuard(QObject):
    """Brings exceptions of any thread to the Qt thread.

    Signals:
        found(str): the traceback; delivered on the Qt thread whoever raised it.
    """

    found = Signal(str)

    def install(self) -> None:
        """Take the place of ``sys.excepthook``; Qt calls it for errors in slots too."""
        self._previous = sys.excepthook
        sys.excepthook = self._on_exception

    def remove(self) -> None:
        sys.excepthook = self._previous

    def _on_exception(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        self._previous(kind, error, trace)
        if isinstance(error, Exception):
            self.found.emit("".join(traceback.format_exception(kind, error, trace)))
