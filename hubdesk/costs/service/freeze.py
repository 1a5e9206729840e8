"""Freezes what a month charges; called by the close of the month and by nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass, replace
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.costs import queries
from hubdesk.costs.model import DirectCharge, MonthCosts, Share, UsageCharge
from hubdesk.costs.service.hubline import freeze_pools, plain_limits
from hubdesk.costs.tables import AllowanceUseRow, DirectChargeRow, ShareRow, UsageChargeRow
from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import MonthText

Key = tuple[Hashable, ...]
_MONTH = bindparam("month", type_=MonthText())
_ALLOWANCE_IDS = Prepared(
    select(AllowanceUseRow.id).where(AllowanceUseRow.accounting_month == _MONTH)
)
_FEE_IDS = Prepared(
    select(DirectChargeRow.id)
    .where(DirectChargeRow.accounting_month == _MONTH, DirectChargeRow.source != "")
    .order_by(DirectChargeRow.id)
)


@dataclass(frozen=True, slots=True)
class Frozen:
    """Where the frozen rows are: their ids by what they are of; fees by their keys."""

    shares: Mapping[Key, int]
    usage: Mapping[Key, int]
    fees: Mapping[str, int]

    def share_id(self, share: Share) -> int:
        return self.shares[share_key(share)]

    def usage_id(self, charge: UsageCharge) -> int:
        return self.usage[usage_key(charge)]

    def with_fees(self, costs: MonthCosts) -> MonthCosts:
        """The month with the ids that its fees were stored under."""
        direct = tuple(
            replace(one, id=self.fees[one.key]) if one.key in self.fees else one
            for one in costs.direct
        )
        return replace(costs, direct=direct)


def freeze(uow: UnitOfWork, costs: MonthCosts) -> Frozen:
    """Store shares, usage charges, fees and what became of allowances of a month.

    A month that was frozen before and reopened keeps the rows that are still right; the others
    are changed, added or taken away, with their images in the history.
    """
    shares = write(
        uow,
        ShareRow,
        {share_key(one): _share_row(one) for one in costs.shares},
        {share_key(one): (one.id, _share_row(one)) for one in queries.shares(uow, costs.month)},
    )
    usage = write(
        uow,
        UsageChargeRow,
        {usage_key(one): usage_row(one) for one in costs.usage},
        {usage_key(one): (one.id, usage_row(one)) for one in queries.usage(uow, costs.month)},
    )
    write(
        uow,
        AllowanceUseRow,
        {
            (one.org_id,): {"accounting_month": costs.month, **asdict(one)}
            for one in costs.allowances
        },
        _stored_allowances(uow, costs),
    )
    freeze_pools(uow, costs)
    return Frozen(shares, usage, _write_fees(uow, costs))


def _stored_allowances(uow: UnitOfWork, costs: MonthCosts) -> dict[Key, tuple[int, dict[str, Any]]]:
    found: dict[Key, tuple[int, dict[str, Any]]] = {}
    for (row_id,) in uow.all(_ALLOWANCE_IDS, month=costs.month):
        row = uow.row(AllowanceUseRow, row_id) or {}
        found[row["org_id"],] = (row_id, {name: row[name] for name in row if name != "id"})
    return found


def _write_fees(uow: UnitOfWork, costs: MonthCosts) -> dict[str, int]:
    """Make the stored fees those of the month; one that is no longer due is void, never gone."""
    wanted = {one.key: _fee_row(one) for one in costs.direct if one.source}
    ids: dict[str, int] = {}
    for (row_id,) in uow.all(_FEE_IDS, month=costs.month):
        row = uow.row(DirectChargeRow, row_id) or {}
        key = row["idem_key"]
        due = wanted.get(key)
        if due is None:
            if not row["void"]:
                uow.update(DirectChargeRow, row_id, before=row, void=True)
            continue
        ids[key] = row_id
        if due != {name: row[name] for name in due}:
            uow.update(DirectChargeRow, row_id, before=row, **due)
    for key, due in wanted.items():
        if key not in ids:
            ids[key] = uow.insert(DirectChargeRow, **due)
    return ids


def _fee_row(fee: DirectCharge) -> dict[str, Any]:
    return {
        "idem_key": fee.key,
        "date": fee.date,
        "org_id": fee.org_id,
        "description": fee.description,
        "project": fee.project,
        "net_minor": fee.net_minor,
        "vat_rate": fee.vat_rate,
        "accounting_month": fee.accounting_month,
        "void": False,
        "source": fee.source,
    }


def share_key(share: Share) -> Key:
    """What a share is of, whatever it amounts to."""
    return share.service_month, share.pool_id, share.org_id


def usage_key(charge: UsageCharge) -> Key:
    """What a usage charge is for, whatever it amounts to."""
    return charge.occurrence_id, charge.resource_id


def write(
    uow: UnitOfWork,
    table: type[Base],
    wanted: Mapping[Key, dict[str, Any]],
    stored: Mapping[Key, tuple[int, dict[str, Any]]],
) -> dict[Key, int]:
    """Make the stored rows those that are wanted; what each is of → its id."""
    new = [key for key in wanted if key not in stored]
    ids = dict(zip(new, uow.insert_columns(table, [wanted[key] for key in new]), strict=True))
    for key, (row_id, row) in stored.items():
        if key not in wanted:
            uow.delete(table, row_id)
            continue
        ids[key] = row_id
        if wanted[key] != row:
            uow.update(table, row_id, **wanted[key])
    return ids


def _share_row(share: Share) -> dict[str, Any]:
    return {
        "accounting_month": share.accounting_month,
        "service_month": share.service_month,
        "pool_id": share.pool_id,
        "org_id": share.org_id,
        "driver": share.driver,
        "value": share.value,
        "days": share.days,
        "weight": share.weight,
        "weight_sum": share.weight_sum,
        "allocable_minor": share.allocable_minor,
        "amount_minor": share.amount_minor,
        "remainder_rank": share.remainder_rank,
        "vat_rate": share.vat_rate,
        "limits": plain_limits(share.limits),
    }


def usage_row(charge: UsageCharge) -> dict[str, Any]:
    """A usage charge as its row keeps it."""
    return {
        "accounting_month": charge.accounting_month,
        "org_id": charge.org_id,
        "occurrence_id": charge.occurrence_id,
        "resource_id": charge.resource_id,
        "description": charge.description,
        "project": charge.project,
        "minutes": charge.minutes,
        "free_minutes": charge.free_minutes,
        "hour_minor": charge.hour_minor,
        "list_minor": charge.list_minor,
        "net_minor": charge.net_minor,
        "vat_rate": charge.vat_rate,
        "kind": charge.kind,
        "rule": charge.rule,
        "plan_minutes": charge.plan_minutes,
        "credit_minor": charge.credit_minor,
        "parts": [part.plain() for part in charge.parts],
    }
