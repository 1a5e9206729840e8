"""The states of a date and its longest time, apart from ``model``: lists need nothing else.

Imports the standard library only.

    >>> Status.HELD.blocks
    True
"""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum

#: Longest time one date may hold a unit, buffers included: no claim is longer.
MAX_CLAIM = timedelta(days=31)


class Status(StrEnum):
    """State of one date."""

    REQUESTED = "requested"
    HELD = "held"
    BOOKED = "booked"
    CHECKED_IN = "checked_in"
    DONE = "done"
    SKIPPED = "skipped"
    CANCELLED = "cancelled"
    RELEASED = "released"
    NO_SHOW = "no_show"

    @property
    def blocks(self) -> bool:
        """Whether a date in this state holds its rooms."""
        return self in _BLOCKING


_BLOCKING = frozenset({Status.HELD, Status.BOOKED, Status.CHECKED_IN, Status.DONE, Status.NO_SHOW})
