"""Fills the letter that announces a new fee.

price_letter(session, org_id)
"""

from __future__ import annotations

from datetime import date

from hubdesk.hub.queries import settings
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.model import Period
from hubdesk.month.drafting import party
from hubdesk.month.papers import Printed
from hubdesk.month.papers.letter import Offer, PriceLetterPaper
from hubdesk.month.queries.data import letterhead_of, party_of
from hubdesk.orgs.plans import AgreementTerm, earliest_end
from hubdesk.orgs.queries import organisation
from hubdesk.orgs.queries.agreements import agreement_terms_of, agreements_of, plan_on, plans
from hubdesk.outbox.queries import own_texts
from hubdesk.store.session import Session


def price_letter(session: Session, org_id: int) -> PriceLetterPaper:
    """The letter for the newest terms of an organisation's last agreement.

    Raises:
        NotFoundError: it has no agreement, or its terms were never changed.
    """
    deals = agreements_of(session, org_id)
    terms = [
        one
        for one in agreement_terms_of(session, org_id)
        if deals and one.agreement_id == deals[-1].id
    ]
    org = organisation(session, org_id)
    if len(terms) < 2:
        raise NotFoundError(kind="agreement_term", key=org.code)
    hub, now = settings(session), session.clock.now()
    today = now.astimezone(hub.zone).date()
    before, after = terms[-2:]
    issued = after.announced_on or today
    return PriceLetterPaper(
        currency=hub.currency,
        letterhead=letterhead_of(session, hub, Period(Month.of(today))),
        party=party_of(party(org), org.lang),
        printed=Printed(at=now.astimezone(hub.zone), by=session.actor, state="letter"),
        issued_on=issued,
        valid_from=after.valid_from,
        before=_offer(session, before, after.valid_from),
        after=_offer(session, after, after.valid_from),
        vat=after.vat_rate,
        notice_days=deals[-1].notice_days,
        ends_on=earliest_end(deals[-1], issued),
        texts={
            lang: text.body for (kind, lang), text in own_texts(session).items() if kind == "price"
        },
    )


def _offer(session: Session, term: AgreementTerm, day: date) -> Offer:
    plan = plan_on(plans(session), term.plan, day)
    names = plan.names if plan else Names(term.plan, term.plan)
    return Offer(names, term.seats, term.fee_minor)
