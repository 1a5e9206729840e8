"""Reads that explain: why a month differs from the last, and where one amount comes from."""

from __future__ import annotations

from datetime import date

from hubdesk.costs import queries as costs
from hubdesk.costs.model import Share
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import period
from hubdesk.month.differences import explain
from hubdesk.month.keptrules import rules_told
from hubdesk.month.model import Review, Trace, TraceTerm
from hubdesk.month.queries.data import load_review_side
from hubdesk.month.terms import terms_of
from hubdesk.orgs.queries import occupancies
from hubdesk.store.session import Session


def review(session: Session, month: Month) -> Review:
    """The month against the last, per organisation and pool, explained to the satang."""
    current = load_review_side(session, month)
    previous = load_review_side(session, month.previous)
    if current is None or previous is None:
        return Review(month, None)
    facts = costs.facts(session, month, with_bookings=False)
    return Review(month, month.previous, explain(previous, current, facts))


def trace(
    session: Session, month: Month, pool: str, org: str, *, service_month: Month | None = None
) -> Trace:
    """Where one organisation's share of one pool comes from.

    Args:
        month: the accounting month it is charged in.
        pool, org: codes.
        service_month: of a late bill; None is the month's own.

    Raises:
        NotFoundError: there is no such share.
    """
    asked = service_month or month
    charged = costs.costs_of(session, month)
    shares = [
        share for share in charged.shares if (share.service_month, share.pool) == (asked, pool)
    ]
    share = next((one for one in shares if one.org == org), None)
    if share is None:
        raise NotFoundError(kind="share", key=f"{month} {pool} {org}")
    money = next(
        one for one in charged.money if (one.service_month, one.pool.code) == (asked, pool)
    )
    hubs = [one for one in charged.pools if (one.service_month, one.pool) == (asked, pool)]
    ranks = [*(one.remainder_rank for one in shares), *(one.remainder_rank for one in hubs)]
    told = rules_told(period(session, month), charged.money, costs.pool_rules(session))
    return Trace(
        share=share,
        pool=money.pool,
        rule=told[asked, pool],
        bills=money.bills,
        income=money.income,
        terms=_terms(session, share),
        exact_minor=share.exact_minor,
        remainder_count=sum(rank is not None for rank in ranks),
        share_count=len(shares),
        added=money.added,
        hub=hubs[0] if hubs else None,
    )


def trace_share(session: Session, share_id: int) -> Trace:
    """As :func:`trace`, for a frozen share.

    Raises:
        NotFoundError: no such share.
    """
    place = costs.place_of_share(session, share_id)
    if place is None:
        raise NotFoundError(kind="share", key=str(share_id))
    month, service_month, pool, org = place
    return trace(session, month, pool, org, service_month=service_month)


def _terms(session: Session, share: Share) -> tuple[TraceTerm, ...]:
    month = share.service_month
    facts = costs.facts(session, month, with_bookings=False)
    rows = [row for row in facts.occupied if row.org == share.org]
    since = {
        max(row.valid_from, month.first_day): row.valid_from
        for row in occupancies(session, month.first_day, month.last_day)
        if row.org == share.org
    }
    return tuple(
        TraceTerm(term.value, term.days, term.first, term.last, _since(since, term.first))
        for term in terms_of(share, month, rows)
    )


def _since(since: dict[date, date], first: date) -> date:
    return since.get(first, first)
