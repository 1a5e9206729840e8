"""Prices as data: what an hour of a room costs whom, and since when."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import Base, table_args
from hubdesk.store.types import Day, Id, Minor, Number, Text


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
