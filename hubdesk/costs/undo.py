"""How entries of shared costs are taken back: posted ones by reversal, never by deletion.

Undoing a bill voids it (after its month was locked, enters its mirror image); undoing that enters
it again.  A deposit that is taken back is posted the other way.  Imports nothing of SQLAlchemy.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from hubdesk.costs import service
from hubdesk.costs.service import deposits
from hubdesk.costs.tables import (
    BillDraftRow,
    BillRow,
    CostPoolRow,
    DepositRow,
    DirectChargeRow,
    IncomeRow,
    LettableRow,
    MeterUseRow,
    PoolRuleRow,
    RecurringBillRow,
    SupplierRow,
)
from hubdesk.frontdesk.tables import BookingExtraRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import images

#: What the history gives as the reason of a row that undo took back.
REASON = "undo"


def taken_back(
    kind: str, void: Callable[[UnitOfWork, int], None], enter: Callable[[UnitOfWork, int], None]
) -> Callable[[UnitOfWork, Entry], None]:
    """The undo of whatever entered or voided posted rows of a kind.

    Args:
        void: takes a row back; called for rows the change entered.
        enter: enters a row's values again; called for rows the change voided.
    """

    def undo(uow: UnitOfWork, entry: Entry) -> None:
        try:
            for image_kind, row_id, before, _ in images(entry.payload):
                if image_kind == kind:
                    (void if before is None else enter)(uow, row_id)
        except NotFoundError as error:
            raise UndoNotPossibleError(reason="changed_since", kind=kind) from error

    return undo


def _void_bill(uow: UnitOfWork, bill_id: int) -> None:
    service.void_bill(uow, bill_id, reason=REASON)


def _enter_bill(uow: UnitOfWork, bill_id: int) -> None:
    row = _row(uow, BillRow, bill_id)
    supplier = _row(uow, SupplierRow, row["supplier_id"])
    again = service.add_bill(
        uow,
        supplier=supplier["name"],
        number=row["number"],
        date=row["date"],
        service_from=row["service_from"],
        service_to=row["service_to"],
        pool=_row(uow, CostPoolRow, row["pool_id"])["code"],
        driver=None,
        net_minor=row["net_minor"],
        vat_rate=row["vat_rate"],
        vat_minor=row["vat_minor"],
    )
    service.relink_draft(uow, bill_id, again)


def _void_income(uow: UnitOfWork, income_id: int) -> None:
    service.void_income(uow, income_id, reason=REASON)


def _enter_income(uow: UnitOfWork, income_id: int) -> None:
    row = _row(uow, IncomeRow, income_id)
    service.add_income(
        uow,
        date=row["date"],
        description=row["description"],
        pool=_row(uow, CostPoolRow, row["pool_id"])["code"],
        amount_minor=row["amount_minor"],
    )


def _row(uow: UnitOfWork, kind: type[Any], row_id: int) -> dict[str, Any]:
    row = uow.row(kind, row_id)
    if row is None:
        raise NotFoundError(kind=kind.__tablename__, key=str(row_id))
    return row


def _void_direct(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(
        uow,
        entry,
        rows={"direct_charge": DirectChargeRow},
        away={"direct_charge": {"void": True}},
    )


def _restore_extra(uow: UnitOfWork, entry: Entry) -> None:
    """An extra on a booking goes together with the charge that was made of it."""
    restore_images(
        uow,
        entry,
        rows={"booking_extra": BookingExtraRow, "direct_charge": DirectChargeRow},
        away={"booking_extra": {"status": "cancelled"}, "direct_charge": {"void": True}},
    )


def _undo_deposit(uow: UnitOfWork, entry: Entry) -> None:
    """What was posted is posted the other way; taking that back does it again."""
    for kind, row_id, before, after in images(entry.payload):
        if kind != "deposit" or after is None:
            continue
        if _row(uow, DepositRow, row_id)["state"] != after["state"]:
            raise UndoNotPossibleError(reason="changed_since", kind=kind)
        if before is None:
            deposits.undo_taking(uow, row_id)
        elif before["state"] == "held":
            deposits.undo_settling(uow, row_id, reason=before.get("reason", ""))
        else:
            deposits.settle_deposit(
                uow, row_id, on=date.fromisoformat(before["settled_on"]),
                kept_minor=before["kept_minor"], reason=before.get("reason", ""),
            )  # fmt: skip


def _restore_rule(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"pool_rule": PoolRuleRow})


def _restore_fact(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"lettable": LettableRow, "meter_use": MeterUseRow})


def _restore_recurring(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(
        uow, entry, rows={"recurring_bill": RecurringBillRow, "bill_draft": BillDraftRow}
    )


def _restore_supplier(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"supplier": SupplierRow})


def _restore_pool(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"cost_pool": CostPoolRow})


_BILLS = taken_back("bill", _void_bill, _enter_bill)
_INCOME = taken_back("income", _void_income, _enter_income)

UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    "bill.added": _BILLS,
    "bill.imported": _BILLS,
    "bill.voided": _BILLS,
    "income.added": _INCOME,
    "income.imported": _INCOME,
    "income.voided": _INCOME,
    "direct_charge.added": _void_direct,
    "direct_charge.imported": _void_direct,
    "direct_charge.voided": _void_direct,
    "deposit.taken": _undo_deposit,
    "deposit.returned": _undo_deposit,
    "deposit.kept": _undo_deposit,
    "extra.ordered": _restore_extra,
    "extra.cancelled": _restore_extra,
    "pool_rule.set": _restore_rule,
    "pool_rule.changed": _restore_rule,
    "pool_rule.approved": _restore_rule,
    "lettable.set": _restore_fact,
    "meter.read": _restore_fact,
    "meter.forgotten": _restore_fact,
    "pool.changed": _restore_pool,
    "supplier.changed": _restore_supplier,
    "recurring_bill.added": _restore_recurring,
    "recurring_bill.ended": _restore_recurring,
    "bill_drafts.generated": _restore_recurring,
    "bill_draft.skipped": _restore_recurring,
}
#: What cannot be taken back, and what to do instead.
INSTEAD = {
    "bill.scan_attached": "stays",
    "pool.added": "stays",
    "pool_rule.evidence_attached": "stays",
    "supplier.added": "stays",
}
