"""Writes migrations from the difference between the tables and the newest revision.

    python -m tests.revision "bills know their project"
    python -m tests.revision "bills know their project" 0006    # one for all since 0006

The second makes one revision of those that have not left the house yet.  The file is a draft: read
it, and add what moves data.  Kept with the tests because only a
developer needs it, and the store may not know the features' tables.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any, Literal

from alembic.autogenerate import produce_migrations, render_python_code
from alembic.migration import MigrationContext
from alembic.operations import ops
from sqlalchemy.types import TypeEngine

from hubdesk import bootstrap
from hubdesk.store import connections, migrate, schema, types
from tests.need import CHECKOUT

FOLDER = CHECKOUT / "hubdesk" / "store" / "migrations" / "versions"

_HEAD = '''"""{words}."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from hubdesk.store import types

revision = "{revision}"
down_revision = {previous}


def upgrade() -> None:
    """Called by ``store.migrate`` inside one transaction."""
{calls}
'''


def render_type(kind: str, column_type: Any, _context: Any) -> str | Literal[False]:
    """How a column's type is written in a migration."""
    if kind != "type" or not isinstance(column_type, TypeEngine):
        return False
    if isinstance(column_type, types.Kept):
        return f"types.{type(column_type).__name__}"
    names = ("Id", "Minor", "Number", "Text", "Blob")
    same = [name for name in names if getattr(types, name) is column_type]
    alike = [name for name in names if type(getattr(types, name)) is type(column_type)]
    return f"types.{(same or alike)[0]}" if same or alike else False


def differences(revision: str | None) -> list[ops.MigrateOperation]:
    """Alembic's operations that lead from a hub of a revision (None: nothing) to the tables."""
    metadata = bootstrap.all_tables()
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "older"
        place.touch()
        links = connections.Links(str(place))
        try:
            with links.borrowed(writing=True) as link:
                link.raw.execute("BEGIN IMMEDIATE")
                if revision is not None:
                    migrate.upgrade(link.sql, None, revision)
                context = MigrationContext.configure(
                    link.sql, opts={"target_metadata": metadata, "compare_type": True}
                )
                operations: list[ops.MigrateOperation] = []
                for script in produce_migrations(context, metadata).upgrade_ops_list:
                    operations += script.ops
                return operations
        finally:
            links.close()


def write(
    words: str, revision: str, previous: str | None, operations: list[ops.MigrateOperation]
) -> Path:
    """Write the file of a revision, one function for each table, and return where it is."""
    by_table: dict[str, list[ops.MigrateOperation]] = {}
    for operation in operations:
        table = getattr(operation, "table_name", "") or "others"
        by_table.setdefault(table, []).append(operation)
    functions = []
    for table, group in by_table.items():
        new = any(isinstance(operation, ops.CreateTableOp) for operation in group)
        code = render_python_code(
            ops.UpgradeOps(ops=group), render_as_batch=not new, render_item=render_type
        )
        lines = [line for line in code.splitlines() if not line.strip().startswith("# ###")]
        functions.append(f"\n\ndef _{table}() -> None:\n" + "\n".join(lines).rstrip() + "\n")
    head = _HEAD.format(
        words=words[0].upper() + words[1:],
        revision=revision,
        previous="None" if previous is None else f'"{previous}"',
        calls="\n".join(f"    _{table}()" for table in by_table),
    )
    path = FOLDER / f"r{revision}_{re.sub(r'[^a-z0-9]+', '_', words.lower()).strip('_')}.py"
    path.write_text(head + "".join(functions), encoding="utf-8")
    ruff = [sys.executable, "-m", "ruff"]
    subprocess.run([*ruff, "format", "--quiet", path], cwd=CHECKOUT, check=True)
    subprocess.run([*ruff, "check", "--quiet", "--fix", path], cwd=CHECKOUT, check=True)
    return path


def forget_after(revision: str) -> None:
    """Remove the files of the revisions that follow one."""
    for path in FOLDER.glob("r*.py"):
        if path.name[1:5] > revision:
            path.unlink()


if __name__ == "__main__":
    words, *after = sys.argv[1:]
    newest = after[0] if after else schema.REVISION
    forget_after(newest)
    print(write(words, f"{int(newest) + 1:04d}", newest, differences(newest)))
