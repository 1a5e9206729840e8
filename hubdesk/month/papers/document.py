"""A numbered document that is no monthly statement: receipt, tax invoice, note, write-off.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.month.papers.common import Letterhead, Party, Printed
from hubdesk.month.papers.statement import VatLine


@dataclass(frozen=True, slots=True)
class DocumentLine:
    """Attributes:
    kind: ``paid`` or ``on_account`` on receipts, else as on the statement.
    text: what it is; of a paid document its number.
    """

    kind: str
    text: Names
    net_minor: int
    vat: str
    project: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The document that this one is about.

    Attributes:
        net_minor: as issued, before tax.
        left_minor: net with all notes up to this one: the value that is right.
    """

    number: str
    issued_on: date
    net_minor: int = 0
    left_minor: int = 0


@dataclass(frozen=True, slots=True)
class PaidBy:
    """The payment that a receipt acknowledges; ``withheld_minor`` never reached the bank."""

    code: str
    on: date
    reference: str
    withheld_minor: int = 0


@dataclass(frozen=True, slots=True)
class DocumentPaper:
    """Attributes:
    kind: ``receipt``, ``tax_receipt``, ``tax_invoice``, ``credit_note``, ``debit_note``,
        ``write_off`` or ``cancellation``.
    taxed: the house is registered for VAT; else no word of tax is printed.
    in_words: the total, without its sign.
    reason: as somebody wrote it.
    cancelled: number of the document that cancelled it, or empty.
    """

    kind: str
    number: str
    issued_on: date
    currency: str
    taxed: bool
    letterhead: Letterhead
    party: Party
    printed: Printed
    lines: tuple[DocumentLine, ...]
    vat: tuple[VatLine, ...]
    net_minor: int
    vat_minor: int
    total_minor: int
    in_words: Names
    reason: str = ""
    original: Original | None = None
    paid: PaidBy | None = None
    made_by: str = ""
    approved_by: str = ""
    cancelled: str = ""


@dataclass(frozen=True, slots=True)
class AgeingRow:
    """What one organisation owes on a day.

    Attributes:
        buckets: not due yet, then due for up to 30, 60, 90 and more days.
        other_minor: owed without a document; ``credit_minor``: paid with nothing to settle.
    """

    code: str
    name: Names
    buckets: tuple[int, ...]
    other_minor: int
    credit_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class AgeingPaper:
    """Who owes what, and since when; ``sums`` has the same columns as a row."""

    at: date
    currency: str
    letterhead: Letterhead
    printed: Printed
    rows: tuple[AgeingRow, ...]
    sums: AgeingRow


@dataclass(frozen=True, slots=True)
class AccountMove:
    """One movement of an organisation's account, and its balance after it."""

    on: date
    kind: str
    number: str
    text: str
    amount_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class AccountPaper:
    """An organisation's account up to a day, with what is open of it by age."""

    at: date
    currency: str
    letterhead: Letterhead
    party: Party
    printed: Printed
    moves: tuple[AccountMove, ...]
    age: AgeingRow = field(default_factory=lambda: AgeingRow("", Names(), (0,) * 5, 0, 0, 0))
