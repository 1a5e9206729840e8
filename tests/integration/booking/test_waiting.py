"""One waiting list for skipped dates and single wishes; dates left out by rule; reconfirmation."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hubdesk.booking.errors import NothingToChangeError, NotWaitingError, RoomTakenError
from hubdesk.booking.model import BookingResult, OnClash, Scope, Target
from hubdesk.booking.offers import WaitingState
from hubdesk.booking.queries.listing import date_line
from hubdesk.booking.queries.reconfirming import reconfirmation_of, reconfirmations_due
from hubdesk.booking.queries.waiting import WaitingLine, waiting_list
from hubdesk.booking.service import (
    accept_offer,
    add_closure,
    cancel,
    decline_offer,
    lift_closure,
    readd_skipped,
    reconfirm,
    release_unconfirmed,
    set_reconfirmation,
    stop_waiting,
    sweep,
    tend,
    wait_for,
)
from hubdesk.booking.standing import Standing
from hubdesk.bootstrap import Hub, undo
from hubdesk.hub.model import Holiday
from hubdesk.hub.service import add_holiday, add_holidays, change_holiday, remove_holiday
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from tests.support.hub import House, at, book_room, claims, set_clock

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


def line(hub: Hub) -> tuple[WaitingLine, ...]:
    with hub.read() as session:
        return waiting_list(session)


def status(hub: Hub, number: int | None) -> tuple[str, str]:
    assert number is not None
    with hub.read() as session:
        found = date_line(session, number)
    return found.status, found.reason


def only(result: BookingResult) -> int:
    number = result.dates[0].occurrence_id
    assert number is not None
    return number


def queued(hub: Hub, house: House) -> tuple[BookingResult, int, int]:
    """BUD has R1 on 7 December at nine; ACT waits for it, then BUD itself for half of it."""
    held = book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    first = book_room(hub, house, "R1", at(7, 9, month=12), on_clash=OnClash.WAIT)
    second = book_room(
        hub, house, "R1", at(7, 9, month=12), hours=0.5, org="BUD", on_clash=OnClash.WAIT
    )
    return held, only(first), only(second)


def test_a_single_wish_waits_in_the_same_line(hub: Hub, house: House) -> None:
    _, first, second = queued(hub, house)
    assert [(x.occurrence_id, x.position, x.series) for x in line(hub)] == [
        (first, 1, False), (second, 2, False),
    ]  # fmt: skip
    assert status(hub, first) == ("skipped", "room_taken")


def test_offers_go_in_order_and_lapse(hub: Hub, house: House) -> None:
    held, first, second = queued(hub, house)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    assert [x.state for x in line(hub)] == [WaitingState.OFFERED, WaitingState.WAITING]
    assert status(hub, first) == ("held", "offered")
    set_clock(hub, NOW + timedelta(hours=24))
    with pytest.raises(NotWaitingError), hub.write() as uow:
        accept_offer(uow, first)
    with hub.write() as uow:
        tended = tend(uow)
    assert (tended.lapsed, tended.offered) == ((first,), (second,))
    assert status(hub, first) == ("skipped", "offer_lapsed")
    with hub.write() as uow:
        accept_offer(uow, second)
    assert status(hub, second)[0] == "booked"
    assert line(hub) == ()
    with hub.write() as uow:
        assert not tend(uow)
    assert uow.changes.history_seq is None


def test_a_declined_offer_goes_to_the_next_and_can_be_taken_back(hub: Hub, house: House) -> None:
    held, first, second = queued(hub, house)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    with hub.write() as uow:
        decline_offer(uow, first)
    assert status(hub, second) == ("held", "offered")
    assert uow.changes.history_seq is not None
    undo(hub, uow.changes.history_seq)
    assert (status(hub, first), status(hub, second)[0]) == (("held", "offered"), "skipped")


def test_taking_a_cancellation_back_takes_the_offer_back(hub: Hub, house: House) -> None:
    held, first, _ = queued(hub, house)
    before = claims(hub)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    assert uow.changes.history_seq is not None
    undo(hub, uow.changes.history_seq)
    assert claims(hub) == before
    assert status(hub, first) == ("skipped", "room_taken")
    assert [x.state for x in line(hub)] == [WaitingState.WAITING] * 2


def test_who_left_the_line_can_join_it_again_at_its_end(hub: Hub, house: House) -> None:
    held, first, second = queued(hub, house)
    with hub.write() as uow:
        stop_waiting(uow, first)
    set_clock(hub, NOW + timedelta(minutes=1))
    with hub.write() as uow:
        assert not wait_for(uow, first)
    assert [x.occurrence_id for x in line(hub)] == [second, first]
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    with hub.write() as uow:
        readd_skipped(uow, Target(occurrence_id=second))
    assert status(hub, second)[0] == "booked"
    with pytest.raises(RoomTakenError), hub.write() as uow:
        readd_skipped(uow, Target(occurrence_id=first))


def test_no_offer_is_made_so_late_that_nobody_could_answer(hub: Hub, house: House) -> None:
    held, first, _ = queued(hub, house)
    set_clock(hub, datetime(2026, 12, 7, 0, 50, tzinfo=UTC))
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    assert status(hub, first)[0] == "skipped"
    book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")


def test_a_lifted_closure_offers_what_it_kept_out(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        closure = add_closure(
            uow, house.rooms["R1"], at(7, 0, month=12), at(8, 0, month=12), "paint"
        )
    result = book_room(
        hub, house, "R1", at(30, 9, month=11), rrule="FREQ=WEEKLY;COUNT=3",
        skips=("closures",),
    )  # fmt: skip
    assert [(x.outcome, x.reason) for x in result.dates] == [
        ("booked", ""), ("skipped", "closure"), ("booked", ""),
    ]  # fmt: skip
    with hub.write() as uow:
        lift_closure(uow, closure)
    assert status(hub, result.dates[1].occurrence_id) == ("held", "offered")


def test_holidays_are_left_out_by_rule_and_not_waited_for(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        number = add_holiday(uow, date(2026, 12, 7), name_en="Father's Day (in lieu)")
    result = book_room(
        hub, house, "R1", at(30, 9, month=11), rrule="FREQ=WEEKLY;COUNT=3", skips=("holidays",)
    )
    assert [x.reason for x in result.dates] == ["", "holiday", ""]
    assert line(hub) == ()
    with pytest.raises(NothingToChangeError):
        book_room(hub, house, "R2", at(7, 9, month=12), skips=("holidays",))
    with hub.write() as uow:
        change_holiday(uow, number, day=date(2026, 12, 8), name_en="x", name_th="")
    with pytest.raises(InvalidInputError), hub.write() as uow:
        add_holiday(uow, date(2026, 12, 8), name_en="again")
    with hub.write() as uow:
        known = Holiday(date(2026, 12, 8), Names(en="y"))
        assert add_holidays(uow, (known, Holiday(date(2026, 12, 10), Names(en="z"), "TH"))) == 1
    with hub.write() as uow:
        remove_holiday(uow, number)
    assert uow.changes.history_seq is not None
    undo(hub, uow.changes.history_seq)
    book_room(hub, house, "R2", at(9, 9, month=12), skips=("holidays",))


def test_a_standing_booking_is_confirmed_or_released(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11), rrule="FREQ=WEEKLY;COUNT=40")
    assert result.booking_id is not None
    with hub.write() as uow:
        set_reconfirmation(uow, result.booking_id, 3)
    with hub.read() as session:
        rule = reconfirmation_of(session, result.booking_id)
        assert rule is not None
        assert rule.confirmed_until == date(2027, 2, 28)
        assert reconfirmations_due(session, date(2027, 2, 6)) == ()
        (due,) = reconfirmations_due(session, date(2027, 2, 7))
        assert (due.standing, due.open_dates) == (Standing.DUE, 27)
    set_clock(hub, datetime(2027, 2, 10, 3, tzinfo=UTC))
    with hub.write() as uow:
        assert reconfirm(uow, result.booking_id) == date(2027, 5, 28)
    with hub.write() as uow:
        assert release_unconfirmed(uow) == ()
    set_clock(hub, datetime(2027, 5, 29, 3, tzinfo=UTC))
    sweep(hub)
    lines = [status(hub, x.occurrence_id) for x in result.dates]
    assert lines.count(("released", "not_reconfirmed")) == 14
    assert lines[:26].count(("released", "not_reconfirmed")) == 0
    with hub.write() as uow:
        set_reconfirmation(uow, result.booking_id, 0)
    with pytest.raises(NothingToChangeError), hub.write() as uow:
        reconfirm(uow, result.booking_id)


def test_an_offer_that_was_cancelled_is_over(hub: Hub, house: House) -> None:
    held, first, second = queued(hub, house)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=first, scope=Scope.THIS), "not any more")
    assert status(hub, second) == ("held", "offered")
    assert [x.occurrence_id for x in line(hub)] == [second]
