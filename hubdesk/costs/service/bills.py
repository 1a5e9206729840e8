"""Use cases of bills: enter, credit, take back.  A bill is posted when it is entered.

add_bill(uow, supplier="MEA", number="881", date=day, service_from=first, service_to=last,
         pool="electricity", driver="headcount", net_minor=9_654_321, vat_rate="7")
"""

from __future__ import annotations

from datetime import date
from typing import Any

from hubdesk.access import service as access
from hubdesk.costs import queries
from hubdesk.costs.errors import DuplicateBillError, MonthBeforeServiceError
from hubdesk.costs.model import Bill
from hubdesk.costs.service.pools import pool_for_bill
from hubdesk.costs.tables import BillRow, SupplierRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import format_minor, require_amount
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import INPUT_VAT, PAYABLE, POOL_COST
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.queries import first_open_month, is_locked
from hubdesk.rules.vat import known_kind, vat_minor
from hubdesk.store import blobs
from hubdesk.store.session import UnitOfWork

#: Suppliers round line by line; in minor units, what that may come to on one bill.
_MOST_ROUNDED = 100


def add_bill(
    uow: UnitOfWork,
    *,
    supplier: str,
    number: str,
    date: date,
    service_from: date,
    service_to: date,
    pool: str,
    driver: str | None,
    net_minor: int,
    vat_rate: str,
    vat_minor: int | None = None,
    month: Month | None = None,
) -> int:
    """Enter and post a supplier's bill; returns its id.

    Args:
        service_from, service_to: inclusive; the last one's month names the values that share it.
        pool, driver: an unknown pool is made; None takes the pool's driver.
        net_minor: before VAT; negative for a credit note.
        vat_minor: as the bill says where it rounds otherwise; None computes it.
        month: to insist on; None is the first open one from the service month on.

    Raises:
        MonthLockedError, MonthBeforeServiceError: ``month`` cannot take it.
        DuplicateBillError, DriverMismatchError, VatMismatchError: what stands says otherwise.
        InvalidInputError: zero amount, last day before first, unknown VAT kind, VAT that differs.
    """
    access.require(uow, "costs.edit")
    _refuse_nonsense(net_minor, service_from, service_to)
    kind = known_kind(vat_rate)
    service_month = Month.of(service_to)
    accounting_month = _accounting_month(uow, service_month, month)
    if queries.bill_by_number(uow, supplier, number) is not None:
        raise DuplicateBillError(supplier, number)
    found = pool_for_bill(uow, pool, driver=driver, vat_rate=kind, month=service_month)
    row = {
        "supplier_id": _supplier(uow, supplier), "number": number, "date": date,
        "service_from": service_from, "service_to": service_to,
        "service_month": service_month, "accounting_month": accounting_month,
        "pool_id": found.id, "net_minor": net_minor, "vat_rate": kind,
    }  # fmt: skip
    bill_id = _write(uow, _taxed(uow, row, vat_minor), pool, f"{supplier} {number}")
    uow.record("bill.added", "bill", bill_id)
    return bill_id


def _refuse_nonsense(net_minor: int, service_from: date, service_to: date) -> None:
    require_amount("net", net_minor)
    if service_to < service_from:
        raise InvalidInputError(
            field="service_to", value=service_to.isoformat(), reason="last_before_first"
        )


def _accounting_month(uow: UnitOfWork, service_month: Month, asked: Month | None) -> Month:
    if asked is not None and asked < service_month:
        raise MonthBeforeServiceError(asked, service_month)
    return ledger.entry_month(uow, service_month, asked)


