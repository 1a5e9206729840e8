"""Suppliers, what is paid to them and tax withheld."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0020"
down_revision = "0019"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _withholding_rate()
    _recurring_bill()
    _supplier_payment()
    _bill_draft()
    _supplier_payment_part()
    _withholding_certificate()
    _bill()
    _supplier()


def _withholding_rate() -> None:
    op.create_table(
        "withholding_rate",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("payee", types.Text, nullable=False),
        sa.Column("percent", types.Exact, nullable=False),
        sa.Column("least_minor", types.Minor, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("reason", types.Text, nullable=False),
        sa.CheckConstraint(
            "payee IN ('person', 'company')", name=op.f("ck_withholding_rate_payee")
        ),
        sa.CheckConstraint("least_minor >= 0", name=op.f("ck_withholding_rate_least")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withholding_rate")),
        sa.UniqueConstraint(
            "kind", "payee", "valid_from", name=op.f("uq_withholding_rate_kind_payee_valid_from")
        ),
        sqlite_strict=True,
    )


def _recurring_bill() -> None:
    op.create_table(
        "recurring_bill",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("supplier_id", types.Id, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("every_months", types.Number, nullable=False),
        sa.Column("day", types.Number, nullable=False),
        sa.Column("first_month", types.MonthText, nullable=False),
        sa.Column("last_month", types.MonthText, nullable=True),
        sa.CheckConstraint("day BETWEEN 1 AND 31", name=op.f("ck_recurring_bill_day")),
        sa.CheckConstraint(
            "every_months BETWEEN 1 AND 12", name=op.f("ck_recurring_bill_every_months")
        ),
        sa.CheckConstraint(
            "last_month IS NULL OR last_month >= first_month", name=op.f("ck_recurring_bill_order")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_recurring_bill_pool_id_cost_pool")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_recurring_bill_supplier_id_supplier")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_recurring_bill")),
        sqlite_strict=True,
    )


def _supplier_payment() -> None:
    op.create_table(
        "supplier_payment",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("supplier_id", types.Id, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("withheld_minor", types.Minor, nullable=False),
        sa.Column("reference", types.Text, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("transaction_id", types.Id, nullable=False),
        sa.Column("credits_id", types.Id, nullable=True),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["credits_id"],
            ["supplier_payment.id"],
            name=op.f("fk_supplier_payment_credits_id_supplier_payment"),
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_supplier_payment_supplier_id_supplier")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_supplier_payment_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_payment")),
        sa.UniqueConstraint("code", name=op.f("uq_supplier_payment_code")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_supplier_payment_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_supplier_payment_supplier", "supplier_payment", ["supplier_id", "date"], unique=False
    )


def _bill_draft() -> None:
    op.create_table(
        "bill_draft",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("recurring_id", types.Id, nullable=False),
        sa.Column("period", types.MonthText, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("service_from", types.Day, nullable=False),
        sa.Column("service_to", types.Day, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("state", types.Text, nullable=False),
        sa.Column("bill_id", types.Id, nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'entered', 'skipped')", name=op.f("ck_bill_draft_state")
        ),
        sa.ForeignKeyConstraint(["bill_id"], ["bill.id"], name=op.f("fk_bill_draft_bill_id_bill")),
        sa.ForeignKeyConstraint(
            ["recurring_id"],
            ["recurring_bill.id"],
            name=op.f("fk_bill_draft_recurring_id_recurring_bill"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bill_draft")),
        sa.UniqueConstraint(
            "recurring_id", "period", name=op.f("uq_bill_draft_recurring_id_period")
        ),
        sqlite_strict=True,
    )


def _supplier_payment_part() -> None:
    op.create_table(
        "supplier_payment_part",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("payment_id", types.Id, nullable=False),
        sa.Column("bill_id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("percent", types.Exact, nullable=False),
        sa.Column("base_minor", types.Minor, nullable=False),
        sa.Column("withheld_minor", types.Minor, nullable=False),
        sa.ForeignKeyConstraint(
            ["bill_id"], ["bill.id"], name=op.f("fk_supplier_payment_part_bill_id_bill")
        ),
        sa.ForeignKeyConstraint(
            ["payment_id"],
            ["supplier_payment.id"],
            name=op.f("fk_supplier_payment_part_payment_id_supplier_payment"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier_payment_part")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_supplier_payment_part_bill_id"), "supplier_payment_part", ["bill_id"], unique=False
    )
    op.create_index(
        op.f("ix_supplier_payment_part_payment_id"),
        "supplier_payment_part",
        ["payment_id"],
        unique=False,
    )


def _withholding_certificate() -> None:
    op.create_table(
        "withholding_certificate",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("series", types.Text, nullable=False),
        sa.Column("number", types.Number, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("payment_id", types.Id, nullable=False),
        sa.Column("supplier_id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("issued_on", types.Day, nullable=False),
        sa.Column("form", types.Text, nullable=False),
        sa.Column("base_minor", types.Minor, nullable=False),
        sa.Column("withheld_minor", types.Minor, nullable=False),
        sa.Column("facts", types.Json, nullable=False),
        sa.Column("issued_at", types.Instant, nullable=False),
        sa.ForeignKeyConstraint(
            ["payment_id"],
            ["supplier_payment.id"],
            name=op.f("fk_withholding_certificate_payment_id_supplier_payment"),
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"],
            ["supplier.id"],
            name=op.f("fk_withholding_certificate_supplier_id_supplier"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_withholding_certificate")),
        sa.UniqueConstraint("code", name=op.f("uq_withholding_certificate_code")),
        sa.UniqueConstraint("payment_id", name=op.f("uq_withholding_certificate_payment_id")),
        sa.UniqueConstraint(
            "series", "number", name=op.f("uq_withholding_certificate_series_number")
        ),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_withholding_certificate_month",
        "withholding_certificate",
        ["accounting_month"],
        unique=False,
    )


def _bill() -> None:
    with op.batch_alter_table("bill", schema=None) as batch_op:
        batch_op.add_column(sa.Column("due_on", types.Day, nullable=True))
        batch_op.add_column(sa.Column("spread_id", types.Id, nullable=True))
        batch_op.create_index(batch_op.f("ix_bill_spread_id"), ["spread_id"], unique=False)
        batch_op.create_foreign_key(
            batch_op.f("fk_bill_spread_id_bill"), "bill", ["spread_id"], ["id"]
        )


def _supplier() -> None:
    with op.batch_alter_table("supplier", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name_th", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("name_en", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("branch", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("address_th", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("address_en", types.Text, server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("payee", types.Text, server_default="company", nullable=False)
        )
        batch_op.add_column(sa.Column("bank", types.Text, server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("account_name", types.Text, server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("account_number", types.Text, server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("payment_days", types.Number, server_default=sa.text("30"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("payment_kind", types.Text, server_default="", nullable=False)
        )
