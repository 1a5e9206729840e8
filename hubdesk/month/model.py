"""Values of the month: its state, what a close would do, what one did, why amounts moved.

Amounts are integer minor units.  Imports only floors below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from fractions import Fraction

from hubdesk.costs.model import (
    Added,
    Bill,
    Finding,
    Income,
    MonthCosts,
    Pool,
    PoolMonth,
    PoolRule,
    Share,
)
from hubdesk.kernel.month import Month


@dataclass(frozen=True, slots=True)
class MonthInfo:
    """One month in the list of months; ``state`` is open, soft, locked or reopened."""

    month: Month
    state: str
    closed_at: datetime | None = None
    closed_by: str = ""
    reason: str = ""
    reopened_until: datetime | None = None
    fingerprint: str = ""


@dataclass(frozen=True, slots=True)
class MonthPreview:
    """What closing the month would charge, and what stands in the way."""

    month: Month
    state: str
    costs: MonthCosts
    findings: tuple[Finding, ...]

    @property
    def ready(self) -> bool:
        """Whether nothing blocks the close."""
        return not self.blockers

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.findings if finding.blocks)


@dataclass(frozen=True, slots=True)
class CloseResult:
    """What a close did.

    Attributes:
        changed: False on a month that was locked already; it was recomputed and compared.
        documents: statements that were issued now.
        credited: statements of an earlier close that were taken back by credit notes.
        findings: differences of the comparison, or warnings.
    """

    month: Month
    state: str
    changed: bool
    documents: tuple[int, ...] = ()
    credited: tuple[int, ...] = ()
    fingerprint: str = ""
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class PoolDifference:
    """Why an organisation's share of one pool moved; the three parts add up to the difference.

    Attributes:
        price_minor: the pool cost more or less, at last month's part.
        share_minor: this organisation's driver value against everybody's.
        days_minor: somebody was there for a part of the month only (rounding included).
    """

    pool: str
    previous_allocable_minor: int
    allocable_minor: int
    previous_minor: int
    current_minor: int
    price_minor: int
    share_minor: int
    days_minor: int

    @property
    def difference_minor(self) -> int:
        return self.current_minor - self.previous_minor


@dataclass(frozen=True, slots=True)
class OrgReview:
    """One organisation's month against the last.

    Attributes:
        others: kind (``direct``, ``usage``, ``prior``, ``vat``) → (previous, current).
    """

    org: str
    pools: tuple[PoolDifference, ...]
    others: tuple[tuple[str, int, int], ...]

    @property
    def previous_minor(self) -> int:
        """The month before, VAT included."""
        return sum(one.previous_minor for one in self.pools) + sum(one[1] for one in self.others)

    @property
    def current_minor(self) -> int:
        """The month itself, VAT included."""
        return sum(one.current_minor for one in self.pools) + sum(one[2] for one in self.others)

    @property
    def difference_minor(self) -> int:
        return self.current_minor - self.previous_minor

    @property
    def net_difference_minor(self) -> int:
        return self.difference_minor - sum(
            current - previous for kind, previous, current in self.others if kind == "vat"
        )

    def parts(self) -> tuple[tuple[str, int], ...]:
        """Kind → difference; they add up to ``difference_minor``."""
        return (
            ("price", sum(one.price_minor for one in self.pools)),
            ("share", sum(one.share_minor for one in self.pools)),
            ("days", sum(one.days_minor for one in self.pools)),
            *((kind, current - previous) for kind, previous, current in self.others),
        )


@dataclass(frozen=True, slots=True)
class Review:
    """The whole month against the last.

    Attributes:
        previous_month: None if there is nothing to compare with.
    """

    month: Month
    previous_month: Month | None
    organisations: tuple[OrgReview, ...] = ()


@dataclass(frozen=True, slots=True)
class TraceTerm:
    """A driver value over days (inclusive) that counts towards a weight."""

    value: Fraction
    days: int
    first: date
    last: date
    since: date


@dataclass(frozen=True, slots=True)
class Trace:
    """Where an amount comes from: allocable × value × days ÷ everybody's weight.

    Attributes:
        share: the amount with its weight.
        pool, rule: what was shared, and since when by what.
        bills, income: allocable = Σ bills − Σ income.
        terms: the dated values behind the weight.
        exact_minor: the share before rounding.
        remainder_count: how many left-over minor units the pool had.
        share_count: how many organisations share it.
        added: what is shared beside bills and income.
        hub: the hub's own line of the pool, where it has one.
    """

    share: Share
    pool: Pool
    rule: PoolRule | None
    bills: tuple[Bill, ...]
    income: tuple[Income, ...]
    terms: tuple[TraceTerm, ...] = field(default=())
    exact_minor: Fraction = Fraction(0)
    remainder_count: int = 0
    share_count: int = 0
    added: tuple[Added, ...] = ()
    hub: PoolMonth | None = None

    @property
    def bills_minor(self) -> int:
        return sum(bill.net_minor for bill in self.bills)

    @property
    def income_minor(self) -> int:
        return sum(one.amount_minor for one in self.income)
