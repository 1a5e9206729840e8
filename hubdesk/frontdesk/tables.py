"""What the counter keeps.

What a visitor is called stands apart in ``visit_words``, whose rows have no image in the history:
they are the only copy, so deleting them after some days leaves no personal word anywhere.

    visit 1—0..1 visit_words       house_key 1—n key_loan       ticket 0..1—0..1 closure
"""

from __future__ import annotations

from datetime import date, datetime
from fractions import Fraction

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import Base, table_args
from hubdesk.store.types import Day, Exact, Flag, Id, Instant, Minor, Number, Text

_OUT = text("back_at IS NULL")
_HERE = text("status = 'arrived'")
_WAITING = text("status = 'waiting'")
_OPEN = text("status = 'open'")


class FrontDeskRow(Base):
    """The habits of the counter, one row; a hub without it has the defaults of ``model``."""

    __tablename__ = "front_desk"
    __table_args__ = table_args(
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("keep_visits_days BETWEEN 0 AND 3660", name="keep"),
        CheckConstraint("parcel_days BETWEEN 1 AND 365", name="parcels"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    keep_visits_days: Mapped[int] = mapped_column(Number)
    parcel_days: Mapped[int] = mapped_column(Number)


class VisitRow(Base):
    """Somebody who comes to see an organisation (or the house itself, without ``org_id``).

    ``day`` is the day in the hub's zone; ``expected_at`` is empty for who came unannounced;
    ``forgotten`` says that the words about the visitor are deleted.
    """

    __tablename__ = "visit"
    __table_args__ = table_args(
        CheckConstraint("status IN ('expected', 'arrived', 'left', 'cancelled')", name="status"),
        CheckConstraint("people BETWEEN 1 AND 9999", name="people"),
        Index("ix_visit_here", "id", sqlite_where=_HERE, postgresql_where=_HERE),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    day: Mapped[date] = mapped_column(Day, index=True)
    expected_at: Mapped[datetime | None] = mapped_column(Instant)
    people: Mapped[int] = mapped_column(Number)
    person_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    occurrence_id: Mapped[int | None] = mapped_column(Id, ForeignKey("occurrence.id"))
    private: Mapped[bool] = mapped_column(Flag)
    badge: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(Text)
    arrived_at: Mapped[datetime | None] = mapped_column(Instant)
    left_at: Mapped[datetime | None] = mapped_column(Instant)
    forgotten: Mapped[bool] = mapped_column(Flag, default=False)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)


class VisitWordsRow(Base):
    """The words about a visitor; without a column ``id``, so the history keeps no image."""

    __tablename__ = "visit_words"
    __table_args__ = table_args(sqlite_with_rowid=False)

    visit_id: Mapped[int] = mapped_column(
        Id, ForeignKey("visit.id"), primary_key=True, autoincrement=False
    )
    name: Mapped[str] = mapped_column(Text)
    company: Mapped[str] = mapped_column(Text)
    host: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)


class ParcelRow(Base):
    """Something that waits at the counter; ``done_by`` is who fetched it."""

    __tablename__ = "parcel"
    __table_args__ = table_args(
        CheckConstraint("status IN ('waiting', 'fetched', 'returned')", name="status"),
        CheckConstraint("pieces BETWEEN 1 AND 9999", name="pieces"),
        Index("ix_parcel_waiting", "came_at", sqlite_where=_WAITING, postgresql_where=_WAITING),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"), index=True)
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    what: Mapped[str] = mapped_column(Text)
    pieces: Mapped[int] = mapped_column(Number)
    sender: Mapped[str] = mapped_column(Text, default="")
    recipient: Mapped[str] = mapped_column(Text, default="")
    place: Mapped[str] = mapped_column(Text, default="")
    status: Mapped[str] = mapped_column(Text)
    came_at: Mapped[datetime] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(Text, default="")
    created_by: Mapped[str] = mapped_column(Text)


class HouseKeyRow(Base):
    """A key, a card or a locker that is handed out."""

    __tablename__ = "house_key"
    __table_args__ = table_args(CheckConstraint("kind IN ('key', 'card', 'locker')", name="kind"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    code: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    name_th: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"))
    active: Mapped[bool] = mapped_column(Flag, default=True)


class KeyLoanRow(Base):
    """Who has a key; the database refuses a second holder of the same one."""

    __tablename__ = "key_loan"
    __table_args__ = table_args(
        Index(
            "uq_key_loan_out", "key_id", unique=True, sqlite_where=_OUT, postgresql_where=_OUT
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    key_id: Mapped[int] = mapped_column(Id, ForeignKey("house_key.id"), index=True)
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    holder: Mapped[str] = mapped_column(Text)
    out_at: Mapped[datetime] = mapped_column(Instant)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    back_at: Mapped[datetime | None] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)


class TicketRow(Base):
    """Work for the caretaker; an out-of-order ticket may hold a closure of its room."""

    __tablename__ = "ticket"
    __table_args__ = table_args(
        CheckConstraint("kind IN ('out_of_order', 'set_up')", name="kind"),
        CheckConstraint("status IN ('open', 'done', 'cancelled')", name="status"),
        Index("ix_ticket_open", "id", sqlite_where=_OPEN, postgresql_where=_OPEN),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"))
    occurrence_id: Mapped[int | None] = mapped_column(Id, ForeignKey("occurrence.id"))
    closure_id: Mapped[int | None] = mapped_column(Id, ForeignKey("closure.id"))
    what: Mapped[str] = mapped_column(Text)
    due_at: Mapped[datetime | None] = mapped_column(Instant)
    status: Mapped[str] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    done_by: Mapped[str] = mapped_column(Text, default="")
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)


class BookingExtraRow(Base):
    """What is ordered with a date: coffee, a technician, paper; ``price_minor`` is for one."""

    __tablename__ = "booking_extra"
    __table_args__ = table_args(
        CheckConstraint("kind IN ('catering', 'staff', 'material')", name="kind"),
        CheckConstraint("status IN ('ordered', 'cancelled')", name="status"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    occurrence_id: Mapped[int] = mapped_column(Id, ForeignKey("occurrence.id"), index=True)
    kind: Mapped[str] = mapped_column(Text)
    what: Mapped[str] = mapped_column(Text)
    quantity: Mapped[Fraction] = mapped_column(Exact)
    price_minor: Mapped[int] = mapped_column(Minor)
    vat_rate: Mapped[str] = mapped_column(Text)
    status: Mapped[str] = mapped_column(Text)
    #: The direct charge that a floor higher made of it; a number without a reference downwards.
    charge_id: Mapped[int | None] = mapped_column(Id)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)


class ShiftNoteRow(Base):
    """What one shift tells the next; at most one note is being written."""

    __tablename__ = "shift_note"
    __table_args__ = table_args(
        Index(
            "uq_shift_note_running", "running", unique=True,
            sqlite_where=text("running = 1"), postgresql_where=text("running"),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    text: Mapped[str] = mapped_column(Text)
    running: Mapped[bool] = mapped_column(Flag)
    started_at: Mapped[datetime] = mapped_column(Instant)
    started_by: Mapped[str] = mapped_column(Text)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    ended_by: Mapped[str] = mapped_column(Text, default="")
