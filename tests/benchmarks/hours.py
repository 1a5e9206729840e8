"""Hours of aimless use at the real window, in a process of its own, measured from inside.

    python -m tests.benchmarks.hours HUB 4000

The hub is written to.  Prints one JSON object with what the process needed after each round of the
same actions: the memory in megabytes, and the number of Python's objects.  The first rounds bring
what is made when it is first wanted: a round does not end where it began, so the next one meets
other pages.  What the window does once a minute, it does as often here as there would be minutes.
"""

from __future__ import annotations

import gc
import os
import sys
import threading
from functools import partial
from typing import TYPE_CHECKING

from tests.benchmarks.sitting import memory_mb, sit, tell

if TYPE_CHECKING:
    from hubdesk.ui.desk import Desk
    from hubdesk.ui.frame.window import Window

#: The same actions are done so often.
ROUNDS = 20
#: A person does something every four seconds or so.
A_MINUTE = 15
PULSE_MS = 5
SEED = 20


def use(count: int, desk: Desk) -> None:
    """Begin as soon as the first page is there."""
    from PySide6.QtCore import QTimer

    window = desk.window
    assert window is not None
    # The same window all day; letting go of the hub would begin a new one.
    window.front.left.disconnect(desk._on_left)
    desk._guard.found.connect(_on_bug)
    QTimer.singleShot(0, window, partial(_hours, window, count))


def _on_bug(report: str) -> None:
    sys.stderr.write(report)
    sys.stderr.flush()
    os._exit(1)


def _hours(window: Window, count: int) -> None:
    from hubdesk.hub.proposals import proposed_holidays
    from hubdesk.ui.frame.entries import PAGES
    from tests.gui.aimless import act, some_actions

    _refuse_choosers()
    proposed_holidays("TH", (window.front.today().year,))  # 19 MB of modules, whenever first asked
    for entry in PAGES:
        window.show_page(entry.name)
        _rest(window)
    memory, objects = [], []
    part = count // ROUNDS
    for _ in range(ROUNDS):
        for done, action in enumerate(some_actions(part, SEED), 1):
            act(window, action)
            _rest(window)
            if done % A_MINUTE == 0:
                _a_minute(window)
        window.show_page("today")
        _rest(window)
        _a_minute(window)
        memory.append(round(memory_mb(), 1))
        objects.append(len(gc.get_objects()))
    tell(memory_mb=memory, objects=objects, threads=threading.active_count())


def _a_minute(window: Window) -> None:
    """What the window does once a minute."""
    sweeping = window._sweeping
    if sweeping is not None:
        sweeping.sweep()
    _rest(window)


def _rest(window: Window) -> None:
    """Let the workers come to their end, and what they found arrive."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    from tests.gui.show import settle

    front, pulse = window.front, QTimer()
    pulse.start(PULSE_MS)
    settle()
    while front.tasks.busy() or front.papers.busy():
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        settle()
    pulse.stop()


def _refuse_choosers() -> None:
    """Choosers of the system would wait for ever; the person cancels each."""
    from PySide6.QtGui import QDesktopServices
    from PySide6.QtPrintSupport import QPrintDialog
    from PySide6.QtWidgets import QFileDialog

    for name in ("getOpenFileName", "getSaveFileName", "getOpenFileNames"):
        setattr(QFileDialog, name, lambda *_args, **_more: ("", ""))
    setattr(QFileDialog, "getExistingDirectory", lambda *_args, **_more: "")  # noqa: B010
    setattr(QDesktopServices, "openUrl", lambda _url: True)  # noqa: B010
    setattr(QPrintDialog, "exec", lambda _dialog: 0)  # noqa: B010


if __name__ == "__main__":
    location, wanted = sys.argv[1:]
    sit(location, partial(use, int(wanted)))
