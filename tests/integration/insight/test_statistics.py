"""The statistics of a small house, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from hubdesk.booking.model import Target
from hubdesk.booking.service import add_closure, cancel, mark_no_show
from hubdesk.bootstrap import Hub
from hubdesk.insight.queries.statistics import statistics
from hubdesk.spaces.service import update_resource
from tests.support.hub import House, at, book_room, furnish, set_clock


@pytest.fixture
def house(hub: Hub) -> House:
    return furnish(hub)


def test_a_day_of_a_house(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        for code in ("R1", "R2", "HALL-A", "HALL-B"):
            update_resource(uow, house.rooms[code], open_minute=480, close_minute=1200)
        add_closure(uow, house.rooms["R2"], at(30, 12, month=11), at(30, 20, month=11), "paint")
    missed = book_room(hub, house, "R1", at(30, 9, month=11), hours=2)
    book_room(hub, house, "HALL", at(30, 10, month=11), org="BUD")
    gone = book_room(hub, house, "R2", at(30, 8, month=11), rrule="FREQ=WEEKLY;COUNT=2")
    # At the evening of the day: whole in the house's zone, not in UTC.
    book_room(hub, house, "R1", at(30, 19, month=11), org="BUD")
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=gone.dates[0].occurrence_id))
    set_clock(hub, datetime(2026, 12, 1, tzinfo=UTC))
    with hub.write() as uow:
        mark_no_show(uow, Target(occurrence_id=missed.dates[0].occurrence_id))
    with hub.read() as session:
        found = statistics(session, date(2026, 11, 30), date(2026, 11, 30))
    rooms = {
        room.code: (room.open_minutes, room.booked_minutes, room.dates) for room in found.rooms
    }
    assert rooms == {
        "R1": (720, 180, 2), "R2": (240, 0, 0), "HALL-A": (720, 60, 1), "HALL-B": (720, 60, 1),
    }  # fmt: skip
    assert found.statuses == {"booked": 2, "cancelled": 1, "no_show": 1}
    assert [(org.code, org.minutes, org.prime_minutes) for org in found.orgs] == [
        ("BUD", 180, 120), ("ACT", 120, 60),
    ]  # fmt: skip
    assert found.heat[0][10] == (180, 240)
    assert sum(found.leads) == 4


def test_a_house_without_rooms(hub: Hub) -> None:
    with hub.read() as session:
        found = statistics(session, date(2026, 11, 1), date(2026, 11, 30))
    assert (found.rooms, found.orgs, found.booked_minutes) == ((), (), 0)
