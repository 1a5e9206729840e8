"""Reads of suppliers as they are addressed and paid."""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.costs.suppliers import Supplier
from hubdesk.costs.tables import SupplierRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_SUPPLIER = select(
    SupplierRow.id,
    SupplierRow.name,
    SupplierRow.name_th,
    SupplierRow.name_en,
    SupplierRow.tax_id,
    SupplierRow.branch,
    SupplierRow.address_th,
    SupplierRow.address_en,
    SupplierRow.payee,
    SupplierRow.bank,
    SupplierRow.account_name,
    SupplierRow.account_number,
    SupplierRow.payment_days,
    SupplierRow.payment_kind,
)
_ALL = Prepared(_SUPPLIER.order_by(SupplierRow.name))
_BY_NAME = Prepared(_SUPPLIER.where(SupplierRow.name == bindparam("name")))


def all_suppliers(session: Session) -> list[Supplier]:
    """Everybody whose bills were entered, by name."""
    return [_supplier(row) for row in session.all(_ALL)]


def supplier(session: Session, name: str) -> Supplier:
    """Raises:
    NotFoundError: nobody of that name.
    """
    row = session.first(_BY_NAME, name=name)
    if row is None:
        raise NotFoundError(kind="supplier", key=name)
    return _supplier(row)


def _supplier(row: tuple[Any, ...]) -> Supplier:
    row_id, name, name_th, name_en, tax_id, branch, address_th, address_en, *paid = row
    return Supplier(
        row_id, name, Names(name_th, name_en), tax_id, branch, Names(address_th, address_en), *paid
    )
