"""The bank by command: read a file, list its lines, match them, and the code of a statement."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import files, values
from hubdesk.cli.commands.prices import changed
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit, tell
from hubdesk.kernel.text import clean
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.billing.bankimport import BankOutcome
    from hubdesk.billing.matching import Suggestion
    from hubdesk.billing.model import BankLine
    from hubdesk.billing.service.matches import Part
    from hubdesk.exchange.bankcsv import ColumnMap
    from hubdesk.exchange.bankfile import BankFile, Finding

app = typer.Typer(rich_markup_mode=None, no_args_is_help=True)
_STATES = ("open", "matched", "aside", "all")
_Line = Annotated[int, typer.Argument(metavar="LINE", help=N_("Number of the line"))]


class _NotKept(Exception):  # noqa: N818 - not a failure: it only ends a unit of work
    """Leaves a unit of work without a trace."""


@app.command("import", help=N_("Read a statement of the bank: OFX, CAMT, CSV or XLSX"))
def import_(
    ctx: typer.Context,
    path: Annotated[Path, typer.Argument(metavar="FILE", help=N_("The bank's file"))],
    account: Annotated[
        str | None, typer.Option(help=N_("Code of the account, where the file does not say it"))
    ] = None,
    map_: Annotated[
        str | None, typer.Option("--map", help=N_("Name of a saved map of columns"))
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
    ] = False,
) -> None:
    from hubdesk.billing.bankimport import BankOutcome
    from hubdesk.billing.queries.bank import bank_map
    from hubdesk.billing.service import import_bank
    from hubdesk.exchange.bankfile import MAX_BYTES, read_bank

    context: Context = ctx.obj
    columns: ColumnMap | None = None
    if map_ is not None:
        with context.hub().read() as session:
            columns = bank_map(session, map_)
    data = files.read(path, limit=MAX_BYTES)
    file = read_bank(data, path.name, currency=context.settings().currency, columns=columns)
    outcome = BankOutcome(file)
    change = None
    if not file.rejected:
        try:
            with context.hub().write() as uow:
                outcome = import_bank(uow, file, account)
                if dry_run:
                    raise _NotKept
            change = None if uow.changes.history_seq is None else f"c{uow.changes.history_seq}"
        except _NotKept:
            pass
    _tell_import(context, outcome, change)


def _tell_import(context: Context, outcome: BankOutcome, change: str | None) -> None:
    file, digits = outcome.file, context.settings().digits
    for found in outcome.warnings:
        tell(f"{file.source}: {context.words.sentence(found.reason, found.details)}")
    rejected = [_finding(context, file, found) for found in file.rejected]
    document = {
        "read": outcome.read, "created": outcome.created, "updated": 0,
        "skipped": outcome.skipped, "rejected": rejected,
        "statements": [
            {
                "account": one.account, "number": one.statement.account,
                "currency": one.statement.currency, "lines": len(one.statement.entries),
                **_balance("opening", one.statement.opening_minor, digits),
                **_balance("closing", one.statement.closing_minor, digits),
                "warnings": [_finding(context, file, found) for found in one.statement.warnings],
            }
            for one in outcome.statements
        ],
        "change": change,
    }  # fmt: skip
    text = context.words.t(
        "{read} lines read: {created} new, {skipped} known already.",
        read=outcome.read, created=outcome.created, skipped=outcome.skipped,
    )  # fmt: skip
    emit(context, document, rows="rejected" if rejected else None, text=None if rejected else text)
    raise typer.Exit(1 if rejected else 0)


def _finding(context: Context, file: BankFile, found: Finding) -> dict[str, Any]:
    return {
        "source": file.source, "line": found.line, "reason": found.reason,
        "message": context.words.sentence(found.reason, found.details),
    }  # fmt: skip


def _balance(name: str, minor: int | None, digits: int) -> dict[str, Any]:
    return {name: None, f"{name}_minor": None} if minor is None else (
        values.money(name, minor, digits)
    )  # fmt: skip


@app.command("lines", help=N_("The bank's lines, the newest first"))
def lines(
    ctx: typer.Context,
    state: Annotated[str, typer.Option(help=N_("open, matched, aside or all"))] = "open",
    account: Annotated[str, typer.Option(help=N_("Code of an account"))] = "",
) -> None:
    from hubdesk.billing.queries.bank import bank_lines

    context: Context = ctx.obj
    values.choice(state, "--state", _STATES)
    with context.hub().read() as session:
        found = bank_lines(session, state="" if state == "all" else state, account=account)
    digits = context.settings().digits
    emit(context, {"lines": [_line(one, digits) for one in found]}, rows="lines",
         columns=("line", "date", "amount", "left", "counterparty", "reference", "state"),
    )  # fmt: skip


def _line(one: BankLine, digits: int) -> dict[str, Any]:
    return {
        "line": one.id, "account": one.account, "date": one.date.isoformat(),
        **values.money("amount", one.amount_minor, digits),
        **values.money("left", one.left_minor, digits),
        "reference": one.reference, "counterparty": one.counterparty, "bank_ref": one.bank_ref,
        "state": one.state, "reason": one.reason, "source": one.source,
    }  # fmt: skip


@app.command("suggest", help=N_("Whose payment a line may be, and why"))
def suggest(ctx: typer.Context, line: _Line) -> None:
    from hubdesk.billing.suggesting import suggestions

    context: Context = ctx.obj
    with context.hub().read() as session:
        found = suggestions(session, line)
    rows = [{"number": at, **_suggestion(context, one)} for at, one in enumerate(found, start=1)]
    emit(context, {"line": line, "suggestions": rows}, rows="suggestions",
         columns=("number", "score", "why", "for"))  # fmt: skip


def _suggestion(context: Context, one: Suggestion) -> dict[str, Any]:
    from hubdesk.words.matching import reason_in_words

    digits = context.settings().digits
    parts = [
        {
            "org": each.org, "document": each.document or None,
            **values.money("amount", each.amount_minor, digits),
            **values.money("withheld", each.withheld_minor, digits),
        }
        for each in one.targets
    ]  # fmt: skip
    why = [
        reason_in_words(context.words, reason.code, reason.values, digits)
        for reason in one.reasons
    ]
    return {
        "score": one.score, "reasons": [reason.code for reason in one.reasons],
        "why": " · ".join(why), "payment_id": one.payment_id, "parts": parts,
        "for": ", ".join(f"{part['org']} {part['document'] or ''}".strip() for part in parts),
    }  # fmt: skip


@app.command("match", help=N_("Accept a suggestion, or say whose payment a line is"))
def match(
    ctx: typer.Context,
    line: _Line,
    take: Annotated[int | None, typer.Option(help=N_("Number of a suggestion; 1 is best"))] = None,
    to: Annotated[
        list[str] | None,
        typer.Option(help=N_("ORG=AMOUNT, DOCUMENT=AMOUNT or DOCUMENT=AMOUNT+WITHHELD; repeat it")),
    ] = None,
    key: Annotated[str | None, typer.Option(help=N_("The same key twice matches once"))] = None,
) -> None:
    from hubdesk.billing.queries.bank import bank_line, matches_of_line
    from hubdesk.billing.suggesting import accept, is_done, suggestions

    context: Context = ctx.obj
    if (take is None) == (not to):
        raise BadUsageError(reason="one_of_options", options="--take, --to")
    digits = context.settings().digits
    with context.hub().write() as uow:
        if key is not None and is_done(uow, key):
            pass
        elif take is not None:
            found = suggestions(uow, line)
            if not 1 <= take <= len(found):
                raise BadUsageError(reason="out_of_range", option="--take", value=str(take))
            accept(uow, line, found[take - 1], key=key)
        else:
            from hubdesk.billing.service import confirm_match

            parts = [_part(uow, text, digits) for text in to or ()]
            confirm_match(uow, line, parts, key=key)
        matches = matches_of_line(uow, line)
        now = bank_line(uow, line)
    emit(context, {
        **_line(now, digits),
        "matches": [
            {
                "payment": one.payment, "org": one.org, "document": one.document or None,
                **values.money("amount", one.amount_minor, digits),
                **values.money("withheld", one.withheld_minor, digits),
            }
            for one in matches
        ],
        "change": None if uow.changes.history_seq is None else changed(uow),
    }, rows="matches")  # fmt: skip


def _part(session: Any, text: str, digits: int) -> Part:
    """``ACT=100``, ``IV-2569/10-0001=97+3``."""
    from hubdesk.billing.queries.bank import document_by_code
    from hubdesk.billing.service.matches import Part
    from hubdesk.orgs.queries import organisation_by_code

    name, given, amounts = text.rpartition("=")
    if not given:
        raise BadUsageError(reason="option_value", option="--to", allowed="ORG=AMOUNT")
    cash, _, held = amounts.partition("+")
    withheld = values.minor(held, "--to", digits) if held else 0
    amount = values.minor(cash, "--to", digits) + withheld
    document = document_by_code(session, name)
    if document is not None:
        return Part(document.org_id, document.id, amount, withheld)
    return Part(organisation_by_code(session, name).id, None, amount, withheld)


@app.command("unmatch", help=N_("Take the matches of a line back; their payments are reversed"))
def unmatch(
    ctx: typer.Context,
    line: _Line,
    reason: Annotated[str, typer.Option(help=N_("Why"))] = "",
) -> None:
    from hubdesk.billing.service import undo_match

    context: Context = ctx.obj
    with context.hub().write() as uow:
        count = undo_match(uow, line, reason=clean(reason))
    emit(context, {"line": line, "taken_back": count, "change": changed(uow)})


@app.command("aside", help=N_("Say that a line is nobody's payment; without a reason take it up"))
def aside(
    ctx: typer.Context,
    line: _Line,
    reason: Annotated[str, typer.Option(help=N_("What it is"))] = "",
) -> None:
    from hubdesk.billing.service import set_aside, take_up

    context: Context = ctx.obj
    with context.hub().write() as uow:
        if reason:
            set_aside(uow, line, reason=reason)
        else:
            take_up(uow, line)
    emit(context, {"line": line, "aside": bool(reason), "change": changed(uow)})


@app.command("accounts", help=N_("The hub's accounts; with a code, add one"))
def accounts(
    ctx: typer.Context,
    code: Annotated[str | None, typer.Argument(help=N_("Code of a new account"))] = None,
    name: Annotated[str, typer.Option(help=N_("What people call it"))] = "",
    number: Annotated[str, typer.Option(help=N_("Its number, as statements name it"))] = "",
) -> None:
    from hubdesk.billing.queries.bank import bank_accounts
    from hubdesk.billing.service import add_bank_account

    context: Context = ctx.obj
    if code is not None:
        with context.hub().write() as uow:
            add_bank_account(uow, code, name=name, number=number)
    with context.hub().read() as session:
        found = bank_accounts(session)
    rows = [
        {"code": one.code, "name": one.name, "number": one.number, "currency": one.currency}
        for one in found
    ]
    emit(context, {"accounts": rows}, rows="accounts")


@app.command("map", help=N_("Maps of columns of CSV files; with a name and columns, keep one"))
def map_(
    ctx: typer.Context,
    name: Annotated[str | None, typer.Argument(help=N_("Name of a map"))] = None,
    columns: Annotated[
        str | None,
        typer.Option(help=N_('As JSON: {"date": "Date", "amount": "Amount", "order": "mdy"}')),
    ] = None,
) -> None:
    from hubdesk.billing.queries.bank import bank_maps
    from hubdesk.billing.service import save_bank_map
    from hubdesk.exchange.bankcsv import ColumnMap

    context: Context = ctx.obj
    if columns is not None:
        try:
            kept = json.loads(columns)
        except ValueError:
            kept = None
        if name is None or not isinstance(kept, dict):
            raise BadUsageError(reason="not_json", option="--columns", value=columns[:80])
        with context.hub().write() as uow:
            save_bank_map(uow, name, ColumnMap.of(kept))
    with context.hub().read() as session:
        found = bank_maps(session)
    rows = [
        {"name": one, **columns_of.as_dict()}
        for one, (_, columns_of) in found.items() if name in (None, one)
    ]  # fmt: skip
    emit(context, {"maps": rows}, rows="maps")


@app.command("code", help=N_("What the code to pay a statement by says"))
def code(
    ctx: typer.Context,
    number: Annotated[str, typer.Argument(metavar="DOCUMENT", help=N_("Number of the statement"))],
) -> None:
    from hubdesk.billing.paycode import barcode
    from hubdesk.billing.paying import pay_code
    from hubdesk.billing.queries.bank import document_by_code
    from hubdesk.kernel.errors import NotFoundError

    context: Context = ctx.obj
    hub = context.settings()
    with context.hub().read() as session:
        document = document_by_code(session, number)
    if document is None:
        raise NotFoundError(kind="document", key=number)
    found = pay_code(
        hub.bank, hub.currency, document.due_minor, org=document.org, document=document.code,
        name=hub.bank.name or hub.names.get("en"),
    )  # fmt: skip
    bars = ""
    if found is not None and found.kind == "bill":
        bars = barcode(hub.bank.biller_id, found.ref1, found.ref2, document.due_minor)
    emit(context, {
        "document": document.code, **values.money("amount", document.due_minor, hub.digits),
        "kind": found and found.kind, "payload": found and found.payload,
        "ref1": found and found.ref1, "ref2": found and found.ref2, "barcode": bars or None,
    })  # fmt: skip
