"""Letters, their words, where each stands, and every attempt to send one.

A letter's words (``mail_text``) and its standing (``mail_state``) have no image in the history:
words about visitors must be deletable, and a worker's steps are not a person's deeds.

    mail 1—0..1 mail_text    mail 1—1 mail_state    mail 1—n mail_attempt
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import Base, table_args
from hubdesk.store.types import Flag, Id, Instant, Number, Text


class MailSettingsRow(Base):
    """How mail is sent, one row; the password is in the machine's keyring and nowhere else."""

    __tablename__ = "mail_settings"
    __table_args__ = table_args(
        CheckConstraint("id = 1", name="single"),
        CheckConstraint("security IN ('starttls', 'tls', 'none')", name="security"),
        CheckConstraint("port BETWEEN 1 AND 65535", name="port"),
        CheckConstraint("remind_hours BETWEEN 1 AND 336", name="remind"),
        CheckConstraint("wait_minutes BETWEEN 0 AND 1440", name="wait"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    enabled: Mapped[bool] = mapped_column(Flag)
    dry_run: Mapped[bool] = mapped_column(Flag)
    host: Mapped[str] = mapped_column(Text)
    port: Mapped[int] = mapped_column(Number)
    security: Mapped[str] = mapped_column(Text)
    login: Mapped[str] = mapped_column(Text)
    from_name: Mapped[str] = mapped_column(Text)
    from_address: Mapped[str] = mapped_column(Text)
    reply_to: Mapped[str] = mapped_column(Text)
    confirmations: Mapped[bool] = mapped_column(Flag)
    reminders: Mapped[bool] = mapped_column(Flag)
    visitors: Mapped[bool] = mapped_column(Flag)
    parcels: Mapped[bool] = mapped_column(Flag)
    remind_hours: Mapped[int] = mapped_column(Number)
    wait_minutes: Mapped[int] = mapped_column(Number)


class MailRow(Base):
    """One letter: to whom, of what kind, about which row."""

    __tablename__ = "mail"
    __table_args__ = table_args(
        CheckConstraint("lang IN ('th', 'en')", name="lang"),
        Index("ix_mail_subject", "subject_kind", "subject_id"),
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    org_id: Mapped[int | None] = mapped_column(Id, ForeignKey("organisation.id"))
    idem_key: Mapped[str] = mapped_column(Text, unique=True)
    kind: Mapped[str] = mapped_column(Text)
    subject_kind: Mapped[str] = mapped_column(Text)
    subject_id: Mapped[int | None] = mapped_column(Id)
    to_name: Mapped[str] = mapped_column(Text)
    to_address: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)


class MailTextRow(Base):
    """The words of a letter as they are sent; ``calendar`` is the attached ``.ics``, or empty."""

    __tablename__ = "mail_text"

    mail_id: Mapped[int] = mapped_column(
        Id, ForeignKey("mail.id"), primary_key=True, autoincrement=False
    )
    subject: Mapped[str] = mapped_column(Text)
    body: Mapped[str] = mapped_column(Text)
    calendar: Mapped[str] = mapped_column(Text)


class MailStateRow(Base):
    """Where a letter stands; ``due_at`` is when it may be tried (again), or a sender's lease."""

    __tablename__ = "mail_state"
    __table_args__ = table_args(
        CheckConstraint(
            "status IN ('queued', 'sending', 'sent', 'failed', 'withdrawn', 'dry_run')",
            name="status",
        ),
        Index("ix_mail_state_due", "status", "due_at"),
    )

    mail_id: Mapped[int] = mapped_column(
        Id, ForeignKey("mail.id"), primary_key=True, autoincrement=False
    )
    status: Mapped[str] = mapped_column(Text)
    attempts: Mapped[int] = mapped_column(Number)
    due_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)


class MailAttemptRow(Base):
    """One attempt: what the server answered."""

    __tablename__ = "mail_attempt"

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    mail_id: Mapped[int] = mapped_column(Id, ForeignKey("mail.id"), index=True)
    at: Mapped[datetime] = mapped_column(Instant)
    ok: Mapped[bool] = mapped_column(Flag)
    reply: Mapped[str] = mapped_column(Text)


class LetterTextRow(Base):
    """The house's own words for a kind of letter; without a row the program's are written."""

    __tablename__ = "letter_text"
    __table_args__ = table_args(
        UniqueConstraint("kind", "lang"), CheckConstraint("lang IN ('th', 'en')", name="lang")
    )

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    kind: Mapped[str] = mapped_column(Text)
    lang: Mapped[str] = mapped_column(Text)
    subject: Mapped[str] = mapped_column(Text, default="")
    body: Mapped[str] = mapped_column(Text)
