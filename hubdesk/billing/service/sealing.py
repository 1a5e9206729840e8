"""How a document is issued: written as a draft, numbered, posted and sealed in one unit of work.

A failed unit of work burns no number.

    ids = issue(uow, "receipt", month, [row], [lines], [()])
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, select

from hubdesk.billing import numbers
from hubdesk.billing.fingerprint import document_fingerprint
from hubdesk.billing.model import Line
from hubdesk.billing.tables import DocumentLineRow, DocumentRow
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger import service as ledger
from hubdesk.ledger.model import Draft, Entry
from hubdesk.ledger.tables import TransactionRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared

_LAST_TRANSACTION = Prepared(select(func.coalesce(func.max(TransactionRow.id), 0)))


def issue(
    uow: UnitOfWork,
    kind: str,
    month: Month,
    rows: Sequence[dict[str, Any]],
    lines: Sequence[Sequence[dict[str, Any]]],
    entries: Sequence[tuple[Entry, ...]],
) -> list[int]:
    """Write, post, number and seal documents of one kind in a few round trips.

    Args:
        rows: columns of each, with its ``facts``; all issued on the same day.
        lines: columns of the lines of each.
        entries: what each posts; one without two sides is not posted.

    Returns:
        Document ids, in the order given.
    """
    if not rows:
        return []
    series = numbers.series(kind, month, settings(uow).era)
    first = ledger.take_numbers(uow, series, len(rows))
    codes = [numbers.code(series, first + place) for place in range(len(rows))]
    transactions = _post(uow, kind, month, rows[0]["issued_on"], codes, entries)
    (up_to,) = uow.first(_LAST_TRANSACTION) or (0,)
    drafts = [
        _draft(row, series, transactions.get(place), up_to,
               document_fingerprint(codes[place], row, lines[place]))
        for place, row in enumerate(rows)
    ]  # fmt: skip
    ids = uow.insert_many(DocumentRow, drafts)
    owned = zip(ids, lines, strict=True)
    uow.insert_columns(DocumentLineRow, [
        {**line, "document_id": row_id} for row_id, of_document in owned for line in of_document
    ])  # fmt: skip
    now = uow.clock.now()
    uow.update_many(
        DocumentRow,
        [
            (
                {"id": document_id, **drafts[place]},
                {"number": first + place, "code": codes[place], "sealed": True, "sealed_at": now},
            )
            for place, document_id in enumerate(ids)
        ],
    )
    return ids


def _draft(
    row: dict[str, Any], series: str, transaction_id: int | None, up_to: int, fingerprint: str
) -> dict[str, Any]:
    return {
        "about_id": None,
        "payment_id": None,
        **row,
        "series": series,
        "facts": {**row["facts"], "up_to": up_to, "fingerprint": fingerprint},
        "transaction_id": transaction_id,
        "number": None,
        "code": None,
        "sealed": False,
        "sealed_at": None,
    }


def _post(
    uow: UnitOfWork,
    kind: str,
    month: Month,
    issued_on: date,
    codes: Sequence[str],
    entries: Sequence[tuple[Entry, ...]],
) -> dict[int, int]:
    """Post the documents that have amounts; place of a document → its transaction."""
    posted = [place for place, sides in enumerate(entries) if len(sides) > 1]
    on = min(month.last_day, issued_on)
    drafts = [Draft(month, on, kind, codes[place], entries[place]) for place in posted]
    return dict(zip(posted, ledger.post(uow, drafts), strict=True))


def line_row(line: Line, org_id: int, month: Month, position: int) -> dict[str, Any]:
    """The columns of a line."""
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
