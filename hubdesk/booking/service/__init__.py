"""The use cases of booking, the only writers of its tables.

with hub.write() as uow:
    result = book(uow, BookingRequest(org_id=1, wanted=(Wanted(7),), starts=..., ends=...))
"""

from __future__ import annotations

from hubdesk.booking.service.book import book, preview_booking
from hubdesk.booking.service.choices import (
    Choice,
    PlannedDate,
    SeriesPlan,
    book_dates,
    plan_dates,
)
from hubdesk.booking.service.closures import add_closure, lift_closure, occurrences_in_the_way
from hubdesk.booking.service.leaving import dates_after_leaving, leave
from hubdesk.booking.service.moving import move
from hubdesk.booking.service.repeating import repeat_booking
from hubdesk.booking.service.restoring import readd_skipped, restore
from hubdesk.booking.service.states import (
    cancel,
    check_in,
    mark_no_show,
    release,
    skip_dates,
    undo_check_in,
)
from hubdesk.booking.service.texts import change_booking

__all__ = [
    "Choice",
    "PlannedDate",
    "SeriesPlan",
    "add_closure",
    "book",
    "book_dates",
    "cancel",
    "change_booking",
    "check_in",
    "dates_after_leaving",
    "leave",
    "lift_closure",
    "mark_no_show",
    "move",
    "occurrences_in_the_way",
    "plan_dates",
    "preview_booking",
    "readd_skipped",
    "release",
    "repeat_booking",
    "restore",
    "skip_dates",
    "undo_check_in",
]
