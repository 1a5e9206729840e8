"""Rows of the ground itself: what the hub file is, its history, and its files.

    history(seq) ── history_subject(kind, subject_id, seq)   the index "what happened to o345?"
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from hubdesk.store.base import DERIVED, Base, table_args
from hubdesk.store.types import Blob, Flag, Id, Instant, Number, Text


class SchemaInfo(Base):
    """One row: the schema's version, the oldest program that may open it, its guards."""

    __tablename__ = "schema_info"
    __table_args__ = table_args(CheckConstraint("id = 1", name="single"))

    id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    version: Mapped[str] = mapped_column(Text)
    minimum_program: Mapped[str] = mapped_column(Text)
    guards_fingerprint: Mapped[str] = mapped_column(Text)


class History(Base):
    """One row per unit of work; rows are only ever added, and each seals the one before.

    ``payload`` may be erased by law: ``payload_hash`` (salted) keeps the chain verifiable.
    """

    __tablename__ = "history"

    seq: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    at: Mapped[str] = mapped_column(Text)  # UTC text exactly as hashed
    actor: Mapped[str] = mapped_column(Text)
    source: Mapped[str] = mapped_column(Text)
    action: Mapped[str] = mapped_column(Text)
    entity: Mapped[str] = mapped_column(Text)
    entity_id: Mapped[int | None] = mapped_column(Id)
    org_id: Mapped[int | None] = mapped_column(Id)
    undoes: Mapped[int | None] = mapped_column(Id)
    payload: Mapped[str | None] = mapped_column(Text)
    salt: Mapped[str] = mapped_column(Text)
    payload_hash: Mapped[str] = mapped_column(Text)
    chain: Mapped[str] = mapped_column(Text)


class HistorySubject(Base):
    """Which history rows speak of a row."""

    __tablename__ = "history_subject"
    __table_args__ = table_args(sqlite_with_rowid=False)

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(
        Id, ForeignKey("history.seq"), primary_key=True, autoincrement=False
    )


class BlobRow(Base):
    """A file, kept once under its SHA-256; never loaded by lists."""

    __tablename__ = "blob"

    sha256: Mapped[str] = mapped_column(Text, primary_key=True)
    media_type: Mapped[str] = mapped_column(Text)
    name: Mapped[str] = mapped_column(Text)
    size: Mapped[int] = mapped_column(Number)
    created_at: Mapped[datetime] = mapped_column(Instant)
    data: Mapped[bytes] = mapped_column(Blob)


class Attachment(Base):
    """Which row owns a file; the file's rights are its owner's."""

    __tablename__ = "attachment"
    __table_args__ = table_args(Index("ix_attachment_owner", "owner_kind", "owner_id"))

    id: Mapped[int] = mapped_column(Id, primary_key=True)
    owner_kind: Mapped[str] = mapped_column(Text)
    owner_id: Mapped[int] = mapped_column(Id)
    org_id: Mapped[int | None] = mapped_column(Id)
    sha256: Mapped[str] = mapped_column(Text, ForeignKey("blob.sha256"))
    name: Mapped[str] = mapped_column(Text)


class SearchText(Base):
    """The words by which a row is found, folded; kept by ``store.searching`` and nobody else."""

    __tablename__ = "search_text"
    __table_args__ = table_args(sqlite_with_rowid=False, info={DERIVED: True})

    kind: Mapped[str] = mapped_column(Text, primary_key=True)
    subject_id: Mapped[int] = mapped_column(Id, primary_key=True, autoincrement=False)
    org_id: Mapped[int | None] = mapped_column(Id)
    private: Mapped[bool] = mapped_column(Flag)
    words: Mapped[str] = mapped_column(Text)
