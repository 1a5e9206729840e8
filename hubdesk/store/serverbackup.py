"""Copies of a hub on a server, by PostgreSQL's own ``pg_dump`` and ``pg_restore``.

Nothing else copies a schema with its functions and constraints exactly.  Where the tools are
not on this machine, that is said in plain words; the server's administrator can run the same:

    pg_dump --format=custom --schema=hubdesk --file=hub.pgdump ADDRESS
    pg_restore --clean --if-exists --single-transaction --dbname=ADDRESS hub.pgdump
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from hubdesk.kernel.text import safe_name
from hubdesk.store.connections import server_address
from hubdesk.store.errors import BackupFailedError, ToolMissingError

ENDING = ".pgdump"
_SECONDS = 3600


def folder(location: str) -> Path:
    """Where automatic backups of a server's hub are kept on this machine."""
    from platformdirs import user_data_path

    address, schema = server_address(location)
    parts = urlsplit(address)
    name = safe_name(f"{parts.hostname}-{parts.path.strip('/')}-{schema}")
    return user_data_path("hubdesk", appauthor=False) / "backups" / name


def dump(location: str, part: Path) -> None:
    """Write a hub's schema into a file, and read its table of contents back.

    Raises:
        ToolMissingError: ``pg_dump`` or ``pg_restore`` is not on this machine.
        BackupFailedError: the tool's own words as ``reason``.
    """
    address, schema = server_address(location)
    _run("pg_dump", address, "--format=custom", f"--schema={schema}", f"--file={part}")
    listing = _run("pg_restore", None, "--list", str(part))
    if f" {schema} history " not in listing:
        raise BackupFailedError(reason="empty")


def put_back(backup: Path, location: str) -> None:
    """Replace a hub's schema by a dump of it, in one transaction.

    Raises:
        ToolMissingError, BackupFailedError: as for ``dump``; nothing was changed.
    """
    address, schema = server_address(location)
    if f" {schema} history " not in _run("pg_restore", None, "--list", str(backup)):
        raise BackupFailedError(reason="backup_of_another_hub", location=str(backup))
    _run(
        "pg_restore", address, "--clean", "--if-exists", "--no-owner", "--single-transaction",
        "--exit-on-error", str(backup),
    )  # fmt: skip


def _run(tool: str, address: str | None, *arguments: str) -> str:
    program = shutil.which(tool)
    if program is None:
        raise ToolMissingError(tool=tool)
    environment = dict(os.environ)
    command = [program, *arguments]
    if address is not None:
        parts = urlsplit(address)
        if parts.password:  # never in the list of processes
            environment["PGPASSWORD"] = parts.password
            host = parts.netloc.rpartition("@")[2]
            parts = parts._replace(netloc=f"{parts.username}@{host}")
        command.append(f"--dbname={urlunsplit(parts)}")
    done = subprocess.run(
        command, capture_output=True, text=True, env=environment, timeout=_SECONDS, check=False
    )
    if done.returncode != 0:
        raise BackupFailedError(reason=done.stderr.strip()[-500:])
    return done.stdout
