"""Freezes what a month charges; called by the close of the month and by nothing else."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.costs import queries
from hubdesk.costs.model import MonthCosts, Share, UsageCharge
from hubdesk.costs.tables import ShareRow, UsageChargeRow
from hubdesk.store.base import Base
from hubdesk.store.session import UnitOfWork

Key = tuple[Hashable, ...]


@dataclass(frozen=True, slots=True)
class Frozen:
    """Where the frozen rows are: their ids by what they are of."""

    shares: Mapping[Key, int]
    usage: Mapping[Key, int]

    def share_id(self, share: Share) -> int:
        return self.shares[share_key(share)]

    def usage_id(self, charge: UsageCharge) -> int:
        return self.usage[usage_key(charge)]


def freeze(uow: UnitOfWork, costs: MonthCosts) -> Frozen:
    """Store shares and usage charges of a month.

    A month that was frozen before and reopened keeps the rows that are still right; the others
    are changed, added or taken away, with their images in the history.
    """
    shares = _write(
        uow,
        ShareRow,
        {share_key(one): _share_row(one) for one in costs.shares},
        {share_key(one): (one.id, _share_row(one)) for one in queries.shares(uow, costs.month)},
    )
    usage = _write(
        uow,
        UsageChargeRow,
        {usage_key(one): _usage_row(one) for one in costs.usage},
        {usage_key(one): (one.id, _usage_row(one)) for one in queries.usage(uow, costs.month)},
    )
    return Frozen(shares, usage)


def share_key(share: Share) -> Key:
    """What a share is of, whatever it amounts to."""
    return share.service_month, share.pool_id, share.org_id


def usage_key(charge: UsageCharge) -> Key:
    """What a usage charge is for, whatever it amounts to."""
    return charge.occurrence_id, charge.resource_id


def _write(
    uow: UnitOfWork,
    table: type[Base],
    wanted: Mapping[Key, dict[str, Any]],
    stored: Mapping[Key, tuple[int, dict[str, Any]]],
) -> dict[Key, int]:
    """Make the stored rows those that are wanted; what each is of → its id."""
    new = [key for key in wanted if key not in stored]
    ids = dict(zip(new, uow.insert_many(table, [wanted[key] for key in new]), strict=True))
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
    }


def _usage_row(charge: UsageCharge) -> dict[str, Any]:
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
    }
