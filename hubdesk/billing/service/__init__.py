"""The only writers of documents, payments and opening balances."""

from __future__ import annotations

from hubdesk.billing.service.payments import add_payment, set_opening_balance, void_payment
from hubdesk.billing.service.statements import credit_document, issue_statements

__all__ = [
    "add_payment",
    "credit_document",
    "issue_statements",
    "set_opening_balance",
    "void_payment",
]
