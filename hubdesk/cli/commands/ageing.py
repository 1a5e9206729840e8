"""Who owes what and since when, as of any day."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

_BUCKETS = ("not_due", "to_30", "to_60", "to_90", "over_90")


@app.command("ageing", help=N_("Who owes what, and since when"))
def ageing(
    ctx: typer.Context,
    at: Annotated[str | None, typer.Option(help=N_("As of this day; today without it"))] = None,
) -> None:
    from hubdesk.month.queries.documents import ageing_paper

    context: Context = ctx.obj
    settings = context.settings()
    today = context.hub().database.clock.now().astimezone(settings.zone).date()
    day = today if at is None else values.day(at, "--at")
    with context.hub().read() as session:
        paper = ageing_paper(session, day)
    rows: list[dict[str, Any]] = []
    for one in paper.rows:
        row: dict[str, Any] = {"org": one.code}
        for name, minor in zip(_BUCKETS, one.buckets, strict=True):
            row |= values.money(name, minor, settings.digits)
        row |= values.money("other", one.other_minor, settings.digits)
        row |= values.money("credit", one.credit_minor, settings.digits)
        row |= values.money("owed", one.total_minor, settings.digits)
        rows.append(row)
    document = {
        "at": day.isoformat(),
        "organisations": rows,
        **values.money("total", paper.sums.total_minor, settings.digits),
    }
    emit(context, document, rows="organisations")
