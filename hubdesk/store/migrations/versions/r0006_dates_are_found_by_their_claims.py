"""Dates are found by their claims, and written faster: what a word may be is compared, not listed.

On SQLite the texts of the two constraints are changed in place, as its manual says where no row
is concerned (https://www.sqlite.org/lang_altertable.html, "Making Other Kinds Of Table Schema
Changes"): a copy of the two largest tables would take minutes.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"

_STATUSES = (
    "requested", "held", "booked", "checked_in", "done", "skipped", "cancelled", "released",
    "no_show",
)  # fmt: skip
_IDLE = ("requested", "skipped", "cancelled", "released")
_SOURCES = ("occurrence", "closure", "assignment")


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _compared("occurrence", "ck_occurrence_status", "status", _STATUSES)
    _compared("claim", "ck_claim_source", "source_kind", _SOURCES)
    op.drop_index("ix_occurrence_org", table_name="occurrence")
    idle = sa.text(_comparisons("status", _IDLE))
    op.create_index(
        "ix_occurrence_idle", "occurrence", ["starts_at"], sqlite_where=idle, postgresql_where=idle
    )


def _comparisons(column: str, values: tuple[str, ...]) -> str:
    return " OR ".join(f"{column} = '{value}'" for value in values)


def _compared(table: str, constraint: str, column: str, values: tuple[str, ...]) -> None:
    comparisons = _comparisons(column, values)
    if op.get_bind().dialect.name != "sqlite":
        op.drop_constraint(constraint, table, type_="check")
        op.create_check_constraint(constraint, table, comparisons)
        return
    listed = f"{column} IN ({', '.join(map(repr, values))})"
    version = op.get_bind().exec_driver_sql("PRAGMA schema_version").scalar_one()
    op.execute("PRAGMA writable_schema = ON")
    op.execute(
        sa.text(
            "UPDATE sqlite_schema SET sql = replace(sql, :listed, :comparisons)"
            " WHERE type = 'table' AND name = :name"
        ).bindparams(listed=listed, comparisons=comparisons, name=table)
    )
    op.execute(f"PRAGMA schema_version = {version + 1}")
    op.execute("PRAGMA writable_schema = OFF")
