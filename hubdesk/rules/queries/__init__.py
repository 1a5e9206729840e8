"""Reads of prices and policies.

rates(session)
"""

from __future__ import annotations

from hubdesk.rules.queries.rates import rates

__all__ = ["rates"]
