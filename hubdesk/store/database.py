"""Connections to one hub, on SQLite or PostgreSQL, and the two kinds of transaction.

Which SQLite library is used, how its file is opened and how writers queue is decided here.

    database = Database.connect("hub.hubdesk", clock=SystemClock())
    with database.write(actor="manager", source="cli") as uow: ...
"""

from __future__ import annotations

import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from hubdesk.kernel.clock import Clock, monotonic
from hubdesk.store.errors import HubBusyError, translated
from hubdesk.store.session import Session, UnitOfWork

try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:  # no wheel for this platform: the interpreter's own library
    import sqlite3  # type: ignore[no-redef]

#: ``PRAGMA application_id`` of a hub file: "HUBD".
APPLICATION_ID = 0x48554244
#: How long a writer waits for its turn, in seconds.
WRITE_PATIENCE_S = 10.0

_PRAGMAS = (
    "PRAGMA foreign_keys = ON",
    "PRAGMA recursive_triggers = ON",
    "PRAGMA cell_size_check = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA synchronous = FULL",
    "PRAGMA busy_timeout = 0",
)


def is_server(location: str) -> bool:
    """Whether a location names a PostgreSQL hub rather than a file."""
    return location.startswith(("postgresql://", "postgres://"))


class Database:
    """One hub's engine.

    Attributes:
        location: file path or ``postgresql://`` address.
        engine: SQLAlchemy's, for migrations and checks.
    """

    def __init__(self, location: str, engine: Engine, clock: Clock) -> None:
        self.location = location
        self.engine = engine
        self.clock = clock
        self.dialect = engine.dialect.name

    @classmethod
    def connect(cls, location: str, *, clock: Clock) -> Database:
        """Connect without looking at what is there; ``opening.open_database`` checks first."""
        engine = _server_engine(location) if is_server(location) else _file_engine(location)
        return cls(location, engine, clock)

    @contextmanager
    def read(self, *, actor: str = "", source: str = "") -> Iterator[Session]:
        """A consistent snapshot; nothing can be written through it."""
        with translated(self.location), self.engine.connect() as connection:
            try:
                yield Session(connection, clock=self.clock, actor=actor, source=source)
            finally:
                connection.rollback()

    @contextmanager
    def write(self, *, actor: str, source: str) -> Iterator[UnitOfWork]:
        """One unit of work: commits at the end of the block, or leaves no trace.

        Raises:
            HubBusyError: another writer did not finish within ``WRITE_PATIENCE_S``.
        """
        with translated(self.location), self.engine.connect() as connection:
            self._begin_write(connection)
            uow = UnitOfWork(connection, clock=self.clock, actor=actor, source=source)
            try:
                yield uow
                uow.seal()
            except BaseException:
                connection.rollback()
                raise
            connection.commit()

    def _begin_write(self, connection: Connection) -> None:
        connection.info["write"] = True
        if self.dialect != "sqlite":
            connection.begin()
            return
        deadline = monotonic() + WRITE_PATIENCE_S
        while True:
            try:
                connection.begin()
                return
            except Exception as error:
                if not is_busy(error):
                    raise
                if monotonic() > deadline:
                    raise HubBusyError(location=self.location) from error
                connection.rollback()
                time.sleep(random.uniform(0.0005, 0.004))

    def close(self) -> None:
        self.engine.dispose()


def is_busy(error: BaseException) -> bool:
    """Whether SQLite said BUSY or LOCKED (primary result code 5 or 6)."""
    origin = getattr(error, "orig", error)
    return (getattr(origin, "sqlite_errorcode", 0) & 0xFF) in (5, 6)


def _file_engine(location: str) -> Engine:
    path = str(Path(location))

    def connect() -> Any:
        connection = sqlite3.connect(
            path, isolation_level=None, check_same_thread=False, cached_statements=256
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        return connection

    engine = create_engine(
        "sqlite+pysqlite://",
        creator=connect,
        module=sqlite3,
        poolclass=QueuePool,
        pool_size=4,
        max_overflow=16,
    )

    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        immediate = connection.info.pop("write", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if immediate else "BEGIN")

    return engine


def _server_engine(location: str) -> Engine:
    url = "postgresql+psycopg://" + location.split("://", 1)[1]
    return create_engine(url, pool_size=4, max_overflow=8, isolation_level="READ COMMITTED")
