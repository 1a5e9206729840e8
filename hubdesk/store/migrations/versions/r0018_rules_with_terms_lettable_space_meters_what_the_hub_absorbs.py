"""Rules with terms, lettable space, meters, what the hub absorbs.

On SQLite the list of drivers is changed in place, as its manual says where no row is concerned
(https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema Changes").
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "0018"
down_revision = "0017"

_BEFORE = "'seats', 'headcount', 'area_m2', 'equal', 'weights', 'booked_hours'"
_AFTER = f"{_BEFORE}, 'fixed_pct', 'mixed', 'metered', 'tiered'"


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _lettable()
    _meter_use()
    _pool_month()
    _pool_rule()
    _share()
    _drivers()


def _lettable() -> None:
    op.create_table(
        "lettable",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("driver", types.Text, nullable=False),
        sa.Column("total", types.Exact, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=True),
        sa.Column("reason", types.Text, nullable=False),
        sa.CheckConstraint(
            "driver IN ('seats', 'headcount', 'area_m2', 'equal', 'weights')",
            name=op.f("ck_lettable_driver"),
        ),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_lettable_order")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lettable")),
        sa.UniqueConstraint("driver", "valid_from", name=op.f("uq_lettable_driver_valid_from")),
        sqlite_strict=True,
    )


def _meter_use() -> None:
    op.create_table(
        "meter_use",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("org_id", types.Id, nullable=False),
        sa.Column("valid_from", types.Day, nullable=False),
        sa.Column("valid_to", types.Day, nullable=False),
        sa.Column("opening", types.Exact, nullable=False),
        sa.Column("closing", types.Exact, nullable=False),
        sa.Column("meter", types.Text, nullable=False),
        sa.CheckConstraint("valid_to >= valid_from", name=op.f("ck_meter_use_order")),
        sa.ForeignKeyConstraint(
            ["org_id"], ["organisation.id"], name=op.f("fk_meter_use_org_id_organisation")
        ),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_meter_use_pool_id_cost_pool")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meter_use")),
        sa.UniqueConstraint(
            "pool_id", "org_id", "valid_from", name=op.f("uq_meter_use_pool_id_org_id_valid_from")
        ),
        sqlite_strict=True,
    )


def _pool_month() -> None:
    op.create_table(
        "pool_month",
        sa.Column("id", types.Id, nullable=False),
        sa.Column("accounting_month", types.MonthText, nullable=False),
        sa.Column("service_month", types.MonthText, nullable=False),
        sa.Column("pool_id", types.Id, nullable=False),
        sa.Column("driver", types.Text, nullable=False),
        sa.Column("policy", types.Text, nullable=False),
        sa.Column("weight", types.Exact, nullable=False),
        sa.Column("weight_sum", types.Exact, nullable=False),
        sa.Column("allocable_minor", types.Minor, nullable=False),
        sa.Column("absorbed_minor", types.Minor, nullable=False),
        sa.Column("remainder_rank", types.Number, nullable=True),
        sa.Column("limits", types.Json, server_default="[]", nullable=False),
        sa.Column("added", types.Json, server_default="[]", nullable=False),
        sa.Column("transaction_id", types.Id, nullable=True),
        sa.ForeignKeyConstraint(
            ["pool_id"], ["cost_pool.id"], name=op.f("fk_pool_month_pool_id_cost_pool")
        ),
        sa.ForeignKeyConstraint(
            ["transaction_id"],
            ["ledger_transaction.id"],
            name=op.f("fk_pool_month_transaction_id_ledger_transaction"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_pool_month")),
        sa.UniqueConstraint(
            "accounting_month",
            "service_month",
            "pool_id",
            name=op.f("uq_pool_month_accounting_month_service_month_pool_id"),
        ),
        sqlite_strict=True,
    )


def _pool_rule() -> None:
    with op.batch_alter_table("pool_rule", schema=None) as batch_op:
        batch_op.add_column(sa.Column("name", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("terms", types.Json, server_default="{}", nullable=False))
        batch_op.add_column(sa.Column("approved_by", types.Text, server_default="", nullable=False))
        batch_op.add_column(sa.Column("approved_at", types.Instant, nullable=True))


def _share() -> None:
    with op.batch_alter_table("share", schema=None) as batch_op:
        batch_op.add_column(sa.Column("limits", types.Json, server_default="[]", nullable=False))


def _drivers() -> None:
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint("ck_pool_rule_driver", "pool_rule", type_="check")
        op.create_check_constraint("ck_pool_rule_driver", "pool_rule", f"driver IN ({_AFTER})")
        return
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :before, :after)"
            " WHERE type = 'table' AND name = 'pool_rule'"
        ).bindparams(before=_BEFORE, after=_AFTER)
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
