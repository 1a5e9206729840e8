"""How long a debt has been due: payments settle the oldest statements first.  Pure.

Imports only siblings.

    >>> from datetime import date
    >>> due_since(150, [(date(2026, 10, 20), 100), (date(2026, 11, 20), 100)])
    datetime.date(2026, 10, 20)
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
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


#: Days after which a debt stands in the next bucket; before the first it is not due.
BUCKETS = (0, 30, 60, 90)


def buckets(open_documents: Iterable[tuple[date | None, int]], at: date) -> tuple[int, ...]:
    """What is open by age: not due, then up to 30, 60, 90 and more days over.

    Args:
        open_documents: (due day, open amount); one without a due day was due when issued.
        at: the day to look from.
    """
    found = [0] * (len(BUCKETS) + 1)
    for due_on, amount in open_documents:
        late = 1 if due_on is None else (at - due_on).days
        found[bisect_left(BUCKETS, late)] += amount
    return tuple(found)
