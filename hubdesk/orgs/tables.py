"""Organisations, the people in them, their memberships, and the dated facts that share costs."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import FINDABLE, Base, Findable, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Number, Text


class OrganisationRow(Base):
    """``org_class`` is resident, affiliate, partner or outside.

    ``left_on`` is the last day here, inclusive; ``active`` false = it never counted, or no more.
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
