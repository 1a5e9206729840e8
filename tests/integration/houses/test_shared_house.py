"""A shared house of ninety organisations: prime time, hours, the event space.

Three rooms that everybody may have: R1 and R2 are a unit each, the hall is two.  Prime time is
10:00–15:00 on five days: 5 h × 5 days × 4 units = 100 unit hours a week, of which 15 % are 15.
"""

from __future__ import annotations

import pytest

from hubdesk.booking.model import Wanted
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub
from hubdesk.spaces import service as spaces
from tests.integration.houses.conftest import Enter
from tests.support.hub import House, at, book_room, request_for
from tests.support.rules import said

HOUSE = "open-gov-hub"


@pytest.fixture
def house(hub: Hub, enter: Enter) -> House:
    """The halves of the hall are no rooms of their own here, so that there are four units."""
    house = enter(HOUSE)
    with hub.write() as uow:
        for code in ("HALL-A", "HALL-B"):
            spaces.update_resource(uow, house.rooms[code], active=False)
    return house


def test_prime_time_is_shared_to_the_quarter_hour(hub: Hub, house: House) -> None:
    """Mon–Wed 10:00–15:00 in R1 = 3 × 5 = 15 unit hours of 100: exactly 15 %, and no more."""
    for day in (19, 20, 21):
        book_room(hub, house, "R1", at(day, 10), hours=5)
    assert said(hub, request_for(house, "R2", at(22, 14, 45), hours=0.25)) == ["over_share"]
    assert said(hub, request_for(house, "R2", at(22, 15), hours=2)) == []  # after prime time
    assert said(hub, request_for(house, "R2", at(24, 10), hours=3)) == []  # a Saturday
    assert said(hub, request_for(house, "R2", at(26, 10), hours=5)) == []  # the next week


def test_the_whole_hall_weighs_two_units(hub: Hub, house: House) -> None:
    """HALL 10:00–15:00 = 5 h × 2 units = 10; with Tuesday's 3 h × 2 = 6 it would be 16 of 100."""
    book_room(hub, house, "HALL", at(19, 10), hours=5)
    assert said(hub, request_for(house, "HALL", at(20, 10), hours=3)) == ["over_share"]
    assert said(hub, request_for(house, "HALL", at(20, 10), hours=2.5)) == []  # 10 + 5 = 15


def test_only_the_part_in_prime_time_weighs(hub: Hub, house: House) -> None:
    """R1 and R2 from 8:00 to 12:00: 2 h each in prime time = 4 of 100; 8 h of the month's 40."""
    both = (Wanted(house.rooms["R1"]), Wanted(house.rooms["R2"]))
    for day in (19, 20, 21):
        with hub.write() as uow:
            book(uow, request_for(house, "R1", at(day, 8), hours=4, wanted=both))  # 3 × 4 = 12
    assert said(hub, request_for(house, "R1", at(22, 8), hours=5)) == []  # 12 + 3 = 15
    assert said(hub, request_for(house, "R1", at(22, 8), hours=5.25)) == ["over_share"]


def test_forty_hours_a_month(hub: Hub, house: House) -> None:
    """Five days from 15:00 to 23:00 = 40 h, none of it in prime time."""
    for day in (5, 6, 7, 8, 9):
        book_room(hub, house, "R1", at(day, 15), hours=8)
    assert said(hub, request_for(house, "R2", at(31, 15), hours=0.25)) == ["over_quota"]
    assert said(hub, request_for(house, "R2", at(1, 15, month=11))) == []
    assert said(hub, request_for(house, "DESK-1", at(30, 15), hours=8)) == []  # a desk is no room


def test_times_are_quarter_hours(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "R1", at(22, 9, 10))) == ["off_grid"]
    assert said(hub, request_for(house, "R1", at(22, 9, 15), hours=0.5)) == []
    assert said(hub, request_for(house, "DESK-1", at(22, 9, 10))) == []


def test_the_event_space_is_agreed_on(hub: Hub, house: House) -> None:
    """The hall holds 60 people, room 1 twelve; from fifty on somebody has to agree."""
    assert book_room(hub, house, "HALL", at(22, 17), hours=3).approval is not None
    assert book_room(hub, house, "R1", at(22, 17), hours=3).approval is None
