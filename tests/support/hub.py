"""A fresh hub for a test: guards, settings, an organisation or two, and rooms.

hub = make_hub(tmp_path / "hub.hubdesk")
house = furnish(hub)
booked = book_room(hub, house, "R1", at(day=22, hour=9), hours=1)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from hubdesk.booking.model import BookingRequest, BookingResult, Wanted
from hubdesk.booking.queries.derived import stored_claims
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub, create_hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces import service as spaces

#: "Now" of a test hub: a Thursday morning in Bangkok.
NOW = datetime(2026, 10, 1, 1, 0, tzinfo=UTC)


@dataclass(slots=True)
class House:
    """Ids by code of what :func:`furnish` made.

    Attributes:
        orgs: ACT, BUD.
        rooms: R1 (12 people), R2 (8), HALL (60) with its halves HALL-A and HALL-B, DESK-1,
            and PROJ, five projectors.
    """

    orgs: dict[str, int]
    rooms: dict[str, int]


def at(day: int, hour: int, minute: int = 0, month: int = 10, year: int = 2026) -> datetime:
    """Wall time of the house."""
    return datetime(year, month, day, hour, minute)  # noqa: DTZ001 - wall time is naive


def make_hub(location: Path | str, *, now: datetime = NOW, timezone: str = "Asia/Bangkok") -> Hub:
    """An empty hub with its settings; :func:`set_clock` moves its "now"."""
    return create_hub(
        str(location),
        name_en="Test House",
        name_th="บ้านทดสอบ",
        timezone=timezone,
        clock=FixedClock(now),
        source="test",
    )


def set_clock(hub: Hub, now: datetime) -> None:
    """Move the "now" of a test hub."""
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = now


def furnish(hub: Hub) -> House:
    """Two organisations, two rooms, a divider hall, a desk and five projectors."""
    with hub.write() as uow:
        orgs = {
            "ACT": add_organisation(uow, code="ACT", name_en="Anti-Corruption Trust"),
            "BUD": add_organisation(uow, code="BUD", name_en="Budget Watch"),
        }
        rooms = {
            "R1": spaces.add_room(uow, code="R1", name_en="Room 1", name_th="ห้อง 1", capacity=12),
            "R2": spaces.add_room(uow, code="R2", name_en="Room 2", name_th="ห้อง 2", capacity=8),
            "HALL-A": spaces.add_room(uow, code="HALL-A", name_en="Half A", capacity=30),
            "HALL-B": spaces.add_room(uow, code="HALL-B", name_en="Half B", capacity=30),
        }
        halves = [rooms["HALL-A"], rooms["HALL-B"]]
        rooms["HALL"] = spaces.add_room(uow, code="HALL", name_en="Hall", capacity=60, parts=halves)
        rooms["DESK-1"] = spaces.add_desk(uow, code="DESK-1", name_en="Desk 1")
        rooms["PROJ"] = spaces.add_equipment(uow, code="PROJ", name_en="Projector", count=5)
    return House(orgs, rooms)


def request_for(
    house: House, room: str, starts: datetime, *, hours: float = 1, org: str = "ACT", **more: Any
) -> BookingRequest:
    """A wish for one room; ``more`` are further fields of ``BookingRequest``."""
    return BookingRequest(
        org_id=house.orgs[org],
        wanted=more.pop("wanted", (Wanted(house.rooms[room]),)),
        starts=starts,
        ends=more.pop("ends", starts + timedelta(hours=hours)),
        **more,
    )


def book_room(hub: Hub, house: House, room: str, starts: datetime, **more: Any) -> BookingResult:
    """Book one room in a unit of work of its own; arguments as :func:`request_for`."""
    with hub.write() as uow:
        return book(uow, request_for(house, room, starts, **more))


def claims(hub: Hub) -> list[tuple[int, int, int, str, int]]:
    """All claims as (unit, starts, ends in UTC seconds, source kind, source id), in order."""
    with hub.read() as session:
        return sorted(
            (claim.unit_id, claim.starts_s, claim.ends_s, kind, number)
            for kind, number, _, claim in stored_claims(session)
        )
