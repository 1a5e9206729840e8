"""The use cases of prices and policies, the only writers of their tables.

with hub.write() as uow:
    set_rate(uow, "outside", hour_minor=50_000, vat_rate="7", valid_from=date(2026, 1, 1))
"""

from __future__ import annotations

from hubdesk.rules.service.rates import UNDO, set_rate

__all__ = ["UNDO", "set_rate"]
