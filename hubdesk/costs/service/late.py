"""Enters what came late for a locked month, in the first month that takes entries.

    settle_late(uow, org_id, Month(2026, 10))

Called for whatever is written about a date of a locked month (``following``): what is entered is
made anew from what stands, so that a date that is moved, cancelled or taken back again leaves
nothing behind.
"""

from __future__ import annotations

from hubdesk.costs.late import late_charges, left_of
from hubdesk.costs.model import UsageCharge
from hubdesk.costs.queries import dated, frozen, late
from hubdesk.costs.queries.holidays import holidays_in
from hubdesk.costs.queries.used import entitlements
from hubdesk.costs.service.freeze import usage_key, usage_row, write
from hubdesk.costs.tables import UsageChargeRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import first_open_month, is_locked
from hubdesk.rules.queries import price_list
from hubdesk.store.locks import lock_admission
from hubdesk.store.session import UnitOfWork


def settle_late(uow: UnitOfWork, org_id: int, month: Month) -> None:
    """Make the late charges of an organisation for a month what they should be now.

    A month that is not locked charges its dates itself.
    """
    if not is_locked(uow, month):
        return
    # What is left of free hours is given once: others who write late for it wait their turn.
    lock_admission(uow, org_id, None)
    target = first_open_month(uow, month)
    settled = late.settled(uow, org_id, month, before=target)
    rules = price_list(uow)
    given = entitlements(uow, month, org_id=org_id, rules=rules)
    closed = {one.org_id: one for one in frozen.allowances(uow, month)}
    wanted = late_charges(
        target,
        settled,
        [*dated.priced_dates(uow, month, org_id), *dated.waived_dates(uow, month, org_id)],
        dated.waived_reasons(uow, month),
        rules,
        settings(uow).zone,
        left_of(given.get(org_id), closed.get(org_id)),
        holidays_in(uow, month, rules),
    )
    stored = [
        one for one in frozen.usage_for(uow, month, org_id) if one.accounting_month == target
    ]
    _enter(uow, wanted, stored)


def forget_late(uow: UnitOfWork, month: Month) -> None:
    """Take back what is entered for a month that charges its dates itself again.

    What a locked month has charged for it stays there.
    """
    stored = [
        one for one in frozen.usage_for(uow, month)
        if one.accounting_month != month and not is_locked(uow, one.accounting_month)
    ]  # fmt: skip
    _enter(uow, [], stored)


def _enter(uow: UnitOfWork, wanted: list[UsageCharge], stored: list[UsageCharge]) -> None:
    write(
        uow,
        UsageChargeRow,
        {usage_key(one): usage_row(one) for one in wanted},
        {usage_key(one): (one.id, usage_row(one)) for one in stored},
    )
