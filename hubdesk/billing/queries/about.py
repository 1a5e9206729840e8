"""Reads of documents by what they are about: notes of a statement, receipts of a payment.

standing(documents_about(session, statement.id))
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import bindparam, select
from sqlalchemy.orm import aliased

from hubdesk.billing.model import Document, Line, Payment
from hubdesk.billing.queries import _DOCUMENT, _PAYMENT, document
from hubdesk.billing.tables import DocumentLineRow, DocumentRow, PaymentRow
from hubdesk.kernel.errors import NotFoundError
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared

_ABOUT = Prepared(
    _DOCUMENT.where(
        (DocumentRow.about_id == bindparam("id")) | (DocumentRow.credits_id == bindparam("id"))
    ).order_by(DocumentRow.id)
)
_BY_CODE = Prepared(_DOCUMENT.where(DocumentRow.code == bindparam("code")))
_OF_ORG = Prepared(
    _DOCUMENT.where(DocumentRow.org_id == bindparam("org_id")).order_by(DocumentRow.id)
)
_LINES = Prepared(
    select(
        DocumentLineRow.position,
        DocumentLineRow.kind,
        DocumentLineRow.source_id,
        DocumentLineRow.description,
        DocumentLineRow.net_minor,
        DocumentLineRow.vat_rate,
        DocumentLineRow.project,
    )
    .where(DocumentLineRow.document_id == bindparam("id"))
    .order_by(DocumentLineRow.position, DocumentLineRow.id)
)
_PAYMENT_BY_ID = Prepared(
    _PAYMENT.where(PaymentRow.id == bindparam("id"), PaymentRow.void.is_(False))
)
_PAYMENT_BY_CODE = Prepared(
    _PAYMENT.where(PaymentRow.code == bindparam("code"), PaymentRow.void.is_(False))
)
_CANCELLED = aliased(DocumentRow)
#: That no cancellation of a document was issued.
STANDS = (
    ~select(_CANCELLED.id)
    .where(_CANCELLED.about_id == DocumentRow.id, _CANCELLED.kind == "cancellation")
    .exists()
)
_OF_PAYMENT = Prepared(_DOCUMENT.where(DocumentRow.payment_id == bindparam("id"), STANDS))
_STANDING_ABOUT = Prepared(
    _DOCUMENT.where(
        (DocumentRow.about_id == bindparam("id")) | (DocumentRow.credits_id == bindparam("id")),
        DocumentRow.kind != "cancellation",
        STANDS,
    ).order_by(DocumentRow.id)
)


def documents_about(session: Session, document_id: int) -> list[Document]:
    """Notes, receipts, tax invoices, write-offs and cancellations about a document, in order."""
    return [Document(*row) for row in session.all(_ABOUT, id=document_id)]


def document_by_code(session: Session, code: str) -> Document:
    """The document of a number.

    Raises:
        NotFoundError: there is none.
    """
    row = session.first(_BY_CODE, code=code)
    if row is None:
        raise NotFoundError(kind="document", key=code)
    return Document(*row)


def required_document(session: Session, document_id: int) -> Document:
    """Raises:
    NotFoundError: no such document.
    """
    found = document(session, document_id)
    if found is None:
        raise NotFoundError(kind="document", key=str(document_id))
    return found


def documents_of(session: Session, org_id: int) -> list[Document]:
    """All sealed documents of an organisation, as they were issued."""
    return [Document(*row) for row in session.all(_OF_ORG, org_id=org_id)]


def lines_of(session: Session, document_id: int) -> list[tuple[int, Line]]:
    """(place, line) of a document; a note's place is that of the line it changes."""
    return [(row[0], Line(*row[1:])) for row in session.all(_LINES, id=document_id)]


def payment(session: Session, payment_id: int) -> Payment:
    """A payment that stands.

    Raises:
        NotFoundError: there is none.
    """
    row = session.first(_PAYMENT_BY_ID, id=payment_id)
    if row is None:
        raise NotFoundError(kind="payment", key=str(payment_id))
    return Payment(*row)


def payment_by_code(session: Session, code: str) -> Payment:
    """The payment of a number, if it stands.

    Raises:
        NotFoundError: there is none.
    """
    row = session.first(_PAYMENT_BY_CODE, code=code)
    if row is None:
        raise NotFoundError(kind="payment", key=code)
    return Payment(*row)


def cancelled(documents: Iterable[Document]) -> dict[int, Document]:
    """Document → the cancellation of it, among documents."""
    return {
        one.about_id: one
        for one in documents
        if one.kind == "cancellation" and one.about_id is not None
    }


def cancellation_of(session: Session, document_id: int) -> Document | None:
    """The document that cancelled another."""
    return cancelled(documents_about(session, document_id)).get(document_id)


def standing_about(session: Session, document_id: int) -> list[Document]:
    """What stands about a document: without cancellations and what they cancelled."""
    return [Document(*row) for row in session.all(_STANDING_ABOUT, id=document_id)]


def noted(session: Session, notes: Iterable[Document]) -> dict[int, int]:
    """Place of a line → what notes about a statement made of it, net."""
    found: dict[int, int] = {}
    for one in notes:
        for place, line in lines_of(session, one.id):
            found[place] = found.get(place, 0) + line.net_minor
    return found


def receipt_of(session: Session, payment_id: int) -> Document | None:
    """The receipt that stands for a payment."""
    row = session.first(_OF_PAYMENT, id=payment_id)
    return None if row is None else Document(*row)
