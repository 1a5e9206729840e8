"""A new hub is the same as one that came through all migrations; PRAGMAs are what they must be."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import psycopg
import pytest

from hubdesk import bootstrap
from hubdesk.kernel.clock import FixedClock
from hubdesk.store import errors, schema
from hubdesk.store.backup import backup_folder
from hubdesk.store.connections import Links, is_server
from hubdesk.store.database import Database
from hubdesk.store.migrate import upgrade
from hubdesk.store.opening import open_database
from hubdesk.store.rotation import backups
from hubdesk.store.schema import APPLICATION_ID, REVISION, revision_number
from hubdesk.store.sqlite import sqlite3
from tests.integration.conftest import NOW, EngineUnderTest
from tests.revision import FOLDER

CLOCK = FixedClock(NOW)
FIRST = "0001"


def _older_hub(location: str) -> None:
    """A hub as the first revision left it: stamped, without guards of its own."""
    stamp = f"INSERT INTO schema_info VALUES (1, '{FIRST}', '0.1', '')"
    if not is_server(location):
        Path(location).touch()
    links = Links(location)
    with links.borrowed(writing=True) as link:
        if is_server(location):
            link.raw.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
            link.raw.execute("CREATE SCHEMA hubdesk")
        else:
            link.raw.execute("PRAGMA journal_mode = WAL")
            link.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
            link.raw.execute(f"PRAGMA user_version = {revision_number(FIRST)}")
        link.raw.execute("BEGIN")
        upgrade(link.sql, None, FIRST)
        link.raw.execute(stamp)
        link.raw.execute("COMMIT")
    links.close()


def _sqlite_schema(location: str) -> dict[tuple[str, str], list[str]]:
    """Every object; a table's columns and constraints in an order of their own."""
    raw = sqlite3.connect(location)
    rows = raw.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_schema").fetchall()
    raw.close()
    return {
        (kind, name): _parts(sql) if kind == "table" else [" ".join(sql.replace('"', "").split())]
        for kind, name, sql in rows
    }


def _parts(sql: str) -> list[str]:
    """Head, columns and constraints, and options of a table, however its text is broken."""
    text = " ".join(sql.replace('"', "").split())
    head, _, rest = text.partition("(")
    body, _, options = rest.rpartition(")")
    parts = re.split(r",(?![^()]*(?:\([^()]*\)[^()]*)*\))", body)
    return [head.strip(), *sorted(part.strip() for part in parts), options.strip()]


_POSTGRESQL_SCHEMA = """
SELECT 'column', c.relname || '.' || a.attname,
       format_type(a.atttypid, a.atttypmod) || ' ' || a.attnotnull::text
       || ' ' || coalesce(pg_get_expr(d.adbin, d.adrelid), '')
  FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
  LEFT JOIN pg_attrdef d ON d.adrelid = c.oid AND d.adnum = a.attnum
 WHERE c.relnamespace = 'hubdesk'::regnamespace AND c.relkind = 'r' AND a.attnum > 0
UNION ALL
SELECT 'constraint', c.relname || '.' || n.conname, pg_get_constraintdef(n.oid)
  FROM pg_constraint n JOIN pg_class c ON c.oid = n.conrelid
 WHERE n.connamespace = 'hubdesk'::regnamespace
UNION ALL
SELECT 'index', indexname, indexdef FROM pg_indexes WHERE schemaname = 'hubdesk'
"""


def _schema(location: str) -> object:
    if not is_server(location):
        return _sqlite_schema(location)
    with psycopg.connect(location) as connection:
        return sorted(connection.execute(_POSTGRESQL_SCHEMA).fetchall())


def test_a_new_hub_equals_a_migrated_one(engine: EngineUnderTest) -> None:
    older = engine.new_place()
    _older_hub(older)
    open_database(older, CLOCK).close()
    assert _schema(older) == _schema(engine.new_hub())


