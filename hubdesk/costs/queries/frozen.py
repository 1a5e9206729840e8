"""Reads of what a locked month froze: shares and usage charges."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.costs.model import Added, Limit, PoolMonth, Share, UsageCharge
from hubdesk.costs.monthly import effective
from hubdesk.costs.queries.dated import bounds_of, with_names
from hubdesk.costs.sharing import Weighed
from hubdesk.costs.tables import (
    AllowanceUseRow,
    CostPoolRow,
    PoolMonthRow,
    ShareRow,
    UsageChargeRow,
)
from hubdesk.costs.weighing import Split
from hubdesk.kernel.month import Month
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.charging import part_from
from hubdesk.rules.entitlements import AllowanceUse
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, MonthText

_MONTH = bindparam("month", type_=MonthText())
_SHARE_ROWS = (
    select(
        ShareRow.accounting_month,
        ShareRow.service_month,
        ShareRow.pool_id,
        CostPoolRow.code,
        ShareRow.org_id,
        OrganisationRow.code,
        ShareRow.driver,
        ShareRow.value,
        ShareRow.days,
        ShareRow.weight,
        ShareRow.weight_sum,
        ShareRow.allocable_minor,
        ShareRow.amount_minor,
        ShareRow.remainder_rank,
        ShareRow.vat_rate,
        ShareRow.id,
        ShareRow.limits,
    )
    .join(CostPoolRow, CostPoolRow.id == ShareRow.pool_id)
    .join(OrganisationRow, OrganisationRow.id == ShareRow.org_id)
)
_SHARES = Prepared(
    _SHARE_ROWS.where(ShareRow.accounting_month == _MONTH).order_by(
        ShareRow.service_month != ShareRow.accounting_month,
        ShareRow.service_month,
        CostPoolRow.position,
        CostPoolRow.id,
        OrganisationRow.code,
    )
)
_SERVICE = bindparam("service", type_=MonthText())
_POOL_ID = bindparam("pool_id", type_=Id)
#: Of a service month, charged by an accounting month.
_POOL_SHARES = Prepared(
    _SHARE_ROWS.where(
        ShareRow.accounting_month == _MONTH,
        ShareRow.service_month == _SERVICE,
        ShareRow.pool_id == _POOL_ID,
    ).order_by(OrganisationRow.code)
)
#: Of a service month, charged before an accounting month.
_BORNE = Prepared(
    _SHARE_ROWS.where(
        ShareRow.service_month == _SERVICE,
        ShareRow.accounting_month < _MONTH,
        ShareRow.pool_id == _POOL_ID,
    )
)
_POOL_ROWS = (
    select(
        PoolMonthRow.accounting_month,
        PoolMonthRow.service_month,
        PoolMonthRow.pool_id,
        CostPoolRow.code,
        PoolMonthRow.driver,
        PoolMonthRow.policy,
        PoolMonthRow.weight,
        PoolMonthRow.weight_sum,
        PoolMonthRow.allocable_minor,
        PoolMonthRow.absorbed_minor,
        PoolMonthRow.remainder_rank,
        PoolMonthRow.limits,
        PoolMonthRow.added,
        PoolMonthRow.id,
        PoolMonthRow.transaction_id,
    )
    .join(CostPoolRow, CostPoolRow.id == PoolMonthRow.pool_id)
    .where(PoolMonthRow.accounting_month == _MONTH)
)
_POOL = Prepared(
    _POOL_ROWS.where(PoolMonthRow.service_month == _SERVICE, PoolMonthRow.pool_id == _POOL_ID)
)
_POOLS = Prepared(
    _POOL_ROWS.order_by(
        PoolMonthRow.service_month != PoolMonthRow.accounting_month,
        PoolMonthRow.service_month,
        CostPoolRow.position,
        CostPoolRow.id,
    )
)
_USAGE_ROWS = (
    select(
        UsageChargeRow.accounting_month,
        UsageChargeRow.org_id,
        OrganisationRow.code,
        OccurrenceRow.booking_id,
        UsageChargeRow.occurrence_id,
        UsageChargeRow.resource_id,
        ResourceRow.name_th,
        ResourceRow.name_en,
        OccurrenceRow.starts_at,
        OccurrenceRow.ends_at,
        UsageChargeRow.description,
        UsageChargeRow.project,
        UsageChargeRow.minutes,
        UsageChargeRow.free_minutes,
        UsageChargeRow.hour_minor,
        UsageChargeRow.list_minor,
        UsageChargeRow.net_minor,
        UsageChargeRow.vat_rate,
        UsageChargeRow.id,
        UsageChargeRow.kind,
        UsageChargeRow.rule,
        UsageChargeRow.plan_minutes,
        UsageChargeRow.credit_minor,
        UsageChargeRow.parts,
    )
    .join(OrganisationRow, OrganisationRow.id == UsageChargeRow.org_id)
    .join(OccurrenceRow, OccurrenceRow.id == UsageChargeRow.occurrence_id)
    .join(ResourceRow, ResourceRow.id == UsageChargeRow.resource_id)
)
_IN_TIME = (OccurrenceRow.starts_at, UsageChargeRow.occurrence_id, UsageChargeRow.resource_id)
_USAGE = Prepared(
    _USAGE_ROWS.where(UsageChargeRow.accounting_month == _MONTH).order_by(*_IN_TIME)
)
#: Charged for dates of a month, whenever that was.
_FOR = _USAGE_ROWS.where(
    UsageChargeRow.accounting_month >= _MONTH,
    OccurrenceRow.starts_at >= bindparam("starts", type_=Instant),
    OccurrenceRow.starts_at < bindparam("ends", type_=Instant),
).order_by(UsageChargeRow.accounting_month, *_IN_TIME)
_USAGE_FOR = Prepared(_FOR)
_USAGE_FOR_ORG = Prepared(_FOR.where(UsageChargeRow.org_id == bindparam("org_id", type_=Id)))
_ALLOWANCES = Prepared(
    select(
        AllowanceUseRow.org_id,
        AllowanceUseRow.plan,
        AllowanceUseRow.given_minutes,
        AllowanceUseRow.carried_minutes,
        AllowanceUseRow.used_minutes,
        AllowanceUseRow.carry_minutes,
        AllowanceUseRow.given_minor,
        AllowanceUseRow.carried_minor,
        AllowanceUseRow.used_minor,
        AllowanceUseRow.carry_minor,
    )
    .where(AllowanceUseRow.accounting_month == _MONTH)
    .order_by(AllowanceUseRow.org_id)
)
_SHARE_MONTH = Prepared(
    select(
        ShareRow.accounting_month,
        ShareRow.service_month,
        CostPoolRow.code,
        OrganisationRow.code,
    )
    .join(CostPoolRow, CostPoolRow.id == ShareRow.pool_id)
    .join(OrganisationRow, OrganisationRow.id == ShareRow.org_id)
    .where(ShareRow.id == bindparam("id"))
)
_MONTHS = Prepared(
    select(ShareRow.accounting_month).union(select(PoolMonthRow.accounting_month))
)


def shares(session: Session, month: Month) -> list[Share]:
    """The stored shares of an accounting month: its own pools first, then late ones."""
    return [_share(row) for row in session.all(_SHARES, month=month)]


def _share(row: tuple[Any, ...]) -> Share:
    return Share(*(*row[:-1], _limits_from(row[-1]) if row[-1] else ()))


def _limits_from(said: list[list[str]]) -> tuple[Limit, ...]:
    return tuple(Limit(what, Fraction(exact)) for what, exact in said)


def pool_months(session: Session, month: Month) -> list[PoolMonth]:
    """The hub's own lines of an accounting month: its own pools first, then late ones."""
    return [_pool_month(row) for row in session.all(_POOLS, month=month)]


