"""What a hub's schema is, and how a new hub comes to be: tables, guards, stamp.

The ground does not know the features; whoever does (``hubdesk.bootstrap``) hands their tables
over as one ``MetaData``.  A test proves a new hub equal to a migrated one.

    create_database("hub.hubdesk", clock, metadata)
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.clock import Clock
from hubdesk.store import guards
from hubdesk.store.connections import DEFAULT_SCHEMA, Links, is_server, server_address
from hubdesk.store.database import Database
from hubdesk.store.errors import (
    FolderMissingError,
    HubBusyError,
    HubExistsError,
    translated,
)
from hubdesk.store.files import publish, remove_database
from hubdesk.store.places import refuse_unsafe_place

if TYPE_CHECKING:
    from sqlalchemy import MetaData

__all__ = ["APPLICATION_ID", "DEFAULT_SCHEMA", "REVISION", "create_database", "revision_number"]

#: ``PRAGMA application_id`` of a hub file: "HUBD".
APPLICATION_ID = 0x48554244
#: The newest migration; a hub's ``schema_info.version``, and as a number its ``user_version``.
REVISION = "0020"
#: The oldest program that may open a hub of this revision.
MINIMUM_PROGRAM = "0.1"

_STAMP_TEXT = (
    "INSERT INTO schema_info (id, version, minimum_program, guards_fingerprint) "
    "VALUES (1, ?, ?, ?) ON CONFLICT (id) DO UPDATE SET version = excluded.version, "
    "minimum_program = excluded.minimum_program, "
    "guards_fingerprint = excluded.guards_fingerprint"
)
_STAMP = {"sqlite": _STAMP_TEXT, "postgresql": _STAMP_TEXT.replace("?", "%s")}


def revision_number(revision: str = REVISION) -> int:
    """``"0003"`` → 3: revisions are numbered so that older and newer can be told."""
    return int(revision)


def create_database(location: str, clock: Clock, metadata: MetaData) -> Database:
    """A new, empty hub of the current revision.

    Args:
        location: a path that does not exist yet, or a server's address whose schema does not.
        clock: handed to the database.
        metadata: the tables of all features.

    Raises:
        HubExistsError: there is something at that place; it is left as it is.
        FolderMissingError: the folder does not exist.
        HubPlaceError: a network share or a synchronised folder.
        DiskFullError: nothing was left there.
    """
    if is_server(location):
        _create_on_server(location, metadata)
    else:
        _create_file(Path(location), metadata)
    return Database.connect(location, clock=clock)


def _create_file(path: Path, metadata: MetaData) -> None:
    """Build beside and rename, so that no half-made hub is ever left at ``path``."""
    refuse_unsafe_place(path)
    if path.exists():
        raise HubExistsError(location=str(path))
    if not path.parent.is_dir():
        raise FolderMissingError(str(path))
    part = path.with_name(path.name + ".part")
    remove_database(part)
    try:
        with translated(str(path)):
            part.touch()
            links = Links(str(part))
            try:
                with links.borrowed(writing=True) as link:
                    link.raw.execute("PRAGMA journal_mode = WAL")
                    link.raw.execute(f"PRAGMA application_id = {APPLICATION_ID}")
                    link.raw.execute("BEGIN IMMEDIATE")
                    metadata.create_all(link.sql)
                    finish_schema(link.raw, "sqlite")
                    link.raw.execute("COMMIT")
                    # Only the file is published: what its log keeps for want of room is lost.
                    empty = link.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
                    if empty[0]:
                        raise HubBusyError(location=str(path))
            finally:
                links.close()
        publish(part, path)
    except FileExistsError:
        raise HubExistsError(location=str(path)) from None
    finally:
        remove_database(part)


def _create_on_server(location: str, metadata: MetaData) -> None:
    _, schema = server_address(location)
    links = Links(location)
    try:
        with translated(location), links.borrowed(writing=True) as link:
            link.raw.execute("BEGIN")
            found = link.raw.execute(
                "SELECT 1 FROM pg_namespace WHERE nspname = %s", (schema,)
            ).fetchone()
            if found:
                raise HubExistsError(location=location)
            link.raw.execute("CREATE EXTENSION IF NOT EXISTS btree_gist SCHEMA public")
            link.raw.execute(f'CREATE SCHEMA "{schema}"')
            metadata.create_all(link.sql)
            finish_schema(link.raw, "postgresql")
            link.raw.execute("COMMIT")
    finally:
        links.close()


def finish_schema(raw: Any, dialect: str, revision: str = REVISION) -> None:
    """Guards and stamp, after the tables stand as ``revision`` wants them.

    Args:
        raw: a driver's connection in a write transaction.
        dialect: ``sqlite`` or ``postgresql``.
        revision: of the tables.
    """
    guards.install(raw, dialect)
    raw.execute(_STAMP[dialect], (revision, MINIMUM_PROGRAM, guards.stamp(raw, dialect)))
    if dialect == "sqlite":
        raw.execute(f"PRAGMA user_version = {revision_number(revision)}")
