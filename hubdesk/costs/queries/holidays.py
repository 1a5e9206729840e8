"""Reads of public holidays, as far as a price asks for them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period
from hubdesk.rules.pricing import Priceable, PriceRule
from hubdesk.rules.queries import price_list
from hubdesk.store.session import Session


def holidays_in(session: Session, month: Month, rules: Iterable[Priceable]) -> frozenset[date]:
    """Public holidays of a month and the next: a date may last until then.

    Of a locked month those that it was priced by; none where no price rule asks.
    """
    if not any(isinstance(one, PriceRule) and one.tariff.holidays for one in rules):
        return frozenset()
    state = period(session, month)
    kept = state.facts.get("holidays") if state.state == "locked" else None
    if kept is not None:
        return frozenset(date.fromisoformat(day) for day in kept)
    found = holidays_between(session, month.first_day, month.next.last_day)
    return frozenset(one.day for one in found)


def holidays_of(session: Session, month: Month) -> frozenset[date]:
    """The public holidays a month is priced by."""
    return holidays_in(session, month, price_list(session))
