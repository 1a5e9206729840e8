"""``verify`` finds what was done to a hub behind its back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.cli import main
from hubdesk.hub.service import update_settings
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.sqlite import sqlite3
from tests.integration.conftest import EngineUnderTest


@pytest.fixture
def location(engine: EngineUnderTest) -> str:
    location = engine.new_hub()
    hub = bootstrap.open_hub(location)
    for number in (1, 2):
        with hub.write() as uow:
            org = uow.insert(
                OrganisationRow, code=f"O{number}", name_en="Forest", org_class="resident"
            )
            uow.record("organisation.added", "organisation", org)
        with hub.write() as uow:
            update_settings(uow, phone=f"02 {number}")
    hub.close()
    return location


@pytest.fixture
def tamper(location: str) -> Callable[..., list[str]]:
    """Runs SQL with all guards off and on again, as an administrator of the file could."""

    def run(*statements: str) -> list[str]:
        if "://" in location:
            import psycopg

            with psycopg.connect(location, autocommit=True) as connection:
                connection.execute("SET search_path = hubdesk, public")
                for table in ("history", "history_subject", "organisation"):
                    connection.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
                for statement in statements:
                    connection.execute(statement)
                for table in ("history", "history_subject", "organisation"):
                    connection.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        else:
            raw = sqlite3.connect(location, isolation_level=None)
            guards = raw.execute(
                "SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'"
            ).fetchall()
            for name, _ in guards:
                raw.execute(f"DROP TRIGGER {name}")
            for statement in statements:
                raw.execute(statement)
            for _, sql in guards:
                raw.execute(sql)
            raw.close()
        return list(_findings(location))

    return run


def _findings(location: str) -> Iterator[str]:
    hub: Hub = bootstrap.open_hub(location)
    report = bootstrap.verify(hub)
    hub.close()
    assert report.plain()["ok"] == report.ok
    for one in report.findings:
        yield f"{one.kind} {one.where}"


def test_an_untouched_hub_is_sound(tamper: Callable[..., list[str]]) -> None:
    assert tamper() == []


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE history SET actor = 'nobody' WHERE seq = 3", ["history_chain c3"]),
        ("UPDATE history SET action = 'x' WHERE seq = 2", ["history_chain c2"]),
        ("UPDATE history SET at = '2020-01-01' WHERE seq = 2", ["history_chain c2"]),
        (
            "UPDATE history SET payload = replace(payload, 'Forest', 'Desert') WHERE seq = 4",
            ["history_payload c4", "row_altered organisation 2"],
        ),
        (
            "UPDATE organisation SET name_en = 'Desert' WHERE id = 1",
            ["row_altered organisation 1", "search_text organisation 1"],
        ),
        (
            "DELETE FROM organisation WHERE id = 2",
            ["row_missing organisation 2", "search_text organisation 2"],
        ),
        (
            "UPDATE search_text SET words = 'x' WHERE kind = 'organisation' AND subject_id = 1",
            ["search_text organisation 1"],
        ),
        (
            """INSERT INTO organisation (id, code, name_en, name_th, org_class, tax_id, branch,
            address_en, address_th, phone, email, active)
            SELECT 7, 'O7', name_en, name_th, org_class, tax_id, branch,
            address_en, address_th, phone, email, active FROM organisation
            WHERE id = 1""",
            ["row_without_history organisation 7", "search_text organisation 7"],
        ),
        ("UPDATE history SET chain = salt || salt WHERE seq = 5", ["history_chain c5"]),
    ],
)
def test_tampering_is_found(
    tamper: Callable[..., list[str]], statement: str, expected: list[str]
) -> None:
    assert tamper(statement) == expected


def test_a_removed_row_breaks_the_chain(tamper: Callable[..., list[str]]) -> None:
    found = tamper("DELETE FROM history_subject WHERE seq = 3", "DELETE FROM history WHERE seq = 3")
    assert found[:2] == ["history_chain c3", "history_chain c4"]


def test_a_payload_may_be_erased_by_law(tamper: Callable[..., list[str]]) -> None:
    assert tamper("UPDATE history SET payload = NULL WHERE seq = 2") == []


def test_a_page_that_was_hit_is_found(sqlite: EngineUnderTest) -> None:
    location = sqlite.new_hub()
    raw = sqlite3.connect(location)
    (page,) = raw.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'account'").fetchone()
    (size,) = raw.execute("PRAGMA page_size").fetchone()
    raw.close()
    with open(location, "r+b") as handle:  # noqa: PTH123
        handle.seek((page - 1) * size)
        handle.write(b"\x0d\xff\xff\xff" * 64)
    assert any(found.startswith("file ") for found in _findings(location))


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        (
            "UPDATE history SET payload = CAST(x'7bff7d' AS TEXT) WHERE seq = 3",
            "unreadable history after c0",
        ),
        ("UPDATE history SET payload = '{\"facts\": {' WHERE seq = 3", "unreadable c3"),
        ("UPDATE history SET payload = '[]' WHERE seq = 3", "unreadable c3"),
        (
            "UPDATE organisation SET name_en = CAST(x'ff41' AS TEXT) WHERE id = 1",
            "unreadable organisation",
        ),
    ],
)
def test_texts_that_a_flipped_bit_made_unreadable_are_findings(
    sqlite: EngineUnderTest, tmp_path: Path, statement: str, expected: str
) -> None:
    location = sqlite.new_hub()
    hub = bootstrap.open_hub(location)
    with hub.write() as uow:
        update_settings(uow, phone="02")
        org = uow.insert(OrganisationRow, code="O1", name_en="Forest", org_class="resident")
        uow.record("organisation.added", "organisation", org)
    with hub.write() as uow:
        update_settings(uow, phone="03")
    hub.close()
    raw = sqlite3.connect(location, isolation_level=None)
    triggers = raw.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'").fetchall()
    for name, _ in triggers:
        raw.execute(f"DROP TRIGGER {name}")
    raw.execute(statement)
    for _, sql in triggers:
        raw.execute(sql)
    raw.close()
    assert expected in list(_findings(location))
    for words in (["history"], ["export", "everything", "--out", str(tmp_path / "all.json")]):
        assert main(["--hub", location, "--format", "json", *words]) in (0, 3)
