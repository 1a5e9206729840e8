"""Booking and reading in a house with a long history; limits stand beside the bare engine.

A ``book_*`` figure is the whole unit of work: booking, occurrence, claim, history, commit.  Calls
after the end of the history and into a free hour in its middle take turns with the bare inserts,
so that whatever else the machine does slows all of them alike; the slower place counts.
"""

from __future__ import annotations

import itertools
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache, partial
from typing import Any

from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.queries.board import board
from hubdesk.booking.service.book import book
from tests.benchmarks.busy_house import (
    FREE_HOUR,
    HOURS_A_DAY,
    RAW_INSERT,
    ROOMS,
    BusyHouse,
    house_of,
    instant,
    wall,
)
from tests.benchmarks.result import Result, in_unit, median_time

CALLS, WARM_UP = 300, 30
_WEEKS = 52
#: Milliseconds that the bare work takes where the limits of durable work were set: a disk that
#: flushes in 0.1 ms.  On a slower one the limit grows as the bare figure of the same run does.
_BARE_BOOKING, _BARE_SERIES = 0.146, 0.61
_RAW_CLAIMS = (
    "SELECT unit_id, starts_at, ends_at, source_id, org_id FROM claim"
    " WHERE unit_id = ? AND starts_at > ? - 2678400 AND starts_at < ? AND ends_at > ?"
)


def _book(house: BusyHouse, start: datetime, room: int, rrule: str | None = None) -> None:
    request = BookingRequest(
        org_id=house.orgs[room % len(house.orgs)],
        wanted=(Wanted(room),),
        starts=start,
        ends=start + timedelta(hours=1),
        title="Budget briefing",
        rrule=rrule,
    )
    with house.hub.write() as uow:
        book(uow, request)


@cache
def _free_hours(house: BusyHouse, *, after: bool) -> Iterator[tuple[datetime, int]]:
    """Hours nobody holds yet: behind the history, or those left free in its middle.

    One iterator a house, for every hour can be booked only once.
    """
    return _hours(house, after=after)


def _hours(house: BusyHouse, *, after: bool) -> Iterator[tuple[datetime, int]]:
    first = house.last_day + timedelta(days=1) if after else house.middle
    for number in itertools.count():
        day, hour = first + timedelta(days=number), FREE_HOUR - after
        for room in house.rooms:
            yield wall(day, hour), room


def _insert_raw(house: BusyHouse, starts: Iterator[int]) -> None:
    start = next(starts)
    house.raw.execute(RAW_INSERT, (start % ROOMS + 1, start, start + 3600, 1, "Budget briefing"))


@cache
def _measured(*sizes: int) -> dict[int, tuple[float, float]]:
    """Median milliseconds of a booking (in the slower place) and of a bare insert, by size."""
    jobs: dict[tuple[int, str], Callable[[], None]] = {}
    for size in sizes:
        house = house_of(size)
        after, amid = (_free_hours(house, after=after) for after in (True, False))
        starts = itertools.count(int(instant(house.last_day).timestamp()), 600)
        jobs[size, "after"] = partial(_book_next, house, after)
        jobs[size, "amid"] = partial(_book_next, house, amid)
        jobs[size, "raw"] = partial(_insert_raw, house, starts)
    times: dict[tuple[int, str], list[float]] = {key: [] for key in jobs}
    for number in range(-WARM_UP, CALLS):
        for key, job in jobs.items():
            start = time.perf_counter()
            job()
            if number >= 0:
                times[key].append(time.perf_counter() - start)
    medians = {key: in_unit(statistics.median(taken), "ms") for key, taken in times.items()}
    return {
        size: (max(medians[size, "after"], medians[size, "amid"]), medians[size, "raw"])
        for size in sizes
    }


def _book_next(house: BusyHouse, hours: Iterator[tuple[datetime, int]]) -> None:
    _book(house, *next(hours))


def _booked(size: int) -> Result:
    value, raw = _measured(size)[size]
    return Result(value, "ms", reference=raw, reference_what="durable one-row insert")


def book_1m() -> Result:
    """One booking among a million; may cost no more than 1.3 times one among a tenth of them."""
    measured = _measured(100_000, 1_000_000)
    value, raw = measured[1_000_000]
    smaller = measured[100_000][0]
    return Result(
        value,
        "ms",
        reference=raw,
        reference_what=f"durable one-row insert, {_BARE_BOOKING} ms where the limit is 0.6 ms; "
        f"{value / smaller:.2f} × book_100k of the same run",
        limit=min(_on_this_disk(0.6, raw, _BARE_BOOKING), 1.3 * smaller),
    )


def _on_this_disk(limit: float, bare: float, bare_there: float) -> float:
    """A limit of durable work, as it is here; never less than where it was set."""
    return limit * max(1.0, bare / bare_there)


def series52_1m() -> Result:
    """A year of weekly dates into free hours amid a million, beside the bare rows."""
    house = house_of(1_000_000)
    rooms = iter(house.rooms)
    start = wall(house.middle + timedelta(days=1), FREE_HOUR + 2)
    first = int(instant(house.middle).timestamp())
    bare_rooms = iter(house.rooms)

    def raw() -> None:
        room = next(bare_rooms)
        starts = [first + week * 604_800 for week in range(_WEEKS)]
        house.raw.execute("BEGIN")
        house.raw.executemany(
            RAW_INSERT, [(room, start, start + 3600, 1, "Budget briefing") for start in starts]
        )
        house.raw.execute("COMMIT")

    value = median_time(
        lambda: _book(house, start, next(rooms), f"FREQ=WEEKLY;COUNT={_WEEKS}"), runs=25
    )
    bare = median_time(raw, runs=25)
    return Result(
        value,
        "ms",
        reference=bare,
        reference_what=f"{_WEEKS} weekly rows in one durable transaction, {_BARE_SERIES} ms where "
        "the limit is 3 ms",
        limit=_on_this_disk(3.0, bare, _BARE_SERIES),
    )


def _board(days: int, limit: float | None, *, texts: bool) -> Result:
    """The query of the window, rows handed over, beside the bare claims of the same rooms.

    A week shows an hour as a bar too narrow for words, which come by a second read.
    """
    house = house_of(1_000_000)
    first = house.middle - timedelta(days=70)  # before everything that the others book
    from_at, to_at = instant(first), instant(first + timedelta(days=days))
    expected = ROOMS * HOURS_A_DAY * days

    def read() -> None:
        with house.hub.read() as session:
            found = len(board(session, from_at, to_at, texts=texts).rows)
        if found != expected:
            raise AssertionError(f"{found} blocks instead of {expected}")

    with house.hub.read() as session:
        bare: Any = session.connection.connection.driver_connection
        since, until = int(from_at.timestamp()), int(to_at.timestamp())

        def raw() -> list[Any]:
            return [
                bare.execute(_RAW_CLAIMS, (room, since, until, since)).fetchall()
                for room in house.rooms
            ]

        return Result(
            median_time(read, runs=41),
            "ms",
            reference=median_time(raw, runs=41),
            reference_what=f"the same {expected:,} claims, {ROOMS} bounded seeks",
            limit=limit,
        )


BENCHES = {
    "book_10k": partial(_booked, 10_000),
    "book_100k": partial(_booked, 100_000),
    "book_1m": book_1m,
    "series52_1m": series52_1m,
    "week60_1m": partial(_board, 7, 5.0, texts=False),
    "day60_1m": partial(_board, 1, None, texts=True),
}
