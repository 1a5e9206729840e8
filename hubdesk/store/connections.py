"""Driver connections: how a hub's file is opened and how its server is reached.

SQLAlchemy compiles statements and maps columns; transactions are begun and ended on the driver,
because SQLAlchemy's own bookkeeping costs more than a durable insert.  A :class:`Link` therefore
keeps one driver connection in autocommit mode for many units of work, and ``BEGIN`` and
``COMMIT`` are plain statements on both engines.

    links = Links("hub.hubdesk")
    with links.borrowed(writing=True) as link:
        link.raw.execute("BEGIN IMMEDIATE")
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from hubdesk.store.errors import ServerAddressError
from hubdesk.store.kept import Kept
from hubdesk.store.lasthub import is_server
from hubdesk.store.sqlite import sqlite3
from hubdesk.store.waiting import wait_when_busy

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine
    from sqlalchemy.engine import Dialect

__all__ = [
    "DEFAULT_SCHEMA", "Link", "Links", "Sight", "file_uri", "is_server", "server_address",
]  # fmt: skip

#: The schema a hub lives in unless its address says ``?schema=…``.
DEFAULT_SCHEMA = "hubdesk"

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA synchronous = FULL",
    "PRAGMA cache_size = -16384",
)
# A writer queues by itself (see database.py); a reader only ever waits for a crash recovery.
_PRAGMAS_OF = {
    True: (*_PRAGMAS, "PRAGMA busy_timeout = 0"),
    False: (*_PRAGMAS, "PRAGMA query_only = ON"),
}
_READ_PATIENCE_S = 5.0


def server_address(location: str) -> tuple[str, str]:
    """A hub's ``postgresql://…?schema=x`` as the driver's address and the schema.

    Raises:
        ServerAddressError: it is none.
    """
    try:
        parts = urlsplit(location)
        named = parts.port or parts.hostname or parts.path.strip("/") or parts.query
    except ValueError as error:
        raise ServerAddressError(location=location) from error
    if not named:
        raise ServerAddressError(location=location)
    options = dict(parse_qsl(parts.query))
    schema = options.pop("schema", DEFAULT_SCHEMA)
    query = f"?{urlencode(options)}" if options else ""
    # By hand: urlunsplit would make postgresql:/hub of postgresql:///hub (a local socket).
    return f"postgresql://{parts.netloc}{parts.path}{query}", schema


def file_uri(path: Path, query: str) -> str:
    """SQLite's ``file:`` address of a path, e.g. with ``mode=ro``."""
    return f"file:{quote(path.resolve().as_posix())}?{query}"


class Link:
    """One driver connection and SQLAlchemy's view of it.

    Attributes:
        dialect: SQLAlchemy's.
        raw: the driver's connection, in autocommit mode.
        sql: SQLAlchemy's connection over the same one.
        kept: what it remembers between units of work; None on a server.
    """

    __slots__ = ("dialect", "kept", "raw", "sql")

    def __init__(self, sql: Connection) -> None:
        self.sql = sql
        self.dialect: Dialect = sql.dialect
        self.raw: Any = sql.connection.driver_connection
        self.kept = Kept() if sql.dialect.name == "sqlite" else None

    def settle(self) -> None:
        """Leave no transaction open, on either level."""
        self.raw.rollback()
        if self.sql.in_transaction():
            self.sql.rollback()

    def close(self) -> None:
        self.sql.close()


class Sight:
    """A connection of its owner's own to look through, without SQLAlchemy where it is a file's.

    Attributes:
        dialect: ``sqlite`` or ``postgresql``.
        raw: the driver's connection, in autocommit mode.
    """

    __slots__ = ("_link", "dialect", "raw")

    def __init__(self, raw: Any, dialect: str, link: Link | None = None) -> None:
        self.raw = raw
        self.dialect = dialect
        self._link = link

    def close(self, *, broken: bool = False) -> None:
        if self._link is None:
            self.raw.close()
            return
        if broken:
            self._link.sql.invalidate()
        self._link.close()


