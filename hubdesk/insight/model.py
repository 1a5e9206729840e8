"""What is read across features, as frozen values; imports only ``kernel`` and models below."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from fractions import Fraction

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.store.queries import Image


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which organisations a list wants, and in what order.

    Attributes:
        text: parts of code, names or tax number; every word must be found.
        org_class: one class; empty is every class.
        state: ``current``, ``left`` or ``all``.
        sort: ``code``, ``name``, ``class``, ``seats``, ``headcount``, ``area``, ``balance`` or
            ``bookings``.
        descending: from the end; ties stay in order of code.
        lang: whose alphabet and whose name ``name`` means.
    """

    text: str = ""
    org_class: str = ""
    state: str = "current"
    sort: str = "code"
    descending: bool = False
    lang: str = "th"


@dataclass(frozen=True, slots=True)
class Member:
    """An organisation as the list shows it, on one day.

    Attributes:
        place: its place among all organisations by code; its hue follows from it.
        seats, headcount, area_m2: of the fact that holds on the day; 0 without one.
        balance_minor: what it owes; negative is a credit.
        bookings: dates of the day's month that hold or held a room.
        here: it has not left.
    """

    id: int
    code: str
    names: Names
    org_class: str
    place: int
    seats: int
    headcount: int
    area_m2: Fraction
    balance_minor: int
    bookings: int
    here: bool
    left_on: date | None


@dataclass(frozen=True, slots=True)
class AccountDocument:
    """A document of an organisation.

    Attributes:
        kind: ``statement`` or ``credit_note``.
        open_minor: what of it is still owed when payments settle the oldest first.
    """

    id: int
    kind: str
    code: str
    month: Month
    issued_on: date
    due_on: date | None
    total_minor: int
    open_minor: int = 0


@dataclass(frozen=True, slots=True)
class AccountPayment:
    """Money received from an organisation; negative was paid back."""

    id: int
    code: str
    date: date
    amount_minor: int
    reference: str


@dataclass(frozen=True, slots=True)
class Account:
    """What an organisation owes, and why; documents and payments the newest first."""

    balance_minor: int
    documents: tuple[AccountDocument, ...]
    payments: tuple[AccountPayment, ...]


def settled(
    documents: tuple[AccountDocument, ...], balance_minor: int
) -> tuple[AccountDocument, ...]:
    """The documents with what is still open of each.

    Nobody says which document a payment is for, so the oldest are settled first: what is owed
    now belongs to the newest.

    Args:
        documents: the newest first.
        balance_minor: what is owed in all.

    >>> one = AccountDocument(1, "statement", "S-1", Month(2026, 9), date(2026, 10, 1), None, 500)
    >>> settled((one,), 200)[0].open_minor
    200
    """
    rest = max(0, balance_minor)
    found = []
    for one in documents:
        part = min(rest, max(0, one.total_minor)) if one.kind != "credit_note" else 0
        rest -= part
        found.append(
            AccountDocument(
                one.id, one.kind, one.code, one.month, one.issued_on, one.due_on, one.total_minor,
                part,
            )
        )  # fmt: skip
    return tuple(found)


@dataclass(frozen=True, slots=True)
class PastChange:
    """One thing that happened to an organisation.

    Attributes:
        of: the action that was taken back, where ``action`` is ``undone``.
        images: rows of the organisation before and after; none where it happened to very many
            rows at once, as when a month is closed.
    """

    seq: int
    at: datetime
    actor: str
    source: str
    action: str
    entity: str
    entity_id: int | None
    of: str
    images: tuple[Image, ...]
