"""Reads of shared costs; every function takes a session and returns frozen values."""

from __future__ import annotations

from hubdesk.costs.queries.asked import classes, lettable, readings
from hubdesk.costs.queries.dated import (
    booked_dates,
    facts,
    occupied,
    organisations,
    priced_dates,
)
from hubdesk.costs.queries.deposits import deposits, held_minor
from hubdesk.costs.queries.drivers import driver_sheets
from hubdesk.costs.queries.entries import (
    bill,
    bill_by_number,
    bills,
    direct_charge_by_key,
    direct_charges,
    income,
    income_by_key,
    last_bills,
    months_with_money,
    suppliers,
)
from hubdesk.costs.queries.frozen import (
    allowances,
    months_with_shares,
    place_of_share,
    pool_months,
    shares,
    usage,
)
from hubdesk.costs.queries.holidays import holidays_of
from hubdesk.costs.queries.listing import list_bills, list_direct_charges, list_income
from hubdesk.costs.queries.monthly import (
    borne_before,
    computed_costs,
    costs_of,
    frozen_costs,
    money,
    year_ago,
)
from hubdesk.costs.queries.pools import numbered_rules, pool_by_code, pool_rules, pools
from hubdesk.costs.queries.quotes import quote_for
from hubdesk.costs.queries.used import entitlements, used

__all__ = [
    "allowances",
    "bill",
    "bill_by_number",
    "bills",
    "booked_dates",
    "borne_before",
    "classes",
    "computed_costs",
    "costs_of",
    "deposits",
    "direct_charge_by_key",
    "direct_charges",
    "driver_sheets",
    "entitlements",
    "facts",
    "frozen_costs",
    "held_minor",
    "holidays_of",
    "income",
    "income_by_key",
    "last_bills",
    "lettable",
    "list_bills",
    "list_direct_charges",
    "list_income",
    "money",
    "months_with_money",
    "months_with_shares",
    "numbered_rules",
    "occupied",
    "organisations",
    "place_of_share",
    "pool_by_code",
    "pool_months",
    "pool_rules",
    "pools",
    "priced_dates",
    "quote_for",
    "readings",
    "shares",
    "suppliers",
    "usage",
    "used",
    "year_ago",
]
