"""Reads of the month; every function takes a session and returns frozen values."""

from __future__ import annotations

from hubdesk.month.queries.months import differences, fingerprint, months, preview

__all__ = ["differences", "fingerprint", "months", "preview"]
