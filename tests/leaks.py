"""What a test may not leave behind: running threads, ticking timers, open windows.

Looks at Qt only where some test has loaded it, so the pure tests stay pure.
"""

from __future__ import annotations

import sys
import threading
import time
from functools import cache
from typing import Any
from weakref import WeakSet

THREAD_GRACE_S = 5.0
#: A single shot so near is part of what is still being done, and is waited for.
TIMER_GRACE_MS = 50
_made: WeakSet[Any] = WeakSet()


def threads() -> set[threading.Thread]:
    """Python's own threads; those that Qt started belong to its pool and look like dummies."""
    return {
        thread
        for thread in threading.enumerate()
        if not isinstance(thread, threading._DummyThread)
    }


def threads_left(before: set[threading.Thread]) -> list[str]:
    """Names of the threads started since ``before`` that do not end by themselves."""
    new = threads() - before
    for thread in new:
        thread.join(THREAD_GRACE_S)
    return sorted(thread.name for thread in new if thread.is_alive())


def _application() -> Any | None:
    widgets = sys.modules.get("PySide6.QtWidgets")
    return widgets.QApplication.instance() if widgets else None


def timers() -> set[int]:
    """Identities of all ticking timers that were made since this was first asked."""
    if "PySide6.QtCore" in sys.modules:
        _watch()
    return set(map(id, _active_timers()))


@cache
def _watch() -> None:
    """Note every timer when it is made: to look for them among all that Qt has takes longer."""
    from PySide6.QtCore import QTimer

    begin = QTimer.__init__

    def noted(timer: QTimer, *args: Any, **more: Any) -> None:
        begin(timer, *args, **more)
        _made.add(timer)

    QTimer.__init__ = noted  # type: ignore[method-assign]


def _active_timers() -> list[Any]:
    if _application() is None:
        return []
    import shiboken6

    return [timer for timer in list(_made) if shiboken6.isValid(timer) and timer.isActive()]


def timers_left(before: set[int]) -> list[str]:
    """The timers started since ``before`` that still tick when what was near has been done."""
    _settle()
    app, deadline = _application(), time.monotonic() + 10 * TIMER_GRACE_MS / 1000
    left = _others(before)
    while app is not None and time.monotonic() < deadline and any(
        timer.isSingleShot() and timer.interval() <= TIMER_GRACE_MS for timer in left
    ):  # fmt: skip
        app.processEvents()
        left = _others(before)
    return sorted(
        f"QTimer {timer.objectName() or timer.interval()} of {timer.parent()!r}" for timer in left
    )


def _others(before: set[int]) -> list[Any]:
    return [timer for timer in _active_timers() if id(timer) not in before]


def windows_left() -> list[str]:
    """Top-level widgets that are still on the screen."""
    app = _application()
    if app is None:
        return []
    _settle()
    return sorted(
        f"{type(widget).__name__} {widget.windowTitle()!r}"
        for widget in app.topLevelWidgets()
        if widget.isVisible()
    )


def _settle() -> None:
    app = _application()
    if app is not None:
        from PySide6.QtCore import QEvent

        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        app.processEvents()
