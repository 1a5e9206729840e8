"""Eight processes wait on one barrier and book the same forty slots: each is won exactly once."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

from hubdesk.booking.errors import RoomTakenError
from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import Hub
from tests.integration.conftest import NOW
from tests.support.hub import House, at, book_room, claims
from tests.support.together import together

PROCESSES, SLOTS = 8, 40


def race(hub: Hub, number: int, house: House) -> list[int]:
    """Book every slot, beginning somewhere else than the others, and tell which were won."""
    won = []
    for turn in range(SLOTS):
        slot = (turn + number * SLOTS // PROCESSES) % SLOTS
        # The hall and its half in turns, so that the race is also one for shared units.
        room = ("HALL", "HALL-A")[(slot + number) % 2]
        starts = at(1, 8, month=12) + timedelta(hours=slot)
        try:
            book_room(hub, house, room, starts, idem_key=f"{number}-{slot}")
        except RoomTakenError:
            continue
        won.append(slot)
    return won


def test_every_slot_is_won_exactly_once(hub: Hub, house: House) -> None:
    told = together(PROCESSES, race, hub.location, house, now=NOW)
    won = Counter(slot for slots in told for slot in slots)
    assert won == Counter(range(SLOTS))
    with hub.read() as session:
        assert len(bookings(session)) == SLOTS
    halves = Counter(start for _, start, _, _, _ in claims(hub))
    assert len(halves) == SLOTS
