"""Recurrence: what users of other systems complain about, each complaint a test.

A clash kills the series (LibreBooking #1220), only first dates are checked (cal.diy #15997), a
skipped date cannot be put back (Indico #4180), an edit trips over past or deleted dates (Indico
#3980, #6162, MRBS #466), a text edit rejects somebody else (Indico #6550), a single booking cannot
become a series (MRBS #2286), cancel a range (seatsurfing #1516).
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.editing import Becomes, Clashing, SeriesEdit
from hubdesk.booking.errors import NothingToChangeError, RoomTakenError, WrongStatusError
from hubdesk.booking.model import BookingResult, Move, OnClash, Scope, Target
from hubdesk.booking.queries.listing import DateLine, booking_details
from hubdesk.booking.queries.waiting import waiting_list
from hubdesk.booking.recurrence import RuleNotBookableError, expand
from hubdesk.booking.service import (
    Choice,
    accept_offer,
    cancel,
    cancel_range,
    change_booking,
    edit_series,
    move,
    plan_dates,
    preview_edit,
    readd_skipped,
    repeat_booking,
    repeat_dates,
    repeat_request,
)
from hubdesk.bootstrap import Hub, undo
from hubdesk.spaces.service import update_resource
from tests.support.hub import House, at, book_room, claims, set_clock

BANGKOK = ZoneInfo("Asia/Bangkok")


def lines_of(hub: Hub, booking_id: int) -> tuple[DateLine, ...]:
    with hub.read() as session:
        return booking_details(session, booking_id).dates


def dates_of(hub: Hub, result: BookingResult) -> tuple[DateLine, ...]:
    assert result.booking_id is not None
    return lines_of(hub, result.booking_id)


def rule_of(hub: Hub, booking_id: int | None) -> str:
    assert booking_id is not None
    with hub.read() as session:
        return booking_details(session, booking_id).rrule or ""


def local(line: DateLine, zone: ZoneInfo = BANGKOK) -> str:
    return line.starts_at.astimezone(zone).strftime("%m-%d %H:%M")


def weekly(hub: Hub, house: House, count: int = 5, **more: object) -> BookingResult:
    """Mondays at nine in R1, from 30 November."""
    return book_room(
        hub, house, "R1", at(30, 9, month=11), rrule=f"FREQ=WEEKLY;COUNT={count}", **more
    )


def test_a_clash_on_two_dates_need_not_kill_the_series(hub: Hub, house: House) -> None:
    """LibreBooking #1220."""
    for day in (7, 21):
        book_room(hub, house, "R1", at(day, 9, 30, month=12), org="BUD")
    with pytest.raises(RoomTakenError) as caught:
        weekly(hub, house)
    outcomes = [found["outcome"] for found in caught.value.details["dates"]]
    assert outcomes == ["booked", "clash", "booked", "clash", "booked"]
    result = weekly(hub, house, on_clash=OnClash.SKIP)
    assert [found.outcome for found in result.dates] == [
        "booked", "skipped", "booked", "skipped", "booked",
    ]  # fmt: skip
    assert result.dates[1].reason == "room_taken"
    assert result.dates[1].by == "BUD"
    assert [line.reason for line in dates_of(hub, result)][1] == "room_taken"


def test_every_date_is_checked_not_only_the_first_ones(hub: Hub, house: House) -> None:
    """cal.diy #15997."""
    book_room(hub, house, "R1", at(22, 9, 30, month=11, year=2027))
    with pytest.raises(RoomTakenError) as caught:
        weekly(hub, house, count=52)
    assert [found["outcome"] for found in caught.value.details["dates"]].index("clash") == 51


def test_a_skipped_date_can_be_put_back(hub: Hub, house: House) -> None:
    """Indico #4180."""
    other = book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    result = weekly(hub, house, on_clash=OnClash.SKIP)
    skipped = Target(occurrence_id=result.dates[1].occurrence_id)
    with pytest.raises(RoomTakenError), hub.write() as uow:
        readd_skipped(uow, skipped)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=other.booking_id, scope=Scope.ALL))
    with hub.write() as uow:
        readd_skipped(uow, skipped)
    assert {line.status for line in dates_of(hub, result)} == {"booked"}


