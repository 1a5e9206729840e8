"""Values of pools: their rules, what came in, and who bears which part.

Amounts are integer minor units and net of VAT; driver values exact fractions; days inclusive.
Imports only ``kernel`` and the terms of rules.  Everybody else takes them from ``costs.model``.

    >>> PoolMoney(Pool(1, "rent", Names("", "Rent"), "exempt", 1), Month(2026, 10)).allocable_minor
    0
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction

from hubdesk.costs.terms import PLAIN, Terms
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names

#: By what a pool can be shared: each organisation has a value …
SIMPLE = ("seats", "headcount", "area_m2", "equal", "weights", "booked_hours", "fixed_pct")
#: … or its weight is made of several, of its meter or of a tariff.
DRIVERS = (*SIMPLE, "mixed", "metered", "tiered")
#: Those whose values stand in the rule.
FIXED = ("weights", "fixed_pct")
#: Those whose weight is no value times days.
MADE = ("booked_hours", "mixed", "metered", "tiered")


@dataclass(frozen=True, slots=True)
class Pool:
    """A cost pool; ``vat_rate`` is the kind of what is charged on, None until somebody says."""

    id: int
    code: str
    name: Names
    vat_rate: str | None
    position: int


@dataclass(frozen=True, slots=True)
class PoolRule:
    """By what a pool is shared over days; ``weights`` (organisation code → number) when fixed.

    Attributes:
        name: what people call the rule; ``reason`` who decided and where it is written.
        terms: who benefits, of what the whole is, limits.
        approved_by, approved_at: empty and None until somebody approved it.
        id: of the row, 0 for one that is only thought of.
    """

    pool_id: int
    driver: str
    weights: Mapping[str, Fraction]
    valid_from: dt.date
    valid_to: dt.date | None
    reason: str = ""
    name: str = ""
    terms: Terms = PLAIN
    approved_by: str = ""
    approved_at: dt.datetime | None = None
    id: int = 0

    @property
    def drivers(self) -> tuple[str, ...]:
        """Every driver whose values it needs."""
        if self.driver == "mixed":
            return tuple(one.driver for one in self.terms.parts)
        if self.driver in ("metered", "tiered"):
            return (self.driver, *([self.terms.common] if self.terms.common else []))
        return (self.driver,)

    def holds_on(self, day: dt.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class Bill:
    """A supplier's bill that stands; ``service_month`` names the driver values that share it."""

    id: int
    supplier: str
    number: str
    date: dt.date
    service_from: dt.date
    service_to: dt.date
    service_month: Month
    accounting_month: Month
    pool_id: int
    pool: str
    net_minor: int
    vat_rate: str
    vat_minor: int
    credits_id: int | None = None


@dataclass(frozen=True, slots=True)
class Income:
    """Income of a pool; positive, taken off before sharing."""

    id: int
    date: dt.date
    description: str
    pool_id: int
    pool: str
    amount_minor: int
    service_month: Month
    accounting_month: Month


@dataclass(frozen=True, slots=True)
class Added:
    """What a pool shares beside bills and income; negative for what it hands on.

    Attributes:
        what: ``reserve``, ``from`` or ``to``.
        pool: code of the pool it comes from or goes to.
    """

    what: str
    amount_minor: int
    pool: str = ""


@dataclass(frozen=True, slots=True)
class PoolMoney:
    """What is to be shared of one pool: bills less income of one service month."""

    pool: Pool
    service_month: Month
    bills: tuple[Bill, ...] = ()
    income: tuple[Income, ...] = ()
    added: tuple[Added, ...] = ()

    @property
    def bills_minor(self) -> int:
        return sum(bill.net_minor for bill in self.bills)

    @property
    def income_minor(self) -> int:
        return sum(one.amount_minor for one in self.income)

    @property
    def added_minor(self) -> int:
        return sum(one.amount_minor for one in self.added)

    @property
    def allocable_minor(self) -> int:
        return self.bills_minor - self.income_minor + self.added_minor


