"""What agreements give and cost in a month: fees by days, allowance with what was carried; pure.

Imports only ``kernel``, ``orgs`` values, ``rules`` and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from hubdesk.costs.model import DirectCharge
from hubdesk.kernel.month import Month
from hubdesk.orgs.model import Organisation
from hubdesk.orgs.plans import AgreementTerm, Plan
from hubdesk.rules.entitlements import AllowanceUse, Entitlement, prorated

#: What a fee's ``source`` says.
AGREEMENT = "agreement"


def fees(
    month: Month,
    terms: Iterable[AgreementTerm],
    plans: Sequence[Plan],
    orgs: Mapping[int, Organisation],
) -> list[DirectCharge]:
    """The fee of every term that holds in a month: by its days, both ends inclusive.

    Args:
        terms: those that hold on a day of the month.
        plans: all versions.
        orgs: row id → organisation.

    Returns:
        One charge for each term whose fee is not zero, by organisation code and first day; the
        words name plan and days in both languages.
    """
    found = []
    for term in terms:
        days = term.days_in(month.first_day, month.last_day)
        amount = prorated(term.fee_minor, days, month.days)
        if not amount:
            continue
        first = max(month.first_day, term.valid_from)
        found.append(
            DirectCharge(
                id=0,
                date=first,
                org_id=term.org_id,
                org=orgs[term.org_id].code,
                description=_words(term, plans, days, month),
                project="",
                net_minor=amount,
                vat_rate=term.vat_rate,
                accounting_month=month,
                source=AGREEMENT,
                key=f"{AGREEMENT}:{term.id}:{month}",
            )
        )
    return sorted(found, key=lambda one: (one.org, one.date))


def _words(term: AgreementTerm, plans: Sequence[Plan], days: int, month: Month) -> str:
    plan = _plan_of(term, plans, month)
    th = plan.names.get("th") if plan else term.plan
    en = plan.names.get("en") if plan else term.plan
    part = "" if days == month.days else f" ({days}/{month.days})"
    name = th if th == en else f"{th} / {en}"
    return f"ค่าสมาชิก / Membership: {name}{part}"


def entitlements(
    month: Month,
    terms: Iterable[AgreementTerm],
    plans: Sequence[Plan],
    carried: Mapping[int, AllowanceUse],
) -> dict[int, Entitlement]:
    """Organisation → what its plan gives in a month; none where no plan gives anything.

    A plan that holds part of the month gives by its days.  Where an organisation has two in one
    month, what they give is added up, and the later one's factor and limit hold.

    Args:
        carried: what became of the allowance of the month before.
    """
    found: dict[int, Entitlement] = {}
    for term in sorted(terms, key=lambda one: one.valid_from):
        plan = _plan_of(term, plans, month)
        if plan is None:
            continue
        days = term.days_in(month.first_day, month.last_day)
        before, what = found.get(term.org_id), plan.terms
        given = Entitlement(
            org_id=term.org_id,
            plan=plan.code,
            given_minutes=prorated(what.allowance_minutes, days, month.days)
            + (before.given_minutes if before else 0),
            carry_minutes=what.carry_minutes,
            given_minor=prorated(what.credit_minor, days, month.days)
            + (before.given_minor if before else 0),
            carry_minor=what.carry_minor,
            peaks=what.peaks,
            over_hour_minor=what.over_hour_minor,
            kinds=what.kinds,
            vat_rate=plan.vat_rate,
        )
        if given.minutes or given.minor or given.over_hour_minor is not None:
            found[term.org_id] = given
    return {org_id: _with_carried(one, carried.get(org_id)) for org_id, one in found.items()}


def _with_carried(given: Entitlement, before: AllowanceUse | None) -> Entitlement:
    if before is None:
        return given
    return replace(given, carried_minutes=before.carry_minutes, carried_minor=before.carry_minor)


def _plan_of(term: AgreementTerm, plans: Sequence[Plan], month: Month) -> Plan | None:
    """The version that holds when the term last holds in the month."""
    last = month.last_day if term.valid_to is None else min(term.valid_to, month.last_day)
    return next((one for one in plans if one.code == term.plan and one.holds_on(last)), None)
