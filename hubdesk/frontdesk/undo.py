"""Taking the counter's actions back: the rows as they were.

The words about a visitor are in no image, so only what happened to the visit is restored; a visit
that is taken back counts as called off.  A ticket takes its room's closure with it.  Extras are
taken back a floor higher, in ``costs``, together with their charge.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from hubdesk.booking.service.closures import reclaim_closure
from hubdesk.frontdesk.model import DeskSettings
from hubdesk.frontdesk.tables import (
    FrontDeskRow,
    HouseKeyRow,
    KeyLoanRow,
    ParcelRow,
    ShiftNoteRow,
    TicketRow,
    VisitRow,
)
from hubdesk.spaces.tables import ClosureRow
from hubdesk.store.base import Base
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import images

ROWS: dict[str, type[Base]] = {
    "closure": ClosureRow,
    "house_key": HouseKeyRow,
    "key_loan": KeyLoanRow,
    "parcel": ParcelRow,
    "shift_note": ShiftNoteRow,
    "ticket": TicketRow,
    "visit": VisitRow,
}
#: What makes a row that was added "not there" again; nothing of the counter is removed.
_AWAY: dict[str, dict[str, Any]] = {
    "closure": {"active": False},
    "house_key": {"active": False},
    "parcel": {"status": "returned"},
    "ticket": {"status": "cancelled"},
    "visit": {"status": "cancelled"},
}


def _undo(uow: UnitOfWork, entry: Entry) -> None:
    now = uow.clock.now()
    away = _AWAY | {
        "key_loan": {"back_at": now},
        "shift_note": {"running": False, "ended_at": now, "ended_by": uow.actor},
    }
    restore_images(uow, entry, rows=ROWS, away=away)
    for kind, number, _, _ in images(entry.payload):
        if kind == "closure":
            reclaim_closure(uow, number)


def _undo_settings(uow: UnitOfWork, entry: Entry) -> None:
    """The row stays; what was first set goes back to the defaults."""
    restore_images(
        uow, entry, rows={"front_desk": FrontDeskRow}, away={"front_desk": asdict(DeskSettings())}
    )


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    **dict.fromkeys(
        (
            "key.added", "key.changed", "key.handed_out",
            "key.returned", "note.begun", "note.handed_over", "note.written", "parcel.came",
            "parcel.fetched", "parcel.returned", "ticket.cancelled", "ticket.done",
            "ticket.opened", "visit.arrived", "visit.badge_given", "visit.cancelled",
            "visit.expected", "visit.left",
        ),
        _undo,
    ),
    "front_desk.changed": _undo_settings,
}  # fmt: skip
#: What cannot be taken back, and what to do instead.
INSTEAD = {"visit.changed": "type_again", "visits.forgotten": "forgotten_for_good"}
