"""Entering a supplier's bill."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)


@app.callback()
def bill() -> None:
    """Keeps ``add`` a command of the group, though it is the only one."""


@app.command("add", help=N_("Enter and post a bill; it is shared when its month is closed"))
def add(
    ctx: typer.Context,
    supplier: Annotated[str, typer.Option(help=N_("Name of the supplier"))],
    number: Annotated[str, typer.Option(help=N_("Number on the bill"))],
    date: Annotated[str, typer.Option(help=N_("Date on the bill"))],
    service_from: Annotated[str, typer.Option(help=N_("First day it is for"))],
    service_to: Annotated[str, typer.Option(help=N_("Last day it is for"))],
    pool: Annotated[str, typer.Option(help=N_("Code of the cost pool; an unknown one is made"))],
    net: Annotated[str, typer.Option(help=N_("Amount before VAT; negative for a credit"))],
    vat_rate: Annotated[str, typer.Option(help=N_("exempt, 0 or 7"))],
    driver: Annotated[
        str | None, typer.Option(help=N_("By what the pool is shared; else as it is already"))
    ] = None,
    month: Annotated[
        str | None, typer.Option(help=N_("Accounting month to insist on, YYYY-MM"))
    ] = None,
) -> None:
    from hubdesk.costs import queries, service
    from hubdesk.costs.model import DRIVERS

    context: Context = ctx.obj
    if driver is not None:
        values.choice(driver, "--driver", DRIVERS)
    wanted_month = None if month is None else values.month(month, "--month")
    days = {
        "date": values.day(date, "--date"),
        "service_from": values.day(service_from, "--service-from"),
        "service_to": values.day(service_to, "--service-to"),
    }
    digits = context.settings().digits
    net_minor = values.minor(net, "--net", digits)
    with context.hub().write() as uow:
        bill_id = service.add_bill(
            uow, supplier=supplier, number=number, pool=pool, driver=driver,
            net_minor=net_minor, vat_rate=vat_rate, month=wanted_month, **days,
        )  # fmt: skip
        entered = queries.bill(uow, bill_id)
    assert uow.changes.history_seq is not None
    emit(
        context,
        {
            "bill_id": bill_id,
            "supplier": entered.supplier,
            "number": entered.number,
            "pool": entered.pool,
            **values.money("net", entered.net_minor, digits),
            **values.money("vat", entered.vat_minor, digits),
            "service_month": str(entered.service_month),
            "accounting_month": str(entered.accounting_month),
            "change": format_id("history", uow.changes.history_seq),
        },
    )
