"""Reads of documents, payments and what organisations owe."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.orm import aliased

from hubdesk.billing.ageing import due_since
from hubdesk.billing.model import Brought, Debt, Document, Line, Movement, Payment
from hubdesk.billing.tables import DocumentLineRow, DocumentRow, PaymentRow
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.listing import holds, page
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import MonthText

_DOCUMENT = (
    select(
        DocumentRow.id,
        DocumentRow.kind,
        DocumentRow.series,
        DocumentRow.number,
        DocumentRow.code,
        DocumentRow.org_id,
        OrganisationRow.code,
        DocumentRow.accounting_month,
        DocumentRow.issued_on,
        DocumentRow.due_on,
        DocumentRow.brought_forward_minor,
        DocumentRow.net_minor,
        DocumentRow.vat_minor,
        DocumentRow.total_minor,
        DocumentRow.facts,
        DocumentRow.credits_id,
        DocumentRow.transaction_id,
        DocumentRow.sealed_at,
        DocumentRow.about_id,
        DocumentRow.payment_id,
    )
    .join(OrganisationRow, OrganisationRow.id == DocumentRow.org_id)
    .where(DocumentRow.sealed.is_(True))
)
_ORG_NAMES = (OrganisationRow.code, OrganisationRow.name_en, OrganisationRow.name_th)
_MONTH = bindparam("month", type_=MonthText())
_DOCUMENTS = Prepared(
    _DOCUMENT.where(DocumentRow.accounting_month == _MONTH).order_by(
        OrganisationRow.code, DocumentRow.id
    )
)
_DOCUMENT_BY_ID = Prepared(_DOCUMENT.where(DocumentRow.id == bindparam("id")))
_STATEMENT = aliased(DocumentRow)
_NEWEST = (
    select(func.max(_STATEMENT.id).label("id"))
    .where(_STATEMENT.kind == "statement", _STATEMENT.sealed.is_(True))
    .group_by(_STATEMENT.org_id)
    .subquery()
)
_LATEST = Prepared(_DOCUMENT.join(_NEWEST, _NEWEST.c.id == DocumentRow.id))
_LINES = Prepared(
    select(
        DocumentLineRow.document_id,
        DocumentLineRow.kind,
        DocumentLineRow.source_id,
        DocumentLineRow.description,
        DocumentLineRow.net_minor,
        DocumentLineRow.vat_rate,
        DocumentLineRow.project,
    )
    .join(DocumentRow, DocumentRow.id == DocumentLineRow.document_id)
    .where(DocumentRow.accounting_month == _MONTH)
    .order_by(DocumentLineRow.document_id, DocumentLineRow.position)
)
_PAYMENT = select(
    PaymentRow.id,
    PaymentRow.org_id,
    OrganisationRow.code,
    PaymentRow.date,
    PaymentRow.amount_minor,
    PaymentRow.reference,
    PaymentRow.code,
    PaymentRow.accounting_month,
    PaymentRow.withheld_minor,
).join(OrganisationRow, OrganisationRow.id == PaymentRow.org_id)
_PAYMENTS = Prepared(
    _PAYMENT.where(PaymentRow.void.is_(False)).order_by(PaymentRow.date, PaymentRow.id)
)
_PAYMENT_KEY = Prepared(select(PaymentRow.id).where(PaymentRow.idem_key == bindparam("key")))
_PAID_BY = Prepared(
    select(PaymentRow.transaction_id, PaymentRow.code, PaymentRow.reference, PaymentRow.date).where(
        PaymentRow.transaction_id > bindparam("after")
    )
)
_BILLED_BY = Prepared(
    select(
        DocumentRow.transaction_id, DocumentRow.code, DocumentRow.accounting_month,
        DocumentRow.issued_on,
    ).where(DocumentRow.transaction_id > bindparam("after"))
)  # fmt: skip
_CREDIT = aliased(DocumentRow)
_ISSUED = Prepared(
    select(DocumentRow.org_id, DocumentRow.due_on, DocumentRow.total_minor)
    .where(
        DocumentRow.kind == "statement",
        DocumentRow.sealed.is_(True),
        ~select(_CREDIT.id).where(_CREDIT.credits_id == DocumentRow.id).exists(),
    )
    .order_by(DocumentRow.id)
)
_NUMBERS = Prepared(
    select(
        DocumentRow.series,
        func.count(DocumentRow.id),
        func.min(DocumentRow.number),
        func.max(DocumentRow.number),
    )
    .where(DocumentRow.sealed.is_(True))
    .group_by(DocumentRow.series)
)
_CODES = Prepared(select(DocumentRow.id, DocumentRow.code).where(DocumentRow.sealed.is_(True)))
_DRAFTS_LEFT = Prepared(select(DocumentRow.id).where(DocumentRow.sealed.is_(False)))
_MONTHS = Prepared(select(DocumentRow.accounting_month).distinct())
_KINDS = {
    "statement": "invoice",
    "payment": "payment",
    "opening": "opening",
    "credit_note": "credit_note",
    "debit_note": "debit_note",
    "write_off": "write_off",
}


def documents(session: Session, month: Month) -> list[Document]:
    """All sealed documents of a month, by organisation code."""
    return [Document(*row) for row in session.all(_DOCUMENTS, month=month)]


def document(session: Session, document_id: int) -> Document | None:
    """One sealed document."""
    row = session.first(_DOCUMENT_BY_ID, id=document_id)
    return None if row is None else Document(*row)


def statements(session: Session, month: Month) -> list[Document]:
    """The statements of a month that stand (not taken back by a credit note), by code."""
    found = documents(session, month)
    credited = {one.credits_id for one in found}
    standing = [one for one in found if one.kind == "statement" and one.id not in credited]
    return sorted(standing, key=lambda one: one.org)  # an engine's own order may differ


def lines(session: Session, month: Month) -> dict[int, list[Line]]:
    """Document id → its lines, for all documents of a month."""
    by_document: dict[int, list[Line]] = {}
    for document_id, *values in session.all(_LINES, month=month):
        by_document.setdefault(document_id, []).append(Line(*values))
    return by_document


def payments(session: Session) -> list[Payment]:
    """All payments that stand, by date."""
    return [Payment(*row) for row in session.all(_PAYMENTS)]


def list_payments(
    session: Session,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> tuple[tuple[Payment, ...], int]:
    """A page of the payments that stand, the newest first unless sorted otherwise.

    Args:
        text: narrows to organisations, receipt numbers and references that contain it.
        sort: ``date``, ``org``, ``amount``, ``reference`` or ``code``.

    Returns:
        The page, and how many there are in all.
    """
    columns = {"date": PaymentRow.date, "org": OrganisationRow.code, "code": PaymentRow.code,
               "amount": PaymentRow.amount_minor, "reference": PaymentRow.reference}  # fmt: skip
    found = _PAYMENT.where(PaymentRow.void.is_(False))
    if text:
        found = found.where(holds(text, *_ORG_NAMES, PaymentRow.code, PaymentRow.reference))
    key = columns.get(sort, PaymentRow.date)
    newest_first = sort not in columns
    rows, (total,) = page(
        session, found, (key, PaymentRow.id), descending=descending or newest_first,
        offset=offset, limit=limit,
    )  # fmt: skip
    return tuple(Payment(*row) for row in rows), total


def list_documents(
    session: Session,
    *,
    text: str = "",
    sort: str = "",
    descending: bool = False,
    offset: int = 0,
    limit: int = 100,
) -> tuple[tuple[Document, ...], int]:
    """A page of all sealed documents, the newest first unless sorted otherwise.

    Args:
        text: narrows to organisations and numbers that contain it.
        sort: ``code``, ``org``, ``month``, ``issued`` or ``total``.

    Returns:
        The page, and how many there are in all.
    """
    columns = {"code": DocumentRow.code, "org": OrganisationRow.code,
               "month": DocumentRow.accounting_month, "issued": DocumentRow.issued_on,
               "total": DocumentRow.total_minor}  # fmt: skip
    found = _DOCUMENT
    if text:
        found = found.where(holds(text, *_ORG_NAMES, DocumentRow.code))
    key = columns.get(sort, DocumentRow.issued_on)
    newest_first = sort not in columns
    rows, (total,) = page(
        session, found, (key, DocumentRow.id), descending=descending or newest_first,
        offset=offset, limit=limit,
    )  # fmt: skip
    return tuple(Document(*row) for row in rows), total


def debts(session: Session) -> list[Debt]:
    """Who owes or has a credit, the largest debt first, with the day the oldest was due."""
    owed = {org_id: amount for org_id, amount in ledger.receivables(session).items() if amount}
    issued: dict[int, list[tuple[date | None, int]]] = {}
    for org_id, due_on, total in session.all(_ISSUED):
        if org_id in owed:
            issued.setdefault(org_id, []).append((due_on, total))
    found = [
        Debt(org_id, amount, due_since(amount, issued.get(org_id, ())))
        for org_id, amount in owed.items()
    ]
    return sorted(found, key=lambda debt: (-debt.owed_minor, debt.org_id))


def codes_by_transaction(session: Session) -> dict[int, str]:
    """Transaction → the number of the document or payment it posts."""
    rows = (*session.all(_BILLED_BY, after=0), *session.all(_PAID_BY, after=0))
    return {row[0]: row[1] for row in rows if row[0] is not None}


def document_codes(session: Session) -> dict[int, str]:
    """Document → its number."""
    return dict(session.all(_CODES))


def payment_by_key(session: Session, key: str) -> int | None:
    """The id of the payment with an idempotency key."""
    row = session.first(_PAYMENT_KEY, key=key)
    return None if row is None else int(row[0])


def number_ranges(session: Session) -> list[tuple[str, int, int, int]]:
    """(series, documents, first, last number) of every series."""
    return session.all(_NUMBERS)


def drafts_left(session: Session) -> list[int]:
    """Documents that were written but never sealed; there must be none."""
    return [row_id for (row_id,) in session.all(_DRAFTS_LEFT)]


def months_with_documents(session: Session) -> list[Month]:
    """Accounting months of documents, in order."""
    return sorted(month for (month,) in session.all(_MONTHS))


def brought_forward(session: Session) -> dict[int, Brought]:
    """Organisation id → its balance now and the movements since its last statement.

    The balance is the ledger's; the movements explain it and add up to it.
    """
    owed = ledger.receivables(session)
    latest = {document.org_id: document for document in _latest(session)}
    anchors = {org_id: int(one.facts.get("up_to", 0)) for org_id, one in latest.items()}
    new = any(amount and org_id not in latest for org_id, amount in owed.items())
    after = 0 if new else min(anchors.values(), default=0)
    moves: dict[int, list[Movement]] = {
        org_id: _last_statement(one) for org_id, one in latest.items()
    }
    words = _described(session, after)
    for org_id, transaction_id, on, kind, text, amount in ledger.receivable_moves(session, after):
        if transaction_id <= anchors.get(org_id, 0):
            continue
        number, month, note, shown = words.get(transaction_id, ("", None, text, on))
        moves.setdefault(org_id, []).append(
            Movement(shown, _KINDS.get(kind, "other"), amount, month, number, note)
        )
    return {
        org_id: Brought(owed.get(org_id, 0), tuple(moves.get(org_id, ())))
        for org_id in owed.keys() | moves.keys()
    }


def _latest(session: Session) -> list[Document]:
    return [Document(*row) for row in session.all(_LATEST)]


def _last_statement(one: Document) -> list[Movement]:
    moves = []
    if one.brought_forward_minor:
        moves.append(Movement(one.issued_on, "opening", one.brought_forward_minor))
    moves.append(
        Movement(one.issued_on, "invoice", one.total_minor, one.accounting_month, one.code)
    )
    return moves


def _described(session: Session, after: int) -> dict[int, tuple[str, Month | None, str, date]]:
    """Transaction → (number, month, text, day) of the document or payment behind it."""
    words: dict[int, tuple[str, Month | None, str, date]] = {}
    row: tuple[Any, ...]
    for row in session.all(_BILLED_BY, after=after):
        words[row[0]] = (row[1], row[2], "", row[3])
    for row in session.all(_PAID_BY, after=after):
        words[row[0]] = (row[1], None, row[2], row[3])
    return words
