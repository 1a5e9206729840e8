"""Dates are found by their claims, or by the index of those that hold nothing: none is missed."""

from __future__ import annotations

import itertools
import random
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import bindparam, select

from hubdesk.booking.errors import RoomTakenError
from hubdesk.booking.model import Move, Scope, Status, Target, Wanted
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.queries.spans import in_span
from hubdesk.booking.service import add_closure, book, cancel, move, skip_dates
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.bootstrap import Hub
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Instant
from tests.support.counting import counted
from tests.support.hub import House, at, book_room, request_for

FIRST = datetime(2026, 11, 29, 17, tzinfo=UTC)


def _fill(hub: Hub, house: House) -> None:
    """Single dates and series of every kind, with buffers, extras, closures and idle dates."""
    book_room(hub, house, "R1", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=9", setup_minutes=60)
    book_room(hub, house, "HALL", at(30, 20, month=11), hours=30, cleanup_minutes=120)
    with_extras = (Wanted(house.rooms["R2"]), Wanted(house.rooms["PROJ"], 2))
    book_room(hub, house, "R2", at(1, 9, month=12), org="BUD", wanted=with_extras)
    book_room(hub, house, "R2", at(3, 9, month=12), hours=24 * 6)
    book_room(hub, house, "DESK-1", at(2, 9, month=12), status=Status.REQUESTED)
    weekly = book_room(hub, house, "HALL-A", at(4, 9, month=12), rrule="FREQ=DAILY;COUNT=5")
    called_off = book_room(hub, house, "HALL-B", at(4, 9, month=12), hours=50)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=called_off.booking_id, scope=Scope.ALL))
        skip_dates(uow, Target(occurrence_id=weekly.dates[1].occurrence_id))
        add_closure(uow, house.rooms["HALL-B"], at(6, 0, month=12), at(7, 0, month=12), "works")


def test_a_span_has_every_date_that_touches_it(hub: Hub, house: House) -> None:
    _fill(hub, house)
    moments = [FIRST + timedelta(hours=hours) for hours in range(-30, 260, 7)]
    spans = random.Random(7).sample(list(itertools.combinations(moments, 2)), 40)
    with hub.read() as session:
        everything = bookings(session)
        assert {line.status for line in everything} >= {"booked", "requested", "cancelled"}
        for from_at, to_at in spans:
            touching = [d for d in everything if d.starts_at < to_at and d.ends_at > from_at]
            assert list(bookings(session, from_at=from_at, to_at=to_at)) == touching
            since = [date for date in everything if date.ends_at > from_at]
            assert list(bookings(session, from_at=from_at)) == since
            until = [date for date in everything if date.starts_at < to_at]
            assert list(bookings(session, to_at=to_at)) == until


def test_a_span_is_not_sought_through_all_dates(hub: Hub, house: House) -> None:
    if hub.database.dialect != "sqlite":
        return  # PostgreSQL plans by how much there is, and here is little
    _fill(hub, house)
    with hub.read() as session:
        first, before = (bindparam(name, type_=Instant) for name in ("first", "before"))
        statement = Prepared(select(OccurrenceRow.id).where(in_span(first, before)))
        compiled = statement.for_dialect(session.dialect)
        span = compiled.bound({"first": FIRST, "before": FIRST + timedelta(days=1)})
        plan = session._execute(f"EXPLAIN QUERY PLAN {compiled.text}", span)
        steps = [row[3] for row in plan.fetchall()]
    assert not [step for step in steps if step.startswith(("SCAN occurrence", "SCAN claim"))]
    assert any("ix_occurrence_idle" in step for step in steps)


@pytest.mark.parametrize("minutes", [0, 30])
def test_own_claims_do_not_hide_what_lies_before_them(hub: Hub, house: House, minutes: int) -> None:
    """A date that is stretched backwards meets another one in front of its own old place."""
    own = book_room(hub, house, "R1", at(30, 11, month=11), rrule="FREQ=WEEKLY;COUNT=3")
    book_room(hub, house, "R1", at(7, 10, month=12), ends=at(7, 10, 30, month=12), org="BUD")
    start = Move(starts=at(30, 10, minutes, month=11), ends=at(30, 12, month=11))
    target = Target(booking_id=own.booking_id, scope=Scope.ALL)
    if minutes:
        with hub.write() as uow:
            assert len(move(uow, target, start).changed) == 3
        return
    with pytest.raises(RoomTakenError) as refused, hub.write() as uow:
        move(uow, target, start)
    clashes = [date["outcome"] for date in refused.value.details["dates"]]
    assert clashes == ["booked", "clash", "booked"]


def test_a_series_costs_no_more_statements_than_a_date(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    def statements(start: datetime, rrule: str | None) -> int:
        with counted(monkeypatch) as texts, hub.write() as uow:
            book(uow, request_for(house, "R1", start, rrule=rrule))
        return len(texts)

    single = statements(at(30, 9, month=11), None)
    series = statements(at(30, 12, month=11), "FREQ=WEEKLY;COUNT=52")
    assert single <= 12
    assert series <= single + 1  # the series asks for its ids beforehand
