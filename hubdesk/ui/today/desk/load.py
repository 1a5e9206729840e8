"""What the counter's card shows, read on the worker's thread.

front.read(lambda session: load_desk(session, day, zone), self._on_desk, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.frontdesk.model import (
    DeskSettings,
    HouseKey,
    Parcel,
    ShiftNote,
    Ticket,
    Visit,
)
from hubdesk.frontdesk.queries import keys, notes, parcels, tickets, visits
from hubdesk.frontdesk.queries.settings import desk_settings
from hubdesk.kernel.names import Names
from hubdesk.spaces.queries import resources
from hubdesk.spaces.spoken import spoken
from hubdesk.store.session import Session
from hubdesk.ui.booking.load import day_bounds
from hubdesk.ui.orgs import OrgBook, load_orgs


@dataclass(frozen=True, slots=True)
class DeskLoad:
    """Attributes:
    rooms: code → id and names of every room and desk, for tickets.
    called: what each of them may be called, with its code.
    parcels: those that wait, and those of today that are done.
    """

    day: date
    orgs: OrgBook
    rooms: dict[str, tuple[int, Names]]
    called: dict[str, str]
    settings: DeskSettings
    visits: tuple[Visit, ...]
    parcels: tuple[Parcel, ...]
    keys: tuple[HouseKey, ...]
    tickets: tuple[Ticket, ...]
    note: ShiftNote | None
    earlier: tuple[ShiftNote, ...]


def load_desk(session: Session, day: date, zone: ZoneInfo) -> DeskLoad:
    """Everything of the counter for a day."""
    midnight, _ = day_bounds(day, zone)
    rooms = [one for one in resources(session) if one.kind != "equipment"]
    return DeskLoad(
        day,
        load_orgs(session),
        {one.code: (one.id, one.names) for one in rooms},
        spoken((one.code, one.code, one.names) for one in rooms),
        desk_settings(session),
        visits.visits_of(session, day),
        parcels.since(session, midnight),
        keys.house_keys(session),
        tickets.tickets_since(session, midnight),
        notes.running(session),
        notes.earlier(session),
    )  # fmt: skip
