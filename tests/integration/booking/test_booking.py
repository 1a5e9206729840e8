"""Booking one date: what is held, what is refused, and that it happens once."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk.booking.conflicts import UnitClaim
from hubdesk.booking.errors import (
    EquipmentShortError,
    OutsideHoursError,
    ResourceInactiveError,
    RoomTakenError,
    TooManyPeopleError,
)
from hubdesk.booking.model import Status, Wanted
from hubdesk.booking.queries.listing import booking_details
from hubdesk.booking.service import book, preview_booking
from hubdesk.booking.service.claims import insert_claims
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.spaces.service import add_floor, add_location, update_resource
from hubdesk.store.errors import GuardError
from tests.support.hub import House, at, book_room, claims, request_for


def test_a_booking_holds_its_room_for_its_time(hub: Hub, house: House) -> None:
    result = book_room(hub, house, "R1", at(30, 9, month=11), hours=1.5, title="  Board \u202e ")
    assert [date.outcome for date in result.dates] == ["booked"]
    assert result.dates[0].starts_at == datetime(2026, 11, 30, 2, tzinfo=UTC)
    (held,) = claims(hub)
    assert held[2] - held[1] == 5400
    assert result.booking_id is not None
    with hub.read() as session:
        details = booking_details(session, result.booking_id)
    assert (details.title, details.org, details.timezone) == ("Board", "ACT", "Asia/Bangkok")


def test_a_taken_room_is_refused_and_nothing_is_written(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(30, 9, month=11), title="Secret", private=True)
    before = claims(hub)
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "R1", at(30, 9, 30, month=11), org="BUD")
    assert claims(hub) == before
    (date,) = caught.value.details["dates"]
    assert date == {
        "occurrence_id": None,
        "start": "2026-11-30T09:30:00",
        "end": "2026-11-30T10:30:00",
        "outcome": "clash",
        "resource": "R1",
        "reason": "room_taken",
        "by": "ACT",
    }
    assert "Secret" not in str(caught.value.details)


def test_half_open_intervals_touch_without_clashing(hub: Hub, house: House) -> None:
    for hour in (9, 11, 10):
        book_room(hub, house, "R1", at(30, hour, month=11))
    assert len(claims(hub)) == 3


def test_the_same_key_books_once_and_answers_the_same(hub: Hub, house: House) -> None:
    first = book_room(hub, house, "R1", at(30, 9, month=11), idem_key="k")
    assert book_room(hub, house, "R1", at(30, 9, month=11), idem_key="k") == first
    other = book_room(hub, house, "R2", at(30, 9, month=11), idem_key="k", org="BUD")
    assert other.booking_id != first.booking_id
    assert len(claims(hub)) == 2


def test_a_hall_holds_both_halves_and_a_half_its_hall(hub: Hub, house: House) -> None:
    """MRBS #1295."""
    book_room(hub, house, "HALL", at(30, 9, month=11))
    assert len(claims(hub)) == 2
    for half in ("HALL-A", "HALL-B"):
        with pytest.raises(RoomTakenError):
            book_room(hub, house, half, at(30, 9, month=11))
    book_room(hub, house, "HALL-A", at(30, 11, month=11))
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "HALL", at(30, 11, month=11))
    book_room(hub, house, "HALL-B", at(30, 11, month=11))


def test_buffers_are_the_longer_ones_and_neighbours_add_up(hub: Hub, house: House) -> None:
    """MRBS #3032."""
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], setup_minutes=10, cleanup_minutes=20)
    book_room(hub, house, "R1", at(30, 9, month=11), cleanup_minutes=30, setup_minutes=5)
    ((_, starts_s, ends_s, _, _),) = claims(hub)
    assert ends_s - starts_s == 60 * (10 + 60 + 30)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "R1", at(30, 10, 39, month=11), hours=0.5)
    book_room(hub, house, "R1", at(30, 10, 40, month=11), hours=0.5)


def test_too_many_people_are_refused(hub: Hub, house: House) -> None:
    """MRBS #1055."""
    with pytest.raises(TooManyPeopleError) as caught:
        book_room(hub, house, "R2", at(30, 9, month=11), people=9)
    assert caught.value.details == {"unit": "R2", "capacity": 8, "people": 9}
    two = (Wanted(house.rooms["R2"]), Wanted(house.rooms["R1"]))
    book_room(hub, house, "R2", at(30, 9, month=11), people=20, wanted=two)


