"""Reads a whole series for its page: every date with what became of it, who waits, what is due.

    front.read(lambda session: load_whole(session, 12), self._on_whole, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.listing import BookingDetails, DateLine, booking_details
from hubdesk.booking.queries.reconfirming import reconfirmation_of
from hubdesk.booking.queries.waiting import WaitingLine, place_in_line, waiting_of_booking
from hubdesk.booking.standing import Reconfirmation
from hubdesk.kernel.names import Names
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui.orgs import OrgChoice, load_orgs


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """A room or desk a series can take place in."""

    id: int
    code: str
    names: Names
    capacity: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A booking with all its dates.

    Attributes:
        waiting: by date; those that wait or waited.
        rooms: of the kind it takes place in, by code.
        standing: how often it is confirmed anew; None = it need not be.
        now: when it was read; dates that started before are past.
    """

    details: BookingDetails
    org: OrgChoice | None
    waiting: dict[int, WaitingLine]
    rooms: dict[str, RoomChoice]
    standing: Reconfirmation | None
    zone: ZoneInfo
    now: datetime

    def line(self, occurrence_id: int) -> DateLine | None:
        """One date; None if it is of another booking by now."""
        return next((x for x in self.details.dates if x.occurrence_id == occurrence_id), None)


def load_whole(session: Session, booking_id: int) -> Whole:
    """Everything the page of a series shows.

    Raises:
        NotFoundError: no such booking.
    """
    details = booking_details(session, booking_id)
    places = resources(session)
    used = {line.resource_id for line in details.dates}
    kinds = {place.kind for place in places if place.id in used}
    return Whole(
        details,
        load_orgs(session).by_id.get(details.org_id),
        {
            line.occurrence_id: place_in_line(session, line.occurrence_id) or line
            for line in waiting_of_booking(session, booking_id)
        },
        {
            place.code: RoomChoice(place.id, place.code, place.names, place.capacity or 0)
            for place in places
            if place.kind in kinds and (place.active or place.id in used)
        },
        reconfirmation_of(session, booking_id),
        ZoneInfo(details.timezone),
        session.clock.now(),
    )
