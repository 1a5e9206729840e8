"""Brings an older hub up to date: backup, one transaction, guards and stamp, checks.

The only module that loads Alembic.  Which revision a hub has stands in ``schema_info`` (and, for
a file, in its header), so Alembic's own version table is not used.

    migrate("hub.hubdesk", SystemClock())
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from alembic.migration import MigrationContext
from alembic.operations import Operations
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

from hubdesk.kernel.clock import Clock
from hubdesk.store import guards
from hubdesk.store.backup import back_up
from hubdesk.store.connections import Links, is_server
from hubdesk.store.database import patiently
from hubdesk.store.errors import HubDamagedError, translated
from hubdesk.store.schema import REVISION, finish_schema

_FOLDER = Path(__file__).resolve().parent / "migrations"


def migrate(location: str, clock: Clock) -> None:
    """Bring a hub to this program's revision; another process may have done so meanwhile.

    Raises:
        BackupFailedError: no verified backup could be made; the hub was not touched.
        HubDamagedError: afterwards a reference leads nowhere; everything was taken back.
    """
    back_up(location, clock, occasion="before-migration")
    dialect = "postgresql" if is_server(location) else "sqlite"
    links = Links(location)
    try:
        with translated(location), links.borrowed(writing=True) as link:
            if dialect == "sqlite":
                # Alembic rebuilds tables, which references must survive; checked below.
                link.raw.execute("PRAGMA foreign_keys = OFF")
                patiently(lambda: link.raw.execute("BEGIN IMMEDIATE"), location)
            else:
                link.raw.execute("BEGIN")
                link.raw.execute("LOCK TABLE schema_info IN ACCESS EXCLUSIVE MODE")
            found = link.raw.execute("SELECT version FROM schema_info").fetchone()[0]
            if found != REVISION:
                guards.drop(link.raw, dialect)
                upgrade(link.sql, found, REVISION)
                finish_schema(link.raw, dialect)
                _check(link.raw, dialect, location)
            link.raw.execute("COMMIT")
    finally:
        links.close()


def upgrade(connection: Connection, found: str | None, wanted: str) -> None:
    """Run the revisions after ``found`` (None: from nothing) up to ``wanted``.

    Args:
        connection: in autocommit mode, inside a transaction begun on its driver.
    """
    scripts = ScriptDirectory(str(_FOLDER))
    context = MigrationContext.configure(connection, opts={"render_as_batch": True})
    revisions = list(scripts.iterate_revisions(wanted, found or "base"))
    if not connection.in_transaction():
        connection.begin()  # else each step of a batch would begin, and commit, one of its own
    with Operations.context(context):
        for revision in reversed(revisions):
            revision.module.upgrade()


def _check(raw: Any, dialect: str, location: str) -> None:
    if dialect == "sqlite" and raw.execute("PRAGMA foreign_key_check").fetchone():
        raise HubDamagedError(location=location, reason="dangling_reference")
