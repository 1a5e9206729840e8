"""Answers as a table, as one JSON document or as CSV, always the same data.

With ``--format json`` stdout holds exactly one document, refusals included; progress and
messages go to stderr.

    emit(context, {"resources": [...]}, columns=("code", "name", "capacity"))
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Sequence
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import IO, Any

from hubdesk.cli.context import Context
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.month import Month


def jsonable(value: Any) -> Any:
    """What ``json.dumps`` asks for kinds it does not know."""
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, (Month, Fraction, Decimal)):
        return str(value)
    if isinstance(value, (set, frozenset, tuple)):
        return list(value)
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    return str(value)


def emit(
    context: Context, document: dict[str, Any], *, rows: str | None = None, text: str | None = None
) -> None:
    """Print an answer.

    Args:
        document: the whole answer, as JSON gives it.
        rows: key of the list in it that a table or CSV shows; None = the document's own fields.
        text: a sentence for people, shown instead of a table of fields.
    """
    if context.format == "json":
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=jsonable)
        sys.stdout.write("\n")
        return
    listed = _rows_of(document, rows)
    if context.format == "csv":
        _csv(listed, sys.stdout)
    elif text is not None:
        sys.stdout.write(text + "\n")
    else:
        _table(context, listed)


def emit_error(context: Context, error: KnownError) -> None:
    """Tell a refusal: as the one JSON document, or as a line on stderr."""
    message = context.words.error(error)
    if context.format == "json":
        document = {"error": error.code, "message": message, "details": error.details}
        json.dump(document, sys.stdout, ensure_ascii=False, indent=1, default=jsonable)
        sys.stdout.write("\n")
    else:
        sys.stderr.write(message + "\n")


def tell(context: Context, message: str) -> None:
    """A message for a person; never on stdout, so it does not mix with the answer."""
    del context
    sys.stderr.write(message + "\n")


def _rows_of(document: dict[str, Any], rows: str | None) -> list[dict[str, Any]]:
    listed = document[rows] if rows is not None else [document]
    return [asdict(row) if is_dataclass(row) and not isinstance(row, type) else row for row in listed]


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, (list, tuple, dict)):
        return json.dumps(value, ensure_ascii=False, default=jsonable)
    return str(value)


def _csv(rows: Sequence[dict[str, Any]], out: IO[str]) -> None:
    from hubdesk.exchange.tables import guard_cell

    if not rows:
        return
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(rows[0].keys())
    for row in rows:
        writer.writerow([guard_cell(_plain(value)) for value in row.values()])


def _table(context: Context, rows: Sequence[dict[str, Any]]) -> None:
    if not rows:
        sys.stdout.write(context.words.t("Nothing to show.") + "\n")
        return
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for name, value in rows[0].items():
        numeric = isinstance(value, (int, Fraction)) and not isinstance(value, bool)
        table.add_column(name.replace("_", " "), justify="right" if numeric else "left")
    for row in rows:
        table.add_row(*(Text(_plain(value)) for value in row.values()))
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False, markup=False).print(table)
