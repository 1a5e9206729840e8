"""Days of dated facts: where a new one fits between those that are known.  Pure.

An open end means "until the next fact", so facts may come in any order and twice.

    >>> fit(date(2026, 7, 1), None, [(1, date(2026, 1, 1), None)])
    Fit(valid_to=None, same_id=None, ends_before=1)
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from hubdesk.orgs.errors import OverlappingFactsError

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Fit:
    """Attributes:
    valid_to: last day of the new fact, inclusive; None = open.
    same_id: the fact that starts on the same day and is to be replaced.
    ends_before: the open fact that is to end on the day before.
    """

    valid_to: date | None
    same_id: int | None
    ends_before: int | None


def fit(
    valid_from: date, valid_to: date | None, known: Iterable[tuple[int, date, date | None]]
) -> Fit:
    """Find the place of a fact.

    Args:
        valid_from, valid_to: inclusive; None = until the next fact.
        known: (id, first day, last day) of the facts of the same subject.

    Raises:
        OverlappingFactsError: it would cover days that a fact with a fixed end, or a later one,
            already covers.
    """
    same_id: int | None = None
    ends_before: int | None = None
    for number, first, last in sorted(known, key=lambda fact: fact[1]):
        if first == valid_from:
            same_id = number
        elif first < valid_from:
            if last is None:
                ends_before = number
            elif last >= valid_from:
                raise OverlappingFactsError(valid_from=first)
        elif valid_to is None:
            return Fit(first - _DAY, same_id, ends_before)
        elif valid_to >= first:
            raise OverlappingFactsError(valid_from=first)
        else:
            break
    return Fit(valid_to, same_id, ends_before)
