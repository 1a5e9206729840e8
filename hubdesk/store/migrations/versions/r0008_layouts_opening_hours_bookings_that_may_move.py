"""Layouts, opening hours, bookings that may move."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _layout()
    _opening()
    _booking()


def _layout() -> None:
    op.create_table(
        "layout",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("capacity", types.Number, nullable=False),
        sa.Column("setup_minutes", types.Number, nullable=False),
        sa.Column("position", types.Number, nullable=False),
        sa.CheckConstraint("capacity > 0 AND setup_minutes >= 0", name=op.f("ck_layout_sizes")),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_layout_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_layout")),
        sa.UniqueConstraint("resource_id", "kind", name=op.f("uq_layout_resource_id_kind")),
        sqlite_strict=True,
    )


def _opening() -> None:
    op.create_table(
        "opening",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("org_class", types.Text, nullable=False),
        sa.Column("weekdays", types.Text, nullable=False),
        sa.Column("open_minute", types.Number, nullable=True),
        sa.Column("close_minute", types.Number, nullable=True),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("reason", types.Text, nullable=False),
        sa.CheckConstraint(
            "org_class IN ('', 'resident', 'affiliate', 'partner', 'outside')",
            name=op.f("ck_opening_class"),
        ),
        sa.CheckConstraint(
            "(open_minute IS NULL AND close_minute IS NULL) OR (open_minute >= 0 AND open_minute < close_minute AND close_minute <= 1440)",
            name=op.f("ck_opening_hours"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_opening_order")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_opening_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_opening")),
        sqlite_strict=True,
    )


def _booking() -> None:
    with op.batch_alter_table("booking", schema=None) as batch_op:
        batch_op.add_column(sa.Column("layout", types.Text, server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("movable", types.Flag, server_default=sa.true(), nullable=False)
        )
