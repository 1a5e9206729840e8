"""Centre for Social Innovation: desks go with plans.  Foundation House: no rules for booking."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.orgs.service import set_membership
from hubdesk.rules.policies.examples import examples
from hubdesk.rules.queries.policies import policies
from hubdesk.rules.service import load_policies
from tests.integration.houses.conftest import Enter
from tests.support.hub import House, at, request_for
from tests.support.rules import said


@pytest.fixture
def house(enter: Enter) -> House:
    return enter("centre-for-social-innovation")


def _plan(hub: Hub, house: House, plan: str, first: date, last: date | None = None) -> None:
    with hub.write() as uow:
        set_membership(uow, house.orgs["ACT"], plan=plan, valid_from=first, valid_to=last)


def test_without_a_plan_there_is_no_desk_but_there_are_rooms(hub: Hub, house: House) -> None:
    assert said(hub, request_for(house, "DESK-1", at(22, 9))) == ["not_in_plan"]
    assert said(hub, request_for(house, "R1", at(22, 9))) == []


def test_a_membership_without_space_has_no_desk(hub: Hub, house: House) -> None:
    _plan(hub, house, "No space", date(2026, 1, 1))
    assert said(hub, request_for(house, "DESK-1", at(22, 9))) == ["not_in_plan"]


def test_a_hot_desk_is_had_for_a_day(hub: Hub, house: House) -> None:
    _plan(hub, house, "Hot desk", date(2026, 1, 1))
    assert said(hub, request_for(house, "DESK-1", at(22, 8), hours=12)) == []
    assert said(hub, request_for(house, "DESK-1", at(22, 8), hours=12.25)) == ["too_long"]


def test_an_office_may_keep_its_desk_overnight(hub: Hub, house: House) -> None:
    _plan(hub, house, "Office", date(2026, 1, 1))
    assert said(hub, request_for(house, "DESK-1", at(22, 8), hours=30)) == []


def test_a_plan_that_has_ended_gives_no_desk(hub: Hub, house: House) -> None:
    _plan(hub, house, "Team table", date(2026, 1, 1), date(2026, 9, 30))
    assert said(hub, request_for(house, "DESK-1", at(22, 9))) == ["not_in_plan"]


def test_foundation_house_refuses_nothing(hub: Hub, enter: Enter) -> None:
    house = enter("foundation-house")
    assert said(hub, request_for(house, "R1", at(2, 3, year=2029), hours=40)) == []


def test_every_house_is_entered_once_however_often_it_is_asked(hub: Hub) -> None:
    found = examples()
    assert len(found) == 6
    for _ in range(2):
        for one in found:
            with hub.write() as uow:
                load_policies(uow, one.document, valid_from=date(2026, 1, 1))
    with hub.read() as session:
        assert len(policies(session)) == sum(one.policies for one in found)
