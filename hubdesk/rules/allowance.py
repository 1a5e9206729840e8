"""How much of its free time an organisation has used up in a month; pure.

The rate card gives minutes that are free per organisation and month: for every room, and
separately for lines that name a resource.  Imports nothing of the house.

    >>> line = RateLine(1, "resident", None, 20_000, 600, "7", date(2026, 1, 1), None)
    >>> use = Use(7, 3, "resident", 5, "room", date(2026, 10, 2), 240)
    >>> allowances([use], [line], "resident", on=date(2026, 10, 22), gone={7})[0].used_minutes
    240
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hubdesk.rules.pricing import RateLine, Use, line_for


@dataclass(frozen=True, slots=True)
class Allowance:
    """Free minutes of one month for one line of the rate card.

    Attributes:
        resource_id: None = every room.
        free_minutes: what the rate card gives.
        used_minutes: of dates that have taken place.
        ahead_minutes: of dates that are booked ahead.
    """

    resource_id: int | None
    free_minutes: int
    used_minutes: int
    ahead_minutes: int

    @property
    def left_minutes(self) -> int:
        """What is still free; 0 where all of it is used or booked."""
        return max(0, self.free_minutes - self.used_minutes - self.ahead_minutes)

    @property
    def over_minutes(self) -> int:
        """What is used or booked beyond it and will be charged."""
        return max(0, self.used_minutes + self.ahead_minutes - self.free_minutes)


def allowances(
    uses: Iterable[Use],
    lines: Sequence[RateLine],
    org_class: str,
    *,
    on: date,
    gone: Collection[int],
) -> tuple[Allowance, ...]:
    """The allowances that hold for a class on a day, with what one organisation used of them.

    Args:
        uses: of one organisation in one month.
        gone: ids of the dates that have taken place.

    Returns:
        Those with free minutes, every room first; none where the rate card gives none.
    """
    used: dict[int | None, int] = {}
    ahead: dict[int | None, int] = {}
    for use in uses:
        line = line_for(use, lines)
        if line is not None:
            sums = used if use.occurrence_id in gone else ahead
            sums[line.resource_id] = sums.get(line.resource_id, 0) + use.minutes
    given = {
        line.resource_id: line.free_minutes
        for line in sorted(lines, key=lambda line: line.valid_from)
        if line.org_class == org_class and line.holds_on(on) and line.free_minutes
    }
    return tuple(
        Allowance(resource_id, given[resource_id], used.get(resource_id, 0),
                  ahead.get(resource_id, 0))
        for resource_id in sorted(given, key=lambda number: number or 0)
    )  # fmt: skip
