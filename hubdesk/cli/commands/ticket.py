"""Work for the caretaker by command."""

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
Number = Annotated[int, typer.Argument(help=N_("Number of the ticket"))]


@app.command("add", help=N_("Give the caretaker something to do"))
def add(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help=N_("What is to be done"))],
    kind: Annotated[str, typer.Option(help=N_("out_of_order or set_up"))] = "set_up",
    room: Annotated[str | None, typer.Option(help=N_("Code of the room"))] = None,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    due: Annotated[str | None, typer.Option(help=N_("By when"))] = None,
    close_until: Annotated[
        str | None, typer.Option(help=N_("Close the room from now until then"))
    ] = None,
) -> None:
    from hubdesk.frontdesk.model import NewTicket, TicketKind
    from hubdesk.frontdesk.service import tickets
    from hubdesk.spaces.queries import resource_by_code

    context: Context = ctx.obj
    values.choice(kind, "--kind", tuple(TicketKind))
    due_at = instant_of(context, due, "--due")
    until = instant_of(context, close_until, "--close-until")

    def action(uow: Any) -> int:
        resource_id = None if room is None else resource_by_code(uow, room).id
        return tickets.open_ticket(uow, NewTicket(
            TicketKind(kind), clean(what), resource_id=resource_id, org_id=org_id_of(uow, org),
            due_at=due_at, close_until=until,
        ))  # fmt: skip

    done(context, action, lambda number: {"ticket": number})


@app.command("list", help=N_("What the caretaker has to do"))
def list_(ctx: typer.Context) -> None:
    from hubdesk.frontdesk.queries.tickets import open_tickets

    context: Context = ctx.obj
    with context.hub().read() as session:
        now = session.clock.now()
        found = open_tickets(session)
    rows = [
        {
            "ticket": one.id, "kind": one.kind.value, "what": one.what, "room": one.room,
            "org": one.org, "due": wall(context, one.due_at), "overdue": one.is_overdue(now),
            "closed_until": wall(context, one.closed_until),
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"tickets": rows}, rows="tickets")


@app.command("finish", help=N_("The work is done; a room closed for it opens again"))
def finish(
    ctx: typer.Context,
    ticket: Number,
    by: Annotated[str, typer.Option(help=N_("Who did it"))] = "",
) -> None:
    from hubdesk.frontdesk.service import tickets

    done(ctx.obj, lambda uow: tickets.finish(uow, ticket, by=clean(by)),
         lambda _: {"ticket": ticket})  # fmt: skip


@app.command("cancel", help=N_("Withdraw a ticket"))
def cancel(ctx: typer.Context, ticket: Number) -> None:
    from hubdesk.frontdesk.service import tickets

    done(ctx.obj, lambda uow: tickets.cancel(uow, ticket), lambda _: {"ticket": ticket})
