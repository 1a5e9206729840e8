"""A closure as claims: one a unit and calendar month, because no claim is longer than 31 days.

Months are counted in UTC, where none has an hour more.  Pure.

    >>> [claim.ends_s - claim.starts_s for claim in closure_claims([7], 0, 86400 * 40)]
    [2678400, 777600]
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime
from itertools import pairwise

from hubdesk.booking.conflicts import UnitClaim


def closure_claims(unit_ids: Iterable[int], starts_s: int, ends_s: int) -> list[UnitClaim]:
    """Claims that together hold every unit from start to end (UTC seconds)."""
    cuts = [starts_s]
    while True:
        at = datetime.fromtimestamp(cuts[-1], UTC)
        year, month = divmod(at.year * 12 + at.month, 12)
        following = int(datetime(year, month + 1, 1, tzinfo=UTC).timestamp())
        if following >= ends_s:
            break
        cuts.append(following)
    cuts.append(ends_s)
    return [UnitClaim(unit, start, end) for unit in unit_ids for start, end in pairwise(cuts)]
