"""Prices as data: what an hour of a room costs whom, and since when."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import DERIVED, Base, table_args
from hubdesk.store.types import Day, Flag, Id, Json, Minor, Number, Text


class RateRow(Base):
    """A line of the rate card: the most specific line that is valid on the day counts.

    ``resource_id`` None = every room; ``free_minutes`` are free per organisation and month;
    ``vat_rate`` is ``exempt``, ``0``, ``7`` …
    """

    __tablename__ = "rate"
    __table_args__ = table_args(
        CheckConstraint("hour_minor >= 0 AND free_minutes >= 0", name="not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_class: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"))
    hour_minor: Mapped[int] = mapped_column(Minor)
    free_minutes: Mapped[int] = mapped_column(Number, default=0)
    vat_rate: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)


class PolicyRow(Base):
    """A rule of the house for bookings; ``rules.policies`` says what its texts and facts mean.

    ``scope`` says whom and what it concerns, ``terms`` what it asks; ids, never codes, so that a
    room may be called otherwise.  ``valid_from``/``valid_to`` are days of use, inclusive.  A rule
    is ended by a last day; ``active`` false = it never counted (its adding was taken back).
    """

    __tablename__ = "policy"
    __table_args__ = table_args(
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    reason_en: Mapped[str] = mapped_column(Text, default="")
    reason_th: Mapped[str] = mapped_column(Text, default="")
    scope: Mapped[Any] = mapped_column(Json)
    terms: Mapped[Any] = mapped_column(Json)
    overridable: Mapped[bool] = mapped_column(Flag, default=True)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    active: Mapped[bool] = mapped_column(Flag, default=True)


class PolicyStateRow(Base):
    """One row that changes whenever a policy does: who kept the policies at hand sees it here.

    No row = there never was a policy.
    """

    __tablename__ = "policy_state"
    __table_args__ = table_args(CheckConstraint("id = 1", name="single"), info={DERIVED: True})

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    token: Mapped[str] = mapped_column(Text)


class PriceRuleRow(Base):
    """One version of a price rule: what a use of certain rooms costs certain organisations.

    A rule is known by its ``code``; its versions follow each other day by day.  ``org_class`` empty
    = every class, ``org_id`` and ``resource_id`` None = every one; ``terms`` as ``tariff`` says.
    """

    __tablename__ = "price_rule"
    __table_args__ = table_args(
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("resource_kind IN ('room', 'desk', 'equipment')", name="kind"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    org_class: Mapped[str] = mapped_column(Text, default="")
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    resource_kind: Mapped[str] = mapped_column(Text, default="room")
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"))
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    vat_rate: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
