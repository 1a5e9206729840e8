"""What ``report`` prints: a paper and the name of its file; and the papers of billing.

sheets = of_billing(session, context, "ageing", {"--at": "2026-11-05"})
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.text import safe_name

if TYPE_CHECKING:
    from hubdesk.reports import Paper
    from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Sheet:
    """A paper with the name of its file (without ending); ``org`` where it is for one.

    Attributes:
        lang: what that organisation is written to in; empty = no wish.
    """

    name: str
    paper: Paper
    org: str | None = None
    lang: str = ""


def of_billing(
    session: Session, context: Context, name: str, given: Mapping[str, str | None]
) -> list[Sheet]:
    """Documents, the ageing of debts, accounts of organisations.

    Args:
        given: option → what was written behind it.

    Raises:
        NotFoundError: no such document or organisation.
        BadUsageError: neither a number nor a month.
    """
    from hubdesk.month.queries import documents as papers

    org = given.get("--org")
    if name == "document":
        return _documents(session, given)
    today = context.hub().database.clock.now().astimezone(context.settings().zone).date()
    at = given.get("--at")
    day = today if at is None else values.day(at, "--at")
    if name == "ageing":
        return [Sheet(f"ageing-{day}", papers.ageing_paper(session, day))]
    codes = [org] if org is not None else [row.code for row in
                                           papers.ageing_paper(session, day).rows]  # fmt: skip
    found = [papers.account_paper(session, code, day) for code in codes]
    return [
        Sheet(f"account-{safe_name(one.party.code)}-{day}", one, one.party.code, one.party.lang)
        for one in found
    ]


def _documents(session: Session, given: Mapping[str, str | None]) -> list[Sheet]:
    from hubdesk.billing.queries.about import document_by_code
    from hubdesk.month.queries import documents as papers

    number, month, org = given.get("--number"), given.get("--month"), given.get("--org")
    if number is not None:
        found = [papers.document_paper(session, document_by_code(session, number).id)]
    elif month is not None:
        found = papers.document_papers(session, values.month(month, "--month"), org)
    else:
        raise BadUsageError(reason="missing_parameter", parameter="--number")
    if not found:
        raise NotFoundError(kind="document", key=f"{org or ''} {month}".strip())
    return [
        Sheet(safe_name(one.number.replace("/", "-")), one, one.party.code, one.party.lang)
        for one in found
    ]