def void_bill(uow: UnitOfWork, bill_id: int, *, reason: str) -> int | None:
    """Take a bill back.

    In an open month its posting is reversed and the bill no longer counts.  After its month was
    locked, the mirror image of the bill is entered in the first open month; it is shared by the
    same frozen driver values, so everybody gets back exactly their own part.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such bill, or it is void.
        InvalidInputError: no reason given.
    """
    access.require(uow, "costs.edit")
    if not reason.strip():
        raise InvalidInputError(field="reason", value="", reason="empty")
    bill = queries.bill(uow, bill_id)
    uow.record("bill.voided", "bill", bill_id, reason=reason)
    if is_locked(uow, bill.accounting_month):
        return _credit(uow, bill)
    row = uow.row(BillRow, bill_id)
    assert row is not None
    _reverse(uow, bill, row)
    # Compared with what was reversed: of two who take it back at once only one does.
    uow.update(BillRow, bill_id, before={**row, "void": False}, void=True)
    return None


def attach_scan(uow: UnitOfWork, bill_id: int, name: str, data: bytes) -> int:
    """Keep a scan with a bill; also after its month was locked, for it changes no amount.

    Args:
        name: of the file.
        data: a PDF or a picture, at most 20 MB.

    Returns:
        The attachment's id.

    Raises:
        NotFoundError: no such bill, or it is void.
        FileTooLargeError, FileTypeRefusedError
    """
    access.require(uow, "costs.edit")
    queries.bill(uow, bill_id)
    sha256 = blobs.put_file(uow, name, data)
    attachment_id = blobs.attach(uow, "bill", bill_id, sha256, name=name, org_id=None)
    uow.record("bill.scan_attached", "bill", bill_id)
    return attachment_id


def _credit(uow: UnitOfWork, bill: Bill) -> int:
    month = first_open_month(uow, bill.accounting_month.next)
    if queries.bill_by_number(uow, bill.supplier, f"{bill.number}/credit") is not None:
        raise DuplicateBillError(bill.supplier, f"{bill.number}/credit")
    row = uow.row(BillRow, bill.id)
    assert row is not None
    row.pop("id")
    row |= {
        "number": f"{bill.number}/credit",
        "date": ledger.today(uow),
        "accounting_month": month,
        "net_minor": -bill.net_minor,
        "vat_minor": -bill.vat_minor,
        "credits_id": bill.id,
    }
    row.pop("transaction_id")
    return _write(uow, row, bill.pool, f"{bill.supplier} {bill.number} credit")


def _reverse(uow: UnitOfWork, bill: Bill, row: dict[str, Any]) -> None:
    draft = ledger.mirrored(
        uow,
        row["transaction_id"],
        month=bill.accounting_month,
        on=bill.date,
        kind="reversal",
        description=f"{bill.supplier} {bill.number}",
    )
    ledger.post(uow, [draft])


def _write(uow: UnitOfWork, row: dict[str, Any], pool: str, description: str) -> int:
    net, vat = row["net_minor"], row["vat_minor"]
    entries = (
        Entry(POOL_COST, net, pool=pool),
        Entry(INPUT_VAT, vat),
        Entry(PAYABLE, -net - vat),
    )
    draft = Draft(row["accounting_month"], row["date"], "bill", description, entries)
    (transaction_id,) = ledger.post(uow, [draft])
    return uow.insert(BillRow, **row, transaction_id=transaction_id)


def _taxed(uow: UnitOfWork, row: dict[str, Any], said: int | None) -> dict[str, Any]:
    """With its VAT; a hub that is not registered enters what it pays and reclaims nothing."""
    if not settings(uow).vat_registered:
        return row | {"vat_minor": 0}
    computed = vat_minor(row["net_minor"], row["vat_rate"])
    if said is None:
        return row | {"vat_minor": computed}
    if abs(said - computed) > (_MOST_ROUNDED if computed else 0):
        raise InvalidInputError(field="vat", value=format_minor(said), reason="vat_beyond_rounding")
    return row | {"vat_minor": said}


def _supplier(uow: UnitOfWork, name: str) -> int:
    known = queries.suppliers(uow).get(name)
    return known if known is not None else uow.insert(SupplierRow, name=name)
