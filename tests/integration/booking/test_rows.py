"""Long lists read without SQLAlchemy tell the same dates as those read with it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import product
from typing import Any

import pytest

from hubdesk.booking.model import Scope, Target, Wanted
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.queries.rows import booking_rows
from hubdesk.booking.service import add_closure, book, cancel
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from tests.support.hub import House, at, book_room, request_for

DAY = datetime(2026, 11, 29, 17, tzinfo=UTC)  # midnight of 30 November in Bangkok


def _furnish(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(28, 9, month=11), rrule="FREQ=DAILY;COUNT=6")
    with_beamer = (Wanted(house.rooms["R2"]), Wanted(house.rooms["PROJ"]))
    book_room(hub, house, "R2", at(29, 22, month=11), hours=5, org="BUD", wanted=with_beamer,
              title="100% late: o'clock")  # fmt: skip
    off = book_room(hub, house, "R2", at(1, 9, month=12), org="BUD")
    with hub.write() as uow:
        cancel(uow, Target(booking_id=off.booking_id, scope=Scope.ALL))
        add_closure(uow, house.rooms["HALL"], at(30, 0, month=11), at(1, 0, month=12), "works")


def test_rows_are_the_lines_of_every_choice(hub: Hub, house: House) -> None:
    _furnish(hub, house)
    choices = product(
        (None, DAY), (None, DAY + timedelta(days=2)), (None, "R1", "PROJ"), (None, "BUD"),
        (None, "booked", "cancelled"),
    )  # fmt: skip
    seen = set()
    for from_at, to_at, room, org, status in choices:
        wish: dict[str, Any] = {
            "from_at": from_at, "to_at": to_at, "room": room, "org": org, "status": status,
        }  # fmt: skip
        with hub.read() as session, hub.glance() as glance:
            lines = [
                (
                    line.id, line.occurrence_id, line.resource, line.org, line.title,
                    int(line.starts_at.timestamp()), int(line.ends_at.timestamp()), line.status,
                    line.series,
                )
                for line in bookings(session, **wish)
            ]  # fmt: skip
            assert booking_rows(glance, **wish) == lines
            assert booking_rows(session, **wish) == lines
        seen.add(len(lines))
    assert {0, 1, 8} <= seen


def test_a_glance_refuses_what_is_unknown(hub: Hub, house: House) -> None:
    with hub.glance() as glance:
        with pytest.raises(NotFoundError):
            booking_rows(glance, room="NONE")
        with pytest.raises(NotFoundError):
            booking_rows(glance, org="NONE")


def test_a_glance_is_consistent_and_the_next_one_sees_what_came(hub: Hub, house: House) -> None:
    with hub.glance() as glance:
        assert booking_rows(glance) == []
        with hub.write() as uow:
            book(uow, request_for(house, "R1", at(30, 9, month=11)))
        assert booking_rows(glance) == []
    with hub.glance() as glance, hub.read() as session:
        assert len(booking_rows(glance)) == 1
        assert settings(glance) == settings(session)
