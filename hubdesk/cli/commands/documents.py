"""Numbered documents: receipts, tax invoices, credit and debit notes, write-offs, cancellations."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.billing.model import Document
    from hubdesk.store.session import UnitOfWork

app = typer.Typer(rich_markup_mode=None)

Number = Annotated[str, typer.Argument(help=N_("Number of the document, as printed"))]
Reason = Annotated[str, typer.Option(help=N_("Why; it is printed"))]
Cause = Annotated[str, typer.Option(help=N_("Code of the cause for the tax office, CDNS01 …"))]
Lines = Annotated[
    list[str] | None,
    typer.Option("--line", help=N_("Line and net amount, as 2=150.00; repeat it")),
]


@app.command("list", help=N_("The documents of a month"))
def listed(
    ctx: typer.Context,
    month: Annotated[str, typer.Argument(help=N_("Month, YYYY-MM"))],
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
) -> None:
    from hubdesk.billing import queries

    context: Context = ctx.obj
    asked = values.month(month)
    with context.hub().read() as session:
        rows = [
            _row(context, one)
            for one in queries.documents(session, asked)
            if org in (None, one.org)
        ]
    emit(context, {"documents": rows}, rows="documents")


@app.command("show", help=N_("A document with its lines and what is about it"))
def show(ctx: typer.Context, number: Number) -> None:
    from hubdesk.billing.queries import about

    context: Context = ctx.obj
    digits = context.settings().digits
    with context.hub().read() as session:
        found = about.document_by_code(session, number)
        lines = about.lines_of(session, found.id)
        others = about.documents_about(session, found.id)
    emit(
        context,
        {
            **_row(context, found),
            "lines": [
                {
                    "line": place + 1,
                    "kind": line.kind,
                    "description": line.description,
                    **values.money("net", line.net_minor, digits),
                    "vat_rate": line.vat_rate,
                }
                for place, line in lines
            ],
            "about_it": [_row(context, one) for one in others],
        },
        rows="lines",
    )


@app.command("receipt", help=N_("Issue the receipt of a payment; with VAT it is a tax invoice"))
def receipt(
    ctx: typer.Context,
    payment: Annotated[str, typer.Argument(help=N_("Number of the payment, RC-…"))],
) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries import about

    context: Context = ctx.obj
    with context.hub().write() as uow:
        document_id = service.issue_receipt(uow, about.payment_by_code(uow, payment).id)
        found = about.required_document(uow, document_id)
    _answer(context, found, uow)


@app.command("tax-invoice", help=N_("Issue a full tax invoice for a statement"))
def tax_invoice(ctx: typer.Context, number: Number) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries import about

    context: Context = ctx.obj
    with context.hub().write() as uow:
        statement = about.document_by_code(uow, number)
        document_id = service.issue_tax_invoice(uow, statement.id)
        found = about.required_document(uow, document_id)
    _answer(context, found, uow)


@app.command("credit", help=N_("Credit lines of a statement; without lines all that is left"))
def credit(
    ctx: typer.Context, number: Number, reason: Reason, line: Lines = None, cause: Cause = ""
) -> None:
    from hubdesk.billing import service

    amounts = _amounts(ctx.obj, line) if line else None
    _note(ctx.obj, number, lambda uow, statement_id: service.add_credit_note(
        uow, statement_id, reason=clean(reason), amounts=amounts, cause=clean(cause)
    ))  # fmt: skip


@app.command("debit", help=N_("Charge more for lines of a statement"))
def debit(
    ctx: typer.Context, number: Number, reason: Reason, line: Lines = None, cause: Cause = ""
) -> None:
    from hubdesk.billing import service

    if not line:
        raise BadUsageError(reason="missing_parameter", parameter="--line")
    amounts = _amounts(ctx.obj, line)
    _note(ctx.obj, number, lambda uow, statement_id: service.add_debit_note(
        uow, statement_id, reason=clean(reason), amounts=amounts, cause=clean(cause)
    ))  # fmt: skip


def _note(context: Context, number: str, write: Callable[[UnitOfWork, int], int]) -> None:
    """Write a note about a statement, and answer with it."""
    from hubdesk.billing.queries import about

    with context.hub().write() as uow:
        note_id = write(uow, about.document_by_code(uow, number).id)
        found = about.required_document(uow, note_id)
    _answer(context, found, uow)


@app.command("write-off", help=N_("Give up a debt of an organisation"))
def write_off(
    ctx: typer.Context,
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    amount: Annotated[str, typer.Option(help=N_("Amount"))],
    reason: Reason,
    approved_by: Annotated[str, typer.Option(help=N_("Who agreed to it; not who writes"))] = "",
    about_number: Annotated[
        str | None, typer.Option("--about", help=N_("Number of the statement it is about"))
    ] = None,
) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries import about

    context: Context = ctx.obj
    amount_minor = values.minor(amount, "--amount", context.settings().digits)
    with context.hub().write() as uow:
        statement = None if about_number is None else about.document_by_code(uow, about_number).id
        document_id = service.write_off(
            uow, org=org, amount_minor=amount_minor, reason=clean(reason),
            approved_by=clean(approved_by), document_id=statement,
        )  # fmt: skip
        found = about.required_document(uow, document_id)
    _answer(context, found, uow)


@app.command("cancel", help=N_("Cancel a receipt, tax invoice, debit note or write-off"))
def cancel(ctx: typer.Context, number: Number, reason: Reason) -> None:
    from hubdesk.billing import service
    from hubdesk.billing.queries import about

    context: Context = ctx.obj
    with context.hub().write() as uow:
        original = about.document_by_code(uow, number)
        document_id = service.cancel_document(uow, original.id, reason=clean(reason))
        found = about.required_document(uow, document_id)
    _answer(context, found, uow)


def _amounts(context: Context, texts: list[str]) -> dict[int, int]:
    """Place of a line, from 0 → net amount, out of ``2=150.00``."""
    found: dict[int, int] = {}
    for text in texts:
        place, mark, amount = text.partition("=")
        if not mark or not place.strip().isdecimal() or int(place) < 1:
            raise BadUsageError(reason="not_an_amount", option="--line", value=text)
        found[int(place) - 1] = values.minor(amount, "--line", context.settings().digits)
    return found


def _answer(context: Context, found: Document, uow: UnitOfWork) -> None:
    row = _row(context, found)
    if uow.changes.history_seq is not None:
        row["change"] = format_id("history", uow.changes.history_seq)
    emit(context, row)


def _row(context: Context, one: Document) -> dict[str, Any]:
    digits = context.settings().digits
    return {
        "document_id": one.id,
        "number": one.code,
        "kind": one.kind,
        "org": one.org,
        "month": str(one.accounting_month),
        "issued_on": one.issued_on.isoformat(),
        **values.money("net", one.net_minor, digits),
        **values.money("vat", one.vat_minor, digits),
        **values.money("total", one.total_minor, digits),
    }
