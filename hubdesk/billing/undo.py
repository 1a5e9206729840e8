"""How payments and matches are taken back: by reversal, never by deletion.

Taking back what was taken back matches a line anew.  Issued documents are not undone: reopen the
month, correct it and close it again.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from hubdesk.billing import service
from hubdesk.billing.payables import Wish
from hubdesk.billing.queries import payables
from hubdesk.billing.service.matches import Part, release
from hubdesk.billing.tables import (
    BankLineRow,
    BankMapRow,
    PaymentRow,
    SupplierPaymentRow,
    WithholdingRateRow,
)
from hubdesk.costs.tables import SupplierRow
from hubdesk.costs.undo import REASON, taken_back
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.errors import UndoNotPossibleError
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork
from hubdesk.store.undo import restore_images
from hubdesk.store.writing import images

_MATCH = "bank_match"


def _void(uow: UnitOfWork, payment_id: int) -> None:
    service.void_payment(uow, payment_id, reason=REASON)


def _enter(uow: UnitOfWork, payment_id: int) -> None:
    row: dict[str, Any] | None = uow.row(PaymentRow, payment_id)
    if row is None:
        raise NotFoundError(kind="payment", key=str(payment_id))
    org = uow.row(OrganisationRow, row["org_id"])
    assert org is not None
    service.add_payment(
        uow,
        org=org["code"],
        date=row["date"],
        amount_minor=row["amount_minor"],
        reference=row["reference"],
        withheld_minor=row["withheld_minor"],
    )


_PLAIN_PAYMENTS = taken_back("payment", _void, _enter)


def _payments(uow: UnitOfWork, entry: Entry) -> None:
    """A payment that was matched comes back with its line; any other by itself."""
    if any(kind == _MATCH for kind, *_ in images(entry.payload)):
        _matches(uow, entry)
    else:
        _PLAIN_PAYMENTS(uow, entry)


def _matches(uow: UnitOfWork, entry: Entry) -> None:
    found = [image for image in images(entry.payload) if image[0] == _MATCH]
    try:
        if all(before is None for _, _, before, _ in found):
            for payment_id in dict.fromkeys(after["payment_id"] for *_, after in found):
                release(uow, payment_id, reason=REASON)
        else:
            for kind, payment_id, before, _ in images(entry.payload):
                if kind == "payment" and before is None:  # the mirror image of a locked month
                    _void(uow, payment_id)
            _match_again(uow, [before for _, _, before, _ in found if before is not None])
    except NotFoundError as error:
        raise UndoNotPossibleError(reason="changed_since", kind=_MATCH) from error


def _match_again(uow: UnitOfWork, rows: list[Mapping[str, Any]]) -> None:
    """Match lines as they were: payments that stand are taken, others are posted anew."""
    parts: dict[tuple[int, int], list[Part]] = {}
    for row in rows:
        part = Part(
            row["org_id"], row.get("document_id"), row["amount_minor"],
            row.get("withheld_minor", 0),
        )  # fmt: skip
        parts.setdefault((row["line_id"], row["payment_id"]), []).append(part)
    for (line_id, payment_id), of_payment in parts.items():
        payment = uow.row(PaymentRow, payment_id)
        if payment is not None and not payment["void"]:
            service.match_payment(uow, line_id, payment_id, parts=of_payment)
        else:
            service.confirm_match(uow, line_id, of_payment)


def _void_paid(uow: UnitOfWork, payment_id: int) -> None:
    service.void_supplier_payment(uow, payment_id, reason=REASON)


def _pay_again(uow: UnitOfWork, payment_id: int) -> None:
    row = uow.row(SupplierPaymentRow, payment_id)
    if row is None:
        raise NotFoundError(kind="supplier_payment", key=str(payment_id))
    supplier = uow.row(SupplierRow, row["supplier_id"])
    assert supplier is not None
    wishes = [
        Wish(one.bill_id, one.amount_minor, one.kind, one.base_minor, one.withheld_minor)
        for one in payables.parts_of(uow, payment_id)
    ]
    service.pay_supplier(
        uow, supplier=supplier["name"], date=row["date"], bills=wishes,
        reference=row["reference"],
    )  # fmt: skip


def _rate(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"withholding_rate": WithholdingRateRow})


_SUPPLIER_PAYMENTS = taken_back("supplier_payment", _void_paid, _pay_again)


def _lines(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(
        uow, entry, rows={"bank_line": BankLineRow}, away={"bank_line": {"void": True}}
    )


def _map(uow: UnitOfWork, entry: Entry) -> None:
    restore_images(uow, entry, rows={"bank_map": BankMapRow})


UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    "payment.added": _payments,
    "payment.imported": _payments,
    "payment.voided": _payments,
    "bank_match.confirmed": _matches,
    "bank_match.undone": _matches,
    "bank_lines.imported": _lines,
    "bank_line.set_aside": _lines,
    "bank_line.taken_up": _lines,
    "bank_map.saved": _map,
    "supplier_payment.added": _SUPPLIER_PAYMENTS,
    "supplier_payment.voided": _SUPPLIER_PAYMENTS,
    "withholding_rate.set": _rate,
}
#: What cannot be taken back, and what to do instead.
INSTEAD = {
    "bank_account.added": "stays",
    "document.cancelled": "stays",
    "document.credit_note": "posted",
    "document.credited": "posted",
    "document.debit_note": "posted",
    "document.receipt": "posted",
    "document.tax_invoice": "posted",
    "document.written_off": "posted",
    "opening_balance.set": "set_again",
    "statements.issued": "reopen_month",
}
