"""Electronic invoices of one document: Peppol's UBL, and ETDA's e-Tax as a draft.

data = ubl(session, wish)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.exporting import Wish
from hubdesk.kernel.errors import InvalidInputError

if TYPE_CHECKING:
    from hubdesk.exchange.einvoice import Invoice
    from hubdesk.store.session import Session


def ubl(session: Session, wish: Wish) -> bytes:
    """A statement, tax invoice or note as Peppol BIS Billing 3."""
    from hubdesk.exchange.ubl import write_ubl

    return write_ubl(_invoice(session, wish))


def etda(session: Session, wish: Wish) -> bytes:
    """A tax invoice, tax receipt or note as ETDA's XML; marked as not submitted.

    Raises:
        InvalidInputError: a document without tax has no such form.
    """
    from hubdesk.exchange.etda import KINDS, write_etda

    invoice = _invoice(session, wish)
    if invoice.kind not in KINDS or not invoice.taxed:
        raise InvalidInputError(
            field="document", value=invoice.number, reason="no_electronic_form"
        )
    return write_etda(invoice)


def _invoice(session: Session, wish: Wish) -> Invoice:
    from hubdesk.billing.queries.about import document_by_code
    from hubdesk.month.queries.einvoices import einvoice

    if wish.number is None:
        raise BadUsageError(reason="missing_parameter", parameter="--number")
    return einvoice(session, document_by_code(session, wish.number).id)
