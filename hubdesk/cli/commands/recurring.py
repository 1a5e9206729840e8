"""Bills that come again: templates, their drafts once for each period, entering one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.recurring import BillDraft
    from hubdesk.store.session import UnitOfWork

app = typer.Typer(rich_markup_mode=None)

#: What an id of the database can be.
_MOST = 2**63 - 1

Template = Annotated[
    int, typer.Argument(help=N_("Number of the recurring bill, see list"), min=1, max=_MOST)
]
Draft = Annotated[
    int, typer.Argument(help=N_("Number of the draft, see drafts"), min=1, max=_MOST)
]


@app.command("list", help=N_("Bills that come again"))
def listed(ctx: typer.Context) -> None:
    from hubdesk.costs.queries.recurring import recurring_bills

    context: Context = ctx.obj
    digits = context.settings().digits
    with context.hub().read() as session:
        rows = [
            {
                "recurring_id": one.id, "supplier": one.supplier, "pool": one.pool,
                **values.money("net", one.net_minor, digits), "vat_rate": one.vat_rate,
                "every_months": one.every_months, "day": one.day,
                "first_month": str(one.first_month),
                "last_month": None if one.last_month is None else str(one.last_month),
            }
            for one in recurring_bills(session)
        ]  # fmt: skip
    emit(context, {"recurring": rows}, rows="recurring")


@app.command("add", help=N_("Say that a supplier's bill comes again every few months"))
def add(
    ctx: typer.Context,
    supplier: Annotated[str, typer.Option(help=N_("Name of the supplier"))],
    pool: Annotated[str, typer.Option(help=N_("Code of the cost pool"))],
    net: Annotated[str, typer.Option(help=N_("Amount before VAT"))],
    vat_rate: Annotated[str, typer.Option(help=N_("exempt, 0 or 7"))],
    first: Annotated[str, typer.Option(help=N_("Month in which the first period begins"))],
    every: Annotated[int, typer.Option(help=N_("Months of a period, 1 to 12"))] = 1,
    day: Annotated[int, typer.Option(help=N_("Day of the month it is dated"))] = 1,
    last: Annotated[str | None, typer.Option(help=N_("No period begins after this month"))] = None,
) -> None:
    from hubdesk.costs import service

    context: Context = ctx.obj
    first_month = values.month(first, "--first")
    last_month = None if last is None else values.month(last, "--last")
    net_minor = values.minor(net, "--net", context.settings().digits)
    with context.hub().write() as uow:
        recurring_id = service.add_recurring_bill(
            uow, supplier=clean(supplier), pool=clean(pool), net_minor=net_minor,
            vat_rate=vat_rate, every_months=every, day=day, first_month=first_month,
            last_month=last_month,
        )  # fmt: skip
    emit(context, _changed({"recurring_id": recurring_id}, uow))


@app.command("end", help=N_("Say after which month none comes any more"))
def end(
    ctx: typer.Context,
    recurring: Template,
    last: Annotated[str, typer.Option(help=N_("No period begins after this month"))],
) -> None:
    from hubdesk.costs import service

    context: Context = ctx.obj
    month = values.month(last, "--last")
    with context.hub().write() as uow:
        service.end_recurring_bill(uow, recurring, month)
    emit(context, _changed({"recurring_id": recurring, "last_month": str(month)}, uow))


@app.command("generate", help=N_("Make the drafts up to a month; each period gets one only"))
def generate(
    ctx: typer.Context, month: Annotated[str, typer.Argument(help=N_("Month, YYYY-MM"))]
) -> None:
    from hubdesk.costs import service

    context: Context = ctx.obj
    until = values.month(month)
    with context.hub().write() as uow:
        made = service.generate_drafts(uow, until)
    emit(context, _changed({"until": str(until), "generated": len(made)}, uow))


@app.command("drafts", help=N_("Drafts that wait for their bill, or all"))
def drafts(
    ctx: typer.Context,
    state: Annotated[str, typer.Option(help=N_("draft, entered, skipped or all"))] = "draft",
) -> None:
    from hubdesk.costs.queries.recurring import bill_drafts

    context: Context = ctx.obj
    values.choice(state, "--state", ("draft", "entered", "skipped", "all"))
    with context.hub().read() as session:
        found = bill_drafts(session, "" if state == "all" else state)
    rows = [_row(context, one) for one in found]
    emit(context, {"drafts": rows}, rows="drafts")


@app.command("enter", help=N_("Enter a draft as the supplier's bill"))
def enter(
    ctx: typer.Context,
    draft: Draft,
    number: Annotated[str, typer.Option(help=N_("Number on the bill"))],
    date: Annotated[str | None, typer.Option(help=N_("Date on the bill"))] = None,
    net: Annotated[str | None, typer.Option(help=N_("Amount before VAT"))] = None,
) -> None:
    from hubdesk.costs import service
    from hubdesk.costs.queries.recurring import bill_draft

    context: Context = ctx.obj
    on = None if date is None else values.day(date, "--date")
    minor = None if net is None else values.minor(net, "--net", context.settings().digits)
    with context.hub().write() as uow:
        service.enter_draft(uow, draft, number=clean(number), on=on, net_minor=minor)
        row = _row(context, bill_draft(uow, draft))
    emit(context, _changed(row, uow))


@app.command("skip", help=N_("Leave a period out"))
def skip(ctx: typer.Context, draft: Draft) -> None:
    from hubdesk.costs import service
    from hubdesk.costs.queries.recurring import bill_draft

    context: Context = ctx.obj
    with context.hub().write() as uow:
        service.skip_draft(uow, draft)
        row = _row(context, bill_draft(uow, draft))
    emit(context, _changed(row, uow))


def _row(context: Context, one: BillDraft) -> dict[str, Any]:
    return {
        "draft_id": one.id, "supplier": one.supplier, "pool": one.pool,
        "period": str(one.period), "date": one.date.isoformat(),
        "service_from": one.service_from.isoformat(), "service_to": one.service_to.isoformat(),
        **values.money("net", one.net_minor, context.settings().digits), "state": one.state,
        "bill_id": one.bill_id,
    }  # fmt: skip


def _changed(row: dict[str, Any], uow: UnitOfWork) -> dict[str, Any]:
    if uow.changes.history_seq is not None:
        row["change"] = format_id("history", uow.changes.history_seq)
    return row
