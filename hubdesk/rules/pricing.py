"""What the booked dates of a month cost: a rate card applied to minutes, without side effects.

A date is priced by the most specific line of the rate card that is valid on its day: one for its
very resource before one for every room.  No line, no charge.  Free minutes belong to the
organisation and month; they are used up in order of time, separately for lines that name a
resource.  Each date is rounded once, half up.  Imports nothing of the house.

    >>> line = RateLine(1, "outside", None, 50_000, 60, "7", date(2026, 1, 1), None)
    >>> use = Use(7, 3, "outside", 5, "room", date(2026, 10, 18), 180)
    >>> price_month([use], [line])[0].net_minor
    100000
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of the rate card.

    Attributes:
        org_class: whom it is for.
        resource_id: None = every room.
        hour_minor: price of an hour, net.
        free_minutes: free per organisation and month.
        vat_rate: VAT kind.
        valid_from, valid_to: days, inclusive; None = open.
    """

    id: int
    org_class: str
    resource_id: int | None
    hour_minor: int
    free_minutes: int
    vat_rate: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Use:
    """One resource used on one date.

    Attributes:
        resource_kind: ``room``, ``desk`` or ``equipment``; only rooms have general prices.
        day: local day of the start.
        minutes: what was booked, buffers not counted.
    """

    occurrence_id: int
    org_id: int
    org_class: str
    resource_id: int
    resource_kind: str
    day: date
    minutes: int


@dataclass(frozen=True, slots=True)
class PricedUse:
    """A use with its price; ``minutes = free_minutes + charged_minutes``.

    Attributes:
        list_minor: what it would cost without free minutes.
    """

    use: Use
    free_minutes: int
    hour_minor: int
    list_minor: int
    net_minor: int
    vat_rate: str

    @property
    def charged_minutes(self) -> int:
        return self.use.minutes - self.free_minutes


def line_for(use: Use, lines: Sequence[RateLine]) -> RateLine | None:
    """The line that prices ``use``, or None if it costs nothing."""
    fitting = [
        line
        for line in lines
        if line.org_class == use.org_class
        and line.holds_on(use.day)
        and (
            line.resource_id == use.resource_id
            or (line.resource_id is None and use.resource_kind == "room")
        )
    ]
    return max(
        fitting, key=lambda line: (line.resource_id is not None, line.valid_from), default=None
    )


def price_month(uses: Iterable[Use], lines: Sequence[RateLine]) -> list[PricedUse]:
    """Price all uses of one month.

    Args:
        uses: in order of time; that is the order in which free minutes are used up.
        lines: the rate card.

    Returns:
        The uses that a line of the card speaks of, in the same order, free ones included.
    """
    taken: dict[tuple[int, int | None], int] = {}
    priced = []
    for use in uses:
        line = line_for(use, lines)
        if line is None:
            continue
        key = (use.org_id, line.resource_id)
        free = min(use.minutes, max(0, line.free_minutes - taken.get(key, 0)))
        taken[key] = taken.get(key, 0) + free
        priced.append(
            PricedUse(
                use=use,
                free_minutes=free,
                hour_minor=line.hour_minor,
                list_minor=_price(line.hour_minor, use.minutes),
                net_minor=_price(line.hour_minor, use.minutes - free),
                vat_rate=line.vat_rate,
            )
        )
    return priced


def _price(hour_minor: int, minutes: int) -> int:
    """Half up; neither is ever negative, so whole numbers do."""
    return (2 * hour_minor * minutes + 60) // 120
