"""No-shows: what users of other systems complain about, each complaint a test.

Rooms stand empty because nobody gives them back: Indico #6443 asks for a release after a while.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from hubdesk import bootstrap
from hubdesk.booking import service
from hubdesk.booking.model import Status, Target
from hubdesk.booking.queries.arrivals import strikes, warning_of
from hubdesk.booking.queries.listing import date_line
from hubdesk.bootstrap import Hub
from hubdesk.rules.service import Draft, add_policy
from hubdesk.store.queries import history
from tests.support.hub import House, at, book_room, claims, set_clock

#: 1 December 2026, nine in the house.
NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def tick(hub: Hub, minutes: int) -> service.Swept:
    """A minute of the day, as the window's timer and ``hubdesk booking sweep`` see it."""
    set_clock(hub, NINE + timedelta(minutes=minutes))
    return service.sweep(hub.acting_as(service.SWEEPER, "sweep"))


def test_a_room_nobody_came_to_is_given_free_after_a_warning(hub: Hub, house: House) -> None:
    """Indico #6443: automatically release rooms if nobody checked in."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=10, release_after=20)
    missed = book_room(hub, house, "R1", at(1, 9, month=12), hours=2).dates[0].occurrence_id or 0
    kept = book_room(hub, house, "R2", at(1, 9, month=12), hours=2).dates[0].occurrence_id or 0
    with hub.write() as uow:
        set_clock(hub, NINE)
        service.check_in(uow, Target(occurrence_id=kept))
    told = [tick(hub, minutes) for minutes in range(0, 60, 5)]
    assert [minutes * 5 for minutes, one in enumerate(told) if one.warned] == [10]
    assert [minutes * 5 for minutes, one in enumerate(told) if one.released] == [20]
    with hub.read() as session:
        assert date_line(session, missed).status == Status.RELEASED
        assert date_line(session, kept).status == Status.CHECKED_IN
        warning = warning_of(session, missed)
        assert warning is not None
        assert warning.warned_at == NINE + timedelta(minutes=10)
        change = history(session, of=("occurrence", missed))[0]
    assert (change.actor, change.action) == ("sweep", "booking.released")
    set_clock(hub, NINE + timedelta(minutes=20))
    book_room(hub, house, "R1", at(1, 9, 20, month=12), org="BUD")


def test_a_release_can_be_taken_back_while_the_room_is_free(hub: Hub, house: House) -> None:
    """Indico #6443, the other side: people who were only late get their room back."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=10, release_after=20)
    number = book_room(hub, house, "R1", at(1, 9, month=12)).dates[0].occurrence_id or 0
    tick(hub, 10)
    released = tick(hub, 20)
    (change,) = released.changes
    bootstrap.undo(hub, change.history_seq or 0)
    assert len(claims(hub)) == 1
    assert not tick(hub, 25)  # it is not taken away a second time
    with hub.write() as uow:
        service.check_in(uow, Target(occurrence_id=number))


def test_whose_rooms_stand_empty_again_and_again_must_ask(hub: Hub, house: House) -> None:
    """Indico #6443 and the Democracy Center's rule that no-shows count (FIELD.md)."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=10, release_after=20)
    with hub.write() as uow:
        add_policy(uow, Draft(
            "strikes", NINE.date() - timedelta(days=60), "Missed bookings",
            terms={"days": 90, "warn": 2, "ask": 3},
        ))  # fmt: skip
    org, states = house.orgs["ACT"], []
    for hour in (9, 10, 11):
        book_room(hub, house, "R1", at(1, hour, month=12))
        for minutes in (10, 20):
            tick(hub, (hour - 9) * 60 + minutes)
        with hub.read() as session:
            states.append(strikes(session, org).state)
    assert states == ["", "warn", "ask"]
    with hub.read() as session:
        assert strikes(session, org).count == 3
        assert strikes(session, org, NINE + timedelta(days=92)).state == ""


def test_who_must_ask_waits_for_somebodys_word(hub: Hub, house: House) -> None:
    """The Democracy Center's rule (FIELD.md), to the end: the next booking is a request."""
    with hub.write() as uow:
        service.set_arrival_rule(uow, warn_after=10, release_after=20)
    with hub.write() as uow:
        add_policy(uow, Draft(
            "strikes", NINE.date() - timedelta(days=60), "Missed bookings",
            terms={"days": 90, "warn": 0, "ask": 1},
        ))  # fmt: skip
    book_room(hub, house, "R1", at(1, 9, month=12))
    for minutes in (10, 20):
        tick(hub, minutes)
    (asked,) = book_room(hub, house, "R1", at(2, 9, month=12)).dates
    (other,) = book_room(hub, house, "R2", at(2, 9, month=12), org="BUD").dates
    with hub.read() as session:
        assert date_line(session, asked.occurrence_id or 0).status == Status.REQUESTED
        assert date_line(session, other.occurrence_id or 0).status == Status.BOOKED
