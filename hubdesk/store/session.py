"""Reading sessions and units of work: the only two ways to the rows.

    with database.read() as session:
        session.all(PREPARED, code="R1")
    with database.write(actor="mali", source="window") as uow:
        uow.insert(FloorRow, code="2", ...)
        uow.record("floor.added", "floor", floor_id)
    uow.changes
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Table

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock
from hubdesk.store import locks, searching, writing
from hubdesk.store.base import FINDABLE
from hubdesk.store.connections import Link
from hubdesk.store.reading import Session
from hubdesk.store.rows import RowWriter
from hubdesk.store.rowstatements import table_of
from hubdesk.store.statements import Prepared
from hubdesk.store.types import plain
from hubdesk.store.written import Written

__all__ = ["Session", "UnitOfWork", "table_of"]


class UnitOfWork(RowWriter):
    """One transaction, one history row, one :class:`Changes`.

    ``insert``, ``update`` and ``delete`` keep the before and after images; ``record`` names the
    action.  A unit of work that wrote rows but recorded nothing is a bug and refused at commit.
    """

    def __init__(self, link: Link, *, clock: Clock, actor: str, source: str) -> None:
        super().__init__(link, clock=clock, actor=actor, source=source)
        self.changes = Changes()
        self._last_steps: list[Callable[[UnitOfWork], object]] = []

    @contextmanager
    def part(self) -> Iterator[None]:
        """A part that may be refused: it then leaves no trace, and the unit of work goes on.

        PostgreSQL needs it, since there a refused statement ends the whole transaction.
        """
        whole, self._journal = self._journal, writing.Journal()
        self._execute("SAVEPOINT part")
        try:
            yield
        except BaseException:
            self._journal = whole
            self._execute("ROLLBACK TO SAVEPOINT part")
            self._execute("RELEASE SAVEPOINT part")
            raise
        self._execute("RELEASE SAVEPOINT part")
        whole.take(self._journal)
        self._journal = whole

    # -- what was written -----------------------------------------------------------------------

    def touch(self, kind: str, *ids: int) -> None:
        """Say that something changed which has no images of its own (``claim`` …)."""
        self._journal.touch(kind, ids)

    def touched(self, kind: str) -> frozenset[int]:
        """Ids of what was touched so."""
        return self._journal.touched(kind)

    @property
    def action(self) -> str:
        """What this unit of work was named; empty before ``record``."""
        named = self._journal.named
        return "" if named is None else named[0]

    def written(self, *kinds: str) -> Iterator[tuple[str, int, Any, Any]]:
        """Kind, id, row before and row after of what was written; None where there is none."""
        return self._journal.of_kinds(kinds)

    def altered(self, kind: str) -> Iterator[tuple[Any, Any]]:
        """Row before and row after of what was there and still is; new rows cost nothing."""
        return self._journal.altered(kind)

    def earliest(self, kind: str, name: str) -> Any:
        """The smallest value that a column of what was written had or has; None if nothing was."""
        return self._journal.earliest(kind, name)

    def make_again(self, table: Table) -> None:
        """Empty a table of SQLite so that no byte of its rows stays; for ``store.erasing``."""
        (text,) = self._execute(
            "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name = ?", (table.name,)
        ).fetchone()
        self.written_tables.add(str(table.name))
        self._execute("PRAGMA secure_delete = ON")
        self._execute(f'DROP TABLE "{table.name}"')
        self._execute(text)

    # -- locks ----------------------------------------------------------------------------------

    def lock_units(self, unit_ids: Iterable[int]) -> None:
        """Take the units' turn before claiming them; needed on PostgreSQL, nothing on SQLite.

        The exclusion constraint alone is right too, but lets inserters deadlock under load.
        """
        locks.lock_units(self._execute, self.dialect.name, unit_ids)

    def lock_month(self, month: object) -> None:
        """Keep others from writing money rows of a month until this unit of work ends.

        To be called before a month is computed for closing; nothing on SQLite.
        """
        locks.lock_month(self._execute, self.dialect.name, str(month))

    def lock_numbers(self) -> None:
        """Keep others from numbering documents until this unit of work ends; nothing on SQLite.

        To be called before what a document says is computed from other documents.
        """
        locks.lock_numbers(self._execute, self.dialect.name)

    def first_in_turn(
        self, turn: str, statement: Prepared | Written
    ) -> tuple[Any, ...] | None:
        """The first row of a statement without parameters, read when one's turn has come.

        Args:
            turn: the statement that waits for it (``locks.MONTHS_HELD`` …); nothing on SQLite.

        Both are one trip to the server, which looks at the rows after the wait all the same: each
        of several statements sees what was committed before it began.
        """
        if self.dialect.name == "sqlite":
            return self.first(statement)
        compiled = statement.for_dialect(self.dialect)
        cursor = self._execute(f"{turn}; {compiled.text}", None)
        cursor.nextset()
        row = cursor.fetchone()
        return None if row is None else compiled.result(row)

    # -- history --------------------------------------------------------------------------------

    def record(
        self,
        action: str,
        entity: str,
        entity_id: int | None = None,
        *,
        org_id: int | None = None,
        undoes: int | None = None,
        **facts: Any,
    ) -> None:
        """Name what this unit of work does; the first call names it, later ones add facts.

        Args:
            action: ``booking.cancelled``: kind of thing, verb in the past tense.
            entity: kind of the main row.
            entity_id: its id.
            org_id: whose row it is, where it is an organisation's.
            undoes: number of the history row that this takes back.
            facts: what no image shows (scope, reason, a file's name).
        """
        self._journal.name(action, entity, entity_id, org_id=org_id, undoes=undoes)
        self._journal.facts.update({name: plain(value) for name, value in facts.items()})

    def at_the_end(self, step: Callable[[UnitOfWork], object]) -> None:
        """Do something when all else is done, still within the unit of work (offer what it freed).

        It writes under the name that was recorded; nothing may be refused any more.
        """
        self._last_steps.append(step)

    def seal(self, followers: Iterable[Callable[[UnitOfWork], None]] = ()) -> None:
        """Write the words to be found by and the history row; called once, before the commit.

        Args:
            followers: add what follows from all that was written (letters).
        """
        while self._last_steps:
            self._last_steps.pop(0)(self)
        for follow in followers:
            follow(self)
        searching.follow(self, self._journal.images(FINDABLE))
        self.changes = writing.write_history(self, self._journal)
