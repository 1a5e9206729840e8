"""Series: waiting, reconfirmation, holidays."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0013"
down_revision = "0012"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _holiday()
    _reconfirmation()
    _waiting()
    _booking()
    _hub()


def _holiday() -> None:
    op.create_table(
        "holiday",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("day", types.Day, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("source", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_holiday")),
        sa.UniqueConstraint("day", name=op.f("uq_holiday_day")),
        sqlite_strict=True,
    )


def _reconfirmation() -> None:
    op.create_table(
        "reconfirmation",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("booking_id", types.Id, nullable=False),
        sa.Column("every_months", types.Number, nullable=False),
        sa.Column("confirmed_until", types.Day, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint("every_months > 0", name=op.f("ck_reconfirmation_months")),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_reconfirmation_booking_id_booking")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_reconfirmation_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reconfirmation")),
        sa.UniqueConstraint("booking_id", name=op.f("uq_reconfirmation_booking_id")),
        sqlite_strict=True,
    )


def _waiting() -> None:
    op.create_table(
        "waiting",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("occurrence_id", types.Id, nullable=False),
        sa.Column("status", types.Text, nullable=False),
        sa.Column("asked_at", types.Instant, nullable=False),
        sa.Column("asked_by", types.Text, nullable=False),
        sa.Column("offered_at", types.Instant, nullable=True),
        sa.Column("offer_until", types.Instant, nullable=True),
        sa.CheckConstraint(
            "status = 'waiting' OR status = 'offered' OR status = 'taken' OR status = 'declined' "
            "OR status = 'lapsed' OR status = 'withdrawn'",
            name=op.f("ck_waiting_status"),
        ),
        sa.ForeignKeyConstraint(
            ["occurrence_id"], ["occurrence.id"], name=op.f("fk_waiting_occurrence_id_occurrence")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_waiting_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waiting")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_waiting_occurrence_id")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_waiting_open",
        "waiting",
        ["asked_at"],
        unique=False,
        sqlite_where=sa.text("status = 'waiting' OR status = 'offered'"),
        postgresql_where=sa.text("status = 'waiting' OR status = 'offered'"),
    )


def _booking() -> None:
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("parent_id", types.Id, nullable=True))
        batch_op.add_column(sa.Column("skips", types.Json, server_default="[]", nullable=False))
        batch_op.create_index(
            "ix_booking_parent",
            ["parent_id"],
            unique=False,
            sqlite_where=sa.text("parent_id IS NOT NULL"),
            postgresql_where=sa.text("parent_id IS NOT NULL"),
        )


def _hub() -> None:
    with op.batch_alter_table("hub", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("offer_hours", types.Number, server_default="24", nullable=False)
        )
        batch_op.add_column(
            sa.Column("reconfirm_days", types.Number, server_default="21", nullable=False)
        )
