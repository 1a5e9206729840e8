"""What every organisation owed on a day, by document; equal to the ledger of that day.

accounts_at(session, date(2026, 11, 5))
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import BigInteger, bindparam, cast, func, select

from hubdesk.billing.settlement import Account, OpenDocument, account_of
from hubdesk.billing.tables import BankMatchRow, DocumentRow, PaymentRow
from hubdesk.ledger.queries import receivables
from hubdesk.ledger.tables import TransactionRow
from hubdesk.orgs.queries import organisations
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day

_POSTED = Prepared(
    select(
        DocumentRow.id,
        DocumentRow.kind,
        DocumentRow.code,
        DocumentRow.org_id,
        DocumentRow.accounting_month,
        DocumentRow.due_on,
        DocumentRow.total_minor,
        DocumentRow.net_minor,
        DocumentRow.credits_id,
        DocumentRow.about_id,
    )
    .join(TransactionRow, TransactionRow.id == DocumentRow.transaction_id)
    .where(DocumentRow.sealed.is_(True), TransactionRow.date <= bindparam("at", type_=Day()))
    .order_by(DocumentRow.id)
)
_APPLIED = Prepared(
    select(BankMatchRow.document_id, cast(func.sum(BankMatchRow.amount_minor), BigInteger))
    .join(PaymentRow, PaymentRow.id == BankMatchRow.payment_id)
    .where(
        BankMatchRow.document_id.is_not(None),
        BankMatchRow.void.is_(False),
        PaymentRow.void.is_(False),
        PaymentRow.date <= bindparam("at", type_=Day()),
    )
    .group_by(BankMatchRow.document_id)
)
#: Documents that something is owed by, and those that take from what they are about.
_OWING, _TAKING = ("statement", "debit_note"), ("credit_note", "write_off")


def accounts_at(session: Session, at: date) -> list[Account]:
    """Every organisation with what it owed at the end of a day, by code.

    Args:
        at: by the dates of transactions, as the ledger's balances are.
    """
    rows = session.all(_POSTED, at=at)
    gone = {row[8] for row in rows} | {row[9] for row in rows if row[1] == "cancellation"}
    applied: dict[int, int] = dict(session.all(_APPLIED, at=at))
    documents: dict[int, list[OpenDocument]] = {}
    for row in rows:
        row_id, kind, code, org_id, month, due_on, total, net, _, about_id = row
        if row_id in gone:
            continue
        if kind in _OWING:
            one = OpenDocument(row_id, code, org_id, month, due_on, total, net, 0)
            documents.setdefault(org_id, []).append(one)
        elif kind in _TAKING and about_id is not None:
            applied[about_id] = applied.get(about_id, 0) - total
    owed = receivables(session, at)
    return [
        account_of(
            one.id, one.code, (one.names.th, one.names.en), owed_minor=owed.get(one.id, 0),
            documents=documents.get(one.id, ()), applied=applied,
        )
        for one in sorted(organisations(session), key=lambda one: one.code)
    ]  # fmt: skip
