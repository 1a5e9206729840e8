"""Missed dates are counted by rules of the house.

The table has one row that the next sweep makes anew, so it is made anew, too.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0015"
down_revision = "0014"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    op.drop_table("day_of_use")
    op.create_table(
        "day_of_use",
        sa.Column("id", types.Id, autoincrement=False, nullable=False),
        sa.Column("code_secret", types.Text, nullable=False),
        sa.Column("kiosk_walk_in", types.Flag, nullable=False),
        sa.CheckConstraint("id = 1", name=op.f("ck_day_of_use_single")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day_of_use")),
        sqlite_strict=True,
    )
