"""A house with six desks on a floor, and a few people who sit at them."""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.orgs.service import add_organisation, add_person
from hubdesk.spaces import service as spaces


@dataclass
class DeskHouse:
    """Ids by code: ``orgs`` ACT and BUD, ``desks`` D1 to D6, ``people`` of ACT by name."""

    orgs: dict[str, int] = field(default_factory=dict)
    desks: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    floor: int = 0
    room: int = 0


@pytest.fixture
def house(hub: Hub) -> DeskHouse:
    found = DeskHouse()
    with hub.write() as uow:
        for code in ("ACT", "BUD"):
            found.orgs[code] = add_organisation(uow, code=code, name_en=code)
        found.people["Nok"] = add_person(
            uow, org_id=found.orgs["ACT"], name_en="Nok", email="nok@act.example"
        )
        found.floor = spaces.add_floor(uow, code="4", name_en="Floor 4", name_th="ชั้น 4")
        for number in range(1, 7):
            code = f"D{number}"
            found.desks[code] = spaces.add_desk(
                uow, code=code, name_en=f"Desk {number}", name_th=f"โต๊ะ {number}",
                floor_id=found.floor, position=number,
            )  # fmt: skip
        found.room = spaces.add_room(uow, code="R1", name_en="Room 1", floor_id=found.floor)
    return found
