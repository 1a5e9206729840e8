"""Extras on a date of a booking by command: catering, staff, materials, with their price."""

from __future__ import annotations

from fractions import Fraction
from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.frontdesk import done
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
Date = Annotated[str, typer.Argument(help=N_("Date of a booking, such as o345"))]


@app.command("add", help=N_("Order something with a date of a booking and charge it"))
def add(
    ctx: typer.Context,
    date: Date,
    what: Annotated[str, typer.Argument(help=N_("What is ordered"))],
    price: Annotated[str, typer.Option(help=N_("Net price of one"))],
    quantity: Annotated[str, typer.Option(help=N_("How many"))] = "1",
    kind: Annotated[str, typer.Option(help=N_("catering, staff or material"))] = "catering",
    vat: Annotated[str, typer.Option(help=N_("7, 0 or exempt"))] = "7",
) -> None:
    from hubdesk.costs.service.extras import order_extra
    from hubdesk.frontdesk.model import ExtraKind, NewExtra

    context: Context = ctx.obj
    _, occurrence_id = values.identifier(date, "occurrence")
    values.choice(kind, "--kind", tuple(ExtraKind))
    price_minor = values.minor(price, "--price", context.settings().digits)
    try:
        number = Fraction(quantity)
    except (ValueError, ZeroDivisionError):
        raise BadUsageError(
            reason="not_a_number", option="--quantity", value=quantity
        ) from None
    wish = NewExtra(occurrence_id, ExtraKind(kind), clean(what), number, price_minor, vat)
    done(context, lambda uow: order_extra(uow, wish), lambda extra_id: {"extra": extra_id})


@app.command("list", help=N_("What was ordered with a date"))
def list_(ctx: typer.Context, date: Date) -> None:
    from hubdesk.frontdesk.charges import amount_minor
    from hubdesk.frontdesk.queries.extras import extras_of

    context: Context = ctx.obj
    _, occurrence_id = values.identifier(date, "occurrence")
    digits = context.settings().digits
    with context.hub().read() as session:
        found = extras_of(session, occurrence_id)
    rows = [
        {
            "extra": one.id, "date": format_id("occurrence", one.occurrence_id), "org": one.org,
            "kind": one.kind.value, "what": one.what, "quantity": str(one.quantity),
            **values.money("amount", amount_minor(one.quantity, one.price_minor), digits),
            "vat_rate": one.vat_rate, "cancelled": one.cancelled, "charge": one.charge_id,
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"extras": rows}, rows="extras")


@app.command("cancel", help=N_("Call an extra off and take its charge back"))
def cancel(
    ctx: typer.Context,
    extra: Annotated[int, typer.Argument(help=N_("Number of the extra"))],
    reason: Annotated[str, typer.Option(help=N_("Why"))] = "",
) -> None:
    from hubdesk.costs.service.extras import cancel_extra

    done(ctx.obj, lambda uow: cancel_extra(uow, extra, reason=clean(reason)),
         lambda _: {"extra": extra})  # fmt: skip
