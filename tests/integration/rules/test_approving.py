"""Bookings that wait for somebody's word: asked, approved, answered with others, lapsed."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.editing import SeriesEdit
from hubdesk.booking.errors import PolicyRefusedError, RoomTakenError, WrongStatusError
from hubdesk.booking.model import Move, OnClash, Scope, Status, Target
from hubdesk.booking.queries.approvals import approval_of, waiting
from hubdesk.booking.queries.listing import booking_details, bookings
from hubdesk.booking.service import accept_offer, approving, cancel, move, restore
from hubdesk.booking.tables import OccurrenceRow
from hubdesk.bootstrap import Hub
from hubdesk.store.queries import page
from tests.support.hub import NOW, House, at, book_room, claims, set_clock
from tests.support.rules import add_rule


@pytest.fixture
def asked(hub: Hub, house: House) -> House:
    """The hall needs somebody's word within two days."""
    add_rule(hub, "approval", scope={"rooms": [house.rooms["HALL"]]}, terms={"hours": 48},
             name_en="The hall")  # fmt: skip
    return house


def _open(hub: Hub) -> list[int]:
    with hub.read() as session:
        return [one.booking_id for one in waiting(session, session.clock.now())]


def _states(hub: Hub) -> dict[str, list[str]]:
    with hub.read() as session:
        found: dict[str, list[str]] = {}
        for one in bookings(session):
            found.setdefault(one.org, []).append(one.status)
        return found


def test_a_request_holds_no_room_until_it_is_approved(hub: Hub, asked: House) -> None:
    booked = book_room(hub, asked, "HALL", at(22, 9))
    assert booked.approval is not None
    assert claims(hub) == []
    with hub.read() as session:
        (one,) = waiting(session, NOW)
    assert (one.booking_id, one.org, one.dates) == (booked.booking_id, "ACT", 1)
    assert one.answer_by == datetime(2026, 10, 3, 1, 0, tzinfo=UTC)
    with hub.write() as uow:
        approving.approve(uow, one.booking_id, "welcome")
    assert len(claims(hub)) == 2
    assert _states(hub) == {"ACT": ["booked"]}
    assert _open(hub) == []
    with pytest.raises(WrongStatusError), hub.write() as uow:
        approving.approve(uow, one.booking_id)


def test_approving_one_answers_the_clashing_requests(hub: Hub, asked: House) -> None:
    add_rule(hub, "approval", scope={"rooms": [asked.rooms["HALL-A"]]}, terms={})
    first = book_room(hub, asked, "HALL", at(22, 9), hours=2)
    half = book_room(hub, asked, "HALL-A", at(22, 10), org="BUD")
    series = book_room(hub, asked, "HALL", at(15, 9), org="BUD", rrule="FREQ=WEEKLY;COUNT=2")
    other = book_room(hub, asked, "HALL", at(22, 14), org="BUD")
    with hub.read() as session:
        rivals = {one.booking_id: one.rivals for one in waiting(session, NOW)}
    assert rivals == {
        first.booking_id: 2, half.booking_id: 1, series.booking_id: 1, other.booking_id: 0,
    }  # fmt: skip
    with hub.write() as uow:
        answered = approving.approve(uow, first.booking_id or 0)
    assert answered.others == (half.booking_id, series.booking_id)
    assert _open(hub) == [series.booking_id, other.booking_id]
    assert sorted(_states(hub)["BUD"]) == ["cancelled", "requested", "requested", "skipped"]
    with pytest.raises(WrongStatusError), hub.write() as uow:
        approving.approve(uow, half.booking_id or 0)
    with hub.write() as uow:
        approving.approve(uow, series.booking_id or 0)  # the date that is left
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _open(hub) == [series.booking_id, other.booking_id]


def test_taking_an_approval_back_asks_everybody_again(hub: Hub, asked: House) -> None:
    first = book_room(hub, asked, "HALL", at(22, 9))
    second = book_room(hub, asked, "HALL", at(22, 9), org="BUD")
    with hub.write() as uow:
        approving.approve(uow, first.booking_id or 0)
    assert _open(hub) == []
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert sorted(_open(hub)) == [first.booking_id, second.booking_id]
    assert claims(hub) == []


