"""Values of billing: what a document will say, and what one says.

Amounts are minor units.  Imports only ``kernel`` and ``rules``.

    >>> vat_by_kind([Line("direct", 1, "Phone", 128475, "7")], registered=True)
    (VatSum(vat='7', net_minor=128475, vat_minor=8993),)
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from hubdesk.kernel.month import Month
from hubdesk.rules.vat import RATES, vat_minor


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a document.

    Attributes:
        kind: ``share``, ``prior``, ``direct`` or ``usage``.
        source_id: the row of that kind.
        pool: code of the pool it is posted to, for shares.
    """

    kind: str
    source_id: int
    description: str
    net_minor: int
    vat_rate: str
    project: str = ""
    pool: str = ""


@dataclass(frozen=True, slots=True)
class VatSum:
    """Net and tax of one VAT kind of one document."""

    vat: str
    net_minor: int
    vat_minor: int


def vat_by_kind(lines: Iterable[Line], *, registered: bool) -> tuple[VatSum, ...]:
    """Tax once per rate, half up, on the sum of the document's lines; in order of ``RATES``.

    Args:
        registered: a hub that is not registered charges no VAT.
    """
    nets: dict[str, int] = {}
    for line in lines:
        nets[line.vat_rate] = nets.get(line.vat_rate, 0) + line.net_minor
    return tuple(
        VatSum(kind, nets[kind], vat_minor(nets[kind], kind) if registered else 0)
        for kind in RATES
        if kind in nets
    )


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of an organisation's account since its last statement.

    Attributes:
        kind: ``opening``, ``invoice``, ``payment``, ``credit_note``, ``debit_note``,
            ``write_off`` or ``other``.
        text: what a person typed about it.
    """

    on: date
    kind: str
    amount_minor: int
    month: Month | None = None
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Brought:
    """An organisation's balance before a new statement and what led to it."""

    amount_minor: int = 0
    movements: tuple[Movement, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementDraft:
    """A monthly statement to be numbered, posted and sealed.

    Attributes:
        party: the organisation as printed (plain JSON).
    """

    org_id: int
    org: str
    lines: tuple[Line, ...]
    brought: Brought
    party: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Document:
    """A sealed document; ``code`` is its number as printed."""

    id: int
    kind: str
    series: str
    number: int
    code: str
    org_id: int
    org: str
    accounting_month: Month
    issued_on: date
    due_on: date | None
    brought_forward_minor: int
    net_minor: int
    vat_minor: int
    total_minor: int
    facts: Mapping[str, Any]
    credits_id: int | None
    transaction_id: int | None
    sealed_at: datetime
    about_id: int | None = None
    payment_id: int | None = None

    @property
    def due_minor(self) -> int:
        """What is to be paid by it: this month and what was brought forward."""
        return self.brought_forward_minor + self.total_minor


@dataclass(frozen=True, slots=True)
class Debt:
    """What an organisation owes now; negative is a credit.

    Attributes:
        due_since: when the oldest statement that is not paid in full was due.
    """

    org_id: int
    owed_minor: int
    due_since: date | None


@dataclass(frozen=True, slots=True)
class Payment:
    """Money received (negative: paid back).

    Attributes:
        amount_minor: what it settles; ``withheld_minor`` the part of it that was withheld as tax.
    """

    id: int
    org_id: int
    org: str
    date: date
    amount_minor: int
    reference: str
    code: str
    accounting_month: Month
    withheld_minor: int = 0


@dataclass(frozen=True, slots=True)
class BankAccount:
    """An account of the hub, as its bank names it."""

    id: int
    code: str
    name: str
    number: str
    currency: str


@dataclass(frozen=True, slots=True)
class BankLine:
    """One movement of the bank; money out is negative.

    Attributes:
        matched_minor: what of it is payments already.
        set_aside: nobody's payment; ``reason`` says what it is.
    """

    id: int
    account: str
    date: date
    amount_minor: int
    reference: str
    counterparty: str
    bank_ref: str
    source: str
    set_aside: bool
    reason: str
    matched_minor: int = 0

    @property
    def left_minor(self) -> int:
        """What is still to be matched."""
        return 0 if self.set_aside else self.amount_minor - self.matched_minor

    @property
    def state(self) -> str:
        """``open``, ``part``, ``matched`` or ``aside``."""
        if self.set_aside:
            return "aside"
        if not self.matched_minor:
            return "open"
        return "matched" if self.matched_minor == self.amount_minor else "part"


@dataclass(frozen=True, slots=True)
class BankMatch:
    """A part of a line that is a payment; without a document it waits on the account."""

    id: int
    line_id: int
    payment_id: int
    payment: str
    org_id: int
    org: str
    document_id: int | None
    document: str
    amount_minor: int
    withheld_minor: int
