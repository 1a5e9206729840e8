"""Use cases of agreements: made, changed from a day on, ended by notice.

deal = add_agreement(uow, act, plan="team", starts_on=date(2026, 10, 1), fee_minor=900_000)
change_terms(uow, deal, valid_from=date(2027, 1, 1), fee_minor=950_000, announced_on=today)
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.orgs.errors import OverlappingFactsError
from hubdesk.orgs.facts import Fit, fit
from hubdesk.orgs.plans import RENEWALS, Agreement, Plan, earliest_end
from hubdesk.orgs.queries.agreements import agreements_of, plan_on, plans
from hubdesk.orgs.service.rows import change_row, known_row, require_order
from hubdesk.orgs.tables import AgreementRow, AgreementTermRow, OrganisationRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id

_TERMS = Prepared(
    select(AgreementTermRow.id, AgreementTermRow.valid_from, AgreementTermRow.valid_to)
    .where(AgreementTermRow.agreement_id == bindparam("agreement_id", type_=Id))
    .order_by(AgreementTermRow.valid_from)
)
_DAY = timedelta(days=1)


def add_agreement(
    uow: UnitOfWork,
    org_id: int,
    *,
    plan: str,
    starts_on: date,
    charged_from: date | None = None,
    seats: int | None = None,
    fee_minor: int | None = None,
    vat_rate: str | None = None,
    term_months: int = 6,
    notice_days: int = 30,
    renewal: str = "monthly",
    note: str = "",
) -> int:
    """Make an agreement on a plan.

    Args:
        plan: code; what is not given is as the plan says on the first day.
        charged_from: first day the fee is charged for, where an old agreement is entered late.
        fee_minor: net, each month; part of a month is charged by its days.

    Raises:
        NotFoundError: no such organisation or plan.
        OverlappingFactsError: another agreement of the organisation holds then.
        InvalidInputError: a negative number or unknown renewal.
        GuardError: ``dated_fact_locked``, it would be charged in a locked month.
    """
    access.require(uow, "orgs.agreements", org_id)
    known_row(uow, OrganisationRow, "organisation", org_id)
    if renewal not in RENEWALS:
        raise InvalidInputError(field="renewal", value=renewal, reason="not_one_of")
    first = max(starts_on, charged_from or starts_on)
    known = _plan(uow, plan, first)
    _require_alone(uow, org_id, starts_on)
    seats = known.seats if seats is None else seats
    fee_minor = known.fee_minor if fee_minor is None else fee_minor
    _refuse_negative({"seats": seats, "fee": fee_minor, "term": term_months, "notice": notice_days})
    agreement_id = uow.insert(
        AgreementRow, org_id=org_id, starts_on=starts_on, ends_on=None, term_months=term_months,
        notice_days=notice_days, renewal=renewal, notice_on=None, note=clean(note),
    )  # fmt: skip
    uow.insert(
        AgreementTermRow, agreement_id=agreement_id, org_id=org_id, plan=plan,
        seats=seats, fee_minor=fee_minor, vat_rate=vat_rate or known.vat_rate, valid_from=first,
        valid_to=None,
    )  # fmt: skip
    uow.record("agreement.added", "agreement", agreement_id, org_id=org_id)
    return agreement_id


def change_terms(
    uow: UnitOfWork,
    agreement_id: int,
    *,
    valid_from: date,
    plan: str | None = None,
    seats: int | None = None,
    fee_minor: int | None = None,
    announced_on: date | None = None,
) -> int:
    """Give an agreement another plan, fee or number of seats from a day on.

    Args:
        announced_on: day of the letter that announces it.

    Returns:
        The id of the new term; the one before ends on the day before.

    Raises:
        NotFoundError: no such agreement or plan.
        InvalidInputError: a day outside the agreement, or a negative number.
        GuardError: ``dated_fact_locked``
    """
    before = known_row(uow, AgreementRow, "agreement", agreement_id)
    org_id: int = before["org_id"]
    access.require(uow, "orgs.agreements", org_id)
    require_order(before["starts_on"], valid_from)
    if before["ends_on"] is not None:
        require_order(valid_from, before["ends_on"])
    known = uow.all(_TERMS, agreement_id=agreement_id)
    running = [row for row in known if row[1] <= valid_from] or known
    base = known_row(uow, AgreementTermRow, "agreement_term", running[-1][0])
    if plan is not None:
        _plan(uow, plan, valid_from)
    place = fit(valid_from, None, [(row_id, first, None) for row_id, first, _ in known])
    values: dict[str, Any] = {
        "plan": base["plan"] if plan is None else plan,
        "seats": base["seats"] if seats is None else seats,
        "fee_minor": base["fee_minor"] if fee_minor is None else fee_minor,
        "vat_rate": base["vat_rate"],
        "valid_to": place.valid_to or before["ends_on"],
        "announced_on": announced_on,
    }
    _refuse_negative({"seats": values["seats"], "fee_minor": values["fee_minor"]})
    term_id = _put(uow, place, {
        "agreement_id": agreement_id, "org_id": org_id, "valid_from": valid_from, **values,
    })  # fmt: skip
    uow.record("agreement.changed", "agreement", agreement_id, org_id=org_id)
    return term_id


def _put(uow: UnitOfWork, place: Fit, values: dict[str, Any]) -> int:
    """A term in its place: the one of the same first day is replaced, the open one ends."""
    if place.same_id is not None:
        change_row(uow, AgreementTermRow, "agreement_term", place.same_id, values)
        return place.same_id
    if place.ends_before is not None:
        uow.update(AgreementTermRow, place.ends_before, valid_to=values["valid_from"] - _DAY)
    return uow.insert(AgreementTermRow, **values)


def _plan(uow: UnitOfWork, code: str, day: date) -> Plan:
    found = plan_on(plans(uow), code, day)
    if found is None:
        raise NotFoundError(kind="plan", key=code)
    return found


def _require_alone(uow: UnitOfWork, org_id: int, starts_on: date) -> None:
    for other in agreements_of(uow, org_id):
        if other.ends_on is None or other.ends_on >= starts_on:
            raise OverlappingFactsError(valid_from=other.starts_on)


def give_notice(uow: UnitOfWork, agreement_id: int, notice_on: date) -> date:
    """Note that notice was given; the agreement ends as early as it says.

    Returns:
        Its last day.

    Raises:
        NotFoundError: no such agreement.
        GuardError: ``dated_fact_locked``, the end lies in a locked month.
    """
    before = known_row(uow, AgreementRow, "agreement", agreement_id)
    access.require(uow, "orgs.agreements", before["org_id"])
    last_day = earliest_end(Agreement(**before), notice_on)
    _end(uow, before, last_day, notice_on)
    uow.record("agreement.notice", "agreement", agreement_id, org_id=before["org_id"])
    return last_day


def end_agreement(uow: UnitOfWork, agreement_id: int, last_day: date) -> None:
    """Let an agreement end on a day both sides agreed on, inclusive.

    Raises:
        NotFoundError, InvalidInputError, GuardError: as for :func:`give_notice`.
    """
    before = known_row(uow, AgreementRow, "agreement", agreement_id)
    access.require(uow, "orgs.agreements", before["org_id"])
    require_order(before["starts_on"], last_day)
    _end(uow, before, last_day, before["notice_on"])
    uow.record("agreement.ended", "agreement", agreement_id, org_id=before["org_id"])


def end_with_stay(uow: UnitOfWork, org_id: int, last_day: date) -> None:
    """End what an organisation has agreed, because it leaves; part of that use case."""
    for one in agreements_of(uow, org_id):
        if one.ends_on is None or one.ends_on > last_day:
            before = known_row(uow, AgreementRow, "agreement", one.id)
            _end(uow, before, max(last_day, one.starts_on), one.notice_on)


def _end(uow: UnitOfWork, before: dict[str, Any], last_day: date, notice_on: date | None) -> None:
    uow.update(AgreementRow, before["id"], before=before, ends_on=last_day, notice_on=notice_on)
    for term_id, valid_from, valid_to in uow.all(_TERMS, agreement_id=before["id"]):
        if valid_from > last_day:
            uow.delete(AgreementTermRow, term_id)
        elif valid_to is None or valid_to > last_day or valid_to == before["ends_on"]:
            uow.update(AgreementTermRow, term_id, valid_to=last_day)


def _refuse_negative(values: dict[str, int]) -> None:
    for field, value in values.items():
        if value < 0:
            raise InvalidInputError(field=field, value=str(value), reason="negative")