def test_an_edit_of_all_leaves_past_dates_alone(hub: Hub, house: House) -> None:
    """Indico #3980, #6162, MRBS #466: neither checked nor changed."""
    result = weekly(hub, house)
    book_room(hub, house, "R2", at(30, 8, month=11), hours=9, org="BUD")
    set_clock(hub, datetime(2026, 12, 8, tzinfo=UTC))
    with hub.write() as uow:
        moved = move(
            uow,
            Target(booking_id=result.booking_id, scope=Scope.ALL),
            Move(resource_id=house.rooms["R2"]),
        )
    assert len(moved.changed) == 3
    lines = dates_of(hub, result)
    assert [line.resource for line in lines] == ["R1", "R1", "R2", "R2", "R2"]


def test_a_cancelled_date_is_no_obstacle_to_a_later_edit(hub: Hub, house: House) -> None:
    """Indico #3980."""
    result = weekly(hub, house)
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=result.dates[2].occurrence_id), "holiday")
    book_room(hub, house, "R1", at(14, 9, month=12), org="BUD")
    with hub.write() as uow:
        move(
            uow,
            Target(occurrence_id=result.dates[0].occurrence_id, scope=Scope.ALL),
            Move(starts=at(30, 10, month=11)),
        )
    statuses = [line.status for line in dates_of(hub, result)]
    assert statuses == ["booked", "booked", "cancelled", "booked", "booked"]


def test_editing_the_text_touches_nothing_else(hub: Hub, house: House) -> None:
    """Indico #6550: no date is read, checked or changed, also where the room is lost by now."""
    result = weekly(hub, house)
    assert result.booking_id is not None
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], active=False, capacity=1)
    before = claims(hub), dates_of(hub, result)
    with hub.write() as uow:
        assert change_booking(uow, result.booking_id, title="New", private=True, project="G-1")
    assert uow.changes.by_kind == {"booking": frozenset({result.booking_id})}
    after = dates_of(hub, result)
    assert claims(hub) == before[0]
    assert [line.starts_at for line in after] == [line.starts_at for line in before[1]]
    assert {(line.title, line.private, line.project) for line in after} == {("New", True, "G-1")}


def test_a_single_booking_becomes_a_series(hub: Hub, house: House) -> None:
    """MRBS #2286."""
    single = book_room(hub, house, "R1", at(30, 9, month=11))
    assert single.booking_id is not None
    book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    with pytest.raises(RoomTakenError), hub.write() as uow:
        repeat_booking(uow, single.booking_id, "FREQ=WEEKLY;COUNT=4")
    with hub.write() as uow:
        repeat_booking(uow, single.booking_id, "FREQ=WEEKLY;COUNT=4", on_clash=OnClash.SKIP)
    lines = dates_of(hub, single)
    assert [local(line) for line in lines] == [
        "11-30 09:00", "12-07 09:00", "12-14 09:00", "12-21 09:00",
    ]  # fmt: skip
    assert [line.status for line in lines] == ["booked", "skipped", "booked", "booked"]
    assert lines[0].occurrence_id == single.dates[0].occurrence_id
    with pytest.raises(WrongStatusError), hub.write() as uow:
        repeat_booking(uow, single.booking_id, "FREQ=WEEKLY;COUNT=9")


def test_a_range_of_a_series_is_cancelled(hub: Hub, house: House) -> None:
    """seatsurfing #1516."""
    result = weekly(hub, house)
    with hub.write() as uow:
        cancel(
            uow,
            Target(
                occurrence_id=result.dates[1].occurrence_id,
                scope=Scope.FOLLOWING,
                until=result.dates[3].starts_at,
            ),
        )
    assert [line.status for line in dates_of(hub, result)] == [
        "booked", "cancelled", "cancelled", "booked", "booked",
    ]  # fmt: skip


def test_a_series_needs_an_end(hub: Hub, house: House) -> None:
    for rule, reason in (
        ("FREQ=WEEKLY", "no_end"),
        ("FREQ=WEEKLY;COUNT=200", "too_far"),
        ("FREQ=HOURLY;COUNT=2000", "too_many_dates"),
    ):
        with pytest.raises(RuleNotBookableError) as caught:
            book_room(hub, house, "R1", at(30, 9, month=11), hours=0.5, rrule=rule)
        assert caught.value.details["reason"] == reason
    assert claims(hub) == []


