"""The use cases of booking, the only writers of its tables.

with hub.write() as uow:
    result = book(uow, BookingRequest(org_id=1, wanted=(Wanted(7),), starts=..., ends=...))
"""

from __future__ import annotations

from hubdesk.booking.service.arranging import arrange
from hubdesk.booking.service.assignments import (
    add_away,
    assign_desk,
    come_back,
    extend_assignments,
    move_assignment,
    set_last_day,
)
from hubdesk.booking.service.attendance import check_in_all
from hubdesk.booking.service.book import book, preview_booking
from hubdesk.booking.service.cancelling import preview_cancel
from hubdesk.booking.service.choices import (
    Choice,
    PlannedDate,
    SeriesPlan,
    book_dates,
    plan_dates,
)
from hubdesk.booking.service.closures import (
    add_closure,
    close_rooms,
    lift_closure,
    occurrences_in_the_way,
)
from hubdesk.booking.service.dayofuse import SWEEPER, Swept, sweep
from hubdesk.booking.service.editing import edit_series, preview_edit
from hubdesk.booking.service.kiosk import KIOSK, check_in_by_code, kiosk_walk_in
from hubdesk.booking.service.leaving import dates_after_leaving, leave
from hubdesk.booking.service.making_room import make_room
from hubdesk.booking.service.missed import (
    drop_arrival_rule,
    excuse,
    set_arrival_rule,
    set_day_of_use,
)
from hubdesk.booking.service.moving import move
from hubdesk.booking.service.ranges import cancel_range, range_of
from hubdesk.booking.service.reconfirming import (
    reconfirm,
    release_unconfirmed,
    set_reconfirmation,
)
from hubdesk.booking.service.repeating import (
    copy_request,
    repeat_booking,
    repeat_dates,
    repeat_request,
)
from hubdesk.booking.service.restoring import readd_skipped, restore
from hubdesk.booking.service.states import (
    cancel,
    check_in,
    mark_no_show,
    release,
    skip_dates,
    undo_check_in,
)
from hubdesk.booking.service.staying import (
    check_in_booked,
    end_early,
    extend,
    late_arrival,
    let_in,
    walk_in,
)
from hubdesk.booking.service.texts import change_booking
from hubdesk.booking.service.waiting import (
    accept_offer,
    decline_offer,
    stop_waiting,
    tend,
    wait_for,
)

__all__ = [
    "KIOSK",
    "SWEEPER",
    "Choice",
    "PlannedDate",
    "SeriesPlan",
    "Swept",
    "accept_offer",
    "add_away",
    "add_closure",
    "arrange",
    "assign_desk",
    "book",
    "book_dates",
    "cancel",
    "cancel_range",
    "change_booking",
    "check_in",
    "check_in_all",
    "check_in_booked",
    "check_in_by_code",
    "close_rooms",
    "come_back",
    "copy_request",
    "dates_after_leaving",
    "decline_offer",
    "drop_arrival_rule",
    "edit_series",
    "end_early",
    "excuse",
    "extend",
    "extend_assignments",
    "kiosk_walk_in",
    "late_arrival",
    "leave",
    "let_in",
    "lift_closure",
    "make_room",
    "mark_no_show",
    "move",
    "move_assignment",
    "occurrences_in_the_way",
    "plan_dates",
    "preview_booking",
    "preview_cancel",
    "preview_edit",
    "range_of",
    "readd_skipped",
    "reconfirm",
    "release",
    "release_unconfirmed",
    "repeat_booking",
    "repeat_dates",
    "repeat_request",
    "restore",
    "set_arrival_rule",
    "set_day_of_use",
    "set_last_day",
    "set_reconfirmation",
    "skip_dates",
    "stop_waiting",
    "sweep",
    "tend",
    "undo_check_in",
    "wait_for",
    "walk_in",
]
