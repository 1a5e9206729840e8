"""Booking 1—n occurrence 1—n claim.

The booking is the intent, an occurrence is one date of it, a claim is one unit held for one
interval.  A claim row exists exactly while its source blocks; claims carry no status.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, text, true
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import FINDABLE, UNTOLD, Base, Findable, table_args
from hubdesk.store.types import Day, Flag, Id, Instant, Json, Number, Text

STATUSES = (
    "requested",
    "held",
    "booked",
    "checked_in",
    "done",
    "skipped",
    "cancelled",
    "released",
    "no_show",
)
#: A claim exists exactly for occurrences in one of these.
BLOCKING = ("held", "booked", "checked_in", "done", "no_show")
IDLE = tuple(status for status in STATUSES if status not in BLOCKING)
SOURCES = ("occurrence", "closure", "assignment")
#: ``offered`` holds the date; ``taken`` has it; the others are over.
WAITING_STATES = ("waiting", "offered", "taken", "declined", "lapsed", "withdrawn")
APPROVAL_STATES = ("waiting", "approved", "refused", "lapsed", "withdrawn")


def is_one_of(column: str, values: Iterable[str]) -> str:
    """SQL; comparisons, since for IN SQLite would build a table at every row that is written."""
    return " OR ".join(f"{column} = '{value}'" for value in values)


_IS_WAITING = text(is_one_of("status", ("waiting", "offered")))
_HAS_PARENT = text("parent_id IS NOT NULL")
_IS_IDLE = text(is_one_of("status", IDLE))
_WAITS = text("state = 'waiting'")
_IS_HELD = text("held_until IS NOT NULL")
#: Dates that nobody came to: marked and still held, or released for it.
IS_MISSED = "status = 'no_show' OR reason = 'no_show'"


class BookingRow(Base):
    """What was asked for.

    ``starts_local`` is wall time ``YYYY-MM-DDTHH:MM:SS`` in ``timezone``; ``wanted`` lists
    ``{"resource": id, "quantity": n}``; ``rrule`` is normalised RFC 5545 text or None.
    ``person_id`` is who booked, ``purpose`` what rules count it as ("fundraiser"), ``sponsor_id``
    the tenant who answers for an outsider, ``held_until`` when a hold lapses.
    ``layout`` is how the main room is set, empty = as it stands; ``movable`` says that its people
    may be asked to go elsewhere.  ``skips`` are the rules by which dates are left out
    (``holidays``, ``closures``); ``parent_id`` is the booking this one was divided from.
    """

    __tablename__ = "booking"
    __table_args__ = table_args(
        UniqueConstraint("org_id", "idem_key"),
        CheckConstraint("duration_minutes > 0", name="duration"),
        Index(
            "ix_booking_parent", "parent_id", sqlite_where=_HAS_PARENT,
            postgresql_where=_HAS_PARENT,
        ),
        Index(
            "ix_booking_held", "held_until", sqlite_where=_IS_HELD, postgresql_where=_IS_HELD
        ),
        info={
            FINDABLE: Findable(names=("title",), more=("project",), org="org_id", private="private")
        },
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text, default="")
    private: Mapped[bool] = mapped_column(Flag, default=False)
    people: Mapped[int | None] = mapped_column(Number)
    project: Mapped[str] = mapped_column(Text, default="")
    timezone: Mapped[str] = mapped_column(Text)
    starts_local: Mapped[str] = mapped_column(Text)
    duration_minutes: Mapped[int] = mapped_column(Number)
    rrule: Mapped[str | None] = mapped_column(Text)
    exdates: Mapped[list[Any]] = mapped_column(Json, default=[])
    rdates: Mapped[list[Any]] = mapped_column(Json, default=[])
    wanted: Mapped[list[Any]] = mapped_column(Json, default=[])
    setup_minutes: Mapped[int] = mapped_column(Number, default=0)
    cleanup_minutes: Mapped[int] = mapped_column(Number, default=0)
    layout: Mapped[str] = mapped_column(Text, default="", server_default="")
    movable: Mapped[bool] = mapped_column(Flag, default=True, server_default=true())
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)
    person_id: Mapped[int | None] = mapped_column(Id)
    purpose: Mapped[str] = mapped_column(Text, default="", server_default="")
    sponsor_id: Mapped[int | None] = mapped_column(Id)
    held_until: Mapped[datetime | None] = mapped_column(Instant)
    parent_id: Mapped[int | None] = mapped_column(Id)
    skips: Mapped[list[Any]] = mapped_column(Json, default=[], server_default="[]")


class OccurrenceRow(Base):
    """One date of a booking, in one main resource (others in ``occurrence_extra``).

    ``setup_minutes``/``cleanup_minutes`` are what was claimed: the longer of room and booking.
    ``original_start`` names the date within its series for ever; ``moved`` says that it was put
    elsewhere on its own, so that moving the whole series leaves it there.  ``cancelled_at`` is when
    somebody cancelled it, ``waived`` why what that costs is not charged.
    """

    __tablename__ = "occurrence"
    __table_args__ = table_args(
        UniqueConstraint("booking_id", "original_start"),
        CheckConstraint("starts_at < ends_at", name="order"),
        CheckConstraint(is_one_of("status", STATUSES), name="status"),
        Index("ix_occurrence_idle", "starts_at", sqlite_where=_IS_IDLE, postgresql_where=_IS_IDLE),
        Index(
            "ix_occurrence_missed", "org_id", "starts_at",
            sqlite_where=text(IS_MISSED), postgresql_where=text(IS_MISSED),
        ),
    )  # fmt: skip

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    booking_id: Mapped[int] = mapped_column(Id, ForeignKey("booking.id"))
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    resource_id: Mapped[int] = mapped_column(Id, ForeignKey("resource.id"))
    quantity: Mapped[int] = mapped_column(Number, default=1)
    original_start: Mapped[datetime] = mapped_column(Instant)
    starts_at: Mapped[datetime] = mapped_column(Instant)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    setup_minutes: Mapped[int] = mapped_column(Number, default=0)
    cleanup_minutes: Mapped[int] = mapped_column(Number, default=0)
    status: Mapped[str] = mapped_column(Text)
    reason: Mapped[str | None] = mapped_column(Text)
    moved: Mapped[bool] = mapped_column(Flag, default=False)
    checked_in_at: Mapped[datetime | None] = mapped_column(Instant)
    cancelled_at: Mapped[datetime | None] = mapped_column(Instant)
    waived: Mapped[str | None] = mapped_column(Text)


class OccurrenceExtraRow(Base):
    """Further rooms and equipment of one date, with the buffers that were claimed for each."""

    __tablename__ = "occurrence_extra"
    __table_args__ = table_args(sqlite_with_rowid=False)

    occurrence_id: Mapped[int] = mapped_column(
        Id, ForeignKey("occurrence.id"), primary_key=True, autoincrement=False
    )
    resource_id: Mapped[int] = mapped_column(
        Id, ForeignKey("resource.id"), primary_key=True, autoincrement=False
    )
    quantity: Mapped[int] = mapped_column(Number, default=1)
    setup_minutes: Mapped[int] = mapped_column(Number, default=0)
    cleanup_minutes: Mapped[int] = mapped_column(Number, default=0)


class ClaimRow(Base):
    """One unit held for one interval, buffers included; the guards keep a unit's disjoint.

    Clustered by (unit, start): one seek finds what could clash, one range reads a week.
    """

    __tablename__ = "claim"
    __table_args__ = table_args(
        CheckConstraint("starts_at < ends_at", name="order"),
        CheckConstraint(is_one_of("source_kind", SOURCES), name="source"),
        Index("ix_claim_source", "source_kind", "source_id"),
        sqlite_with_rowid=False,
    )

    unit_id: Mapped[int] = mapped_column(
        Id, ForeignKey("unit.id"), primary_key=True, autoincrement=False
    )
    starts_at: Mapped[datetime] = mapped_column(Instant, primary_key=True)
    ends_at: Mapped[datetime] = mapped_column(Instant)
    source_kind: Mapped[str] = mapped_column(Text)
    source_id: Mapped[int] = mapped_column(Id)
    org_id: Mapped[int | None] = mapped_column(Id)


class DayOfUseRow(Base):
    """The single row of what the house does on the day of use.

    ``code_secret`` is what check-in codes follow from, empty = new ones are made;
    ``kiosk_walk_in`` lets people book a free room at its door.
    """

    __tablename__ = "day_of_use"
    __table_args__ = table_args(CheckConstraint("id = 1", name="single"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    code_secret: Mapped[str] = mapped_column(Text, info={UNTOLD: True})
    kiosk_walk_in: Mapped[bool] = mapped_column(Flag, default=True)


class ArrivalRuleRow(Base):
    """How long a room waits for those who booked it: of one resource, or of a class.

    ``room_class`` is a kind or class of resources, empty = the whole house; minutes after the
    start, 0 = never.  Nothing is released without a warning before.
    """

    __tablename__ = "arrival_rule"
    __table_args__ = table_args(
        CheckConstraint("(room_class IS NULL) <> (resource_id IS NULL)", name="scope"),
        CheckConstraint(
            "warn_after_minutes >= 0 AND (release_after_minutes = 0 "
            "OR (warn_after_minutes > 0 AND warn_after_minutes < release_after_minutes))",
            name="order",
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    room_class: Mapped[str | None] = mapped_column(Text, unique=True)
    resource_id: Mapped[int | None] = mapped_column(Id, ForeignKey("resource.id"), unique=True)
    warn_after_minutes: Mapped[int] = mapped_column(Number)
    release_after_minutes: Mapped[int] = mapped_column(Number, default=0)


class NoShowWarningRow(Base):
    """A date whose people were told; ``releases_at`` None = it is not released by itself."""

    __tablename__ = "no_show_warning"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    occurrence_id: Mapped[int] = mapped_column(Id, ForeignKey("occurrence.id"), unique=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    warned_at: Mapped[datetime] = mapped_column(Instant)
    releases_at: Mapped[datetime | None] = mapped_column(Instant)


class KioskAttemptRow(Base):
    """Wrong check-in codes at one place: a resource's id, or 0 for the foyer."""

    __tablename__ = "kiosk_attempt"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    place_id: Mapped[int] = mapped_column(Id, unique=True)
    failures: Mapped[int] = mapped_column(Number)
    last_at: Mapped[datetime] = mapped_column(Instant)


