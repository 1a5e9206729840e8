"""Desks that are somebody's: claims follow the assignment, day by day, on both engines."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from threading import Barrier, Thread

import pytest

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.desk_days import AHEAD
from hubdesk.booking.errors import (
    AlreadyAwayError,
    ClosureInTheWayError,
    DeskAssignedError,
    DeskTakenError,
    NotADeskError,
    OrganisationInactiveError,
    RoomTakenError,
)
from hubdesk.booking.model import BookingRequest, BookingResult, Wanted
from hubdesk.booking.queries.board import board
from hubdesk.booking.queries.desks import assignment, assignments, assignments_of_desk
from hubdesk.booking.queries.in_the_way import assigned_in_the_way
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.queries import last_change_of
from hubdesk.words.catalogue import Words
from tests.integration.desks.conftest import DeskHouse

TODAY = date(2026, 11, 27)
MONDAY = date(2026, 11, 30)


def _assign(hub: Hub, house: DeskHouse, desk: str = "D1", org: str = "ACT",
            first: date = MONDAY, last: date | None = None, **more: object) -> int:  # fmt: skip
    with hub.write() as uow:
        return service.assign_desk(
            uow, house.desks[desk], house.orgs[org], first, last, **more  # type: ignore[arg-type]
        )


def _book(hub: Hub, house: DeskHouse, day: date, desk: str = "D1", org: str = "BUD",
          hour: int = 9) -> BookingResult:  # fmt: skip
    starts = datetime(day.year, day.month, day.day, hour)  # noqa: DTZ001 - wall time
    with hub.write() as uow:
        return service.book(uow, BookingRequest(
            house.orgs[org], (Wanted(house.desks[desk]),), starts, starts + timedelta(hours=3)
        ))  # fmt: skip


def _days_held(hub: Hub, house: DeskHouse, desk: str = "D1") -> list[date]:
    """The days on which the board shows a desk as somebody's, of the next 500."""
    start = datetime(2026, 11, 20, tzinfo=UTC)
    with hub.read() as session:
        found = board(session, start, start + timedelta(days=500), {house.desks[desk]})
        zone = settings(session).zone
    return sorted(
        datetime.fromtimestamp(block.from_s, zone).date()
        for block in found.blocks
        if block.source_kind == "assignment"
    )


def _verified(hub: Hub) -> None:
    report = bootstrap.verify(hub)
    assert report.ok, report.findings


def test_a_desk_is_held_every_day_over_the_horizon(hub: Hub, house: DeskHouse) -> None:
    _assign(hub, house, person_id=house.people["Nok"])
    days = _days_held(hub, house)
    assert days[0] == MONDAY
    assert days[-1] == TODAY + AHEAD
    assert len(days) == (days[-1] - days[0]).days + 1
    with hub.read() as session:
        (found,) = assignments(session, from_day=TODAY)
    assert (found.desk, found.org, found.person.en, found.floor) == ("D1", "ACT", "Nok", "4")
    _verified(hub)


def test_nobody_else_books_it_and_the_refusal_names_whose_it_is(
    hub: Hub, house: DeskHouse
) -> None:
    _assign(hub, house)
    with pytest.raises(RoomTakenError) as refused:
        _book(hub, house, MONDAY + timedelta(days=3))
    assert refused.value.details["by"] == "ACT"
    assert _book(hub, house, TODAY).booking_id is not None


def test_nor_beyond_the_horizon_where_no_claim_is_yet(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub, house)
    far = TODAY + AHEAD + timedelta(days=100)
    with pytest.raises(RoomTakenError):
        _book(hub, house, far)
    with hub.write() as uow:
        service.add_away(uow, found, far, far)
    assert _book(hub, house, far).booking_id is not None
    with pytest.raises(RoomTakenError):
        _book(hub, house, far + timedelta(days=1))


def test_what_is_booked_is_not_pushed_aside(hub: Hub, house: DeskHouse) -> None:
    booked = _book(hub, house, MONDAY)
    with pytest.raises(DeskTakenError) as refused:
        _assign(hub, house)
    assert refused.value.details["by"] == "BUD"
    assert refused.value.details["days"] == [MONDAY]
    assert refused.value.details["occurrences"] == [booked.dates[0].occurrence_id]
    assert _days_held(hub, house) == []
    _assign(hub, house, first=MONDAY + timedelta(days=1))


def test_a_desk_is_one_persons_at_a_time_however_far_ahead(hub: Hub, house: DeskHouse) -> None:
    far = date(2029, 1, 1)
    _assign(hub, house, last=far)
    with pytest.raises(DeskAssignedError) as refused:
        _assign(hub, house, org="BUD", first=far)
    assert refused.value.details["by"] == "ACT"
    _assign(hub, house, org="BUD", first=far + timedelta(days=1))


