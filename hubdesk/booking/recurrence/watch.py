"""A deadline for one expansion, so that no rule text can hold a window or an import.

The walkers are written to end by themselves; this is the guarantee behind them.

It counts the thread's own work, so that a machine that stands still for a moment cuts no series
short.

    watch = Watch(1.5)
    watch.check()   # raises OutOfTimeError once 1.5 s of work are done
"""

from __future__ import annotations

from hubdesk.kernel.clock import worked


class OutOfTimeError(Exception):
    """The time allowed for an expansion is used up; never leaves the package."""


class Watch:
    """Counts down from its creation."""

    __slots__ = ("_deadline",)

    def __init__(self, seconds: float) -> None:
        self._deadline = worked() + seconds

    def check(self) -> None:
        """Raises:
        OutOfTimeError: the deadline has passed.
        """
        if worked() > self._deadline:
            raise OutOfTimeError
