"""Reads of the month; every function takes a session and returns frozen values."""

from __future__ import annotations

from hubdesk.month.queries.months import differences, fingerprint, months, preview
from hubdesk.month.queries.worksheet import worksheet, worksheet_source

__all__ = [
    "differences",
    "fingerprint",
    "months",
    "preview",
    "worksheet",
    "worksheet_source",
]
