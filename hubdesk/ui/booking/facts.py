"""What the inspector shows of one date, as a frozen value.  Pure.

    Detail(block, room=Names("มูล", "Mun"), day=date(2026, 10, 22))
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.kernel.names import Names
from hubdesk.ui.booking.scene import Block


@dataclass(frozen=True, slots=True)
class Past:
    """One line of a booking's history.

    Attributes:
        action: machine word, ``booking.moved``.
        changes: (field, before, after) as they may be shown.
    """

    at: datetime
    actor: str
    action: str
    changes: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Detail:
    """A date with everything the inspector tells.

    Attributes:
        extras: further rooms and equipment of the date, with counts.
        reason: why it was cancelled, skipped or released.
    """

    block: Block
    org_names: Names
    room: Names
    day: date
    capacity: int = 0
    project: str = ""
    extras: tuple[Names, ...] = ()
    created_at: datetime | None = None
    created_by: str = ""
    reason: str = ""
    history: tuple[Past, ...] = field(default=())