@dataclass(frozen=True, slots=True)
class Limit:
    """What became of an amount, exactly, and why.

    Attributes:
        what: of a share ``cap``, ``minimum`` or ``others`` (the limits of others moved it); of
            the hub's line ``vacant`` or ``cap``.
    """

    what: str
    exact_minor: Fraction


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's part of one pool, with everything needed to recompute it.

    Attributes:
        value, days, weight: ``weight = value × days``; where the value changed inside the month,
            ``value`` is the exact average over the occupied days.
        weight_sum: everybody's weight.
        remainder_rank: 1, 2 … if it got one of the left-over minor units, else None.
        id: of the stored row, 0 while it is only computed.
        limits: where caps or minimums moved anything in the pool, what they made of this share.
    """

    accounting_month: Month
    service_month: Month
    pool_id: int
    pool: str
    org_id: int
    org: str
    driver: str
    value: Fraction
    days: int
    weight: Fraction
    weight_sum: Fraction
    allocable_minor: int
    amount_minor: int
    remainder_rank: int | None
    vat_rate: str
    id: int = 0
    limits: tuple[Limit, ...] = ()

    @property
    def is_prior(self) -> bool:
        """Whether it belongs to an earlier month than the one it is charged in."""
        return self.service_month != self.accounting_month

    @property
    def plain_minor(self) -> Fraction:
        """By weight alone, before limits and rounding."""
        return Fraction(self.allocable_minor) * self.weight / self.weight_sum

    @property
    def exact_minor(self) -> Fraction:
        """What is rounded: by weight, or as limits made it."""
        return self.limits[0].exact_minor if self.limits else self.plain_minor


@dataclass(frozen=True, slots=True)
class PoolMonth:
    """What of a pool's month is not shared by organisations: the hub's own line.

    Shares and ``absorbed_minor`` add up to ``allocable_minor``.  There is none where all of a
    pool is shared by those who are there.

    Attributes:
        policy: of what the whole is, see ``terms.DENOMINATORS``.
        weight: of ``weight_sum``, what is vacant or left out.
        limits: what is absorbed, exactly, by its cause: ``vacant``, ``cap``.
        added: what was shared beside bills and income.
    """

    accounting_month: Month
    service_month: Month
    pool_id: int
    pool: str
    driver: str
    policy: str
    weight: Fraction
    weight_sum: Fraction
    allocable_minor: int
    absorbed_minor: int
    remainder_rank: int | None
    limits: tuple[Limit, ...] = ()
    added: tuple[Added, ...] = ()
    id: int = 0
    transaction_id: int | None = None

    @property
    def is_prior(self) -> bool:
        """Whether it belongs to an earlier month than the one it stands in."""
        return self.service_month != self.accounting_month

    @property
    def exact_minor(self) -> Fraction:
        """What the hub bears before rounding."""
        if self.limits:
            return sum((one.exact_minor for one in self.limits), Fraction(0))
        return Fraction(self.allocable_minor) * self.weight / (self.weight_sum or 1)


@dataclass(frozen=True, slots=True)
class DriverLine:
    """An organisation's driver value over days, inclusive; ``weight = value × days``.

    Attributes:
        since: first day of the fact it comes from; None where it is no dated fact.
    """

    org: str
    value: Fraction
    days: int
    first: dt.date
    last: dt.date
    since: dt.date | None
    weight: Fraction


@dataclass(frozen=True, slots=True)
class DriverSheet:
    """By what a pool is shared in a month and everybody's part of it.

    Attributes:
        rule: None where nobody has said.
        driver: as it is shared by; of a locked month as it was.
        money_minor: what is to be shared; None where the pool has no money in the month.
        fixed: the month is locked and the values no longer change.
        missing: organisations that were there but have no value.
        absent: organisations with a fixed weight that were not there.
        excluded: those that were there and that the rule leaves out.
        vacant: what of ``weight_sum`` the hub bears itself.
        trouble: code of the finding that keeps it from being shared; empty where nothing does.
        whole, taken: with ``whole_too_small``.
        history: all rules of the pool, the newest first.
        evidence: rule id → the names of the files it rests on.
        unread: organisations whose meters were not read on all the days they were there.
    """

    pool: Pool
    rule: PoolRule | None
    driver: str
    lines: tuple[DriverLine, ...]
    weight_sum: Fraction
    money_minor: int | None
    fixed: bool
    missing: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    vacant: Fraction = Fraction(0)
    trouble: str = ""
    whole: Fraction = Fraction(0)
    taken: Fraction = Fraction(0)
    history: tuple[PoolRule, ...] = ()
    evidence: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
