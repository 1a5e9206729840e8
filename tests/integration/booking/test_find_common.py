"""A room and a time for several organisations: what is offered can be had, and is explained."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from hubdesk.booking.errors import NotMovableError, RoomTakenError
from hubdesk.booking.model import Arrangement, BookingRequest, Move, Target, Wanted
from hubdesk.booking.queries.common import Ask, common_slots
from hubdesk.booking.queries.free import find_free
from hubdesk.booking.queries.moves import single_moves
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service import arrange, book, make_room
from hubdesk.bootstrap import Hub, undo
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.interval import Interval
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces import service as spaces
from tests.support.hub import NOW, House, at, book_room, claims, set_clock

MONDAY = date(2026, 10, 5)


@pytest.fixture(autouse=True)
def _october(hub: Hub) -> None:
    set_clock(hub, NOW)


def ask(house: House, *orgs: str, **more: object) -> Ask:
    values = {"first": MONDAY, "days": 5, **more}
    return Ask(tuple(house.orgs[org] for org in orgs), **values)  # type: ignore[arg-type]


def test_every_time_that_is_offered_can_be_booked(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        spaces.update_resource(uow, house.rooms["R1"], setup_minutes=20, cleanup_minutes=10,
                               open_minute=480, close_minute=1080)  # fmt: skip
    for day in range(5, 10):
        book_room(hub, house, "R1", at(day, 9), hours=3.5)
        book_room(hub, house, "HALL-A", at(day, 12, 10), hours=2)
        book_room(hub, house, "R2", at(day, 8), hours=7, org="BUD")
    wish = ask(house, "ACT", "BUD", minutes=45, people=8, equipment={"projector": 2})
    with hub.read() as session:
        found = common_slots(session, wish, most=20)
    assert found.free
    assert len(found.slots) >= 10
    for slot in found.slots:
        before = claims(hub)
        request = BookingRequest(
            house.orgs["ACT"],
            (Wanted(slot.resource_id),
             *(Wanted(number, count) for number, count in slot.fetched.items())),
            slot.starts_at, slot.ends_at, people=8,
        )  # fmt: skip
        with hub.write() as uow:
            result = book(uow, request)
        own = {claim[4] for claim in claims(hub)} - {claim[4] for claim in before}
        assert own == {result.dates[0].occurrence_id}
        seq = uow.changes.history_seq
        assert seq is not None
        undo(hub, seq)


def test_organisations_that_meet_already_are_busy(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9), hours=4)
    book_room(hub, house, "R2", at(5, 13), hours=4, org="BUD")
    with hub.read() as session:
        slot = common_slots(session, ask(house, "ACT", "BUD", days=1)).slots[0]
    assert slot.starts_at.astimezone(UTC) == datetime(2026, 10, 5, 1, tzinfo=UTC)  # 8:00
    codes = {reason.code: reason for reason in slot.reasons}
    assert codes["outside_preferred"].number == 60
    assert codes["all_free"].number == 2
    assert codes["seats"].number == 8


def test_equipment_by_its_name_stands_there_or_is_carried_in(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        spaces.update_resource(uow, house.rooms["R1"], features=["projector"])
    hour = Interval(datetime(2026, 10, 5, 2, tzinfo=UTC), datetime(2026, 10, 5, 3, tzinfo=UTC))
    book_room(hub, house, "R2", at(5, 9), wanted=(Wanted(house.rooms["PROJ"], 5),))
    with hub.read() as session:
        rooms = find_free(session, hour, equipment={"projector": 1})
        assert [room.code for room in rooms] == ["R1"]
        wish = ask(house, "ACT", people=10, equipment={"projector": 1})
        slots = common_slots(session, wish).slots
        with pytest.raises(NotFoundError):
            common_slots(session, ask(house, "ACT", equipment={"organ": 1}))
        with pytest.raises(InvalidInputError):
            common_slots(session, ask(house, "ACT", minutes=0))
    assert slots[0].code == "R1"
    assert "built_in" in {reason.code for reason in slots[0].reasons}


def full(hub: Hub, house: House) -> dict[str, int]:
    """Monday from 9 to 11 without a free room that holds 10, but for the hall's second half."""
    with hub.write() as uow:
        house.orgs["CIV"] = add_organisation(uow, code="CIV", name_en="Civic Data Lab")
    found = {}
    for room, org, title in (("R1", "CIV", "Clinic"), ("HALL-A", "BUD", "Forum")):
        result = book_room(hub, house, room, at(5, 9), hours=2, org=org, title=title)
        found[room] = result.booking_id or 0
    return found


