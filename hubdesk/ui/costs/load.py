"""Reads a month for the page *Costs*, on the worker's thread.

    front.read(lambda session: load_costs(session, month), self._on_costs, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs import queries as costs
from hubdesk.costs.model import Bill, Pool
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.queries import is_locked
from hubdesk.month import queries as month_queries
from hubdesk.month.model import MonthInfo, MonthPreview, Review
from hubdesk.month.notes import remarks
from hubdesk.store.session import Session
from hubdesk.ui.costs.matrix import Matrix, matrix_of
from hubdesk.ui.orgs import OrgBook, load_orgs


@dataclass(frozen=True, slots=True)
class CostsLoad:
    """A month with everything its page shows.

    Attributes:
        months: all months, oldest first; ``info`` the one shown.
        habits: each supplier's last bill.
        remarks: organisation code → what happened to it inside the month.
        locked: nothing can be entered in the month.
    """

    months: tuple[MonthInfo, ...]
    info: MonthInfo
    preview: MonthPreview
    review: Review
    matrix: Matrix
    bills: tuple[Bill, ...]
    pools: dict[str, Pool]
    orgs: OrgBook
    habits: tuple[Bill, ...]
    remarks: dict[str, Names]
    locked: bool
    vat_registered: bool


def load_costs(session: Session, month: Month | None) -> CostsLoad:
    """A month's costs.

    Args:
        month: None is the oldest one that is not locked.
    """
    months = tuple(month_queries.months(session))
    if month is None:
        month = next((one.month for one in months if one.state != "locked"), months[-1].month)
    info = next((one for one in months if one.month == month), None)
    if info is None:
        info = MonthInfo(month, "open")
        months = tuple(sorted((*months, info), key=lambda one: one.month))
    preview = month_queries.preview(session, info.month)
    review = month_queries.review(session, info.month)
    orgs = load_orgs(session)
    names = {choice.code: choice.names for choice in orgs.choices}
    hues = {choice.code: choice.hue for choice in orgs.choices}
    return CostsLoad(
        months=months,
        info=info,
        preview=preview,
        review=review,
        matrix=matrix_of(preview.costs, names, hues, review),
        bills=tuple(costs.bills(session, info.month)),
        pools={pool.code: pool for pool in costs.pools(session)},
        orgs=orgs,
        habits=tuple(costs.last_bills(session)),
        remarks=_remarks(session, info.month) if review.previous_month else {},
        locked=is_locked(session, info.month),
        vat_registered=settings(session).vat_registered,
    )


def _remarks(session: Session, month: Month) -> dict[str, Names]:
    facts = costs.facts(session, month, with_bookings=False)
    before = costs.facts(session, month.previous, with_bookings=False)
    return remarks(facts, before)
