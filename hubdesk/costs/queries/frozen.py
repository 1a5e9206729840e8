"""Reads of what a locked month froze: shares and usage charges."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.booking.tables import OccurrenceRow
from hubdesk.costs.model import Share, UsageCharge
from hubdesk.costs.monthly import FrozenSplit
from hubdesk.costs.queries.dated import bounds_of, with_names
from hubdesk.costs.sharing import Weighed
from hubdesk.costs.tables import AllowanceUseRow, CostPoolRow, ShareRow, UsageChargeRow
from hubdesk.kernel.month import Month
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.rules.charging import part_from
from hubdesk.rules.entitlements import AllowanceUse
from hubdesk.spaces.tables import ResourceRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Instant, MonthText

_MONTH = bindparam("month", type_=MonthText())
_SHARES = Prepared(
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
    )
    .join(CostPoolRow, CostPoolRow.id == ShareRow.pool_id)
    .join(OrganisationRow, OrganisationRow.id == ShareRow.org_id)
    .where(ShareRow.accounting_month == _MONTH)
    .order_by(
        ShareRow.service_month != ShareRow.accounting_month,
        ShareRow.service_month,
        CostPoolRow.position,
        CostPoolRow.id,
        OrganisationRow.code,
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
_MONTHS = Prepared(select(ShareRow.accounting_month).distinct())


def shares(session: Session, month: Month) -> list[Share]:
    """The stored shares of an accounting month: its own pools first, then late ones."""
    return [Share(*row) for row in session.all(_SHARES, month=month)]


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


def splits(session: Session, month: Month) -> dict[tuple[Month, int], FrozenSplit]:
    """(service month, pool id) → the weights by which the month shared its own pools."""
    weighed: dict[tuple[Month, int], list[Weighed]] = {}
    drivers: dict[tuple[Month, int], str] = {}
    for share in shares(session, month):
        if share.is_prior:
            continue
        key = (share.service_month, share.pool_id)
        drivers[key] = share.driver
        weighed.setdefault(key, []).append(
            Weighed(share.org, share.value, share.days, share.weight)
        )
    return {key: FrozenSplit(drivers[key], tuple(rows)) for key, rows in weighed.items()}


def place_of_share(session: Session, share_id: int) -> tuple[Month, Month, str, str] | None:
    """(accounting month, service month, pool code, organisation code) of a share."""
    return session.first(_SHARE_MONTH, id=share_id)


def months_with_shares(session: Session) -> list[Month]:
    """Months that froze shares, in order."""
    return sorted(month for (month,) in session.all(_MONTHS))
