"""Reads of plans and agreements; returns frozen values.

agreements_of(session, org_id)
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, or_, select

from hubdesk.kernel.names import Names
from hubdesk.orgs.plans import Agreement, AgreementTerm, Plan, terms_from
from hubdesk.orgs.tables import AgreementRow, AgreementTermRow, PlanRow
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day, Id

_PLANS = Prepared(
    select(
        PlanRow.id,
        PlanRow.code,
        PlanRow.name_th,
        PlanRow.name_en,
        PlanRow.fee_minor,
        PlanRow.seats,
        PlanRow.terms,
        PlanRow.vat_rate,
        PlanRow.valid_from,
        PlanRow.valid_to,
    ).order_by(PlanRow.code, PlanRow.valid_from)
)
_AGREEMENT = select(
    AgreementRow.id,
    AgreementRow.org_id,
    AgreementRow.starts_on,
    AgreementRow.ends_on,
    AgreementRow.term_months,
    AgreementRow.notice_days,
    AgreementRow.renewal,
    AgreementRow.notice_on,
    AgreementRow.note,
)
_AGREEMENTS_OF = Prepared(
    _AGREEMENT.where(AgreementRow.org_id == bindparam("org_id", type_=Id)).order_by(
        AgreementRow.starts_on, AgreementRow.id
    )
)
_AGREEMENTS = Prepared(_AGREEMENT.order_by(AgreementRow.org_id, AgreementRow.starts_on))
_TERM = select(
    AgreementTermRow.id,
    AgreementTermRow.agreement_id,
    AgreementTermRow.org_id,
    AgreementTermRow.plan,
    AgreementTermRow.seats,
    AgreementTermRow.fee_minor,
    AgreementTermRow.vat_rate,
    AgreementTermRow.valid_from,
    AgreementTermRow.valid_to,
    AgreementTermRow.announced_on,
)
_TERMS_OF = Prepared(
    _TERM.where(AgreementTermRow.org_id == bindparam("org_id", type_=Id)).order_by(
        AgreementTermRow.valid_from
    )
)
_TERMS_IN = Prepared(
    _TERM.where(
        AgreementTermRow.valid_from <= bindparam("last", type_=Day()),
        or_(
            AgreementTermRow.valid_to.is_(None),
            AgreementTermRow.valid_to >= bindparam("first", type_=Day()),
        ),
    ).order_by(AgreementTermRow.org_id, AgreementTermRow.valid_from)
)


def plans(session: Session) -> tuple[Plan, ...]:
    """All versions of all plans, by code and first day."""
    return tuple(
        Plan(row[0], row[1], Names(row[2], row[3]), row[4], row[5], terms_from(row[6]), *row[7:])
        for row in session.all(_PLANS)
    )


def plan_on(found: tuple[Plan, ...], code: str, day: date) -> Plan | None:
    """The version of a plan that holds on a day; of one to come, its first."""
    versions = [one for one in found if one.code == code]
    holding = next((one for one in versions if one.holds_on(day)), None)
    return holding or next((one for one in versions if one.valid_from > day), None)


def agreements(session: Session) -> tuple[Agreement, ...]:
    """Everybody's agreements, ended ones too."""
    return tuple(Agreement(*row) for row in session.all(_AGREEMENTS))


def agreements_of(session: Session, org_id: int) -> tuple[Agreement, ...]:
    """An organisation's agreements from the first on."""
    return tuple(Agreement(*row) for row in session.all(_AGREEMENTS_OF, org_id=org_id))


def agreement_terms_of(session: Session, org_id: int) -> tuple[AgreementTerm, ...]:
    """Plans, seats and fees of an organisation from the first on."""
    return tuple(AgreementTerm(*row) for row in session.all(_TERMS_OF, org_id=org_id))


def agreement_terms(session: Session, first: date, last: date) -> tuple[AgreementTerm, ...]:
    """Everybody's that hold on one of the days ``first`` … ``last`` (inclusive)."""
    return tuple(AgreementTerm(*row) for row in session.all(_TERMS_IN, first=first, last=last))
