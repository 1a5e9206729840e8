"""The question whether a booking may go elsewhere, to its people; nobody is moved by it.

    asked = ask_to_move(uow, occurrence_id, Move(starts=ten, resource_id=7))
    asked.to        # empty: no letter could be written, ask in another way
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

from hubdesk.access import service as access
from hubdesk.booking.candidates import in_zone
from hubdesk.booking.errors import NotMovableError
from hubdesk.booking.model import Move, Target
from hubdesk.booking.queries.targets import select_dates
from hubdesk.kernel.names import Names
from hubdesk.outbox.notices import move_letter
from hubdesk.outbox.queries import enabled_mail, own_words
from hubdesk.outbox.service.facts import Told, booking_fact, date_fact
from hubdesk.outbox.service.queue import put
from hubdesk.outbox.service.readers import letter_house, reader_for, words_for
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session, UnitOfWork


@dataclass(frozen=True, slots=True)
class Asked:
    """Attributes:
    to: name of who is asked by letter; empty = mail is off, or nobody has an address.
    """

    to: str


def can_ask(session: Session, occurrence_id: int) -> bool:
    """Whether the people of a date can be asked by letter.

    Raises:
        NotFoundError: no such date.
    """
    booking = select_dates(session, Target(occurrence_id=occurrence_id)).booking
    reader = reader_for(session, booking["org_id"], booking["person_id"])
    return reader is not None and enabled_mail(session) is not None


def ask_to_move(uow: UnitOfWork, occurrence_id: int, to: Move) -> Asked:
    """Write the question, where mail is on and somebody has an address; once for each place.

    Args:
        to: where the date would go; what is not said stays.

    Raises:
        NotMovableError: its people may not be asked to go elsewhere.
        NotFoundError: no such date.
    """
    access.require(uow, "booking.move")
    selected = select_dates(uow, Target(occurrence_id=occurrence_id))
    booking, row = selected.booking, selected.dates[0]
    if not booking["movable"]:
        raise NotMovableError(unit=f"o{occurrence_id}")
    reader, wanted = reader_for(uow, row["org_id"], booking["person_id"]), enabled_mail(uow)
    if reader is None or wanted is None:
        return Asked("")
    zone = ZoneInfo(booking["timezone"])
    starts_at = row["starts_at"] if to.starts is None else in_zone(to.starts, zone)
    ends_at = (
        starts_at + (row["ends_at"] - row["starts_at"])
        if to.ends is None else in_zone(to.ends, zone)
    )  # fmt: skip
    room_id = to.resource_id or row["resource_id"]
    room = uow.row(ResourceRow, room_id) or {}
    names = Names(room.get("name_th", ""), room.get("name_en", ""))
    told = Told(booked=[date_fact(uow, row["id"], row, {})])
    fact = replace(booking_fact(uow, booking["id"], told, reader.lang), code="")
    letter = move_letter(
        fact, (starts_at, ends_at, names.get(reader.lang)), reader, letter_house(uow),
        words_for(uow, reader.lang), own=own_words(uow, reader.lang),
    )  # fmt: skip
    key = f"move:{occurrence_id}:{int(starts_at.timestamp())}:{room_id}"
    mail_id = put(uow, replace(letter, org_id=row["org_id"], key=key))
    uow.record("mail.question_written", "mail", mail_id, org_id=row["org_id"])
    return Asked(reader.name)
