"""Moving one booking, whose people agreed, so that another can have its room.

Nobody is moved silently: this is called when a person has asked and says so, it refuses a booking
whose people may not be asked, and the history keeps both as one change that can be taken back.

    make_room(uow, occurrence_id, Move(resource_id=7), request)
"""

from __future__ import annotations

from hubdesk.booking.errors import NotMovableError
from hubdesk.booking.model import BookingRequest, BookingResult, Move, Target
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service.book import book, is_booked
from hubdesk.booking.service.moving import move
from hubdesk.store.session import UnitOfWork


def make_room(
    uow: UnitOfWork, occurrence_id: int, to: Move, request: BookingRequest
) -> BookingResult:
    """Move one date and book what it stood in the way of, both or neither.

    Args:
        to: where its people agreed to go.
        request: what is booked then; a repeated ``idem_key`` moves nothing again.

    Returns:
        The new booking and its dates.

    Raises:
        NotMovableError: its people may not be asked to go elsewhere.
        DatesRefusedError: one of its kinds; a place was taken meanwhile.
        RefusedError, NotFoundError: as ``move`` and ``book``.
    """
    if is_booked(uow, request):
        return book(uow, request)
    selected = select_dates(uow, Target(occurrence_id=occurrence_id))
    if not selected.booking["movable"]:
        raise NotMovableError(unit=f"o{occurrence_id}")
    uow.record("booking.made_room", "booking", selected.booking["id"],
               org_id=selected.booking["org_id"], for_org=request.org_id)  # fmt: skip
    move(uow, Target(occurrence_id=occurrence_id), to)
    return book(uow, request)