def test_moving_all_keeps_the_exceptions(hub: Hub, house: House) -> None:
    """nextcloud/calendar #7600: exceptions are not lost silently, and are counted."""
    result = weekly(hub, house)
    odd = result.dates[2].occurrence_id
    with hub.write() as uow:
        move(uow, Target(occurrence_id=odd), Move(starts=at(15, 14, month=12)))
    with hub.write() as uow:
        done = move(
            uow,
            Target(occurrence_id=result.dates[1].occurrence_id, scope=Scope.FOLLOWING),
            Move(starts=at(8, 11, month=12), resource_id=house.rooms["R2"]),
        )
    assert (len(done.changed), done.kept) == (3, (odd,))
    assert [(local(line), line.resource) for line in dates_of(hub, result)] == [
        ("11-30 09:00", "R1")
    ]
    assert [(local(line), line.resource) for line in lines_of(hub, done.booking_id)] == [
        ("12-08 11:00", "R2"), ("12-15 14:00", "R1"), ("12-22 11:00", "R2"), ("12-29 11:00", "R2"),
    ]  # fmt: skip


def test_a_series_may_move_into_its_own_place(hub: Hub, house: House) -> None:
    """Each date goes where the one before it was; only others' claims count."""
    result = book_room(hub, house, "R1", at(1, 9, month=12), rrule="FREQ=DAILY;COUNT=5", hours=2)
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    with hub.write() as uow:
        move(uow, target, Move(starts=at(2, 10, month=12)))
    assert uow.changes.history_seq is not None
    assert len(claims(hub)) == 5
    undo(hub, uow.changes.history_seq)
    assert local(dates_of(hub, result)[0]) == "12-01 09:00"


def test_deleting_the_first_date_leaves_the_series_editable(hub: Hub, house: House) -> None:
    """nextcloud/calendar #6201."""
    result = weekly(hub, house)
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=result.dates[0].occurrence_id))
    with hub.write() as uow:
        moved = move(
            uow,
            Target(booking_id=result.booking_id, scope=Scope.ALL),
            Move(resource_id=house.rooms["R2"]),
        )
    assert len(moved.changed) == 5
    assert len(claims(hub)) == 4



def test_a_skipped_date_is_offered_when_its_room_comes_free(hub: Hub, house: House) -> None:
    """Indico #4180: it stays visible, waits by itself, and is one step away."""
    other = book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    result = weekly(hub, house, on_clash=OnClash.SKIP)
    number = result.dates[1].occurrence_id
    assert number is not None
    with hub.read() as session:
        (waiting,) = waiting_list(session)
    assert (waiting.occurrence_id, waiting.state, waiting.position) == (number, "waiting", 1)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=other.booking_id))
    with hub.read() as session:
        (offered,) = waiting_list(session, offered=True)
    assert offered.offer_until == hub.database.clock.now() + timedelta(hours=24)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    with hub.write() as uow:
        accept_offer(uow, number)
    assert {line.status for line in dates_of(hub, result)} == {"booked"}


def test_an_edit_does_not_ask_about_past_dates(hub: Hub, house: House) -> None:
    """Indico #6162: the room of a past date is gone for good; that is no reason to refuse."""
    result = weekly(hub, house)
    set_clock(hub, datetime(2026, 12, 8, tzinfo=UTC))
    with hub.write() as uow:
        for line in dates_of(hub, result)[2:]:
            move(uow, Target(occurrence_id=line.occurrence_id), Move(resource_id=house.rooms["R2"]))
        update_resource(uow, house.rooms["R1"], active=False)
    before = dates_of(hub, result)[:2]
    with hub.write() as uow:
        done = edit_series(
            uow, Target(booking_id=result.booking_id, scope=Scope.ALL),
            SeriesEdit(starts=at(14, 11, month=12), take_along=True),
        )  # fmt: skip
    assert dates_of(hub, result) == before
    assert [local(line) for line in lines_of(hub, done.booking_id)] == [
        "12-14 11:00", "12-21 11:00", "12-28 11:00",
    ]  # fmt: skip


