"""A house has its own words for letters."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0016"
down_revision = "0015"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _letter_text()


def _letter_text() -> None:
    op.create_table(
        "letter_text",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("lang", types.Text, nullable=False),
        sa.Column("subject", types.Text, nullable=False),
        sa.Column("body", types.Text, nullable=False),
        sa.CheckConstraint("lang IN ('th', 'en')", name=op.f("ck_letter_text_lang")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_text")),
        sa.UniqueConstraint("kind", "lang", name=op.f("uq_letter_text_kind_lang")),
        sqlite_strict=True,
    )
