"""An invoice as electronic formats take it: values only, every amount in minor units.

Knows no feature.  ``ubl`` and ``etda`` write it; neither adds anything up but what it checks.

    require_sound(invoice)
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hubdesk.kernel.errors import RefusedError


class UnsoundInvoiceError(RefusedError):
    """The sums of an invoice do not agree; nothing is written."""

    code = "invoice_unsound"

    def __init__(self, number: str) -> None:
        super().__init__(number=number)


@dataclass(frozen=True, slots=True)
class Trader:
    """Seller or buyer.

    Attributes:
        country: ISO 3166, two letters.
        tax_id: digits, as registered; empty if it has none.
        branch: five digits, ``00000`` the head office.
        lines: of its address.
    """

    code: str
    name: str
    country: str
    lines: tuple[str, ...] = ()
    tax_id: str = ""
    branch: str = ""
    email: str = ""


@dataclass(frozen=True, slots=True)
class InvoiceLine:
    """``vat`` is ``exempt`` or a rate in percent (``0``, ``7``)."""

    name: str
    net_minor: int
    vat: str


@dataclass(frozen=True, slots=True)
class TaxSum:
    """Net and tax of one rate."""

    vat: str
    net_minor: int
    vat_minor: int


@dataclass(frozen=True, slots=True)
class Earlier:
    """The document that a note corrects; ``net_minor`` its value before this note."""

    number: str
    issued_on: date
    net_minor: int
    type_code: str = "388"


@dataclass(frozen=True, slots=True)
class Invoice:
    """Attributes:
    kind: ``invoice``, ``tax_invoice``, ``tax_receipt``, ``credit_note`` or ``debit_note``; a
        credit note's amounts are positive here.
    taxed: the seller is registered for VAT.
    period: first and last day of what is charged, inclusive.
    """

    kind: str
    number: str
    issued_at: datetime
    due_on: date | None
    currency: str
    digits: int
    seller: Trader
    buyer: Trader
    lines: tuple[InvoiceLine, ...]
    taxes: tuple[TaxSum, ...]
    net_minor: int
    vat_minor: int
    total_minor: int
    taxed: bool = True
    period: tuple[date, date] | None = None
    earlier: Earlier | None = None
    reason: str = ""
    cause: str = ""
    account: str = ""


def require_sound(invoice: Invoice) -> None:
    """Refuse an invoice whose parts do not add up, before a line of it is written.

    Raises:
        UnsoundInvoiceError: they do not.
    """
    nets = {one.vat: one.net_minor for one in invoice.taxes}
    lines: dict[str, int] = {}
    for line in invoice.lines:
        lines[line.vat] = lines.get(line.vat, 0) + line.net_minor
    sound = (
        sum(lines.values()) == invoice.net_minor
        and invoice.net_minor + invoice.vat_minor == invoice.total_minor
        and sum(one.vat_minor for one in invoice.taxes) == invoice.vat_minor
        and {kind: net for kind, net in lines.items() if net}
        == {kind: net for kind, net in nets.items() if net}
    )
    if not sound:
        raise UnsoundInvoiceError(invoice.number)
