"""What must always hold in locked months, for ``hubdesk verify``."""

from __future__ import annotations

from hubdesk.billing import queries as billing
from hubdesk.costs import queries as costs
from hubdesk.ledger import queries as ledger
from hubdesk.ledger.model import Period
from hubdesk.month import queries
from hubdesk.store.session import Session


def check(session: Session) -> list[tuple[str, str, str]]:
    """Findings about locked months: their fingerprint, and documents against what they charge."""
    found = []
    for period in ledger.periods(session):
        if period.state == "locked":
            found += _locked(session, period)
    return found


def _locked(session: Session, period: Period) -> list[tuple[str, str, str]]:
    month = period.month
    found = []
    if queries.fingerprint(session, month) != period.fingerprint:
        message = "its rows no longer give the fingerprint it was locked with"
        found.append(("month_fingerprint", str(month), message))
    charged = costs.frozen_costs(session, month).net_totals()
    documented = {one.org: one.net_minor for one in billing.statements(session, month)}
    found += [
        (
            "document_charges",
            f"{month} {org}",
            f"charged {charged.get(org, 0)}, document says {net}",
        )
        for org, net in sorted({**dict.fromkeys(charged, 0), **documented}.items())
        if net != charged.get(org, 0)
    ]
    return found


CHECKS = (check,)
