"""What is shared and how: bills, pools with dated rules, income, direct charges, frozen shares.

``accounting_month`` is a column of every money row; a locked month refuses them by trigger.
``vat_rate`` is ``exempt``, ``0``, ``7`` …
"""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.kernel.month import Month
from hubdesk.store.base import FINDABLE, Base, Findable, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Instant, Json, Minor, MonthText, Number, Text


class SupplierRow(Base):
    """Whose bills are entered; known by name.

    ``payee`` is person or company, which decides the rate of tax withheld; ``payment_kind`` what
    is usually paid for (``billing.withholding``), empty where nothing is withheld.
    """

    __tablename__ = "supplier"
    __table_args__ = table_args(
        info={FINDABLE: Findable(names=("name",), more=("tax_id",))}
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    name: Mapped[str] = mapped_column(Text, unique=True)
    tax_id: Mapped[str] = mapped_column(Text, default="")
    name_th: Mapped[str] = mapped_column(Text, default="", server_default="")
    name_en: Mapped[str] = mapped_column(Text, default="", server_default="")
    branch: Mapped[str] = mapped_column(Text, default="", server_default="")
    address_th: Mapped[str] = mapped_column(Text, default="", server_default="")
    address_en: Mapped[str] = mapped_column(Text, default="", server_default="")
    payee: Mapped[str] = mapped_column(Text, default="company", server_default="company")
    bank: Mapped[str] = mapped_column(Text, default="", server_default="")
    account_name: Mapped[str] = mapped_column(Text, default="", server_default="")
    account_number: Mapped[str] = mapped_column(Text, default="", server_default="")
    payment_days: Mapped[int] = mapped_column(Number, default=30, server_default=text("30"))
    payment_kind: Mapped[str] = mapped_column(Text, default="", server_default="")


class CostPoolRow(Base):
    """``vat_rate`` is the kind of what is charged on from this pool."""

    __tablename__ = "cost_pool"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text)
    vat_rate: Mapped[str | None] = mapped_column(Text)  # None until its first bill or a person says
    position: Mapped[int] = mapped_column(Number, default=0)


class PoolRuleRow(Base):
    """By what a pool is shared, over days; ``weights`` (organisation code → text) when fixed.

    ``terms`` is whatever else the rule says (``costs.terms``): who benefits, denominator, tariff,
    caps; empty where everybody who is there bears everything.
    """

    __tablename__ = "pool_rule"
    __table_args__ = table_args(
        UniqueConstraint("pool_id", "valid_from"),
        CheckConstraint(
            "driver IN ('seats', 'headcount', 'area_m2', 'equal', 'weights', 'booked_hours', "
            "'fixed_pct', 'mixed', 'metered', 'tiered')",
            name="driver",
        ),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    driver: Mapped[str] = mapped_column(Text)
    weights: Mapped[dict[str, Any] | None] = mapped_column(Json)
    valid_from: Mapped[dt.date] = mapped_column(Day)
    valid_to: Mapped[dt.date | None] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text, default="")
    name: Mapped[str] = mapped_column(Text, default="", server_default="")
    terms: Mapped[dict[str, Any]] = mapped_column(Json, default={}, server_default="{}")
    approved_by: Mapped[str] = mapped_column(Text, default="", server_default="")
    approved_at: Mapped[dt.datetime | None] = mapped_column(Instant)


class LettableRow(Base):
    """How much of a driver's unit the house could let, over days: seats, people, m², parts."""

    __tablename__ = "lettable"
    __table_args__ = table_args(
        UniqueConstraint("driver", "valid_from"),
        CheckConstraint(
            "driver IN ('seats', 'headcount', 'area_m2', 'equal', 'weights')", name="driver"
        ),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    driver: Mapped[str] = mapped_column(Text)
    total: Mapped[Fraction] = mapped_column(Exact)
    valid_from: Mapped[dt.date] = mapped_column(Day)
    valid_to: Mapped[dt.date | None] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text, default="")


