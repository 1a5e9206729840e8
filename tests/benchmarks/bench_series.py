"""Editing a long series in a house with a million bookings, beside the bare engine.

The whole unit of work: reading 156 dates, judging them at their new hour, rows, claims, history,
commit.  Beside it stands what the engine alone needs to change as many rows, delete as many claims
and insert as many in one durable transaction.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import cache

from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import BookingRequest, Scope, Target, Wanted
from hubdesk.booking.service import book, edit_series, preview_edit
from hubdesk.kernel.clock import FixedClock
from tests.benchmarks.busy_house import FREE_HOUR, RAW_INSERT, BusyHouse, house_of, instant, wall
from tests.benchmarks.result import Result, median_time

DATES = 156
_RULE = f"FREQ=WEEKLY;BYDAY=MO,WE,FR;COUNT={DATES}"
_LIMIT_MS = 30.0
_BEFORE = "SELECT starts, ends FROM raw WHERE resource = ? AND starts < ? ORDER BY starts DESC"
_OWN = "WHERE resource = ? AND starts = ? AND title = 'Clinic'"


@cache
def _series(house: BusyHouse) -> tuple[int, datetime, int]:
    """A series of 156 dates in free hours amid the others: booking, first start, room."""
    room = house.rooms[-1]
    start = wall(house.middle + timedelta(days=1), FREE_HOUR + 3)
    start += timedelta(days=-start.weekday() % 7)
    request = BookingRequest(
        house.orgs[0], (Wanted(room),), start, start + timedelta(hours=1), title="Clinic",
        rrule=_RULE,
    )  # fmt: skip
    with house.hub.write() as uow:
        result = book(uow, request)
    assert result.booking_id is not None
    return result.booking_id, start, room


def _turns(start: datetime) -> Iterator[datetime]:
    """The later hour and the first one in turn, so that every edit moves every date."""
    return itertools.cycle((start + timedelta(hours=1), start))


@contextmanager
def _back_then(house: BusyHouse) -> Iterator[None]:
    """The clock stands before the series: dates that are past are not edited."""
    database = house.hub.database
    kept = database.clock
    database.clock = FixedClock(instant(house.middle))
    try:
        yield
    finally:
        database.clock = kept


def series_edit156_1m(size: int = 1_000_000) -> Result:
    """Move 156 dates by an hour."""
    house = house_of(size)
    number, start, room = _series(house)
    turns = _turns(start)

    def edit() -> None:
        with house.hub.write() as uow:
            changed = edit_series(
                uow, Target(booking_id=number, scope=Scope.ALL), SeriesEdit(starts=next(turns))
            )
        assert len(changed.changed) == DATES

    first = int(instant(house.middle).timestamp())
    starts = [first + 86_400 * day for day in range(DATES)]

    def raw() -> None:
        house.raw.execute("BEGIN")
        house.raw.executemany(
            RAW_INSERT, [(room, start, start + 3600, 1, "Clinic") for start in starts]
        )
        house.raw.executemany(
            f"UPDATE raw SET starts = starts + 1 {_OWN}",
            [(room, start) for start in starts],
        )
        house.raw.executemany(
            f"DELETE FROM raw {_OWN}",
            [(room, start + 1) for start in starts],
        )
        house.raw.execute("COMMIT")

    with _back_then(house):
        value = median_time(edit, runs=21, warm_up=2)
    return Result(
        value,
        "ms",
        reference=median_time(raw, runs=21),
        reference_what=f"{DATES} bare rows inserted, changed and deleted, one durable transaction",
        limit=_LIMIT_MS,
    )


def series_preview156_1m(size: int = 1_000_000) -> Result:
    """What the same edit would do, as the window asks whenever a field changes."""
    house = house_of(size)
    number, start, room = _series(house)
    target = Target(booking_id=number, scope=Scope.ALL)
    first = int(start.timestamp())
    seeks = [(room, first + 86_400 * day) for day in range(DATES)]
    wishes = itertools.cycle(
        SeriesEdit(starts=start + timedelta(minutes=minutes)) for minutes in (15, 75)
    )

    def look() -> None:
        with house.hub.read() as session:
            seen = preview_edit(session, target, next(wishes))
        assert len(seen.dates) == DATES

    def raw() -> None:
        for seek in seeks:
            house.raw.execute(_BEFORE, seek).fetchone()

    with _back_then(house):
        value = median_time(look, runs=21, warm_up=2)
    return Result(
        value,
        "ms",
        reference=median_time(raw, runs=21),
        reference_what=f"what is in the way of {DATES} dates, a bare seek each",
        limit=_LIMIT_MS,
    )


BENCHES = {
    "series_edit156_1m": series_edit156_1m,
    "series_preview156_1m": series_preview156_1m,
}
