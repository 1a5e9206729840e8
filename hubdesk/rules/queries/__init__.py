"""Reads of prices and policies.

rates(session)
"""

from __future__ import annotations

from hubdesk.rules.queries.prices import price_list, price_rules
from hubdesk.rules.queries.rates import rates

__all__ = ["price_list", "price_rules", "rates"]
