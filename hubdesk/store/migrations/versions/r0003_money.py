"""Money."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _account()
    _cost_pool()
    _ledger_transaction()
    _number_series()
    _period()
    _supplier()
    _bill()
    _direct_charge()
    _document()
    _income()
    _payment()
    _pool_rule()
    _posting()
    _share()
    _document_line()
    _usage_charge()


def _account() -> None:
    op.create_table(
        "account",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("code", name=op.f("uq_account_code")),
        sqlite_strict=True,
    )


def _cost_pool() -> None:
    op.create_table(
        "cost_pool",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=True),
        sa.Column("position", types.Number, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cost_pool")),
        sa.UniqueConstraint("code", name=op.f("uq_cost_pool_code")),
        sqlite_strict=True,
    )


def _ledger_transaction() -> None:
    op.create_table(
        "ledger_transaction",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("description", types.Text, nullable=False),
        sa.Column("reverses_id", types.Id, nullable=True),
        sa.Column("sealed", types.Flag, nullable=False),
        sa.Column("sealed_at", types.Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["reverses_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_ledger_transaction_reverses_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ledger_transaction")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_ledger_transaction_accounting_month"),
        "ledger_transaction",
        ["accounting_month"],
        unique=False,
    )


def _number_series() -> None:
    op.create_table(
        "number_series",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("next_number", types.Number, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("code", name=op.f("uq_number_series_code")),
        sqlite_strict=True,
    )


def _period() -> None:
    op.create_table(
        "period",
        sa.Column("month", types.MonthText, nullable=False),
        sa.Column("state", types.Text, nullable=False),
        sa.Column("fingerprint", types.Text, nullable=False),
        sa.Column("closed_at", types.Instant, nullable=True),
        sa.Column("closed_by", types.Text, nullable=False),
        sa.Column("reason", types.Text, nullable=False),
        sa.Column("reopened_until", types.Instant, nullable=True),
        sa.Column("facts", types.Json, nullable=False),
        sa.CheckConstraint(
            "state IN ('open', 'soft', 'locked', 'reopened')", name=op.f("ck_period_state")
        ),
        sa.PrimaryKeyConstraint("month", name=op.f("pk_period")),
        sqlite_strict=True,
    )


def _supplier() -> None:
    op.create_table(
        "supplier",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("name", types.Text, nullable=False),
        sa.Column("tax_id", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_supplier")),
        sa.UniqueConstraint("name", name=op.f("uq_supplier_name")),
        sqlite_strict=True,
    )


def _bill() -> None:
    op.create_table(
        "bill",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("supplier_id", types.Id, nullable=False),
        sa.Column("number", types.Text, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("service_from", types.Day, nullable=False),
        sa.Column("service_to", types.Day, nullable=False),
        sa.Column("service_month", types.MonthText, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("vat_minor", types.Minor, nullable=False),
        sa.Column("credits_id", types.Id, nullable=True),
        sa.Column("transaction_id", types.Id, nullable=True),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(["credits_id"], ["bill.id"], name=op.f("fk_bill_credits_id_bill")),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_bill_pool_id_cost_pool")
        ),
        sa.ForeignKeyConstraint(
            ["supplier_id"], ["supplier.id"], name=op.f("fk_bill_supplier_id_supplier")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_bill_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bill")),
        sqlite_strict=True,
    )
    op.create_index("ix_bill_month", "bill", ["accounting_month", "pool_id"], unique=False)
    op.create_index(
        "uq_bill_number",
        "bill",
        ["supplier_id", "number"],
        unique=True,
        sqlite_where=sa.text("void = 0"),
        postgresql_where=sa.text("NOT void"),
    )


def _direct_charge() -> None:
    op.create_table(
        "direct_charge",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("description", types.Text, nullable=False),
        sa.Column("project", types.Text, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_direct_charge_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_direct_charge")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_direct_charge_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_direct_charge_month", "direct_charge", ["accounting_month", "org_id"], unique=False
    )


def _document() -> None:
    op.create_table(
        "document",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("series", types.Text, nullable=False),
        sa.Column("number", types.Number, nullable=True),
        sa.Column("code", types.Text, nullable=True),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("issued_on", types.Day, nullable=False),
        sa.Column("due_on", types.Day, nullable=True),
        sa.Column("brought_forward_minor", types.Minor, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_minor", types.Minor, nullable=False),
        sa.Column("total_minor", types.Minor, nullable=False),
        sa.Column("facts", types.Json, nullable=False),
        sa.Column("credits_id", types.Id, nullable=True),
        sa.Column("transaction_id", types.Id, nullable=True),
        sa.Column("sealed", types.Flag, nullable=False),
        sa.Column("sealed_at", types.Instant, nullable=True),
        sa.ForeignKeyConstraint(
            ["credits_id"], ["document.id"], name=op.f("fk_document_credits_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_document_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_document_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
        sa.UniqueConstraint("code", name=op.f("uq_document_code")),
        sa.UniqueConstraint("series", "number", name=op.f("uq_document_series_number")),
        sqlite_strict=True,
    )
    op.create_index("ix_document_month", "document", ["accounting_month", "org_id"], unique=False)
    op.create_index("ix_document_org", "document", ["org_id", "issued_on"], unique=False)


def _income() -> None:
    op.create_table(
        "income",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("description", types.Text, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("service_month", types.MonthText, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("transaction_id", types.Id, nullable=True),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_income_pool_id_cost_pool")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_income_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_income")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_income_idem_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_income_month", "income", ["accounting_month", "pool_id"], unique=False)


def _payment() -> None:
    op.create_table(
        "payment",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("date", types.Day, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("reference", types.Text, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("transaction_id", types.Id, nullable=True),
        sa.Column("void", types.Flag, nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_payment_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_payment_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_payment")),
        sa.UniqueConstraint("code", name=op.f("uq_payment_code")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_payment_idem_key")),
        sqlite_strict=True,
    )
    op.create_index("ix_payment_org", "payment", ["org_id", "date"], unique=False)


def _pool_rule() -> None:
    op.create_table(
        "pool_rule",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("driver", types.Text, nullable=False),
        sa.Column("weights", types.Json, nullable=True),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("reason", types.Text, nullable=False),
        sa.CheckConstraint(
            "driver IN ('seats', 'headcount', 'area_m2', 'equal', 'weights', 'booked_hours')",
            name=op.f("ck_pool_rule_driver"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_pool_rule_order")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_pool_rule_pool_id_cost_pool")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_rule")),
        sa.UniqueConstraint("pool_id", "valid_from", name=op.f("uq_pool_rule_pool_id_valid_from")),
        sqlite_strict=True,
    )


def _posting() -> None:
    op.create_table(
        "posting",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("transaction_id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("account_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("pool", types.Text, nullable=False),
        sa.Column("project", types.Text, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_posting_account_id_account")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_posting_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_posting_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_posting")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_posting_account", "posting", ["account_id", "accounting_month"], unique=False
    )
    op.create_index("ix_posting_org", "posting", ["org_id", "account_id"], unique=False)
    op.create_index(op.f("ix_posting_transaction_id"), "posting", ["transaction_id"], unique=False)


def _share() -> None:
    op.create_table(
        "share",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("service_month", types.MonthText, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("driver", types.Text, nullable=False),
        sa.Column("value", types.Exact, nullable=False),
        sa.Column("days", types.Number, nullable=False),
        sa.Column("weight", types.Exact, nullable=False),
        sa.Column("weight_sum", types.Exact, nullable=False),
        sa.Column("allocable_minor", types.Minor, nullable=False),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("remainder_rank", types.Number, nullable=True),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_share_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_share_pool_id_cost_pool")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_share")),
        sa.UniqueConstraint(
            "accounting_month",
            "service_month",
            "pool_id",
            "org_id",
            name=op.f("uq_share_accounting_month_service_month_pool_id_org_id"),
        ),
        sqlite_strict=True,
    )
    op.create_index("ix_share_org", "share", ["org_id", "accounting_month"], unique=False)


def _document_line() -> None:
    op.create_table(
        "document_line",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("document_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("position", types.Number, nullable=False),
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("source_id", types.Id, nullable=False),
        sa.Column("description", types.Text, nullable=False),
        sa.Column("project", types.Text, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_line_document_id_document")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_document_line_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_line")),
        sqlite_strict=True,
    )
    op.create_index(
        op.f("ix_document_line_document_id"), "document_line", ["document_id"], unique=False
    )


def _usage_charge() -> None:
    op.create_table(
        "usage_charge",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("occurrence_id", types.Id, nullable=False),
        sa.Column("resource_id", types.Id, nullable=False),
        sa.Column("description", types.Text, nullable=False),
        sa.Column("project", types.Text, nullable=False),
        sa.Column("minutes", types.Number, nullable=False),
        sa.Column("free_minutes", types.Number, nullable=False),
        sa.Column("hour_minor", types.Minor, nullable=False),
        sa.Column("list_minor", types.Minor, nullable=False),
        sa.Column("net_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.ForeignKeyConstraint(
            ["occurrence_id"],
            ["occurrence.id"],
            name=op.f("fk_usage_charge_occurrence_id_occurrence"),
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_usage_charge_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_usage_charge_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_usage_charge")),
        sqlite_strict=True,
    )
    op.create_index(
        "ix_usage_charge_month", "usage_charge", ["accounting_month", "org_id"], unique=False
    )
    op.create_index("ix_usage_charge_occurrence", "usage_charge", ["occurrence_id"], unique=False)
