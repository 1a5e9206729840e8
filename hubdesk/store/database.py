"""One open hub, on SQLite or PostgreSQL, and its two kinds of transaction.

How writers queue is decided here: on SQLite any number of processes may open the file, a write
is ``BEGIN IMMEDIATE`` with short random waits (SQLite's own busy handler is unfair: waits of
several seconds were measured beside 0.3 s for this).

    database = Database.connect("hub.hubdesk", clock=SystemClock())
    with database.write(actor="manager", source="cli") as uow: ...
"""

from __future__ import annotations

import gc
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock
from hubdesk.store.connections import Link, Links, is_server
from hubdesk.store.errors import (
    HubBusyError,
    HubGoneError,
    HubReadOnlyError,
    HubTooNewError,
    as_known,
    translated,
)
from hubdesk.store.sqlite import needs_writer_lock
from hubdesk.store.waiting import Wait
from hubdesk.store.watch import Watch
from hubdesk.store.writerlock import WriterLock
from hubdesk.store.written import Glance

if TYPE_CHECKING:
    from sqlalchemy import Engine

    from hubdesk.store.session import Session, UnitOfWork

#: How long a writer waits for its turn, in seconds.
WRITE_PATIENCE_S = 10.0
#: So many of this program's own history numbers are remembered, to tell others' from them.
_OWN_KEPT = 4096
_BEGIN_TO_READ = {
    "sqlite": "BEGIN",
    "postgresql": "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
}
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
        self._path = Path(location)  # looked at before every write; made once, it costs less then
        self.clock = clock
        self.read_only = read_only
        self.written = False
        #: Called with every unit of work before it ends, to add what follows from it.
        self.followers: tuple[Callable[[UnitOfWork], None], ...] = ()
        self._links = links
        self._own: deque[int] = deque(maxlen=_OWN_KEPT)
        self._watches: list[Watch] = []
        self.dialect = "postgresql" if is_server(location) else "sqlite"
        self._file = self._file_there()
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
        from hubdesk.store.session import Session

        with translated(self.location), self._links.borrowed(writing=False) as link:
            link.raw.execute(_BEGIN_TO_READ[self.dialect])
            yield Session(link, clock=self.clock, actor=actor, source=source)

    @contextmanager
    def glance(self) -> Iterator[Glance]:
        """The same for written statements alone; does not load SQLAlchemy for a file."""
        with translated(self.location), self._links.bare() as raw:
            raw.execute(_BEGIN_TO_READ[self.dialect])
            yield Glance(raw, self.dialect, self.clock)

    def write(self, *, actor: str, source: str) -> AbstractContextManager[UnitOfWork]:
        """One unit of work: commits at the end of the block, or leaves no trace.

        Raises:
            HubBusyError: another writer did not finish within ``WRITE_PATIENCE_S``.
            HubReadOnlyError: the hub stands on a medium that cannot be written to.
        """
        return _Write(self, actor, source)

    def begin_write(self) -> tuple[Link, AbstractContextManager[None]]:
        """A connection in a write transaction, and the lock that is held meanwhile."""
        if self.read_only:
            raise HubReadOnlyError(location=self.location)
        self.require_file()
        lock = self._alone()
        lock.__enter__()
        try:
            link = self._links.take(writing=True)
            try:
                if self.dialect == "sqlite":
                    patiently(lambda: link.raw.execute("BEGIN IMMEDIATE"), self.location)
                    self._require_revision(link)
                else:
                    link.raw.execute("BEGIN")
            except BaseException:
                self._links.give_back(link, writing=True)
                raise
        except BaseException:
            lock.__exit__(None, None, None)
            raise
        return link, lock

    def _require_revision(self, link: Link) -> None:
        """A newer program may have brought the file up to date while this one had it open.

        Only where somebody else has written at all; what was remembered is forgotten then.

        Raises:
            HubTooNewError: it has; this one does not know what must be written by now.
        """
        (version,) = link.raw.execute("PRAGMA data_version").fetchone()
        if link.kept is not None and link.kept.stands(version):
            return
        from hubdesk.store.schema import revision_number

        (found,) = link.raw.execute("PRAGMA user_version").fetchone()
        if found > revision_number():
            if link.kept is not None:
                link.kept.clear()  # whoever tries again is refused again
            raise HubTooNewError(location=self.location, revision=found)

    def end_write(self, link: Link, lock: AbstractContextManager[None]) -> None:
        """Give back what ``begin_write`` took; what was not committed is rolled back."""
        try:
            self._links.give_back(link, writing=True)
        finally:
            lock.__exit__(None, None, None)

    def commit(self, link: Link, changes: Changes) -> None:
        """Make a unit of work last, and remember its number before others can see it."""
        if changes.history_seq is not None:
            self._own.append(changes.history_seq)
        try:
            link.raw.execute("COMMIT")
        except BaseException:
            if changes.history_seq is not None:
                self._own.remove(changes.history_seq)
            raise
        self.written = self.written or bool(changes)

    def require_file(self) -> None:
        """Whoever has a file open goes on writing into it when it is moved, removed or replaced.

        Raises:
            HubGoneError: another file stands in the hub's place by now, or none.
        """
        if self._file is None:
            self._file = self._file_there()
        elif self._file_there() != self._file:
            raise HubGoneError(location=self.location)

    def _file_there(self) -> tuple[int, int] | None:
        """What tells the file in the hub's place from every other; None for a server's hub."""
        if self.dialect == "postgresql":
            return None
        try:
            found = self._path.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def watch(self) -> Watch:
        """A way to learn what other programs write; it is closed with the database."""
        watch = Watch(self.location, self._links.sight, self._own, self.require_file)
        self._watches.append(watch)
        return watch

    def hurried(self) -> AbstractContextManager[None]:
        """For a hub that is made anew and thrown away if that fails: see ``Links.hurried``."""
        return self._links.hurried()

    def _alone(self) -> AbstractContextManager[None]:
        if self._writer_lock is None:
            return nullcontext()
        return self._writer_lock.held(patience_s=WRITE_PATIENCE_S)

    def close(self) -> None:
        """Close the connections; the last one to close moves SQLite's log into the file."""
        for watch in self._watches:
            watch.close()
        with self._alone():
            self._links.close()


