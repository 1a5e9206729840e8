"""A deadline for one expansion, so that no rule text can hold a window or an import.

The walkers are written to end by themselves; this is the guarantee behind them.

    watch = Watch(1.5)
    watch.check()   # raises OutOfTimeError once 1.5 s have passed
"""

from __future__ import annotations

from hubdesk.kernel.clock import monotonic


class OutOfTimeError(Exception):
    """The time allowed for an expansion is used up; never leaves the package."""


class Watch:
    """Counts down from its creation."""

    __slots__ = ("_deadline",)

    def __init__(self, seconds: float) -> None:
        self._deadline = monotonic() + seconds

    def check(self) -> None:
        """Raises:
        OutOfTimeError: the deadline has passed.
        """
        if monotonic() > self._deadline:
            raise OutOfTimeError
