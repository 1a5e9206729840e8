"""The furnished house, entered by the rules of one of the six houses of the field.

``enter(hub, "montgomery-county")`` adds them as data, through the service behind the screens.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.policies.examples import example
from hubdesk.rules.service import load_policies
from tests.support.hub import NOW, House, furnish, set_clock

Enter = Callable[[str], House]


@pytest.fixture
def enter(hub: Hub) -> Enter:
    """Furnishes the house and enters the rules of another; now is Thu 1 October 2026, 08:00."""

    def entered(key: str) -> House:
        set_clock(hub, NOW)
        house = furnish(hub)
        with hub.write() as uow:
            load_policies(uow, example(key).document, valid_from=date(2026, 1, 1))
        return house

    return entered


def become(hub: Hub, house: House, org: str, org_class: str) -> None:
    """Give an organisation another class."""
    with hub.write() as uow:
        uow.update(OrganisationRow, house.orgs[org], org_class=org_class)
        uow.record("organisation.changed", "organisation", house.orgs[org])
