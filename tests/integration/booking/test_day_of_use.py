"""The day of use: warnings, releases, codes, strikes, early ends, longer stays, walk-ins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.arrivals import wait_after
from hubdesk.booking.errors import (
    AsksFirstError,
    KioskWalkInError,
    OutsideHoursError,
    RoomTakenError,
    WrongStatusError,
)
from hubdesk.booking.model import Target
from hubdesk.booking.queries.arrivals import (
    check_in_code,
    code_secret,
    extensions,
    strikes,
)
from hubdesk.booking.service import SWEEPER, Swept, sweep
from hubdesk.booking.tables import DayOfUseRow, OccurrenceRow
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.rules.service import Draft, add_policy
from hubdesk.store.dump import dump, left_out
from hubdesk.store.queries import history, page
from hubdesk.store.statements import Recorder
from tests.support.hub import House, at, book_room, claims, set_clock

#: Tuesday 1 December 2026 in the house, UTC + 7.
NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def swept(hub: Hub) -> Swept:
    return sweep(hub.acting_as(SWEEPER, "sweep"))


def clock_at(hub: Hub, minutes: float) -> None:
    """Move "now" to so many minutes after nine."""
    set_clock(hub, NINE + timedelta(minutes=minutes))


def stored(hub: Hub, number: int) -> dict[str, object]:
    with hub.read() as session:
        row = session.row(OccurrenceRow, number)
    assert row is not None
    return row


def booked_at_nine(hub: Hub, house: House, room: str = "R1", **more: Any) -> int:
    result = book_room(hub, house, room, at(1, 9, month=12), **more)
    assert result.dates[0].occurrence_id is not None
    return result.dates[0].occurrence_id


@pytest.fixture
def waiting(hub: Hub, house: House) -> None:
    """The house warns after 15 minutes and releases after 30."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=15, release_after=30)


def test_without_rules_nobody_is_late_and_what_ended_is_done(hub: Hub, house: House) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 45)
    assert not swept(hub)
    clock_at(hub, 60)
    assert swept(hub).done == (number,)
    assert stored(hub, number)["status"] == "done"
    assert len(claims(hub)) == 1


def test_a_room_is_released_after_a_warning(hub: Hub, house: House, waiting: None) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 14)
    assert not swept(hub)
    clock_at(hub, 15)
    assert swept(hub).warned == (number,)
    assert not swept(hub)
    clock_at(hub, 30)
    assert swept(hub).released == (number,)
    assert (stored(hub, number)["status"], stored(hub, number)["reason"]) == (
        "released", "no_show",
    )  # fmt: skip
    assert claims(hub) == []
    book_room(hub, house, "R1", at(1, 9, 30, month=12), hours=0.5, org="BUD")


def test_a_room_is_never_released_without_a_warning(
    hub: Hub, house: House, waiting: None
) -> None:
    """No program ran before 9:40: the people are told first and have their 15 minutes."""
    number = booked_at_nine(hub, house)
    clock_at(hub, 40)
    assert swept(hub).warned == (number,)
    clock_at(hub, 54)
    assert not swept(hub)
    clock_at(hub, 55)
    assert swept(hub).released == (number,)


def test_nobody_is_counted_absent_in_a_house_that_was_shut(
    hub: Hub, house: House, waiting: None
) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 24 * 60)
    assert swept(hub).done == (number,)
    with hub.read() as session:
        assert strikes(session, house.orgs["ACT"]).count == 0


def test_who_is_warned_too_late_to_be_released_is_missed(
    hub: Hub, house: House, waiting: None
) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 50)
    assert swept(hub).warned == (number,)
    clock_at(hub, 59)
    assert not swept(hub)
    clock_at(hub, 60)
    assert swept(hub).missed == (number,)
    assert stored(hub, number)["status"] == "no_show"


def test_a_check_in_ends_the_waiting(hub: Hub, house: House, waiting: None) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 20)
    swept(hub)
    with hub.write() as uow:
        service.check_in(uow, Target(occurrence_id=number))
    clock_at(hub, 59)
    assert not swept(hub)
    clock_at(hub, 60)
    assert swept(hub).done == (number,)