class ApprovalRow(Base):
    """A booking that waits for somebody's word, and what was said.

    ``approver`` is a login, empty = whoever may approve; after ``answer_by`` the request lapses.
    """

    __tablename__ = "approval"
    __table_args__ = table_args(
        CheckConstraint(is_one_of("state", APPROVAL_STATES), name="state"),
        Index("ix_approval_waiting", "answer_by", sqlite_where=_WAITS, postgresql_where=_WAITS),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    booking_id: Mapped[int] = mapped_column(Id, ForeignKey("booking.id"), index=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    policy_id: Mapped[int] = mapped_column(Id, ForeignKey("policy.id"))
    approver: Mapped[str] = mapped_column(Text, default="")
    state: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    answer_by: Mapped[datetime | None] = mapped_column(Instant)
    answered_at: Mapped[datetime | None] = mapped_column(Instant)
    answered_by: Mapped[str] = mapped_column(Text, default="")
    note: Mapped[str] = mapped_column(Text, default="")


class AssignmentRow(Base):
    """A desk that is an organisation's, or one of its people's, day after day.

    Days are inclusive, ``last_day`` None = no end is known; ``active`` false = it never came to
    be.  Its claims, one a day, are made from this row for as far ahead as anybody books.
    """

    __tablename__ = "assignment"
    __table_args__ = table_args(
        UniqueConstraint("org_id", "idem_key"),
        CheckConstraint("last_day IS NULL OR first_day <= last_day", name="days"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    resource_id: Mapped[int] = mapped_column(Id, ForeignKey("resource.id"), index=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    person_id: Mapped[int | None] = mapped_column(Id, ForeignKey("person.id"))
    first_day: Mapped[date] = mapped_column(Day)
    last_day: Mapped[date | None] = mapped_column(Day)
    note: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(Flag, default=True)
    idem_key: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
    created_by: Mapped[str] = mapped_column(Text)


class AwayRow(Base):
    """Days on which nobody sits at an assigned desk, so that others may book it; inclusive.

    ``active`` false = it was taken back.
    """

    __tablename__ = "away"
    __table_args__ = table_args(CheckConstraint("first_day <= last_day", name="days"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    assignment_id: Mapped[int] = mapped_column(Id, ForeignKey("assignment.id"), index=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    first_day: Mapped[date] = mapped_column(Day)
    last_day: Mapped[date] = mapped_column(Day)
    note: Mapped[str] = mapped_column(Text, default="")
    active: Mapped[bool] = mapped_column(Flag, default=True)


class WaitingRow(Base):
    """A skipped date that waits for its room: of a series, or a single wish on a full room.

    First come, first served: ``asked_at``, then ``id``.  While it is ``offered`` the date is held
    for it until ``offer_until``; what came of it stays as a row.
    """

    __tablename__ = "waiting"
    __table_args__ = table_args(
        UniqueConstraint("occurrence_id"),
        CheckConstraint(is_one_of("status", WAITING_STATES), name="status"),
        Index(
            "ix_waiting_open", "asked_at", sqlite_where=_IS_WAITING, postgresql_where=_IS_WAITING
        ),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    occurrence_id: Mapped[int] = mapped_column(Id, ForeignKey("occurrence.id"))
    status: Mapped[str] = mapped_column(Text)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[str] = mapped_column(Text)
    offered_at: Mapped[datetime | None] = mapped_column(Instant)
    offer_until: Mapped[datetime | None] = mapped_column(Instant)


class ReconfirmationRow(Base):
    """A standing booking that is confirmed anew every so many months, or released.

    Dates after ``confirmed_until`` (inclusive) are not confirmed yet.
    """

    __tablename__ = "reconfirmation"
    __table_args__ = table_args(
        UniqueConstraint("booking_id"),
        CheckConstraint("every_months > 0", name="months"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int] = mapped_column(Id, ForeignKey("organisation.id"))
    booking_id: Mapped[int] = mapped_column(Id, ForeignKey("booking.id"))
    every_months: Mapped[int] = mapped_column(Number)
    confirmed_until: Mapped[date] = mapped_column(Day)
    active: Mapped[bool] = mapped_column(Flag, default=True)
