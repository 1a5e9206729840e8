"""What is owed to suppliers, certificates of tax withheld, and the lists for the tax office.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.papers.common import Letterhead, Party, Printed


@dataclass(frozen=True, slots=True)
class CertificateLine:
    """Attributes:
    row: of the official form: 1, 2, 3, 4a, 4b, 5 or 6.
    kind: what was paid for, see ``billing.withholding``.
    percent: as text.
    """

    row: str
    kind: str
    percent: str
    base_minor: int
    withheld_minor: int


@dataclass(frozen=True, slots=True)
class CertificatePaper:
    """A certificate of tax withheld from a supplier, as it was written.

    Attributes:
        series, place: printed as book and number.
        form: the list it is reported on, see ``billing.withholding.FORMS``.
        rank: its place on that list.
        cancelled: its payment was taken back.
    """

    number: str
    series: str
    place: int
    form: str
    rank: int
    issued_on: date
    paid_on: date
    currency: str
    letterhead: Letterhead
    party: Party
    printed: Printed
    lines: tuple[CertificateLine, ...]
    base_minor: int
    withheld_minor: int
    in_words: Names
    payment: str
    made_by: str
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class PayableLine:
    """A bill something is open of; ``open_minor`` is negative for a credit."""

    supplier: Names
    number: str
    dated: date
    due_on: date
    gross_minor: int
    paid_minor: int
    open_minor: int
    state: str


@dataclass(frozen=True, slots=True)
class PayableAge:
    """What is owed to one supplier: not due, then due for up to 30, 60, 90 and more days."""

    supplier: Names
    buckets: tuple[int, ...]
    credit_minor: int
    total_minor: int


@dataclass(frozen=True, slots=True)
class PayablesPaper:
    """What the house owes its suppliers on a day; ``sums`` has the columns of an age."""

    at: date
    currency: str
    letterhead: Letterhead
    printed: Printed
    ages: tuple[PayableAge, ...]
    sums: PayableAge
    lines: tuple[PayableLine, ...]


@dataclass(frozen=True, slots=True)
class WithholdingLine:
    """One line of a certificate on the list of its month; a cancelled one counts nothing.

    Attributes:
        rank: the certificate's place on the list, which never changes; None of one of an earlier
            month whose payment was taken back: its amounts are negative.
    """

    rank: int | None
    number: str
    party: Party
    paid_on: date
    kind: str
    percent: str
    base_minor: int
    withheld_minor: int
    cancelled: bool = False


@dataclass(frozen=True, slots=True)
class WithholdingListPaper:
    """Tax withheld in a month that is reported on a form."""

    month: Month
    form: str
    currency: str
    letterhead: Letterhead
    printed: Printed
    lines: tuple[WithholdingLine, ...]
    base_minor: int
    withheld_minor: int


@dataclass(frozen=True, slots=True)
class TaxLine:
    """A document on the list of sales or purchases; negative where it takes another back.

    Attributes:
        net_minor: what is taxed at a rate above 0; ``other_minor`` exempt or at 0 %.
    """

    number: str
    dated: date
    party: Names
    tax_id: str
    branch: str
    net_minor: int
    vat_minor: int
    other_minor: int = 0


@dataclass(frozen=True, slots=True)
class UntaxedLine:
    """Money received that no tax document of the list of sales shows tax of.

    Attributes:
        reason: ``on_account``: receipted as an advance; ``no_receipt``: not receipted.
    """

    number: str
    dated: date
    party: Names
    amount_minor: int
    reason: str


@dataclass(frozen=True, slots=True)
class VatReturnPaper:
    """The figures of a month for the VAT return, and the documents behind them.

    Attributes:
        zero_minor, exempt_minor: of the sales, at 0 % and exempt.
        posted_minor: output VAT that the ledger has for the month; it is posted when something
            is charged, but due when it is paid.
        untaxed: to be looked at before the return is filed.
    """

    month: Month
    currency: str
    letterhead: Letterhead
    printed: Printed
    sales: tuple[TaxLine, ...]
    purchases: tuple[TaxLine, ...]
    zero_minor: int
    exempt_minor: int
    posted_minor: int
    untaxed: tuple[UntaxedLine, ...] = ()

    @property
    def taxed_sales_minor(self) -> int:
        return sum(one.net_minor for one in self.sales)

    @property
    def output_minor(self) -> int:
        return sum(one.vat_minor for one in self.sales)

    @property
    def purchases_minor(self) -> int:
        return sum(one.net_minor for one in self.purchases)

    @property
    def input_minor(self) -> int:
        return sum(one.vat_minor for one in self.purchases)

    @property
    def sales_minor(self) -> int:
        return self.taxed_sales_minor + self.zero_minor + self.exempt_minor

    @property
    def due_minor(self) -> int:
        """To be paid; negative where more was paid than is due."""
        return self.output_minor - self.input_minor
