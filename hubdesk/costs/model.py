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
from typing import Any

from hubdesk.costs.pooled import (
    DRIVERS,
    FIXED,
    MADE,
    SIMPLE,
    Added,
    Bill,
    DriverLine,
    DriverSheet,
    Income,
    Limit,
    Pool,
    PoolMoney,
    PoolMonth,
    PoolRule,
    Share,
)
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.rules.charging import Part, simple_parts
from hubdesk.rules.entitlements import AllowanceUse

__all__ = [
    "DRIVERS",
    "FIXED",
    "MADE",
    "REASON",
    "SIMPLE",
    "Added",
    "Bill",
    "Deposit",
    "DepositDue",
    "DirectCharge",
    "DriverLine",
    "DriverSheet",
    "Dues",
    "Finding",
    "Income",
    "LateFee",
    "Limit",
    "MonthCosts",
    "Pool",
    "PoolMoney",
    "PoolMonth",
    "PoolRule",
    "Share",
    "UsageCharge",
]

#: What stands before the reason why a fee is given back.
REASON = "late: waived ("


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
        pools: the hub's own line of every pool that has one.
    """

    month: Month
    money: tuple[PoolMoney, ...]
    shares: tuple[Share, ...]
    direct: tuple[DirectCharge, ...]
    usage: tuple[UsageCharge, ...]
    findings: tuple[Finding, ...] = ()
    allowances: tuple[AllowanceUse, ...] = ()
    booked: tuple[tuple[str, dt.date, int], ...] = ()
    pools: tuple[PoolMonth, ...] = ()

    @property
    def absorbed_minor(self) -> int:
        """What the hub bears itself."""
        return sum(one.absorbed_minor for one in self.pools)

    def net_totals(self) -> dict[str, int]:
        """Organisation code → net of all its lines, in order of codes."""
        totals: dict[str, int] = {}
        for share in self.shares:
            totals[share.org] = totals.get(share.org, 0) + share.amount_minor
        charges: tuple[DirectCharge | UsageCharge, ...] = (*self.direct, *self.usage)
        for charge in charges:
            totals[charge.org] = totals.get(charge.org, 0) + charge.net_minor
        return dict(sorted(totals.items()))
