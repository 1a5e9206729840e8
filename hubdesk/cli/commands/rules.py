"""Rules of the house: list, add, end, load from a file, try; and requests that wait for a word."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError, FileProblemError, read_problem
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.rules.policies.model import Policy
    from hubdesk.rules.policies.terms import Term

app = typer.Typer(rich_markup_mode=None)

_From = Annotated[str | None, typer.Option("--from", help=N_("First day of use; else today"))]
_Names = Annotated[list[str] | None, typer.Option(help=N_("Codes; may be given several times"))]
_Id = Annotated[int, typer.Argument(metavar="ID", help=N_("Number of the rule, from the list"))]
_Booking = Annotated[
    str, typer.Argument(metavar="BOOKING", help=N_("Id of a booking, such as b12"))
]
_Kind = Annotated[
    str, typer.Argument(help=N_("Kind of rule: notice, window, quota, approval …"))
]


@app.command("list", help=N_("List the rules, with what each does"))
def list_rules(
    ctx: typer.Context,
    every: Annotated[bool, typer.Option("--all", help=N_("Those that have ended too"))] = False,
) -> None:
    from hubdesk.rules.queries.policies import policies
    from hubdesk.words.policies import rule_sentence

    context: Context = ctx.obj
    with context.hub().read() as session:
        today = _today(context)
        found = [
            policy
            for policy in policies(session)
            if every or policy.valid_to is None or policy.valid_to >= today
        ]
    rows = [
        {
            **_plain(policy, context.words.lang),
            "does": rule_sentence(context.words, policy.kind, policy.terms),
        }
        for policy in found
    ]
    emit(context, {"rules": rows}, rows="rules")


def _plain(policy: Policy, lang: str) -> dict[str, Any]:
    from hubdesk.rules.policies.written import scope_json

    return {
        "id": policy.id, "kind": policy.kind, "name": policy.names.get(lang),
        "reason": policy.reasons.get(lang), "scope": scope_json(policy.scope),
        "terms": dict(policy.terms), "overridable": policy.overridable,
        "valid_from": policy.valid_from, "valid_to": policy.valid_to,
    }  # fmt: skip


@app.command("add", help=N_("Make a rule: rules add notice --name … --set business_days=7"))
def add(
    ctx: typer.Context,
    kind: _Kind,
    name: Annotated[str, typer.Option(help=N_("What it is called"))],
    name_th: Annotated[str, typer.Option(help=N_("The same in Thai"))] = "",
    reason: Annotated[str, typer.Option(help=N_("Why it is there"))] = "",
    reason_th: Annotated[str, typer.Option(help=N_("The same in Thai"))] = "",
    term: Annotated[
        list[str] | None, typer.Option("--set", help=N_("A term, name=value"))
    ] = None,
    org_class: Annotated[
        list[str] | None, typer.Option("--class", help=N_("For this class of organisations"))
    ] = None,
    org: _Names = None,
    room: _Names = None,
    plan: Annotated[list[str] | None, typer.Option(help=N_("For this membership plan"))] = None,
    of: Annotated[list[str] | None, typer.Option(help=N_("room, desk or equipment"))] = None,
    people: Annotated[int, typer.Option(min=0, help=N_("Rooms from so many people"))] = 0,
    weekday: Annotated[
        list[int] | None, typer.Option(min=0, max=6, help=N_("0 = Monday"))
    ] = None,
    purpose: Annotated[list[str] | None, typer.Option(help=N_("Only bookings for this"))] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help=N_("Staff may not let anything pass"))
    ] = False,
    from_: _From = None,
    to: Annotated[str | None, typer.Option(help=N_("Last day of use"))] = None,
) -> None:
    from hubdesk.rules.service import add_policy
    from hubdesk.rules.service.policies import draft_of

    context: Context = ctx.obj
    scope = {
        "classes": org_class, "orgs": org, "rooms": room, "plans": plan, "room_kinds": of,
        "weekdays": weekday, "purposes": purpose, "min_capacity": people or None,
    }  # fmt: skip
    entry = {
        "kind": kind, "name": {"en": name, "th": name_th},
        "reason": {"en": reason, "th": reason_th},
        "scope": {key: value for key, value in scope.items() if value},
        "terms": _terms(kind, term or []), "overridable": not strict,
        "valid_to": None if to is None else values.day(to, "--to").isoformat(),
    }  # fmt: skip
    first = _day(context, from_)
    with context.hub().write() as uow:
        number = add_policy(uow, draft_of(uow, entry, first))
    emit(context, {"id": number, "change": f"c{uow.changes.history_seq}"})


def _terms(kind: str, given: list[str]) -> dict[str, Any]:
    from hubdesk.rules.policies.terms import KINDS

    known = {term.name: term for term in KINDS.get(kind, ())}
    found: dict[str, Any] = {}
    for text in given:
        name, equals, value = text.partition("=")
        if not equals:
            raise BadUsageError(reason="option_needs_value", option="--set", value=text)
        found[name.strip()] = _term(known.get(name.strip()), value.strip())
    return found


def _term(term: Term | None, text: str) -> Any:
    """A term as typed: numbers, lists with commas, or text; the service checks it."""
    if term is not None and term.type in ("classes", "plans"):
        return [part.strip() for part in text.split(",") if part.strip()]
    if term is not None and term.type in ("whole", "amount", "time") and text.isdecimal():
        return int(text)
    return text


@app.command("end", help=N_("Let a rule hold until a day, or withdraw it"))
def end(
    ctx: typer.Context,
    number: _Id,
    last: Annotated[str | None, typer.Option(help=N_("Last day of use; else yesterday"))] = None,
    withdraw: Annotated[
        bool, typer.Option("--withdraw", help=N_("As if it had never been"))
    ] = False,
) -> None:
    from hubdesk.rules.service import end_policy, withdraw_policy

    context: Context = ctx.obj
    until = _today(context) - timedelta(days=1) if last is None else values.day(last, "--last")
    with context.hub().write() as uow:
        if withdraw:
            withdraw_policy(uow, number)
        else:
            end_policy(uow, number, until)
    emit(context, {"id": number, "change": f"c{uow.changes.history_seq}"})


@app.command("load", help=N_("Enter the rules of a file, or of a house that is shipped"))
def load(
    ctx: typer.Context,
    source: Annotated[str, typer.Argument(help=N_("A JSON file, or the key of an example"))],
    from_: _From = None,
) -> None:
    from hubdesk.rules.service import load_policies

    context: Context = ctx.obj
    document, first = _document(source), _day(context, from_)
    with context.hub().write() as uow:
        added = load_policies(uow, document, valid_from=first)
    change = uow.changes.history_seq
    emit(context, {"added": list(added), "change": f"c{change}" if change else None})


def _document(source: str) -> dict[str, Any]:
    from hubdesk.rules.policies.examples import examples

    shipped = {one.key: one.document for one in examples()}
    if source in shipped:
        return dict(shipped[source])
    try:
        found = json.loads(Path(source).read_text(encoding="utf-8"))
    except OSError as error:
        raise read_problem(error, source) from None
    except (ValueError, RecursionError):  # the latter: thousands of brackets
        raise FileProblemError(source=source, reason="not_text") from None
    if not isinstance(found, dict):
        raise FileProblemError(source=source, reason="not_text")
    return found


@app.command("examples", help=N_("List the houses whose rules are shipped"))
def list_examples(ctx: typer.Context) -> None:
    from hubdesk.rules.policies.examples import examples

    context: Context = ctx.obj
    rows = [
        {
            "key": one.key, "name": one.names.get(context.words.lang), "rules": one.policies,
            "about": one.about.get(context.words.lang),
        }
        for one in examples()
    ]  # fmt: skip
    emit(context, {"examples": rows}, rows="examples")


@app.command("try", help=N_("Say what would happen if somebody booked; nothing is written"))
def try_rules(
    ctx: typer.Context,
    resource: Annotated[str, typer.Argument(metavar="RESOURCE", help=N_("Code of a room"))],
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    start: Annotated[str, typer.Option(help=N_("First moment, YYYY-MM-DDTHH:MM"))],
    end: Annotated[str, typer.Option(help=N_("The moment after the last"))],
    purpose: Annotated[str, typer.Option(help=N_("What rules count it as"))] = "",
    sponsor: Annotated[str | None, typer.Option(help=N_("Code of who answers for it"))] = None,
) -> None:
    from hubdesk.booking.model import BookingRequest, Wanted
    from hubdesk.booking.service import preview_booking
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.spaces.queries import resource_id_of
    from hubdesk.words.answers import answer_line

    context: Context = ctx.obj
    zone = context.settings().zone
    with context.hub().read() as session:
        result = preview_booking(session, BookingRequest(
            org_id=organisation_by_code(session, org).id,
            wanted=(Wanted(resource_id_of(session, resource)),),
            starts=values.moment(start, "--start"), ends=values.moment(end, "--end"),
            purpose=purpose,
            sponsor_id=None if sponsor is None else organisation_by_code(session, sponsor).id,
        ))  # fmt: skip
    answers = [one.plain() for one in result.answers]
    waits = result.approval
    emit(context, {
        "dates": [one.plain(zone) for one in result.dates],
        "answers": [{**one, "said": answer_line(context.words, one)} for one in answers],
        "waits_for": None if waits is None else waits.names.get(context.words.lang),
    }, rows="answers" if answers else "dates")  # fmt: skip


@app.command("waiting", help=N_("List bookings that wait for somebody's word"))
def list_waiting(ctx: typer.Context) -> None:
    from hubdesk.booking.queries.approvals import waiting

    context: Context = ctx.obj
    zone = context.settings().zone
    with context.hub().read() as session:
        found = waiting(session, session.clock.now())
    rows = [
        {
            "id": f"b{one.booking_id}", "org": one.org, "room": one.room.get(context.words.lang),
            "title": one.title, "start": values.wall(one.first_at, zone), "dates": one.dates,
            "rule": one.rule.get(context.words.lang), "approver": one.approver,
            "answer_by": one.answer_by and values.wall(one.answer_by, zone),
            "rivals": one.rivals,
        }
        for one in found
    ]  # fmt: skip
    emit(context, {"waiting": rows}, rows="waiting")


@app.command("approve", help=N_("Agree to a booking that waits; rivals are answered with it"))
def approve(
    ctx: typer.Context,
    booking: _Booking,
    note: Annotated[str, typer.Option(help=N_("Kept with the answer"))] = "",
) -> None:
    from hubdesk.booking.service import approving

    context: Context = ctx.obj
    _, number = values.identifier(booking, "booking")
    with context.hub().write() as uow:
        answered = approving.approve(uow, number, note)
    _tell_answered(context, answered.booking_id, answered.changed, answered.others,
                   uow.changes.history_seq)  # fmt: skip


@app.command("decline", help=N_("Say no to a booking that waits"))
def decline(
    ctx: typer.Context,
    booking: _Booking,
    reason: Annotated[str, typer.Option(help=N_("Why not"))] = "",
) -> None:
    from hubdesk.booking.service import approving

    context: Context = ctx.obj
    _, number = values.identifier(booking, "booking")
    with context.hub().write() as uow:
        answered = approving.decline(uow, number, reason)
    _tell_answered(context, answered.booking_id, answered.changed, (), uow.changes.history_seq)


def _tell_answered(
    context: Context, number: int, dates: tuple[int, ...], others: tuple[int, ...],
    change: int | None,
) -> None:  # fmt: skip
    emit(context, {
        "booking_id": f"b{number}", "dates": [f"o{one}" for one in dates],
        "answered": [f"b{one}" for one in others], "change": f"c{change}",
    })  # fmt: skip


def _today(context: Context) -> date:
    with context.hub().read() as session:
        return session.clock.now().astimezone(context.settings().zone).date()


def _day(context: Context, text: str | None) -> date:
    return _today(context) if text is None else values.day(text, "--from")