def test_a_room_taken_meanwhile_cannot_be_approved(hub: Hub, asked: House) -> None:
    request = book_room(hub, asked, "HALL", at(22, 9))
    book_room(hub, asked, "HALL-A", at(22, 9), org="BUD")
    with pytest.raises(RoomTakenError), hub.write() as uow:
        approving.approve(uow, request.booking_id or 0)
    with hub.write() as uow:
        approving.decline(uow, request.booking_id or 0, "the half is taken")
    assert _states(hub)["ACT"] == ["cancelled"]
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _open(hub) == [request.booking_id]


def test_taking_a_request_back_closes_its_question(hub: Hub, asked: House) -> None:
    request = book_room(hub, asked, "HALL", at(22, 9))
    with hub.read() as session:
        seq = session.execute(_last()).scalar_one()
    bootstrap.undo(hub, seq)
    assert _open(hub) == []
    with pytest.raises(WrongStatusError), hub.write() as uow:
        approving.approve(uow, request.booking_id or 0)


def _last():
    from sqlalchemy import func, select

    from hubdesk.store.tables import History

    return select(func.max(History.seq))


def test_a_request_that_was_cancelled_is_no_way_round_the_word(hub: Hub, asked: House) -> None:
    request = book_room(hub, asked, "HALL", at(22, 9))
    target = Target(occurrence_id=request.dates[0].occurrence_id)
    with hub.write() as uow:
        cancel(uow, target)
    assert _open(hub) == []
    with pytest.raises(PolicyRefusedError) as caught, hub.write() as uow:
        restore(uow, target)
    assert [one["code"] for one in caught.value.details["answers"]] == ["needs_approval"]


def test_what_was_agreed_may_move_in_its_room_but_not_into_another(
    hub: Hub, asked: House
) -> None:
    request = book_room(hub, asked, "HALL", at(22, 9))
    target = Target(occurrence_id=request.dates[0].occurrence_id)
    with hub.write() as uow:
        approving.approve(uow, request.booking_id or 0)
    with hub.write() as uow:
        move(uow, target, Move(starts=at(22, 11)))
    plain = book_room(hub, asked, "R1", at(22, 15))
    elsewhere = Target(occurrence_id=plain.dates[0].occurrence_id)
    with pytest.raises(PolicyRefusedError), hub.write() as uow:
        move(uow, elsewhere, Move(resource_id=asked.rooms["HALL"]))


def test_staff_with_a_reason_and_the_approver_are_not_asked(hub: Hub, asked: House) -> None:
    booked = book_room(hub, asked, "HALL", at(22, 9), override="the board meets")
    assert booked.approval is None
    add_rule(hub, "approval", scope={"rooms": [asked.rooms["R2"]]}, terms={"approver": "mali"})
    assert book_room(hub, asked, "R2", at(22, 9)).approval is not None
    mali = hub.acting_as("mali")
    assert book_room(mali, asked, "R2", at(22, 12)).approval is None


def test_what_nobody_answers_lapses(hub: Hub, asked: House) -> None:
    book_room(hub, asked, "HALL", at(22, 9))
    soon = book_room(hub, asked, "HALL", at(2, 9), org="BUD")
    set_clock(hub, datetime(2026, 10, 2, 2, 0, tzinfo=UTC))  # when the second begins
    with hub.write() as uow:
        lapsed = approving.lapse(uow)
    assert lapsed.requests == (soon.booking_id,)
    set_clock(hub, datetime(2026, 10, 3, 1, 0, tzinfo=UTC))
    with hub.write() as uow:
        assert len(approving.lapse(uow).requests) == 1
    with hub.write() as uow:
        assert approving.lapse(uow) == approving.Lapsed()
    assert _states(hub) == {"ACT": ["cancelled"], "BUD": ["cancelled"]}


