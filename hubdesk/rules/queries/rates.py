"""Reads of the rate card."""

from __future__ import annotations

from sqlalchemy import select

from hubdesk.rules.pricing import RateLine
from hubdesk.rules.tables import RateRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_RATES = Prepared(
    select(
        RateRow.id,
        RateRow.org_class,
        RateRow.resource_id,
        RateRow.hour_minor,
        RateRow.free_minutes,
        RateRow.vat_rate,
        RateRow.valid_from,
        RateRow.valid_to,
    ).order_by(RateRow.org_class, RateRow.resource_id, RateRow.valid_from)
)


def rates(session: Session) -> list[RateLine]:
    """The whole rate card, past lines included."""
    return [RateLine(*row) for row in session.all(_RATES)]
