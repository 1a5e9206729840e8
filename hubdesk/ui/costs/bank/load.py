"""Reads the bank's lines and what they may be, on the worker's thread.

    front.read(partial(load_bank, state="open", text=""), self._on_read, owner=self)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from hubdesk.billing.matching import Suggestion
from hubdesk.billing.model import BankAccount, BankLine, BankMatch
from hubdesk.billing.queries import bank
from hubdesk.billing.settlement import Account
from hubdesk.billing.suggesting import suggestions_of
from hubdesk.store.session import Session

#: More lines than anybody looks through; the search narrows them.
_MOST = 400


@dataclass(frozen=True, slots=True)
class BankLoad:
    """Attributes:
    lines: of the state that is shown, the newest first.
    suggested: line → what it may be, the likeliest first.
    matched: line → its payments.
    open: organisation id → what it owes by document.
    empty: the bank has not told anything yet.
    """

    lines: tuple[BankLine, ...]
    suggested: Mapping[int, list[Suggestion]]
    matched: Mapping[int, list[BankMatch]]
    open: Mapping[int, Account]
    accounts: tuple[BankAccount, ...]
    maps: tuple[str, ...]
    empty: bool


def load_bank(session: Session, *, state: str, text: str) -> BankLoad:
    """Lines with what is known of each.

    Args:
        state: as ``queries.bank.bank_lines`` takes it.
    """
    lines = tuple(bank.bank_lines(session, state=state, text=text, limit=_MOST))
    begun = [one for one in lines if one.matched_minor]
    return BankLoad(
        lines,
        suggestions_of(session, lines) if state == "open" else {},
        {one.id: bank.matches_of_line(session, one.id) for one in begun},
        {one.org_id: one for one in bank.open_accounts(session)} if state == "open" else {},
        tuple(bank.bank_accounts(session)),
        tuple(bank.bank_maps(session)),
        not lines and not bank.bank_lines(session, limit=1),
    )
