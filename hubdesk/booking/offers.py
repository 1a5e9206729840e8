"""Whose turn it is when a room comes free, and how long an offer stands.  Pure.

    >>> offer_until(nine, starts_at=noon, hours=24)      # an hour before the date, at the latest
    datetime.datetime(2026, 10, 22, 11, 0, tzinfo=datetime.timezone.utc)
"""

from __future__ import annotations

from datetime import datetime, timedelta
from enum import StrEnum

#: Reasons of a skipped date that may pass: what holds the room may go away.
MAY_PASS = frozenset({"room_taken", "equipment_short", "closed", "closure"})
#: An offer ends so long before its date, so that the next in line can still come.
LEAD = timedelta(hours=1)
#: A shorter offer is none: nobody could answer it.
SHORTEST = timedelta(minutes=15)
#: Reason of a date while it is held for who was offered it, and after nobody answered.
OFFERED = "offered"
LAPSED = "offer_lapsed"
DECLINED = "offer_declined"


class WaitingState(StrEnum):
    """Where a waiting date stands; ``offered`` holds it, the last four are over."""

    WAITING = "waiting"
    OFFERED = "offered"
    TAKEN = "taken"
    DECLINED = "declined"
    LAPSED = "lapsed"
    WITHDRAWN = "withdrawn"


def offer_until(now: datetime, *, starts_at: datetime, hours: int) -> datetime | None:
    """Until when an offer stands that is made now.

    Args:
        starts_at: of the date that is offered.
        hours: how long people have in this house.

    Returns:
        None if there is too little time left to offer it.
    """
    until = min(now + timedelta(hours=hours), starts_at - LEAD)
    return until if until - now >= SHORTEST else None
