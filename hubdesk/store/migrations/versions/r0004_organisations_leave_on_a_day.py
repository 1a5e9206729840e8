"""Organisations leave on a day."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _organisation()


def _organisation() -> None:
    with op.batch_alter_table("organisation", schema=None) as batch_op:
        batch_op.add_column(sa.Column("left_on", types.Day, nullable=True))
