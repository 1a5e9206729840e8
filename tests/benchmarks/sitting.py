"""One sitting at the real window in a process of its own, measured from inside.

    python -m tests.benchmarks.sitting frame HUB      # first painting of the frame
    python -m tests.benchmarks.sitting board HUB      # the board with its rooms, painted
    python -m tests.benchmarks.sitting pages HUB      # every page, every look, both languages
    python -m tests.benchmarks.sitting bare           # an empty window of PySide6 alone

Prints one JSON object; moments are ``time.monotonic()`` seconds, which all processes share.
"""

from __future__ import annotations

import gc
import json
import os
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hubdesk.ui.desk import Desk
    from hubdesk.ui.frame.window import Window

ROUNDS, REST_S = 5, 0.3


def tell(**figures: object) -> None:
    """Print the figures and end at once: what closing costs is not asked."""
    sys.stdout.write(json.dumps(figures))
    sys.stdout.flush()
    os._exit(0)


def memory_mb() -> float:
    """Resident memory of this process."""
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123
        (line,) = (line for line in status if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def bare() -> None:
    """A window with nothing in it."""
    from PySide6.QtWidgets import QApplication, QWidget

    app = QApplication([])
    window = QWidget()
    window.resize(1440, 900)
    window.show()
    app.processEvents()
    painted = time.monotonic()
    window.hide()
    window.show()
    app.processEvents()
    tell(painted=painted, switch_ms=(time.monotonic() - painted) * 1000, memory_mb=memory_mb())


def sit(location: str, opened: Callable[[Desk], None] | None) -> None:
    """Open the window as ``hubdesk`` does; ``opened`` is called instead of, or after, the hub."""
    from hubdesk import __main__

    gc.disable()  # both as the program itself does it
    __main__.front()
    from hubdesk.ui.desk import Desk

    if opened is None:
        setattr(Desk, "_open_hub", _painted)  # noqa: B010  mypy knows the method
    else:
        usual, then = Desk._on_opened, opened

        def follow(desk: Desk, settings: object) -> None:
            usual(desk, settings)  # type: ignore[arg-type]
            then(desk)

        setattr(Desk, "_on_opened", follow)  # noqa: B010
    sys.argv = ["hubdesk", location]
    __main__.window()


def _painted(_desk: Desk) -> None:
    tell(painted=time.monotonic())


def board(desk: Desk) -> None:
    """Wait until the rooms of the day stand on the board, and are painted."""
    from PySide6.QtCore import QEvent, QObject

    from hubdesk.ui.booking.page import BookingsPage

    window = desk.window
    assert window is not None
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    shown = page.board

    class Painted(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() is QEvent.Type.Paint and shown.state.scene.lanes:
                tell(painted=time.monotonic())
            return False

    shown.viewport().installEventFilter(Painted(window))


def pages(desk: Desk) -> None:
    """Show every page twice and more, then every look and language."""
    from PySide6.QtCore import QTimer

    window = desk.window
    assert window is not None
    QTimer.singleShot(0, window, lambda: _pages(window))


def _pages(window: Window) -> None:
    _rest(window)
    first, grown = {}, {"": memory_mb()}
    for name in window.pages:
        first[name] = _timed(window, partial(window.show_page, name))
        grown[name] = memory_mb()
    again: dict[str, list[float]] = {name: [] for name in window.pages}
    for _ in range(ROUNDS):
        for name in window.pages:
            again[name].append(_timed(window, partial(window.show_page, name)))
    window.show_page("today")
    looks = [_timed(window, partial(window.top.look_chosen.emit, mode))
             for mode in ("dark", "contrast", "light") * 2]  # fmt: skip
    langs = [_timed(window, partial(window.top.lang_chosen.emit, lang))
             for lang in ("en", "th") * 2]  # fmt: skip
    tell(
        first_ms=max(first.values()), first=first,
        switch_ms=max(statistics.median(times) for times in again.values()),
        look_ms=statistics.median(looks), lang_ms=statistics.median(langs),
        memory_mb=memory_mb(), grown_mb=grown,
    )  # fmt: skip


def _timed(window: Window, act: Callable[[], object]) -> float:
    """Milliseconds from the click until the window is painted; loading is waited for after it."""
    from PySide6.QtWidgets import QApplication

    begun = time.monotonic()
    act()
    QApplication.sendPostedEvents()
    window.repaint()
    took = (time.monotonic() - begun) * 1000
    _rest(window)
    return took


def _rest(window: Window) -> None:
    """Let what was begun come to its end, and hidden pages wake: one thing follows another, so
    nothing must have been done for a while.
    """
    from PySide6.QtCore import QEventLoop, QTimer

    front, loop, timer = window.front, QEventLoop(), QTimer()
    until = time.monotonic() + REST_S

    def look() -> None:
        nonlocal until
        if front.tasks.busy() or front.papers.busy():
            until = time.monotonic() + REST_S
        elif time.monotonic() > until:
            loop.quit()

    timer.timeout.connect(look)
    timer.start(20)
    loop.exec()


if __name__ == "__main__":
    what, *rest = sys.argv[1:]
    if what == "bare":
        bare()
    else:
        sit(rest[0], {"frame": None, "board": board, "pages": pages}[what])
