"""One organisation's statement of one month.

Imports only ``kernel`` and its siblings; see the package for the units.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time
from fractions import Fraction

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.month.papers.common import Letterhead, Party, PayTo, Printed
from hubdesk.month.papers.worksheet import Worksheet


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
class AddedLine:
    """What a pool shares beside bills: ``reserve``, ``from`` or ``to`` another pool."""

    what: str
    amount_minor: int
    pool: Names = field(default_factory=Names)


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
        rule: what the rule is called.
        policy: what the divisor is: ``occupied``, ``lettable`` or ``fixed``.
        absorbed_minor: what the hub bears of the pool itself.
        limit: ``cap``, ``minimum`` or ``others`` where limits moved the share.
        plain_minor: what it would be by weight alone.
        added: what is shared beside bills and income.
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
    rule: str = ""
    policy: str = "occupied"
    absorbed_minor: int = 0
    limit: str = ""
    plain_minor: Fraction = Fraction(0)
    added: tuple[AddedLine, ...] = ()


@dataclass(frozen=True, slots=True)
class DirectLine:
    """A charge for one organisation alone; ``service_month`` is set for a late one."""

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
        text: remark (how the price came about, a late cancellation …); never a private title.
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
    text: Names = field(default_factory=Names)


@dataclass(frozen=True, slots=True)
class UsageSum:
    """All room use of the month.

    Attributes:
        allowance_minutes: free time of the plan, None where there is none.
        left_minutes, taken_minutes: what is left of it and what was used; dear hours take more.
        list_minor: value at list price, 0 if not told; ``hour_minor`` the price of an hour where
            all uses had the same.
    """

    minutes: int = 0
    free_minutes: int = 0
    charged_minutes: int = 0
    amount_minor: int = 0
    allowance_minutes: int | None = None
    left_minutes: int = 0
    taken_minutes: int = 0
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
    """What the payer withholds in all, and what remains to transfer."""

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
class StatementPaper:
    """One organisation's statement of one month.

    Attributes:
        kind: ``invoice`` (a demand for payment) or ``statement`` (nothing to pay by it).
        number: empty for a draft, which is then printed as such.
        month_days: days of the month.
        pools: shares of this month, then late ones with their ``service_month``.
        taxed: the house is registered for VAT; else no word of tax is printed.
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
    taxed: bool = True
