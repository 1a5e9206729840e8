"""Real hubs for tests: a SQLite file or a PostgreSQL database of its own, both made in moments.

``engine`` runs a test once on each; ``location`` is a fresh hub there, ``hub`` that hub opened
with a clock that stands still.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from tests import need
from tests.support.lending import Databases, returned

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)


@dataclass(frozen=True)
class EngineUnderTest:
    """Attributes:
    name: ``sqlite`` or ``postgresql``.
    new_place: a location where no hub is yet.
    copy_of: makes a copy of a named hub, which is made once, and tells its location and facts.
    """

    name: str
    new_place: Callable[[], str]
    copy_of: Callable[[str, Callable[[str], Any]], tuple[str, Any]]

    def new_hub(self) -> str:
        """The location of a new empty hub: settings and manager only."""
        location: str = self.copy_of("empty", create_empty)[0]
        return location


def create_empty(location: str) -> None:
    bootstrap.create_hub(
        location, name_en="House of trials", name_th="บ้านทดลอง", clock=FixedClock(NOW)
    ).close()


@pytest.fixture(autouse=True)
def databases_go_back() -> Iterator[None]:
    """What a test was lent, the next one may have; a module's own house stays its own."""
    with returned():
        yield


@pytest.fixture(scope="session")
def postgresql_server() -> Databases:
    server = Databases(need.postgresql())
    server.drop_leftovers()
    return server


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory) -> EngineUnderTest:
    """Hubs that are files, each in a folder of its own."""
    models: dict[str, tuple[str, Any]] = {}

    def new_place() -> str:
        return str(tmp_path_factory.mktemp("hub") / "hub.hubdesk")

    def copy_of(key: str, make: Callable[[str], Any]) -> tuple[str, Any]:
        if key not in models:
            place = new_place()
            models[key] = (place, make(place))
        model, facts = models[key]
        return str(shutil.copyfile(model, new_place())), deepcopy(facts)

    return EngineUnderTest("sqlite", new_place, copy_of)


@pytest.fixture(scope="session")
def postgresql(postgresql_server: Databases) -> EngineUnderTest:
    """Hubs on a real server, each a database of its own."""
    return EngineUnderTest(
        "postgresql",
        lambda: postgresql_server.address(postgresql_server.new_database()),
        postgresql_server.copy_of,
    )


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def engine(request: pytest.FixtureRequest) -> EngineUnderTest:
    """Both engines, one after the other."""
    found: EngineUnderTest = request.getfixturevalue(request.param)
    return found


@pytest.fixture
def location(engine: EngineUnderTest) -> str:
    """A fresh hub on the engine."""
    return engine.new_hub()


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(NOW)


@pytest.fixture
def hub(location: str, clock: FixedClock) -> Iterator[bootstrap.Hub]:
    """A fresh hub, open."""
    opened = bootstrap.open_hub(location, clock=clock)
    yield opened
    opened.close()
