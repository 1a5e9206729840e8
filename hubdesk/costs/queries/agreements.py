"""An organisation's agreement with everything that is asked about it, in one read."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hubdesk.costs.model import Deposit
from hubdesk.costs.queries.deposits import deposits
from hubdesk.hub.queries import settings
from hubdesk.kernel.month import Month
from hubdesk.ledger.queries import first_open_month
from hubdesk.orgs.plans import Agreement, AgreementTerm, Plan
from hubdesk.orgs.queries.agreements import agreement_terms_of, agreements_of, plans
from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class AgreementSheet:
    """Attributes:
    agreements: from the first on.
    terms: plans, seats and fees, from the first on.
    plans: all versions of all plans.
    deposits: those that are held first.
    open_from: first day that can still be charged.
    """

    agreements: tuple[Agreement, ...]
    terms: tuple[AgreementTerm, ...]
    plans: tuple[Plan, ...]
    deposits: tuple[Deposit, ...]
    today: date
    open_from: date

    @property
    def running(self) -> Agreement | None:
        """The agreement that holds, or the next."""
        return next(
            (one for one in self.agreements if one.ends_on is None or one.ends_on >= self.today),
            None,
        )

    def term_on(self, day: date) -> AgreementTerm | None:
        """Plan, seats and fee of a day."""
        return next(
            (
                one
                for one in self.terms
                if one.valid_from <= day and (one.valid_to is None or day <= one.valid_to)
            ),
            None,
        )


def agreement_sheet(session: Session, org_id: int) -> AgreementSheet:
    """Everything about an organisation's agreements and deposits."""
    today = session.clock.now().astimezone(settings(session).zone).date()
    return AgreementSheet(
        agreements_of(session, org_id),
        agreement_terms_of(session, org_id),
        plans(session),
        deposits(session, org_id),
        today,
        first_open_month(session, Month.of(today).previous).first_day,
    )
