"""The only writers of documents, payments, opening balances and what the bank told."""

from __future__ import annotations

from hubdesk.billing.service.bank import (
    add_bank_account,
    import_bank,
    save_bank_map,
    set_aside,
    take_up,
)
from hubdesk.billing.service.matches import confirm_match, match_payment, undo_match
from hubdesk.billing.service.payments import add_payment, set_opening_balance, void_payment
from hubdesk.billing.service.statements import credit_document, issue_statements

__all__ = [
    "add_bank_account",
    "add_payment",
    "confirm_match",
    "credit_document",
    "import_bank",
    "issue_statements",
    "match_payment",
    "save_bank_map",
    "set_aside",
    "set_opening_balance",
    "take_up",
    "undo_match",
    "void_payment",
]
