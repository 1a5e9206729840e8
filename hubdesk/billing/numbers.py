"""Document numbers as people write them: series by kind and month, four digits.

Imports only ``kernel``.

    >>> series("statement", Month(2026, 10), "be"), code("IV-2569/10", 1)
    ('IV-2569/10', 'IV-2569/10-0001')
"""

from __future__ import annotations

from hubdesk.kernel.month import Month

_PREFIXES = {
    "statement": "IV",
    "credit_note": "CN",
    "debit_note": "DN",
    "payment": "RC",
    "receipt": "RE",
    "tax_receipt": "RT",
    "tax_invoice": "TX",
    "write_off": "WO",
    "cancellation": "VO",
    "supplier_payment": "PV",
    "certificate": "WT",
}
_BE_OFFSET = 543


def series(kind: str, month: Month, era: str) -> str:
    """The series a document belongs to.

    Args:
        month: its accounting month.
        era: ``be`` or ``ce``, the hub's own; it is kept in the number whatever is printed.
    """
    year = month.year + (_BE_OFFSET if era == "be" else 0)
    return f"{_PREFIXES[kind]}-{year:04d}/{month.month:02d}"


def code(series_of: str, number: int) -> str:
    """The number as printed."""
    return f"{series_of}-{number:04d}"
