"""Deposits: taken, returned, kept."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.prices import changed
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

_Number = Annotated[int, typer.Argument(metavar="NUMBER", help=N_("Number of the deposit"))]
_On = Annotated[str, typer.Option(help=N_("Day the money moved"))]


@app.command("list", help=N_("List deposits, those that are held first"))
def listed(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
) -> None:
    from hubdesk.costs.queries import deposits
    from hubdesk.costs.queries.dues import to_return
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    digits = context.settings().digits
    with context.hub().read() as session:
        org_id = None if org is None else organisation_by_code(session, org).id
        found = deposits(session, org_id)
        over = to_return(session, found)
    rows = [
        {
            "deposit": one.id,
            "org": one.org,
            "booking": None if one.booking_id is None else f"b{one.booking_id}",
            **values.money("amount", one.amount_minor, digits),
            "state": one.state,
            "to_return": one.id in over,
            **values.money("kept", one.kept_minor, digits),
            "held_on": one.held_on.isoformat(),
            "settled_on": one.settled_on and one.settled_on.isoformat(),
            "reason": one.reason,
        }
        for one in found
    ]
    emit(context, {"deposits": rows}, rows="deposits",
         columns=("deposit", "org", "amount", "state", "held_on", "settled_on"))  # fmt: skip


@app.command("due", help=N_("List bookings to come whose deposit is still to be taken"))
def due(ctx: typer.Context) -> None:
    from hubdesk.costs.queries import deposits
    from hubdesk.costs.queries.dues import deposits_due

    context: Context = ctx.obj
    hub = context.settings()
    with context.hub().read() as session:
        found = deposits_due(session, deposits(session))
    rows = [
        {
            "org": one.org,
            "booking": f"b{one.booking_id}",
            "resource": one.resource.get("en"),
            "start": values.wall(one.starts_at, hub.zone),
            **values.money("amount", one.amount_minor, hub.digits),
        }
        for one in found
    ]
    emit(context, {"due": rows}, rows="due",
         columns=("org", "booking", "resource", "start", "amount"))  # fmt: skip


@app.command("take", help=N_("Note that an organisation has paid a deposit"))
def take(
    ctx: typer.Context,
    org: Annotated[str, typer.Argument(metavar="ORG", help=N_("Code of the organisation"))],
    amount: Annotated[str, typer.Option(help=N_("Amount"))],
    on: _On,
    booking: Annotated[str | None, typer.Option(help=N_("Booking it is for, b12"))] = None,
    reason: Annotated[str, typer.Option(help=N_("What for"))] = "",
) -> None:
    from hubdesk.costs.service import take_deposit
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    day, digits = values.day(on, "--on"), context.settings().digits
    number = None if booking is None else values.identifier(booking, "booking")[1]
    with context.hub().write() as uow:
        deposit = take_deposit(
            uow, organisation_by_code(uow, org).id, on=day, booking_id=number,
            amount_minor=values.minor(amount, "--amount", digits), reason=clean(reason),
        )  # fmt: skip
    emit(context, {"deposit": deposit, "org": org, "change": changed(uow)})


@app.command("settle", help=N_("Return a deposit, or keep some or all of it"))
def settle(
    ctx: typer.Context,
    number: _Number,
    on: _On,
    keep: Annotated[str | None, typer.Option(help=N_("What is kept"))] = None,
    reason: Annotated[str, typer.Option(help=N_("Why something is kept"))] = "",
) -> None:
    from hubdesk.costs.service import settle_deposit

    context: Context = ctx.obj
    day, digits = values.day(on, "--on"), context.settings().digits
    kept = 0 if keep is None else values.minor(keep, "--keep", digits)
    with context.hub().write() as uow:
        settle_deposit(uow, number, on=day, kept_minor=kept, reason=clean(reason))
    emit(context, {"deposit": number, "change": changed(uow)})
