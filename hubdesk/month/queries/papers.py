"""Papers of the month, filled: amounts of a locked month are the stored ones.

statement_papers(session, Month(2026, 10), ["ACT"])
"""

from __future__ import annotations

from collections.abc import Collection

from hubdesk.billing import queries as billing
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.garbage import seldom
from hubdesk.kernel.month import Month
from hubdesk.month.hub_costs import fill_hub_costs
from hubdesk.month.papers import HubCostsPaper, StatementPaper
from hubdesk.month.queries.data import load_month
from hubdesk.month.statements import fill_statements
from hubdesk.store.session import Session


@seldom()
def statement_papers(
    session: Session, month: Month, orgs: Collection[str] | None = None
) -> list[StatementPaper]:
    """The statements of a month, by organisation code.

    Args:
        orgs: only these codes; None is everybody.  Those without a statement are left out.

    Returns:
        The stored documents of a locked month; drafts without a number of an open one.
    """
    return fill_statements(load_month(session, month), orgs)


def statement_paper(session: Session, document_id: int) -> StatementPaper:
    """One stored statement.

    Raises:
        NotFoundError: no such statement, or a credit note took it back.
    """
    document = billing.document(session, document_id)
    if document is not None:
        for paper in statement_papers(session, document.accounting_month, [document.org]):
            if paper.number == document.code:
                return paper
    raise NotFoundError(kind="document", key=str(document_id))


def hub_costs_paper(session: Session, month: Month) -> HubCostsPaper:
    """The whole house's month."""
    return fill_hub_costs(load_month(session, month))
