"""The ground."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _blob()
    _history()
    _schema_info()
    _attachment()
    _history_subject()


def _blob() -> None:
    op.create_table(
        "blob",
        sa.Column("sha256", types.Text, nullable=False),
        sa.Column("media_type", types.Text, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("size", types.Number, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("data", types.Blob, nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_blob")),
        sqlite_strict=True,
    )


def _history() -> None:
    op.create_table(
        "history",
        sa.Column("seq", types.Id, autoincrement=False, nullable=False),
        sa.Column("at", types.Text, nullable=False),
        sa.Column("actor", types.Text, nullable=False),
        sa.Column("source", types.Text, nullable=False),
        sa.Column("action", types.Text, nullable=False),
        sa.Column("entity", types.Text, nullable=False),
        sa.Column("entity_id", types.Id, nullable=True),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("undoes", types.Id, nullable=True),
        sa.Column("payload", types.Text, nullable=True),
        sa.Column("salt", types.Text, nullable=False),
        sa.Column("payload_hash", types.Text, nullable=False),
        sa.Column("chain", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_history")),
        sqlite_strict=True,
    )


def _schema_info() -> None:
    op.create_table(
        "schema_info",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("version", types.Text, nullable=False),
        sa.Column("minimum_program", types.Text, nullable=False),
        sa.Column("guards_fingerprint", types.Text, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_schema_info_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_schema_info")),
        sqlite_strict=True,
    )


def _attachment() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("owner_kind", types.Text, nullable=False),
        sa.Column("owner_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("sha256", types.Text, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["sha256"], ["blob.sha256"], name=op.f("fk_attachment_sha256_blob")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sqlite_strict=True,
    )
    op.create_index("ix_attachment_owner", "attachment", ["owner_kind", "owner_id"], unique=False)


def _history_subject() -> None:
    op.create_table(
        "history_subject",
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("subject_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("seq", types.Id, autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["seq"], ["history.seq"], name=op.f("fk_history_subject_seq_history")
        ),
        sa.PrimaryKeyConstraint("kind", "subject_id", "seq", name=op.f("pk_history_subject")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )
