"""Reads what is owed to suppliers, on the worker's thread.

    front.read(load_suppliers, self._on_read, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.billing.payables import Payable
from hubdesk.billing.queries import payables
from hubdesk.billing.queries.payables import SupplierPayment
from hubdesk.billing.withholding import Rate
from hubdesk.costs.queries.payees import all_suppliers
from hubdesk.costs.suppliers import Supplier
from hubdesk.store.session import Session

_MOST_PAYMENTS = 500


@dataclass(frozen=True, slots=True)
class SuppliersLoad:
    """Attributes:
    bills: of which something is open, what is due first at the top.
    payments: that stand, the last ones first.
    suppliers: by name.
    rates: of tax withheld.
    """

    bills: tuple[Payable, ...]
    payments: tuple[SupplierPayment, ...]
    suppliers: dict[str, Supplier]
    rates: tuple[Rate, ...]

    def owed_to(self, supplier: str) -> int:
        return sum(one.open_minor for one in self.bills if one.supplier == supplier)


def load_suppliers(session: Session) -> SuppliersLoad:
    """Everything the tab shows."""
    bills = payables.open_bills(session)
    return SuppliersLoad(
        tuple(sorted(bills, key=lambda one: (one.due_on, one.supplier, one.bill_id))),
        tuple(reversed(payables.supplier_payments(session)[-_MOST_PAYMENTS:])),
        {one.name: one for one in all_suppliers(session)},
        payables.rates_known(session),
    )
