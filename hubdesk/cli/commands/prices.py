"""What a booking would cost, and the rules that say so."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.booking import End, Start
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.rules.quoting import Quote

app = typer.Typer(rich_markup_mode=None)
_SHOWN = ("code", "name_en", "org_class", "org", "resource", "valid_from", "valid_to")


@app.command("quote", help=N_("What a booking would cost, and why"))
def quote(
    ctx: typer.Context,
    resources: Annotated[
        list[str], typer.Argument(metavar="RESOURCE", help=N_("Codes; of equipment code=count"))
    ],
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    start: Start,
    end: End,
) -> None:
    from hubdesk.costs.queries import quote_for
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.spaces.queries import resource_by_code

    context: Context = ctx.obj
    hub = context.settings()
    span = values.interval(start, end, hub.zone)
    codes = [values.wanted(text, "RESOURCE") for text in resources]
    with context.hub().read() as session:
        known = organisation_by_code(session, org)
        found = {code: resource_by_code(session, code) for code, _ in codes}
        asked = [(found[code].id, quantity) for code, quantity in codes]
        answer = quote_for(session, known.id, asked, span.starts_at, span.ends_at)
    by_id = {one.id: one.code for one in found.values()}
    document = {"org": org, **_document(context, answer, by_id)}
    emit(context, document, text=_text(context, answer))


def _document(context: Context, answer: Quote, codes: dict[int, str]) -> dict[str, Any]:
    from hubdesk.words.priced import reasons

    digits, words = context.settings().digits, context.words
    lines = [
        {
            "resource": codes[line.use.resource_id],
            "rule": line.rule or None,
            **values.money("net", line.net_minor, digits),
            **values.money("list", line.list_minor, digits),
            "vat_rate": line.vat_rate,
            "plan_minutes": line.plan_minutes,
            "credit_minor": line.credit_minor,
            "parts": [part.plain() for part in line.why],
            "why": reasons(words, [part.plain() for part in line.why], digits),
        }
        for line in answer.lines
    ]
    return {
        "priced": answer.priced,
        **values.money("net", answer.net_minor, digits),
        **values.money("vat", answer.vat_minor, digits),
        **values.money("later", answer.later_minor, digits),
        **values.money("deposit", answer.deposit_minor, digits),
        "cancel": [
            {"notice_minutes": tier.notice_minutes, "percent": tier.percent}
            for tier in answer.cancel
        ],
        "lines": lines,
    }


def _text(context: Context, answer: Quote) -> str:
    from hubdesk.words.priced import quote_words

    hub = context.settings()
    return "\n".join(quote_words(context.words, answer_facts(answer), hub.digits, hub.currency))


def answer_facts(answer: Quote) -> dict[str, Any]:
    """A quote as ``words.priced`` reads it."""
    return {
        "priced": answer.priced,
        "net_minor": answer.net_minor,
        "vat_minor": answer.vat_minor,
        "later_minor": answer.later_minor,
        "deposit_minor": answer.deposit_minor,
        "cancel": [(tier.notice_minutes, tier.percent) for tier in answer.cancel],
        "lines": [[part.plain() for part in line.why] for line in answer.lines],
    }


@app.command("price-rules", help=N_("List the price rules, past versions too"))
def price_rules(ctx: typer.Context) -> None:
    from hubdesk.orgs.queries import organisations
    from hubdesk.rules.queries import price_rules as read
    from hubdesk.rules.tariff import to_plain
    from hubdesk.spaces.queries import resources

    context: Context = ctx.obj
    context.settings()
    with context.hub().read() as session:
        orgs = {one.id: one.code for one in organisations(session)}
        rooms = {one.id: one.code for one in resources(session)}
        found = read(session)
    rows = [
        {
            "code": one.code,
            "name_en": one.names.en,
            "name_th": one.names.th,
            "org_class": one.org_class or None,
            "org": None if one.org_id is None else orgs[one.org_id],
            "kind": one.resource_kind,
            "resource": None if one.resource_id is None else rooms[one.resource_id],
            "terms": to_plain(one.tariff),
            "vat_rate": one.vat_rate,
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to and one.valid_to.isoformat(),
        }
        for one in found
    ]
    emit(context, {"rules": rows}, rows="rules", columns=_SHOWN)


@app.command("price-rule", help=N_("Set a price rule from a day on; the past stays"))
def price_rule(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Short name of the rule"))],
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    terms: Annotated[str, typer.Option(help=N_("The terms as JSON, amounts in minor units"))],
    name: Annotated[str, typer.Option(help=N_("Name in English"))] = "",
    name_th: Annotated[str, typer.Option(help=N_("Name in Thai"))] = "",
    org_class: Annotated[str, typer.Option("--class", help=N_("For a class only"))] = "",
    org: Annotated[str | None, typer.Option(help=N_("For an organisation only"))] = None,
    kind: Annotated[str, typer.Option(help=N_("room, desk or equipment"))] = "room",
    room: Annotated[str | None, typer.Option(help=N_("For a room only"))] = None,
    vat: Annotated[str, typer.Option(help=N_("exempt, 0 or 7"))] = "7",
) -> None:
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.rules.service import set_price_rule
    from hubdesk.rules.tariff import tariff_from
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    day = values.day(from_, "--from")
    tariff = tariff_from(read_json(terms, "--terms"))
    with context.hub().write() as uow:
        set_price_rule(
            uow, code, name_en=name or name_th or code, name_th=name_th, tariff=tariff,
            vat_rate=vat, valid_from=day, org_class=org_class, resource_kind=kind,
            org_id=None if org is None else organisation_by_code(uow, org).id,
            resource_id=None if room is None else resource_id_of(uow, room),
        )  # fmt: skip
    emit(context, {"code": code, "valid_from": day.isoformat(), "change": changed(uow)})


def read_json(text: str, option: str) -> dict[str, Any]:
    """An option that is a JSON object.

    Raises:
        BadUsageError: it is not.
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):  # the latter: thousands of brackets
        found = None
    if not isinstance(found, dict):
        raise BadUsageError(reason="not_json", option=option, value=text)
    return found


def changed(uow: Any) -> str:
    """The id of the change a unit of work made."""
    return format_id("history", uow.changes.history_seq)
