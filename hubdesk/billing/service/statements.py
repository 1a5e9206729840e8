"""Use cases of documents: monthly statements and the credit notes that take them back.

    issue_statements(uow, Month(2026, 10), drafts)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hubdesk.access import service as access
from hubdesk.billing.house import house_facts
from hubdesk.billing.model import Document, Line, StatementDraft, VatSum, vat_by_kind
from hubdesk.billing.queries import about
from hubdesk.billing.service.notes import note_entries
from hubdesk.billing.service.sealing import issue, line_row
from hubdesk.billing.standing import Standing, left_of
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
        | {"facts": _facts(draft, vat, registered=registered)}
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
    uow: UnitOfWork, document: Document, lines: Sequence[Line], pools: Mapping[int, str],
    anew: Iterable[Line] = (),
) -> int:  # fmt: skip
    """Take back what notes left of a statement by a credit note in the same month.

    The statement and its notes are posted back as they were posted, so nothing is left of them.

    Args:
        lines: the document's own lines.
        pools: share id → pool code, for the postings.
        anew: lines of the statement that will be issued in its place.

    Raises:
        MonthLockedError: the month is locked.
    """
    access.require(uow, "billing.issue", document.org_id)
    org_id, month = document.org_id, document.accounting_month
    notes = [one for one in about.standing_about(uow, document.id)
             if one.kind in ("credit_note", "debit_note")]  # fmt: skip
    noted = about.noted(uow, notes)
    mirrored = {
        place: replace(line, net_minor=-left)
        for place, line in enumerate(lines)
        if (left := line.net_minor + noted.get(place, 0)) or not noted
    }
    taxes = tuple(
        VatSum(one.vat, -one.net_minor, -one.vat_minor) for one in left_of(document, notes)
    )
    net, tax = (
        sum(line.net_minor for line in mirrored.values()), sum(one.vat_minor for one in taxes)
    )  # fmt: skip
    row = {
        "kind": "credit_note", "org_id": org_id, "accounting_month": month,
        "issued_on": ledger.today(uow), "due_on": None, "brought_forward_minor": 0,
        "net_minor": net, "vat_minor": tax, "total_minor": net + tax,
        "facts": {
            "vat": to_plain(taxes), "party": document.facts.get("party", {}),
            "house": house_facts(uow), "made_by": uow.actor,
            "taxed": to_plain(_taxed(uow, document, anew)),
        },
        "credits_id": document.id,
    }  # fmt: skip
    (document_id,) = issue(
        uow, "credit_note", month, [row],
        [[line_row(line, org_id, month, place) for place, line in mirrored.items()]],
        [_taken_back(uow, document, lines, notes, pools)],
    )  # fmt: skip
    uow.record("document.credited", "document", document_id, org_id=org_id)
    return document_id


def _taxed(uow: UnitOfWork, document: Document, anew: Iterable[Line]) -> tuple[VatSum, ...]:
    """What taking a statement back counts in the VAT return."""
    standing = Standing.of(about.documents_of(uow, document.org_id))
    sums = vat_by_kind(anew, registered=settings(uow).vat_registered)
    return standing.by_taking_back(document.id, sums)


def _taken_back(
    uow: UnitOfWork, document: Document, lines: Sequence[Line], notes: Sequence[Document],
    pools: Mapping[int, str],
) -> tuple[Entry, ...]:  # fmt: skip
    """The mirror image of everything a statement and its notes posted, summed up."""
    placed = [
        replace(line, pool=pools.get(line.source_id, ""))
        if line.kind in ("share", "prior") else line
        for line in lines
    ]  # fmt: skip
    posted = [*_entries(document.org_id, placed, left_of(document, ()))]
    for note in notes:
        changed = [line for _, line in about.lines_of(uow, note.id)]
        posted += note_entries(document.org_id, changed, left_of(note, ()))
    sums: dict[Entry, int] = {}
    for side in posted:
        key = replace(side, amount_minor=0)
        sums[key] = sums.get(key, 0) - side.amount_minor
    return tuple(replace(key, amount_minor=minor) for key, minor in sums.items() if minor)


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
        "credits_id": None,
    }


def _facts(draft: StatementDraft, vat: tuple[VatSum, ...], *, registered: bool) -> dict[str, Any]:
    """What a statement keeps of how things were."""
    return {
        "vat": to_plain(vat),
        "party": dict(draft.party),
        "balance": to_plain(draft.brought.movements),
        "vat_registered": registered,
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
