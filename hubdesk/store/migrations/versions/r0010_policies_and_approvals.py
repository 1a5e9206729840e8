"""Policies and approvals."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0010"
down_revision = "0009"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _policy()
    _policy_state()
    _approval()
    _booking()


def _policy() -> None:
    op.create_table(
        "policy",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("reason_en", types.Text, nullable=False),
        sa.Column("reason_th", types.Text, nullable=False),
        sa.Column("scope", types.Json, nullable=False),
        sa.Column("terms", types.Json, nullable=False),
        sa.Column("overridable", types.Flag, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_policy_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_policy_idem_key")),
        sqlite_strict=True,
    )


def _policy_state() -> None:
    op.create_table(
        "policy_state",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("token", types.Text, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_policy_state_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_policy_state")),
        sqlite_strict=True,
    )


def _approval() -> None:
    op.create_table(
        "approval",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("booking_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("policy_id", types.Id, nullable=False),
        sa.Column("approver", types.Text, nullable=False),
        sa.Column("state", types.Text, nullable=False),
        sa.Column("asked_at", types.Instant, nullable=False),
        sa.Column("answer_by", types.Instant, nullable=True),
        sa.Column("answered_at", types.Instant, nullable=True),
        sa.Column("answered_by", types.Text, nullable=False),
        sa.Column("note", types.Text, nullable=False),
        sa.CheckConstraint(
            "state = 'waiting' OR state = 'approved' OR state = 'refused' OR state = 'lapsed' OR state = 'withdrawn'",
            name=op.f("ck_approval_state"),
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_approval_booking_id_booking")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_approval_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["policy_id"], ["policy.id"], name=op.f("fk_approval_policy_id_policy")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_approval")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_approval_booking_id"), "approval", ["booking_id"], unique=False)
    op.create_index(
        "ix_approval_waiting",
        "approval",
        ["answer_by"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )


def _booking() -> None:
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("person_id", types.Id, nullable=True))
        batch_op.add_column(sa.Column("purpose", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("sponsor_id", types.Id, nullable=True))
        batch_op.add_column(sa.Column("held_until", types.Instant, nullable=True))