def test_other_words_for_some_dates_ask_no_room(hub: Hub, house: House) -> None:
    """Indico #6550: this and the following get a new title; no claim and no place is touched."""
    result = weekly(hub, house)
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], active=False)
    before = claims(hub), [line.starts_at for line in dates_of(hub, result)]
    with hub.write() as uow:
        done = edit_series(
            uow, Target(occurrence_id=result.dates[2].occurrence_id, scope=Scope.FOLLOWING),
            SeriesEdit(title="Spring"),
        )  # fmt: skip
    later = lines_of(hub, done.booking_id)
    assert claims(hub) == before[0]
    assert [line.starts_at for line in (*dates_of(hub, result), *later)] == before[1]
    assert [line.title for line in (*dates_of(hub, result), *later)] == ["", "", *["Spring"] * 3]


def test_other_words_for_one_date_make_it_a_booking_of_its_own(hub: Hub, house: House) -> None:
    """Indico #6550, for a single date: its series has an exception and is else as it was."""
    result = weekly(hub, house)
    number = result.dates[1].occurrence_id
    with hub.write() as uow:
        done = edit_series(uow, Target(occurrence_id=number), SeriesEdit(title="Visit"))
    (own,) = lines_of(hub, done.booking_id)
    assert (own.occurrence_id, own.title, own.series) == (number, "Visit", False)
    assert len(dates_of(hub, result)) == 4
    assert {line.title for line in dates_of(hub, result)} == {""}


def test_ten_dates_stay_ten_when_a_series_is_divided(hub: Hub, house: House) -> None:
    """A COUNT is shared out, and each part's rule gives exactly its dates."""
    result = weekly(hub, house, count=10)
    with hub.write() as uow:
        done = edit_series(
            uow, Target(occurrence_id=result.dates[3].occurrence_id, scope=Scope.FOLLOWING),
            SeriesEdit(starts=at(22, 14, month=12)),
        )  # fmt: skip
    assert rule_of(hub, result.booking_id) == "FREQ=WEEKLY;COUNT=3;BYDAY=MO"
    assert rule_of(hub, done.booking_id) == "FREQ=WEEKLY;COUNT=7;BYDAY=TU"
    later = lines_of(hub, done.booking_id)
    given = expand(later[0].starts_at.astimezone(BANGKOK), rule_of(hub, done.booking_id))
    assert [line.starts_at for line in later] == given
    assert len(dates_of(hub, result)) + len(later) == 10


def test_the_preview_says_what_changes_and_what_is_kept(hub: Hub, house: House) -> None:
    """Before anything is written: dates, clashes, exceptions, past ones, and the new rule."""
    result = weekly(hub, house, count=6)
    with hub.write() as uow:
        move(uow, Target(occurrence_id=result.dates[3].occurrence_id),
             Move(starts=at(22, 15, month=12)))  # fmt: skip
    book_room(hub, house, "R1", at(28, 11, month=12), org="BUD")
    set_clock(hub, datetime(2026, 12, 8, tzinfo=UTC))
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    edit = SeriesEdit(starts=at(14, 11, month=12), title="Later")
    before = claims(hub)
    with hub.read() as session:
        seen = preview_edit(session, target, edit)
    assert claims(hub) == before
    assert [date.becomes for date in seen.dates] == [
        Becomes.CHANGED, Becomes.CLASH, Becomes.CHANGED,
    ]  # fmt: skip
    assert (seen.dates[1].reason, seen.dates[1].by) == ("room_taken", "BUD")
    assert [(kept.occurrence_id, kept.why) for kept in seen.kept] == [
        (result.dates[3].occurrence_id, "moved")
    ]
    assert (seen.past, seen.earlier, seen.divides) == (2, 0, True)
    assert [(text.field, text.after) for text in seen.texts] == [("title", "Later")]
    assert (seen.rule_earlier, seen.rule_after) == (
        "FREQ=WEEKLY;COUNT=2;BYDAY=MO", "FREQ=WEEKLY;COUNT=4;BYDAY=MO",
    )  # fmt: skip
    with pytest.raises(RoomTakenError), hub.write() as uow:
        edit_series(uow, target, edit)
    assert claims(hub) == before


