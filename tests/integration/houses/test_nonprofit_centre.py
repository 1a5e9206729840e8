"""Nonprofit centres: outsiders by day only, after hours with a sponsor, one fundraiser a year."""

from __future__ import annotations

from dataclasses import replace

import pytest

from hubdesk.booking import service
from hubdesk.booking.model import Target
from hubdesk.bootstrap import Hub
from tests.integration.houses.conftest import Enter, become
from tests.support.hub import House, at, book_room, request_for
from tests.support.rules import said


@pytest.fixture
def house(hub: Hub, enter: Enter) -> House:
    """BUD is an outside non-profit, ACT a tenant."""
    house = enter("nonprofit-centre")
    become(hub, house, "BUD", "outside")
    return house


def test_outsiders_meet_between_nine_and_five(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "R1", at(22, 9), hours=8, org="BUD")) == []
    late = request_for(house, "R1", at(22, 16), hours=1.5, org="BUD")  # until 17:30
    assert said(hub, late) == ["sponsor_missing"]
    early = request_for(house, "R1", at(22, 8, 30), org="BUD")
    assert said(hub, early) == ["sponsor_missing"]


def test_a_tenant_answers_for_lock_up(hub: Hub, house: House) -> None:
    evening = request_for(house, "R1", at(22, 18), hours=3, org="BUD")
    assert said(hub, replace(evening, sponsor_id=house.orgs["ACT"])) == []


def test_an_outsider_cannot_answer_for_another(hub: Hub, house: House) -> None:
    evening = request_for(house, "R1", at(22, 18), hours=3, org="BUD")
    assert said(hub, replace(evening, sponsor_id=house.orgs["BUD"])) == ["sponsor_missing"]


def test_nobody_lets_an_outsider_pass_without_a_sponsor(hub: Hub, house: House) -> None:
    evening = request_for(house, "R1", at(22, 18), org="BUD", override="they are nice")
    assert said(hub, evening) == ["sponsor_missing"]


def test_tenants_stay_as_long_as_they_like(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "R1", at(22, 19), hours=4)) == []


def test_one_fundraiser_a_year_and_a_cancelled_one_is_none(hub: Hub, house: House) -> None:
    gala = book_room(hub, house, "HALL", at(22, 18), hours=4, purpose="fundraiser")
    again = request_for(house, "HALL", at(10, 18, month=12), hours=4, purpose="Fundraiser")
    assert said(hub, again) == ["too_many"]
    assert said(hub, replace(again, purpose="")) == []
    assert said(hub, replace(again, starts=at(9, 10, month=1, year=2027),
                             ends=at(9, 12, month=1, year=2027))) == []  # fmt: skip
    with hub.write() as uow:
        service.cancel(uow, Target(occurrence_id=gala.dates[0].occurrence_id))
    assert said(hub, again) == []
