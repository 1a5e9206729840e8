"""The use cases of prices and policies, the only writers of their tables.

with hub.write() as uow:
    set_rate(uow, "outside", hour_minor=50_000, vat_rate="7", valid_from=date(2026, 1, 1))
"""

from __future__ import annotations

from hubdesk.rules.service import policies, prices, rates
from hubdesk.rules.service.policies import (
    Draft,
    add_policy,
    end_policy,
    load_policies,
    replace_policy,
    withdraw_policy,
)
from hubdesk.rules.service.prices import end_price_rule, enter_prices, set_price_rule
from hubdesk.rules.service.rates import set_rate

__all__ = [
    "UNDO", "Draft", "add_policy", "end_policy", "end_price_rule", "enter_prices", "load_policies",
    "replace_policy", "set_price_rule", "set_rate", "withdraw_policy",
]  # fmt: skip

UNDO = {**rates.UNDO, **prices.UNDO, **policies.UNDO}
