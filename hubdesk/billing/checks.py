"""What must always hold in documents and matches, for ``hubdesk verify``."""

from __future__ import annotations

from datetime import date

from hubdesk.billing import queries
from hubdesk.billing.queries.bank import uneven_matches
from hubdesk.billing.queries.payables import payables_at
from hubdesk.ledger.chart import PAYABLE
from hubdesk.ledger.queries import trial_balance
from hubdesk.store.session import Session


def check(session: Session) -> list[tuple[str, str, str]]:
    """Findings about documents: (kind, where, message); none in a sound hub."""
    found = [
        ("document_numbers", series, f"{count} documents, but numbers {first} to {last}")
        for series, count, first, last in queries.number_ranges(session)
        if first != 1 or last - first + 1 != count
    ]
    found += [
        ("document_unsealed", f"document {row_id}", "was never sealed")
        for row_id in queries.drafts_left(session)
    ]
    for month in queries.months_with_documents(session):
        lines = queries.lines(session, month)
        for one in queries.documents(session, month):
            net = sum(line.net_minor for line in lines.get(one.id, ()))
            tax = sum(vat["vat_minor"] for vat in one.facts.get("vat", ()))
            if (net, tax, net + tax) != (one.net_minor, one.vat_minor, one.total_minor):
                message = f"lines and tax add up to {net} + {tax}, not {one.total_minor}"
                found.append(("document_sum", one.code, message))
    return found


def check_matches(session: Session) -> list[tuple[str, str, str]]:
    """Findings about the bank's lines: what stands of them is what their payments say."""
    return [
        ("bank_match", f"payment {code}", f"matched {matched} of {amount}, void: {void}")
        for code, amount, void, matched in uneven_matches(session)
    ]


def check_payables(session: Session) -> list[tuple[str, str, str]]:
    """Findings about suppliers: what bills say is open is what the ledger says is owed."""
    owed = -sum(
        one.amount_minor for one in trial_balance(session) if one.account == PAYABLE
    )
    left = sum(one.open_minor for one in payables_at(session, date.max))
    if owed == left:
        return []
    return [("payables", PAYABLE, f"bills say {left} is owed, the ledger {owed}")]


CHECKS = (check, check_matches, check_payables)
