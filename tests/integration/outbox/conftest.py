"""A furnished house that has mail, on each engine; a server that keeps what it is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keyring
import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.orgs.service import add_person, update_organisation
from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.service.settings import set_up
from tests.support.hub import House, furnish
from tests.support.keyring import MemoryKeyring
from tests.support.smtp import Kept, make_certificate, smtp_server

MAIL = MailSettings(
    enabled=True, host="127.0.0.1", security="none", from_name="บ้านทดลอง",
    from_address="hub@house.example", wait_minutes=0,
)  # fmt: skip


@pytest.fixture
def ring() -> Iterator[MemoryKeyring]:
    before, memory = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(memory)
    yield memory
    keyring.set_keyring(before)


@pytest.fixture
def server() -> Iterator[Kept]:
    with smtp_server() as kept:
        yield kept


@pytest.fixture(scope="session")
def certificate(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    return make_certificate(tmp_path_factory.mktemp("certificate"))


@pytest.fixture
def house(hub: Hub) -> Iterator[House]:
    """The house with addresses; when the test is over, rows and history must still agree."""
    house = furnish(hub)
    with hub.write() as uow:
        update_organisation(
            uow, house.orgs["ACT"], email="office@act.example", name_th="มูลนิธิต้านโกง"
        )
    with hub.write() as uow:
        add_person(uow, name_en="Malee", name_th="มาลี", org_id=house.orgs["ACT"],
                   email="malee@act.example")  # fmt: skip
    with hub.write() as uow:
        set_up(uow, MAIL)
    yield house
    assert bootstrap.verify(hub).findings == ()


def to_server(hub: Hub, server: Kept, **more: object) -> None:
    """Let the hub send to the server."""
    with hub.write() as uow:
        set_up(uow, replace(MAIL, port=server.port, **more))  # type: ignore[arg-type]
