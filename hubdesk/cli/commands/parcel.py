"""Parcels by command: what came, who fetched it."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli.commands.frontdesk import done, org_id_of, wall
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
Number = Annotated[int, typer.Argument(help=N_("Number of the parcel"))]


@app.command("add", help=N_("Note something that came"))
def add(
    ctx: typer.Context,
    what: Annotated[str, typer.Argument(help=N_("What it is"))],
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    pieces: Annotated[int, typer.Option(help=N_("How many pieces"))] = 1,
    sender: Annotated[str, typer.Option("--from", help=N_("Who sent it"))] = "",
    recipient: Annotated[str, typer.Option("--to", help=N_("For whom it is"))] = "",
    place: Annotated[str, typer.Option(help=N_("Where it lies"))] = "",
) -> None:
    from hubdesk.frontdesk.model import NewParcel
    from hubdesk.frontdesk.service import parcels

    done(
        ctx.obj,
        lambda uow: parcels.take_in(uow, NewParcel(
            org_id_of(uow, org) or 0, clean(what), pieces, clean(sender), clean(recipient),
            clean(place),
        )),
        lambda number: {"parcel": number},
    )  # fmt: skip


@app.command("list", help=N_("What waits to be fetched"))
def list_(ctx: typer.Context) -> None:
    from hubdesk.frontdesk.queries import parcels

    context: Context = ctx.obj
    with context.hub().read() as session:
        now = session.clock.now()
        found = parcels.waiting(session)
    rows = [
        {
            "parcel": one.id, "org": one.org, "what": one.what, "pieces": one.pieces,
            "sender": one.sender, "recipient": one.recipient, "place": one.place,
            "came": wall(context, one.came_at), "days": one.days_waiting(now),
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"parcels": rows}, rows="parcels")


@app.command("fetch", help=N_("Somebody fetched a parcel"))
def fetch(
    ctx: typer.Context,
    parcel: Number,
    by: Annotated[str, typer.Option(help=N_("Who fetched it"))] = "",
) -> None:
    from hubdesk.frontdesk.service import parcels

    done(ctx.obj, lambda uow: parcels.hand_out(uow, parcel, to=clean(by)),
         lambda _: {"parcel": parcel})  # fmt: skip


@app.command("return", help=N_("A parcel goes back to its sender"))
def return_(ctx: typer.Context, parcel: Number) -> None:
    from hubdesk.frontdesk.service import parcels

    done(ctx.obj, lambda uow: parcels.send_back(uow, parcel), lambda _: {"parcel": parcel})
