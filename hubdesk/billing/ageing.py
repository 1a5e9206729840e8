"""How long a debt has been due: payments settle the oldest statements first.  Pure.

Imports only siblings.

    >>> from datetime import date
    >>> due_since(150, [(date(2026, 10, 20), 100), (date(2026, 11, 20), 100)])
    datetime.date(2026, 10, 20)
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date


def due_since(owed_minor: int, statements: Sequence[tuple[date | None, int]]) -> date | None:
    """The day the oldest statement that is not paid in full was due.

    Args:
        owed_minor: what is owed now, minor units.
        statements: (due day, amount) in the order they were issued, without those taken back.

    Returns:
        None where nothing is owed, or no statement explains the debt.
    """
    left = owed_minor
    oldest: date | None = None
    for due_on, amount in reversed(statements):
        if left <= 0:
            break
        if amount > 0:
            oldest = due_on
            left -= amount
    return oldest
