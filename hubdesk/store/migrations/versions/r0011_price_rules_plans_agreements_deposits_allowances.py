"""Price rules, plans and agreements, deposits, and what a booked date took of an allowance."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0011"
down_revision = "0010"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _plan()
    _agreement()
    _allowance_use()
    _agreement_term()
    _deposit()
    _price_rule()
    _direct_charge()
    _occurrence()
    _organisation()
    _usage_charge()


def _plan() -> None:
    op.create_table(
        "plan",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("fee_minor", types.Minor, nullable=False),
        sa.Column("seats", types.Number, nullable=False),
        sa.Column("terms", types.Json, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.CheckConstraint("fee_minor >= 0 AND seats >= 0", name=op.f("ck_plan_not_negative")),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_plan_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_plan_code_valid_from")),
        sqlite_strict=True,
    )


def _agreement() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("starts_on", types.Day, nullable=False),
        sa.Column("ends_on", types.Day, nullable=True),
        sa.Column("term_months", types.Number, nullable=False),
        sa.Column("notice_days", types.Number, nullable=False),
        sa.Column("renewal", types.Text, nullable=False),
        sa.Column("notice_on", types.Day, nullable=True),
        sa.Column("note", types.Text, nullable=False),
        sa.CheckConstraint(
            "renewal IN ('monthly', 'term', 'ends')", name=op.f("ck_agreement_renewal")
        ),
        sa.CheckConstraint(
            "ends_on IS NULL OR ends_on >= starts_on", name=op.f("ck_agreement_order")
        ),
        sa.CheckConstraint(
            "term_months >= 0 AND notice_days >= 0", name=op.f("ck_agreement_not_negative")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_agreement_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreement_org_id"), "agreement", ["org_id"], unique=False)


def _allowance_use() -> None:
    op.create_table(
        "allowance_use",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("plan", types.Text, nullable=False),
        sa.Column("given_minutes", types.Number, nullable=False),
        sa.Column("carried_minutes", types.Number, nullable=False),
        sa.Column("used_minutes", types.Number, nullable=False),
        sa.Column("carry_minutes", types.Number, nullable=False),
        sa.Column("given_minor", types.Minor, nullable=False),
        sa.Column("carried_minor", types.Minor, nullable=False),
        sa.Column("used_minor", types.Minor, nullable=False),
        sa.Column("carry_minor", types.Minor, nullable=False),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_allowance_use_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_allowance_use")),
        sa.UniqueConstraint(
            "accounting_month", "org_id", name=op.f("uq_allowance_use_accounting_month_org_id")
        ),
        sqlite_strict=True,
    )


def _agreement_term() -> None:
    op.create_table(
        "agreement_term",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("agreement_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("plan", types.Text, nullable=False),
        sa.Column("seats", types.Number, nullable=False),
        sa.Column("fee_minor", types.Minor, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("announced_on", types.Day, nullable=True),
        sa.CheckConstraint(
            "fee_minor >= 0 AND seats >= 0", name=op.f("ck_agreement_term_not_negative")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_agreement_term_order")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"],
            ["agreement.id"],
            name=op.f("fk_agreement_term_agreement_id_agreement"),
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_agreement_term_org_id_organisation")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_term")),
        sa.UniqueConstraint(
            "agreement_id", "valid_from", name=op.f("uq_agreement_term_agreement_id_valid_from")
        ),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_agreement_term_org_id"), "agreement_term", ["org_id"], unique=False)


def _deposit() -> None:
    op.create_table(
        "deposit",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("idem_key", types.Text, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("booking_id", types.Id, nullable=True),
        sa.Column("agreement_id", types.Id, nullable=True),
        sa.Column("amount_minor", types.Minor, nullable=False),
        sa.Column("state", types.Text, nullable=False),
        sa.Column("kept_minor", types.Minor, nullable=False),
        sa.Column("held_on", types.Day, nullable=False),
        sa.Column("settled_on", types.Day, nullable=True),
        sa.Column("reason", types.Text, nullable=False),
        sa.Column("transaction_id", types.Id, nullable=False),
        sa.Column("settled_id", types.Id, nullable=True),
        sa.CheckConstraint("state IN ('held', 'returned', 'kept')", name=op.f("ck_deposit_state")),
        sa.CheckConstraint("amount_minor > 0", name=op.f("ck_deposit_amount")),
        sa.CheckConstraint(
            "kept_minor >= 0 AND kept_minor <= amount_minor", name=op.f("ck_deposit_kept")
        ),
        sa.ForeignKeyConstraint(
            ["agreement_id"], ["agreement.id"], name=op.f("fk_deposit_agreement_id_agreement")
        ),
        sa.ForeignKeyConstraint(
            ["booking_id"], ["booking.id"], name=op.f("fk_deposit_booking_id_booking")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_deposit_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["settled_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_deposit_settled_id_ledger_transaction"),
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_deposit_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_deposit")),
        sa.UniqueConstraint("idem_key", name=op.f("uq_deposit_idem_key")),
        sqlite_strict=True,
    )
    op.create_index(op.f("ix_deposit_org_id"), "deposit", ["org_id"], unique=False)


def _price_rule() -> None:
    op.create_table(
        "price_rule",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("code", types.Text, nullable=False),
        sa.Column("name_en", types.Text, nullable=False),
        sa.Column("name_th", types.Text, nullable=False),
        sa.Column("org_class", types.Text, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("resource_kind", types.Text, nullable=False),
        sa.Column("resource_id", types.Id, nullable=True),
        sa.Column("terms", types.Json, nullable=False),
        sa.Column("vat_rate", types.Text, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.CheckConstraint(
            "resource_kind IN ('room', 'desk', 'equipment')", name=op.f("ck_price_rule_kind")
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_price_rule_order")
        ),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_price_rule_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["resource_id"], ["resource.id"], name=op.f("fk_price_rule_resource_id_resource")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_price_rule")),
        sa.UniqueConstraint("code", "valid_from", name=op.f("uq_price_rule_code_valid_from")),
        sqlite_strict=True,
    )


def _direct_charge() -> None:
    with op.batch_alter_table("direct_charge", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("source", types.Text, server_default="", nullable=False))


def _occurrence() -> None:
    with op.batch_alter_table("occurrence", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("cancelled_at", types.Instant, nullable=True))
        batch_op.add_column(sa.Column("waived", types.Text, nullable=True))


def _organisation() -> None:
    with op.batch_alter_table("organisation", schema=None, recreate="never") as batch_op:
        batch_op.add_column(
            sa.Column("project_required", types.Flag, server_default=sa.false(), nullable=False)
        )


def _usage_charge() -> None:
    with op.batch_alter_table("usage_charge", schema=None, recreate="never") as batch_op:
        batch_op.add_column(sa.Column("kind", types.Text, server_default="use", nullable=False))
        batch_op.add_column(sa.Column("rule", types.Text, server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("plan_minutes", types.Number, server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(
            sa.Column("credit_minor", types.Minor, server_default=sa.text("0"), nullable=False)
        )
        batch_op.add_column(sa.Column("parts", types.Json, server_default="[]", nullable=False))