def test_when_nothing_is_free_one_booking_elsewhere_is_named_and_nobody_is_moved(
    hub: Hub, house: House
) -> None:
    booked = full(hub, house)
    wish = ask(house, "ACT", people=35, starts_at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    before = claims(hub)
    with hub.read() as session:
        assert not common_slots(session, wish).free
        moves = single_moves(session, wish)
    assert claims(hub) == before
    move = moves[0]
    assert (move.org, move.title, move.code, move.room) == ("BUD", "Forum", "HALL-A", "HALL")
    assert move.to_starts_at != move.starts_at  # no other room holds thirty
    request = BookingRequest(
        house.orgs["ACT"], (Wanted(move.room_id),), move.opens_at,
        move.opens_at + timedelta(hours=1), idem_key="once",
    )  # fmt: skip
    to = Move(starts=move.to_starts_at, ends=move.to_ends_at, resource_id=move.to_resource_id)
    with hub.write() as uow:
        make_room(uow, move.occurrence_id, to, request)
    with hub.write() as again:
        make_room(again, move.occurrence_id, to, request)
    with hub.read() as session:
        date_row = select_dates(session, Target(booking_id=booked["HALL-A"])).dates[0]
    assert date_row["starts_at"] == move.to_starts_at
    seq = uow.changes.history_seq
    assert seq is not None
    undone = undo(hub, seq).changes.history_seq
    assert claims(hub) == before
    assert undone is not None
    undo(hub, undone)
    with pytest.raises(RoomTakenError):
        book_room(hub, house, "HALL-B", at(5, 9))


def test_who_may_not_be_asked_is_neither_named_nor_moved(hub: Hub, house: House) -> None:
    booked = full(hub, house)
    with hub.write() as uow:
        arrange(uow, booked["HALL-A"], Arrangement(movable=False))
    wish = ask(house, "ACT", people=35, starts_at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    with hub.read() as session:
        assert single_moves(session, wish) == ()
        number = select_dates(session, Target(booking_id=booked["HALL-A"])).dates[0]["id"]
    request = BookingRequest(house.orgs["ACT"], (Wanted(house.rooms["HALL"]),), at(5, 9), at(5, 10))
    with pytest.raises(NotMovableError), hub.write() as uow:
        make_room(uow, number, Move(starts=at(5, 12)), request)


def test_the_title_of_a_private_booking_is_not_told(hub: Hub, house: House) -> None:
    book_room(hub, house, "HALL", at(5, 9), org="BUD", title="Whistle", private=True)
    wish = ask(house, "ACT", people=35, starts_at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    with hub.read() as session:
        (move,) = single_moves(session, wish)
    assert (move.org, move.title) == ("BUD", "")


def test_an_organisation_that_is_busy_itself_may_move_its_own_meeting(
    hub: Hub, house: House
) -> None:
    with hub.write() as uow:
        for room in ("R2", "HALL-A", "HALL-B"):
            spaces.update_resource(uow, house.rooms[room], open_minute=540, close_minute=660)
        spaces.update_resource(uow, house.rooms["R1"], open_minute=540, close_minute=780)
        spaces.update_resource(uow, house.rooms["HALL"], open_minute=540, close_minute=660)
    book_room(hub, house, "R1", at(5, 9), hours=2)
    wish = ask(house, "ACT", "BUD", starts_at=datetime(2026, 10, 5, 2, tzinfo=UTC))
    with hub.read() as session:
        moves = single_moves(session, wish)
    assert moves[0].org == "ACT"
    assert moves[0].to_starts_at >= datetime(2026, 10, 5, 3, tzinfo=UTC)  # after the new meeting
