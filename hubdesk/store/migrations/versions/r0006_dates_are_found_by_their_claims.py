"""Dates are found by their claims."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _occurrence()


def _occurrence() -> None:
    with op.batch_alter_table("occurrence", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_occurrence_org"))
        batch_op.create_index(
            "ix_occurrence_idle",
            ["starts_at"],
            unique=False,
            sqlite_where=sa.text("status IN ('requested', 'skipped', 'cancelled', 'released')"),
            postgresql_where=sa.text("status IN ('requested', 'skipped', 'cancelled', 'released')"),
        )
