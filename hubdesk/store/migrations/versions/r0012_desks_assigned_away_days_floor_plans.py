"""Desks assigned, away days, floor plans."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0012"
down_revision = "0011"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _floor_plan()
    _assignment()
    _plan_shape()
    _away()


def _floor_plan() -> None:
    op.create_table(
        "floor_plan",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("floor_id", types.Id, nullable=False),
        sa.Column("width_cm", types.Number, nullable=False),
        sa.Column("height_cm", types.Number, nullable=False),
        sa.Column("grid_cm", types.Number, nullable=False),
        sa.Column("picture", types.Text, nullable=False),
        sa.Column("picture_x_cm", types.Number, nullable=False),
        sa.Column("picture_y_cm", types.Number, nullable=False),
        sa.Column("picture_width_cm", types.Number, nullable=False),
        sa.Column("picture_height_cm", types.Number, nullable=False),
        sa.Column("picture_pct", types.Number, nullable=False),
        sa.Column("version", types.Number, nullable=False),
        sa.CheckConstraint(
            "picture_pct >= 0 AND picture_pct <= 100", name=op.f("ck_floor_plan_picture")
        ),
        sa.CheckConstraint(
            "width_cm > 0 AND height_cm > 0 AND grid_cm > 0", name=op.f("ck_floor_plan_size")
        ),
        sa.ForeignKeyConstraint(
            ["floor_id"], ["floor.id"], name=op.f("fk_floor_plan_floor_id_floor")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_floor_plan")),
        sa.UniqueConstraint("floor_id", name=op.f("uq_floor_plan_floor_id")),
        sqlite_strict=True,
    )


def _assignment() -> None:
    op.create_table(
        "assignment",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("person_id", types.Id, nullable=True),
        sa.Column("first_day", types.Day, nullable=False),
        sa.Column("last_day", types.Day, nullable=True),
        sa.Column("note", types.Text, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("created_at", types.Instant, nullable=False),
        sa.Column("created_by", types.Text, nullable=False),
        sa.CheckConstraint(
            "last_day IS NULL OR first_day <= last_day", name=op.f("ck_assignment_days")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_assignment_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_assignment_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
        sa.UniqueConstraint("org_id", "idem_key", name=op.f("uq_assignment_org_id_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_assignment_resource_id"), "assignment", ["resource_id"], unique=False)


def _plan_shape() -> None:
    op.create_table(
        "plan_shape",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("plan_id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("x_cm", types.Number, nullable=False),
        sa.Column("y_cm", types.Number, nullable=False),
        sa.Column("width_cm", types.Number, nullable=False),
        sa.Column("height_cm", types.Number, nullable=False),
        sa.Column("turn", types.Number, nullable=False),
        sa.Column("outline", types.Json, nullable=False),
        sa.Column("label", types.Text, nullable=False),
        sa.Column("position", types.Number, nullable=False),
        sa.CheckConstraint(
            "kind = 'room' OR kind = 'desk' OR kind = 'area' OR kind = 'label'",
            name=op.f("ck_plan_shape_kind"),
        ),
        sa.CheckConstraint("turn >= 0 AND turn < 360", name=op.f("ck_plan_shape_turn")),
        sa.CheckConstraint("width_cm > 0 AND height_cm > 0", name=op.f("ck_plan_shape_size")),
        sa.ForeignKeyConstraint(
            ["plan_id"], ["floor_plan.id"], name=op.f("fk_plan_shape_plan_id_floor_plan")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_plan_shape_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_shape")),
        sa.UniqueConstraint("resource_id", name=op.f("uq_plan_shape_resource_id")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_plan_shape_plan_id"), "plan_shape", ["plan_id"], unique=False)


def _away() -> None:
    op.create_table(
        "away",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("assignment_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("first_day", types.Day, nullable=False),
        sa.Column("last_day", types.Day, nullable=False),
        sa.Column("note", types.Text, nullable=False),
        sa.Column("active", types.Flag, nullable=False),
        sa.CheckConstraint("first_day <= last_day", name=op.f("ck_away_days")),
        sa.ForeignKeyConstraint(
            ["assignment_id"], ["assignment.id"], name=op.f("fk_away_assignment_id_assignment")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_away_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_away")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_away_assignment_id"), "away", ["assignment_id"], unique=False)
