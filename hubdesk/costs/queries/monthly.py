"""Everything a month charges: computed from what stands, or as it was frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import date
from fractions import Fraction

from hubdesk.costs.mirrors import CameBack
from hubdesk.costs.model import (
    FIXED,
    DirectCharge,
    Finding,
    MonthCosts,
    PoolMoney,
    PoolMonth,
    PoolRule,
    Share,
)
from hubdesk.costs.monthly import Borne, Inputs, gathered, rule_for, share_month
from hubdesk.costs.queries import dated, entries, frozen, late
from hubdesk.costs.queries.pools import pool_rules, pools
from hubdesk.costs.queries.used import fees, used
from hubdesk.costs.sharing import Facts
from hubdesk.costs.usage import BookedDate
from hubdesk.costs.weighing import Split
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import is_locked
from hubdesk.store.session import Session


def money(session: Session, month: Month) -> tuple[PoolMoney, ...]:
    """Bills less income by pool and service month, standing in an accounting month.

    With what was shared beside them when the month was closed: reserve, what was handed on.
    """
    return _with_stored(session, entered(session, month), frozen.pool_months(session, month))


def entered(session: Session, month: Month) -> tuple[PoolMoney, ...]:
    """As :func:`money`, of bills and income alone."""
    return gathered(
        month, pools(session), entries.bills(session, month), entries.income(session, month)
    )


def _with_stored(
    session: Session, money_of: tuple[PoolMoney, ...], lines: Sequence[PoolMonth]
) -> tuple[PoolMoney, ...]:
    added = {(one.service_month, one.pool_id): one.added for one in lines if one.added}
    if not added:
        return money_of
    found = [
        replace(one, added=added.pop((one.service_month, one.pool.id), ())) for one in money_of
    ]
    by_id = {pool.id: pool for pool in pools(session)}
    found += [
        PoolMoney(by_id[pool_id], month, added=more) for (month, pool_id), more in added.items()
    ]
    own = lines[0].accounting_month
    return tuple(
        sorted(
            found,
            key=lambda one: (
                one.service_month != own, one.service_month, one.pool.position, one.pool.id,
            ),
        )
    )  # fmt: skip


def computed_costs(session: Session, month: Month) -> MonthCosts:
    """Compute the month from bills, income, facts, prices and agreements as they stand now."""
    gathered_money = entered(session, month)
    usage = used(session, month)
    inputs = _inputs(session, month, gathered_money, usage.dates)
    shared = share_month(month, gathered_money, inputs)
    return MonthCosts(
        month,
        shared.money,
        shared.shares,
        _direct(session, month),
        (*late.late_in(session, month), *usage.charges),
        (*shared.findings, *_weights_without_days(month, shared.money, inputs)),
        usage.allowances,
        _hours(month, shared.shares, inputs),
        shared.pools,
    )


def _hours(
    month: Month, shares: Sequence[Share], inputs: Inputs
) -> tuple[tuple[str, date, int], ...]:
    """The booked hours that the month's own shares were made by."""
    shared = {one.pool_id for one in shares if not one.is_prior}
    rules = [rule_for(inputs.rules, pool_id, month) for pool_id in shared]
    if not any(rule is not None and "booked_hours" in rule.drivers for rule in rules):
        return ()
    return tuple((one.org, one.day, one.minutes) for one in inputs.facts(month).booked)


def _direct(session: Session, month: Month) -> tuple[DirectCharge, ...]:
    """What was entered, and the fees of agreements as they would be charged now."""
    entered = [one for one in entries.direct_charges(session, month) if not one.source]
    return tuple(
        sorted([*entered, *fees(session, month)], key=lambda one: (one.org, one.date))
    )


def frozen_costs(session: Session, month: Month) -> MonthCosts:
    """The month as it was frozen when it was closed."""
    return MonthCosts(
        month,
        money(session, month),
        tuple(frozen.shares(session, month)),
        tuple(entries.direct_charges(session, month)),
        tuple(frozen.usage(session, month)),
        allowances=tuple(frozen.allowances(session, month)),
        pools=tuple(frozen.pool_months(session, month)),
    )


def costs_of(session: Session, month: Month) -> MonthCosts:
    """What the month charges: frozen where it is locked, else as it would be charged now."""
    if is_locked(session, month):
        return frozen_costs(session, month)
    return computed_costs(session, month)


