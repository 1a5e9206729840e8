"""A database that comes back from a test is as good as a new one, or is not lent again."""

from __future__ import annotations

from typing import Any

import psycopg
import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from tests import need
from tests.integration.conftest import NOW, create_empty
from tests.support import lending
from tests.support.hub import at, book_room, furnish


@pytest.fixture(scope="module")
def databases() -> lending.Databases:
    """Lends to the tests of this file only."""
    return lending.Databases(need.postgresql())


def _lend(databases: lending.Databases, key: str = "empty") -> str:
    return databases.copy_of(key, create_empty)[0]


def _rows(location: str) -> dict[str, list[Any]]:
    """Every row of every table, and how far every sequence is."""
    found: dict[str, list[Any]] = {}
    with psycopg.connect(location) as connection:
        for (table,) in connection.execute(lending._TABLES).fetchall():
            rows = connection.execute(f"SELECT * FROM {table}".encode()).fetchall()
            found[table] = sorted(map(repr, rows))
        found["sequences"] = connection.execute(
            "SELECT schemaname, sequencename, last_value FROM pg_sequences ORDER BY 1, 2"
        ).fetchall()
    return found


def _live_in(location: str) -> bootstrap.Hub:
    hub = bootstrap.open_hub(location, clock=FixedClock(NOW))
    house = furnish(hub)
    book_room(hub, house, "HALL", at(day=22, hour=9, month=12), rrule="FREQ=WEEKLY;COUNT=4")
    return hub


def test_nothing_is_left_of_the_test_before(databases: lending.Databases) -> None:
    with lending.returned():
        first = _lend(databases)
        fresh = _rows(first)
        _live_in(first).close()
        assert _rows(first) != fresh
    again = _lend(databases)
    assert again == first
    assert _rows(again) == fresh
    hub = bootstrap.open_hub(again, clock=FixedClock(NOW))
    assert bootstrap.verify(hub).ok
    hub.close()


def test_two_tests_at_once_have_two_databases(databases: lending.Databases) -> None:
    with lending.returned():
        assert _lend(databases) != _lend(databases)


@pytest.mark.parametrize(
    "change",
    [
        "ALTER TABLE hubdesk.booking DISABLE TRIGGER USER",
        "DROP TRIGGER a_fixed ON hubdesk.blob",
        "CREATE TABLE hubdesk.more (id int)",
        "ALTER TABLE hubdesk.person ADD COLUMN more int",
        "ALTER SEQUENCE hubdesk.booking_id_seq INCREMENT 2",
        "ALTER FUNCTION hubdesk.guard_blob() COST 2",
        "CREATE SCHEMA second",
        "DO $$BEGIN EXECUTE format('ALTER DATABASE %I SET jit = off', current_database()); END$$",
    ],
)
def test_a_database_that_was_changed_is_not_lent_again(
    databases: lending.Databases, change: str
) -> None:
    with lending.returned():
        first = _lend(databases)
        with psycopg.connect(first, autocommit=True) as connection:
            connection.execute(change.encode())
    assert _lend(databases) != first


def test_a_database_that_is_still_open_is_not_lent_again(databases: lending.Databases) -> None:
    with lending.returned():
        first = _lend(databases)
        hub = _live_in(first)
    try:
        assert _lend(databases) != first
    finally:
        hub.close()


def test_a_database_is_worn_out_after_so_many_tests(
    databases: lending.Databases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lending, "USES", 2)
    seen = []
    for _ in range(3):
        with lending.returned():
            seen.append(_lend(databases, "worn"))
    assert seen[0] == seen[1] != seen[2]
