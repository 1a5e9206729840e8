"""Answers as a table for a person: headings and stored words in the reader's language.

What people typed is written as plain text; nothing in it is taken for markup.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from hubdesk.cli.output import Document, plain
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.cli.context import Context

#: Field → heading.
HEADINGS = {
    "account": N_("column|Account"),
    "action": N_("column|Action"),
    "actor": N_("column|By"),
    "allocable": N_("column|To share"),
    "amount": N_("column|Amount"),
    "at": N_("column|When"),
    "balance": N_("column|Balance"),
    "booking": N_("column|Booking"),
    "booking_id": N_("column|Booking"),
    "by": N_("column|Taken by"),
    "capacity": N_("column|Seats"),
    "change": N_("column|Change"),
    "code": N_("column|Code"),
    "created": N_("column|New"),
    "date": N_("column|Date"),
    "days": N_("column|Days"),
    "description": N_("column|Description"),
    "driver": N_("column|Driver"),
    "end": N_("column|End"),
    "entity": N_("column|Subject"),
    "free_until": N_("column|Free until"),
    "id": N_("column|Number"),
    "kind": N_("column|Kind"),
    "line": N_("column|Line"),
    "message": N_("column|What is the matter"),
    "month": N_("column|Month"),
    "name": N_("column|Name"),
    "net": N_("column|Net"),
    "occurrence_id": N_("column|Date no."),
    "org": N_("column|Organisation"),
    "outcome": N_("column|Outcome"),
    "page": N_("column|Page"),
    "pool": N_("column|Pool"),
    "read": N_("column|Read"),
    "reason": N_("column|Reason"),
    "resource": N_("column|Room"),
    "series": N_("column|Series"),
    "skipped": N_("column|Known"),
    "source": N_("column|From"),
    "start": N_("column|Start"),
    "state": N_("column|State"),
    "status": N_("column|Status"),
    "title": N_("column|Title"),
    "updated": N_("column|Changed"),
    "value": N_("column|Value"),
    "weight": N_("column|Weight"),
    "weight_sum": N_("column|All weights"),
    "where": N_("column|Where"),
}

#: Field → group of names whose codes it holds.
_CODES = {
    "status": "status",
    "outcome": "outcome",
    "state": "month_state",
    "driver": "driver",
}


def print_table(
    context: Context, rows: Sequence[Document], columns: Sequence[str] | None = None
) -> None:
    """Print rows that are not empty; amounts in minor units are left to scripts."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    names = [
        name
        for name in columns or rows[0]
        if not (name.endswith("_minor") and name.removesuffix("_minor") in rows[0])
    ]
    table = Table(box=None, pad_edge=False, header_style="bold")
    for name in names:
        numeric = f"{name}_minor" in rows[0] or type(rows[0].get(name)) is int
        table.add_column(_heading(context, name), justify="right" if numeric else "left")
    for row in rows:
        table.add_row(*(Text(_shown(context, name, row.get(name))) for name in names))
    width = None if sys.stdout.isatty() else 200
    Console(file=sys.stdout, width=width, highlight=False, markup=False).print(table)


def _heading(context: Context, name: str) -> str:
    heading = HEADINGS.get(name)
    return name.replace("_", " ") if heading is None else context.words.t(heading)


def _shown(context: Context, name: str, value: Any) -> str:
    if isinstance(value, bool):
        return context.words.t("yes") if value else context.words.t("no")
    if isinstance(value, str) and name in _CODES:
        return context.words.name(_CODES[name], value)
    return plain(value, context)
