"""The only writers of pools, bills, income, direct charges, shares and usage charges."""

from __future__ import annotations

from hubdesk.costs.service.bills import add_bill, attach_scan, void_bill
from hubdesk.costs.service.deposits import settle_deposit, take_deposit
from hubdesk.costs.service.entries import (
    add_direct_charge,
    add_income,
    void_direct_charge,
    void_income,
)
from hubdesk.costs.service.freeze import freeze
from hubdesk.costs.service.late import forget_late
from hubdesk.costs.service.pools import add_pool, set_pool_rule, update_pool
from hubdesk.costs.service.recurring import (
    add_recurring_bill,
    end_recurring_bill,
    enter_draft,
    generate_drafts,
    relink_draft,
    skip_draft,
)
from hubdesk.costs.service.rules import (
    approve_rule,
    attach_evidence,
    forget_reading,
    read_meter,
    set_lettable,
)
from hubdesk.costs.service.suppliers import set_supplier

__all__ = [
    "add_bill",
    "add_direct_charge",
    "add_income",
    "add_pool",
    "add_recurring_bill",
    "approve_rule",
    "attach_evidence",
    "attach_scan",
    "end_recurring_bill",
    "enter_draft",
    "forget_late",
    "forget_reading",
    "freeze",
    "generate_drafts",
    "read_meter",
    "relink_draft",
    "set_lettable",
    "set_pool_rule",
    "set_supplier",
    "settle_deposit",
    "skip_draft",
    "take_deposit",
    "update_pool",
    "void_bill",
    "void_direct_charge",
    "void_income",
]
