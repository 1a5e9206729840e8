"""Use cases of what the house pays to its suppliers, with tax withheld and its certificate.

pay_supplier(uow, supplier="Repairs Ltd", date=day, bills=[Wish(bill_id)])
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from fractions import Fraction
from typing import Any

from hubdesk.access import service as access
from hubdesk.billing import numbers
from hubdesk.billing.errors import PaidAgainError
from hubdesk.billing.payables import Part, Wish, plan
from hubdesk.billing.queries import payables
from hubdesk.billing.service.certificates import issue_certificate
from hubdesk.billing.tables import (
    SupplierPaymentPartRow,
    SupplierPaymentRow,
    WithholdingRateRow,
)
from hubdesk.billing.withholding import Rate, checked_rate
from hubdesk.costs.queries.payees import supplier as supplier_by_name
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.month import Month
from hubdesk.kernel.text import clean
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import BANK, PAYABLE, WITHHELD_FROM_SUPPLIERS
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.queries import first_open_month, is_locked
from hubdesk.store.session import UnitOfWork


def pay_supplier(
    uow: UnitOfWork,
    *,
    supplier: str,
    date: date,
    bills: Sequence[Wish] = (),
    reference: str = "",
    month: Month | None = None,
    key: str | None = None,
) -> int:
    """Enter and post money paid to a supplier, and issue the certificate of tax withheld of it.

    Args:
        supplier: its name.
        bills: what is paid of which; empty = all that is open.
        month: the accounting month to insist on; None is that of ``date`` or the first open one
            after it.
        key: idempotency key; the same key twice returns the first one's id.

    Returns:
        The payment's id.

    Raises:
        NotFoundError: no such supplier, or no such bill of it.
        MonthLockedError: ``month`` is locked.
        InvalidInputError: nothing to pay, more than is open, more withheld than is paid.
    """
    access.require(uow, "billing.pay")
    uow.lock_numbers()
    if key is not None and (known := payables.supplier_payment_by_key(uow, key)) is not None:
        return known
    payee = supplier_by_name(uow, supplier)
    found = {one.bill_id: one for one in payables.open_bills(uow, supplier)}
    parts = plan(
        bills or [Wish(bill_id) for bill_id in found], found, payables.rates_known(uow),
        payee=payee.payee, usual=payee.payment_kind, on=date,
    )  # fmt: skip
    payment_id = _write(
        uow, payee.id, date, parts, clean(reference),
        ledger.entry_month(uow, Month.of(date), month), key or new_key(),
    )  # fmt: skip
    if any(one.withheld_minor for one in parts):
        issue_certificate(uow, payment_id, payee, parts, date)
    uow.record("supplier_payment.added", "supplier_payment", payment_id)
    return payment_id


def void_supplier_payment(uow: UnitOfWork, payment_id: int, *, reason: str) -> int | None:
    """Take a payment back: reversed in an open month, else by its mirror image in the next.

    Its certificate keeps its number and is shown as cancelled.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such payment, or it was taken back.
        PaidAgainError: a mirror image whose bills were paid again since.
        InvalidInputError: no reason given.
    """
    access.require(uow, "billing.pay")
    if not clean(reason):
        raise InvalidInputError(field="reason", value="", reason="empty")
    row = uow.row(SupplierPaymentRow, payment_id)
    if row is None or row["void"]:
        raise NotFoundError(kind="supplier_payment", key=str(payment_id))
    month: Month = row["accounting_month"]
    locked = is_locked(uow, month)
    if locked and row["credits_id"] is not None:  # a mirror image has none of its own
        raise NotFoundError(kind="supplier_payment", key=str(payment_id))
    _refuse_paid_again(uow, payment_id)
    uow.record("supplier_payment.voided", "supplier_payment", payment_id, reason=clean(reason))
    if locked:
        key = ledger.credit_key(uow, SupplierPaymentRow, "supplier_payment", row)
        parts = [_mirrored(one) for one in payables.parts_of(uow, payment_id)]
        return _write(
            uow, row["supplier_id"], row["date"], parts, row["code"],
            first_open_month(uow, month.next), key, payment_id,
        )  # fmt: skip
    ledger.reverse(uow, SupplierPaymentRow, row, row["code"])
    return None


def set_withholding_rate(
    uow: UnitOfWork,
    *,
    kind: str,
    payee: str,
    percent: Fraction,
    valid_from: date,
    least_minor: int = 0,
    reason: str = "",
) -> int:
    """Say what is withheld from a day on; for the same day again it takes the place of the old.

    Args:
        percent: of the amount before VAT, 0 to 100.
        least_minor: below it nothing is withheld.

    Returns:
        The rate's id.

    Raises:
        InvalidInputError: an unknown kind or payee, or a percentage that cannot be.
    """
    access.require(uow, "billing.rates")
    rate = checked_rate(Rate(kind, payee, percent, least_minor, valid_from, clean(reason)))
    values: dict[str, Any] = {
        "percent": rate.percent, "least_minor": rate.least_minor, "reason": rate.reason,
    }  # fmt: skip
    known = payables.own_rate_id(uow, rate)
    if known is None:
        rate_id = uow.insert(
            WithholdingRateRow, kind=kind, payee=payee, valid_from=valid_from, **values
        )
    else:
        rate_id = known
        uow.update(WithholdingRateRow, rate_id, **values)
    uow.record("withholding_rate.set", "withholding_rate", rate_id)
    return rate_id


def _refuse_paid_again(uow: UnitOfWork, payment_id: int) -> None:
    """A bill is not paid twice by taking a mirror image back."""
    bills = {one.bill_id: one for one in payables.payables_at(uow, date.max)}
    for part in payables.parts_of(uow, payment_id):
        bill = bills.get(part.bill_id)
        if bill is None:
            raise NotFoundError(kind="bill", key=str(part.bill_id))
        left = bill.gross_minor - bill.paid_minor + part.amount_minor
        if part.amount_minor * bill.gross_minor < 0 and left * bill.gross_minor < 0:
            raise PaidAgainError(bill.number)


def _mirrored(one: Part) -> Part:
    return Part(
        one.bill_id, -one.amount_minor, one.kind, one.percent, -one.base_minor,
        -one.withheld_minor,
    )  # fmt: skip


def _sides(amount: int, parts: Sequence[Part]) -> list[int]:
    """What is posted as settled; bills and credits of one sum are both told."""
    if amount:
        return [amount]
    settled = sum(one.amount_minor for one in parts if one.amount_minor > 0)
    return [settled, -settled]


def _write(
    uow: UnitOfWork,
    supplier_id: int,
    on: date,
    parts: Sequence[Part],
    reference: str,
    month: Month,
    key: str,
    credits_id: int | None = None,
) -> int:
    amount = sum(one.amount_minor for one in parts)
    withheld = sum(one.withheld_minor for one in parts)
    entries = [Entry(PAYABLE, one) for one in _sides(amount, parts)]
    entries.append(Entry(BANK, withheld - amount))
    if withheld:
        ledger.ensure_accounts(uow, (WITHHELD_FROM_SUPPLIERS,))
        entries.append(Entry(WITHHELD_FROM_SUPPLIERS, -withheld))
    series = numbers.series("supplier_payment", month, settings(uow).era)
    code = numbers.code(series, ledger.take_numbers(uow, series, 1))
    draft = Draft(month, on, "supplier_payment", code, tuple(entries))
    (transaction_id,) = ledger.post(uow, [draft])
    payment_id = uow.insert(
        SupplierPaymentRow, idem_key=key, supplier_id=supplier_id, date=on, amount_minor=amount,
        withheld_minor=withheld, reference=reference, code=code, accounting_month=month,
        transaction_id=transaction_id, credits_id=credits_id,
    )  # fmt: skip
    uow.insert_many(SupplierPaymentPartRow, [
        {
            "payment_id": payment_id, "bill_id": one.bill_id, "accounting_month": month,
            "amount_minor": one.amount_minor, "kind": one.kind, "percent": one.percent,
            "base_minor": one.base_minor, "withheld_minor": one.withheld_minor,
        }
        for one in parts
    ])  # fmt: skip
    return payment_id
