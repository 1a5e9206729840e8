"""Entering a supplier's bill."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.model import Bill

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
    dated = values.day(date, "--date")
    first = values.day(service_from, "--service-from")
    last = values.day(service_to, "--service-to")
    net_minor = values.minor(net, "--net", context.settings().digits)
    with context.hub().write() as uow:
        bill_id = service.add_bill(
            uow, supplier=clean(supplier), number=clean(number), date=dated,
            service_from=first, service_to=last, pool=clean(pool), driver=driver,
            net_minor=net_minor, vat_rate=vat_rate, month=wanted_month,
        )  # fmt: skip
        entered = queries.bill(uow, bill_id)
    _answer(context, entered, uow.changes.history_seq)


def _answer(context: Context, bill: Bill, change: int | None) -> None:
    digits = context.settings().digits
    document = {
        "bill_id": bill.id,
        "supplier": bill.supplier,
        "number": bill.number,
        "pool": bill.pool,
        **values.money("net", bill.net_minor, digits),
        **values.money("vat", bill.vat_minor, digits),
        "service_month": str(bill.service_month),
        "accounting_month": str(bill.accounting_month),
        "change": None if change is None else format_id("history", change),
    }
    emit(context, document)
