"""Opening a hub: what it is, whether it is whole, and whether this program may write to it.

Everything that can be told from the first hundred bytes is told from them, so a file that is not
ours is not even opened as a database.  Pages are checked (``thorough``) when the window opens a
hub, not on every command: that reads the whole file, while a crashed writer needs no check —
with ``synchronous = FULL`` SQLite loses and damages nothing (``reference`` trials, 150 power
cuts).  A refused file is left byte for byte as it was.

    database = open_database("hub.hubdesk", clock)
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hubdesk.kernel.clock import Clock
from hubdesk.store import guards
from hubdesk.store.connections import file_uri, is_server, server_address
from hubdesk.store.database import Database
from hubdesk.store.errors import (
    GuardsChangedError,
    HubDamagedError,
    HubNotFoundError,
    HubReadOnlyError,
    HubTooNewError,
    HubTooOldError,
    HubUnreadableError,
    NotAHubError,
    ServerTooOldError,
    translated,
)
from hubdesk.store.places import refuse_unsafe_place
from hubdesk.store.schema import APPLICATION_ID, REVISION, revision_number
from hubdesk.store.sqlite import sqlite3
from hubdesk.store.waiting import wait_when_busy

#: Oldest server the guards are tested on.
MINIMUM_SERVER = 15
_OPENING_PATIENCE_S = 2.0
_MAGIC = b"SQLite format 3\x00"
_STAMP = "SELECT version, guards_fingerprint FROM schema_info WHERE id = 1"


def open_database(
    location: str, clock: Clock, *, thorough: bool = False, migrate: bool = True
) -> Database:
    """Open an existing hub.

    Args:
        location: a file path or a ``postgresql://`` address.
        clock: handed to the database.
        thorough: read and check every page (about 10 ms per MB).
        migrate: bring an older hub up to date after a verified backup; otherwise it is opened
            only if it is of this program's revision.

    Raises:
        HubNotFoundError, NotAHubError, HubDamagedError, HubTooNewError, HubTooOldError,
        HubBusyError, HubPlaceError, HubReadOnlyError, GuardsChangedError, ServerGoneError,
        ServerRefusedError, ServerTooOldError: as named; nothing was changed.
    """
    if is_server(location):
        return _open_server(location, clock, migrate)
    path = Path(location)
    refuse_unsafe_place(path)
    look = _look(path)
    found = _checked(path, thorough=thorough, untouched=look.pending or not look.writable)
    if revision_number(found) < revision_number():
        _bring_up_to_date(location, clock, found, allowed=migrate and look.writable)
    return Database.connect(location, clock=clock, read_only=not look.writable)


def check_pages(location: str) -> None:
    """Read and check every page of a hub that was opened without (about 10 ms per MB).

    Raises:
        HubDamagedError: it is not whole.
    """
    if not is_server(location):
        _checked(Path(location), thorough=True, untouched=True)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a file tells without being opened as a database.

    Attributes:
        pending: changes wait in SQLite's log beside the file.
        writable: the file and its folder can be written to.
    """

    pending: bool
    writable: bool


def _look(path: Path) -> _Look:
    location = str(path)
    if not path.exists():
        raise HubNotFoundError(location=location)
    if path.is_dir():
        raise NotAHubError(location=location, reason="folder")
    try:
        with path.open("rb") as handle:
            header = handle.read(100)
    except PermissionError as error:
        raise HubUnreadableError(location=location, source=location) from error
    if not header.startswith(_MAGIC) or len(header) < 100:
        raise NotAHubError(location=location, reason=_other_kind(header))
    if _number(header, 68) != APPLICATION_ID:
        raise NotAHubError(location=location, reason="foreign")
    if _number(header, 60) > revision_number():
        raise HubTooNewError(location=location, revision=_number(header, 60))
    log = path.with_name(path.name + "-wal")
    pending = log.exists() and log.stat().st_size > 0
    size, page = path.stat().st_size, int.from_bytes(header[16:18], "big")
    page = 65536 if page == 1 else page
    if not pending and size < page * _number(header, 28):
        raise HubDamagedError(location=location, reason="truncated")
    writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    if pending and not writable:
        raise HubReadOnlyError(location=location, reason="unfinished")
    return _Look(pending, writable)


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _other_kind(header: bytes) -> str:
    if not header:
        return "empty"
    return "foreign" if b"\x00" in header else "text"


