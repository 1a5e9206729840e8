"""What one organisation owes: documents, payments, balance.

account_of(session, org_id).balance_minor
"""

from __future__ import annotations

from sqlalchemy import BigInteger, bindparam, cast, func, select

from hubdesk.billing.tables import DocumentRow, PaymentRow
from hubdesk.insight.model import Account, AccountDocument, AccountPayment, settled
from hubdesk.ledger.chart import RECEIVABLE
from hubdesk.ledger.tables import AccountRow, PostingRow, TransactionRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_ORG_ID = bindparam("org_id", type_=Id)
_DOCUMENTS = Prepared(
    select(
        DocumentRow.id,
        DocumentRow.kind,
        DocumentRow.code,
        DocumentRow.accounting_month,
        DocumentRow.issued_on,
        DocumentRow.due_on,
        DocumentRow.total_minor,
    )
    .where(DocumentRow.org_id == _ORG_ID, DocumentRow.sealed.is_(True))
    .order_by(DocumentRow.issued_on.desc(), DocumentRow.id.desc())
)
_PAYMENTS = Prepared(
    select(
        PaymentRow.id,
        PaymentRow.code,
        PaymentRow.date,
        PaymentRow.amount_minor,
        PaymentRow.reference,
    )
    .where(PaymentRow.org_id == _ORG_ID, PaymentRow.void.is_(False))
    .order_by(PaymentRow.date.desc(), PaymentRow.id.desc())
)
_BALANCE = Prepared(
    select(func.coalesce(cast(func.sum(PostingRow.amount_minor), BigInteger), 0))
    .join(TransactionRow, TransactionRow.id == PostingRow.transaction_id)
    .join(AccountRow, AccountRow.id == PostingRow.account_id)
    .where(
        PostingRow.org_id == _ORG_ID,
        AccountRow.code == RECEIVABLE,
        TransactionRow.sealed.is_(True),
    )
)


def account_of(session: Session, org_id: int) -> Account:
    """An organisation's account; one that has none owes nothing."""
    row = session.first(_BALANCE, org_id=org_id)
    balance_minor = 0 if row is None else int(row[0])
    documents = tuple(AccountDocument(*found) for found in session.all(_DOCUMENTS, org_id=org_id))
    payments = tuple(AccountPayment(*found) for found in session.all(_PAYMENTS, org_id=org_id))
    return Account(balance_minor, settled(documents, balance_minor), payments)
