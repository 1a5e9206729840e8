"""Two desks: processes that work on one hub without a pause, and what each was told.

    reports = desks_at_work(hub.location, house, seconds=6)
    max(report.longest_wait_s for report in reports)
    missing_of(hub, reports)
"""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from multiprocessing.synchronize import Barrier
from typing import Any

from hubdesk.booking.errors import RoomTakenError
from hubdesk.booking.model import Move, Target
from hubdesk.booking.queries.listing import date_line
from hubdesk.booking.service import cancel, move
from hubdesk.bootstrap import Hub, open_hub
from hubdesk.kernel.clock import monotonic
from tests.support.hub import House, at, book_room
from tests.support.together import loaded_processes

PATIENCE_S = 60
ROOMS = ("R1", "R2", "HALL", "HALL-A", "HALL-B")
#: Slots of half an hour that both desks want; few enough to be in each other's way.
SLOTS = 400


@dataclass(slots=True)
class Report:
    """What one desk did.

    Attributes:
        kept: date → (start, status) as it was last told that it is written.
        writes, refused: units of work that were written, and that a taken room refused.
        longest_wait_s: between asking for a unit of work and having its answer.
    """

    kept: dict[int, tuple[datetime, str]] = field(default_factory=dict)
    writes: int = 0
    refused: int = 0
    longest_wait_s: float = 0.0


def desks_at_work(
    location: str, house: House, *, seconds: float, desks: int = 2
) -> list[Report]:
    """Let desks book, move and cancel at the same time, and collect what they were told."""
    context = loaded_processes()
    barrier, answers = context.Barrier(desks), context.Queue()
    runners = [
        context.Process(target=_desk, args=(location, house, number, seconds, barrier, answers))
        for number in range(desks)
    ]
    for runner in runners:
        runner.start()
    reports = [answers.get(timeout=seconds + PATIENCE_S) for _ in runners]
    for runner in runners:
        runner.join(PATIENCE_S)
    assert [runner.exitcode for runner in runners] == [0] * desks
    answers.close()
    answers.join_thread()
    return reports


def _desk(
    location: str, house: House, number: int, seconds: float, barrier: Barrier, answers: Any
) -> None:
    hub, chance, report = open_hub(location), random.Random(number), Report()
    book_room(hub, house, "DESK-1", at(1, 8 + number, month=11))  # everything is loaded
    barrier.wait(PATIENCE_S)
    ends = monotonic() + seconds
    while (began := monotonic()) < ends:
        try:
            _one(hub, house, number, chance, report)
        except RoomTakenError:
            report.refused += 1
        else:
            report.writes += 1
        report.longest_wait_s = max(report.longest_wait_s, monotonic() - began)
    hub.close()
    answers.put(report)


def _one(hub: Hub, house: House, number: int, chance: random.Random, report: Report) -> None:
    """Book; now and then move or cancel what this desk has booked."""
    starts = at(1, 8, month=12) + timedelta(minutes=30 * chance.randrange(SLOTS))
    wish = chance.random()
    open_dates = [one for one, (_, status) in report.kept.items() if status == "booked"]
    if wish < 0.5 or not open_dates:
        result = book_room(hub, house, chance.choice(ROOMS), starts, hours=0.5,
                           org=("ACT", "BUD")[number % 2])  # fmt: skip
        (date,) = result.dates
        assert date.occurrence_id is not None
        report.kept[date.occurrence_id] = (date.starts_at, "booked")
        return
    which = chance.choice(open_dates)
    if report.kept[which][0].astimezone(UTC) == starts.replace(tzinfo=UTC) - timedelta(hours=7):
        return  # it stands there already
    if wish < 0.75:
        with hub.write() as uow:
            move(uow, Target(occurrence_id=which), Move(starts=starts))
        with hub.read() as session:
            report.kept[which] = (date_line(session, which).starts_at, "booked")
    else:
        with hub.write() as uow:
            cancel(uow, Target(occurrence_id=which))
        report.kept[which] = (report.kept[which][0], "cancelled")


def missing_of(hub: Hub, reports: Iterable[Report]) -> list[int]:
    """Dates that are not as a desk was told they are: lost writes."""
    lost = []
    with hub.read() as session:
        for report in reports:
            for number, (starts_at, status) in report.kept.items():
                line = date_line(session, number)
                if (line.starts_at, line.status) != (starts_at, status):
                    lost.append(number)
    return lost
