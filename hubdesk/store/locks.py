"""Locks that end with the transaction; SQLite needs none, since only one writer runs at a time.

PostgreSQL's advisory locks have two numbers: a class of ours and the thing itself.  The money
triggers (``guards/postgresql/months.sql``) take the same month lock in shared mode.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

#: Classes of advisory locks; the SQL files repeat the numbers.
UNITS, MONTHS, HISTORY = 74831, 74832, 74833

Execute = Callable[[str, Any], Any]


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


def lock_history(execute: Execute, dialect: str) -> None:
    """Wait for one's turn at the end of the history chain; right before the commit."""
    if dialect == "postgresql":
        execute("SELECT pg_advisory_xact_lock(%s, 0)", (HISTORY,))
