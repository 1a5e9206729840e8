"""Values of shared costs: pools and their rules, what came in, and who bears which part.

Amounts are integer minor units and net of VAT; driver values exact fractions; days inclusive.
Imports only ``kernel`` and the values of ``rules``.

    >>> PoolMoney(Pool(1, "rent", Names("", "Rent"), "exempt", 1), Month(2026, 10)).allocable_minor
    0
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.rules.charging import Part, simple_parts
from hubdesk.rules.entitlements import AllowanceUse

#: What stands before the reason why a fee is given back.
REASON = "late: waived ("
#: By what a pool can be shared.
DRIVERS = ("seats", "headcount", "area_m2", "equal", "weights", "booked_hours")


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
    """By what a pool is shared over days; ``weights`` (organisation code → number) when fixed."""

    pool_id: int
    driver: str
    weights: Mapping[str, Fraction]
    valid_from: dt.date
    valid_to: dt.date | None
    reason: str = ""

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
class DirectCharge:
    """What one organisation owes alone.

    Attributes:
        source: empty = somebody entered it; ``agreement`` = the month's fee of one.
        key: names a fee for ever, whatever it amounts to; its ``id`` is 0 until the month closes.
    """

    id: int
    date: dt.date
    org_id: int
    org: str
    description: str
    project: str
    net_minor: int
    vat_rate: str
    accounting_month: Month
    source: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class PoolMoney:
    """What is to be shared of one pool: bills less income of one service month."""

    pool: Pool
    service_month: Month
    bills: tuple[Bill, ...] = ()
    income: tuple[Income, ...] = ()

    @property
    def bills_minor(self) -> int:
        return sum(bill.net_minor for bill in self.bills)

    @property
    def income_minor(self) -> int:
        return sum(one.amount_minor for one in self.income)

    @property
    def allocable_minor(self) -> int:
        return self.bills_minor - self.income_minor


@dataclass(frozen=True, slots=True)
class Share:
    """One organisation's part of one pool, with everything needed to recompute it.

    Attributes:
        value, days, weight: ``weight = value × days``; where the value changed inside the month,
            ``value`` is the exact average over the occupied days.
        weight_sum: everybody's weight.
        remainder_rank: 1, 2 … if it got one of the left-over minor units, else None.
        id: of the stored row, 0 while it is only computed.
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

    @property
    def is_prior(self) -> bool:
        """Whether it belongs to an earlier month than the one it is charged in."""
        return self.service_month != self.accounting_month


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


@dataclass(frozen=True, slots=True)
class UsageCharge:
    """One resource of a booked date with its price; times are instants.

    The ledger line of a booking: what it took of the allowance (``plan_minutes``,
    ``credit_minor``), what is to be paid, and why (``parts``, see ``rules.priceable``).  One for
    a date of an earlier month came late (``costs.late``); its ``kind`` ``waived`` gives back.
    """

    accounting_month: Month
    org_id: int
    org: str
    booking_id: int
    occurrence_id: int
    resource_id: int
    resource: Names
    starts_at: dt.datetime
    ends_at: dt.datetime
    description: str
    project: str
    minutes: int
    free_minutes: int
    hour_minor: int
    list_minor: int
    net_minor: int
    vat_rate: str
    id: int = 0
    kind: str = "use"
    rule: str = ""
    plan_minutes: int = 0
    credit_minor: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def why(self) -> tuple[Part, ...]:
        """How the price came about, whatever it is made of."""
        return self.parts or simple_parts(self.minutes, self.free_minutes, self.hour_minor)

    @property
    def reason(self) -> str:
        """Why it is given back, as somebody wrote it; it stands in the description for good."""
        return self.description.partition(REASON)[2].removesuffix(")")

    @property
    def allowance_taken(self) -> int:
        """Minutes it took of a plan, with its peak factor, and of the rate card's free ones.

        Free minutes of a price rule are its own and no allowance.
        """
        if self.rule:
            return self.plan_minutes
        by_plan = sum(part.minutes for part in self.parts if part.what == "plan")
        return self.free_minutes - by_plan + self.plan_minutes


@dataclass(frozen=True, slots=True)
class Deposit:
    """Money that is held for a booking or an agreement.

    Attributes:
        state: ``held``, ``returned`` or ``kept``.
        kept_minor: what of it was kept.
    """

    id: int
    org_id: int
    org: str
    booking_id: int | None
    agreement_id: int | None
    amount_minor: int
    state: str
    kept_minor: int
    held_on: dt.date
    settled_on: dt.date | None
    reason: str


@dataclass(frozen=True, slots=True)
class DepositDue:
    """A booking to come whose deposit is still to be taken; ``starts_at`` of its next date."""

    org_id: int
    org: str
    booking_id: int
    resource: Names
    starts_at: dt.datetime
    amount_minor: int


@dataclass(frozen=True, slots=True)
class LateFee:
    """What a date costs that was cancelled late or missed.

    Attributes:
        kind: ``cancelled``, ``no_show``, or ``waived``: given back after its month was locked.
        plan_minutes: what it took of an allowance.
        reason: why it is waived; empty = it is not.
    """

    occurrence_id: int
    booking_id: int
    org: str
    resource: Names
    starts_at: dt.datetime
    ends_at: dt.datetime
    kind: str
    net_minor: int
    plan_minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class Dues:
    """What is to be seen to between booking and money.

    Attributes:
        due: deposits to take.
        held: deposits that are held.
        to_return: ids of those whose booking or agreement is over.
        fees: of a month.
    """

    month: Month
    due: tuple[DepositDue, ...]
    held: tuple[Deposit, ...]
    to_return: frozenset[int]
    fees: tuple[LateFee, ...]


@dataclass(frozen=True, slots=True)
class Finding:
    """Something about a month that a person should know; ``blocks`` = it cannot be closed so.

    Attributes:
        code: key of its sentence in the catalogue.
        details: values for the sentence.
    """

    code: str
    blocks: bool
    details: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MonthCosts:
    """Everything one month charges, computed or as frozen.

    Attributes:
        booked: where a pool was shared by booked hours, (organisation, day, minutes) of them;
            only while it is computed.
    """

    month: Month
    money: tuple[PoolMoney, ...]
    shares: tuple[Share, ...]
    direct: tuple[DirectCharge, ...]
    usage: tuple[UsageCharge, ...]
    findings: tuple[Finding, ...] = ()
    allowances: tuple[AllowanceUse, ...] = ()
    booked: tuple[tuple[str, dt.date, int], ...] = ()

    def net_totals(self) -> dict[str, int]:
        """Organisation code → net of all its lines, in order of codes."""
        totals: dict[str, int] = {}
        for share in self.shares:
            totals[share.org] = totals.get(share.org, 0) + share.amount_minor
        charges: tuple[DirectCharge | UsageCharge, ...] = (*self.direct, *self.usage)
        for charge in charges:
            totals[charge.org] = totals.get(charge.org, 0) + charge.net_minor
        return dict(sorted(totals.items()))
