"""One open hub, on SQLite or PostgreSQL, and its two kinds of transaction.

How writers queue is decided here: on SQLite any number of processes may open the file, a write
is ``BEGIN IMMEDIATE`` with short random waits (SQLite's own busy handler is unfair: waits of
several seconds were measured beside 0.3 s for this).

    database = Database.connect("hub.hubdesk", clock=SystemClock())
    with database.write(actor="manager", source="cli") as uow: ...
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from hubdesk.kernel.clock import Clock, monotonic
from hubdesk.store.connections import Links, is_server
from hubdesk.store.errors import HubBusyError, HubReadOnlyError, translated
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.store.sqlite import needs_writer_lock
from hubdesk.store.writerlock import WriterLock

#: How long a writer waits for its turn, in seconds.
WRITE_PATIENCE_S = 10.0
_BUSY = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED


class Database:
    """Attributes:
    location: file path or ``postgresql://`` address.
    clock: handed to every session.
    dialect: ``sqlite`` or ``postgresql``.
    read_only: the medium cannot be written to; reads only.
    written: whether a unit of work has changed something since the hub was opened.
    """

    def __init__(self, location: str, links: Links, clock: Clock, *, read_only: bool) -> None:
        self.location = location
        self.clock = clock
        self.read_only = read_only
        self.written = False
        self._links = links
        self.dialect = links.engine.dialect.name
        self._writer_lock = (
            WriterLock(Path(location))
            if self.dialect == "sqlite" and needs_writer_lock() and not read_only
            else None
        )

    @classmethod
    def connect(cls, location: str, *, clock: Clock, read_only: bool = False) -> Database:
        """Connect without looking at what is there; ``opening.open_database`` checks first."""
        return cls(location, Links(location, immutable=read_only), clock, read_only=read_only)

    @property
    def engine(self) -> Engine:
        """SQLAlchemy's engine over writing connections, for migrations and checks."""
        return self._links.engine

    @contextmanager
    def read(self, *, actor: str = "", source: str = "") -> Iterator[Session]:
        """A consistent snapshot; nothing can be written through it."""
        with translated(self.location), self._links.borrowed(writing=False) as link:
            link.raw.execute(
                "BEGIN"
                if self.dialect == "sqlite"
                else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
            )
            yield Session(link, clock=self.clock, actor=actor, source=source)

    @contextmanager
    def write(self, *, actor: str, source: str) -> Iterator[UnitOfWork]:
        """One unit of work: commits at the end of the block, or leaves no trace.

        Raises:
            HubBusyError: another writer did not finish within ``WRITE_PATIENCE_S``.
            HubReadOnlyError: the hub stands on a medium that cannot be written to.
        """
        if self.read_only:
            raise HubReadOnlyError(location=self.location)
        with (
            translated(self.location),
            self._alone(),
            self._links.borrowed(writing=True) as link,
        ):
            if self.dialect == "sqlite":
                patiently(lambda: link.raw.execute("BEGIN IMMEDIATE"), self.location)
            else:
                link.raw.execute("BEGIN")
            uow = UnitOfWork(link, clock=self.clock, actor=actor, source=source)
            yield uow
            uow.seal()
            link.raw.execute("COMMIT")
            self.written = self.written or bool(uow.changes)

    def _alone(self) -> AbstractContextManager[None]:
        if self._writer_lock is None:
            return nullcontext()
        return self._writer_lock.held(patience_s=WRITE_PATIENCE_S)

    def close(self) -> None:
        """Close the connections; the last one to close moves SQLite's log into the file."""
        with self._alone():
            self._links.close()


def patiently(begin: Callable[[], Any], location: str) -> None:
    """Call ``begin`` until SQLite is not busy.

    Raises:
        HubBusyError: still busy after ``WRITE_PATIENCE_S``.
    """
    deadline = monotonic() + WRITE_PATIENCE_S
    while True:
        try:
            begin()
            return
        except Exception as error:
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in _BUSY:
                raise
            if monotonic() > deadline:
                raise HubBusyError(location=location) from error
        time.sleep(random.uniform(0.0005, 0.004))


__all__ = ["Database", "is_server", "patiently"]
