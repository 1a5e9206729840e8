"""Reads of recurring bills and their drafts."""

from __future__ import annotations

from sqlalchemy import bindparam, case, exists, or_, select
from sqlalchemy.orm import aliased

from hubdesk.costs.recurring import BillDraft, Recurring
from hubdesk.costs.tables import (
    BillDraftRow,
    BillRow,
    CostPoolRow,
    RecurringBillRow,
    SupplierRow,
)
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_RECURRING = Prepared(
    select(
        RecurringBillRow.id,
        SupplierRow.name,
        CostPoolRow.code,
        RecurringBillRow.net_minor,
        RecurringBillRow.vat_rate,
        RecurringBillRow.every_months,
        RecurringBillRow.day,
        RecurringBillRow.first_month,
        RecurringBillRow.last_month,
    )
    .join(SupplierRow, SupplierRow.id == RecurringBillRow.supplier_id)
    .join(CostPoolRow, CostPoolRow.id == RecurringBillRow.pool_id)
    .order_by(SupplierRow.name, RecurringBillRow.id)
)
_CREDIT = aliased(BillRow)
_TAKEN_BACK = or_(
    BillRow.void.is_(True),
    exists().where(_CREDIT.credits_id == BillRow.id, _CREDIT.void.is_(False)),
)
_DRAFT = (
    select(
        BillDraftRow.id,
        BillDraftRow.recurring_id,
        SupplierRow.name,
        CostPoolRow.code,
        BillDraftRow.period,
        BillDraftRow.date,
        BillDraftRow.service_from,
        BillDraftRow.service_to,
        BillDraftRow.net_minor,
        BillDraftRow.vat_rate,
        # One whose bill was taken back waits for a bill again.
        case((_TAKEN_BACK, "draft"), else_=BillDraftRow.state),
        BillDraftRow.bill_id,
    )
    .join(RecurringBillRow, RecurringBillRow.id == BillDraftRow.recurring_id)
    .join(SupplierRow, SupplierRow.id == RecurringBillRow.supplier_id)
    .join(CostPoolRow, CostPoolRow.id == RecurringBillRow.pool_id)
    .outerjoin(BillRow, BillRow.id == BillDraftRow.bill_id)
)
_DRAFTS = Prepared(_DRAFT.order_by(BillDraftRow.date, BillDraftRow.id))
_DRAFT_BY_ID = Prepared(_DRAFT.where(BillDraftRow.id == bindparam("id")))


def recurring_bills(session: Session) -> list[Recurring]:
    """What comes again, by supplier."""
    return [Recurring(*row) for row in session.all(_RECURRING)]


def recurring_bill(session: Session, recurring_id: int) -> Recurring:
    """Raises:
    NotFoundError: there is none of that id.
    """
    for one in recurring_bills(session):
        if one.id == recurring_id:
            return one
    raise NotFoundError(kind="recurring_bill", key=str(recurring_id))


def bill_drafts(session: Session, state: str = "") -> list[BillDraft]:
    """What was generated, by date; of one state where it is named."""
    found = [BillDraft(*row) for row in session.all(_DRAFTS)]
    return [one for one in found if state in ("", one.state)]


def bill_draft(session: Session, draft_id: int) -> BillDraft:
    """Raises:
    NotFoundError: there is none of that id.
    """
    row = session.first(_DRAFT_BY_ID, id=draft_id)
    if row is None:
        raise NotFoundError(kind="bill_draft", key=str(draft_id))
    return BillDraft(*row)
