"""Backups that were checked before they count, and restoring one.

A backup is written beside as ``….part``, checked (every page, references, guards, history
chain), made durable, and only then given its name; a failed one leaves nothing.  Restoring never
deletes: the file that stood there is renamed ``….damaged-DATE``.

    made = back_up("hub.hubdesk", clock, occasion="exit")
    restore(made.path, "hub.hubdesk", clock)

A hub on a server is copied by ``pg_dump`` and put back by ``pg_restore`` of the same version as
the server or newer; both come with PostgreSQL and must be on this machine.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from hubdesk.kernel.clock import Clock
from hubdesk.kernel.text import safe_name
from hubdesk.store import rotation, serverbackup
from hubdesk.store.connections import file_uri, is_server
from hubdesk.store.database import Database
from hubdesk.store.errors import (
    BackupFailedError,
    DiskFullError,
    FolderMissingError,
    HubDamagedError,
    HubExistsError,
    HubNotFoundError,
    NotAHubError,
    translated,
)
from hubdesk.store.files import beside, fsync_folder, publish, remove_database
from hubdesk.store.opening import open_database
from hubdesk.store.places import refuse_unsafe_place
from hubdesk.store.sqlite import sqlite3
from hubdesk.store.verify import Head, verify_copy

ENDING = ".hubdesk"


@dataclass(frozen=True, slots=True)
class Backup:
    """A checked copy.

    Attributes:
        path: where it is; ``….sha256`` beside it holds its hash.
        head: the last history row in it; None for a hub nobody has used yet, or a server's.
        size: in bytes.
    """

    path: Path
    head: Head | None
    size: int


def backup_folder(location: str) -> Path:
    """Where automatic backups of a hub are kept."""
    if is_server(location):
        return serverbackup.folder(location)
    path = Path(location)
    return path.with_name(f"{path.name}-backups")


def back_up(
    location: str, clock: Clock, *, occasion: str = "manual", out: Path | None = None
) -> Backup:
    """Make a copy and check it.

    Args:
        location: of the hub; others may be writing to it.
        occasion: ``exit``, ``before-migration``, ``before-import`` … part of the name.
        out: the copy's own path; by default one in ``backup_folder`` that old ones make room for.

    Raises:
        BackupFailedError: the copy did not pass; it was removed.
        HubExistsError: ``out`` exists already.
        ToolMissingError: a server's hub, and PostgreSQL's own tools are not on this machine.
        DiskFullError, FolderMissingError: as named.
    """
    automatic = out is None
    path = out or _name(location, clock.now(), occasion)
    if path.exists():
        raise HubExistsError(location=str(path))
    if automatic:
        path.parent.mkdir(parents=True, exist_ok=True)
    elif not path.parent.is_dir():
        raise FolderMissingError(str(path))
    # Another process may make one in this very second: of the same name, but not the same part.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    remove_database(part)
    try:
        if is_server(location):
            serverbackup.dump(location, part)
            head = None
        else:
            copy_file(Path(location), part)
            head = _check(part, clock)
        # Before it has its name: from then on others may thin it out.
        digest, size = _hash(part), part.stat().st_size
        while not _published(part, path):
            if not automatic:
                raise HubExistsError(location=str(path))
            path = _name(location, clock.now(), occasion)
    except OSError as error:
        raise _write_error(error, path) from error
    finally:
        remove_database(part)
    _write_hash(path, digest)
    if automatic:
        rotation.thin_out(path.parent, clock.now())
    return Backup(path, head, size)


def _published(part: Path, path: Path) -> bool:
    try:
        publish(part, path)
    except FileExistsError:
        return False
    return True


def _name(location: str, now: datetime, occasion: str) -> Path:
    stem = "server" if is_server(location) else Path(location).stem
    ending = serverbackup.ENDING if is_server(location) else ENDING
    folder = backup_folder(location)
    base = f"{safe_name(stem)}.{now.astimezone(UTC):%Y%m%dT%H%M%SZ}.{occasion}"
    path, number = folder / (base + ending), 1
    while path.exists():
        number += 1
        path = folder / f"{base}-{number}{ending}"
    return path


def copy_file(source: Path, part: Path) -> None:
    """Write a compact copy of a hub's file as of one moment, in WAL mode like every hub.

    Raises:
        HubNotFoundError: there is no such file.
    """
    if not source.exists():
        raise HubNotFoundError(location=str(source))
    with (
        translated(str(part)),
        closing(
            sqlite3.connect(file_uri(source, "mode=rw"), uri=True, isolation_level=None)
        ) as raw,
    ):
        raw.execute("PRAGMA busy_timeout = 5000")
        raw.execute("VACUUM INTO ?", (str(part),))
    with translated(str(part)), closing(sqlite3.connect(part, isolation_level=None)) as raw:
        raw.execute("PRAGMA journal_mode = WAL")


def _check(part: Path, clock: Clock) -> Head | None:
    database = Database.connect(str(part), clock=clock)
    try:
        report = verify_copy(database)
    finally:
        database.close()
    if not report.ok:
        first = report.findings[0]
        raise BackupFailedError(reason=f"{first.kind}: {first.where}: {first.message}")
    return report.head


def _write_error(error: OSError, path: Path) -> Exception:
    full = error.errno in (28, 122)  # ENOSPC, EDQUOT
    return DiskFullError() if full else BackupFailedError(reason=str(error), location=str(path))


def _hash(path: Path) -> str:
    with path.open("rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


def _write_hash(path: Path, digest: str) -> None:
    manifest = path.with_name(path.name + ".sha256")
    manifest.write_text(f"{digest}  {path.name}\n", encoding="utf-8")
    fsync_folder(path.parent)


def restore(backup: Path, location: str, clock: Clock) -> Path | None:
    """Put a backup where the hub is.

    Args:
        backup: a file made by ``back_up``, or any hub file.
        location: where the hub is or was.

    Returns:
        The new name of what stood there, or None if nothing did.

    Raises:
        BackupFailedError: the backup does not match its hash, or is itself not sound; nothing
            was changed.
        NotAHubError, HubDamagedError, HubTooNewError …: the backup is not one; nothing changed.
        HubBusyError: the hub is open in another program.
    """
    if is_server(location):
        serverbackup.put_back(backup, location)
        return None
    path = Path(location)
    if path.is_dir():
        raise NotAHubError(location=location, reason="folder")
    refuse_unsafe_place(path)
    manifest = backup.with_name(backup.name + ".sha256")
    if manifest.exists() and manifest.read_text(encoding="utf-8").split()[0] != _hash(backup):
        raise BackupFailedError(reason="backup_altered", location=str(backup))
    open_database(str(backup), clock, migrate=False).close()
    part = path.with_name(path.name + ".part")
    remove_database(part)
    try:
        shutil.copyfile(backup, part)
        _check(part, clock)
        kept = _set_aside(path, clock.now())
        publish(part, path)
    except OSError as error:
        raise _write_error(error, path) from error
    finally:
        remove_database(part)
    return kept


def _set_aside(path: Path, now: datetime) -> Path | None:
    """Rename what stands at ``path``, with its log, so that nothing of it is lost."""
    if not path.exists():
        return None
    _refuse_if_open(path)
    kept = path.with_name(f"{path.name}.damaged-{now.astimezone(UTC):%Y%m%dT%H%M%SZ}")
    number = 1
    while kept.exists():
        number += 1
        kept = kept.with_name(f"{kept.name.partition('Z')[0]}Z-{number}")
    for old in (path, *beside(path)):
        if old.exists():
            old.rename(kept.with_name(kept.name + old.name.removeprefix(path.name)))
    fsync_folder(path.parent)
    return kept


def _refuse_if_open(path: Path) -> None:
    """Whoever has the hub open would go on writing into the renamed file."""
    try:
        with closing(
            sqlite3.connect(file_uri(path, "mode=rw"), uri=True, isolation_level=None)
        ) as raw:
            raw.execute("PRAGMA busy_timeout = 0")
            raw.execute("PRAGMA locking_mode = EXCLUSIVE")
            with translated(str(path)):
                raw.execute("BEGIN EXCLUSIVE")
                raw.execute("ROLLBACK")
    except (sqlite3.Error, HubDamagedError, NotAHubError):
        return  # too damaged to be opened by anybody
