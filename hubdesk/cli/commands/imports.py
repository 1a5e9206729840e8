"""Reading spreadsheets: every kind of import goes through the use case of its feature.

All files are read before anything is written, so a file that is no table stops the command with
nothing done.  Each file is one unit of work; one with a rejected row leaves no trace, unless a
partial import was asked for.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import files, values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit, tell
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.exchange.columns import Parsed
    from hubdesk.exchange.outcome import ImportOutcome, Rejection

app = typer.Typer(rich_markup_mode=None)

#: Kind → the module with its use case, ``import_KIND``.
_MODULES = {
    "organisations": "hubdesk.orgs.imports",
    "people": "hubdesk.orgs.imports",
    "resources": "hubdesk.spaces.imports",
    "occupancy": "hubdesk.orgs.imports",
    "bills": "hubdesk.costs.imports",
    "income": "hubdesk.costs.imports",
    "direct-charges": "hubdesk.costs.imports",
    "bookings": "hubdesk.booking.imports",
    "payments": "hubdesk.billing.imports",
}
#: Kinds that stand in an accounting month.
_MONTHLY = ("bills", "income", "direct-charges", "payments")


class _NotKept(Exception):  # noqa: N818 - not a failure: it only ends a unit of work
    """Leaves a unit of work without a trace."""


@app.command("import", help=N_("Read a spreadsheet into the hub"))
def import_(
    ctx: typer.Context,
    kind: Annotated[
        str,
        typer.Argument(
            help=N_(
                "organisations, people, resources, occupancy, bills, income, direct-charges, "
                "bookings or payments"
            )
        ),
    ],
    paths: Annotated[list[Path], typer.Argument(help=N_("CSV or XLSX files"))],
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
    ] = False,
    partial: Annotated[
        bool, typer.Option("--partial", help=N_("Write the good rows of a file with bad ones"))
    ] = False,
    month: Annotated[
        str | None, typer.Option(help=N_("Accounting month to insist on, YYYY-MM"))
    ] = None,
    dates: Annotated[
        str | None, typer.Option(help=N_("dmy or mdy, for dates that do not say it"))
    ] = None,
    era: Annotated[
        str | None, typer.Option(help=N_("be or ce, for years that do not say it"))
    ] = None,
) -> None:
    context: Context = ctx.obj
    values.choice(kind, "KIND", tuple(_MODULES))
    chosen: dict[str, Any] = {
        "dates": dates and values.choice(dates, "--dates", ("dmy", "mdy")),
        "era": era and values.choice(era, "--era", ("be", "ce")),
    }
    more: dict[str, Any] = {}
    if month is not None:
        if kind not in _MONTHLY:
            raise BadUsageError(reason="option_only_for", option="--month", kinds=_MONTHLY)
        more["month"] = values.month(month, "--month")
    use_case = getattr(import_module(_MODULES[kind]), f"import_{kind.replace('-', '_')}")
    tables = [_parsed(context, kind, path, chosen) for path in paths]
    outcomes = [
        _imported(
            context, lambda uow, table=table: use_case(uow, table, **more), partial=partial,
            dry_run=dry_run,
        )
        for table in tables
    ]  # fmt: skip
    _answer(context, outcomes, [warning for table in tables for warning in table.warnings])


def _parsed(context: Context, kind: str, path: Path, chosen: dict[str, Any]) -> Parsed:
    from hubdesk.exchange.columns import parse
    from hubdesk.exchange.tables import MAX_BYTES, read_table

    table = read_table(files.read(path, limit=MAX_BYTES), path.name)
    return parse(kind, table, digits=context.settings().digits, **chosen)


def _imported(
    context: Context, use_case: Callable[..., ImportOutcome], *, partial: bool, dry_run: bool
) -> ImportOutcome:
    """One file as one unit of work."""
    outcome: ImportOutcome | None = None
    try:
        with context.hub().write() as uow:
            outcome = use_case(uow)
            if dry_run or (outcome.rejected and not partial):
                raise _NotKept
    except _NotKept:
        pass
    assert outcome is not None
    if outcome.rejected and not partial:
        return replace(outcome, created=0, updated=0)
    return outcome


def _answer(context: Context, outcomes: list[ImportOutcome], warnings: list[Rejection]) -> None:
    rejected = [row for outcome in outcomes for row in outcome.rejected]
    for warning in warnings:
        tell(f"{warning.source}:{warning.line}: {_sentence(context, warning)}")
    counts = {
        name: sum(getattr(outcome, name) for outcome in outcomes)
        for name in ("read", "created", "updated", "skipped")
    }
    document = {**counts, "rejected": [_rejection(context, row) for row in rejected]}
    if context.format == "table" and rejected:
        emit(context, document, rows="rejected", columns=("source", "line", "message"))
        tell(context.words.t("{read} rows read, {rejected} rejected.",
                             read=counts["read"], rejected=len(rejected)))  # fmt: skip
    else:
        shown = context.words.t(
            "{read} rows read: {created} new, {updated} changed, {skipped} known already.", **counts
        )
        emit(context, document, rows="rejected" if rejected else None, text=shown)
    raise typer.Exit(1 if rejected else 0)


def _rejection(context: Context, row: Rejection) -> dict[str, Any]:
    found: dict[str, Any] = {"source": row.source, "line": row.line, "reason": row.reason}
    if "column" in row.details:
        found["column"] = row.details["column"]
    return {**found, "message": _sentence(context, row)}


def _sentence(context: Context, row: Rejection) -> str:
    return context.words.sentence(row.reason, row.details)
