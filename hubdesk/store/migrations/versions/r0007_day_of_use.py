"""Day of use."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0007"
down_revision = "0006"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _day_of_use()
    _kiosk_attempt()
    _arrival_rule()
    _no_show_warning()
    _occurrence()


def _day_of_use() -> None:
    op.create_table(
        "day_of_use",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("code_secret", types.Text, nullable=False),
        sa.Column("strike_days", types.Number, nullable=False),
        sa.Column("strike_warn", types.Number, nullable=False),
        sa.Column("strike_ask", types.Number, nullable=False),
        sa.Column("kiosk_walk_in", types.Flag, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_day_of_use_single")),
        sa.CheckConstraint(
            "strike_days > 0 AND strike_warn >= 0 AND strike_ask >= 0",
            name=op.f("ck_day_of_use_strikes"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_of_use")),
        sqlite_strict=True,
    )


def _kiosk_attempt() -> None:
    op.create_table(
        "kiosk_attempt",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("place_id", types.Id, nullable=False),
        sa.Column("failures", types.Number, nullable=False),
        sa.Column("last_at", types.Instant, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kiosk_attempt")),
        sa.UniqueConstraint("place_id", name=op.f("uq_kiosk_attempt_place_id")),
        sqlite_strict=True,
    )


def _arrival_rule() -> None:
    op.create_table(
        "arrival_rule",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("room_class", types.Text, nullable=True),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("warn_after_minutes", types.Number, nullable=False),
        sa.Column("release_after_minutes", types.Number, nullable=False),
        sa.CheckConstraint(
            "(room_class IS NULL) <> (resource_id IS NULL)", name=op.f("ck_arrival_rule_scope")
        ),
        sa.CheckConstraint(
            "warn_after_minutes >= 0 AND (release_after_minutes = 0 OR (warn_after_minutes > 0 AND warn_after_minutes < release_after_minutes))",
            name=op.f("ck_arrival_rule_order"),
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_arrival_rule_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival_rule")),
        sa.UniqueConstraint("resource_id", name=op.f("uq_arrival_rule_resource_id")),
        sa.UniqueConstraint("room_class", name=op.f("uq_arrival_rule_room_class")),
        sqlite_strict=True,
    )


def _no_show_warning() -> None:
    op.create_table(
        "no_show_warning",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("occurrence_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("warned_at", types.Instant, nullable=False),
        sa.Column("releases_at", types.Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_no_show_warning_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_no_show_warning_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_no_show_warning")),
        sa.UniqueConstraint("occurrence_id", name=op.f("uq_no_show_warning_occurrence_id")),
        sqlite_strict=True,
    )


def _occurrence() -> None:
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.create_index(
            "ix_occurrence_missed",
            ["org_id", "starts_at"],
            unique=False,
            sqlite_where=sa.text("status = 'no_show' OR reason = 'no_show'"),
            postgresql_where=sa.text("status = 'no_show' OR reason = 'no_show'"),
        )
