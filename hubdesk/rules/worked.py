"""A price worked out for one date alone, to be shown beside the terms it comes from; pure.

Imports only ``kernel`` and siblings.

    >>> found = work_out(Tariff(hour_minor=1500, half_day_minor=4000), date(2026, 10, 12), 540, 300)
    >>> [(part.what, int(part.amount)) for part in found.parts], found.net_minor
    ([('half_day', 4000), ('hour', 1500)], 5500)
"""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass, replace
from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.rules.charging import Part
from hubdesk.rules.priceable import PriceRule, Use
from hubdesk.rules.tally import Tally
from hubdesk.rules.tariff import Tariff, Tier


@dataclass(frozen=True, slots=True)
class Worked:
    """Attributes:
    parts: one line after the other; ``net_minor`` is their sum, rounded once.
    cancelled: what cancelling as late as a step says would cost.
    no_show_minor: what it would cost if nobody came.
    """

    parts: tuple[Part, ...]
    net_minor: int
    cancelled: tuple[tuple[Tier, int], ...]
    no_show_minor: int


def work_out(
    tariff: Tariff, day: date, start_minute: int, minutes: int, holidays: Container[date] = ()
) -> Worked:
    """The price of one date, with no other in its month.

    Args:
        start_minute: wall clock, minutes after midnight.
        holidays: public ones.
    """
    # Rooms priced as one cost what one of them would: the price stands with the first.
    rule = PriceRule(
        0, "", Names(), "", None, "room", None, replace(tariff, rooms=()), "0", day, None
    )
    use = Use(0, 0, "", 0, "room", day, minutes, start_minute)

    def price(asked: Use) -> tuple[tuple[Part, ...], int]:
        found = Tally({}, holidays).price(asked, rule)
        return ((), 0) if found is None else (found.parts, found.net_minor)

    parts, net = price(use)
    cancelled = tuple(
        (tier, price(replace(use, what="cancelled", notice_minutes=tier.notice_minutes - 1))[1])
        for tier in tariff.cancel
        if tier.notice_minutes
    )
    return Worked(parts, net, cancelled, price(replace(use, what="no_show"))[1])
