"""The board, free rooms, lists and the day sheet; and how few statements they need."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta

import pytest

from hubdesk.booking.model import OnClash, Scope, Status, Target, Wanted
from hubdesk.booking.queries.board import Block, board
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.free import find_free
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.service import add_closure, book, cancel, change_booking, check_in
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.interval import Interval
from hubdesk.spaces.service import update_resource
from hubdesk.store.session import Session
from tests.support.hub import House, at, book_room, request_for, set_clock

DAY = datetime(2026, 11, 29, 17, tzinfo=UTC)  # midnight of 30 November in Bangkok
NINE = DAY + timedelta(hours=9)


@contextmanager
def counted(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[str]]:
    """The texts of the statements that sessions run meanwhile."""
    texts: list[str] = []
    execute, execute_many = Session._execute, Session._execute_many
    with monkeypatch.context() as patch:

        def one(self: Session, text: str, parameters: object = ()) -> object:
            texts.append(text)
            return execute(self, text, parameters)

        def many(self: Session, text: str, rows: list[object]) -> None:
            texts.append(text)
            execute_many(self, text, rows)

        patch.setattr(Session, "_execute", one)
        patch.setattr(Session, "_execute_many", many)
        yield texts


def blocks(hub: Hub, house: House, room: str, days: int = 1) -> list[Block]:
    with hub.read() as session:
        found = board(session, DAY, DAY + timedelta(days=days))
    return [block for block in found.blocks if block.resource_id == house.rooms[room]]


def test_the_board_shows_hall_and_halves(hub: Hub, house: House) -> None:
    whole = book_room(hub, house, "HALL", at(30, 9, month=11))
    half = book_room(hub, house, "HALL-A", at(30, 11, month=11), title="Half")
    (hall, through_half) = sorted(blocks(hub, house, "HALL"), key=lambda block: block.from_s)
    assert (hall.source_id, hall.divider) == (whole.dates[0].occurrence_id, False)
    assert through_half.source_id == half.dates[0].occurrence_id
    assert through_half.via_id == house.rooms["HALL-A"]
    (blocked,) = blocks(hub, house, "HALL-B")
    assert (blocked.via_id, blocked.divider) == (house.rooms["HALL"], True)
    assert blocks(hub, house, "R1") == []


def test_a_block_tells_buffers_flags_and_state(hub: Hub, house: House) -> None:
    book_room(
        hub, house, "R1", at(30, 9, month=11), setup_minutes=30, cleanup_minutes=45,
        private=True, title="Quiet", rrule="FREQ=DAILY;COUNT=2",
    )  # fmt: skip
    (block,) = blocks(hub, house, "R1")
    assert block.starts_s == int(NINE.timestamp())
    assert (block.starts_s - block.from_s, block.to_s - block.ends_s) == (1800, 2700)
    assert (block.private, block.series, block.status) == (True, True, Status.BOOKED)
    assert block.org_id == house.orgs["ACT"]
    set_clock(hub, NINE)
    with hub.write() as uow:
        check_in(uow, Target(occurrence_id=block.source_id))
    assert blocks(hub, house, "R1")[0].status is Status.CHECKED_IN


def test_a_board_without_texts_has_the_same_bars(hub: Hub, house: House) -> None:
    book_room(hub, house, "HALL", at(30, 9, month=11), title="Forum", setup_minutes=30,
              rrule="FREQ=DAILY;COUNT=3")  # fmt: skip
    book_room(hub, house, "R1", at(30, 9, month=11), title="Quiet", private=True)
    with hub.write() as uow:
        add_closure(uow, house.rooms["R2"], at(30, 0, month=11), at(1, 0, month=12), "works")
    with hub.read() as session:
        days = (DAY, DAY + timedelta(days=2))
        told = sorted(board(session, *days).blocks)
        bare = sorted(board(session, *days, texts=False).blocks)
        asked = {house.rooms["HALL-A"], house.rooms["R1"]}
        some = sorted(board(session, *days, asked, texts=False).blocks)
    assert [block[:6] for block in bare] == [block[:6] for block in told]
    assert [(block.via_id, block.status, block.starts_s) for block in bare] == [
        (block.via_id, block.status, block.starts_s) for block in told
    ]
    assert {block.title for block in told} == {"Forum", "Quiet", "works"}
    assert {block.title for block in bare} == {"", "works"}
    assert not any(block.private or block.series for block in bare)
    assert some == [block for block in bare if block.resource_id in asked]


def test_a_second_room_of_a_booking_is_no_divider(hub: Hub, house: House) -> None:
    both = (Wanted(house.rooms["R1"]), Wanted(house.rooms["HALL-A"]))
    book_room(hub, house, "R1", at(30, 9, month=11), wanted=both)
    (extra,) = blocks(hub, house, "HALL-A")
    assert not extra.divider
    (hall,) = blocks(hub, house, "HALL")
    assert hall.divider


def test_what_reaches_into_the_window_is_shown_and_what_touches_is_not(
    hub: Hub, house: House
) -> None:
    book_room(hub, house, "R1", at(29, 22, month=11), hours=3)
    book_room(hub, house, "R2", at(29, 22, month=11), hours=2)
    book_room(hub, house, "DESK-1", at(1, 0, month=12))
    assert len(blocks(hub, house, "R1")) == 1
    assert blocks(hub, house, "R2") == []
    assert blocks(hub, house, "DESK-1") == []
    book_room(hub, house, "R2", at(1, 0, month=11), hours=24 * 28.9)
    assert len(blocks(hub, house, "R2")) == 0
    book_room(hub, house, "HALL-B", at(1, 0, month=11), hours=24 * 30)
    assert len(blocks(hub, house, "HALL-B")) == 1


def test_closures_stand_on_the_board(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        add_closure(uow, house.rooms["HALL"], at(30, 0, month=11), at(1, 0, month=12), "works")
    for room in ("HALL", "HALL-A", "HALL-B"):
        (block,) = blocks(hub, house, room)
        assert (block.source_kind, block.title, block.status) == ("closure", "works", None)
        assert block.divider is (room != "HALL")


def test_the_board_can_be_asked_for_some_rooms(hub: Hub, house: House) -> None:
    for room in ("R1", "R2", "PROJ"):
        book_room(hub, house, room, at(30, 9, month=11))
    wanted = {house.rooms["R2"], house.rooms["PROJ"]}
    with hub.read() as session:
        found = board(session, DAY, DAY + timedelta(days=1), wanted)
    assert {resource.code for resource in found.resources} == {"R2", "PROJ"}
    assert {block.resource_id for block in found.blocks} == wanted


def test_free_rooms_best_fit_first(hub: Hub, house: House) -> None:
    hour = Interval(NINE, NINE + timedelta(hours=1))
    with hub.read() as session:
        everything = [room.code for room in find_free(session, hour)]
        assert everything == ["R2", "R1", "HALL-A", "HALL-B", "HALL"]
        assert find_free(session, hour, people=9)[0].code == "R1"
    book_room(hub, house, "HALL-A", at(30, 9, 30, month=11))
    book_room(hub, house, "R1", at(30, 11, month=11), setup_minutes=15)
    with hub.read() as session:
        found = {room.code: room for room in find_free(session, hour)}
    assert found.keys() == {"R2", "R1", "HALL-B"}
    assert found["R1"].free_until == NINE + timedelta(minutes=105)
    assert found["R2"].free_until is None


def test_free_rooms_with_equipment_and_hours(hub: Hub, house: House) -> None:
    hour = Interval(NINE, NINE + timedelta(hours=1))
    with hub.write() as uow:
        update_resource(uow, house.rooms["R2"], features=["PROJ", "phone"], close_minute=660,
                        open_minute=480)  # fmt: skip
    three = (Wanted(house.rooms["PROJ"], 3),)
    book_room(hub, house, "PROJ", at(30, 9, month=11), wanted=three)
    with hub.read() as session:
        built_in = find_free(session, hour, equipment={"proj": 3})
        assert [room.code for room in built_in] == ["R2"]
        assert built_in[0].free_until == NINE + timedelta(hours=2)
        assert len(find_free(session, hour, equipment={"PROJ": 2})) == 5
        assert [room.code for room in find_free(session, hour, equipment={"phone": 1})] == ["R2"]
        with pytest.raises(NotFoundError):
            find_free(session, hour, equipment={"organ": 1})


def test_lists_narrow_by_time_room_organisation_and_state(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=3")
    with_beamer = (Wanted(house.rooms["R2"]), Wanted(house.rooms["PROJ"]))
    other = book_room(hub, house, "R2", at(1, 9, month=12), org="BUD", wanted=with_beamer)
    with hub.write() as uow:
        cancel(uow, Target(booking_id=other.booking_id, scope=Scope.ALL))
    with hub.read() as session:
        assert len(bookings(session)) == 4
        assert len(bookings(session, from_at=DAY, to_at=DAY + timedelta(days=1))) == 1
        assert [line.org for line in bookings(session, room="PROJ")] == ["BUD"]
        assert len(bookings(session, org="ACT", status="booked")) == 3
        assert bookings(session, status="cancelled")[0].id == other.booking_id
        with pytest.raises(NotFoundError):
            bookings(session, room="NONE")


def test_the_day_sheet_in_order_of_time(hub: Hub, house: House) -> None:
    with_two = (Wanted(house.rooms["HALL"]), Wanted(house.rooms["PROJ"], 2))
    book_room(hub, house, "HALL", at(30, 13, month=11), wanted=with_two, setup_minutes=60,
              people=40, title="Forum")  # fmt: skip
    book_room(hub, house, "R1", at(30, 9, month=11), org="BUD", private=True, title="Hidden")
    with hub.write() as uow:
        add_closure(uow, house.rooms["R2"], at(30, 0, month=11), at(1, 0, month=12), "works")
    with hub.read() as session:
        paper = day_sheet(session, date(2026, 11, 30))
    first, setup, forum = paper.entries
    assert (first.number, first.starts, first.org, first.private, first.notes) == (
        1, 540, "BUD", True, (),
    )  # fmt: skip
    assert (setup.kind, setup.starts, setup.ends) == ("setup", 720, 780)
    assert (forum.people, forum.equipment[0].en) == (40, "Projector × 2")
    assert forum.notes[0].en == "Forum"
    assert (paper.bookings, paper.room_changes, paper.people) == (2, 1, 40)
    kinds = {(bar.room, bar.kind, bar.number) for bar in paper.bars}
    assert {("R1", "internal", 1), ("HALL", "internal", 2), ("HALL-A", "held", 2)} <= kinds
    assert ("R2", "closed", 0) in kinds
    assert paper.closures[0].en == "Room 2: works"


def test_statements_are_few(hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """However many dates: a series costs no more statements than a single booking."""
    with hub.write() as uow, counted(monkeypatch) as single:
        book(uow, request_for(house, "R1", at(30, 9, month=11)))
    with hub.write() as uow, counted(monkeypatch) as series:
        book(uow, request_for(house, "R1", at(30, 11, month=11), rrule="FREQ=DAILY;COUNT=52"))
    allowed = 6 if hub.database.dialect == "sqlite" else 7  # the locks of units
    assert len(single) <= allowed, single
    assert len(series) <= allowed + 1, series  # and the ids of the dates
    with hub.write() as uow, counted(monkeypatch) as text:
        change_booking(uow, 2, title="x")
    # A server is also asked whether the row still is as it was read.
    assert len(text) == (2 if hub.database.dialect == "sqlite" else 3)
    with hub.read() as session, counted(monkeypatch) as reads:
        board(session, DAY, DAY + timedelta(days=60))
    assert len(reads) == 6


def test_a_skipping_series_asks_only_for_who_is_in_the_way(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    book_room(hub, house, "R1", at(2, 9, month=12))
    wish = request_for(
        house, "R1", at(30, 9, month=11), rrule="FREQ=DAILY;COUNT=20", on_clash=OnClash.SKIP
    )
    with hub.write() as uow, counted(monkeypatch) as texts:
        book(uow, wish)
    assert sum(text.startswith("SELECT claim.source_kind") for text in texts) == 1
