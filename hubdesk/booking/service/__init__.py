"""The use cases of booking, the only writers of its tables.

with hub.write() as uow:
    result = book(uow, BookingRequest(org_id=1, wanted=(Wanted(7),), starts=..., ends=...))
"""

from __future__ import annotations

from hubdesk.booking.service.book import book, preview_booking
from hubdesk.booking.service.moving import move
from hubdesk.booking.service.restoring import readd_skipped, restore
from hubdesk.booking.service.states import cancel, check_in, mark_no_show, release, skip_dates
from hubdesk.booking.service.texts import change_booking

__all__ = [
    "book",
    "cancel",
    "change_booking",
    "check_in",
    "mark_no_show",
    "move",
    "preview_booking",
    "readd_skipped",
    "release",
    "restore",
    "skip_dates",
]