def test_a_date_that_was_moved_is_warned_of_anew(hub: Hub, house: House, waiting: None) -> None:
    from hubdesk.booking.model import Move

    number = booked_at_nine(hub, house)
    clock_at(hub, 16)
    swept(hub)
    with hub.write() as uow:
        service.move(uow, Target(occurrence_id=number), Move(starts=at(1, 11, month=12)))
    clock_at(hub, 31)
    assert not swept(hub)
    clock_at(hub, 135)
    assert swept(hub).warned == (number,)
    clock_at(hub, 150)
    assert swept(hub).released == (number,)


def test_rooms_and_classes_have_rules_of_their_own(hub: Hub, house: House, waiting: None) -> None:
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=0, release_after=0, room_class="desk")
    with hub.write() as uow:
        service.set_arrival_rule(
            uow, warn_after=5, release_after=10, resource_id=house.rooms["R2"]
        )
    room, small, desk = (booked_at_nine(hub, house, code) for code in ("R1", "R2", "DESK-1"))
    clock_at(hub, 5)
    assert swept(hub).warned == (small,)
    clock_at(hub, 15)
    found = swept(hub)
    assert (found.warned, found.released) == ((room,), (small,))
    clock_at(hub, 60)
    assert desk in swept(hub).done


def test_a_release_without_a_warning_cannot_be_asked_for(hub: Hub, house: House) -> None:
    with pytest.raises(InvalidInputError), hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=0, release_after=30)
    with pytest.raises(InvalidInputError), hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=30, release_after=30)


def test_two_windows_sweep_once(hub: Hub, house: House, waiting: None) -> None:
    number = booked_at_nine(hub, house)
    other = bootstrap.open_hub(hub.location, clock=hub.database.clock)
    clock_at(hub, 15)
    assert [swept(one).warned for one in (hub, other)] == [(number,), ()]
    clock_at(hub, 30)
    assert [swept(one).released for one in (other, hub)] == [(number,), ()]
    other.close()
    with hub.read() as session:
        done = [change.action for change in history(session, of=("occurrence", number))]
    assert done.count("booking.released") == 1


def test_the_release_is_found_in_the_history_and_taken_back(
    hub: Hub, house: House, waiting: None
) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 15)
    swept(hub)
    clock_at(hub, 30)
    found = swept(hub)
    bootstrap.undo(hub, found.changes[0].history_seq or 0)
    assert stored(hub, number)["status"] == "booked"
    clock_at(hub, 31)
    assert not swept(hub)


# -- by code ----------------------------------------------------------------------------------


def typed(hub: Hub, code: str, room: int = 0) -> tuple[str, int]:
    with hub.acting_as("kiosk", "kiosk").write() as uow:
        arrival = service.check_in_by_code(uow, code, room)
    return arrival.outcome, arrival.wait_s


def code_of(hub: Hub, number: int) -> str:
    with hub.read() as session:
        return check_in_code(session, number)


def test_people_check_in_by_their_code(hub: Hub, house: House) -> None:
    swept(hub)
    number = booked_at_nine(hub, house)
    code = code_of(hub, number)
    assert len(code) == 6
    clock_at(hub, -20)
    assert typed(hub, code, house.rooms["R1"])[0] == "wrong"
    clock_at(hub, -10)
    assert typed(hub, code, house.rooms["R2"])[0] == "wrong"
    assert typed(hub, f"{code[:3]} {code[3:]}", house.rooms["R1"])[0] == "in"
    assert typed(hub, code)[0] == "already"
    assert stored(hub, number)["status"] == "checked_in"
    with hub.read() as session:
        last = history(session, of=("occurrence", number))[0]
    assert (last.actor, last.action) == ("kiosk", "booking.checked_in")


def test_a_half_of_the_hall_takes_the_code_of_the_hall(hub: Hub, house: House) -> None:
    swept(hub)
    number = booked_at_nine(hub, house, "HALL")
    clock_at(hub, 0)
    assert typed(hub, code_of(hub, number), house.rooms["HALL-B"])[0] == "in"