def test_away_days_free_it_for_others(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub, house)
    first, last = MONDAY + timedelta(days=7), MONDAY + timedelta(days=11)
    with hub.write() as uow:
        away = service.add_away(uow, found, first, last, "field work")
    assert first not in _days_held(hub, house)
    assert last + timedelta(days=1) in _days_held(hub, house)
    _book(hub, house, last)
    with pytest.raises(AlreadyAwayError), hub.write() as uow:
        service.add_away(uow, found, last, last + timedelta(days=3))
    _verified(hub)
    # Back early: refused where it is booked, naming by whom …
    with pytest.raises(DeskTakenError) as refused, hub.write() as uow:
        service.come_back(uow, away, first + timedelta(days=1))
    assert refused.value.details["by"] == "BUD"
    with hub.read() as session:
        assert assignment(session, found).aways[0].last_day == last
    # … and possible where it is not.
    with hub.write() as uow:
        service.set_last_day(uow, found, last - timedelta(days=1))
        service.come_back(uow, away, first + timedelta(days=2))
    assert _days_held(hub, house)[-1] == last - timedelta(days=1)
    _verified(hub)


def test_away_days_are_of_the_assignment(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub, house, last=MONDAY + timedelta(days=5))
    for first, last in ((MONDAY, MONDAY + timedelta(days=6)), (MONDAY, MONDAY - timedelta(1))):
        with pytest.raises(InvalidInputError), hub.write() as uow:
            service.add_away(uow, found, first, last)
    with pytest.raises(NotFoundError), hub.write() as uow:
        service.come_back(uow, 99)


def test_ending_prolonging_and_calling_off(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub, house)
    end = MONDAY + timedelta(days=13)
    with hub.write() as uow:
        service.set_last_day(uow, found, end)
    assert _days_held(hub, house)[-1] == end
    _book(hub, house, end + timedelta(days=2))
    with pytest.raises(DeskTakenError), hub.write() as uow:
        service.set_last_day(uow, found, None)
    with hub.write() as uow:
        service.set_last_day(uow, found, end + timedelta(days=1))
    assert _days_held(hub, house)[-1] == end + timedelta(days=1)
    with hub.write() as uow:
        service.set_last_day(uow, found, TODAY)
    assert _days_held(hub, house) == []
    with hub.read() as session:
        assert assignments_of_desk(session, house.desks["D1"]) == ()


def test_moving_to_another_desk_takes_away_days_along(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub, house, first=TODAY)
    first, last = MONDAY + timedelta(days=7), MONDAY + timedelta(days=16)
    with hub.write() as uow:
        service.add_away(uow, found, first, last)
    _assign(hub, house, desk="D3", org="BUD")
    turn = MONDAY + timedelta(days=10)
    with pytest.raises(DeskAssignedError), hub.write() as uow:
        service.move_assignment(uow, found, house.desks["D3"], turn)
    with hub.write() as uow:
        moved = service.move_assignment(uow, found, house.desks["D2"], turn)
    assert max(_days_held(hub, house)) == first - timedelta(days=1)
    there = _days_held(hub, house, "D2")
    assert there[0] == last + timedelta(days=1)
    with hub.read() as session:
        old, new = assignment(session, found), assignment(session, moved)
    assert (old.last_day, new.first_day) == (turn - timedelta(days=1), turn)
    assert [away.days.first for away in old.aways] == [first]
    assert [(away.days.first, away.days.last) for away in new.aways] == [(turn, last)]
    _verified(hub)
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _days_held(hub, house)[-1] == TODAY + AHEAD
    assert _days_held(hub, house, "D2") == []
    _verified(hub)


def test_each_action_is_taken_back(hub: Hub, house: DeskHouse) -> None:
    with hub.write() as uow:
        found = service.assign_desk(uow, house.desks["D1"], house.orgs["ACT"], MONDAY)
    given = uow.changes.history_seq or 0
    with hub.write() as uow:
        service.add_away(uow, found, MONDAY, MONDAY + timedelta(days=2))
    went = uow.changes.history_seq or 0
    before = _days_held(hub, house)
    bootstrap.undo(hub, went)
    assert _days_held(hub, house) == [MONDAY + timedelta(at) for at in range(3)] + before
    redone = bootstrap.undo(hub, went + 1).changes.history_seq or 0
    assert _days_held(hub, house) == before
    _book(hub, house, MONDAY)
    with pytest.raises(DeskTakenError):
        bootstrap.undo(hub, redone)
    with hub.write() as uow:
        service.set_last_day(uow, found, MONDAY + timedelta(days=9))
    with pytest.raises(UndoNotPossibleError):
        bootstrap.undo(hub, given)
    _verified(hub)