def test_opening_hours_are_local(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        update_resource(uow, house.rooms["R1"], open_minute=480, close_minute=1080)
    book_room(hub, house, "R1", at(30, 8, month=11), hours=10)
    for hour, hours in ((7, 2), (17, 1.5), (18, 24)):
        with pytest.raises(OutsideHoursError):
            book_room(hub, house, "R1", at(1, hour, month=12), hours=hours)


def test_equipment_is_handed_out_until_none_is_left(hub: Hub, house: House) -> None:
    projectors = house.rooms["PROJ"]
    with_two = (Wanted(house.rooms["R1"]), Wanted(projectors, 2))
    book_room(hub, house, "R1", at(30, 9, month=11), wanted=with_two)
    book_room(hub, house, "R2", at(30, 9, month=11), wanted=(Wanted(projectors, 3),))
    with pytest.raises(EquipmentShortError) as caught:
        book_room(hub, house, "R2", at(30, 9, 30, month=11), wanted=(Wanted(projectors),))
    assert caught.value.details["unit"] == "PROJ"
    both = (Wanted(house.rooms["R2"]), Wanted(projectors))
    before = claims(hub)
    with pytest.raises(EquipmentShortError):
        book_room(hub, house, "R2", at(30, 9, month=11), wanted=both)
    assert claims(hub) == before
    with pytest.raises(InvalidInputError):
        book_room(hub, house, "R2", at(1, 9, month=12), wanted=(Wanted(projectors, 6),))


def test_a_hall_and_its_half_cannot_be_one_booking(hub: Hub, house: House) -> None:
    both = (Wanted(house.rooms["HALL"]), Wanted(house.rooms["HALL-A"]))
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "HALL", at(30, 9, month=11), wanted=both)
    assert "by" not in caught.value.details


def test_an_inactive_room_and_an_unknown_one(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        update_resource(uow, house.rooms["R2"], active=False)
    with pytest.raises(ResourceInactiveError):
        book_room(hub, house, "R2", at(30, 9, month=11))
    with pytest.raises(NotFoundError):
        book_room(hub, house, "R2", at(30, 9, month=11), wanted=(Wanted(999),))


@pytest.mark.parametrize(
    ("ends", "reason"),
    [
        (at(30, 9, month=11), "end_before_start"),
        (at(30, 9, month=11) + timedelta(days=32), "too_long"),
        (at(30, 9, month=11) + timedelta(seconds=90), "too_fine"),
    ],
)
def test_an_odd_end_is_refused(hub: Hub, house: House, ends: datetime, reason: str) -> None:
    with pytest.raises(InvalidInputError) as caught:
        book_room(hub, house, "R1", at(30, 9, month=11), ends=ends)
    assert caught.value.details["reason"] == reason


def test_buffers_count_towards_the_longest_claim(hub: Hub, house: House) -> None:
    month = {"ends": at(30, 9, month=11) + timedelta(days=31)}
    book_room(hub, house, "R1", at(30, 9, month=11), **month)
    with pytest.raises(InvalidInputError):
        book_room(hub, house, "R2", at(30, 9, month=11), setup_minutes=1, **month)


def test_a_preview_writes_nothing(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(30, 9, month=11))
    wish = request_for(house, "R1", at(29, 9, month=11), rrule="FREQ=DAILY;COUNT=3")
    with hub.read() as session:
        result = preview_booking(session, wish)
    assert [date.outcome for date in result.dates] == ["booked", "clash", "booked"]
    assert result.booking_id is None
    assert len(claims(hub)) == 1


def test_a_date_that_does_not_block_holds_nothing(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(30, 9, month=11))
    book_room(hub, house, "R1", at(30, 9, month=11), status=Status.REQUESTED)
    assert len(claims(hub)) == 1


def test_wall_time_in_a_gap_and_in_a_fold_is_defined(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        berlin = add_location(uow, name_en="Berlin", timezone="Europe/Berlin")
        floor = add_floor(uow, code="B", name_en="B", location_id=berlin)
        update_resource(uow, house.rooms["R1"], floor_id=floor)
    gap = book_room(hub, house, "R1", at(28, 2, 30, month=3, year=2027), hours=2)
    assert gap.dates[0].starts_at == datetime(2027, 3, 28, 1, 30, tzinfo=UTC)  # shown as 03:30
    fold = book_room(hub, house, "R1", at(31, 2, 30, month=10, year=2027))
    assert fold.dates[0].starts_at == datetime(2027, 10, 31, 0, 30, tzinfo=UTC)


def test_the_database_refuses_what_the_service_would_not_write(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(30, 9, month=11))
    (unit, starts_s, ends_s, _, _) = claims(hub)[0]
    with pytest.raises(GuardError) as caught, hub.write() as uow:
        claim = UnitClaim(unit, starts_s + 60, ends_s + 60)
        insert_claims(uow, "occurrence", 1, [(99, [claim])])
    assert caught.value.guard == "claim_overlap"


def test_booking_twice_in_one_unit_of_work(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        book(uow, request_for(house, "R1", at(30, 9, month=11)))
        with pytest.raises(RoomTakenError):
            book(uow, request_for(house, "R1", at(30, 9, month=11), org="BUD"))
        book(uow, request_for(house, "R2", at(30, 9, month=11), org="BUD"))
    assert len(claims(hub)) == 2
