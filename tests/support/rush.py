"""Many people who want the same at the same moment, as a server's workers would bring them.

Every worker (a thread of a process) waits for all the others, then sends its people's requests one
after the other as fast as it can.

    outcome = rush(hub.location, house, rounds=100, processes=2, workers=4, each=25)
    outcome.winners          # how many had each round's hour
"""

from __future__ import annotations

import random
import threading
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from multiprocessing.synchronize import Barrier
from typing import Any

from hubdesk.booking.errors import RoomTakenError
from hubdesk.bootstrap import Hub, open_hub
from tests.support.hub import House, at, book_room
from tests.support.together import loaded_processes

PATIENCE_S = 120


@dataclass(frozen=True, slots=True)
class Outcome:
    """Attributes:
    winners: round → requests that were booked.
    refused: round → requests that were told that the room is taken.
    others: what else was raised, by name.
    """

    winners: Counter[int]
    refused: Counter[int]
    others: Counter[str]


def rush(
    location: str, house: House, *, rounds: int, processes: int, workers: int, each: int
) -> Outcome:  # fmt: skip
    """Let all workers of all processes ask for overlapping times, round by round."""
    context = loaded_processes()
    barrier, answers = context.Barrier(processes), context.Queue()
    runners = [
        context.Process(
            target=_crowd,
            args=(location, house, number, rounds, workers, each, barrier, answers),
        )
        for number in range(processes)
    ]
    for runner in runners:
        runner.start()
    found = [answers.get(timeout=PATIENCE_S) for _ in runners]
    for runner in runners:
        runner.join(PATIENCE_S)
    assert [runner.exitcode for runner in runners] == [0] * processes
    answers.close()
    answers.join_thread()
    outcome = Outcome(Counter(), Counter(), Counter())
    for winners, refused, others in found:
        outcome.winners.update(winners)
        outcome.refused.update(refused)
        outcome.others.update(others)
    return outcome


def _crowd(
    location: str, house: House, number: int, rounds: int, workers: int, each: int,
    barrier: Barrier, answers: Any,
) -> None:  # fmt: skip
    hub = open_hub(location)
    together = threading.Barrier(workers, action=partial(_meet, barrier))
    counts: tuple[Counter[int], Counter[int], Counter[str]] = (Counter(), Counter(), Counter())
    lock = threading.Lock()
    people = [
        threading.Thread(
            target=_line,
            args=(hub, house, number * workers + at, rounds, each, together, counts, lock),
        )
        for at in range(workers)
    ]
    for one in people:
        one.start()
    for one in people:
        one.join()
    hub.close()
    answers.put(counts)


def _meet(barrier: Barrier) -> None:
    barrier.wait(PATIENCE_S)


def _line(
    hub: Hub, house: House, number: int, rounds: int, each: int, together: threading.Barrier,
    counts: tuple[Counter[int], Counter[int], Counter[str]], lock: Any,
) -> None:  # fmt: skip
    chance = random.Random(number)
    for turn in range(rounds):
        together.wait(PATIENCE_S)
        for person in range(each):
            kind, what = _ask(hub, house, turn, (number + person) % 2, chance)
            with lock:
                counts[kind][what] += 1


def _ask(hub: Hub, house: House, turn: int, side: int, chance: random.Random) -> tuple[int, Any]:
    """One request; all of a round hold its noon, whatever else they hold."""
    noon = at(1, 12, month=12) + timedelta(days=turn)
    starts = noon - timedelta(minutes=chance.randrange(0, 60))
    ends = noon + timedelta(minutes=chance.randrange(1, 61))
    try:
        book_room(hub, house, ("HALL", "HALL-A")[side], starts, ends=ends, org=("ACT", "BUD")[side])
    except RoomTakenError:
        return 1, turn
    except Exception as error:  # noqa: BLE001  told to the test, not lost in a thread
        return 2, type(error).__name__
    return 0, turn
