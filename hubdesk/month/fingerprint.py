"""The fingerprint a month is locked with: SHA-256 over its trial balance and all its documents.

Anybody who has the rows can compute it again; ``hubdesk verify`` does.  Imports only floors below.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence

from hubdesk.billing.model import Document, Line
from hubdesk.kernel.month import Month
from hubdesk.ledger.model import Balance


def month_fingerprint(
    month: Month,
    movements: Iterable[Balance],
    documents: Iterable[Document],
    lines: Mapping[int, Sequence[Line]],
) -> str:
    """Hex digest of what the month added to each account and of each document with its lines.

    Args:
        movements: sums by account, organisation and pool.
        documents: all documents of the month.
        lines: document id → lines.
    """
    content = {
        "month": str(month),
        "balance": sorted(
            [one.account, one.org_id or 0, one.pool, one.amount_minor] for one in movements
        ),
        "documents": [
            [
                one.code, one.kind, one.org, one.issued_on.isoformat(), one.brought_forward_minor,
                one.net_minor, one.vat_minor, one.total_minor,
                [[line.kind, line.description, line.net_minor, line.vat_rate]
                 for line in lines.get(one.id, ())],
            ]
            for one in sorted(documents, key=lambda document: document.code)
        ],
    }  # fmt: skip
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
