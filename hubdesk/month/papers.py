"""What the month's papers print: every figure, name and date, frozen before anything is drawn.

``reports`` only formats and lays out; whoever fills these values (``month`` from the stored
shares and documents) does the sums.  Amounts are integer minor units of ``currency``, weights
exact fractions, days dates (inclusive), VAT kinds ``exempt``, ``0``, ``7`` … as in the tables.
All values survive ``kernel.plain.to_plain`` / ``from_plain``, so a document's paper can be kept
as JSON beside it and printed again, byte for byte.  Imports only ``kernel``.

    >>> PoolLine(code="water", name=Names("ค่าน้ำ", "Water"), driver="headcount").amount_minor
    0
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time
from fractions import Fraction

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class Printed:
    """What stands at the foot of every page.

    Attributes:
        at: instant of printing, aware, in the hub's zone; for a sealed document take the instant
            it was sealed or first printed, so that printing it again gives the same bytes.
        by: who printed, as shown.
        fingerprint: hex digest of what is printed (as many digits as shall be shown), or empty.
        state: state of the month: ``open``, ``soft``, ``locked`` or ``reopened``.
        closed_on: day the month was locked.
    """

    at: datetime
    by: str
    fingerprint: str = ""
    state: str = "locked"
    closed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Letterhead:
    """The house as it signs.

    Attributes:
        name: the house's own name.
        legal_name: company name, if another.
        address: may have several lines.
        tax_id, branch, phone, email: as printed; empty leaves them out.
        logo: PNG or JPEG bytes; empty for none.
    """

    name: Names
    legal_name: Names = field(default_factory=Names)
    address: Names = field(default_factory=Names)
    tax_id: str = ""
    branch: Names = field(default_factory=Names)
    phone: str = ""
    email: str = ""
    logo: bytes = b""


@dataclass(frozen=True, slots=True)
class PayTo:
    """Where the money goes; what is empty is not printed.

    Attributes:
        qr: payload of a payment QR code (PromptPay), printed as a QR when not empty.
        qr_lines: what the QR says, as (label in the printed languages' catalogue-free form, text).
    """

    bank_name: Names = field(default_factory=Names)
    account_name: Names = field(default_factory=Names)
    account_number: str = ""
    qr: str = ""
    qr_lines: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Party:
    """The organisation a paper is for."""

    code: str
    name: Names
    address: Names = field(default_factory=Names)
    tax_id: str = ""
    branch: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class BalanceLine:
    """One movement since the last statement.

    Attributes:
        kind: ``opening``, ``invoice``, ``payment``, ``withholding``, ``credit_note``,
            ``debit_note`` or ``other``; gives the words.
        month: of an invoice or a note.
        text: a reference or remark a person typed, printed small behind the words.
        number: document number, if any.
        amount_minor: negative for what reduces the debt.
    """

    on: date
    kind: str
    amount_minor: int
    month: Month | None = None
    number: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class IncomeLine:
    """Income taken off a pool before sharing; ``amount_minor`` is positive."""

    on: date
    amount_minor: int
    text: str = ""


@dataclass(frozen=True, slots=True)
class Term:
    """A driver value over some days; two terms where the value changed inside the month."""

    value: Fraction
    days: int


@dataclass(frozen=True, slots=True)
class PoolLine:
    """One cost pool on one organisation's statement.

    Attributes:
        code, name: the pool.
        driver: ``seats``, ``headcount``, ``area_m2``, ``equal``, ``weights``, ``booked_hours``.
        bill_total_minor: net bills and credits of the pool.
        income: what was taken off first.
        allocable_minor: bills less income, the amount that was shared.
        terms: this organisation's value × days; their sum is ``weight``.
        weight, weight_sum: this organisation's and everybody's.
        share_millionths: weight ÷ weight_sum in millionths, for reading only.
        exact_minor: allocable × weight ÷ weight_sum before rounding.
        remainder: got one of the left-over minor units.
        remainder_count: how many were left over in the pool.
        amount_minor: the share.
        vat: VAT kind.
        service_month: month of a late bill ("prior period"), else None.
    """

    code: str
    name: Names
    driver: str
    bill_total_minor: int = 0
    income: tuple[IncomeLine, ...] = ()
    allocable_minor: int = 0
    terms: tuple[Term, ...] = ()
    weight: Fraction = Fraction(0)
    weight_sum: Fraction = Fraction(0)
    share_millionths: int = 0
    exact_minor: Fraction = Fraction(0)
    remainder: bool = False
    remainder_count: int = 0
    amount_minor: int = 0
    vat: str = "exempt"
    service_month: Month | None = None


@dataclass(frozen=True, slots=True)
class DirectLine:
    """A charge for one organisation alone; ``service_month`` set if it belongs to an earlier one."""

    on: date
    text: Names
    net_minor: int
    vat: str
    project: str = ""
    service_month: Month | None = None


@dataclass(frozen=True, slots=True)
class UsageLine:
    """One use of a room.

    Attributes:
        starts, ends: wall time in the room's zone.
        minutes, free_minutes, charged_minutes: total = free + charged.
        text: remark (a late cancellation …); never a private title.
    """

    on: date
    starts: time
    ends: time
    room: Names
    minutes: int
    free_minutes: int
    charged_minutes: int
    amount_minor: int
    vat: str
    project: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class UsageSum:
    """All room use of the month.

    Attributes:
        allowance_minutes: free time of the plan, None where there is none.
        left_minutes: what is left of it.
        list_minor: value at list price, 0 if not told; ``hour_minor`` the price of an hour where
            all uses had the same.
    """

    minutes: int = 0
    free_minutes: int = 0
    charged_minutes: int = 0
    amount_minor: int = 0
    allowance_minutes: int | None = None
    left_minutes: int = 0
    list_minor: int = 0
    hour_minor: int = 0


@dataclass(frozen=True, slots=True)
class VatLine:
    """Net and tax of one VAT kind; ``text`` says what falls under it (rent, services …)."""

    vat: str
    net_minor: int
    vat_minor: int
    text: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class Totals:
    """The sums of a statement.

    Attributes:
        allocable_minor: all pools together, whole house.
        pools_minor: this organisation's shares, prior periods included.
        net_minor, vat_minor, month_minor: this month before tax, tax, and both.
        brought_forward_minor: open from before.
        due_minor: to pay; may be negative (then it is a credit).
        in_words: ``due_minor`` written out, of the positive amount.
    """

    allocable_minor: int = 0
    pools_minor: int = 0
    direct_minor: int = 0
    usage_minor: int = 0
    net_minor: int = 0
    vat_minor: int = 0
    month_minor: int = 0
    brought_forward_minor: int = 0
    due_minor: int = 0
    in_words: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class WithholdingLine:
    """What the payer may withhold: ``rate`` in percent as text, empty where nothing is."""

    text: Names
    rate: str
    base_minor: int
    withheld_minor: int


@dataclass(frozen=True, slots=True)
class Withholding:
    lines: tuple[WithholdingLine, ...]
    withheld_minor: int
    transfer_minor: int
    rates_as_of: date | None = None


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """Last month against this one, for one pool.

    Attributes:
        price_minor, share_minor, days_minor: the explanation; None where it does not apply.
    """

    name: Names
    previous_allocable_minor: int
    allocable_minor: int
    previous_minor: int
    current_minor: int
    difference_minor: int
    price_minor: int | None = None
    share_minor: int | None = None
    days_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """Why this month differs from the last.

    Attributes:
        previous_minor, current_minor, difference_minor: totals with VAT.
        parts: kind → difference; kinds ``price``, ``share``, ``days``, ``direct``, ``usage``,
            ``prior``, ``vat``; they add up to the difference.
        lines: per pool.
        others: kind (``direct``, ``usage``, ``prior``, ``vat``) → (previous, current, difference).
        notes: remarks such as who came or left, one sentence each.
    """

    previous_month: Month
    previous_minor: int
    current_minor: int
    difference_minor: int
    parts: tuple[tuple[str, int], ...] = ()
    lines: tuple[ChangeLine, ...] = ()
    others: tuple[tuple[str, int, int, int], ...] = ()
    notes: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class FactRow:
    """One organisation's values over one period inside the month.

    Attributes:
        first, last: days, inclusive.
        values: driver → value on those days; a driver that is missing prints as a dash.
        weights: driver → value × days.
        continued: a later period of the organisation above.
    """

    org: str
    name: Names
    first: date
    last: date
    days: int
    values: dict[str, Fraction]
    weights: dict[str, Fraction]
    continued: bool = False


@dataclass(frozen=True, slots=True)
class PoolColumn:
    """One pool of the matrix.

    Attributes:
        remainder_count: left-over minor units that were dealt out.
        absorbed_minor: kept by the house.
        total_minor: shares + absorbed = allocable.
        service_month: of a late bill, else None.
    """

    code: str
    name: Names
    driver: str
    weight_sum: Fraction
    total_minor: int
    remainder_count: int = 0
    absorbed_minor: int = 0
    vat: str = "exempt"
    service_month: Month | None = None


@dataclass(frozen=True, slots=True)
class ShareCell:
    """A share in the matrix; ``remainder`` marks a left-over minor unit with ``+``."""

    amount_minor: int
    remainder: bool = False


@dataclass(frozen=True, slots=True)
class ShareLine:
    """One organisation's shares, in the order of the columns; None where it takes no part."""

    org: str
    name: Names
    cells: tuple[ShareCell | None, ...]
    total_minor: int


@dataclass(frozen=True, slots=True)
class Worksheet:
    """Everything needed to recompute the month.

    Attributes:
        drivers: those with a column of weights, in order.
        facts: by organisation code, then day.
        weight_sums: driver → the divisor.
        columns: the pools.
        shares: by organisation code.
        absorbed_total_minor, total_minor: right end of the last two rows.
    """

    drivers: tuple[str, ...]
    facts: tuple[FactRow, ...]
    weight_sums: dict[str, Fraction]
    columns: tuple[PoolColumn, ...]
    shares: tuple[ShareLine, ...]
    absorbed_total_minor: int
    total_minor: int
    notes: tuple[Names, ...] = ()


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """One organisation's statement of one month.

    Attributes:
        kind: ``invoice`` (a demand for payment) or ``statement`` (nothing to pay by it).
        number: empty for a draft, which is then printed as such.
        month_days: days of the month.
        pools: shares of this month, then late ones with their ``service_month``.
    """

    kind: str
    number: str
    month: Month
    month_days: int
    issued_on: date
    due_on: date | None
    currency: str
    letterhead: Letterhead
    party: Party
    printed: Printed
    balance: tuple[BalanceLine, ...]
    pools: tuple[PoolLine, ...]
    direct: tuple[DirectLine, ...]
    usage: tuple[UsageLine, ...]
    usage_sum: UsageSum
    vat: tuple[VatLine, ...]
    totals: Totals
    worksheet: Worksheet
    pay_to: PayTo = field(default_factory=PayTo)
    withholding: Withholding | None = None
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class HubCostsRow:
    """One organisation in the month's cost report.

    Attributes:
        cells: net per pool, in the order of the columns; None where it takes no part.
        direct_minor, usage_minor: None where there was none.
        note: what changed (joined, gave back seats …), printed small behind the name.
        difference_minor: total against last month; None if there is nothing to compare.
    """

    org: str
    name: Names
    cells: tuple[int | None, ...]
    direct_minor: int | None
    usage_minor: int | None
    net_minor: int
    vat_minor: int
    total_minor: int
    difference_minor: int | None = None
    note: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class HubCostsSum:
    """A sum row of the report; None leaves a cell empty."""

    cells: tuple[int | None, ...]
    direct_minor: int | None = None
    usage_minor: int | None = None
    net_minor: int | None = None
    vat_minor: int | None = None
    total_minor: int | None = None
    difference_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """From the suppliers' bills to the documents issued, step by step.

    ``difference_minor`` = allocable − charged − absorbed and must be 0.
    """

    bill_count: int
    bills_minor: int
    income_count: int
    income_minor: int
    allocable_minor: int
    charged_orgs: int
    charged_minor: int
    absorbed_minor: int
    difference_minor: int
    direct_count: int
    direct_minor: int
    usage_count: int
    usage_minor: int
    document_count: int
    vat_minor: int
    total_minor: int
    first_number: str = ""
    last_number: str = ""


@dataclass(frozen=True, slots=True)
class HubCostsPaper:
    """The whole house's month.

    Attributes:
        columns: the pools; ``total_minor`` is what the chart draws.
        charged, absorbed, cost: the three sum rows; cost = charged + absorbed.
        previous, difference: last month's figures in the same columns, and this less that.
        previous_pools: last month's allocable per column, for the chart; None if the pool is new.
        organisations_difference: organisations now less last month.
    """

    month: Month
    currency: str
    letterhead: Letterhead
    printed: Printed
    columns: tuple[PoolColumn, ...]
    rows: tuple[HubCostsRow, ...]
    charged: HubCostsSum
    absorbed: HubCostsSum
    cost: HubCostsSum
    reconciliation: Reconciliation
    previous_month: Month | None = None
    previous: HubCostsSum | None = None
    difference: HubCostsSum | None = None
    previous_pools: tuple[int | None, ...] = ()
    organisations_difference: int | None = None
