"""Real hubs for tests: a SQLite file or a PostgreSQL database of its own, both made in moments.

``engine`` runs a test once on each; ``location`` is a fresh hub there, ``hub`` that hub opened
with a clock that stands still.
"""

from __future__ import annotations

import itertools
import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from tests import need

NOW = datetime(2026, 11, 27, 3, 0, tzinfo=UTC)
_numbers = itertools.count(1)


@dataclass(frozen=True)
class EngineUnderTest:
    """Attributes:
    name: ``sqlite`` or ``postgresql``.
    new_hub: makes an empty hub (settings and manager only) and tells its location.
    new_place: a location where no hub is yet.
    """

    name: str
    new_hub: Callable[[], str]
    new_place: Callable[[], str]


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty hub file, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "template.hubdesk"
    _create(str(path))
    return path


def _create(location: str) -> None:
    bootstrap.create_hub(
        location, name_en="House of trials", name_th="บ้านทดลอง", clock=FixedClock(NOW)
    ).close()


class _Server:
    """Databases of the test server that belong to this run, removed when it ends."""

    def __init__(self, address: str) -> None:
        self._parts = urlsplit(address)
        self._address = address
        self._template = ""

    def address(self, database: str) -> str:
        return urlunsplit(self._parts._replace(path=f"/{database}"))

    def new_database(self, template: str = "template0") -> str:
        name = f"hubdesk_test_{os.getpid()}_{next(_numbers)}"
        with psycopg.connect(self._address, autocommit=True) as connection:
            connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        return name

    def new_hub(self) -> str:
        if not self._template:
            template = self.new_database()
            _create(self.address(template))
            self._template = template
        return self.address(self.new_database(self._template))

    def drop_leftovers(self) -> None:
        """Remove databases of runs that are over.

        A run's own are left to the next one: dropping takes longer than many a test, and the
        server of ``installer/test.py`` is thrown away as a whole.
        """
        with psycopg.connect(self._address, autocommit=True) as connection:
            found = connection.execute(
                "SELECT datname FROM pg_database WHERE datname LIKE 'hubdesk\\_test\\_%'"
            ).fetchall()
            for (name,) in found:
                if not _alive(int(name.split("_")[2])):
                    connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True


@pytest.fixture(scope="session")
def postgresql_server() -> _Server:
    server = _Server(need.postgresql())
    server.drop_leftovers()
    return server


@pytest.fixture(scope="session")
def sqlite(tmp_path_factory: pytest.TempPathFactory, sqlite_template: Path) -> EngineUnderTest:
    """Hubs that are files, each in a folder of its own."""

    def new_place() -> str:
        return str(tmp_path_factory.mktemp("hub") / "hub.hubdesk")

    def new_hub() -> str:
        return str(shutil.copyfile(sqlite_template, new_place()))

    return EngineUnderTest("sqlite", new_hub, new_place)


@pytest.fixture(scope="session")
def postgresql(postgresql_server: _Server) -> EngineUnderTest:
    """Hubs on a real server, each a database of its own."""
    return EngineUnderTest(
        "postgresql",
        postgresql_server.new_hub,
        lambda: postgresql_server.address(postgresql_server.new_database()),
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
