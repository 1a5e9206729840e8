"""Visitors by command: expected, here, left, forgotten."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.frontdesk import done, instant_of, org_id_of, wall
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
Number = Annotated[int, typer.Argument(help=N_("Number of the visit"))]


@app.command("add", help=N_("Note a visitor; without a time they are here now"))
def add(
    ctx: typer.Context,
    name: Annotated[str, typer.Argument(help=N_("Who comes; empty with --private"))] = "",
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    at: Annotated[str | None, typer.Option(help=N_("When they are expected"))] = None,
    people: Annotated[int, typer.Option(help=N_("How many come"))] = 1,
    company: Annotated[str, typer.Option("--from", help=N_("Where they come from"))] = "",
    host: Annotated[str, typer.Option("--to", help=N_("Whom they come to see"))] = "",
    note: Annotated[str, typer.Option(help=N_("A note"))] = "",
    private: Annotated[bool, typer.Option("--private", help=N_("Not to be named"))] = False,
    booking: Annotated[
        str | None, typer.Option(help=N_("Number of the date they come for, o345"))
    ] = None,
) -> None:
    from hubdesk.frontdesk.model import NewVisit
    from hubdesk.frontdesk.service import visits

    context: Context = ctx.obj
    expected = instant_of(context, at, "--at")
    date_id = None if booking is None else values.identifier(booking, "occurrence")[1]

    def action(uow: Any) -> int:
        return visits.expect(uow, NewVisit(
            clean(name), org_id_of(uow, org), expected, people, clean(company), clean(host),
            note=clean(note), private=private, occurrence_id=date_id,
        ))  # fmt: skip

    done(context, action, lambda number: {"visit": number})


@app.command("list", help=N_("Visitors of a day, and whoever is still here"))
def list_(
    ctx: typer.Context,
    day: Annotated[str | None, typer.Option(help=N_("Day; else today"))] = None,
    inside: Annotated[bool, typer.Option("--inside", help=N_("Only those who are here"))] = False,
) -> None:
    from hubdesk.frontdesk.queries import visits

    context: Context = ctx.obj
    with context.hub().read() as session:
        today = session.clock.now().astimezone(context.settings().zone).date()
        wanted = today if day is None else values.day(day, "--day")
        found = visits.inside_visits(session) if inside else visits.visits_of(session, wanted)
    rows = [
        {
            "visit": one.id, "status": one.status.value, "name": one.name,
            "company": one.company, "org": one.org, "host": one.host, "people": one.people,
            "expected": wall(context, one.expected_at), "arrived": wall(context, one.arrived_at),
            "left": wall(context, one.left_at), "badge": one.badge, "private": one.private,
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"visitors": rows}, rows="visitors")


@app.command("arrive", help=N_("A visitor is here"))
def arrive(
    ctx: typer.Context,
    visit: Number,
    badge: Annotated[str, typer.Option(help=N_("Number of the badge"))] = "",
) -> None:
    from hubdesk.frontdesk.service import visits

    done(ctx.obj, lambda uow: visits.arrive(uow, visit, badge=clean(badge)),
         lambda _: {"visit": visit})  # fmt: skip


@app.command("leave", help=N_("A visitor has left"))
def leave(ctx: typer.Context, visit: Number) -> None:
    from hubdesk.frontdesk.service import visits

    done(ctx.obj, lambda uow: visits.leave(uow, visit), lambda _: {"visit": visit})


@app.command("cancel", help=N_("A visitor will not come"))
def cancel(ctx: typer.Context, visit: Number) -> None:
    from hubdesk.frontdesk.service import visits

    done(ctx.obj, lambda uow: visits.not_coming(uow, visit), lambda _: {"visit": visit})


@app.command("forget", help=N_("Delete the words about visitors whose days are over"))
def forget(ctx: typer.Context) -> None:
    from hubdesk.outbox.service.tidying import tidy

    done(ctx.obj, tidy, lambda count: {"forgotten": count})
