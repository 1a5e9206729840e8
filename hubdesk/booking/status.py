"""The states of a date, apart from ``model``: a board that opens needs them and nothing else.

Imports the standard library only.

    >>> Status.HELD.blocks
    True
"""

from __future__ import annotations

from enum import StrEnum


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
