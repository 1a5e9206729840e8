"""What a cancellation would do, date by date, before anything is written.  Values only.

    seen = preview_cancel(session, Target(occurrence_id=9, scope=Scope.FOLLOWING))
    len(seen.dates), seen.past, [one.why for one in seen.kept]
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from hubdesk.booking.editing import KeptDate, Spot
from hubdesk.booking.model import Scope


class GoingDate(NamedTuple):
    """A date that would be cancelled; ``exception``: it was moved on its own before."""

    occurrence_id: int
    resource_id: int
    spot: Spot
    status: str
    exception: bool


@dataclass(frozen=True, slots=True)
class CancelPreview:
    """What a cancellation would do; nothing was written.

    Attributes:
        at: when it was asked, from which notice is counted.
        dates: those that go, ascending; exceptions of the series go as well.
        kept: dates not over that stay because somebody is checked in.
        past: how many dates that have begun stay as they are.
        earlier: how many dates to come lie before the part concerned.
    """

    booking_id: int
    org_id: int
    scope: Scope
    timezone: str
    at: datetime
    dates: tuple[GoingDate, ...]
    kept: tuple[KeptDate, ...]
    past: int
    earlier: int
