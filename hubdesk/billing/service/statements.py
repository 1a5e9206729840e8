"""Use cases of documents: monthly statements and the credit notes that take them back.

    issue_statements(uow, Month(2026, 10), drafts)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.billing.model import Document, Line, StatementDraft, VatSum, vat_by_kind
from hubdesk.billing.service.sealing import issue, line_row
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import to_plain
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import DIRECT_INCOME, OUTPUT_VAT, RECEIVABLE, RECOVERY, USAGE_INCOME
from hubdesk.ledger.model import Entry
from hubdesk.store.session import UnitOfWork

_ACCOUNT_OF = {
    "share": RECOVERY,
    "prior": RECOVERY,
    "direct": DIRECT_INCOME,
    "usage": USAGE_INCOME,
}


def issue_statements(uow: UnitOfWork, month: Month, drafts: Sequence[StatementDraft]) -> list[int]:
    """Number, post and seal the statements of a month, in the order given.

    Args:
        drafts: one per organisation, by code; one without amounts is issued but not posted.

    Returns:
        Document ids.

    Raises:
        MonthLockedError: the month is locked.
    """
    access.require(uow, "billing.issue")
    registered = settings(uow).vat_registered
    taxes = [vat_by_kind(draft.lines, registered=registered) for draft in drafts]
    issued_on = ledger.today(uow)
    due_on = issued_on + timedelta(days=settings(uow).payment_days)
    rows = [
        _document_row(month, draft, vat, issued_on, due_on)
        for draft, vat in zip(drafts, taxes, strict=True)
    ]
    lines = [
        [
            line_row(line, draft.org_id, month, position)
            for position, line in enumerate(draft.lines)
        ]
        for draft in drafts
    ]
    entries = [
        _entries(draft.org_id, draft.lines, vat) for draft, vat in zip(drafts, taxes, strict=True)
    ]
    ids = issue(uow, "statement", month, rows, lines, entries)
    uow.record("statements.issued", "document", month=month, count=len(ids))
    return ids


def credit_document(
    uow: UnitOfWork, document: Document, lines: Sequence[Line], pools: Mapping[int, str]
) -> int:
    """Take a whole statement back by a credit note, its exact mirror image, in the same month.

    Args:
        lines: the document's own lines.
        pools: share id → pool code, for the postings.

    Raises:
        MonthLockedError: the month is locked.
    """
    access.require(uow, "billing.issue", document.org_id)
    mirrored = tuple(
        Line(
            line.kind, line.source_id, line.description, -line.net_minor, line.vat_rate,
            line.project, pools.get(line.source_id, "") if line.kind in ("share", "prior") else "",
        )
        for line in lines
    )  # fmt: skip
    taxes = tuple(
        VatSum(one["vat"], -one["net_minor"], -one["vat_minor"]) for one in document.facts["vat"]
    )
    row = {
        "kind": "credit_note",
        "org_id": document.org_id,
        "accounting_month": document.accounting_month,
        "issued_on": ledger.today(uow),
        "due_on": None,
        "brought_forward_minor": 0,
        "net_minor": -document.net_minor,
        "vat_minor": -document.vat_minor,
        "total_minor": -document.total_minor,
        "facts": {"vat": to_plain(taxes), "party": document.facts.get("party", {})},
        "credits_id": document.id,
    }
    month = document.accounting_month
    line_rows = [
        line_row(line, document.org_id, month, position) for position, line in enumerate(mirrored)
    ]
    (document_id,) = issue(
        uow, "credit_note", month, [row], [line_rows],
        [_entries(document.org_id, mirrored, taxes)],
    )  # fmt: skip
    uow.record("document.credited", "document", document_id, org_id=document.org_id)
    return document_id


def _document_row(
    month: Month, draft: StatementDraft, vat: tuple[VatSum, ...], issued_on: date, due_on: date
) -> dict[str, Any]:
    net = sum(line.net_minor for line in draft.lines)
    tax = sum(one.vat_minor for one in vat)
    return {
        "kind": "statement",
        "org_id": draft.org_id,
        "accounting_month": month,
        "issued_on": issued_on,
        "due_on": due_on,
        "brought_forward_minor": draft.brought.amount_minor,
        "net_minor": net,
        "vat_minor": tax,
        "total_minor": net + tax,
        "facts": {
            "vat": to_plain(vat),
            "party": dict(draft.party),
            "balance": to_plain(draft.brought.movements),
        },
        "credits_id": None,
    }


def _entries(org_id: int, lines: Sequence[Line], vat: Sequence[VatSum]) -> tuple[Entry, ...]:
    """Receivable against recoveries, income and output VAT; without sides that are zero."""
    nets: dict[tuple[str, str, str], int] = {}
    for line in lines:
        key = (_ACCOUNT_OF[line.kind], line.pool, line.project)
        nets[key] = nets.get(key, 0) + line.net_minor
    tax = sum(one.vat_minor for one in vat)
    sides = [
        Entry(RECEIVABLE, sum(nets.values()) + tax, org_id),
        *(
            Entry(account, -amount, org_id, pool, project)
            for (account, pool, project), amount in nets.items()
        ),
        Entry(OUTPUT_VAT, -tax, org_id),
    ]
    return tuple(side for side in sides if side.amount_minor)
