"""Entering money received from an organisation."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)


@app.command("pay", help=N_("Enter a payment of an organisation"))
def pay(
    ctx: typer.Context,
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    date: Annotated[str, typer.Option(help=N_("Day the money came"))],
    amount: Annotated[str, typer.Option(help=N_("Amount; negative for money paid back"))],
    reference: Annotated[str, typer.Option(help=N_("Reference of the transfer"))] = "",
    month: Annotated[
        str | None, typer.Option(help=N_("Accounting month to insist on, YYYY-MM"))
    ] = None,
) -> None:
    from hubdesk.billing import queries, service
    from hubdesk.ledger.queries import receivables

    context: Context = ctx.obj
    wanted_month = None if month is None else values.month(month, "--month")
    day = values.day(date, "--date")
    digits = context.settings().digits
    amount_minor = values.minor(amount, "--amount", digits)
    with context.hub().write() as uow:
        payment_id = service.add_payment(
            uow, org=org, date=day, amount_minor=amount_minor, reference=clean(reference),
            month=wanted_month,
        )  # fmt: skip
        payment = next(one for one in queries.payments(uow) if one.id == payment_id)
        owed = receivables(uow).get(payment.org_id, 0)
    assert uow.changes.history_seq is not None
    emit(
        context,
        {
            "payment_id": payment_id,
            "code": payment.code,
            "org": payment.org,
            "date": payment.date.isoformat(),
            **values.money("amount", payment.amount_minor, digits),
            "reference": payment.reference,
            "accounting_month": str(payment.accounting_month),
            **values.money("balance", owed, digits),
            "change": format_id("history", uow.changes.history_seq),
        },
    )
