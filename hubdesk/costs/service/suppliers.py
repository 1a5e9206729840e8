"""Use cases of suppliers: who they are, how they are addressed, taxed and paid.

set_supplier(uow, "MEA", tax_id="0994000165501", payee="company", payment_days=15)
"""

from __future__ import annotations

from typing import Any

from hubdesk.access import service as access
from hubdesk.costs import queries
from hubdesk.costs.suppliers import check
from hubdesk.costs.tables import SupplierRow
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.text import clean, clean_values, require_fitting
from hubdesk.store.session import UnitOfWork

#: What may be said of a supplier, beside its name.
FIELDS = (
    "name_th", "name_en", "tax_id", "branch", "address_th", "address_en", "payee", "bank",
    "account_name", "account_number", "payment_days", "payment_kind",
)  # fmt: skip


def set_supplier(uow: UnitOfWork, name: str, **values: Any) -> int:
    """Say what is known of a supplier; one that is not known yet is added.

    Args:
        name: by which its bills name it.
        values: of :data:`FIELDS`; what is not named stays.

    Returns:
        Its id.

    Raises:
        InvalidInputError: no name, an unknown field, kind of payee or payment, or a text that
            is too long.
    """
    access.require(uow, "costs.edit")
    name = clean(name)
    if not name:
        raise InvalidInputError(field="name", value="", reason="empty")
    for field, value in values.items():
        if field not in FIELDS:
            raise InvalidInputError(field=field, value=str(value), reason="not_one_of")
    said = clean_values(values)
    require_fitting(said)
    check(
        said.get("payee", "company"), said.get("payment_days", 0), said.get("payment_kind", "")
    )
    known = queries.suppliers(uow).get(name)
    if known is None:
        supplier_id = uow.insert(SupplierRow, name=name, **said)
        uow.record("supplier.added", "supplier", supplier_id)
        return supplier_id
    row = uow.row(SupplierRow, known)
    assert row is not None
    changed = {field: value for field, value in said.items() if row[field] != value}
    if changed:
        uow.update(SupplierRow, known, before=row, **changed)
        uow.record("supplier.changed", "supplier", known)
    return known
