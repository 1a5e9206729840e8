"""Reads of the month; every function takes a session and returns frozen values."""

from __future__ import annotations

from hubdesk.month.queries.data import allowances, load_month
from hubdesk.month.queries.letters import price_letter
from hubdesk.month.queries.months import differences, fingerprint, months, preview
from hubdesk.month.queries.papers import hub_costs_paper, statement_paper, statement_papers
from hubdesk.month.queries.review import review, trace, trace_share
from hubdesk.month.queries.worksheet import worksheet, worksheet_source

__all__ = [
    "allowances",
    "differences",
    "fingerprint",
    "hub_costs_paper",
    "load_month",
    "months",
    "preview",
    "price_letter",
    "review",
    "statement_paper",
    "statement_papers",
    "trace",
    "trace_share",
    "worksheet",
    "worksheet_source",
]
