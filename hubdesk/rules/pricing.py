"""What the booked dates of a month cost, without side effects.

A use is priced by the most specific rule that is valid on its day: first one for its
organisation, then one for its very resource, then one for its class, and a price rule before the
rate card.  No rule, no charge.  A plan's allowance is used up first, then free minutes, both in
order of time and per organisation and month.  Each use is rounded once, half up.
Imports only ``kernel`` and siblings.

    >>> line = RateLine(1, "outside", None, 50_000, 60, "7", date(2026, 1, 1), None)
    >>> use = Use(7, 3, "outside", 5, "room", date(2026, 10, 18), 180)
    >>> price_month([use], [line])[0].net_minor
    100000
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby

from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.priceable import (
    Priceable,
    PricedUse,
    PriceRule,
    RateLine,
    Use,
    line_for,
    rule_for,
    together,
)
from hubdesk.rules.tally import Tally

__all__ = [
    "PriceRule", "Priceable", "PricedUse", "RateLine", "Use", "line_for", "price_month",
    "rule_for", "together",
]  # fmt: skip


def price_month(
    uses: Iterable[Use],
    rules: Sequence[Priceable],
    entitlements: Mapping[int, Entitlement] | None = None,
    holidays: Container[date] = (),
) -> list[PricedUse]:
    """Price all uses of one month.

    Args:
        uses: in order of time, those of one date together; that is the order in which allowance
            and free minutes are used up.
        rules: the rate card and the price rules.
        entitlements: organisation → what its plan gives in the month.
        holidays: public ones; price rules say whether they matter.

    Returns:
        The uses that a rule or a plan speaks of, in the same order, free ones included; of
        cancelled ones those that cost something.
    """
    lines = [rule for rule in rules if isinstance(rule, RateLine)]
    priced_by = [rule for rule in rules if isinstance(rule, PriceRule)]
    combined = any(rule.tariff.rooms for rule in priced_by)
    tally = Tally(entitlements or {}, holidays)
    priced: list[PricedUse] = []
    for _, group in groupby(uses, key=lambda use: use.occurrence_id):
        of_date = list(group)
        rule = together(of_date, priced_by) if combined and len(of_date) > 1 else None
        inside = set(rule.tariff.rooms) if rule else set()
        bearer = min(inside, default=0)
        for use in of_date:
            if rule is not None and use.resource_id in inside:
                found = (
                    tally.price(use, rule) if use.resource_id == bearer
                    else tally.included(use, rule, bearer)
                )  # fmt: skip
            else:
                found = tally.price(use, rule_for(use, priced_by) or line_for(use, lines))
            if found is not None:
                priced.append(found)
    return priced
