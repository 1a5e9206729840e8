"""Finding free time in a house with a long history, beside the bare seeks that it takes.

``find_1m``: a room for 12 people with a projector, over 60 rooms, of which half have one built in
and the others get one of ten that are carried.  ``common8_1m``: two weeks for eight organisations.
"""

from __future__ import annotations

from datetime import timedelta
from functools import cache
from typing import Any

from hubdesk.booking.queries.common import Ask, common_slots
from hubdesk.booking.queries.free import find_free
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.service import add_equipment, update_resource
from tests.benchmarks.busy_house import ROOMS, BusyHouse, house_of, instant
from tests.benchmarks.result import Result, median_time

_PEOPLE, _ORGANISATIONS, _WEEKS = 12, 8, 2
_CODE, _COUNT = "PROJ", 10
_RUNS = 41
#: What any answer needs: of each room the last claim before the end, and the first after it.
_RAW_NEAR = (
    "SELECT (SELECT max(starts_at) FROM claim WHERE unit_id = ?1 AND starts_at < ?2),"
    " (SELECT min(starts_at) FROM claim WHERE unit_id = ?1 AND starts_at >= ?2)"
)
_RAW_CLAIMS = (
    "SELECT unit_id, starts_at, ends_at, org_id, source_id FROM claim"
    " WHERE unit_id = ? AND starts_at > ? - 86400 AND starts_at < ?"
)


@cache
def _house() -> BusyHouse:
    """The house of the other benchmarks, with projectors; it is the Monday in its middle."""
    house = house_of(1_000_000)
    with house.hub.write() as uow:
        add_equipment(uow, code=_CODE, name_en="Projector", count=_COUNT)
        for room in house.rooms[::2]:
            update_resource(uow, room, features=["projector"])
    return house


def find_1m() -> Result:
    """The counter's question: for 12 people with a projector, in the hour after the busy ones."""
    house = _house()
    starts_at = instant(house.middle - timedelta(days=70)) + timedelta(hours=16)
    hour = Interval(starts_at, starts_at + timedelta(hours=1))

    def find() -> None:
        with house.hub.read() as session:
            found = find_free(session, hour, _PEOPLE, {"projector": 1})
        if len(found) != ROOMS:
            raise AssertionError(f"{len(found)} rooms instead of {ROOMS}")

    with house.hub.read() as session:
        bare: Any = session.connection.connection.driver_connection
        end = int(hour.ends_at.timestamp())

        def raw() -> list[Any]:
            return [bare.execute(_RAW_NEAR, (room, end)).fetchone() for room in house.rooms]

        return Result(
            median_time(find, runs=_RUNS),
            "ms",
            reference=median_time(raw, runs=_RUNS),
            reference_what=f"the claims before and after, {2 * ROOMS} bare seeks",
            limit=5.0,
        )


def common8_1m() -> Result:
    """A room and a time for eight organisations within two weeks of a busy house."""
    house = _house()
    first = house.middle - timedelta(days=70)
    database = house.hub.database
    present, database.clock = database.clock, FixedClock(instant(first))
    ask = Ask(
        tuple(house.orgs[:_ORGANISATIONS]), 60, _PEOPLE, {"projector": 1}, first, 7 * _WEEKS
    )

    def find() -> None:
        with house.hub.read() as session:
            found = common_slots(session, ask)
        if not found.free:
            raise AssertionError("nothing is free")

    try:
        with house.hub.read() as session:
            bare: Any = session.connection.connection.driver_connection
            since = int(instant(first).timestamp())
            until = since + 7 * _WEEKS * 86_400

            def raw() -> int:
                return sum(
                    len(bare.execute(_RAW_CLAIMS, (room, since, until)).fetchall())
                    for room in house.rooms
                )

            return Result(
                median_time(find, runs=_RUNS),
                "ms",
                reference=median_time(raw, runs=_RUNS),
                reference_what=f"the {raw():,} claims of these weeks, {ROOMS} bounded seeks",
                limit=100.0,
            )
    finally:
        database.clock = present


BENCHES = {"find_1m": find_1m, "common8_1m": common8_1m}
