"""What counts as the work of an expansion."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from hubdesk.booking.recurrence import watch
from hubdesk.booking.recurrence.watch import LONGEST_STEP, OutOfTimeError, Watch


def _told(monkeypatch: pytest.MonkeyPatch) -> Callable[[float], None]:
    """Lets a test say how long the thread has worked."""
    now = [0.0]
    monkeypatch.setattr(watch, "worked", lambda: now[0])

    def work(seconds: float) -> None:
        now[0] += seconds

    return work


def test_a_pause_of_the_collector_cuts_nothing_short(monkeypatch: pytest.MonkeyPatch) -> None:
    work = _told(monkeypatch)
    one = Watch(1.5)
    work(60)
    one.check()
    work(1.5 - LONGEST_STEP)
    one.check()


def test_steps_add_up_to_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    work = _told(monkeypatch)
    one = Watch(1.5)
    for _ in range(14):
        work(0.1)
        one.check()
    work(0.15)
    with pytest.raises(OutOfTimeError):
        one.check()
