"""Where on the board a booking is to be looked at, read on the worker's thread.

    front.read(lambda session: date_of_booking(session, 7, now), self.show_occurrence, owner=self)
"""

from __future__ import annotations

from datetime import datetime

from hubdesk.booking.queries.targets import dates_of_booking
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.ids import format_id
from hubdesk.store.session import Session


def date_of_booking(session: Session, booking_id: int, now: datetime) -> int:
    """The occurrence of a booking that is on or comes next, else its last one.

    Raises:
        NotFoundError: no such booking.
    """
    dates = dates_of_booking(session, booking_id)
    if not dates:
        raise NotFoundError(kind="booking", key=format_id("booking", booking_id))
    coming = [date for date in dates if date["ends_at"] > now]
    return int((coming[0] if coming else dates[-1])["id"])
