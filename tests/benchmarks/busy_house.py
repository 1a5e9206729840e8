"""A hub of 60 rooms that have been booked seven hours a day for years.

Rooms and organisations are made by the services; the bookings are put in row by row as the
services would have left them, with every guard of the file in place.

    house = BusyHouse(10_000)
    house.hub, house.free_hours()
    house.remove()
"""

from __future__ import annotations

import atexit
import itertools
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.bootstrap import Hub, create_hub
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces.service import add_floor, add_room
from hubdesk.store.searching import words_of
from hubdesk.store.sqlite import sqlite3

ROOMS, ORGANISATIONS, HOURS_A_DAY = 60, 90, 7
ZONE = ZoneInfo("Asia/Bangkok")
FIRST_DAY = date(2020, 1, 6)
_OPENS, _FIRST_HOUR = 7, 9
#: The hour after the seven that are taken.
FREE_HOUR = _FIRST_HOUR + HOURS_A_DAY
_SLICE = 20_000

_RAW_TABLE = """
CREATE TABLE raw (
    id INTEGER PRIMARY KEY, resource INTEGER NOT NULL, starts INTEGER NOT NULL,
    ends INTEGER NOT NULL, org INTEGER NOT NULL, title TEXT NOT NULL
) STRICT;
CREATE INDEX raw_resource ON raw (resource, starts, ends);
"""
RAW_INSERT = "INSERT INTO raw (resource, starts, ends, org, title) VALUES (?, ?, ?, ?, ?)"


@dataclass(frozen=True, slots=True)
class _Date:
    number: int
    room: int
    org: int
    starts_s: int


class BusyHouse:
    """Attributes:
    hub: open for writing.
    rooms, orgs: ids.
    last_day: the last one with bookings.
    raw: a bare database with one table of as many rows, for the figures beside.
    """

    def __init__(self, bookings: int) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="hubdesk-bench-")
        folder = Path(self._folder.name)
        self.hub: Hub = create_hub(str(folder / "busy.hubdesk"), name_en="Busy House")
        self.rooms, self.orgs = _furnish(self.hub)
        self.last_day = FIRST_DAY + timedelta(days=-(-bookings // (ROOMS * HOURS_A_DAY)) - 1)
        with _quick(folder / "busy.hubdesk") as connection:
            _fill(connection, self._dates(bookings))
        with _quick(folder / "raw.db") as connection:
            connection.executescript(_RAW_TABLE)
            connection.executemany(RAW_INSERT, map(_raw_row, self._dates(bookings)))
        self.raw = _durable(folder / "raw.db")

    @property
    def middle(self) -> date:
        """A Monday in the midst of the history."""
        half = (self.last_day - FIRST_DAY).days // 2
        return FIRST_DAY + timedelta(days=half - half % 7)

    def remove(self) -> None:
        """Close the files and delete them."""
        self.hub.close()
        self.raw.close()
        self._folder.cleanup()

    def _dates(self, count: int) -> Iterator[_Date]:
        """Ascending in time, as they would have been booked."""
        days = itertools.count()
        slots = (
            (day, hour, room) for day in days for hour in range(HOURS_A_DAY) for room in self.rooms
        )
        start = datetime.combine(FIRST_DAY, time(_FIRST_HOUR), ZONE).timestamp()
        for number, (day, hour, room) in enumerate(itertools.islice(slots, count), start=1):
            org = self.orgs[number % ORGANISATIONS]
            yield _Date(number, room, org, int(start) + day * 86_400 + hour * 3600)


@cache
def house_of(bookings: int) -> BusyHouse:
    """One file a size and run, shared by the benchmarks; it goes when the run ends."""
    house = BusyHouse(bookings)
    atexit.register(house.remove)
    return house


def wall(day: date, hour: int) -> datetime:
    """Wall time of the house."""
    return datetime.combine(day, time(hour))


def instant(day: date) -> datetime:
    """Midnight of the house as an instant."""
    return datetime.combine(day, time(), ZONE).astimezone(UTC)


def _furnish(hub: Hub) -> tuple[list[int], list[int]]:
    with hub.write() as uow:
        floors = [add_floor(uow, code=str(number), name_en=f"Floor {number}") for number in "1234"]
        rooms = [
            add_room(
                uow, code=f"R{number:02d}", name_en=f"Room {number}", capacity=12,
                floor_id=floors[number % len(floors)],
                open_minute=_OPENS * 60, close_minute=22 * 60,
            )
            for number in range(ROOMS)
        ]  # fmt: skip
        orgs = [
            add_organisation(uow, code=f"O{number:02d}", name_en=f"Organisation {number}")
            for number in range(ORGANISATIONS)
        ]
    return rooms, orgs


@contextmanager
def _quick(path: Path) -> Iterator[Any]:
    """A connection that does not wait for the disk; what it wrote is in the file afterwards."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA cache_size = -400000")
        yield connection
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _durable(path: Path) -> Any:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


def _raw_row(date: _Date) -> tuple[Any, ...]:
    return date.room, date.starts_s, date.starts_s + 3600, date.org, f"Meeting {date.number}"


def _fill(connection: Any, dates: Iterator[_Date]) -> None:
    """Bookings of one date each, in slices so that no list of a million rows is kept."""
    while rows := list(itertools.islice(dates, _SLICE)):
        connection.execute("BEGIN")
        _insert(connection, "booking", map(_booking, rows))
        _insert(connection, "occurrence", map(_occurrence, rows))
        _insert(connection, "claim", map(_claim, rows))
        _insert(connection, "search_text", map(_words, rows))
        connection.execute("COMMIT")


def _insert(connection: Any, table: str, rows: Iterator[dict[str, Any]]) -> None:
    first = next(rows)
    values = ", ".join(f":{name}" for name in first)
    connection.executemany(
        f"INSERT INTO {table} ({', '.join(first)}) VALUES ({values})",
        itertools.chain((first,), rows),
    )


def _booking(date: _Date) -> dict[str, Any]:
    local = datetime.fromtimestamp(date.starts_s, ZONE).replace(tzinfo=None)
    return {
        "id": date.number, "org_id": date.org, "idem_key": uuid.uuid4().hex,
        "title": f"Meeting {date.number}", "private": 0, "project": "", "timezone": ZONE.key,
        "starts_local": local.isoformat(), "duration_minutes": 60, "exdates": "[]",
        "rdates": "[]", "wanted": f'[{{"quantity":1,"resource":{date.room}}}]',
        "setup_minutes": 0, "cleanup_minutes": 0, "created_at": date.starts_s - 604_800,
        "created_by": "manager",
    }  # fmt: skip


def _occurrence(date: _Date) -> dict[str, Any]:
    return {
        "id": date.number, "booking_id": date.number, "org_id": date.org,
        "resource_id": date.room, "quantity": 1, "original_start": date.starts_s,
        "starts_at": date.starts_s, "ends_at": date.starts_s + 3600, "setup_minutes": 0,
        "cleanup_minutes": 0, "status": "booked", "moved": 0,
    }  # fmt: skip


def _claim(date: _Date) -> dict[str, Any]:
    return {
        "unit_id": date.room, "starts_at": date.starts_s, "ends_at": date.starts_s + 3600,
        "source_kind": "occurrence", "source_id": date.number, "org_id": date.org,
    }  # fmt: skip


def _words(date: _Date) -> dict[str, Any]:
    return {
        "kind": "booking", "subject_id": date.number, "org_id": date.org, "private": 0,
        "words": words_of("", (f"Meeting {date.number}",)),
    }  # fmt: skip
