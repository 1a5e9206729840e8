"""A series decided date by date: planned, chosen, written as one, or refused whole."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.booking.errors import NothingToChangeError, RoomTakenError, TooManyPeopleError
from hubdesk.booking.model import BookingRequest, Status, Target, Wanted
from hubdesk.booking.queries.listing import date_line
from hubdesk.booking.queries.proposals import proposals
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service import (
    Choice,
    add_closure,
    book_dates,
    change_booking,
    check_in,
    plan_dates,
    readd_skipped,
    undo_check_in,
)
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.interval import Interval
from tests.support.hub import House, at, book_room, claims, request_for, set_clock

WEEKLY = "FREQ=WEEKLY;COUNT=4"
FIRST = datetime(2026, 12, 1, 2, tzinfo=UTC)
WEEK = timedelta(days=7)


def weekly(house: House) -> BookingRequest:
    """Four Tuesdays from 1 December, 09:00 to 10:00, in room R1."""
    return request_for(house, "R1", at(1, 9, month=12), rrule=WEEKLY, title="Clinic")


def test_a_plan_says_who_is_in_the_way_and_writes_nothing(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(8, 8, 30, month=12), org="BUD", title="Briefing")
    with hub.write() as uow:
        add_closure(uow, house.rooms["R1"], at(15, 0, month=12), at(16, 0, month=12), "Holiday")
    before = claims(hub)
    with hub.read() as session:
        plan = plan_dates(session, weekly(house), {})
    assert [date.outcome.outcome for date in plan.dates] == ["booked", "clash", "clash", "booked"]
    assert [date.asked_at for date in plan.dates] == [FIRST + WEEK * at for at in range(4)]
    taken, closed = plan.dates[1].holder, plan.dates[2].holder
    assert taken is not None
    assert (taken.org, taken.title) == ("BUD", "Briefing")
    assert taken.starts_at == datetime(2026, 12, 8, 1, 30, tzinfo=UTC)
    assert closed is not None
    assert (closed.kind, closed.title) == ("closure", "Holiday")
    assert claims(hub) == before


def test_a_private_booking_in_the_way_keeps_its_title(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(8, 9, month=12), org="BUD", title="Secret", private=True)
    with hub.read() as session:
        holder = plan_dates(session, weekly(house), {}).dates[1].holder
    assert holder is not None
    assert (holder.title, holder.private) == ("", True)


def test_every_date_becomes_what_was_chosen(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(8, 9, month=12), org="BUD")
    choices = {
        FIRST + WEEK: Choice(resource_id=house.rooms["HALL"]),
        FIRST + 2 * WEEK: Choice(starts=at(15, 14, month=12)),
        FIRST + 3 * WEEK: Choice(skip="left_out"),
    }
    with hub.read() as session:
        plan = plan_dates(session, weekly(house), choices)
    assert [date.outcome.outcome for date in plan.dates] == ["booked"] * 3 + ["skipped"]
    with hub.write() as uow:
        result = book_dates(uow, weekly(house), choices)
    with hub.read() as session:
        rows = select_dates(session, Target(booking_id=result.booking_id)).dates
    by_start = sorted(rows, key=lambda row: row["original_start"])
    assert [row["resource_id"] for row in by_start] == [
        house.rooms[code] for code in ("R1", "HALL", "R1", "R1")
    ]
    assert by_start[2]["starts_at"] == datetime(2026, 12, 15, 7, tzinfo=UTC)
    assert [row["moved"] for row in by_start] == [False, True, True, False]
    assert [row["status"] for row in by_start] == ["booked"] * 3 + ["skipped"]
    assert by_start[3]["reason"] == "left_out"
    with hub.write() as uow:
        readd_skipped(uow, Target(occurrence_id=by_start[3]["id"]))


def test_a_room_taken_between_plan_and_writing_refuses_the_whole(hub: Hub, house: House) -> None:
    with hub.read() as session:
        plan = plan_dates(session, weekly(house), {})
    assert all(not date.outcome.reason for date in plan.dates)
    book_room(hub, house, "R1", at(8, 9, month=12), org="BUD")
    before = claims(hub)
    with pytest.raises(RoomTakenError) as refused, hub.write() as uow:
        book_dates(uow, weekly(house), {})
    assert [date["outcome"] for date in refused.value.details["dates"]] == [
        "booked", "clash", "booked", "booked",
    ]  # fmt: skip
    assert claims(hub) == before
    with hub.write() as uow:
        result = book_dates(uow, weekly(house), {FIRST + WEEK: Choice(skip="room_taken")})
    assert [date.outcome for date in result.dates] == ["booked", "skipped", "booked", "booked"]


def test_two_dates_of_a_series_may_not_be_put_onto_each_other(hub: Hub, house: House) -> None:
    onto = {FIRST: Choice(starts=at(8, 9, 30, month=12))}
    with hub.read() as session:
        plan = plan_dates(session, weekly(house), onto)
    assert [date.outcome.reason for date in plan.dates] == ["", "dates_overlap", "", ""]


def test_a_series_of_which_nothing_is_left_is_refused(hub: Hub, house: House) -> None:
    nothing = {FIRST + WEEK * at: Choice(skip="left_out") for at in range(4)}
    with pytest.raises(NothingToChangeError), hub.write() as uow:
        book_dates(uow, weekly(house), nothing)


def test_equipment_goes_along_and_undo_takes_all_back(hub: Hub, house: House) -> None:
    request = request_for(
        house, "R1", at(1, 9, month=12), rrule=WEEKLY,
        wanted=(Wanted(house.rooms["R1"]), Wanted(house.rooms["PROJ"], 2)),
    )  # fmt: skip
    before = claims(hub)
    with hub.write() as uow:
        book_dates(uow, request, {FIRST: Choice(resource_id=house.rooms["R2"])})
    assert len(claims(hub)) == len(before) + 4 * 3
    seq = uow.changes.history_seq
    assert seq is not None
    undo(hub, seq)
    assert claims(hub) == before


def test_proposals_are_free_and_the_nearest_come_first(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(8, 9, month=12), org="BUD")
    interval = Interval(FIRST + WEEK, FIRST + WEEK + timedelta(hours=1))
    with hub.read() as session:
        found = proposals(session, weekly(house), interval)
    kinds = [proposal.kind for proposal in found]
    assert kinds[0] == "room"
    assert {"time", "day"} <= set(kinds)
    later = next(proposal for proposal in found if proposal.kind == "time")
    assert later.starts_at == interval.ends_at
    for proposal in found:
        moved = {
            interval.starts_at: Choice(
                resource_id=proposal.resource_id,
                starts=proposal.starts_at,
            )
        }
        with hub.read() as session:
            plan = plan_dates(session, weekly(house), moved)
        assert plan.dates[1].outcome.outcome == "booked"


def test_nothing_is_proposed_for_more_people_than_any_room_holds(hub: Hub, house: House) -> None:
    book_room(hub, house, "HALL", at(8, 9, month=12), org="BUD")
    request = request_for(house, "HALL", at(1, 9, month=12), rrule=WEEKLY, people=60)
    interval = Interval(FIRST + WEEK, FIRST + WEEK + timedelta(hours=1))
    with hub.read() as session:
        found = proposals(session, request, interval)
    assert "room" not in {proposal.kind for proposal in found}


def test_a_check_in_by_mistake_is_taken_back(hub: Hub, house: House) -> None:
    number = book_room(hub, house, "R1", at(1, 9, month=12)).dates[0].occurrence_id
    assert number is not None
    set_clock(hub, FIRST)
    with hub.write() as uow:
        check_in(uow, Target(occurrence_id=number))
    with hub.write() as uow:
        undo_check_in(uow, Target(occurrence_id=number))
    with hub.read() as session:
        assert date_line(session, number).status == Status.BOOKED


def test_the_number_of_people_is_changed_if_they_fit(hub: Hub, house: House) -> None:
    booking_id = book_room(hub, house, "R1", at(1, 9, month=12), people=4).booking_id
    assert booking_id is not None
    with hub.write() as uow:
        assert change_booking(uow, booking_id, people=12)
    with pytest.raises(TooManyPeopleError), hub.write() as uow:
        change_booking(uow, booking_id, people=13)
    with hub.write() as uow:
        assert change_booking(uow, booking_id, people=0)
    with hub.read() as session:
        assert select_dates(session, Target(booking_id=booking_id)).booking["people"] is None
