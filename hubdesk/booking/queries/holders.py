"""Whose claim is in the way, told as far as the asker may know.

holder_of_claim(session, unit_id, starts_s).org
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from hubdesk.booking.queries.held import holder_of
from hubdesk.booking.tables import BookingRow, OccurrenceRow
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Holder:
    """Attributes:
    kind: ``occurrence`` or ``closure``, or what else may hold a unit.
    title: of a booking that is not private; of a closure its reason.
    starts_at, ends_at: without buffers; None where it is neither.
    """

    kind: str
    org: str = ""
    title: str = ""
    private: bool = False
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def holder_of_claim(session: Session, unit_id: int, starts_s: int) -> Holder | None:
    """Who holds a unit from an instant on (UTC seconds), with what and how long."""
    found = holder_of(session, unit_id, starts_s)
    if found is None:
        return None
    kind, source_id, org, reason = found
    if kind == "closure":
        closed = session.row(ClosureRow, source_id)
        if closed is not None:
            return Holder(
                kind, title=reason, starts_at=closed["starts_at"], ends_at=closed["ends_at"]
            )
    date = session.row(OccurrenceRow, source_id) if kind == "occurrence" else None
    booking = None if date is None else session.row(BookingRow, date["booking_id"])
    if date is None or booking is None:
        return Holder(kind, org, reason)
    private = bool(booking["private"])
    return Holder(
        kind, org, "" if private else booking["title"], private, date["starts_at"],
        date["ends_at"],
    )  # fmt: skip
