"""What a line of the bank may be, from the rows, and accepting it; imports no SQLAlchemy.

    accept(uow, line_id, suggestions(uow, line_id)[0])
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from hubdesk.billing import service
from hubdesk.billing.matching import Proposer, Suggestion, Wanted
from hubdesk.billing.model import BankLine
from hubdesk.billing.queries import bank
from hubdesk.billing.service.matches import KEYS_BEGIN, Part
from hubdesk.store.session import Session, UnitOfWork


def suggestions(session: Session, line_id: int) -> list[Suggestion]:
    """Whose payment a line may be, the likeliest first.

    Raises:
        NotFoundError: no such line.
    """
    line = bank.bank_line(session, line_id)
    return suggestions_of(session, [line]).get(line_id, [])


def suggestions_of(
    session: Session, lines: Iterable[BankLine]
) -> dict[int, list[Suggestion]]:
    """Line → what it may be; nothing for lines of which nothing is left."""
    proposer = Proposer(bank.open_accounts(session))
    entered = bank.unmatched_payments(session)
    found = {}
    for one in lines:
        if one.left_minor:
            wanted = Wanted(one.id, one.left_minor, one.reference, one.counterparty)
            found[one.id] = proposer.suggest(wanted, bank.near(entered, one.date))
    return found


def accept(
    uow: UnitOfWork, line_id: int, chosen: Suggestion, *, key: str | None = None
) -> Sequence[int]:
    """Do what a suggestion says; see ``service.confirm_match``."""
    if chosen.payment_id is not None:
        return service.match_payment(uow, line_id, chosen.payment_id, key=key)
    parts = [
        Part(one.org_id, one.document_id, one.amount_minor, one.withheld_minor)
        for one in chosen.targets
    ]
    return service.confirm_match(uow, line_id, parts, key=key)


def is_done(session: Session, key: str) -> bool:
    """Whether something was matched under an idempotency key already."""
    return any(bank.matches_by_key(session, f"{begin}{key}") for begin in KEYS_BEGIN)
