"""What a person does with what was found, one thin function an action.

    book_slot(front, slot, ask, "Budget forum", owner=panel, done=self._on_booked)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta

from PySide6.QtCore import QObject

from hubdesk.booking import service
from hubdesk.booking.model import BookingRequest, BookingResult, Move, Wanted
from hubdesk.booking.queries.common import Ask, Slot
from hubdesk.booking.queries.moves import SingleMove
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.outbox.service.moving import Asked, ask_to_move
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.booking.naming import Thing, named, thing_of
from hubdesk.ui.front import Front
from hubdesk.words.marker import N_

Done = Callable[[BookingResult], None]
Failed = Callable[[KnownError], None]


def book_slot(
    front: Front, slot: Slot, ask: Ask, title: str, *, owner: QObject, done: Done, failed: Failed
) -> None:
    """Book a time that was found, for the first organisation."""
    request = _request(ask, slot.resource_id, slot.starts_at, slot.ends_at, slot.fetched, title)
    _book(front, lambda uow: service.book(uow, request), N_("Booked: {thing}"), owner, done, failed)


def ask(
    front: Front, move: SingleMove, *, owner: QObject, unsent: Callable[[], None]
) -> None:
    """Ask the people of a booking by letter whether it may go elsewhere; nothing is moved.

    Args:
        unsent: called where no letter could be written.
    """
    to = Move(starts=move.to_starts_at, ends=move.to_ends_at, resource_id=move.to_resource_id)

    def asked(found: Asked, _changes: Changes) -> None:
        if found.to:
            front.tell(front.words.t("Asked by mail: {name}", name=found.to), tone="info")
        else:
            unsent()

    front.write(lambda uow: ask_to_move(uow, move.occurrence_id, to), asked, owner=owner)


def make_room(
    front: Front, move: SingleMove, ask: Ask, title: str, *, owner: QObject, done: Done,
    failed: Failed,
) -> None:  # fmt: skip
    """Move a booking whose people agreed, and book the time that this frees."""
    ends_at = move.opens_at + timedelta(minutes=ask.minutes)
    request = _request(ask, move.room_id, move.opens_at, ends_at, move.fetched, title)
    to = Move(starts=move.to_starts_at, ends=move.to_ends_at, resource_id=move.to_resource_id)
    _book(
        front, lambda uow: service.make_room(uow, move.occurrence_id, to, request),
        N_("Moved by agreement, and booked: {thing}"), owner, done, failed,
    )  # fmt: skip


def _request(
    ask: Ask, room_id: int, starts_at: datetime, ends_at: datetime, fetched: Mapping[int, int],
    title: str,
) -> BookingRequest:  # fmt: skip
    return BookingRequest(
        ask.org_ids[0],
        (Wanted(room_id), *(Wanted(number, count) for number, count in fetched.items())),
        starts_at, ends_at, title=title, people=ask.people, layout=ask.layout,
        idem_key=new_key(),
    )  # fmt: skip


def _book(
    front: Front, action: Callable[[UnitOfWork], BookingResult], msgid: str, owner: QObject,
    done: Done, failed: Failed,
) -> None:  # fmt: skip
    def whole(uow: UnitOfWork) -> tuple[BookingResult, Thing]:
        result = action(uow)
        return result, thing_of(uow, result.dates[0].occurrence_id or 0)

    def finished(outcome: tuple[BookingResult, Thing], changes: Changes) -> None:
        result, thing = outcome
        text = front.words.t(msgid, thing=named(front.words, thing))
        front.tell(text, change=changes.history_seq)
        done(result)

    front.write(whole, finished, owner=owner, failed=failed)
