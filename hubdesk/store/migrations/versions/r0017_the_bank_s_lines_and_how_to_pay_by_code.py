"""The bank's lines, and how to pay by code."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0017"
down_revision = "0016"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _bank_account()
    _bank_map()
    _bank_line()
    _bank_match()
    _hub()
    _payment()


def _bank_account() -> None:
    op.create_table(
        "bank_account",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("number", types.Text, nullable=False),
        sa.Column("currency", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_account")),
        sa.UniqueConstraint("code", name=op.f("uq_bank_account_code")),
        sqlite_strict=True,
    )


def _bank_map() -> None:
    op.create_table(
        "bank_map",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("columns", types.Json, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_map")),
        sa.UniqueConstraint("name", name=op.f("uq_bank_map_name")),
        sqlite_strict=True,
    )


def _bank_line() -> None:
    op.create_table(
        "bank_line",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("account_id", types.Id, nullable=False),
        sa.Column("line_key", types.Text, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("reference", types.Text, nullable=False),
        sa.Column("counterparty", types.Text, nullable=False),
        sa.Column("bank_ref", types.Text, nullable=False),
        sa.Column("source", types.Text, nullable=False),
        sa.Column("set_aside", types.Flag, nullable=False),
        sa.Column("reason", types.Text, nullable=False),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["bank_account.id"], name=op.f("fk_bank_line_account_id_bank_account")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_line")),
        sa.UniqueConstraint(
            "account_id", "line_key", name=op.f("uq_bank_line_account_id_line_key")
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_line_date", "bank_line", ["date"], unique=False)


def _bank_match() -> None:
    op.create_table(
        "bank_match",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("line_id", types.Id, nullable=False),
        sa.Column("payment_id", types.Id, nullable=False),
        sa.Column("document_id", types.Id, nullable=True),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("withheld_minor", types.Minor, nullable=False),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_bank_match_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["line_id"], ["bank_line.id"], name=op.f("fk_bank_match_line_id_bank_line")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_bank_match_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"], ["payment.id"], name=op.f("fk_bank_match_payment_id_payment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bank_match")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_bank_match_idem_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_bank_match_document", "bank_match", ["document_id"], unique=False)
    op.create_index("ix_bank_match_line", "bank_match", ["line_id"], unique=False)
    op.create_index(op.f("ix_bank_match_payment_id"), "bank_match", ["payment_id"], unique=False)


def _hub() -> None:
    with op.batch_alter_table("hub", schema=None) as batch_op:
        batch_op.add_column(sa.Column("biller_id", types.Text, server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("promptpay_id", types.Text, server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("iban", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("bic", types.Text, server_default="", nullable=False))


def _payment() -> None:
    with op.batch_alter_table("payment", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("withheld_minor", types.Minor, server_default="0", nullable=False)
        )