def test_claims_are_extended_as_days_go_by(
    hub: Hub, house: DeskHouse, clock: FixedClock
) -> None:
    found = _assign(hub, house)
    with hub.write() as uow:
        assert service.extend_assignments(uow) == 0
    clock.at += timedelta(days=31)
    assert not bootstrap.verify(hub).ok
    with hub.write() as uow:
        assert service.extend_assignments(uow) == 31
    assert max(_days_held(hub, house)) == TODAY + timedelta(days=31) + AHEAD
    with hub.write() as uow:
        assert service.extend_assignments(uow) == 0
    _verified(hub)
    with hub.read() as session:
        assert assignment(session, found).last_day is None


def test_a_day_that_others_got_is_left_to_them(
    hub: Hub, house: DeskHouse, clock: FixedClock
) -> None:
    """Somebody booked beyond the horizon before the desk was assigned."""
    _book(hub, house, TODAY + AHEAD + timedelta(days=5))
    _assign(hub, house)
    clock.at += timedelta(days=31)
    with hub.write() as uow:
        assert service.extend_assignments(uow) == 30


def test_who_leaves_leaves_the_desk(hub: Hub, house: DeskHouse) -> None:
    _assign(hub, house)
    _assign(hub, house, desk="D2", first=MONDAY + timedelta(days=60))
    with hub.write() as uow:
        service.leave(uow, house.orgs["ACT"], MONDAY + timedelta(days=30))
    assert _days_held(hub, house)[-1] == MONDAY + timedelta(days=30)
    assert _days_held(hub, house, "D2") == []
    with pytest.raises(OrganisationInactiveError):
        _assign(hub, house, desk="D3")
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _days_held(hub, house)[-1] == TODAY + AHEAD
    assert _days_held(hub, house, "D2")[0] == MONDAY + timedelta(days=60)
    _verified(hub)


def test_only_desks_and_only_people_of_the_organisation(hub: Hub, house: DeskHouse) -> None:
    house.desks["R1"] = house.room
    with pytest.raises(NotADeskError):
        _assign(hub, house, desk="R1")
    with pytest.raises(NotFoundError):
        _assign(hub, house, org="BUD", person_id=house.people["Nok"])
    with pytest.raises(InvalidInputError):
        _assign(hub, house, last=TODAY)


def test_the_same_key_assigns_once(hub: Hub, house: DeskHouse) -> None:
    assert _assign(hub, house, idem_key="k") == _assign(hub, house, idem_key="k")


def test_history_names_who_gave_the_desk(hub: Hub, house: DeskHouse) -> None:
    found = _assign(hub.acting_as("nok"), house)
    with hub.read() as session:
        change = last_change_of(session, "assignment", found)
    assert change is not None
    assert (change.actor, change.action) == ("nok", "desk.assigned")


def test_the_sweep_extends_claims(hub: Hub, house: DeskHouse, clock: FixedClock) -> None:
    _assign(hub, house)
    clock.at += timedelta(days=31)
    service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    assert max(_days_held(hub, house)) == TODAY + timedelta(days=31) + AHEAD
    _verified(hub)


def test_two_give_the_same_desk_at_once_and_one_gets_it(
    hub: Hub, location: str, house: DeskHouse
) -> None:
    """Far beyond the horizon, where no claim could part them."""
    far, ready, won = TODAY + AHEAD + timedelta(days=90), Barrier(4), []

    def give(org: str, desk: str) -> None:
        own = bootstrap.open_hub(location, clock=FixedClock(hub.database.clock.now()))
        try:
            ready.wait(20)
            _assign(own, house, desk=desk, org=org, first=far)
            won.append((org, desk))
        except DeskAssignedError:
            pass
        finally:
            own.close()

    threads = [
        Thread(target=give, args=(org, desk)) for org in ("ACT", "BUD") for desk in ("D5", "D6")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    assert sorted(desk for _, desk in won) == ["D5", "D6"]


def test_a_closure_names_the_desks_that_are_somebodys(hub: Hub, house: DeskHouse) -> None:
    number = _assign(hub, house)
    starts = datetime(2026, 11, 30, 9)  # noqa: DTZ001 - wall time
    ends = starts + timedelta(hours=3)
    with hub.read() as session:
        (found,) = assigned_in_the_way(session, [house.desks["D1"]], starts, ends)
        assert (found.id, found.desk, found.org) == (number, "D1", "ACT")
        assert assigned_in_the_way(session, [house.desks["D2"]], starts, ends) == ()
    with pytest.raises(ClosureInTheWayError) as refused, hub.write() as uow:
        service.add_closure(uow, house.desks["D1"], starts, ends, "paint")
    assert refused.value.details["assignments"] == [
        {"assignment": number, "unit": "D1", "org": "ACT"}
    ]
    for lang in ("en", "th"):
        assert "D1 (ACT)" in Words(lang).error(refused.value)
    with hub.write() as uow:
        service.add_away(uow, number, MONDAY, MONDAY)
        service.add_closure(uow, house.desks["D1"], starts, ends, "paint")
    _verified(hub)
