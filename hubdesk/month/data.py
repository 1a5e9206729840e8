"""One month loaded as a whole, from which every paper and page about it is filled; pure.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

from hubdesk.billing.model import Brought, Document, Line, VatSum
from hubdesk.costs.model import MonthCosts, PoolRule
from hubdesk.costs.sharing import Facts
from hubdesk.hub.model import BankAccount, HubSettings
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.model import Period
from hubdesk.month.differences import Side
from hubdesk.month.papers import Letterhead, Party, PayTo


@dataclass(frozen=True, slots=True)
class OrgAccount:
    """One organisation's month: the document as stored, or what would be in it.

    Attributes:
        document: None while the month is open.
        issued_on, due_on: of the document, or as they would be today.
        taxed: the house is registered for VAT, or was when it issued the document.
    """

    party: Party
    lines: tuple[Line, ...]
    vat: tuple[VatSum, ...]
    brought: Brought
    document: Document | None
    issued_on: date
    due_on: date | None
    taxed: bool = True

    @property
    def net_minor(self) -> int:
        return sum(line.net_minor for line in self.lines)

    @property
    def vat_minor(self) -> int:
        return sum(one.vat_minor for one in self.vat)


@dataclass(frozen=True, slots=True)
class MonthData:
    """A month with everything its papers need.

    Attributes:
        now: instant of loading, aware, in the hub's zone.
        accounts: organisation code → its month, in order of codes.
        names, pool_names: code → names as they were at the close.
        rules: (service month, pool code) → the rule it was shared by.
        facts: service month → its dated facts.
        allowances: organisation code → free minutes of its class, where there are any.
        previous, previous_facts: last month, or None if it had nothing.
        bank: what codes to pay by are made of.
    """

    month: Month
    settings: HubSettings
    period: Period
    now: datetime
    letterhead: Letterhead
    pay_to: PayTo
    costs: MonthCosts
    accounts: Mapping[str, OrgAccount]
    names: Mapping[str, Names]
    pool_names: Mapping[str, Names]
    rules: Mapping[tuple[Month, str], PoolRule | None]
    facts: Mapping[Month, Facts]
    allowances: Mapping[str, int] = field(default_factory=dict)
    previous: Side | None = None
    previous_facts: Facts | None = None
    bank: BankAccount = field(default_factory=BankAccount)

    @property
    def is_final(self) -> bool:
        """Whether amounts and documents are as they were frozen."""
        return self.period.state == "locked"

    def side(self) -> Side:
        """The month as one side of a comparison."""
        return Side(self.costs, {code: one.vat_minor for code, one in self.accounts.items()})
