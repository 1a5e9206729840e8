"""Which documents are still open, and how much of each; pure.

A payment that was matched to a document settles that one; every other settles the oldest first.
What is open always adds up to what the ledger says is owed: debts without a document (a balance
brought from before) are told apart, and so is money that settles nothing yet.  Imports only
``kernel`` and ``rules``.

    account_of(1, "ACT", (), owed_minor=-5000, documents=[], applied={}).credit_minor   # 5000
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class OpenDocument:
    """A statement that stands, and what is left of it.

    Attributes:
        net_minor: before tax, as issued; ``taxed_net_minor`` the part of it that bears VAT.
        open_minor: what is still to be paid.
    """

    id: int
    code: str
    org_id: int
    month: Month
    due_on: date | None
    total_minor: int
    net_minor: int
    taxed_net_minor: int
    open_minor: int = 0

    @property
    def is_whole(self) -> bool:
        """Whether nothing of it has been paid yet."""
        return self.open_minor == self.total_minor


@dataclass(frozen=True, slots=True)
class Account:
    """What one organisation owes, by document.

    Attributes:
        names: what it may be called by a bank.
        owed_minor: the ledger's; negative is a credit.
        documents: those that are not paid in full, the oldest first.
        other_minor: owed without a document.
        credit_minor: paid without anything to settle.
    """

    org_id: int
    code: str
    names: tuple[str, ...]
    owed_minor: int
    documents: tuple[OpenDocument, ...] = ()
    other_minor: int = 0
    credit_minor: int = 0


def account_of(
    org_id: int,
    code: str,
    names: tuple[str, ...],
    *,
    owed_minor: int,
    documents: Sequence[OpenDocument],
    applied: Mapping[int, int],
) -> Account:
    """An organisation's account.

    Args:
        owed_minor: by the ledger.
        documents: all that stand, in the order they were issued.
        applied: document id → what was matched to it, minor units.
    """
    left = [max(one.total_minor - applied.get(one.id, 0), 0) for one in documents]
    unapplied = sum(left) - owed_minor
    for at, amount in enumerate(left):
        taken = min(amount, max(unapplied, 0))
        left[at] -= taken
        unapplied -= taken
    found = tuple(
        replace(one, open_minor=amount)
        for one, amount in zip(documents, left, strict=True) if amount
    )  # fmt: skip
    return Account(
        org_id, code, names, owed_minor, found, max(-unapplied, 0), max(unapplied, 0)
    )
