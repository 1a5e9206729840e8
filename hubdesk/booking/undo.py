"""Taking actions on bookings back: the rows as they were, their claims made again.

A booking that is taken back stays as a row, with its dates cancelled: nothing is deleted.  If
somebody else has a room by now, the refusal is the same as anywhere (``RoomTakenError``); if a
date was changed since, the machinery says by whom.  Undo of undo is redo.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hubdesk.booking.service.arranging import undo_arranging
from hubdesk.booking.service.claims import delete_claims
from hubdesk.booking.service.closures import reclaim_closure
from hubdesk.booking.service.deskclaims import settle
from hubdesk.booking.service.placing import reclaim
from hubdesk.booking.service.waiting import offer_all
from hubdesk.booking.tables import (
    ApprovalRow,
    ArrivalRuleRow,
    AssignmentRow,
    AwayRow,
    BookingRow,
    DayOfUseRow,
    OccurrenceRow,
    ReconfirmationRow,
    WaitingRow,
)
from hubdesk.orgs import undo as orgs
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.base import Base
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import images

#: What makes a date that was added "not there" again.
_AWAY: dict[str, dict[str, Any]] = {
    "occurrence": {"status": "cancelled", "reason": "undone"},
    "closure": {"active": False},
    "assignment": {"active": False},
    "away": {"active": False},
    "waiting": {"status": "withdrawn"},
    "reconfirmation": {"active": False},
    "approval": {"state": "withdrawn"},
}
_WAITS: dict[str, type[Base]] = {
    "waiting": WaitingRow, "reconfirmation": ReconfirmationRow, "approval": ApprovalRow,
}  # fmt: skip
_DESKS: dict[str, type[Base]] = {"assignment": AssignmentRow, "away": AwayRow}


def _undo_dates(uow: UnitOfWork, entry: Entry) -> None:
    """Dates and their booking's texts; a booking that was added stays, without open dates."""
    found = list(images(entry.payload))
    rows: dict[str, Any] = {**_WAITS, "occurrence": OccurrenceRow}
    if not any(kind == "booking" and before is None for kind, _, before, _ in found):
        rows["booking"] = BookingRow
    restore_images(uow, entry, rows=rows, away=_AWAY)
    reclaim(uow, [number for kind, number, _, _ in found if kind == "occurrence"])
    uow.at_the_end(offer_all)


def _undo_edit(uow: UnitOfWork, entry: Entry) -> None:
    """Dates back in the booking they were divided from, which is whole again.

    The booking they were in stays as an empty row, and takes them again if this is taken back.
    """
    rows: dict[str, Any] = {**_WAITS, "occurrence": OccurrenceRow, "booking": BookingRow}
    restore_images(uow, entry, rows=rows, away={**_AWAY, "booking": {}})
    reclaim(
        uow, [number for kind, number, _, _ in images(entry.payload) if kind == "occurrence"]
    )
    uow.at_the_end(offer_all)


def _undo_leaving(uow: UnitOfWork, entry: Entry) -> None:
    """The organisation with its facts and plans, and the dates that were cancelled with it."""
    rows: dict[str, type[Base]] = {
        **orgs.ROWS, **_DESKS, **_WAITS, "occurrence": OccurrenceRow,
    }  # fmt: skip
    restore_images(uow, entry, rows=rows, away=_AWAY)
    reclaim(uow, [number for kind, number, _, _ in images(entry.payload) if kind == "occurrence"])
    _settle_desks(uow, entry)


def _undo_desks(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows=_DESKS, away=_AWAY)
    _settle_desks(uow, entry)


def _settle_desks(uow: UnitOfWork, entry: Entry) -> None:
    """Claims of the assigned desks concerned; those that give days up come first."""
    concerned: dict[int, None] = {}
    for kind, number, before, after in images(entry.payload):
        if kind == "assignment":
            concerned[number] = None
        elif kind == "away":
            for image in (before, after):
                if image is not None:
                    concerned[image["assignment_id"]] = None
    for number in sorted(concerned, reverse=True):
        settle(uow, number)


def _undo_closure(uow: UnitOfWork, entry: Entry) -> None:
    """Closures, and the dates that were cancelled or moved for them."""
    rows: dict[str, type[Base]] = {**_WAITS, "closure": ClosureRow, "occurrence": OccurrenceRow}
    restore_images(uow, entry, rows=rows, away=_AWAY)
    found = list(images(entry.payload))
    closures = [number for kind, number, _, _ in found if kind == "closure"]
    delete_claims(uow, "closure", closures)
    reclaim(uow, [number for kind, number, _, _ in found if kind == "occurrence"])
    for number in closures:
        reclaim_closure(uow, number)


def _undo_day_of_use(uow: UnitOfWork, entry: Entry) -> None:
    """The rules for rooms nobody comes to; check-in codes stay what they are."""
    rows: dict[str, Any] = {"arrival_rule": ArrivalRuleRow, "day_of_use": DayOfUseRow}
    restore_images(
        uow, entry, rows=rows, away={"day_of_use": {"kiosk_walk_in": True}},
        complete=_name_scope,
    )  # fmt: skip


def _name_scope(kind: str, values: dict[str, Any]) -> None:
    """A rule of no one room is of a class; the empty one is the whole house."""
    if kind == "arrival_rule" and values["resource_id"] is None and values["room_class"] is None:
        values["room_class"] = ""


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    **dict.fromkeys(
        (
            "booking.approved", "booking.confirmed", "booking.declined", "booking.lapsed",
            "booking.booked", "booking.cancelled", "booking.changed", "booking.check_in_undone",
            "booking.checked_in", "booking.ended_early", "booking.excused", "booking.extended",
            "booking.finished", "booking.keyed_in", "booking.made_room", "booking.no_show",
            "booking.readded", "booking.reconfirmed", "booking.reconfirmation_set",
            "booking.released",
            "booking.repeated", "booking.restored", "booking.skipped", "booking.imported",
            "booking.waived",
        ),
        _undo_dates,
    ),
    **dict.fromkeys(
        ("booking.edited", "booking.moved", "waiting.accepted", "waiting.declined",
         "waiting.joined", "waiting.left"),
        _undo_edit,
    ),
    "booking.arranged": undo_arranging,
    "organisation.left": _undo_leaving,
    "closure.added": _undo_closure,
    "closure.lifted": _undo_closure,
    **dict.fromkeys(
        (
            "desk.assigned", "desk.assignment_ended", "desk.assignment_moved", "desk.away",
            "desk.back",
        ),
        _undo_desks,
    ),
    **dict.fromkeys(
        ("arrival_rule.dropped", "arrival_rule.set", "day_of_use.set"), _undo_day_of_use
    ),
}  # fmt: skip
#: What the program does by itself, and would do again.
INSTEAD = dict.fromkeys(
    ("booking.warned", "day_of_use.begun", "desk.assignments_extended", "kiosk.code_refused",
     "waiting.tended"),
    "by_itself",
)  # fmt: skip