class _Write:
    """One unit of work as a context manager; a class, because generators cost too much here.

    What exists by its beginning outlives it, so Python's collector need not walk all of that again
    and again while a month is closed: it took a fifth of the time.
    """

    __slots__ = ("_actor", "_database", "_link", "_lock", "_source", "_uow")

    def __init__(self, database: Database, actor: str, source: str) -> None:
        self._database = database
        self._actor = actor
        self._source = source

    def __enter__(self) -> UnitOfWork:
        from hubdesk.store.session import UnitOfWork

        database = self._database
        try:
            self._link, self._lock = database.begin_write()
        except Exception as error:
            raise as_known(error, database.location) from error
        self._uow = UnitOfWork(
            self._link, clock=database.clock, actor=self._actor, source=self._source
        )
        gc.freeze()
        return self._uow

    def __exit__(self, kind: object, error: BaseException | None, trace: object) -> None:
        database = self._database
        done = False
        try:
            if error is None:
                self._uow.seal(database.followers)
                database.commit(self._link, self._uow.changes)
                done = True
        except Exception as failed:
            raise as_known(failed, database.location) from failed
        finally:
            self._uow.let_go(done=done)
            gc.unfreeze()
            database.end_write(self._link, self._lock)
        if isinstance(error, Exception):
            known = as_known(error, database.location)
            if known is not error:
                raise known from error


def patiently(begin: Callable[[], Any], location: str) -> None:
    """Call ``begin`` until SQLite is not busy.

    Raises:
        HubBusyError: still busy after ``WRITE_PATIENCE_S``.
    """
    wait = Wait(location, WRITE_PATIENCE_S)
    while True:
        try:
            begin()
            return
        except Exception as error:
            if (getattr(error, "sqlite_errorcode", 0) & 0xFF) not in _BUSY:
                raise
            if not wait.goes_on():
                raise HubBusyError(location=location) from error


__all__ = ["Database", "is_server", "patiently"]
