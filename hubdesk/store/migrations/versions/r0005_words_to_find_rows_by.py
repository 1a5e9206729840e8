"""Words to find rows by."""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types
from hubdesk.store.searching import words_of

revision = "0005"
down_revision = "0004"

_SLICE = 10_000
#: kind → its rows as they are at this revision: id, organisation, private, code, names, more.
_ROWS = {
    "organisation": (
        "SELECT id, id, NULL, code, name_th, name_en, tax_id, email, phone FROM organisation", 2
    ),
    "person": (
        "SELECT id, org_id, NULL, NULL, name_th, name_en, email, phone, role FROM person", 2
    ),
    "resource": ("SELECT id, NULL, NULL, code, name_th, name_en, features FROM resource", 2),
    "booking": ("SELECT id, org_id, private, NULL, title, project FROM booking", 1),
    "supplier": ("SELECT id, NULL, NULL, NULL, name, tax_id FROM supplier", 1),
    "bill": ("SELECT id, NULL, NULL, number FROM bill WHERE number <> ''", 0),
    "document": (
        "SELECT id, org_id, NULL, code, accounting_month FROM document WHERE code <> ''", 0
    ),
}  # fmt: skip


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
    _search_text()
    _fill()


def _search_text() -> None:
    op.create_table(
        "search_text",
        sa.Column("kind", types.Text, nullable=False),
        sa.Column("subject_id", types.Id, autoincrement=False, nullable=False),
        sa.Column("org_id", types.Id, nullable=True),
        sa.Column("private", types.Flag, nullable=False),
        sa.Column("words", types.Text, nullable=False),
        sa.PrimaryKeyConstraint("kind", "subject_id", name=op.f("pk_search_text")),
        sqlite_strict=True,
        sqlite_with_rowid=False,
    )


def _fill() -> None:
    connection = op.get_bind()
    table = sa.table(
        "search_text", sa.column("kind"), sa.column("subject_id"), sa.column("org_id"),
        sa.column("private", types.Flag), sa.column("words"),
    )  # fmt: skip
    for kind, (query, names) in _ROWS.items():
        found = connection.execute(sa.text(f"{query} ORDER BY id"))
        while rows := found.fetchmany(_SLICE):
            connection.execute(sa.insert(table), [_entry(kind, names, *row) for row in rows])


def _entry(
    kind: str, names: int, row_id: int, org_id: int | None, private: Any, code: str | None,
    *texts: str | None,
) -> dict[str, Any]:  # fmt: skip
    named, more = [text or "" for text in texts[:names]], [text or "" for text in texts[names:]]
    if kind == "resource":
        more = json.loads(more[0] or "[]")
    return {
        "kind": kind, "subject_id": row_id, "org_id": org_id, "private": bool(private),
        "words": words_of(code or "", named, more),
    }  # fmt: skip
