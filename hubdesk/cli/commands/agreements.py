"""Plans and agreements: who has which plan for what fee, and what became of the hours."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.prices import changed, read_json
from hubdesk.cli.context import Context
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

_Org = Annotated[str, typer.Argument(metavar="ORG", help=N_("Code of the organisation"))]
_Seats = Annotated[int | None, typer.Option(help=N_("Seats; else as the plan says"))]
_Fee = Annotated[str | None, typer.Option(help=N_("Fee a month, without VAT"))]


@app.command("plans", help=N_("List the plans, past versions too"))
def plans(ctx: typer.Context) -> None:
    from hubdesk.orgs.plans import terms_to_plain
    from hubdesk.orgs.queries.agreements import plans as read

    context: Context = ctx.obj
    digits = context.settings().digits
    with context.hub().read() as session:
        found = read(session)
    rows = [
        {
            "code": one.code,
            "name_en": one.names.en,
            "name_th": one.names.th,
            **values.money("fee", one.fee_minor, digits),
            "seats": one.seats,
            "terms": terms_to_plain(one.terms),
            "vat_rate": one.vat_rate,
            "valid_from": one.valid_from.isoformat(),
            "valid_to": one.valid_to and one.valid_to.isoformat(),
        }
        for one in found
    ]
    emit(context, {"plans": rows}, rows="plans",
         columns=("code", "name_en", "fee", "seats", "valid_from", "valid_to"))  # fmt: skip


@app.command("plan", help=N_("Say what a plan includes from a day on"))
def plan(
    ctx: typer.Context,
    code: Annotated[str, typer.Argument(metavar="CODE", help=N_("Short name of the plan"))],
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    name: Annotated[str, typer.Option(help=N_("Name in English"))],
    name_th: Annotated[str, typer.Option(help=N_("Name in Thai"))] = "",
    fee: _Fee = None,
    seats: Annotated[int, typer.Option(help=N_("Seats"))] = 0,
    terms: Annotated[
        str, typer.Option(help=N_("What it includes as JSON, amounts in minor units"))
    ] = "{}",
    vat: Annotated[str, typer.Option(help=N_("exempt, 0 or 7"))] = "7",
) -> None:
    from hubdesk.orgs.plans import terms_from
    from hubdesk.orgs.service import set_plan
    from hubdesk.rules.vat import known_kind

    context: Context = ctx.obj
    day = values.day(from_, "--from")
    digits = context.settings().digits
    included = terms_from(read_json(terms, "--terms"))
    with context.hub().write() as uow:
        set_plan(
            uow, code, name_en=name, name_th=name_th, seats=seats, terms=included,
            fee_minor=0 if fee is None else values.minor(fee, "--fee", digits),
            vat_rate=known_kind(vat), valid_from=day,
        )  # fmt: skip
    emit(context, {"code": code, "valid_from": day.isoformat(), "change": changed(uow)})


@app.command("list", help=N_("List agreements with what they say today"))
def listed(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
) -> None:
    from hubdesk.costs.queries.agreements import agreement_sheet
    from hubdesk.orgs.queries import organisation_by_code, organisations

    context: Context = ctx.obj
    digits = context.settings().digits
    rows = []
    with context.hub().read() as session:
        wanted = organisations(session) if org is None else (organisation_by_code(session, org),)
        for one in wanted:
            sheet = agreement_sheet(session, one.id)
            rows += [
                {
                    "org": one.code,
                    "agreement": deal.id,
                    "starts_on": deal.starts_on.isoformat(),
                    "ends_on": deal.ends_on and deal.ends_on.isoformat(),
                    "plan": term.plan,
                    "seats": term.seats,
                    **values.money("fee", term.fee_minor, digits),
                    "valid_from": term.valid_from.isoformat(),
                    "valid_to": term.valid_to and term.valid_to.isoformat(),
                    "term_months": deal.term_months,
                    "notice_days": deal.notice_days,
                    "renewal": deal.renewal,
                    "notice_on": deal.notice_on and deal.notice_on.isoformat(),
                }
                for deal in sheet.agreements
                for term in sheet.terms
                if term.agreement_id == deal.id
            ]
    emit(context, {"agreements": rows}, rows="agreements",
         columns=("org", "plan", "seats", "fee", "valid_from", "valid_to", "ends_on"))  # fmt: skip


@app.command("add", help=N_("Make an agreement on a plan"))
def add(
    ctx: typer.Context,
    org: _Org,
    plan: Annotated[str, typer.Option(help=N_("Code of the plan"))],
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    charged_from: Annotated[
        str | None, typer.Option(help=N_("First day the fee is charged for, if later"))
    ] = None,
    seats: _Seats = None,
    fee: _Fee = None,
    term: Annotated[int, typer.Option(help=N_("Months it lasts at least"))] = 6,
    notice: Annotated[int, typer.Option(help=N_("Days of notice"))] = 30,
    renewal: Annotated[str, typer.Option(help=N_("monthly, term or ends"))] = "monthly",
) -> None:
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.orgs.service import add_agreement

    context: Context = ctx.obj
    first = values.day(from_, "--from")
    charged = None if charged_from is None else values.day(charged_from, "--charged-from")
    digits = context.settings().digits
    with context.hub().write() as uow:
        number = add_agreement(
            uow, organisation_by_code(uow, org).id, plan=plan, starts_on=first,
            charged_from=charged, seats=seats, term_months=term, notice_days=notice,
            fee_minor=None if fee is None else values.minor(fee, "--fee", digits),
            renewal=renewal,
        )  # fmt: skip
    emit(context, {"agreement": number, "org": org, "change": changed(uow)})


@app.command("change", help=N_("Give an agreement another plan, fee or seats from a day on"))
def change(
    ctx: typer.Context,
    org: _Org,
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    plan: Annotated[str | None, typer.Option(help=N_("Code of the plan"))] = None,
    seats: _Seats = None,
    fee: _Fee = None,
    announced: Annotated[str | None, typer.Option(help=N_("Day of the letter"))] = None,
) -> None:
    from hubdesk.orgs.service import change_terms

    context: Context = ctx.obj
    first = values.day(from_, "--from")
    said = None if announced is None else values.day(announced, "--announced")
    digits = context.settings().digits
    with context.hub().write() as uow:
        change_terms(
            uow, _running(uow, org), valid_from=first, plan=plan, seats=seats,
            fee_minor=None if fee is None else values.minor(fee, "--fee", digits),
            announced_on=said,
        )  # fmt: skip
    emit(context, {"org": org, "valid_from": first.isoformat(), "change": changed(uow)})


@app.command("notice", help=N_("Note that notice was given; says when the agreement ends"))
def notice(
    ctx: typer.Context,
    org: _Org,
    on: Annotated[str, typer.Option(help=N_("Day of the notice"))],
) -> None:
    from hubdesk.orgs.service import give_notice

    context: Context = ctx.obj
    day = values.day(on, "--on")
    with context.hub().write() as uow:
        last_day = give_notice(uow, _running(uow, org), day)
    emit(context, {"org": org, "ends_on": last_day.isoformat(), "change": changed(uow)})


@app.command("hours", help=N_("What became of an organisation's allowance in a month"))
def hours(
    ctx: typer.Context,
    org: _Org,
    month: Annotated[str | None, typer.Option(help=N_("Month, YYYY-MM"))] = None,
) -> None:
    from hubdesk.costs.queries.hours import hours_of
    from hubdesk.kernel.month import Month
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    hub = context.settings()
    with context.hub().read() as session:
        today = session.clock.now().astimezone(hub.zone).date()
        wanted = Month.of(today) if month is None else values.month(month, "--month")
        found = hours_of(session, organisation_by_code(session, org).id, wanted)
    emit(context, _hours(found, hub.digits), rows="lines",
         columns=("date", "resource", "minutes", "plan_minutes", "net"))  # fmt: skip


def _hours(found: Any, digits: int) -> dict[str, Any]:
    allowance = found.allowance
    return {
        "month": str(found.month),
        "allowance": allowance and {
            "plan": allowance.plan,
            "given_minutes": allowance.given_minutes,
            "carried_minutes": allowance.carried_minutes,
            "used_minutes": allowance.used_minutes,
            "left_minutes": allowance.left_minutes,
            "carry_minutes": allowance.carry_minutes,
            "given_minor": allowance.given_minor,
            "carried_minor": allowance.carried_minor,
            "used_minor": allowance.used_minor,
            "left_minor": allowance.left_minor,
        },
        **values.money("overage", found.overage_minor, digits),
        "projects": [
            {"project": name, "minutes": minutes, **values.money("net", net, digits)}
            for name, minutes, net in found.projects
        ],
        "lines": [
            {
                "date": one.description,
                "resource": one.resource.en,
                "kind": one.kind,
                "project": one.project,
                "minutes": one.minutes,
                "plan_minutes": one.plan_minutes,
                "free_minutes": one.free_minutes,
                "credit_minor": one.credit_minor,
                "rule": one.rule or None,
                **values.money("net", one.net_minor, digits),
                "parts": [part.plain() for part in one.why],
            }
            for one in found.lines
        ],
    }  # fmt: skip


def _running(uow: Any, org: str) -> int:
    """The id of the organisation's agreement that was made last.

    Raises:
        NotFoundError: it has none.
    """
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.orgs.queries.agreements import agreements_of

    found = agreements_of(uow, organisation_by_code(uow, org).id)
    if not found:
        raise NotFoundError(kind="agreement", key=org)
    return found[-1].id
