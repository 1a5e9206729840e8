"""Suppliers: who they are, how they are addressed, taxed and paid."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.suppliers import Supplier

app = typer.Typer(rich_markup_mode=None)

Name = Annotated[str, typer.Argument(help=N_("Name of the supplier"))]


@app.command("list", help=N_("Everybody whose bills were entered"))
def listed(ctx: typer.Context) -> None:
    from hubdesk.costs.queries.payees import all_suppliers

    context: Context = ctx.obj
    with context.hub().read() as session:
        rows = [_row(one) for one in all_suppliers(session)]
    emit(
        context, {"suppliers": rows}, rows="suppliers",
        columns=("name", "payee", "tax_id", "branch", "payment_days", "payment_kind"),
    )  # fmt: skip


@app.command("show", help=N_("What is known of a supplier"))
def show(ctx: typer.Context, name: Name) -> None:
    from hubdesk.costs.queries.payees import supplier

    context: Context = ctx.obj
    with context.hub().read() as session:
        found = supplier(session, name)
    emit(context, _row(found))


@app.command("set", help=N_("Say what is known of a supplier; what is not named stays"))
def set_(
    ctx: typer.Context,
    name: Name,
    name_th: Annotated[str | None, typer.Option(help=N_("Name in Thai, as printed"))] = None,
    name_en: Annotated[str | None, typer.Option(help=N_("Name in English, as printed"))] = None,
    tax_id: Annotated[str | None, typer.Option(help=N_("Taxpayer number"))] = None,
    branch: Annotated[str | None, typer.Option(help=N_("Branch; 00000 is the head office"))] = None,
    address_th: Annotated[str | None, typer.Option(help=N_("Address in Thai"))] = None,
    address_en: Annotated[str | None, typer.Option(help=N_("Address in English"))] = None,
    payee: Annotated[str | None, typer.Option(help=N_("company or person"))] = None,
    bank: Annotated[str | None, typer.Option(help=N_("Bank"))] = None,
    account_name: Annotated[str | None, typer.Option(help=N_("Name of the account"))] = None,
    account_number: Annotated[str | None, typer.Option(help=N_("Number of the account"))] = None,
    payment_days: Annotated[
        int | None, typer.Option(help=N_("Days from the date of a bill until it is due"))
    ] = None,
    payment_kind: Annotated[
        str | None,
        typer.Option(help=N_("What it is usually paid for: service, rent …; empty for nothing")),
    ] = None,
) -> None:
    from hubdesk.billing.withholding import KINDS
    from hubdesk.costs.queries.payees import supplier
    from hubdesk.costs.service import set_supplier
    from hubdesk.costs.suppliers import PAYEES

    context: Context = ctx.obj
    if payee is not None:
        values.choice(payee, "--payee", PAYEES)
    if payment_kind is not None:
        values.choice(payment_kind, "--payment-kind", ("", *KINDS))
    said = {
        "name_th": name_th, "name_en": name_en, "tax_id": tax_id, "branch": branch,
        "address_th": address_th, "address_en": address_en, "payee": payee, "bank": bank,
        "account_name": account_name, "account_number": account_number,
        "payment_days": payment_days, "payment_kind": payment_kind,
    }  # fmt: skip
    with context.hub().write() as uow:
        set_supplier(uow, name, **{key: value for key, value in said.items() if value is not None})
        found = supplier(uow, name.strip())
    row = _row(found)
    if uow.changes.history_seq is not None:
        row["change"] = format_id("history", uow.changes.history_seq)
    emit(context, row)


def _row(one: Supplier) -> dict[str, Any]:
    return {
        "supplier_id": one.id, "name": one.name, "name_th": one.names.th,
        "name_en": one.names.en, "payee": one.payee, "tax_id": one.tax_id, "branch": one.branch,
        "address_th": one.address.th, "address_en": one.address.en, "bank": one.bank,
        "account_name": one.account_name, "account_number": one.account_number,
        "payment_days": one.payment_days, "payment_kind": one.payment_kind,
    }  # fmt: skip