def _pool_month(row: tuple[Any, ...]) -> PoolMonth:
    *said, limits, added, row_id, posted = row
    more = (_limits_from(limits), tuple(Added(*one) for one in added), row_id, posted)
    return PoolMonth(*(*said, *more))


def usage(session: Session, month: Month) -> list[UsageCharge]:
    """The stored usage charges of a month, in order of time."""
    return [_charge(row) for row in session.all(_USAGE, month=month)]


def usage_for(session: Session, month: Month, org_id: int | None = None) -> list[UsageCharge]:
    """What is stored for the dates of a month: its own charges first, then what came late.

    Args:
        org_id: only of this organisation.
    """
    asked = {"month": month, **bounds_of(session, month)}
    rows = (
        session.all(_USAGE_FOR, **asked)
        if org_id is None
        else session.all(_USAGE_FOR_ORG, **asked, org_id=org_id)
    )
    return [_charge(row) for row in rows]


def _charge(row: tuple[Any, ...]) -> UsageCharge:
    return UsageCharge(*with_names((*row[:-1], tuple(part_from(one) for one in row[-1])), 6))


def allowances(session: Session, month: Month) -> list[AllowanceUse]:
    """What became of everybody's allowance in a month that is locked."""
    return [AllowanceUse(*row) for row in session.all(_ALLOWANCES, month=month)]


def borne(
    session: Session, service: Month, pool_id: int, *, before: Month
) -> dict[str, Fraction]:
    """Organisation code → exactly what it was charged of a pool's service month so far.

    Args:
        before: by accounting months before this one.
    """
    found: dict[str, Fraction] = {}
    for row in session.all(_BORNE, month=before, service=service, pool_id=pool_id):
        share = _share(row)
        found[share.org] = found.get(share.org, Fraction(0)) + share.exact_minor
    return found


def split(session: Session, month: Month, service: Month, pool_id: int) -> Split | None:
    """The weights by which a month shared a pool of a service month; None where it did not."""
    asked = {"month": month, "service": service, "pool_id": pool_id}
    own = [_share(row) for row in session.all(_POOL_SHARES, **asked)]
    row = session.first(_POOL, **asked)
    if row is None and not own:
        return None
    weighed = tuple(Weighed(one.org, one.value, one.days, one.weight) for one in own)
    if row is None:
        return effective(Split(own[0].driver, weighed), _moved(own), Fraction(0))
    hub = _pool_month(row)
    shared = Split(hub.driver, weighed, hub.policy, hub.weight)
    return effective(shared, _moved(own), hub.exact_minor)


def _moved(own: list[Share]) -> dict[str, tuple[Limit, ...]]:
    return {one.org: one.limits for one in own if one.limits}


def place_of_share(session: Session, share_id: int) -> tuple[Month, Month, str, str] | None:
    """(accounting month, service month, pool code, organisation code) of a share."""
    return session.first(_SHARE_MONTH, id=share_id)


def months_with_shares(session: Session) -> list[Month]:
    """Months that froze shares, or what the hub bears of its pools, in order."""
    return sorted(month for (month,) in session.all(_MONTHS))
