"""The rules that the database itself enforces: triggers and constraints, one file per topic.

``sqlite/*.sql`` and ``postgresql/*.sql`` say the same things in two languages; the names that a
refusal carries are the same on both.  A line ``-- each: table = bill; same = …`` repeats the file
for a table, putting the values into ``{table}``, ``{same}`` ….  Guards are dropped and created
again after every migration and compared at every opening, so that a file without them is never
written to.

    install(connection)
    assert fingerprint(connection) == stored
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

_FOLDER = Path(__file__).resolve().parent
_EACH = "-- each:"

_POSTGRESQL_STATE = """
SELECT 'function', p.oid::regprocedure::text, p.prosrc
  FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND p.prokind = 'f'
UNION ALL
SELECT 'trigger', t.tgrelid::regclass::text || '.' || t.tgname,
       pg_get_triggerdef(t.oid) || ' ' || t.tgenabled::text
  FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
 WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace
UNION ALL
SELECT 'constraint', n.conrelid::regclass::text || '.' || n.conname, pg_get_constraintdef(n.oid)
  FROM pg_constraint n
 WHERE n.connamespace = current_schema()::regnamespace AND n.contype IN ('x', 'c')
UNION ALL
SELECT 'rule', schemaname || '.' || tablename || '.' || rulename, definition
  FROM pg_rules WHERE schemaname = current_schema()
UNION ALL
SELECT 'view', viewname, definition FROM pg_views WHERE schemaname = current_schema()
ORDER BY 1, 2
"""


def scripts(dialect: str) -> Iterator[str]:
    """The texts of a dialect's guards, file by file, repeated for their tables."""
    for path in sorted((_FOLDER / dialect).glob("*.sql")):
        lines = path.read_text(encoding="utf-8").splitlines()
        rows = [_values(line) for line in lines if line.startswith(_EACH)]
        body = "\n".join(line for line in lines if not line.startswith("--")).strip() + "\n"
        for values in rows or [{}]:
            text = body
            for name, value in values.items():
                text = text.replace("{" + name + "}", value)
            yield text


def _values(line: str) -> dict[str, str]:
    parts = line.removeprefix(_EACH).split(";")
    return {
        name.strip(): value.strip() for name, _, value in (part.partition("=") for part in parts)
    }


@cache
def sqlite_triggers() -> dict[str, str]:
    """Name → text of every trigger a hub file must have, exactly as SQLite keeps it."""
    found: dict[str, str] = {}
    for script in scripts("sqlite"):
        for statement in script.split("\nEND;\n"):
            text = statement.strip()
            if text:
                found[text.split(maxsplit=3)[2]] = text + "\nEND"
    return found


@cache
def shipped_fingerprint(dialect: str) -> str:
    """Hash of the guards this program would install (hex)."""
    digest = hashlib.sha256()
    for script in scripts(dialect):
        digest.update(script.encode())
    return digest.hexdigest()


def install(connection: Any, dialect: str) -> None:
    """Drop what is there and create every guard.

    Args:
        connection: a driver's connection in a write transaction.
        dialect: ``sqlite`` or ``postgresql``.
    """
    drop(connection, dialect)
    if dialect == "sqlite":
        for statement in sqlite_triggers().values():
            connection.execute(statement)
        return
    for script in scripts(dialect):
        connection.execute(script)


def drop(connection: Any, dialect: str) -> None:
    """Take all triggers away, for the time of a migration.

    PostgreSQL's constraints stay: they hold during a migration too, and building the index of
    the exclusion again would take minutes.
    """
    if dialect == "sqlite":
        rows = connection.execute("SELECT name FROM sqlite_schema WHERE type = 'trigger'")
        for (name,) in rows.fetchall():
            connection.execute(f'DROP TRIGGER "{name}"')
        return
    rows = connection.execute(
        "SELECT format('DROP TRIGGER %I ON %s', t.tgname, t.tgrelid::regclass) "
        "FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid "
        "WHERE NOT t.tgisinternal AND c.relnamespace = current_schema()::regnamespace"
    )
    for (statement,) in rows.fetchall():
        connection.execute(statement)


def sqlite_differences(connection: Any) -> list[str]:
    """Names of triggers and views that are missing, altered or unknown; empty if all is well."""
    rows = connection.execute(
        "SELECT name, sql FROM sqlite_schema WHERE type IN ('trigger', 'view')"
    )
    found = dict(rows.fetchall())
    expected = sqlite_triggers()
    return sorted(name for name in {*found, *expected} if found.get(name) != expected.get(name))


def postgresql_fingerprint(connection: Any) -> str:
    """Hash of all functions, triggers, constraints, rules and views of the hub's schema (hex)."""
    digest = hashlib.sha256()
    for row in connection.execute(_POSTGRESQL_STATE).fetchall():
        for part in row:
            text = str(part).encode()
            digest.update(b"%d:%s," % (len(text), text))
    return digest.hexdigest()


def differences(connection: Any, dialect: str, stored: str) -> list[str]:
    """What of the guards is not as it should be; empty if all is well.

    Args:
        connection: a driver's connection.
        dialect: ``sqlite`` or ``postgresql``.
        stored: ``schema_info.guards_fingerprint``; on PostgreSQL ``shipped:state``.
    """
    if dialect == "sqlite":
        return sqlite_differences(connection)
    shipped, _, state = stored.partition(":")
    if shipped != shipped_fingerprint(dialect):
        return ["guards of another program"]
    return [] if state == postgresql_fingerprint(connection) else ["functions or triggers"]


def stamp(connection: Any, dialect: str) -> str:
    """What ``schema_info`` keeps about the guards that were just installed."""
    shipped = shipped_fingerprint(dialect)
    if dialect == "sqlite":
        return shipped
    return f"{shipped}:{postgresql_fingerprint(connection)}"
