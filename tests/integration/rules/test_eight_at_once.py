"""Eight desks do at one moment what one may do: quotas, approvals, offers, holds, away days."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta

import pytest

from hubdesk.booking.errors import NotWaitingError, PolicyRefusedError, RoomTakenError
from hubdesk.booking.model import OnClash, Status, Target
from hubdesk.booking.queries.listing import bookings, date_line
from hubdesk.booking.service import (
    accept_offer,
    add_away,
    approving,
    assign_desk,
    book,
    cancel,
    check_in,
    decline_offer,
    tend,
)
from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import KnownError
from hubdesk.orgs.service import add_person
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import Tariff
from hubdesk.store.errors import ChangedMeanwhileError
from tests.support.hub import NOW, House, at, book_room, request_for
from tests.support.rules import add_rule
from tests.support.together import together

EIGHT = 8
FIRST = at(1, 8, month=12)


def spend(hub: Hub, number: int, house: House, people: dict[str, int]) -> int:
    """Book hours nobody else wants, so that only the quota is in the way."""
    won = 0
    for turn in range(4):
        org = ("ACT", "BUD")[number % 2]
        starts = FIRST + timedelta(days=turn, hours=number // 2)
        try:
            book_room(hub, house, ("R1", "R2")[number % 2], starts, org=org,
                      person_id=people.get(org))  # fmt: skip
        except PolicyRefusedError:
            continue
        won += 1
    return won


@pytest.mark.parametrize(
    ("kind", "terms", "each"),
    [
        ("quota", {"minutes": 300, "per": "month"}, 5),
        ("quota", {"minutes": 180, "per": "week", "of": "person"}, 3),
        ("quota", {"amount_minor": 40_000, "per": "month"}, 4),
        ("quota", {"amount_minor": 20_000, "per": "month", "of": "person"}, 2),
        ("count", {"most": 1, "per": "month"}, 1),
    ],
)
def test_a_quota_is_spent_to_the_last_minute_and_not_beyond(
    hub: Hub, house: House, kind: str, terms: dict[str, object], each: int
) -> None:
    with hub.write() as uow:
        set_price_rule(
            uow, "HOUR", name_en="An hour", tariff=Tariff(hour_minor=10_000), vat_rate="7",
            valid_from=date(2026, 1, 1),
        )  # fmt: skip
    with hub.write() as uow:
        people = {
            code: add_person(uow, org_id=number, name_en=code)
            for code, number in house.orgs.items()
        }
        uow.record("person.added", "person", None)
    add_rule(hub, kind, terms=terms)
    told = together(EIGHT, spend, hub.location, house, people)
    assert [sum(told[0::2]), sum(told[1::2])] == [each, each], told


def agree(hub: Hub, number: int, ids: list[int]) -> list[int]:
    won = []
    for booking_id in ids[number:] + ids[:number]:
        try:
            with hub.write() as uow:
                approving.approve(uow, booking_id)
        except KnownError:
            continue
        won.append(booking_id)
    return won


def test_eight_approvers_give_an_hour_to_one_of_its_requests(hub: Hub, house: House) -> None:
    add_rule(hub, "approval", terms={})
    ids = [
        book_room(hub, house, ("HALL", "HALL-A")[turn % 2], at(20, 9),
                  org=("ACT", "BUD")[turn % 2]).booking_id or 0
        for turn in range(EIGHT)
    ]  # fmt: skip
    won = [number for one in together(EIGHT, agree, hub.location, ids) for number in one]
    assert len(won) == 1
    with hub.read() as session:
        states = Counter(one.status for one in bookings(session))
    assert states["booked"] == 1
    assert states["requested"] == 0


def answer_offer(hub: Hub, number: int, occurrence_id: int) -> str:
    """Even ones accept, odd ones decline."""
    try:
        with hub.write() as uow:
            (accept_offer, decline_offer)[number % 2](uow, occurrence_id)
    except (NotWaitingError, ChangedMeanwhileError):
        return "late"
    return ("accepted", "declined")[number % 2]


def test_an_offer_is_answered_once(hub: Hub, house: House) -> None:
    held = book_room(hub, house, "R1", at(7, 9), org="BUD").dates[0].occurrence_id
    waits = book_room(hub, house, "R1", at(7, 9), on_clash=OnClash.WAIT).dates[0].occurrence_id
    assert waits is not None
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=held))
    told = Counter(together(EIGHT, answer_offer, hub.location, waits))
    assert told["late"] == EIGHT - 1, told
    with hub.read() as session:
        status = date_line(session, waits).status
    assert (status == "booked") == (told["accepted"] == 1)


def answer_late(hub: Hub, number: int, occurrence_id: int) -> str:
    """Some accept at the last moment, the sweep of others takes the offer back."""
    try:
        with hub.write() as uow:
            if number % 2:
                tend(uow)
                return "swept"
            accept_offer(uow, occurrence_id)
    except KnownError:
        return "late"
    return "accepted"


def test_an_offer_that_lapses_is_accepted_or_gone(hub: Hub, house: House) -> None:
    held = book_room(hub, house, "R1", at(7, 9), org="BUD").dates[0].occurrence_id
    waits = book_room(hub, house, "R1", at(7, 9), on_clash=OnClash.WAIT).dates[0].occurrence_id
    assert waits is not None
    with hub.write() as uow:
        cancel(uow, Target(occurrence_id=held))
    told = together(
        EIGHT, answer_late, hub.location, waits, now=NOW + timedelta(days=5, hours=23)
    )
    with hub.read() as session:
        status = date_line(session, waits).status
    assert ("accepted" in told) == (status == "booked"), (told, status)


def confirm_or_lapse(hub: Hub, number: int, booking_ids: list[int]) -> list[int]:
    """Even ones confirm every hold, odd ones let all lapse that are due."""
    confirmed = []
    for booking_id in booking_ids:
        try:
            with hub.write() as uow:
                if number % 2:
                    approving.lapse(uow)
                else:
                    approving.confirm_hold(uow, booking_id)
                    confirmed.append(booking_id)
        except KnownError:
            continue
    return confirmed


def test_a_hold_that_lapses_is_confirmed_or_gone(hub: Hub, house: House) -> None:
    add_rule(hub, "hold", terms={"hours": 2})
    ids = [
        book_room(hub, house, "R1", at(7, 8 + turn), status=Status.HELD).booking_id or 0
        for turn in range(EIGHT)
    ]
    told = together(EIGHT, confirm_or_lapse, hub.location, ids, now=NOW + timedelta(hours=3))
    confirmed = Counter(number for one in told for number in one)
    assert set(confirmed.values()) <= {1}
    with hub.read() as session:
        states = Counter(one.status for one in bookings(session))
    assert states["booked"] == len(confirmed)
    assert states["booked"] + states["released"] == EIGHT


def take_desk(hub: Hub, number: int, house: House, assignment_id: int) -> str:
    """Even ones say that its owner is away, odd ones want the desk for the day."""
    for _ in range(20):
        try:
            with hub.write() as uow:
                if number % 2:
                    book(uow, request_for(house, "DESK-1", at(7, 9), hours=8, org="BUD"))
                    return "booked"
                add_away(uow, assignment_id, date(2026, 10, 7), date(2026, 10, 7))
                return "away"
        except RoomTakenError:
            continue
        except KnownError:
            return "late"
    return "taken"


def test_a_desk_is_given_away_once_and_used_by_one(hub: Hub, house: House) -> None:
    with hub.write() as uow:
        given = assign_desk(uow, house.rooms["DESK-1"], house.orgs["ACT"], date(2026, 10, 1))
    told = Counter(together(EIGHT, take_desk, hub.location, house, given))
    assert told["away"] == 1
    assert told["booked"] <= 1


def come(hub: Hub, _: int, occurrence_id: int) -> bool:
    try:
        with hub.write() as uow:
            check_in(uow, Target(occurrence_id=occurrence_id))
    except KnownError:
        return False
    return True


def test_eight_desks_check_the_same_people_in_once(hub: Hub, house: House) -> None:
    number = book_room(hub, house, "R1", at(1, 8)).dates[0].occurrence_id
    assert sum(together(EIGHT, come, hub.location, number)) == 1