def test_guessing_a_code_gets_slower_and_slower(hub: Hub, house: House) -> None:
    swept(hub)
    number = booked_at_nine(hub, house)
    code, room = code_of(hub, number), house.rooms["R1"]
    wrong = f"{(int(code) + 1) % 10**6:06d}"
    clock_at(hub, 0)
    waits, tries, now = [], 0, NINE
    while now < NINE + timedelta(minutes=50):
        outcome, wait = typed(hub, wrong, room)
        assert outcome == "wrong"
        tries += 1
        waits.append(wait)
        if wait:
            set_clock(hub, now + timedelta(seconds=wait - 1))
            assert typed(hub, code, room) == ("wait", 1)
        now += timedelta(seconds=wait)
        set_clock(hub, now)
    assert waits[:6] == [0, 0, 5, 10, 20, 40]
    assert max(waits) == 900
    assert tries < 15
    set_clock(hub, NINE + timedelta(minutes=5))
    with hub.read() as session:
        found = [change for change in history(session) if change.action == "kiosk.code_refused"]
    assert len(found) == tries
    assert wait_after(10**6) == 900


def test_ones_own_code_does_not_make_guessing_others_fast_again(hub: Hub, house: House) -> None:
    swept(hub)
    own, other = booked_at_nine(hub, house), booked_at_nine(hub, house, "R2")
    code, guess = code_of(hub, own), f"{(int(code_of(hub, other)) + 1) % 10**6:06d}"
    clock_at(hub, 0)
    assert typed(hub, code)[0] == "in"
    outcomes = [typed(hub, one)[0] for one in (guess, guess, code, guess, code, guess, code, guess)]
    assert "wait" in outcomes
    set_clock(hub, NINE + timedelta(seconds=6))
    assert typed(hub, code_of(hub, other))[0] == "in"


def test_who_comes_after_the_release_gets_the_room_if_it_is_free(
    hub: Hub, house: House, waiting: None
) -> None:
    number = booked_at_nine(hub, house)
    for minutes in (15, 30):
        clock_at(hub, minutes)
        swept(hub)
    clock_at(hub, 35)
    assert typed(hub, code_of(hub, number), house.rooms["R1"])[0] == "in"
    assert stored(hub, number)["status"] == "checked_in"
    with hub.read() as session:
        assert strikes(session, house.orgs["ACT"]).count == 0


def test_who_comes_after_somebody_else_took_the_room_does_not(
    hub: Hub, house: House, waiting: None
) -> None:
    number = booked_at_nine(hub, house)
    for minutes in (15, 30):
        clock_at(hub, minutes)
        swept(hub)
    with hub.write() as uow:
        service.walk_in(uow, house.rooms["R1"], house.orgs["BUD"], 30)
    clock_at(hub, 35)
    with pytest.raises(RoomTakenError):
        typed(hub, code_of(hub, number), house.rooms["R1"])


# -- missed dates -------------------------------------------------------------------------------


def test_missed_dates_warn_and_then_bookings_need_asking(
    hub: Hub, house: House, waiting: None
) -> None:
    with hub.write() as uow:
        add_policy(uow, Draft(
            "strikes", NINE.date() - timedelta(days=60), "Missed bookings",
            terms={"days": 30, "warn": 1, "ask": 2},
        ))  # fmt: skip
    org = house.orgs["ACT"]
    first = booked_at_nine(hub, house)
    second = booked_at_nine(hub, house, "R2")
    with hub.read() as session:
        assert strikes(session, org).state == ""
    for minutes in (15, 30):
        clock_at(hub, minutes)
        swept(hub)
    with hub.read() as session:
        assert (strikes(session, org).count, strikes(session, org).state) == (2, "ask")
        assert strikes(session, house.orgs["BUD"]).state == ""
        later = NINE + timedelta(days=31)
        assert strikes(session, org, later).count == 0
    with hub.write() as uow:
        service.excuse(uow, first, "the lift was broken")
    with hub.read() as session:
        assert strikes(session, org).state == "warn"
    with hub.write() as uow:
        service.excuse(uow, second)
    with pytest.raises(WrongStatusError), hub.write() as uow:
        service.excuse(uow, second)


def test_what_the_desk_releases_after_the_start_counts_as_missed(hub: Hub, house: House) -> None:
    ahead = booked_at_nine(hub, house)
    clock_at(hub, -60)
    with hub.write() as uow:
        service.release(uow, Target(occurrence_id=ahead))
    late = booked_at_nine(hub, house, "R2")
    clock_at(hub, 20)
    with hub.write() as uow:
        service.release(uow, Target(occurrence_id=late))
    with hub.read() as session:
        assert strikes(session, house.orgs["ACT"]).count == 1


# -- the end of a stay --------------------------------------------------------------------------


