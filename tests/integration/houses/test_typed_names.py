"""Names and codes that people type are cleaned before they are kept."""

from __future__ import annotations

from pathlib import Path

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.orgs.service import add_organisation
from hubdesk.spaces.queries import resource_by_code
from hubdesk.spaces.service import add_room, update_resource
from tests.support.hub import make_hub

#: A right-to-left override makes a name read as another one.
TURNED = "A\u202eB"


def test_codes_and_names_hold_no_hidden_signs(tmp_path: Path) -> None:
    hub = make_hub(tmp_path / "hub.hubdesk")
    with hub.write() as uow:
        add_organisation(uow, code=f" {TURNED} ", name_en=TURNED)
        room = add_room(uow, code=TURNED, name_en=f"{TURNED}\n2")
        update_resource(uow, room, name_th=TURNED)
    with hub.read() as session:
        assert organisation_by_code(session, "AB").names.en == "AB"
        found = resource_by_code(session, "AB")
    assert (found.names.en, found.names.th) == ("AB 2", "AB")
    hub.close()


def test_a_code_of_hidden_signs_alone_is_empty(tmp_path: Path) -> None:
    hub = make_hub(tmp_path / "hub.hubdesk")
    with pytest.raises(InvalidInputError), hub.write() as uow:
        add_organisation(uow, code="\u202e", name_en="Name")
    with pytest.raises(InvalidInputError), hub.write() as uow:
        add_room(uow, code="\u202e", name_en="Name")
    hub.close()
