"""A deadline for one expansion, so that no rule text can hold a window or an import.

The walkers are written to end by themselves; this is the guarantee behind them.

It counts the thread's own work, so that a machine that stands still for a moment cuts no series
short.  Python's collector works in the thread that happens to wake it, up to seconds in a large
program: that is not the walkers' work either, so between two checks only so much counts as one
step of theirs can take.

    watch = Watch(1.5)
    watch.check()   # raises OutOfTimeError once 1.5 s of work are done
"""

from __future__ import annotations

from hubdesk.kernel.clock import worked

#: Seconds that count between two checks at most; the walkers' longest step takes 0.03.
LONGEST_STEP = 0.2


class OutOfTimeError(Exception):
    """The time allowed for an expansion is used up; never leaves the package."""


class Watch:
    """Counts down from its creation."""

    __slots__ = ("_checked", "_left")

    def __init__(self, seconds: float) -> None:
        self._left = seconds
        self._checked = worked()

    def check(self) -> None:
        """Raises:
        OutOfTimeError: the time is used up.
        """
        now = worked()
        self._left -= min(now - self._checked, LONGEST_STEP)
        self._checked = now
        if self._left < 0:
            raise OutOfTimeError