def test_a_hold_lapses_unless_it_is_confirmed(hub: Hub, house: House) -> None:
    add_rule(hub, "hold", terms={"hours": 24})
    kept = book_room(hub, house, "R1", at(22, 9), status=Status.HELD)
    lost = book_room(hub, house, "R2", at(22, 9), status=Status.HELD, org="BUD")
    with hub.write() as uow:
        approving.confirm_hold(uow, kept.booking_id or 0)
    set_clock(hub, datetime(2026, 10, 2, 1, 0, tzinfo=UTC))
    with hub.write() as uow:
        assert approving.lapse(uow).holds == (lost.booking_id,)
    assert _states(hub) == {"ACT": ["booked"], "BUD": ["released"]}
    assert len(claims(hub)) == 1


def _series(hub: Hub, asked: House) -> tuple[int, list[int]]:
    """Four requested dates of the hall."""
    booked = book_room(hub, asked, "HALL", at(22, 9), rrule="FREQ=WEEKLY;COUNT=4")
    assert booked.approval is not None
    return booked.booking_id or 0, [date.occurrence_id or 0 for date in booked.dates]


def _edited(hub: Hub, number: int, edit: SeriesEdit) -> int:
    with hub.write() as uow:
        target = Target(occurrence_id=number, scope=Scope.FOLLOWING)
        return service.edit_series(uow, target, edit).booking_id


def test_both_parts_of_a_divided_request_are_asked_about(hub: Hub, asked: House) -> None:
    first, dates = _series(hub, asked)
    with hub.read() as session:
        question = approval_of(session, first)
    assert question is not None
    second = _edited(hub, dates[2], SeriesEdit(title="Later part"))
    assert second != first
    with hub.read() as session:
        lines = {line.booking_id: line for line in waiting(session, session.clock.now())}
    assert {number: line.dates for number, line in lines.items()} == {first: 2, second: 2}
    assert lines[second].rule == lines[first].rule
    assert lines[second].answer_by == question["answer_by"]
    with hub.write() as uow:
        approving.approve(uow, second)
    with hub.write() as uow:
        approving.decline(uow, first, "no")
    assert [_status(hub, number) for number in dates] == [
        "cancelled", "cancelled", "booked", "booked",
    ]  # fmt: skip
    with hub.read() as session:
        assert waiting(session, session.clock.now()) == ()
        assert approval_of(session, first) is None
        assert approval_of(session, second) is None
    assert bootstrap.verify(hub).ok


def test_the_question_follows_the_part_that_waits_and_comes_back(hub: Hub, asked: House) -> None:
    first, dates = _series(hub, asked)
    with hub.write() as uow:
        for number in dates[:2]:
            service.skip_dates(uow, Target(occurrence_id=number))
    second = _edited(hub, dates[2], SeriesEdit(title="Later part"))
    divided = _last_change(hub)
    with hub.read() as session:
        assert approval_of(session, first) is None
        assert approval_of(session, second) is not None
    bootstrap.undo(hub, divided)
    with hub.read() as session:
        assert approval_of(session, first) is not None
        assert approval_of(session, second) is None


def _last_change(hub: Hub) -> int:
    """The number of the last change."""
    with hub.read() as session:
        return page(session, 0)[-1].seq


def _status(hub: Hub, number: int) -> str:
    with hub.read() as session:
        row = session.row(OccurrenceRow, number)
    assert row is not None
    return str(row["status"])


def test_an_offer_outlives_the_hold_of_its_series(hub: Hub, house: House) -> None:
    add_rule(hub, "hold", terms={"hours": 2})
    theirs = book_room(hub, house, "R1", at(8, 9), org="BUD").dates[0].occurrence_id
    held = book_room(
        hub, house, "R1", at(7, 9), rrule="FREQ=DAILY;COUNT=3", status=Status.HELD,
        on_clash=OnClash.SKIP,
    )  # fmt: skip
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=theirs))
    set_clock(hub, NOW + timedelta(hours=3))
    with hub.write() as uow:
        approving.lapse(uow)
    offered = held.dates[1].occurrence_id
    assert offered is not None
    with hub.write() as uow:
        accept_offer(uow, offered)
    with hub.read() as session:
        found = [line.status for line in booking_details(session, held.booking_id or 0).dates]
    assert found == ["released", "booked", "released"]