class Links:
    """The idle connections of one hub; a borrowed one belongs to one thread until it returns.

    SQLAlchemy is loaded with the first link; a bare connection to a file does without.
    """

    def __init__(self, location: str, *, immutable: bool = False) -> None:
        self._location = location
        self._immutable = immutable
        self._engines: dict[bool, Engine] = {}
        self._idle: dict[bool, list[Link]] = {True: [], False: []}
        self._bare: list[Any] = []
        self._lock = threading.Lock()
        self._closed = False

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine for writing, for its dialect and for migrations."""
        return self._engine(writing=True)

    def _engine(self, *, writing: bool) -> Engine:
        server = is_server(self._location)
        with self._lock:
            engine = self._engines.get(writing or server)
            if engine is None:
                engine = self._engines[writing or server] = (
                    _server_engine(self._location)
                    if server
                    else _file_engine(Path(self._location), writing, self._immutable)
                )
        return engine

    def take(self, *, writing: bool) -> Link:
        """A connection that is this thread's until it is given back."""
        try:
            return self._idle[writing].pop()
        except IndexError:
            return self.new(writing=writing)

    def new(self, *, writing: bool) -> Link:
        """A connection of the caller's own, to be closed by it."""
        return Link(self._engine(writing=writing).connect())

    def sight(self) -> Sight:
        """A reading connection of the caller's own, to be closed by it."""
        if is_server(self._location):
            link = self.new(writing=False)
            return Sight(link.raw, link.dialect.name, link)
        path = Path(self._location)
        return Sight(_connect(path, writing=False, immutable=self._immutable), "sqlite")

    def give_back(self, link: Link, *, writing: bool) -> None:
        """Its transaction is over; a broken connection is thrown away."""
        try:
            link.settle()
        except Exception:  # noqa: BLE001 - whatever it was, the connection is of no more use
            link.sql.invalidate()
            link.close()
            return
        with self._lock:
            if not self._closed:
                self._idle[writing].append(link)
                return
        link.close()

    @contextmanager
    def borrowed(self, *, writing: bool) -> Iterator[Link]:
        """A connection for the time of the block."""
        link = self.take(writing=writing)
        try:
            yield link
        finally:
            self.give_back(link, writing=writing)

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """A driver's connection for reading, for the time of the block."""
        if is_server(self._location):
            with self.borrowed(writing=False) as link:
                yield link.raw
            return
        try:
            raw = self._bare.pop()
        except IndexError:
            raw = _connect(Path(self._location), writing=False, immutable=self._immutable)
        try:
            yield raw
        finally:
            raw.rollback()
            with self._lock:
                if not self._closed:
                    self._bare.append(raw)
                    raw = None
            if raw is not None:
                raw.close()

    @contextmanager
    def hurried(self) -> Iterator[None]:
        """Commits of the block do not wait for the disk; at its end everything is on it.

        Only for a hub that is of no use before the block has ended: should the machine stop
        meanwhile, the file may be damaged.  A server decides for itself.
        """
        if is_server(self._location):
            yield
            return
        with self.borrowed(writing=True) as link:
            link.raw.execute("PRAGMA synchronous = OFF")
        try:
            yield
        finally:
            with self.borrowed(writing=True) as link:
                link.raw.execute("PRAGMA synchronous = FULL")
                link.raw.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Close idle connections now, and borrowed ones when they come back."""
        with self._lock:
            self._closed = True
            links = [*self._idle[False], *self._idle[True], *self._bare]
            self._idle = {True: [], False: []}
            self._bare = []
        for link in links:
            link.close()


def _connect(path: Path, *, writing: bool, immutable: bool) -> Any:
    connection = sqlite3.connect(
        file_uri(path, "immutable=1" if immutable else "mode=rw"),
        uri=True,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )
    writes = writing and not immutable
    if not writes:
        wait_when_busy(connection, str(path), _READ_PATIENCE_S)
    for pragma in _PRAGMAS_OF[writes]:
        connection.execute(pragma)
    return connection


def _file_engine(path: Path, writing: bool, immutable: bool) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    return create_engine(
        "sqlite+pysqlite://",
        creator=partial(_connect, path, writing=writing, immutable=immutable),
        module=sqlite3,
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
    )


def _server_engine(location: str) -> Engine:
    from sqlalchemy import create_engine
    from sqlalchemy.pool import NullPool

    address, schema = server_address(location)
    return create_engine(
        address.replace("postgresql://", "postgresql+psycopg://", 1),
        poolclass=NullPool,
        isolation_level="AUTOCOMMIT",
        connect_args={
            "connect_timeout": 5,
            "application_name": "hubdesk",
            "options": f"-c search_path={schema},public -c lock_timeout=10s -c timezone=UTC",
        },
    )