def _inputs(
    session: Session,
    month: Month,
    money_of: tuple[PoolMoney, ...],
    dates: Sequence[BookedDate] | None,
) -> Inputs:
    rules = pool_rules(session)
    service_months = {one.service_month for one in money_of}
    by_hours = any("booked_hours" in rule.drivers for rule in rules)
    known: dict[Month, Facts] = {}

    def facts_of(asked: Month) -> Facts:
        if asked not in known:
            own = dates if asked == month and not is_locked(session, month) else None
            known[asked] = dated.facts(
                session, asked, with_bookings=by_hours, dates=own, rules=rules
            )
        return known[asked]

    def frozen_split(key: tuple[Month, int]) -> Split | None:
        service, pool_id = key
        if service == month or not is_locked(session, service):
            return None
        return frozen.split(session, service, service, pool_id)

    ids = {code: row_id for code, (row_id, _) in dated.organisations(session).items()}
    return Inputs(
        rules, facts_of, frozen_split, ids, pools(session),
        year_ago(session, service_months | {month}, rules),
        borne_before(session, month, service_months, rules),
        _came_back(session, month, money_of),
    )  # fmt: skip


def _came_back(
    session: Session, month: Month, money_of: Sequence[PoolMoney]
) -> dict[tuple[Month, int], list[CameBack]]:
    """What mirror images take back of locked months, by how the month they stood in shared it.

    A ceiling may have left late bills other parts than their service month's own.
    """
    found: dict[tuple[Month, int], list[CameBack]] = {}
    for one in money_of:
        if one.service_month == month:
            continue
        sums: dict[Month, int] = {}
        for bill in one.bills:
            if bill.credits_id is not None:
                stood = entries.bill(session, bill.credits_id).accounting_month
                sums[stood] = sums.get(stood, 0) + bill.net_minor
        for stood, net_minor in sorted(sums.items()):
            split = frozen.split(session, stood, one.service_month, one.pool.id)
            if split is not None and is_locked(session, stood):
                key = one.service_month, one.pool.id
                found.setdefault(key, []).append(CameBack(net_minor, split))
    return found


def year_ago(
    session: Session, months: Iterable[Month], rules: Sequence[PoolRule]
) -> dict[Borne, Fraction]:
    """What everybody bore in the same months a year before, where a ceiling begins anew from it."""
    found: dict[Borne, Fraction] = {}
    for month in sorted(months):
        resets = _limited(rules, month, lambda rule: rule.terms.resets)
        for one in frozen.shares(session, Month(month.year - 1, month.month)) if resets else ():
            if not one.is_prior and one.pool_id in resets:
                found[month, one.pool_id, one.org] = one.exact_minor
    return found


def borne_before(
    session: Session, month: Month, service_months: Iterable[Month], rules: Sequence[PoolRule]
) -> dict[Borne, Fraction]:
    """What everybody bears already of months whose money came late, where there is a ceiling."""
    found: dict[Borne, Fraction] = {}
    for service in sorted(set(service_months) - {month}):
        capped = _limited(rules, service, lambda rule: bool(rule.terms.cap or rule.terms.caps))
        for pool_id in sorted(capped):
            for org, exact in frozen.borne(session, service, pool_id, before=month).items():
                found[service, pool_id, org] = exact
    return found


def _limited(
    rules: Sequence[PoolRule], month: Month, asks: Callable[[PoolRule], bool]
) -> set[int]:
    return {rule.pool_id for rule in rules if rule.holds_on(month.last_day) and asks(rule)}


def _weights_without_days(
    month: Month, money_of: tuple[PoolMoney, ...], inputs: Inputs
) -> list[Finding]:
    """Organisations a rule gives a fixed weight but that occupy nothing: they bear nothing."""
    present = {row.org for row in inputs.facts(month).occupied}
    findings = []
    for one in money_of:
        rule = rule_for(inputs.rules, one.pool.id, month)
        if one.service_month != month or rule is None or rule.driver not in FIXED:
            continue
        findings += [
            Finding("weight_without_days", False, {"pool": one.pool.code, "org": org})
            for org in sorted(rule.weights)
            if org not in present
        ]
    return findings
