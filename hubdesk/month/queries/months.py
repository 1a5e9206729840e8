"""Reads of months: which there are, in what state, and what a close would do."""

from __future__ import annotations

from hubdesk.billing import queries as billing
from hubdesk.costs import queries as costs
from hubdesk.costs.model import Finding, MonthCosts
from hubdesk.hub.queries import settings
from hubdesk.kernel.garbage import seldom
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.month.fingerprint import month_fingerprint
from hubdesk.month.model import MonthInfo, MonthPreview
from hubdesk.store.session import Session


def months(session: Session) -> list[MonthInfo]:
    """Every month that has money or a state, in order.

    Where all of them are locked, the first open month after them is added; a hub without money
    has its present month.
    """
    periods = {one.month: one for one in ledger.periods(session)}
    known = {
        *periods,
        *costs.months_with_money(session),
        *ledger.months_with_postings(session),
        *billing.months_with_documents(session),
    }
    if not known:
        known = {Month.of(session.clock.now().astimezone(settings(session).zone).date())}
    elif all(month in periods and periods[month].state == "locked" for month in known):
        known.add(max(known).next)
    return [
        MonthInfo(
            month, one.state, one.closed_at, one.closed_by, one.reason, one.reopened_until,
            one.fingerprint,
        )
        for month in sorted(known)
        for one in [ledger.period(session, month)]
    ]  # fmt: skip


@seldom()
def preview(session: Session, month: Month) -> MonthPreview:
    """What closing the month would charge; findings are collected, nothing is raised."""
    state = ledger.period_state(session, month)
    charged = costs.frozen_costs(session, month) if state == "locked" else (
        costs.computed_costs(session, month)
    )  # fmt: skip
    warnings = [] if state == "locked" else _warnings(session, month)
    return MonthPreview(month, state, charged, (*charged.findings, *warnings))


def _warnings(session: Session, month: Month) -> list[Finding]:
    found = [
        Finding("earlier_month_open", False, {"previous": earlier, "month": month})
        for earlier in costs.months_with_money(session)
        if earlier < month and not ledger.is_locked(session, earlier)
    ]
    today = session.clock.now().astimezone(settings(session).zone).date()
    if today <= month.last_day:
        found.append(Finding("month_not_over", False, {"month": month, "day": month.last_day}))
    found += [
        Finding("unsealed", False, {"month": month, "description": description})
        for _, of_month, description in ledger.unsealed(session)
        if of_month == month
    ]
    return found


def fingerprint(session: Session, month: Month) -> str:
    """The month's fingerprint as its rows give it now."""
    return month_fingerprint(
        month,
        ledger.movements(session, month),
        billing.documents(session, month),
        billing.lines(session, month),
    )


def differences(stored: MonthCosts, computed: MonthCosts) -> list[Finding]:
    """Where a locked month would come out otherwise if it were computed again."""
    before = {(one.service_month, one.pool, one.org): one for one in stored.shares}
    now = {(one.service_month, one.pool, one.org): one for one in computed.shares}
    found = [
        Finding(
            "not_recomputed",
            False,
            {
                "month": stored.month,
                "pool": key[1],
                "org": key[2],
                "stored_minor": before[key].amount_minor if key in before else 0,
                "computed_minor": now[key].amount_minor if key in now else 0,
            },
        )
        for key in sorted(before.keys() | now.keys())
        if key not in before
        or key not in now
        or (before[key].weight, before[key].amount_minor)
        != (now[key].weight, now[key].amount_minor)
    ]
    return found + _usage_differences(stored, computed)


def _usage_differences(stored: MonthCosts, computed: MonthCosts) -> list[Finding]:
    before = {(one.occurrence_id, one.resource_id): one for one in stored.usage}
    now = {(one.occurrence_id, one.resource_id): one for one in computed.usage}
    found = []
    for key, one in sorted({**before, **now}.items()):
        was = before[key].net_minor if key in before else 0
        is_now = now[key].net_minor if key in now else 0
        if was != is_now:
            details = {
                "month": stored.month,
                "org": one.org,
                "description": one.description,
                "stored_minor": was,
                "computed_minor": is_now,
            }
            found.append(Finding("not_recomputed", False, details))
    return found
