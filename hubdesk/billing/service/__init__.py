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
from hubdesk.billing.service.notes import (
    add_credit_note,
    add_debit_note,
    cancel_document,
    write_off,
)
from hubdesk.billing.service.payments import add_payment, set_opening_balance, void_payment
from hubdesk.billing.service.receipts import issue_receipt, issue_tax_invoice
from hubdesk.billing.service.statements import credit_document, issue_statements
from hubdesk.billing.service.suppliers import (
    pay_supplier,
    set_withholding_rate,
    void_supplier_payment,
)

__all__ = [
    "add_bank_account",
    "add_credit_note",
    "add_debit_note",
    "add_payment",
    "cancel_document",
    "confirm_match",
    "credit_document",
    "import_bank",
    "issue_receipt",
    "issue_statements",
    "issue_tax_invoice",
    "match_payment",
    "pay_supplier",
    "save_bank_map",
    "set_aside",
    "set_opening_balance",
    "set_withholding_rate",
    "take_up",
    "undo_match",
    "void_payment",
    "void_supplier_payment",
    "write_off",
]
