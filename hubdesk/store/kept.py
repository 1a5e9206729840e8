"""What a writing connection remembers of rows that seldom change.

Nearly every unit of work asks for the same few: whether the organisation may book, how the room
is, how letters are sent, which month was closed last.  SQLite tells in one word whether any other
connection has written since (``PRAGMA data_version``, asked for when the write lock is held), and
what this one writes it knows itself.  So an answer holds until somebody writes one of the tables
it was read from.  A server has no such word and is asked every time.

    @steady(OrganisationRow, PolicyStateRow)
    def stay_of(session: Session, org_id: int) -> Stay: ...
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from functools import wraps
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

if TYPE_CHECKING:
    from hubdesk.store.base import Base
    from hubdesk.store.reading import Session

P = ParamSpec("P")
T = TypeVar("T")
S = TypeVar("S", bound="Session")

#: More answers than a house has rooms and organisations are those of an import; they are let go.
_MOST = 1024


class Kept:
    """The answers of one connection.

    Attributes:
        tip: number and chain value of the newest row of the history; None = to be read.
    """

    __slots__ = ("_answers", "_read", "_version", "tip")

    def __init__(self) -> None:
        self._version: int | None = None
        self._answers: dict[Hashable, tuple[frozenset[str], Any]] = {}
        self._read: set[str] = set()
        self.tip: tuple[int, str] | None = None

    def stands(self, version: int) -> bool:
        """Whether nobody else has written since the last time; else everything is forgotten."""
        if version == self._version:
            return True
        self.clear()
        self._version = version
        return False

    def find(self, key: Hashable) -> tuple[frozenset[str], Any] | None:
        """The tables an answer was read from, and the answer."""
        return self._answers.get(key)

    def keep(self, key: Hashable, tables: frozenset[str], answer: Any) -> None:
        if len(self._answers) >= _MOST:
            self._answers.clear()
        self._answers[key] = tables, answer
        self._read |= tables

    def forget(self, written: set[str]) -> None:
        """Let go of what was read from tables that were written, for good or not."""
        if self._read.isdisjoint(written):
            return
        gone = [key for key, (tables, _) in self._answers.items() if tables & written]
        for key in gone:
            del self._answers[key]

    def clear(self) -> None:
        self._answers.clear()
        self._version = None
        self.tip = None


def steady(
    *rows: type[Base],
) -> Callable[[Callable[Concatenate[S, P], T]], Callable[Concatenate[S, P], T]]:
    """A query whose answer holds until one of these tables is written.

    The answer must be frozen, and follow from the rows and the arguments alone: not from the
    time, nor from who asks.
    """
    tables = frozenset(str(row.__tablename__) for row in rows)

    def around(
        read: Callable[Concatenate[S, P], T],
    ) -> Callable[Concatenate[S, P], T]:
        @wraps(read)
        def asked(session: S, /, *args: P.args, **kwargs: P.kwargs) -> T:
            kept = session.kept
            if kept is None or not tables.isdisjoint(session.written_tables):
                return read(session, *args, **kwargs)
            key = (read, args, *kwargs.items())
            found = kept.find(key)
            if found is None:
                found = tables, read(session, *args, **kwargs)
                kept.keep(key, *found)
            answer: T = found[1]
            return answer

        asked.__dict__["read_from"] = tables
        return asked

    return around
