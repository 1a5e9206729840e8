"""What one more date would cost, beside those an organisation has in the month already; pure.

Imports only ``kernel`` and siblings.

    >>> line = RateLine(1, "outside", None, 50_000, 0, "7", date(2026, 1, 1), None)
    >>> wish = Use(0, 3, "outside", 5, "room", date(2026, 10, 18), 90, 540)
    >>> quote([wish], [], [line]).net_minor
    75000
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.pricing import Priceable, PricedUse, PriceRule, Use, price_month
from hubdesk.rules.tariff import Tier
from hubdesk.rules.vat import vat_minor


@dataclass(frozen=True, slots=True)
class Quote:
    """What a date would cost.

    Attributes:
        lines: one for each room and equipment that has a price, in order of the wish.
        later_minor: what dates later in the month would cost more, because this one takes free
            time they would have had.
        deposit_minor: to be held; 0 = none.
        cancel: what cancelling late would cost, shortest notice first.
        priced: whether any rule, rate or plan speaks of it; where none does, it is free.
    """

    lines: tuple[PricedUse, ...]
    later_minor: int
    deposit_minor: int
    cancel: tuple[Tier, ...]
    priced: bool

    @property
    def net_minor(self) -> int:
        return sum(line.net_minor for line in self.lines)

    @property
    def list_minor(self) -> int:
        return sum(line.list_minor for line in self.lines)

    @property
    def vat_minor(self) -> int:
        """Rounded for each rate, as on a statement with nothing else on it."""
        nets: dict[str, int] = {}
        for line in self.lines:
            nets[line.vat_rate] = nets.get(line.vat_rate, 0) + line.net_minor
        return sum(vat_minor(net, rate) for rate, net in nets.items())

    @property
    def plan_minutes(self) -> int:
        """What it would take of the allowance."""
        return sum(line.plan_minutes for line in self.lines)


def quote(
    wished: Sequence[Use],
    booked: Sequence[Use],
    rules: Sequence[Priceable],
    entitlements: Mapping[int, Entitlement] | None = None,
    holidays: Container[date] = (),
) -> Quote:
    """Price a wish.

    Args:
        wished: the resources of one date; their ``occurrence_id`` is 0.
        booked: all uses of the organisation in that month, in order of time.
        rules: the rate card and the price rules.
        holidays: public ones; price rules say whether they matter.
    """
    first = wished[0]
    place = next(
        (at for at, use in enumerate(booked)
         if (use.day, use.start_minute) > (first.day, first.start_minute)),
        len(booked),
    )  # fmt: skip
    together = [*booked[:place], *wished, *booked[place:]]
    priced = price_month(together, rules, entitlements, holidays)
    lines = tuple(line for line in priced if line.use.occurrence_id == 0)
    alone = price_month(booked, rules, entitlements, holidays)
    before = sum(line.net_minor for line in alone)
    others = sum(line.net_minor for line in priced) - sum(line.net_minor for line in lines)
    used = {line.rule for line in lines if line.rule}
    speaking = [
        rule for rule in rules
        if isinstance(rule, PriceRule) and rule.code in used and rule.holds_on(first.day)
    ]  # fmt: skip
    return Quote(
        lines=lines,
        later_minor=others - before,
        deposit_minor=max((line.deposit_minor for line in lines), default=0),
        cancel=max((rule.tariff.cancel for rule in speaking), key=len, default=()),
        priced=bool(lines),
    )
