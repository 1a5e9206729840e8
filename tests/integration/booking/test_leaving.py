"""An organisation leaves the house: what ends, what is cancelled, and the way back."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk import bootstrap
from hubdesk.booking.errors import OrganisationInactiveError
from hubdesk.booking.model import Status
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.service import dates_after_leaving, leave
from hubdesk.bootstrap import Hub
from hubdesk.orgs.queries import memberships, occupancies_of, organisation
from hubdesk.orgs.service import come_back, set_membership, set_occupancy
from tests.support.hub import House, at, book_room

LAST = date(2026, 12, 20)


def _statuses(hub: Hub) -> list[tuple[int, str]]:
    with hub.read() as session:
        return [(line.starts_at.day, line.status) for line in bookings(session, org="ACT")]


def _prepare(hub: Hub, house: House) -> None:
    act = house.orgs["ACT"]
    with hub.write() as uow:
        set_occupancy(uow, act, date(2026, 1, 1), seats=4, headcount=5)
    with hub.write() as uow:
        set_occupancy(uow, act, date(2027, 1, 1), seats=6, headcount=7)
    with hub.write() as uow:
        set_membership(uow, act, "resident", date(2026, 1, 1))
    book_room(hub, house, "R1", at(day=19, hour=9, month=12), hours=1)
    book_room(hub, house, "R1", at(day=21, hour=9, month=12), hours=1, rrule="FREQ=DAILY;COUNT=2")


def test_leaving_ends_what_is_dated_and_cancels_what_comes_later(hub: Hub, house: House) -> None:
    _prepare(hub, house)
    act = house.orgs["ACT"]
    with hub.read() as session:
        told = dates_after_leaving(session, act, LAST)
    with hub.write() as uow:
        cancelled = leave(uow, act, LAST)
    assert cancelled == len(told) == 2
    assert _statuses(hub) == [(19, "booked"), (21, "cancelled"), (22, "cancelled")]
    with hub.read() as session:
        left = organisation(session, act)
        facts, (plan,) = occupancies_of(session, act), memberships(session, act)
    assert left.left_on == LAST
    assert left.here_on(LAST)
    assert not left.here_on(date(2026, 12, 21))
    assert [(fact.valid_from, fact.valid_to) for fact in facts] == [(date(2026, 1, 1), LAST)]
    assert plan.valid_to == LAST


def test_leaving_is_taken_back_as_a_whole(hub: Hub, house: House) -> None:
    _prepare(hub, house)
    act = house.orgs["ACT"]
    with hub.read() as session:
        before = organisation(session, act), occupancies_of(session, act), memberships(session, act)
    with hub.write() as uow:
        leave(uow, act, LAST)
    assert uow.changes.history_seq is not None
    bootstrap.undo(hub, uow.changes.history_seq)
    with hub.read() as session:
        after = organisation(session, act), occupancies_of(session, act), memberships(session, act)
    assert after == before
    assert {status for _, status in _statuses(hub)} == {"booked"}


def test_nothing_is_booked_for_days_after_the_last(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        leave(uow, house.orgs["ACT"], LAST)
    book_room(hub, house, "R1", at(day=20, hour=9, month=12), hours=1)
    with pytest.raises(OrganisationInactiveError) as refused:
        book_room(
            hub, house, "R1", at(day=20, hour=11, month=12), hours=1, rrule="FREQ=DAILY;COUNT=2"
        )
    assert refused.value.details == {"org": "ACT", "day": LAST}
    assert _statuses(hub) == [(20, str(Status.BOOKED))]


def test_one_that_comes_back_may_book_again(hub: Hub, house: House) -> None:
    act = house.orgs["ACT"]
    with hub.write() as uow:
        leave(uow, act, LAST)
    with hub.write() as uow:
        come_back(uow, act)
    book_room(hub, house, "R1", at(day=21, hour=9, month=12), hours=1)
    with hub.read() as session:
        assert organisation(session, act).left_on is None