class MeterUseRow(Base):
    """What an organisation's meter showed at the beginning and the end of some days, inclusive."""

    __tablename__ = "meter_use"
    __table_args__ = table_args(
        UniqueConstraint("pool_id", "org_id", "valid_from"),
        CheckConstraint("valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    valid_from: Mapped[dt.date] = mapped_column(Day)
    valid_to: Mapped[dt.date] = mapped_column(Day)
    opening: Mapped[Fraction] = mapped_column(Exact)
    closing: Mapped[Fraction] = mapped_column(Exact)
    meter: Mapped[str] = mapped_column(Text, default="")


class BillRow(Base):
    """A supplier's bill; days inclusive; ``service_month`` names the drivers that share it.

    ``credits_id`` is set on the mirror image of a bill that was taken back after its month was
    locked.  A number is free again once its bill is void.  ``due_on`` is empty where the
    supplier's days of payment say it.  A bill over several months is one row for each month;
    all but the first have the first one's id as ``spread_id``.
    """

    __tablename__ = "bill"
    __table_args__ = table_args(
        Index(
            "uq_bill_number",
            "supplier_id",
            "number",
            unique=True,
            sqlite_where=text("void = 0"),
            postgresql_where=text("NOT void"),
        ),
        Index("ix_bill_month", "accounting_month", "pool_id"),
        info={FINDABLE: Findable(code="number")},
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    supplier_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier.id"))
    number: Mapped[str] = mapped_column(Text)
    date: Mapped[dt.date] = mapped_column(Day)
    service_from: Mapped[dt.date] = mapped_column(Day)
    service_to: Mapped[dt.date] = mapped_column(Day)
    service_month: Mapped[Month] = mapped_column(MonthText)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    vat_minor: Mapped[int] = mapped_column(Minor)
    credits_id: Mapped[int | None] = mapped_column(Id, ForeignKey("bill.id"))
    transaction_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    void: Mapped[bool] = mapped_column(Flag, default=False)
    due_on: Mapped[dt.date | None] = mapped_column(Day)
    spread_id: Mapped[int | None] = mapped_column(Id, ForeignKey("bill.id"), index=True)


class RecurringBillRow(Base):
    """A bill that comes again every few months; a month without one is simply not generated.

    ``day`` is the day of the month it is dated, the last one where a month is shorter.
    """

    __tablename__ = "recurring_bill"
    __table_args__ = table_args(
        CheckConstraint("every_months BETWEEN 1 AND 12", name="every_months"),
        CheckConstraint("day BETWEEN 1 AND 31", name="day"),
        CheckConstraint("last_month IS NULL OR last_month >= first_month", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    supplier_id: Mapped[int] = mapped_column(Id, ForeignKey("supplier.id"))
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    every_months: Mapped[int] = mapped_column(Number)
    day: Mapped[int] = mapped_column(Number)
    first_month: Mapped[Month] = mapped_column(MonthText)
    last_month: Mapped[Month | None] = mapped_column(MonthText)


class BillDraftRow(Base):
    """A recurring bill of one period that waits for its number; once for each period."""

    __tablename__ = "bill_draft"
    __table_args__ = table_args(
        UniqueConstraint("recurring_id", "period"),
        CheckConstraint("state IN ('draft', 'entered', 'skipped')", name="state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    recurring_id: Mapped[int] = mapped_column(Id, ForeignKey("recurring_bill.id"))
    period: Mapped[Month] = mapped_column(MonthText)
    date: Mapped[dt.date] = mapped_column(Day)
    service_from: Mapped[dt.date] = mapped_column(Day)
    service_to: Mapped[dt.date] = mapped_column(Day)
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(Text, default="draft")
    bill_id: Mapped[int | None] = mapped_column(Id, ForeignKey("bill.id"))


class IncomeRow(Base):
    """Income of a pool, taken off the top before sharing."""

    __tablename__ = "income"
    __table_args__ = table_args(Index("ix_income_month", "accounting_month", "pool_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    date: Mapped[dt.date] = mapped_column(Day)
    description: Mapped[str] = mapped_column(Text)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    amount_minor: Mapped[int] = mapped_column(Minor)
    service_month: Mapped[Month] = mapped_column(MonthText)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    transaction_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    void: Mapped[bool] = mapped_column(Flag, default=False)


class DirectChargeRow(Base):
    """What one organisation owes alone (phone, copies).

    ``source`` empty = somebody entered it; ``agreement`` = the fee, computed when the month closes.
    """

    __tablename__ = "direct_charge"
    __table_args__ = table_args(Index("ix_direct_charge_month", "accounting_month", "org_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    date: Mapped[dt.date] = mapped_column(Day)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    description: Mapped[str] = mapped_column(Text)
    project: Mapped[str] = mapped_column(Text, default="")
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    void: Mapped[bool] = mapped_column(Flag, default=False)
    source: Mapped[str] = mapped_column(Text, default="", server_default="")


class ShareRow(Base):
    """One organisation's frozen share of one pool: everything needed to recompute it.

    ``weight = value × days``; ``share = allocable × weight / weight_sum``; ``remainder_rank`` is
    1, 2 … for those who got one of the left-over minor units, else None.  ``service_month``
    differs from ``accounting_month`` for late bills ("prior period").
    """

    __tablename__ = "share"
    __table_args__ = table_args(
        UniqueConstraint("accounting_month", "service_month", "pool_id", "org_id"),
        Index("ix_share_org", "org_id", "accounting_month"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    service_month: Mapped[Month] = mapped_column(MonthText)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    driver: Mapped[str] = mapped_column(Text)
    value: Mapped[Fraction] = mapped_column(Exact)
    days: Mapped[int] = mapped_column(Number)
    weight: Mapped[Fraction] = mapped_column(Exact)
    weight_sum: Mapped[Fraction] = mapped_column(Exact)
    allocable_minor: Mapped[int] = mapped_column(Minor)
    amount_minor: Mapped[int] = mapped_column(Minor)
    remainder_rank: Mapped[int | None] = mapped_column(Number)
    vat_rate: Mapped[str] = mapped_column(Text)
    limits: Mapped[list[Any]] = mapped_column(Json, default=[], server_default="[]")


class PoolMonthRow(Base):
    """What a pool's month has beside bills, income and shares; no row where there is nothing.

    ``absorbed_minor`` is what the hub bears itself: shares + absorbed = allocable, which the
    database checks when the month is locked.  ``weight`` of ``weight_sum`` is vacant or left out,
    ``limits`` says what caps took off and minimums put on; ``added`` is what was shared beside
    bills and income (reserve, what other pools handed on).
    """

    __tablename__ = "pool_month"
    __table_args__ = table_args(UniqueConstraint("accounting_month", "service_month", "pool_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    service_month: Mapped[Month] = mapped_column(MonthText)
    pool_id: Mapped[int] = mapped_column(Id, ForeignKey("cost_pool.id"))
    driver: Mapped[str] = mapped_column(Text)
    policy: Mapped[str] = mapped_column(Text)
    weight: Mapped[Fraction] = mapped_column(Exact)
    weight_sum: Mapped[Fraction] = mapped_column(Exact)
    allocable_minor: Mapped[int] = mapped_column(Minor)
    absorbed_minor: Mapped[int] = mapped_column(Minor)
    remainder_rank: Mapped[int | None] = mapped_column(Number)
    limits: Mapped[list[Any]] = mapped_column(Json, default=[], server_default="[]")
    added: Mapped[list[Any]] = mapped_column(Json, default=[], server_default="[]")
    transaction_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))


class UsageChargeRow(Base):
    """What one resource of a booked date costs, priced at close and frozen.

    ``kind`` is use, cancelled or no_show; ``rule`` the code of the price rule (empty: the rate
    card); ``plan_minutes`` and ``credit_minor`` what it took of the allowance; ``parts`` how the
    price came about (empty where hour times minutes says it all).
    """

    __tablename__ = "usage_charge"
    __table_args__ = table_args(
        Index("ix_usage_charge_month", "accounting_month", "org_id"),
        Index("ix_usage_charge_occurrence", "occurrence_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    occurrence_id: Mapped[int] = mapped_column(Id, ForeignKey("occurrence.id"))
    resource_id: Mapped[int] = mapped_column(Id, ForeignKey("resource.id"))
    description: Mapped[str] = mapped_column(Text)
    project: Mapped[str] = mapped_column(Text, default="")
    minutes: Mapped[int] = mapped_column(Number)
    free_minutes: Mapped[int] = mapped_column(Number)
    hour_minor: Mapped[int] = mapped_column(Minor)
    list_minor: Mapped[int] = mapped_column(Minor)
    net_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text, default="use", server_default="use")
    rule: Mapped[str] = mapped_column(Text, default="", server_default="")
    plan_minutes: Mapped[int] = mapped_column(Number, default=0, server_default=text("0"))
    credit_minor: Mapped[int] = mapped_column(Minor, default=0, server_default=text("0"))
    parts: Mapped[list[Any]] = mapped_column(Json, default=[], server_default="[]")


class AllowanceUseRow(Base):
    """What became of an organisation's allowance in a month, frozen at close.

    ``carried`` came from the month before, ``used`` was taken, ``carry`` goes on to the next.
    """

    __tablename__ = "allowance_use"
    __table_args__ = table_args(UniqueConstraint("accounting_month", "org_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    plan: Mapped[str] = mapped_column(Text)
    given_minutes: Mapped[int] = mapped_column(Number)
    carried_minutes: Mapped[int] = mapped_column(Number)
    used_minutes: Mapped[int] = mapped_column(Number)
    carry_minutes: Mapped[int] = mapped_column(Number)
    given_minor: Mapped[int] = mapped_column(Minor)
    carried_minor: Mapped[int] = mapped_column(Minor)
    used_minor: Mapped[int] = mapped_column(Minor)
    carry_minor: Mapped[int] = mapped_column(Minor)


class DepositRow(Base):
    """Money of an organisation that is held for a booking or an agreement; never income.

    ``state`` is held, returned or kept; ``kept_minor`` of it was kept when it was settled.
    """

    __tablename__ = "deposit"
    __table_args__ = table_args(
        CheckConstraint("amount_minor > 0", name="amount"),
        CheckConstraint("kept_minor >= 0 AND kept_minor <= amount_minor", name="kept"),
        CheckConstraint("state IN ('held', 'returned', 'kept')", name="state"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    booking_id: Mapped[int | None] = mapped_column(Id, ForeignKey("booking.id"))
    agreement_id: Mapped[int | None] = mapped_column(Id, ForeignKey("agreement.id"))
    amount_minor: Mapped[int] = mapped_column(Minor)
    state: Mapped[str] = mapped_column(Text, default="held")
    kept_minor: Mapped[int] = mapped_column(Minor, default=0)
    held_on: Mapped[dt.date] = mapped_column(Day)
    settled_on: Mapped[dt.date | None] = mapped_column(Day)
    reason: Mapped[str] = mapped_column(Text, default="")
    transaction_id: Mapped[int] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    settled_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
