"""A PostgreSQL server of our own for one run: made, started, stopped and removed again.

It never touches a server or a cluster that is already there.  PostgreSQL refuses to run as root,
so for root it runs as the system user ``postgres``.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from installer.console import InstallerError, captured

# Below the range from which the system gives out ports by itself.
PORTS = range(24_000, 32_768)
ROLE = "hubdesk"
#: Nothing of this server outlives the run, so it need not wait for the disk, nor keep what only a
#: copy of it or a crash would ask for. Sweeping through hundreds of databases that live for a
#: moment would take more than the tests do.
SETTINGS = (
    "fsync=off",
    "full_page_writes=off",
    "synchronous_commit=off",
    "wal_level=minimal",
    "max_wal_senders=0",
    "autovacuum=off",
)


@contextmanager
def private_postgresql(programs: Path, place: Path | None = None) -> Iterator[str]:
    """Run a server while the block runs.

    Args:
        programs: the folder with ``initdb`` and ``pg_ctl``.
        place: where its files go, instead of where the system has what is passing.

    Yields:
        Its address; the role owns its database and may create others.

    Raises:
        InstallerError: the server does not start; its own log is told.
    """
    folder = Path(tempfile.mkdtemp(prefix="hubdesk-pg-", dir=place))
    server = _Server(programs, folder)
    try:
        server.start()
        yield server.address
    finally:
        server.stop()
        _remove(folder)


def _remove(folder: Path) -> None:
    """Remove the server's files: hundreds of databases, for which nobody waits."""
    if os.name != "posix":
        shutil.rmtree(folder, ignore_errors=True)
        return
    subprocess.run(
        ["sh", "-c", 'rm -rf -- "$1" &', "sh", str(folder)], check=False, start_new_session=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip


class _Server:
    """Attributes:
    address: where it listens, with its password.
    """

    def __init__(self, programs: Path, folder: Path) -> None:
        self._programs = programs
        self._folder = folder
        self._data = folder / "data"
        self._log = folder / "log"
        self._port = _free_port()
        self._password = secrets.token_hex(12)
        self._running = False
        self.address = f"postgresql://{ROLE}:{self._password}@127.0.0.1:{self._port}/{ROLE}"

    def start(self) -> None:
        secret = self._folder / "secret"
        secret.write_text(self._password, encoding="ascii")
        if _is_root():
            for path in (self._folder, secret):
                shutil.chown(path, "postgres", "postgres")
        self._call(
            "initdb", "--pgdata", self._data, "--username", "postgres", "--pwfile", secret,
            "--auth", "scram-sha-256", "--encoding", "UTF8", "--locale", "C",
        )
        options = f"-p {self._port} -c listen_addresses=127.0.0.1 " + " ".join(
            f"-c {setting}" for setting in SETTINGS
        )
        if os.name == "posix":
            options += f" -k '{self._folder}'"
        self._call("pg_ctl", "start", "--wait", "--silent", "--pgdata", self._data,
                   "--log", self._log, "--options", options)
        self._running = True
        # Not a superuser: what the tests prove must hold for the owner of a hub.
        self._sql(f"CREATE ROLE {ROLE} LOGIN CREATEDB CREATEROLE PASSWORD '{self._password}'")
        self._sql(f"CREATE DATABASE {ROLE} OWNER {ROLE}")
        # A test's database is given its first rows again, past the guards, for the next test.
        self._sql(f"GRANT SET ON PARAMETER session_replication_role TO {ROLE}")

    def stop(self) -> None:
        if self._running:
            self._call("pg_ctl", "stop", "--silent", "--mode", "fast", "--pgdata", self._data)
            self._running = False

    def _sql(self, statement: str) -> None:
        address = f"postgresql://postgres:{self._password}@127.0.0.1:{self._port}/postgres"
        self._call("psql", "--no-psqlrc", "--quiet", address, "--command", statement)

    def _call(self, program: str, *arguments: str | Path) -> None:
        command: list[str | Path] = [self._programs / program, *arguments]
        if _is_root():
            command = ["runuser", "-u", "postgres", "--", *command]
        # A locale that the machine does not have must not keep the server from starting.
        done = captured(command, env={**os.environ, "LC_ALL": "C"}, cwd=self._folder)
        if done.returncode != 0:
            log = ""
            if self._log.exists():
                log = self._log.read_text(encoding="utf-8", errors="replace")[-2000:]
            raise InstallerError(f"PostgreSQL: {program} failed.\n{done.stdout}{done.stderr}{log}")


def _is_root() -> bool:
    return os.name == "posix" and os.geteuid() == 0


def _free_port() -> int:
    start = secrets.randbelow(len(PORTS))
    for offset in range(len(PORTS)):
        port = PORTS[(start + offset) % len(PORTS)]
        with socket.socket() as probe:
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return port
    raise InstallerError("No free port for the test server.")
