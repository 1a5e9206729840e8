"""Double entry: accounts, transactions that are sealed, their postings, months, numbers."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.kernel.month import Month
from hubdesk.store.base import Base, table_args
from hubdesk.store.types import Day, Flag, Id, Instant, Json, Minor, MonthText, Number, Text


class AccountRow(Base):
    """``kind`` is asset, liability, equity, income or expense."""

    __tablename__ = "account"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)


class TransactionRow(Base):
    """Postings are written while ``sealed`` is false; sealing checks Σ = 0 and the open month."""

    __tablename__ = "ledger_transaction"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText, index=True)
    date: Mapped[date] = mapped_column(Day)
    kind: Mapped[str] = mapped_column(Text)
    description: Mapped[str] = mapped_column(Text)
    reverses_id: Mapped[int | None] = mapped_column(Id, ForeignKey("ledger_transaction.id"))
    sealed: Mapped[bool] = mapped_column(Flag, default=False)
    sealed_at: Mapped[datetime | None] = mapped_column(Instant)


class PostingRow(Base):
    """One side: debit positive, credit negative."""

    __tablename__ = "posting"
    __table_args__ = table_args(
        Index("ix_posting_account", "account_id", "accounting_month"),
        Index("ix_posting_org", "org_id", "account_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    transaction_id: Mapped[int] = mapped_column(Id, ForeignKey("ledger_transaction.id"), index=True)
    accounting_month: Mapped[Month] = mapped_column(MonthText)
    account_id: Mapped[int] = mapped_column(Id, ForeignKey("account.id"))
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    pool: Mapped[str] = mapped_column(Text, default="")
    project: Mapped[str] = mapped_column(Text, default="")
    amount_minor: Mapped[int] = mapped_column(Minor)


class PeriodRow(Base):
    """A month's state: open, soft, locked or reopened; a month without a row is open.

    ``facts`` keeps what the month's papers show beside amounts, as it was at the close: the
    letterhead, the names of organisations, pools and rooms, and everybody's free minutes.
    """

    __tablename__ = "period"
    __table_args__ = table_args(
        CheckConstraint("state IN ('open', 'soft', 'locked', 'reopened')", name="state")
    )

    month: Mapped[Month] = mapped_column(MonthText, primary_key=True)
    state: Mapped[str] = mapped_column(Text)
    fingerprint: Mapped[str] = mapped_column(Text, default="")
    closed_at: Mapped[datetime | None] = mapped_column(Instant)
    closed_by: Mapped[str] = mapped_column(Text, default="")
    reason: Mapped[str] = mapped_column(Text, default="")
    reopened_until: Mapped[datetime | None] = mapped_column(Instant)
    facts: Mapped[dict[str, Any]] = mapped_column(Json, default={})


class NumberSeriesRow(Base):
    """The next number of a series; taken only in the transaction that seals, so without gaps."""

    __tablename__ = "number_series"
    __table_args__ = table_args(UniqueConstraint("code"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    next_number: Mapped[int] = mapped_column(Number, default=1)
