"""Eight processes wait on one barrier and book the same forty slots: each is won exactly once."""

from __future__ import annotations

import multiprocessing
from collections import Counter
from datetime import timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

from hubdesk.booking.errors import RoomTakenError
from hubdesk.booking.queries.listing import bookings
from hubdesk.bootstrap import Hub, open_hub
from tests.support.hub import House, at, book_room, claims

PROCESSES, SLOTS = 8, 40
PATIENCE_S = 120


def race(location: str, house: House, number: int, barrier: Barrier, answers: Any) -> None:
    """Book every slot, beginning somewhere else than the others, and tell which were won."""
    hub = open_hub(location)
    won = []
    barrier.wait(PATIENCE_S)
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
    hub.close()
    answers.put(won)


def test_every_slot_is_won_exactly_once(hub: Hub, house: House) -> None:
    context = multiprocessing.get_context("spawn")
    barrier, answers = context.Barrier(PROCESSES), context.Queue()
    runners = [
        context.Process(target=race, args=(hub.location, house, number, barrier, answers))
        for number in range(PROCESSES)
    ]
    for runner in runners:
        runner.start()
    won = Counter(slot for _ in runners for slot in answers.get(timeout=PATIENCE_S))
    for runner in runners:
        runner.join(PATIENCE_S)
    answers.close()
    answers.join_thread()
    assert [runner.exitcode for runner in runners] == [0] * PROCESSES
    assert won == Counter(range(SLOTS))
    with hub.read() as session:
        assert len(bookings(session)) == SLOTS
    halves = Counter(start for _, start, _, _, _ in claims(hub))
    assert len(halves) == SLOTS
