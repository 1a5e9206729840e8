"""Time: a change of the clock moves no booking (MRBS #364, #3628)."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.model import Move, Scope, Target
from hubdesk.booking.queries.listing import DateLine, booking_details
from hubdesk.booking.recurrence import expand
from hubdesk.booking.service import book, copy_request, edit_series, move
from hubdesk.bootstrap import Hub
from hubdesk.spaces.service import add_floor, add_location, update_resource
from tests.support.hub import House, at, book_room

BERLIN = ZoneInfo("Europe/Berlin")


@pytest.fixture
def berlin(hub: Hub, house: House) -> House:
    """The same house with R1 in Berlin, where summer begins on 28 March 2027."""
    with hub.write() as uow:
        location = add_location(uow, name_en="Berlin", timezone="Europe/Berlin")
        floor = add_floor(uow, code="B", name_en="B", location_id=location)
        update_resource(uow, house.rooms["R1"], floor_id=floor, open_minute=480, close_minute=1080)
    return house


def lines_of(hub: Hub, booking_id: int | None) -> tuple[DateLine, ...]:
    assert booking_id is not None
    with hub.read() as session:
        return booking_details(session, booking_id).dates


def local(line: DateLine) -> str:
    return line.starts_at.astimezone(BERLIN).strftime("%m-%d %H:%M")


def test_the_clock_change_does_not_move_a_series(hub: Hub, berlin: House) -> None:
    """MRBS #364: booked dates stay at their wall time, and within the opening hours."""
    result = book_room(
        hub, berlin, "R1", at(17, 8, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=4"
    )
    assert {found.starts_at.astimezone(BERLIN).hour for found in result.dates} == {8}


def test_moving_a_series_across_the_clock_change_keeps_its_hour(hub: Hub, berlin: House) -> None:
    """MRBS #3628: moved dates stay at their wall time and last as long as before."""
    result = book_room(
        hub, berlin, "R1", at(17, 8, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=4"
    )
    with hub.write() as uow:
        move(
            uow,
            Target(occurrence_id=result.dates[0].occurrence_id, scope=Scope.ALL),
            Move(starts=at(18, 9, 30, month=3, year=2027)),
        )
    lines = lines_of(hub, result.booking_id)
    assert [local(line) for line in lines] == [
        "03-18 09:30", "03-25 09:30", "04-01 09:30", "04-08 09:30",
    ]  # fmt: skip
    assert {line.ends_at - line.starts_at for line in lines} == {timedelta(hours=1)}


def test_a_series_divided_at_the_clock_change_keeps_its_hour(hub: Hub, berlin: House) -> None:
    """MRBS #364, for this and the following: both rules give exactly their dates."""
    result = book_room(
        hub, berlin, "R1", at(17, 8, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=4"
    )
    with hub.write() as uow:
        done = edit_series(
            uow, Target(occurrence_id=result.dates[2].occurrence_id, scope=Scope.FOLLOWING),
            SeriesEdit(starts=at(1, 10, month=4, year=2027)),
        )  # fmt: skip
    assert [local(line) for line in lines_of(hub, result.booking_id)] == [
        "03-17 08:00", "03-24 08:00",
    ]  # fmt: skip
    later = lines_of(hub, done.booking_id)
    assert [local(line) for line in later] == ["04-01 10:00", "04-08 10:00"]
    with hub.read() as session:
        rule = booking_details(session, done.booking_id).rrule
    assert [x.starts_at for x in later] == expand(later[0].starts_at.astimezone(BERLIN), rule)


def test_a_time_the_clock_skips_comes_out_as_the_clock_shows_it(hub: Hub, berlin: House) -> None:
    """MRBS #3628: 02:30 on the night of the change is 03:30, an hour long, and only that night."""
    with hub.write() as uow:
        update_resource(uow, berlin.rooms["R1"], open_minute=0, close_minute=1440)
    result = book_room(
        hub, berlin, "R1", at(27, 2, 30, month=3, year=2027), rrule="FREQ=DAILY;COUNT=3"
    )
    lines = lines_of(hub, result.booking_id)
    assert [local(line) for line in lines] == ["03-27 02:30", "03-28 03:30", "03-29 02:30"]
    assert {line.ends_at - line.starts_at for line in lines} == {timedelta(hours=1)}


def test_a_copy_stands_at_the_same_hour_on_the_other_side(hub: Hub, berlin: House) -> None:
    """MRBS #364, for a copy: winter's nine o'clock is summer's nine o'clock."""
    result = book_room(
        hub, berlin, "R1", at(3, 9, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=3"
    )
    assert result.booking_id is not None
    with hub.write() as uow:
        starts = datetime(2027, 4, 7, 9)  # noqa: DTZ001 - wall time is naive
        copy = book(uow, copy_request(uow, result.booking_id, starts))
    assert [local(line) for line in lines_of(hub, copy.booking_id)] == [
        "04-07 09:00", "04-14 09:00", "04-21 09:00",
    ]  # fmt: skip


def test_a_series_moved_by_its_date_in_the_gap_is_at_the_hour_that_was_said(
    hub: Hub, berlin: House
) -> None:
    """MRBS #3628: 28 March has no 02:30, so that date is at 03:30; the others are at 02:30."""
    with hub.write() as uow:
        update_resource(uow, berlin.rooms["R1"], open_minute=None, close_minute=None)
    weekly = book_room(
        hub, berlin, "R1", at(21, 3, 30, month=3, year=2027), rrule="FREQ=WEEKLY;COUNT=3"
    )
    target = Target(occurrence_id=weekly.dates[1].occurrence_id, scope=Scope.ALL)
    with hub.write() as uow:
        edit_series(uow, target, SeriesEdit(starts=at(28, 2, 30, month=3, year=2027)))
    assert [local(one) for one in lines_of(hub, weekly.booking_id)] == [
        "03-21 02:30", "03-28 03:30", "04-04 02:30",
    ]  # fmt: skip
