"""Invented houses of any size as the values that papers print.

>>> statement(house(12, 7), 0).party.code
'ACT'
"""

from __future__ import annotations

from tests.paper_samples.counter import evacuation, sign_in
from tests.paper_samples.days import day_sheet
from tests.paper_samples.house import House, house, letterhead, organisations, png
from tests.paper_samples.hub import hub_costs
from tests.paper_samples.letters import price_letter
from tests.paper_samples.plans import floor_plans
from tests.paper_samples.statements import statement
from tests.paper_samples.used import used
from tests.paper_samples.walls import room_month, week

__all__ = [
    "House",
    "day_sheet",
    "evacuation",
    "floor_plans",
    "house",
    "hub_costs",
    "letterhead",
    "organisations",
    "png",
    "price_letter",
    "room_month",
    "sign_in",
    "statement",
    "used",
    "week",
]
