"""Several programs book and approve at once: no quota is exceeded, no room is given away twice."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from hubdesk.booking.errors import PolicyRefusedError, RoomTakenError, WrongStatusError
from hubdesk.booking.queries.listing import bookings
from hubdesk.booking.service import approving
from hubdesk.bootstrap import Hub
from tests.support.hub import House, at, book_room, claims
from tests.support.rules import add_rule
from tests.support.together import together

PROCESSES, TRIES = 2, 8


def spend(hub: Hub, number: int, house: House) -> int:
    """Book hours of days of one's own, so that only the quota is in the way."""
    won = 0
    for turn in range(TRIES):
        room = ("R1", "R2")[number]
        try:
            book_room(hub, house, room, at(1, 8, month=12) + timedelta(days=turn))
        except PolicyRefusedError:
            continue
        won += 1
    return won


def test_writers_together_never_exceed_a_quota(hub: Hub, house: House) -> None:
    add_rule(hub, "quota", terms={"minutes": 7 * 60, "per": "month"})
    add_rule(hub, "count", terms={"most": 20, "per": "month"})
    assert sum(together(PROCESSES, spend, hub.location, house)) == 7
    with hub.read() as session:
        assert len(bookings(session)) == 7


def agree(hub: Hub, number: int, ids: list[int]) -> list[int]:
    """Approve every request, each process beginning somewhere else."""
    won = []
    for booking_id in ids[number * 4 :] + ids[: number * 4]:
        try:
            with hub.write() as uow:
                approving.approve(uow, booking_id)
        except (WrongStatusError, RoomTakenError):
            continue
        won.append(booking_id)
    return won


def test_approvers_together_give_every_time_away_once(hub: Hub, house: House) -> None:
    add_rule(hub, "approval", terms={})
    ids = [
        book_room(hub, house, ("HALL", "HALL-A", "HALL-B")[turn % 3], at(20, 8 + turn // 4),
                  org=("ACT", "BUD")[turn % 2]).booking_id or 0
        for turn in range(12)
    ]  # fmt: skip
    told = together(PROCESSES, agree, hub.location, ids)
    won = Counter(number for one in told for number in one)
    assert set(won.values()) == {1}
    with hub.read() as session:
        states = Counter(one.status for one in bookings(session))
    assert states["requested"] == 0
    assert states["booked"] == len(won)
    # Every hour went to the hall, or to one or both of its halves.
    assert 3 <= len(won) <= 6
    assert len({(unit, start) for unit, start, *_ in claims(hub)}) == len(claims(hub))


def test_a_request_that_clashes_with_what_is_booked_is_refused_at_once(
    hub: Hub, house: House
) -> None:
    book_room(hub, house, "HALL-A", at(20, 9))
    add_rule(hub, "approval", terms={})
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "HALL", at(20, 9), org="BUD")
    assert caught.value.details["by"] == "ACT"