def checked_in_at_nine(hub: Hub, house: House, **more: Any) -> int:
    number = booked_at_nine(hub, house, **more)
    clock_at(hub, 0)
    with hub.write() as uow:
        service.check_in(uow, Target(occurrence_id=number))
    return number


def test_an_early_end_frees_the_room_and_keeps_the_time_used(hub: Hub, house: House) -> None:
    number = checked_in_at_nine(hub, house, hours=2, cleanup_minutes=10)
    clock_at(hub, 29.5)
    with hub.write() as uow:
        service.end_early(uow, number)
    row = stored(hub, number)
    assert (row["status"], row["starts_at"], row["ends_at"]) == (
        "done", NINE, NINE + timedelta(minutes=30),
    )  # fmt: skip
    ((_, starts, ends, _, _),) = claims(hub)
    assert ends - starts == 40 * 60
    book_room(hub, house, "R1", at(1, 9, 40, month=12), org="BUD")
    with pytest.raises(WrongStatusError), hub.write() as uow:
        service.end_early(uow, number)


def test_an_early_end_is_taken_back_while_the_room_is_free(hub: Hub, house: House) -> None:
    number = checked_in_at_nine(hub, house, hours=2)
    clock_at(hub, 30)
    with hub.write() as uow:
        service.end_early(uow, number)
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert stored(hub, number)["ends_at"] == NINE + timedelta(hours=2)
    assert claims(hub)[0][2] - claims(hub)[0][1] == 2 * 3600


def test_who_leaves_before_the_start_gives_the_room_free(hub: Hub, house: House) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, -10)
    with hub.write() as uow:
        service.check_in(uow, Target(occurrence_id=number))
    with hub.write() as uow:
        service.end_early(uow, number)
    assert stored(hub, number)["status"] == "released"
    with hub.read() as session:
        assert strikes(session, house.orgs["ACT"]).count == 0


def test_a_stay_is_made_longer_while_nobody_else_has_the_room(hub: Hub, house: House) -> None:
    number = checked_in_at_nine(hub, house)
    book_room(hub, house, "R1", at(1, 10, 45, month=12), org="BUD", setup_minutes=15)
    with hub.read() as session:
        found = extensions(session, number)
    assert found.minutes == (15, 30)
    assert found.free_until == NINE + timedelta(minutes=90)
    with hub.write() as uow:
        service.extend(uow, number, 15)
    with pytest.raises(RoomTakenError), hub.write() as uow:
        service.extend(uow, number, 30)
    with hub.write() as uow:
        service.extend(uow, number)
    row = stored(hub, number)
    assert (row["status"], row["ends_at"]) == ("checked_in", NINE + timedelta(minutes=90))
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert stored(hub, number)["ends_at"] == NINE + timedelta(minutes=75)


def test_a_stay_ends_when_the_room_closes(hub: Hub, house: House) -> None:
    from hubdesk.spaces import service as spaces

    with hub.write() as uow:
        room = spaces.add_room(
            uow, code="R3", name_en="Room 3", capacity=4, open_minute=480, close_minute=630
        )
    house.rooms["R3"] = room
    number = checked_in_at_nine(hub, house, room="R3")
    with hub.read() as session:
        assert extensions(session, number).minutes == (15, 30)
    with pytest.raises(OutsideHoursError), hub.write() as uow:
        service.extend(uow, number, 60)
    with hub.write() as uow:
        service.extend(uow, number)
    assert stored(hub, number)["ends_at"] == NINE + timedelta(minutes=90)


def test_who_comes_after_all_is_let_in_at_the_counter(hub: Hub, house: House) -> None:
    number = booked_at_nine(hub, house)
    clock_at(hub, 20)
    with hub.write() as uow:
        service.mark_no_show(uow, Target(occurrence_id=number))
    clock_at(hub, 25)
    with hub.write() as uow:
        service.let_in(uow, Target(occurrence_id=number))
    row = stored(hub, number)
    assert (row["status"], row["reason"]) == ("checked_in", None)
    with pytest.raises(WrongStatusError), hub.write() as uow:
        service.let_in(uow, Target(occurrence_id=number))


# -- walk-ins -------------------------------------------------------------------------------------


