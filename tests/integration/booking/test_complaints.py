"""What users of today's systems complain about; each complaint is a test.

Named after the threads: LibreBooking #1220, cal.diy #15997, Indico #4180, #3980, #6550, MRBS
#2286, #364, #2202, #466, seatsurfing #1516, Indico #6443, MRBS #2789, #73.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.errors import (
    ClosureInTheWayError,
    RoomClosedError,
    RoomTakenError,
    WrongStatusError,
)
from hubdesk.booking.model import BookingResult, Move, OnClash, Scope, Status, Target
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.listing import DateLine, booking_details
from hubdesk.booking.recurrence import RuleNotBookableError
from hubdesk.booking.service import (
    add_closure,
    cancel,
    change_booking,
    lift_closure,
    mark_no_show,
    move,
    occurrences_in_the_way,
    readd_skipped,
    release,
    repeat_booking,
    restore,
)
from hubdesk.bootstrap import Hub, undo
from hubdesk.spaces.service import add_floor, add_location, update_resource
from hubdesk.store.queries import history
from tests.support.hub import House, at, book_room, claims, set_clock

BANGKOK = ZoneInfo("Asia/Bangkok")


def dates_of(hub: Hub, result: BookingResult) -> tuple[DateLine, ...]:
    assert result.booking_id is not None
    with hub.read() as session:
        return booking_details(session, result.booking_id).dates


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


def test_the_clock_change_does_not_move_a_series(hub: Hub, house: House) -> None:
    """MRBS #364, #3628: booked and moved dates stay at their wall time."""
    berlin = ZoneInfo("Europe/Berlin")
    with hub.write() as uow:
        location = add_location(uow, name_en="Berlin", timezone="Europe/Berlin")
        floor = add_floor(uow, code="B", name_en="B", location_id=location)
        update_resource(uow, house.rooms["R1"], floor_id=floor, open_minute=480, close_minute=1080)
    result = book_room(hub, house, "R1", at(17, 8, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=4")
    assert {found.starts_at.astimezone(berlin).hour for found in result.dates} == {8}
    with hub.write() as uow:
        move(
            uow,
            Target(occurrence_id=result.dates[0].occurrence_id, scope=Scope.ALL),
            Move(starts=at(18, 9, 30, month=3, year=2027)),
        )
    lines = dates_of(hub, result)
    assert [local(line, berlin) for line in lines] == [
        "03-18 09:30", "03-25 09:30", "04-01 09:30", "04-08 09:30",
    ]  # fmt: skip
    assert {line.ends_at - line.starts_at for line in lines} == {timedelta(hours=1)}


def test_a_closure_holds_the_room_and_names_what_is_in_its_way(hub: Hub, house: House) -> None:
    """MRBS #2202, #1453."""
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


def test_a_no_show_is_released_for_others(hub: Hub, house: House) -> None:
    """Indico #6443."""
    result = book_room(hub, house, "R1", at(30, 9, month=11), hours=2)
    target = Target(booking_id=result.booking_id, scope=Scope.ALL)
    set_clock(hub, datetime(2026, 11, 30, 2, 20, tzinfo=UTC))
    with hub.write() as uow:
        mark_no_show(uow, target)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    with hub.write() as uow:
        release(uow, target, "nobody came")
    book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    assert dates_of(hub, result)[0].status == "released"
    with pytest.raises(RoomTakenError), hub.write() as uow:
        restore(uow, target)


def test_private_titles_are_on_no_paper_and_in_no_answer(hub: Hub, house: House) -> None:
    """MRBS #2789."""
    book_room(hub, house, "R1", at(30, 9, month=11), title="Whistleblower", private=True)
    book_room(hub, house, "R2", at(30, 9, month=11), title="Open day")
    with hub.read() as session:
        paper = repr(day_sheet(session, date(2026, 11, 30)))
    assert "Whistleblower" not in paper
    assert "Open day" in paper
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "R1", at(30, 9, month=11))
    assert "Whistleblower" not in repr(caught.value)


def test_who_deleted_my_booking(hub: Hub, house: House) -> None:
    """Seven MRBS threads, #73 first: actor, action, reason, before and after."""
    result = book_room(hub, house, "R1", at(30, 9, month=11))
    number = result.dates[0].occurrence_id
    assert number is not None
    with hub.acting_as("nok").write() as uow:
        cancel(uow, Target(occurrence_id=number), "the speaker is ill")
    with hub.read() as session:
        last, first = history(session, of=("occurrence", number))
    assert (first.action, last.action, last.actor) == (
        "booking.booked", "booking.cancelled", "nok",
    )  # fmt: skip
    (image,) = [image for image in last.images if image.kind == "occurrence"]
    assert image.before is not None
    assert image.after is not None
    assert image.before["status"] == Status.BOOKED
    assert image.after["reason"] == "the speaker is ill"


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
        ("11-30 09:00", "R1"), ("12-08 11:00", "R2"), ("12-15 14:00", "R1"),
        ("12-22 11:00", "R2"), ("12-29 11:00", "R2"),
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
