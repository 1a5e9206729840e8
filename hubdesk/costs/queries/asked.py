"""Reads of facts that only some rules ask for: what could be let, meters, classes.

    Facts(month, occupied, booked, **asked_for(session, month, rules))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, or_, select

from hubdesk.costs.metering import MeterUse
from hubdesk.costs.model import PoolRule
from hubdesk.costs.sharing import Lettable
from hubdesk.costs.tables import CostPoolRow, LettableRow, MeterUseRow
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day

_LAST, _FIRST = bindparam("last", type_=Day()), bindparam("first", type_=Day())
_LETTABLE = Prepared(
    select(LettableRow.driver, LettableRow.valid_from, LettableRow.valid_to, LettableRow.total)
    .where(
        LettableRow.valid_from <= _LAST,
        or_(LettableRow.valid_to.is_(None), LettableRow.valid_to >= _FIRST),
    )
    .order_by(LettableRow.driver, LettableRow.valid_from)
)
_USES = Prepared(
    select(
        MeterUseRow.id,
        CostPoolRow.code,
        OrganisationRow.code,
        MeterUseRow.valid_from,
        MeterUseRow.valid_to,
        MeterUseRow.opening,
        MeterUseRow.closing,
        MeterUseRow.meter,
    )
    .join(CostPoolRow, CostPoolRow.id == MeterUseRow.pool_id)
    .join(OrganisationRow, OrganisationRow.id == MeterUseRow.org_id)
    .where(MeterUseRow.valid_from <= _LAST, MeterUseRow.valid_to >= _FIRST)
    .order_by(CostPoolRow.position, OrganisationRow.code, MeterUseRow.valid_from)
)
_CLASSES = Prepared(
    select(OrganisationRow.code, OrganisationRow.org_class).order_by(OrganisationRow.code)
)


def asked_for(session: Session, month: Month, rules: Iterable[PoolRule]) -> dict[str, Any]:
    """What the rules that hold in a month need beside occupancy and bookings."""
    held = [rule for rule in rules if rule.holds_on(month.last_day)]
    found: dict[str, Any] = {}
    if any(rule.terms.denominator == "lettable" for rule in held):
        found["lettable"] = lettable(session, month)
    if any(rule.driver in ("metered", "tiered") for rule in held):
        found["metered"] = metered(session, month)
    if any(rule.terms.classes for rule in held):
        found["classes"] = classes(session, month)
    return found


def lettable(session: Session, month: Month) -> tuple[Lettable, ...]:
    """What could be let on the days of a month, by driver and day."""
    return tuple(
        Lettable(driver, max(first, month.first_day), _until(last, month), total)
        for driver, first, last, total in session.all(
            _LETTABLE, first=month.first_day, last=month.last_day
        )
    )


def _until(last: date | None, month: Month) -> date:
    return month.last_day if last is None else min(last, month.last_day)


def metered(session: Session, month: Month) -> tuple[MeterUse, ...]:
    """The readings whose days touch a month, whole, by pool, organisation and day."""
    return tuple(
        MeterUse(pool, org, first, last, Fraction(closing) - Fraction(opening))
        for _, pool, org, first, last, opening, closing, _ in readings(
            session, month.first_day, month.last_day
        )
    )


def readings(session: Session, first: date, last: date) -> Sequence[tuple[Any, ...]]:
    """(id, pool, organisation, first, last, opening, closing, meter) that touch some days."""
    return session.all(_USES, first=first, last=last)


def classes(session: Session, month: Month) -> Mapping[str, str]:
    """Organisation code → its class: as it was when the month was locked, else as it is now."""
    state = period(session, month)
    kept: Mapping[str, str] | None = state.facts.get("classes")
    if state.state == "locked" and kept is not None:
        return kept
    return dict(session.all(_CLASSES))
