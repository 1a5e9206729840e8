"""Reads for the VAT return: the documents that count in a month, and money that no tax bears yet.

A receipt, and what cancels it, counts in its accounting month, that of the payment: payment is
the tax point of a service.  Any other document counts in the month of its day, never before its
accounting month, so that a locked month stays as it was.

    tax_documents(session, Month(2026, 11))

**Source**: Thai Revenue Code, section 78/1 (tax point), 86/9 and 86/10 (month of a note).
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, bindparam, cast, func, select
from sqlalchemy.orm import aliased

from hubdesk.billing.model import Document
from hubdesk.billing.queries import _DOCUMENT
from hubdesk.billing.queries.about import STANDS
from hubdesk.billing.tables import DocumentLineRow, DocumentRow, PaymentRow
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, MonthText

_RECEIPTS = ("receipt", "tax_receipt")
_MONTH = bindparam("month", type_=MonthText())
_FROM, _TO = bindparam("first", type_=Day()), bindparam("last", type_=Day())
_OF_MONTH = (DocumentRow.accounting_month == _MONTH) | (
    (DocumentRow.accounting_month < _MONTH) & DocumentRow.issued_on.between(_FROM, _TO)
)
_FOUND = Prepared(
    _DOCUMENT.where(DocumentRow.kind != "statement", _OF_MONTH).order_by(DocumentRow.id)
)
_ORIGINAL = aliased(DocumentRow)
_CANCELLED = Prepared(
    select(DocumentRow.id, _ORIGINAL.kind)
    .join(_ORIGINAL, _ORIGINAL.id == DocumentRow.about_id)
    .where(DocumentRow.kind == "cancellation", _OF_MONTH)
)
_PARTY = (OrganisationRow.name_th, OrganisationRow.name_en)
_ON_ACCOUNT = Prepared(
    select(
        DocumentRow.code, DocumentRow.issued_on, *_PARTY,
        cast(func.sum(DocumentLineRow.net_minor), BigInteger),
    )
    .join(DocumentLineRow, DocumentLineRow.document_id == DocumentRow.id)
    .join(OrganisationRow, OrganisationRow.id == DocumentRow.org_id)
    .where(
        DocumentLineRow.kind == "on_account", DocumentRow.accounting_month == _MONTH,
        DocumentRow.sealed.is_(True), STANDS,
    )
    .group_by(DocumentRow.id, DocumentRow.code, DocumentRow.issued_on, *_PARTY)
    .order_by(DocumentRow.id)
)  # fmt: skip
_NO_RECEIPT = Prepared(
    select(PaymentRow.code, PaymentRow.date, *_PARTY, PaymentRow.amount_minor)
    .join(OrganisationRow, OrganisationRow.id == PaymentRow.org_id)
    .where(
        PaymentRow.void.is_(False), PaymentRow.amount_minor > 0,
        PaymentRow.accounting_month == _MONTH,
        ~select(DocumentRow.id)
        .where(DocumentRow.payment_id == PaymentRow.id, DocumentRow.sealed.is_(True), STANDS)
        .exists(),
    )
    .order_by(PaymentRow.date, PaymentRow.id)
)  # fmt: skip


def tax_documents(session: Session, month: Month) -> list[Document]:
    """What may count in a month's VAT return, in the order it was issued; statements never do."""
    asked = {"month": month, "first": month.first_day, "last": month.last_day}
    found = [Document(*row) for row in session.all(_FOUND, **asked)]
    cancels = dict(session.all(_CANCELLED, **asked))
    return [one for one in found if _month_of(one, cancels.get(one.id, one.kind)) == month]


def _month_of(one: Document, kind: str) -> Month:
    """The month a document counts in; ``kind`` is its own, or that of what it cancels."""
    if kind in _RECEIPTS:
        return one.accounting_month
    return max(one.accounting_month, Month.of(one.issued_on))


def untaxed(session: Session, month: Month) -> list[tuple[str, date, Names, int, str]]:
    """Money of a month that stands in no tax document: advances, then what has no receipt.

    Returns:
        (number, day, organisation, amount, ``on_account`` or ``no_receipt``) of each.
    """
    return [
        (code, dated, Names(name_th, name_en), minor, reason)
        for reason, statement in (("on_account", _ON_ACCOUNT), ("no_receipt", _NO_RECEIPT))
        for code, dated, name_th, name_en, minor in session.all(statement, month=month)
    ]
