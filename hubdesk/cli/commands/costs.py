"""The months: what a close would charge, closing, reopening, the worksheet."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import files, values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit, tell
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.model import Finding

app = typer.Typer(rich_markup_mode=None)

_Month = Annotated[str, typer.Argument(metavar="MONTH", help=N_("Month, YYYY-MM"))]
_SHOWN = ("org", "pool", "driver", "value", "days", "weight", "weight_sum", "amount")


@app.command("months", help=N_("List the months and their states"))
def months(ctx: typer.Context) -> None:
    from hubdesk.month import queries

    context: Context = ctx.obj
    zone = context.settings().zone
    with context.hub().read() as session:
        found = queries.months(session)
    rows = [
        {
            "month": str(one.month),
            "state": one.state,
            "closed_at": one.closed_at and values.wall(one.closed_at, zone),
            "closed_by": one.closed_by or None,
        }
        for one in found
    ]
    emit(context, {"months": rows}, rows="months", columns=("month", "state"))


@app.command("fees", help=N_("What late and missed dates of a month cost, and what was waived"))
def fees(ctx: typer.Context, month: _Month) -> None:
    from hubdesk.costs.queries.dues import late_fees

    context: Context = ctx.obj
    hub, wanted = context.settings(), values.month(month)
    with context.hub().read() as session:
        found = late_fees(session, wanted)
    rows = [
        {
            "occurrence_id": format_id("occurrence", one.occurrence_id),
            "booking": format_id("booking", one.booking_id),
            "org": one.org,
            "resource": one.resource.get("en"),
            "start": values.wall(one.starts_at, hub.zone),
            "end": values.wall(one.ends_at, hub.zone),
            "kind": one.kind,
            **values.money("net", one.net_minor, hub.digits),
            "plan_minutes": one.plan_minutes,
            "waived": one.reason or None,
        }
        for one in found
    ]
    columns = ("occurrence_id", "org", "resource", "start", "kind", "net", "waived")
    emit(context, {"month": str(wanted), "fees": rows}, rows="fees", columns=columns)


@app.command("preview", help=N_("What closing a month would charge, and what stands in its way"))
def preview(ctx: typer.Context, month: _Month) -> None:
    from hubdesk.month import queries

    context: Context = ctx.obj
    wanted = values.month(month)
    context.settings()
    with context.hub().read() as session:
        found = queries.preview(session, wanted)
        document = queries.worksheet(session, wanted)
    findings = _findings(context, found.findings)
    for finding in findings if context.format != "json" else ():
        tell(finding["message"])
    document |= {"ready": found.ready, "findings": findings}
    _emit_worksheet(context, document)


@app.command("close", help=N_("Freeze and post a month, number its statements, lock it"))
def close(
    ctx: typer.Context,
    month: _Month,
    soft: Annotated[
        bool, typer.Option("--soft", help=N_("Only mark it as finished; nothing is issued"))
    ] = False,
) -> None:
    from hubdesk.month import service

    context: Context = ctx.obj
    wanted = values.month(month)
    context.settings()
    with context.hub().write() as uow:
        result = service.close(uow, wanted, soft=soft)
    findings = _findings(context, result.findings)
    for finding in findings if context.format != "json" else ():
        tell(finding["message"])
    words = context.words
    shown = {"month": words.month(wanted), "state": words.name("month_state", result.state)}
    if result.changed:
        text = words.t(
            "{month} is now {state}; {documents} statements were issued.",
            documents=len(result.documents),
            **shown,
        )
    else:
        text = words.t("{month} is {state} already; nothing was changed.", **shown)
    document = {
        "month": str(wanted),
        "state": result.state,
        "changed": result.changed,
        "documents": len(result.documents),
        "credited": len(result.credited),
        "fingerprint": result.fingerprint or None,
        "findings": findings,
        "change": _change(uow.changes.history_seq),
    }
    emit(context, document, text=text)


@app.command("reopen", help=N_("Open a locked month for corrections; who and why is kept"))
def reopen(
    ctx: typer.Context,
    month: _Month,
    reason: Annotated[str, typer.Option(help=N_("Why"))],
    until: Annotated[str, typer.Option(help=N_("Last day or moment it takes entries"))],
) -> None:
    from hubdesk.month import queries, service

    context: Context = ctx.obj
    wanted = values.month(month)
    zone = context.settings().zone
    last = values.day_or_moment(until, "--until", zone)
    with context.hub().write() as uow:
        service.reopen(uow, wanted, reason=reason, until=last)
    with context.hub().read() as session:
        info = next(one for one in queries.months(session) if one.month == wanted)
    document = {
        "month": str(wanted),
        "state": info.state,
        "changed": True,
        "reason": info.reason,
        "until": info.reopened_until and values.wall(info.reopened_until, zone),
        "change": _change(uow.changes.history_seq),
    }
    emit(context, document)


@app.command("worksheet", help=N_("Every share with its weight; with --out all files to recompute"))
def worksheet(
    ctx: typer.Context,
    month: _Month,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    out: Annotated[Path | None, typer.Option(help=N_("Folder to write the package into"))] = None,
) -> None:
    from hubdesk.month import queries

    context: Context = ctx.obj
    wanted = values.month(month)
    with context.hub().read() as session:
        document = queries.worksheet(session, wanted, org)
        if out is not None:
            from hubdesk.month.package import write_worksheet_package

            with files.writing(out):
                written = write_worksheet_package(session, wanted, out)
            told = context.words.t(
                "{count} files written to {folder}.", count=len(written), folder=out
            )
            tell(told)
    _emit_worksheet(context, document)


def _emit_worksheet(context: Context, document: dict[str, Any]) -> None:
    if context.format != "json":
        digits = context.settings().digits
        rows = [
            {**row, **values.money("amount", row["amount_minor"], digits)}
            for row in document["rows"]
        ]
        document = {**document, "rows": rows}
    emit(context, document, rows="rows", columns=_SHOWN)


def _findings(context: Context, findings: Iterable[Finding]) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            "blocks": one.blocks,
            "message": context.words.sentence(one.code, one.details),
            "details": dict(one.details),
        }
        for one in findings
    ]


def _change(number: int | None) -> str | None:
    return None if number is None else format_id("history", number)
