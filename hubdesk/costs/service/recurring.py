"""Use cases of bills that come again: a template, its drafts once for each period, entering one.

generate_drafts(uow, Month(2026, 11))
enter_draft(uow, draft_id, number="INV-2569/11")
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.access import service as access
from hubdesk.costs import queries
from hubdesk.costs.errors import VatMismatchError
from hubdesk.costs.queries import recurring as found
from hubdesk.costs.recurring import BillDraft, check, draft, periods
from hubdesk.costs.service.bills import add_bill
from hubdesk.costs.tables import BillDraftRow, RecurringBillRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.money import require_amount
from hubdesk.kernel.month import Month, months_later
from hubdesk.ledger import service as ledger
from hubdesk.rules.vat import known_kind
from hubdesk.store.session import UnitOfWork

#: So many months ahead drafts are made at most.
_AHEAD = 24


def add_recurring_bill(
    uow: UnitOfWork,
    *,
    supplier: str,
    pool: str,
    net_minor: int,
    vat_rate: str,
    every_months: int,
    day: int,
    first_month: Month,
    last_month: Month | None = None,
) -> int:
    """Say that a supplier's bill comes again; nothing is entered by it.

    Args:
        supplier, pool: that are known.
        net_minor: what is usually billed, before VAT.
        every_months: 1 to 12; ``day`` of the month it is dated.
        first_month: in which its first period begins; ``last_month`` none begins after.

    Raises:
        NotFoundError: no such supplier or pool.
        VatMismatchError: its pool has another VAT kind.
        InvalidInputError: zero amount, unknown VAT kind, months or a day that cannot be.
    """
    access.require(uow, "costs.edit")
    require_amount("net", net_minor)
    check(every_months, day, first_month, last_month)
    kind = known_kind(vat_rate)
    found_pool = queries.pool_by_code(uow, pool)
    if found_pool.vat_rate is not None and found_pool.vat_rate != kind:
        raise VatMismatchError(pool, found_pool.vat_rate, kind)
    supplier_id = queries.suppliers(uow).get(supplier)
    if supplier_id is None:
        raise NotFoundError(kind="supplier", key=supplier)
    recurring_id = uow.insert(
        RecurringBillRow, supplier_id=supplier_id, pool_id=found_pool.id,
        net_minor=net_minor, vat_rate=kind, every_months=every_months, day=day,
        first_month=first_month, last_month=last_month,
    )  # fmt: skip
    uow.record("recurring_bill.added", "recurring_bill", recurring_id)
    return recurring_id


def end_recurring_bill(uow: UnitOfWork, recurring_id: int, last_month: Month | None) -> None:
    """Say after which month none comes any more; None lets it go on. Drafts stay.

    Raises:
        NotFoundError: there is none of that id.
        InvalidInputError: before its first month.
    """
    access.require(uow, "costs.edit")
    one = found.recurring_bill(uow, recurring_id)
    check(one.every_months, one.day, one.first_month, last_month)
    uow.update(RecurringBillRow, recurring_id, last_month=last_month)
    uow.record("recurring_bill.ended", "recurring_bill", recurring_id)


def generate_drafts(uow: UnitOfWork, until: Month) -> list[int]:
    """Make the drafts that are missing up to a month; each period gets one, however often asked.

    Returns:
        Ids of the new ones.

    Raises:
        InvalidInputError: more than two years from now.
    """
    access.require(uow, "costs.edit")
    if until > Month.of(months_later(ledger.today(uow), _AHEAD)):
        raise InvalidInputError(field="month", value=str(until), reason="out_of_range")
    known = {(one.recurring_id, one.period) for one in found.bill_drafts(uow)}
    wanted = [
        draft(one, period)
        for one in found.recurring_bills(uow)
        for period in periods(one, until)
        if (one.id, period) not in known
    ]
    ids = uow.insert_many(BillDraftRow, [_row(one) for one in wanted])
    if ids:
        uow.record("bill_drafts.generated", "bill_draft", until=until)
    return ids


def enter_draft(
    uow: UnitOfWork,
    draft_id: int,
    *,
    number: str,
    on: date | None = None,
    net_minor: int | None = None,
) -> int:
    """Make a draft the supplier's bill, by the number that stands on it.

    Args:
        on, net_minor: as the bill says otherwise than the draft.

    Returns:
        The bill's id.

    Raises:
        NotFoundError: no such draft, or it is entered or skipped.
        RefusedError: as ``add_bill`` does.
    """
    one = _open_draft(uow, draft_id)
    bill_id = add_bill(
        uow, supplier=one.supplier, number=number, date=on or one.date,
        service_from=one.service_from, service_to=one.service_to, pool=one.pool, driver=None,
        net_minor=one.net_minor if net_minor is None else net_minor, vat_rate=one.vat_rate,
    )  # fmt: skip
    uow.update(BillDraftRow, draft_id, state="entered", bill_id=bill_id)
    return bill_id


def skip_draft(uow: UnitOfWork, draft_id: int) -> None:
    """Leave a period out; it is not generated again.

    Raises:
        NotFoundError: no such draft, or it is entered or skipped.
    """
    access.require(uow, "costs.edit")
    _open_draft(uow, draft_id)
    uow.update(BillDraftRow, draft_id, state="skipped", bill_id=None)
    uow.record("bill_draft.skipped", "bill_draft", draft_id)


def relink_draft(uow: UnitOfWork, old_bill_id: int, bill_id: int) -> None:
    """Let the draft that became a bill stand for the row in which that was entered again."""
    for one in found.bill_drafts(uow):
        if one.bill_id == old_bill_id:
            uow.update(BillDraftRow, one.id, state="entered", bill_id=bill_id)


def _open_draft(uow: UnitOfWork, draft_id: int) -> BillDraft:
    one = found.bill_draft(uow, draft_id)
    if one.state != "draft":
        raise NotFoundError(kind="bill_draft", key=str(draft_id))
    return one


def _row(one: BillDraft) -> dict[str, Any]:
    return {
        "recurring_id": one.recurring_id, "period": one.period, "date": one.date,
        "service_from": one.service_from, "service_to": one.service_to,
        "net_minor": one.net_minor, "vat_rate": one.vat_rate, "state": "draft", "bill_id": None,
    }  # fmt: skip
