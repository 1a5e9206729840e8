"""Reads a month for the page *Costs*, on the worker's thread.

    front.read(lambda session: load_costs(session, month), self._on_costs, owner=self)
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.costs import queries as costs
from hubdesk.costs.model import Bill, Pool
from hubdesk.kernel.month import Month
from hubdesk.month import queries as month_queries
from hubdesk.month.model import MonthInfo, MonthPreview, Review
from hubdesk.store.session import Session
from hubdesk.ui.costs.matrix import Matrix, matrix_of
from hubdesk.ui.orgs import load_orgs


@dataclass(frozen=True, slots=True)
class CostsLoad:
    """A month with everything its page shows.

    Attributes:
        months: all months, oldest first; ``info`` the one shown.
    """

    months: tuple[MonthInfo, ...]
    info: MonthInfo
    preview: MonthPreview
    review: Review
    matrix: Matrix
    bills: tuple[Bill, ...]
    pools: dict[str, Pool]


def load_costs(session: Session, month: Month | None) -> CostsLoad:
    """A month's costs.

    Args:
        month: None is the oldest one that is not locked.
    """
    months = tuple(month_queries.months(session))
    info = next((one for one in months if one.month == month), None)
    if info is None:
        info = next((one for one in months if one.state != "locked"), months[-1])
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
    )
