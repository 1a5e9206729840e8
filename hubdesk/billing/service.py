"""Use cases of billing: statements, credit notes, payments, opening balances.

A document is written as a draft and sealed in the same unit of work; sealing gives its number and
posts it, so a failed close burns no number.

    issue_statements(uow, Month(2026, 10), drafts)
    add_payment(uow, org="ACT", date=day, amount_minor=15_277_264)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from hubdesk.access import service as access
from hubdesk.billing import numbers, queries
from hubdesk.billing.fingerprint import document_fingerprint
from hubdesk.billing.model import Document, Line, StatementDraft, VatSum, vat_by_kind
from hubdesk.billing.tables import DocumentLineRow, DocumentRow, PaymentRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.ids import new_key
from hubdesk.kernel.month import Month
from hubdesk.kernel.plain import to_plain
from hubdesk.ledger import service as ledger
from hubdesk.ledger.chart import (
    BANK,
    DIRECT_INCOME,
    OPENING,
    OUTPUT_VAT,
    RECEIVABLE,
    RECOVERY,
    USAGE_INCOME,
)
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.queries import balances, first_open_month, is_locked
from hubdesk.ledger.tables import TransactionRow
from hubdesk.orgs.tables import OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_ORG = Prepared(select(OrganisationRow.code, OrganisationRow.id))
_LAST_TRANSACTION = Prepared(select(func.coalesce(func.max(TransactionRow.id), 0)))
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
    issued_on = _today(uow)
    due_on = issued_on + timedelta(days=settings(uow).payment_days)
    rows = [
        _document_row(month, draft, vat, issued_on, due_on)
        for draft, vat in zip(drafts, taxes, strict=True)
    ]
    lines = [
        [
            _line_row(line, draft.org_id, month, position)
            for position, line in enumerate(draft.lines)
        ]
        for draft in drafts
    ]
    entries = [
        _entries(draft.org_id, draft.lines, vat) for draft, vat in zip(drafts, taxes, strict=True)
    ]
    ids = _issue(uow, "statement", month, rows, lines, entries)
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
        "issued_on": _today(uow),
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
        _line_row(line, document.org_id, month, position) for position, line in enumerate(mirrored)
    ]
    (document_id,) = _issue(
        uow, "credit_note", month, [row], [line_rows],
        [_entries(document.org_id, mirrored, taxes)],
    )  # fmt: skip
    uow.record("document.credited", "document", document_id, org_id=document.org_id)
    return document_id


def _issue(
    uow: UnitOfWork,
    kind: str,
    month: Month,
    rows: Sequence[dict[str, Any]],
    lines: Sequence[Sequence[dict[str, Any]]],
    entries: Sequence[tuple[Entry, ...]],
) -> list[int]:
    """Write, post, number and seal documents in a few round trips."""
    if not rows:
        return []
    series = numbers.series(kind, month, settings(uow).era)
    first = ledger.take_numbers(uow, series, len(rows))
    codes = [numbers.code(series, first + place) for place in range(len(rows))]
    posted = [place for place, sides in enumerate(entries) if len(sides) > 1]
    on = min(month.last_day, rows[0]["issued_on"])
    drafts = [Draft(month, on, kind, codes[place], entries[place]) for place in posted]
    transactions = dict(zip(posted, ledger.post(uow, drafts), strict=True))
    (up_to,) = uow.first(_LAST_TRANSACTION) or (0,)
    complete = [
        {
            **row,
            "series": series,
            "facts": {
                **row["facts"],
                "up_to": up_to,
                "fingerprint": document_fingerprint(codes[place], row, lines[place]),
            },
            "transaction_id": transactions.get(place),
            "number": None,
            "code": None,
            "sealed": False,
            "sealed_at": None,
        }
        for place, row in enumerate(rows)
    ]
    ids = uow.insert_many(DocumentRow, complete)
    uow.insert_many(
        DocumentLineRow,
        [
            {**line, "document_id": document_id}
            for document_id, of_document in zip(ids, lines, strict=True)
            for line in of_document
        ],
    )
    now = uow.clock.now()
    for place, document_id in enumerate(ids):
        uow.update(
            DocumentRow, document_id, before={"id": document_id, **complete[place]},
            number=first + place, code=codes[place], sealed=True, sealed_at=now,
        )  # fmt: skip
    return ids


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


def _line_row(line: Line, org_id: int, month: Month, position: int) -> dict[str, Any]:
    return {
        "org_id": org_id,
        "accounting_month": month,
        "position": position,
        "kind": line.kind,
        "source_id": line.source_id,
        "description": line.description,
        "project": line.project,
        "net_minor": line.net_minor,
        "vat_rate": line.vat_rate,
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


def add_payment(
    uow: UnitOfWork,
    *,
    org: str,
    date: date,
    amount_minor: int,
    reference: str = "",
    month: Month | None = None,
    key: str | None = None,
) -> int:
    """Enter and post money received from an organisation.

    Args:
        org: organisation code.
        amount_minor: positive; negative for money paid back.
        month: the accounting month to insist on; None is that of ``date`` or the first open one
            after it.
        key: idempotency key; the same key twice returns the first one's id.

    Returns:
        The payment's id.

    Raises:
        NotFoundError: no such organisation.
        MonthLockedError: ``month`` is locked.
        InvalidInputError: zero amount.
    """
    org_id = _org_id(uow, org)
    access.require(uow, "billing.pay", org_id)
    if key is not None and (known := queries.payment_by_key(uow, key)) is not None:
        return known
    if amount_minor == 0:
        raise InvalidInputError(field="amount", value="0", reason="zero")
    payment_id = _write_payment(
        uow, org_id, date, amount_minor, reference,
        ledger.entry_month(uow, Month.of(date), month), key or new_key(),
    )  # fmt: skip
    uow.record("payment.added", "payment", payment_id, org_id=org_id)
    return payment_id


def void_payment(uow: UnitOfWork, payment_id: int, *, reason: str) -> int | None:
    """Take a payment back: reversed in an open month, else by its mirror image in the next.

    Returns:
        The id of the mirror image, or None where none was needed.

    Raises:
        NotFoundError: no such payment, or it is void.
    """
    row = uow.row(PaymentRow, payment_id)
    if row is None or row["void"]:
        raise NotFoundError(kind="payment", key=str(payment_id))
    access.require(uow, "billing.pay", row["org_id"])
    uow.record("payment.voided", "payment", payment_id, org_id=row["org_id"], reason=reason)
    month: Month = row["accounting_month"]
    if is_locked(uow, month):
        return _write_payment(
            uow, row["org_id"], row["date"], -row["amount_minor"], row["code"],
            first_open_month(uow, month.next), f"{row['idem_key']}/credit",
        )  # fmt: skip
    draft = ledger.mirrored(
        uow, row["transaction_id"], month=month, on=row["date"], kind="reversal",
        description=row["code"],
    )  # fmt: skip
    ledger.post(uow, [draft])
    uow.update(PaymentRow, payment_id, before=row, void=True)
    return None


def _write_payment(
    uow: UnitOfWork,
    org_id: int,
    on: date,
    amount_minor: int,
    reference: str,
    month: Month,
    key: str,
) -> int:
    series = numbers.series("payment", month, settings(uow).era)
    code = numbers.code(series, ledger.take_numbers(uow, series, 1))
    entries = (Entry(BANK, amount_minor, org_id), Entry(RECEIVABLE, -amount_minor, org_id))
    (transaction_id,) = ledger.post(uow, [Draft(month, on, "payment", code, entries)])
    return uow.insert(
        PaymentRow,
        idem_key=key,
        org_id=org_id,
        date=on,
        amount_minor=amount_minor,
        reference=reference,
        code=code,
        accounting_month=month,
        transaction_id=transaction_id,
    )


def set_opening_balance(uow: UnitOfWork, *, org: str, date: date, amount_minor: int) -> int | None:
    """Say what an organisation owed before the hub used this program.

    Setting it again posts the difference, so the opening balance is what was said last.

    Args:
        amount_minor: positive when it owes; negative for a credit.

    Returns:
        The id of the transaction, or None if nothing changed.

    Raises:
        NotFoundError: no such organisation.
    """
    org_id = _org_id(uow, org)
    access.require(uow, "billing.pay", org_id)
    known = -sum(
        one.amount_minor for one in balances(uow) if one.account == OPENING and one.org_id == org_id
    )
    difference = amount_minor - known
    if difference == 0:
        return None
    month = first_open_month(uow, Month.of(date))
    entries = (Entry(RECEIVABLE, difference, org_id), Entry(OPENING, -difference, org_id))
    (transaction_id,) = ledger.post(uow, [Draft(month, date, "opening", org, entries)])
    uow.record("opening_balance.set", "ledger_transaction", transaction_id, org_id=org_id)
    return transaction_id


def _org_id(uow: UnitOfWork, code: str) -> int:
    found = dict(uow.all(_ORG)).get(code)
    if found is None:
        raise NotFoundError(kind="organisation", key=code)
    return int(found)


def _today(uow: UnitOfWork) -> date:
    return uow.clock.now().astimezone(ZoneInfo(settings(uow).timezone)).date()
