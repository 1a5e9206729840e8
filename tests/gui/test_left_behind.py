"""Windows and timers that a test forgets are seen."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests import leaks


def test_an_open_window_and_a_ticking_timer_are_named(qapp: QApplication) -> None:
    before = leaks.timers()
    window, timer = QWidget(), QTimer()
    window.setWindowTitle("forgotten")
    window.show()
    timer.start(60_000)
    assert leaks.windows_left() == ["QWidget 'forgotten'"]
    assert len(leaks.timers_left(before)) == 1
    window.close()
    timer.stop()
    assert leaks.windows_left() == []
    assert leaks.timers_left(before) == []
