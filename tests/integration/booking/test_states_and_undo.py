"""Check-in windows, states that refuse, and taking back what was done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.booking.errors import (
    CheckInWindowError,
    ClosureInTheWayError,
    NothingToChangeError,
    NotYetStartedError,
    RoomClosedError,
    RoomTakenError,
    WrongStatusError,
)
from hubdesk.booking.model import Move, Scope, Target
from hubdesk.booking.queries.listing import date_line
from hubdesk.booking.service import (
    add_closure,
    book,
    cancel,
    change_booking,
    check_in,
    lift_closure,
    mark_no_show,
    move,
    occurrences_in_the_way,
    release,
    restore,
    skip_dates,
)
from hubdesk.bootstrap import Hub, undo, verify
from hubdesk.spaces.service import update_resource
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.session import UnitOfWork
from tests.support.hub import House, at, book_room, claims, request_for, set_clock

STARTS = datetime(2026, 11, 30, 2, tzinfo=UTC)


def status_of(hub: Hub, number: int | None) -> str:
    assert number is not None
    with hub.read() as session:
        return date_line(session, number).status


@pytest.mark.parametrize(
    ("minutes", "fits"), [(-16, False), (-15, True), (0, True), (59, True), (60, False)]
)
def test_check_in_has_a_window(hub: Hub, house: House, minutes: int, fits: bool) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    set_clock(hub, STARTS + timedelta(minutes=minutes))
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    if not fits:
        with pytest.raises(CheckInWindowError), hub.write() as uow:
            check_in(uow, target)
        return
    with hub.write() as uow:
        check_in(uow, target)
    assert status_of(hub, target.occurrence_id) == "checked_in"
    assert len(claims(hub)) == 1


def test_checking_a_series_in_means_the_date_that_is_on(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=3")
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    with pytest.raises(NothingToChangeError), hub.write() as uow:
        check_in(uow, target)
    set_clock(hub, STARTS + timedelta(days=1, minutes=5))
    with hub.write() as uow:
        assert check_in(uow, target).changed == (result.dates[1].occurrence_id,)


def test_a_no_show_holds_the_room_until_it_is_released(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11), hours=2)
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    set_clock(hub, STARTS + timedelta(minutes=20))
    with hub.write() as uow:
        mark_no_show(uow, target)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    with hub.write() as uow:
        release(uow, target, "nobody came")
    book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    assert status_of(hub, target.occurrence_id) == "released"
    with pytest.raises(RoomTakenError), hub.write() as uow:
        restore(uow, target)


def test_states_that_refuse(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    with pytest.raises(NotYetStartedError), hub.write() as uow:
        mark_no_show(uow, target)
    with pytest.raises(WrongStatusError), hub.write() as uow:
        restore(uow, target)
    with hub.write() as uow:
        cancel(uow, target)
    with pytest.raises(WrongStatusError) as caught, hub.write() as uow:
        cancel(uow, target)
    assert caught.value.details == {"status": "cancelled"}
    with pytest.raises(WrongStatusError), hub.write() as uow:
        move(uow, target, Move(starts=at(30, 12, month=11)))


def test_restore_claims_again_or_says_who_has_it(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    before = claims(hub)
    with hub.write() as uow:
        cancel(uow, target)
    assert claims(hub) == []
    with hub.write() as uow:
        restore(uow, target)
    assert claims(hub) == before
    with hub.write() as uow:
        cancel(uow, target)
    book_room(hub, house, "R1", at(30, 9, month=11), org="BUD")
    with pytest.raises(RoomTakenError) as caught, hub.write() as uow:
        restore(uow, target)
    assert caught.value.details["by"] == "BUD"


ACTIONS: dict[str, Callable[[UnitOfWork, House, Target], object]] = {
    "book": lambda uow, house, _: book(uow, request_for(house, "R2", at(30, 9, month=11))),
    "cancel": lambda uow, _, target: cancel(uow, target),
    "move": lambda uow, house, target: move(
        uow, target, Move(starts=at(1, 15, month=12), resource_id=house.rooms["R1"])
    ),
    "move all": lambda uow, _, target: move(
        uow, replace(target, scope=Scope.ALL), Move(starts=at(2, 9, month=12))
    ),
    "skip": lambda uow, _, target: skip_dates(uow, target),
    "text": lambda uow, _, target: change_booking(uow, 1, title="Other"),
}


@pytest.mark.parametrize("name", ACTIONS)
def test_undo_and_redo(hub: Hub, house: House, name: str) -> None:
    result = book_room(hub, house, "HALL", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=3")
    before = claims(hub)
    with hub.write() as uow:
        ACTIONS[name](uow, house, Target(occurrence_id=result.dates[1].occurrence_id))
    done = uow.changes.history_seq
    after = claims(hub)
    assert done is not None
    assert name == "text" or after != before
    back = undo(hub, done).changes.history_seq
    assert claims(hub) == before
    assert back is not None
    undo(hub, back)
    assert claims(hub) == after


def test_undo_is_refused_when_something_changed_since(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    with hub.write() as uow:
        move(uow, target, Move(starts=at(30, 11, month=11)))
    moved = uow.changes.history_seq
    assert moved is not None
    with hub.acting_as("nok").write() as uow:
        cancel(uow, target)
    with pytest.raises(UndoNotPossibleError) as caught:
        undo(hub, moved)
    assert caught.value.details["reason"] == "changed_since"
    assert caught.value.details["actor"] == "nok"
    assert "status" in caught.value.details["fields"]


def test_undo_does_not_push_anybody_aside(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    target = Target(occurrence_id=result.dates[0].occurrence_id)
    with hub.write() as uow:
        move(uow, target, Move(starts=at(30, 11, month=11)))
    moved = uow.changes.history_seq
    assert moved is not None
    book_room(hub, house, "R1", at(30, 9, month=11), org="BUD")
    before = claims(hub)
    with pytest.raises(RoomTakenError):
        undo(hub, moved)
    assert claims(hub) == before


def test_a_closure_is_undone_and_redone(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        number = add_closure(
            uow, house.rooms["HALL"], at(1, 0, month=12), at(3, 0, month=12), "works"
        )
    added = uow.changes.history_seq
    held = claims(hub)
    assert added is not None
    back = undo(hub, added).changes.history_seq
    assert claims(hub) == []
    assert back is not None
    undo(hub, back)
    assert claims(hub) == held
    with hub.write() as uow:
        lift_closure(uow, number)
    assert claims(hub) == []


def test_a_long_closure_is_held_month_by_month_until_it_is_lifted(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        closure = add_closure(
            uow, house.rooms["HALL-A"], at(1, 0, month=12), at(15, 0, month=2, year=2027), "works"
        )
    spans = {(start, end) for _, start, end, kind, _ in claims(hub) if kind == "closure"}
    assert len(spans) == 4  # months are counted in UTC: the last hours of November are one
    assert max(end - start for start, end in spans) <= 31 * 86400
    for room in ("HALL", "HALL-A"):
        with pytest.raises(RoomClosedError) as caught:
            book_room(hub, house, room, at(5, 9, month=1, year=2027))
        assert caught.value.details["dates"][0]["reason"] == "closed"
    in_half = book_room(hub, house, "HALL-B", at(5, 9, month=1, year=2027))
    with pytest.raises(ClosureInTheWayError) as refused, hub.write() as uow:
        add_closure(
            uow, house.rooms["HALL"], at(5, 0, month=1, year=2027),
            at(6, 0, month=1, year=2027), "all",
        )  # fmt: skip
    number = in_half.dates[0].occurrence_id
    assert refused.value.details == {"occurrences": [number], "closures": [closure]}
    with hub.read() as session:
        span = datetime(2027, 1, 1, tzinfo=UTC), datetime(2027, 2, 1, tzinfo=UTC)
        assert occurrences_in_the_way(session, house.rooms["HALL"], *span) == (number,)
    with hub.write() as uow:
        lift_closure(uow, closure)
    book_room(hub, house, "HALL-A", at(5, 9, month=1, year=2027))


def test_a_date_moved_within_its_room_keeps_the_buffers_it_was_booked_with(
    hub: Hub, house: House
) -> None:
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], setup_minutes=30)
    date = book_room(hub, house, "R1", at(5, 10)).dates[0].occurrence_id
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], setup_minutes=0)
    with hub.write() as uow:
        move(uow, Target(occurrence_id=date), Move(at(5, 14), resource_id=house.rooms["R1"]))
    assert verify(hub).findings == ()


@pytest.mark.parametrize(("quarters", "fits"), [(1, True), (-1, False), (-2, False), (4, True)])
def test_ones_own_claims_are_not_in_the_way_and_hide_nobody_elses(
    hub: Hub, house: House, quarters: int, fits: bool
) -> None:
    """Of a daily series, moved as a whole, the second date has somebody right before it."""
    series = book_room(hub, house, "R1", at(1, 9, month=12), rrule="FREQ=DAILY;COUNT=4")
    book_room(hub, house, "R1", at(2, 8, month=12), org="BUD")
    before = claims(hub)
    target = Target(booking_id=series.booking_id, scope=Scope.ALL)
    starts = at(1, 9, month=12) + quarters * timedelta(minutes=15)
    if fits:
        with hub.write() as uow:
            move(uow, target, Move(starts=starts))
        assert len(claims(hub)) == len(before)
        assert verify(hub).ok
        return
    with pytest.raises(RoomTakenError) as refused, hub.write() as uow:
        move(uow, target, Move(starts=starts))
    assert refused.value.details["by"] == "BUD"
    assert claims(hub) == before