def test_a_walk_in_is_booked_and_checked_in_once(hub: Hub, house: House) -> None:
    clock_at(hub, 2.5)
    numbers = set()
    for _ in range(2):
        with hub.write() as uow:
            result = service.walk_in(
                uow, house.rooms["R1"], house.orgs["ACT"], 30, idem_key="once"
            )
        numbers.add(result.dates[0].occurrence_id or 0)
    (number,) = numbers
    row = stored(hub, number)
    assert (row["status"], row["starts_at"], row["ends_at"]) == (
        "checked_in", NINE + timedelta(minutes=2), NINE + timedelta(minutes=35),
    )  # fmt: skip
    assert len(claims(hub)) == 1


def test_a_walk_in_ends_on_the_grid_of_the_house_at_its_door_as_the_door_says(
    hub: Hub, house: House
) -> None:
    with hub.write() as uow:
        add_policy(uow, Draft(
            "slots", NINE.date() - timedelta(days=60), "Half hours",
            scope={"rooms": [house.rooms["R1"]]}, terms={"step_minutes": 30},
        ))  # fmt: skip
    clock_at(hub, 2)
    ends = []
    with hub.write() as uow:
        for room in ("R1", "R2"):
            result = service.walk_in(uow, house.rooms[room], house.orgs["ACT"], 30)
            ends.append(result.dates[0].ends_at - NINE)
    assert ends == [timedelta(minutes=60), timedelta(minutes=35)]
    clock_at(hub, 62)
    with hub.write() as uow:
        result = service.kiosk_walk_in(uow, house.rooms["R1"], house.orgs["ACT"], 30)
    assert result.dates[0].ends_at == NINE + timedelta(minutes=95)


def test_a_house_may_want_no_walk_ins_at_its_doors(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        service.set_day_of_use(uow, kiosk_walk_in=False)
    with pytest.raises(KioskWalkInError), hub.write() as uow:
        service.kiosk_walk_in(uow, house.rooms["R1"], house.orgs["ACT"], 30)


def test_who_must_ask_cannot_book_at_a_door(hub: Hub, house: House, waiting: None) -> None:
    with hub.write() as uow:
        add_policy(uow, Draft(
            "strikes", NINE.date() - timedelta(days=60), "Missed bookings",
            terms={"days": 90, "warn": 0, "ask": 1},
        ))  # fmt: skip
    booked_at_nine(hub, house)
    for minutes in (15, 30):
        clock_at(hub, minutes)
        swept(hub)
    with pytest.raises(AsksFirstError), hub.write() as uow:
        service.kiosk_walk_in(uow, house.rooms["R2"], house.orgs["ACT"], 30)
    with hub.write() as uow:
        service.kiosk_walk_in(uow, house.rooms["R2"], house.orgs["BUD"], 30)


# -- what check-in codes follow from ------------------------------------------------------------


def _secret(hub: Hub) -> str:
    with hub.read() as session:
        return code_secret(session)


def test_neither_history_nor_export_tells_what_codes_follow_from(hub: Hub) -> None:
    swept(hub)
    with hub.write() as uow:
        service.set_day_of_use(uow, kiosk_walk_in=False)
    secret = _secret(hub)
    with hub.read() as session:
        told = [entry.payload or "" for entry in page(session, 0)]
        exported = {name: list(rows) for name, rows in dump(session, bootstrap.all_tables())}
    assert len(secret) == 32
    assert secret not in str(told)
    assert secret not in str(exported)
    assert exported["day_of_use"] == [{"id": 1, "kiosk_walk_in": False}]
    assert left_out(bootstrap.all_tables())["day_of_use"] == ["code_secret"]
    assert bootstrap.verify(hub).ok
    bootstrap.undo(hub, uow.changes.history_seq or 0)
    assert _secret(hub) == secret


def test_after_an_export_is_read_back_new_codes_are_made(hub: Hub) -> None:
    swept(hub)
    before = _secret(hub)
    with hub.write() as uow:
        uow.update(DayOfUseRow, 1, code_secret="")  # as a row that an export told stands
        uow.record("day_of_use.set", "day_of_use", 1)
    swept(hub)
    assert len(_secret(hub)) == 32
    assert _secret(hub) != before


def test_a_secret_that_an_older_history_tells_is_made_anew(
    hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as older:
        older.setattr(Recorder, "told", lambda _self, image: dict(image))
        swept(hub)
    before = _secret(hub)
    assert bootstrap.verify(hub).ok
    swept(hub)
    after = _secret(hub)
    assert after != before
    swept(hub)
    assert _secret(hub) == after
    assert bootstrap.verify(hub).ok
