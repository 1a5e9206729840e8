"""The hub itself: one row with its names, letterhead, money and calendar habits."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import Base, table_args
from hubdesk.store.types import Day, Flag, Id, Instant, Number, Text


class HubRow(Base):
    """The single row of settings; ``era`` is ``be`` or ``ce``, ``week_start`` 0 = Monday."""

    __tablename__ = "hub"
    __table_args__ = table_args(
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("era IN ('be', 'ce')", name="era"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    uid: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text)
    currency: Mapped[str] = mapped_column(Text)
    timezone: Mapped[str] = mapped_column(Text)
    locale: Mapped[str] = mapped_column(Text)
    vat_registered: Mapped[bool] = mapped_column(Flag)
    era: Mapped[str] = mapped_column(Text)
    week_start: Mapped[int] = mapped_column(Number, default=0)
    payment_days: Mapped[int] = mapped_column(Number, default=15)
    legal_name_en: Mapped[str] = mapped_column(Text, default="")
    legal_name_th: Mapped[str] = mapped_column(Text, default="")
    tax_id: Mapped[str] = mapped_column(Text, default="")
    branch: Mapped[str] = mapped_column(Text, default="")
    address_en: Mapped[str] = mapped_column(Text, default="")
    address_th: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    bank_name: Mapped[str] = mapped_column(Text, default="")
    bank_account_name: Mapped[str] = mapped_column(Text, default="")
    bank_account_number: Mapped[str] = mapped_column(Text, default="")
    logo_sha256: Mapped[str | None] = mapped_column(Text, ForeignKey("blob.sha256"))
    created_at: Mapped[datetime] = mapped_column(Instant)
    offer_hours: Mapped[int] = mapped_column(Number, default=24, server_default="24")
    reconfirm_days: Mapped[int] = mapped_column(Number, default=21, server_default="21")
    biller_id: Mapped[str] = mapped_column(Text, default="", server_default="")
    promptpay_id: Mapped[str] = mapped_column(Text, default="", server_default="")
    iban: Mapped[str] = mapped_column(Text, default="", server_default="")
    bic: Mapped[str] = mapped_column(Text, default="", server_default="")


class HolidayRow(Base):
    """A day on which series may be left out by rule; ``source`` is a country or empty."""

    __tablename__ = "holiday"
    __table_args__ = table_args(UniqueConstraint("day"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    day: Mapped[date] = mapped_column(Day)
    name_en: Mapped[str] = mapped_column(Text, default="")
    name_th: Mapped[str] = mapped_column(Text, default="")
    source: Mapped[str] = mapped_column(Text, default="")
