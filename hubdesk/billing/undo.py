"""How payments are taken back: by reversal, never by deletion.

Issued documents are not undone: reopen the month, correct it and close it again.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hubdesk.billing import service
from hubdesk.billing.tables import PaymentRow
from hubdesk.costs.undo import REASON, taken_back
from hubdesk.kernel.errors import NotFoundError
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.history import Entry
from hubdesk.store.session import UnitOfWork


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
    )


_PAYMENTS = taken_back("payment", _void, _enter)

UNDO: dict[str, Callable[[UnitOfWork, Entry], None]] = {
    "payment.added": _PAYMENTS,
    "payment.imported": _PAYMENTS,
    "payment.voided": _PAYMENTS,
}
#: What cannot be taken back, and what to do instead.
INSTEAD = {
    "document.credited": "posted",
    "opening_balance.set": "set_again",
    "statements.issued": "reopen_month",
}