def test_an_older_hub_is_migrated_after_a_backup(
    engine: EngineUnderTest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    location = engine.new_place()
    _older_hub(location)
    with pytest.raises(errors.HubTooOldError):
        open_database(location, CLOCK, migrate=False)
    database = open_database(location, CLOCK)
    with database.read() as session:
        version = session.connection.exec_driver_sql("SELECT version FROM schema_info").scalar()
    database.close()
    assert version == REVISION
    (backup,) = backups(backup_folder(location))
    assert ".before-migration." in backup.name
    open_database(location, CLOCK).close()
    assert backups(backup_folder(location)) == [backup]


def test_a_hub_whose_backup_fails_is_not_migrated(sqlite: EngineUnderTest) -> None:
    location = sqlite.new_place()
    _older_hub(location)
    raw = sqlite3.connect(location)
    raw.execute("INSERT INTO history VALUES (1,'','','','','',1,1,NULL,'{}','00','00','00')")
    raw.commit()
    raw.close()
    before = Path(location).read_bytes()
    with pytest.raises(errors.BackupFailedError):
        open_database(location, CLOCK)
    assert Path(location).read_bytes() == before
    assert backups(backup_folder(location)) == []


def test_the_newest_revision_is_the_one_this_program_writes() -> None:
    numbers = sorted(path.name[1:5] for path in FOLDER.glob("r[0-9]*.py"))
    assert numbers == [f"{number:04d}" for number in range(1, revision_number() + 1)]


PRAGMAS = {
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "cell_size_check": 1,
    "trusted_schema": 0,
    "synchronous": 2,
    "journal_mode": "wal",
    "application_id": APPLICATION_ID,
    "user_version": revision_number(),
}


@pytest.mark.parametrize(("writing", "query_only"), [(True, 0), (False, 1)])
def test_every_connection_has_its_pragmas(
    sqlite: EngineUnderTest, writing: bool, query_only: int
) -> None:
    links = Links(sqlite.new_hub())
    with links.borrowed(writing=writing) as link:
        found = {
            name: link.raw.execute(f"PRAGMA {name}").fetchone()[0]
            for name in (*PRAGMAS, "query_only")
        }
    links.close()
    assert found == {**PRAGMAS, "query_only": query_only}


def test_tables_are_strict(sqlite: EngineUnderTest) -> None:
    database = Database.connect(sqlite.new_hub(), clock=CLOCK)
    with database.read() as session:
        rows = session.connection.exec_driver_sql("PRAGMA table_list").fetchall()
    database.close()
    loose = [row[1] for row in rows if not row[5] and not row[1].startswith("sqlite_")]
    assert loose == []


def test_reading_cannot_write(engine: EngineUnderTest) -> None:
    hub = bootstrap.open_hub(engine.new_hub())
    try:
        with pytest.raises(Exception, match=r"(?i)read.?only"), hub.read() as session:
            session.connection.exec_driver_sql("UPDATE hub SET phone = 'x'")
    finally:
        hub.close()


def test_a_new_file_is_whole_or_not_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A page that has no room in the file stays in its log, as one does that somebody reads."""
    place = tmp_path / "h.hubdesk"
    readers = []
    schema_made = schema.finish_schema

    def finish(raw: Any, dialect: str) -> None:
        schema_made(raw, dialect)
        reader = sqlite3.connect(f"{place}.part", isolation_level=None)
        reader.execute("BEGIN")
        reader.execute("SELECT count(*) FROM sqlite_master")
        readers.append(reader)

    monkeypatch.setattr(schema, "finish_schema", finish)
    with pytest.raises(errors.HubBusyError):
        bootstrap.create_hub(str(place), name_en="House")
    readers[0].close()
    assert list(tmp_path.iterdir()) == []


def test_a_new_file_without_its_first_rows_is_taken_away(tmp_path: Path) -> None:
    with pytest.raises(errors.GuardError):
        bootstrap.create_hub(str(tmp_path / "h.hubdesk"), name_en="House", era="martian")
    assert list(tmp_path.iterdir()) == []