def _checked(path: Path, *, thorough: bool, untouched: bool) -> str:
    """The revision of a hub file whose inside is as it should be."""
    try:
        return _looked_into(path, thorough=thorough, untouched=untouched)
    except UnicodeDecodeError as error:  # the driver quotes a spoilt word of the schema
        raise HubDamagedError(location=str(path), reason="unreadable_value") from error


def _looked_into(path: Path, *, thorough: bool, untouched: bool) -> str:
    location = str(path)
    writable = os.access(path, os.W_OK) and os.access(path.resolve().parent, os.W_OK)
    query = "immutable=1" if not writable else "mode=ro" if untouched else "mode=rw"
    with (
        translated(location),
        closing(sqlite3.connect(file_uri(path, query), uri=True, isolation_level=None)) as raw,
    ):
        wait_when_busy(raw, location, _OPENING_PATIENCE_S)
        for pragma in ("cell_size_check = ON", "trusted_schema = OFF"):
            raw.execute(f"PRAGMA {pragma}")
        (number,) = raw.execute("PRAGMA user_version").fetchone()
        if number > revision_number():
            raise HubTooNewError(location=location, revision=number)
        if thorough:
            (verdict,) = raw.execute("PRAGMA quick_check(1)").fetchone()
            if verdict != "ok":
                raise HubDamagedError(location=location, reason=verdict)
        version, stored = _stamp(raw, location)
        if revision_number(version) == revision_number():
            _compare_guards(raw, "sqlite", stored, location)
        return version


def _stamp(raw: Any, location: str) -> tuple[str, str]:
    try:
        row = raw.execute(_STAMP).fetchone()
    except sqlite3.OperationalError as error:
        if getattr(error, "sqlite_errorcode", 0) != 1:  # 1: no such table
            raise
        row = None
    if row is None or not str(row[0]).isdigit():
        raise HubDamagedError(location=location, reason="no_stamp")
    return row[0], row[1]


def _compare_guards(raw: Any, dialect: str, stored: str, location: str) -> None:
    names = guards.differences(raw, dialect, stored)
    if names:
        raise GuardsChangedError(location=location, names=names)


def _open_server(location: str, clock: Clock, migrate: bool) -> Database:
    _, schema = server_address(location)
    database = Database.connect(location, clock=clock)
    try:
        with database.read() as session:
            raw = session.connection.connection.driver_connection
            assert raw is not None
            found = raw.info.server_version // 10000
            if found < MINIMUM_SERVER:
                raise ServerTooOldError(location=location, found=found, needed=MINIMUM_SERVER)
            if not raw.execute(
                "SELECT to_regclass(%s)", (f'"{schema}".schema_info',)
            ).fetchone()[0]:
                raise HubNotFoundError(location=location)
            version, stored = raw.execute(_STAMP).fetchone() or ("", "")
            if not version.isdigit():
                raise HubDamagedError(location=location, reason="no_stamp")
            if revision_number(version) > revision_number():
                raise HubTooNewError(location=location, revision=version)
            if version == REVISION:
                _compare_guards(raw, "postgresql", stored, location)
    except BaseException:
        database.close()
        raise
    if version != REVISION:
        database.close()
        _bring_up_to_date(location, clock, version, allowed=migrate)
        return Database.connect(location, clock=clock)
    return database


def _bring_up_to_date(location: str, clock: Clock, found: str, *, allowed: bool) -> None:
    if not allowed:
        raise HubTooOldError(location=location, revision=found)
    from hubdesk.store.migrate import migrate  # Alembic is loaded only to migrate

    migrate(location, clock)
