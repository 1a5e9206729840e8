"""Locks that end with the transaction; SQLite needs none, since only one writer runs at a time.

PostgreSQL's advisory locks have two numbers: a class of ours and the thing itself.  The money
triggers (``guards/postgresql/months.sql``) take the same month lock in shared mode.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any, Protocol

from hubdesk.store.written import Named, Written

#: Classes of advisory locks; the SQL files repeat the numbers.
UNITS, MONTHS, HISTORY, ORGANISATIONS, PEOPLE, NUMBERS = range(74831, 74837)

Execute = Callable[[str, Any], Any]
#: Waits for whoever closes a month, and lets nobody close one until this transaction ends.
MONTHS_HELD = f"SELECT pg_advisory_xact_lock_shared({MONTHS}, 0)"
#: Waits for one's turn at the end of the history chain; right before the commit.
END_OF_HISTORY = f"SELECT pg_advisory_xact_lock({HISTORY}, 0)"
_TURN = Written("SELECT pg_advisory_xact_lock(:kind, :number)")


class _Writer(Protocol):
    @property
    def dialect(self) -> Named: ...

    def all(self, statement: Written, **parameters: Any) -> list[tuple[Any, ...]]: ...


def lock_units(execute: Execute, dialect: str, unit_ids: Iterable[int]) -> None:
    """Wait for one's turn at each unit, always in the same order, so that nobody deadlocks."""
    if dialect == "postgresql":
        execute(
            "SELECT pg_advisory_xact_lock(%s, u) FROM unnest(%s::int[]) u",
            (UNITS, sorted(set(unit_ids))),
        )


def lock_month(execute: Execute, dialect: str, month: str) -> None:
    """Wait until nobody writes money rows of a month or dated facts, and keep it so."""
    if dialect == "postgresql":
        execute("SELECT pg_advisory_xact_lock(%s, 0)", (MONTHS,))
        execute("SELECT pg_advisory_xact_lock(%s, %s)", (MONTHS, int(month.replace("-", ""))))


def lock_numbers(execute: Execute, dialect: str) -> None:
    """Wait for one's turn at the numbers of documents, of all series.

    The months are held first, as every money row holds them: who closes one and waits here for
    numbers cannot be waited for by somebody who has them.
    """
    if dialect == "postgresql":
        execute(MONTHS_HELD, None)
        execute("SELECT pg_advisory_xact_lock(%s, 0)", (NUMBERS,))


def lock_admission(writer: _Writer, org_id: int, person_id: int | None) -> None:
    """Wait for one's turn at what an organisation, and a person, may still book.

    To be called after the units' turns are taken and before anything is counted, so that of two
    who count nobody misses what the other writes.
    """
    if writer.dialect.name == "postgresql":
        writer.all(_TURN, kind=ORGANISATIONS, number=org_id)
        if person_id is not None:
            writer.all(_TURN, kind=PEOPLE, number=person_id)