@pytest.mark.parametrize("clashing", [Clashing.STAY, Clashing.SKIP])
def test_a_clash_on_one_date_need_not_stop_an_edit(
    hub: Hub, house: House, clashing: Clashing
) -> None:
    """LibreBooking #1220, for an edit: that date stays where it is, or is left out and waits."""
    result = weekly(hub, house)
    book_room(hub, house, "R1", at(14, 11, month=12), org="BUD")
    with hub.write() as uow:
        edit_series(
            uow, Target(booking_id=result.booking_id, scope=Scope.ALL),
            SeriesEdit(starts=at(30, 11, month=11), clashing=clashing),
        )  # fmt: skip
    odd = dates_of(hub, result)[2]
    if clashing is Clashing.STAY:
        assert (local(odd), odd.status, odd.moved) == ("12-14 09:00", "booked", True)
    else:
        assert (local(odd), odd.status, odd.reason) == ("12-14 11:00", "skipped", "room_taken")
        with hub.read() as session:
            assert [line.occurrence_id for line in waiting_list(session)] == [odd.occurrence_id]
    others = [local(line) for line in dates_of(hub, result) if line != odd]
    assert others == ["11-30 11:00", "12-07 11:00", "12-21 11:00", "12-28 11:00"]


def test_a_single_booking_becomes_a_series_date_by_date(hub: Hub, house: House) -> None:
    """MRBS #2286: looked at first, another room for one date, one left out; the first stays."""
    single = book_room(hub, house, "R1", at(30, 9, month=11))
    assert single.booking_id is not None
    book_room(hub, house, "R1", at(7, 9, month=12), org="BUD")
    rule = "FREQ=WEEKLY;COUNT=4"
    with hub.read() as session:
        plan = plan_dates(session, repeat_request(session, single.booking_id, rule), {})
    assert [date.outcome.outcome for date in plan.dates] == ["clash", "booked", "booked"]
    choices = {
        plan.dates[0].asked_at: Choice(resource_id=house.rooms["R2"]),
        plan.dates[2].asked_at: Choice(skip="left_out"),
    }
    with hub.write() as uow:
        repeat_dates(uow, single.booking_id, rule, choices)
    lines = dates_of(hub, single)
    assert [(local(line), line.resource, line.status) for line in lines] == [
        ("11-30 09:00", "R1", "booked"), ("12-07 09:00", "R2", "booked"),
        ("12-14 09:00", "R1", "booked"), ("12-21 09:00", "R1", "skipped"),
    ]  # fmt: skip
    assert lines[0].occurrence_id == single.dates[0].occurrence_id
    assert uow.changes.history_seq is not None
    undo(hub, uow.changes.history_seq)
    assert [line.status for line in dates_of(hub, single)] == ["booked", *["cancelled"] * 3]
    assert rule_of(hub, single.booking_id) == ""


def test_a_range_of_days_is_cancelled(hub: Hub, house: House) -> None:
    """seatsurfing #1516, by days as people say it; both are inclusive."""
    result = weekly(hub, house)
    assert result.booking_id is not None
    with hub.write() as uow:
        cancel_range(uow, result.booking_id, date(2026, 12, 7), date(2026, 12, 14), "fair")
    assert [line.status for line in dates_of(hub, result)] == [
        "booked", "cancelled", "cancelled", "booked", "booked",
    ]  # fmt: skip
    with pytest.raises(NothingToChangeError), hub.write() as uow:
        cancel_range(uow, result.booking_id, date(2026, 12, 8), date(2026, 12, 13))


def test_a_series_goes_on_by_another_rule(hub: Hub, house: House) -> None:
    """More dates, fewer, other weekdays: dates of both stay the same rows."""
    result = weekly(hub, house)
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    first = [line.occurrence_id for line in dates_of(hub, result)]
    with hub.write() as uow:
        edit_series(uow, target, SeriesEdit(rrule="FREQ=WEEKLY;COUNT=3"))
    assert [line.status for line in dates_of(hub, result)] == [*["booked"] * 3, *["cancelled"] * 2]
    with hub.write() as uow:
        edit_series(uow, target, SeriesEdit(rrule="FREQ=WEEKLY;COUNT=7"))
    lines = dates_of(hub, result)
    assert {line.status for line in lines} == {"booked"}
    assert [line.occurrence_id for line in lines][:5] == first
    assert rule_of(hub, result.booking_id) == "FREQ=WEEKLY;COUNT=7;BYDAY=MO"
    assert len(claims(hub)) == 7
