"""The fingerprint a document carries: SHA-256 over what it says; pure.

Imports only ``kernel``.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from hubdesk.kernel.plain import to_plain

_HEAD = (
    "kind", "org_id", "accounting_month", "issued_on", "due_on", "brought_forward_minor",
    "net_minor", "vat_minor", "total_minor",
)  # fmt: skip
_FACTS = ("vat", "party", "balance")
_LINE = ("kind", "description", "project", "net_minor", "vat_rate")


def document_fingerprint(
    code: str, row: Mapping[str, Any], lines: Iterable[Mapping[str, Any]]
) -> str:
    """Hex digest over number, head, organisation, balance, tax and lines of a document.

    Args:
        row: the document's columns with its ``facts``.
        lines: its lines' columns, in order.
    """
    content = {
        "code": code,
        "head": [to_plain(row[name]) for name in _HEAD],
        "facts": {name: row["facts"].get(name) for name in _FACTS},
        "lines": [[line[name] for name in _LINE] for line in lines],
    }
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
