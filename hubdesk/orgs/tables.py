"""Organisations, the people in them, their memberships, and the dated facts that share costs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import FINDABLE, Base, Findable, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Json, Minor, Number, Text


class OrganisationRow(Base):
    """``org_class`` is resident, affiliate, partner or outside.

    ``left_on`` is the last day here, inclusive; ``active`` false = it never counted, or no more;
    ``project_required`` = its bookings must name a project.
    """

    __tablename__ = "organisation"
    __table_args__ = table_args(
        CheckConstraint(
            "org_class IN ('resident', 'affiliate', 'partner', 'outside')", name="class"
        ),
        info={
            FINDABLE: Findable(
                code="code", names=("name_th", "name_en"), more=("tax_id", "email", "phone"),
                org="id",
            )
        },
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    org_class: Mapped[str] = mapped_column(Text)
    tax_id: Mapped[str] = mapped_column(Text, default="")
    branch: Mapped[str] = mapped_column(Text, default="")
    address_en: Mapped[str] = mapped_column(Text, default="")
    address_th: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    lang: Mapped[str] = mapped_column(Text, default="", server_default="")
    active: Mapped[bool] = mapped_column(Flag, default=True)
    left_on: Mapped[date | None] = mapped_column(Day)
    project_required: Mapped[bool] = mapped_column(Flag, default=False, server_default=false())


class PersonRow(Base):
    """A person; ``key`` is the e-mail in lower case, or name and organisation without one."""

    __tablename__ = "person"
    __table_args__ = table_args(
        info={
            FINDABLE: Findable(
                names=("name_th", "name_en"), more=("email", "phone", "role"), org="org_id"
            )
        }
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    key: Mapped[str] = mapped_column(Text, unique=True)
    name_en: Mapped[str] = mapped_column(Text, default="")
    name_th: Mapped[str] = mapped_column(Text, default="")
    email: Mapped[str] = mapped_column(Text, default="")
    phone: Mapped[str] = mapped_column(Text, default="")
    role: Mapped[str] = mapped_column(Text, default="")
    #: ``th`` or ``en``: what they are written to in; empty = the hub's language.
    lang: Mapped[str] = mapped_column(Text, default="", server_default="")
    active: Mapped[bool] = mapped_column(Flag, default=True)


class MembershipRow(Base):
    """An organisation's plan over days, both ends inclusive."""

    __tablename__ = "membership"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    plan: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)


class OccupancyRow(Base):
    """Seats, heads and area of an organisation; days inclusive, never overlapping."""

    __tablename__ = "occupancy"
    __table_args__ = table_args(
        UniqueConstraint("org_id", "valid_from"),
        CheckConstraint("seats >= 0 AND headcount >= 0", name="not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
        Index("ix_occupancy_days", "valid_from", "valid_to"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    seats: Mapped[int] = mapped_column(Number, default=0)
    headcount: Mapped[int] = mapped_column(Number, default=0)
    area_m2: Mapped[Fraction] = mapped_column(Exact, default=Fraction(0))


class PlanRow(Base):
    """One version of a plan: what a membership includes and what it is offered for.

    ``terms`` as ``plans.to_plain``: allowance in minutes and money, carry-over, peak factor.
    """

    __tablename__ = "plan"
    __table_args__ = table_args(
        UniqueConstraint("code", "valid_from"),
        CheckConstraint("fee_minor >= 0 AND seats >= 0", name="not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text, default="")
    fee_minor: Mapped[int] = mapped_column(Minor, default=0)
    seats: Mapped[int] = mapped_column(Number, default=0)
    terms: Mapped[dict[str, Any]] = mapped_column(Json)
    vat_rate: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)


class AgreementRow(Base):
    """What an organisation and the hub agreed: how long, and how it ends.

    ``renewal`` is what follows the term: ``monthly``, ``term`` (the same again) or ``ends``;
    ``ends_on`` is its last day, None = no end is known.
    """

    __tablename__ = "agreement"
    __table_args__ = table_args(
        CheckConstraint("term_months >= 0 AND notice_days >= 0", name="not_negative"),
        CheckConstraint("renewal IN ('monthly', 'term', 'ends')", name="renewal"),
        CheckConstraint("ends_on IS NULL OR ends_on >= starts_on", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    starts_on: Mapped[date] = mapped_column(Day)
    ends_on: Mapped[date | None] = mapped_column(Day)
    term_months: Mapped[int] = mapped_column(Number)
    notice_days: Mapped[int] = mapped_column(Number)
    renewal: Mapped[str] = mapped_column(Text)
    notice_on: Mapped[date | None] = mapped_column(Day)
    note: Mapped[str] = mapped_column(Text, default="")


class AgreementTermRow(Base):
    """Plan, seats and monthly fee of an agreement over days, inclusive, never overlapping.

    ``announced_on`` is the day of the letter that announced it; None for the first.
    """

    __tablename__ = "agreement_term"
    __table_args__ = table_args(
        UniqueConstraint("agreement_id", "valid_from"),
        CheckConstraint("fee_minor >= 0 AND seats >= 0", name="not_negative"),
        CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name="order"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    agreement_id: Mapped[int] = mapped_column(Id, ForeignKey("agreement.id"))
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    plan: Mapped[str] = mapped_column(Text)
    seats: Mapped[int] = mapped_column(Number, default=0)
    fee_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    valid_from: Mapped[date] = mapped_column(Day)
    valid_to: Mapped[date | None] = mapped_column(Day)
    announced_on: Mapped[date | None] = mapped_column(Day)
