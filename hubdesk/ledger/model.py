"""Values of the ledger: what is to be posted, and what was.

Debit is positive, credit negative; amounts are minor units.  Imports only ``kernel``.

    >>> Entry("5000", 100).amount_minor + Entry("2000", -100).amount_minor
    0
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class Entry:
    """One side of a transaction.

    Attributes:
        account: its code, see ``chart``.
        pool: code of the cost pool it belongs to, or empty.
    """

    account: str
    amount_minor: int
    org_id: int | None = None
    pool: str = ""
    project: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A transaction to post; its entries must add up to zero."""

    month: Month
    date: date
    kind: str
    description: str
    entries: tuple[Entry, ...]
    reverses_id: int | None = None


@dataclass(frozen=True, slots=True)
class Period:
    """The state of a month: ``open``, ``soft``, ``locked`` or ``reopened``."""

    month: Month
    state: str = "open"
    fingerprint: str = ""
    closed_at: datetime | None = None
    closed_by: str = ""
    reason: str = ""
    reopened_until: datetime | None = None
    facts: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Balance:
    """The sum of sealed postings of one account, by organisation and pool where asked for."""

    account: str
    name: Names
    kind: str
    amount_minor: int
    org_id: int | None = None
    pool: str = ""


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """One sealed posting, with the account's balance after it."""

    posting_id: int
    transaction_id: int
    date: date
    month: Month
    kind: str
    description: str
    org_id: int | None
    pool: str
    amount_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One sealed posting with what its transaction says."""

    transaction_id: int
    date: date
    month: Month
    kind: str
    description: str
    account: str
    org_id: int | None
    pool: str
    project: str
    amount_minor: int
