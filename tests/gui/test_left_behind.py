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


def test_what_is_about_to_happen_is_waited_for_and_what_never_ends_is_not(
    qapp: QApplication,
) -> None:
    before, happened = leaks.timers(), []
    soon = QTimer(singleShot=True, interval=20)
    soon.timeout.connect(lambda: happened.append("soon"))
    soon.start()
    assert leaks.timers_left(before) == []
    assert happened == ["soon"]
    endless = QTimer(interval=1)
    endless.start()
    assert len(leaks.timers_left(before)) == 1
    endless.stop()
