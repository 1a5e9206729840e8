"""Balances and registers of the accounts; sealed transactions only."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)


@app.command("balance", help=N_("Balance of every account; together they are zero"))
def balance(
    ctx: typer.Context,
    at: Annotated[str | None, typer.Option(help=N_("Up to this day, inclusive"))] = None,
) -> None:
    from hubdesk.ledger import queries

    context: Context = ctx.obj
    day = None if at is None else values.day(at, "--at")
    digits = context.settings().digits
    with context.hub().read() as session:
        found = queries.trial_balance(session, day)
    lang = context.words.lang
    rows = [
        {
            "account": one.account,
            "name": one.name.get(lang),
            "kind": one.kind,
            **values.money("balance", one.amount_minor, digits),
        }
        for one in found
    ]
    total = sum(one.amount_minor for one in found)
    document = {
        "at": None if day is None else day.isoformat(),
        "accounts": rows,
        **values.money("total", total, digits),
    }
    emit(context, document, rows="accounts")


@app.command("register", help=N_("Postings of an account with its balance after each"))
def register(
    ctx: typer.Context,
    account: Annotated[str, typer.Argument(help=N_("Code of the account"))],
) -> None:
    from hubdesk.ledger import queries
    from hubdesk.orgs.queries import organisations

    context: Context = ctx.obj
    digits = context.settings().digits
    with context.hub().read() as session:
        found = queries.register(session, account)
        codes = {one.id: one.code for one in organisations(session)}
    rows = [
        {
            "date": one.date.isoformat(),
            "month": str(one.month),
            "kind": one.kind,
            "description": one.description,
            "org": codes.get(one.org_id or 0),
            "pool": one.pool or None,
            **values.money("amount", one.amount_minor, digits),
            **values.money("balance", one.balance_minor, digits),
        }
        for one in found
    ]
    emit(context, {"account": account, "lines": rows}, rows="lines")
