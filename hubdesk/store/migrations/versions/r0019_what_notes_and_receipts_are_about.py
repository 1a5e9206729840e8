"""What notes and receipts are about."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0019"
down_revision = "0018"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _document()


def _document() -> None:
    with op.batch_alter_table("document", schema=None) as batch_op:
        batch_op.add_column(sa.Column("about_id", types.Id, nullable=True))
        batch_op.add_column(sa.Column("payment_id", types.Id, nullable=True))
        batch_op.create_index(batch_op.f("ix_document_about_id"), ["about_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_document_payment_id"), ["payment_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_document_about_id_document"), "document", ["about_id"], ["id"]
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_document_payment_id_payment"), "payment", ["payment_id"], ["id"]
        )
