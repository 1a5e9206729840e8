"""Desks: whose they are, away days, and booking free ones by half day, day or hour."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.booking.queries.desks import Assignment
    from hubdesk.store.session import Session, UnitOfWork

app = typer.Typer(rich_markup_mode=None)

_Desk = Annotated[str, typer.Argument(metavar="DESK", help=N_("Code of the desk"))]
_On = Annotated[str | None, typer.Option(help=N_("On which day; else today"))]
_PARTS = ("morning", "afternoon", "day")


@app.command("list", help=N_("Whose desks are, and when they are away"))
def list_desks(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option(help=N_("Of one organisation"))] = None,
    on: Annotated[str | None, typer.Option(help=N_("As on a day; else from today on"))] = None,
    free: Annotated[
        bool, typer.Option("--free", help=N_("Only desks that are free all day long"))
    ] = False,
) -> None:
    from hubdesk.booking.queries.desks import assignments
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    today = _day(context, on)
    with context.hub().read() as session:
        if free:
            emit(context, {"desks": _free(session, today)}, rows="desks")
            return
        org_id = None if org is None else organisation_by_code(session, org).id
        found = assignments(session, org_id=org_id, from_day=today)
    shown = [one for one in found if on is None or today in one.days]
    emit(context, {"desks": [_plain(one, context, today) for one in shown]}, rows="desks")


@app.command("assign", help=N_("Give a desk to an organisation, or to one of its people"))
def assign(
    ctx: typer.Context,
    desk: _Desk,
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    to: Annotated[str | None, typer.Option(help=N_("Last day; else no end is known"))] = None,
    person: Annotated[
        str | None, typer.Option(help=N_("Name or e-mail of who sits there"))
    ] = None,
    note: Annotated[str, typer.Option(help=N_("Note"))] = "",
) -> None:
    from hubdesk.booking import service
    from hubdesk.orgs.queries import organisation_by_code
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    first = values.day(from_, "--from")
    last = None if to is None else values.day(to, "--to")
    with context.hub().write() as uow:
        org_id = organisation_by_code(uow, org).id
        number = service.assign_desk(
            uow, resource_id_of(uow, desk), org_id, first, last,
            person_id=None if person is None else _person(uow, org_id, person), note=note,
        )  # fmt: skip
    _answer(context, uow, number)


@app.command("end", help=N_("End an assignment on a day, or let it go on"))
def end(
    ctx: typer.Context,
    desk: _Desk,
    on: Annotated[str | None, typer.Option(help=N_("Last day; without it no end is known"))] = None,
) -> None:
    from hubdesk.booking import service

    context: Context = ctx.obj
    last = None if on is None else values.day(on, "--on")
    with context.hub().write() as uow:
        found = _of(uow, desk, _day(context, None))
        service.set_last_day(uow, found.id, last)
    _answer(context, uow, found.id)


@app.command("move", help=N_("Move whom a desk is assigned to to another desk"))
def move(
    ctx: typer.Context,
    desk: _Desk,
    to: Annotated[str, typer.Option(help=N_("Code of the other desk"))],
    from_: Annotated[str | None, typer.Option("--from", help=N_("From which day; else today"))] = (
        None
    ),
) -> None:
    from hubdesk.booking import service
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    day = _day(context, from_, "--from")
    with context.hub().write() as uow:
        found = _of(uow, desk, day)
        moved = service.move_assignment(uow, found.id, resource_id_of(uow, to), day)
    _answer(context, uow, moved)


@app.command("away", help=N_("Free an assigned desk for some days"))
def away(
    ctx: typer.Context,
    desk: _Desk,
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    to: Annotated[str | None, typer.Option(help=N_("Last day; else that one day"))] = None,
    note: Annotated[str, typer.Option(help=N_("Note"))] = "",
) -> None:
    from hubdesk.booking import service

    context: Context = ctx.obj
    first = values.day(from_, "--from")
    last = first if to is None else values.day(to, "--to")
    with context.hub().write() as uow:
        found = _of(uow, desk, first)
        service.add_away(uow, found.id, first, last, note)
    _answer(context, uow, found.id)


@app.command("back", help=N_("End away days early; refused where others booked the desk"))
def back(
    ctx: typer.Context,
    desk: _Desk,
    from_: Annotated[str | None, typer.Option("--from", help=N_("From which day; else today"))] = (
        None
    ),
) -> None:
    from hubdesk.booking import service
    from hubdesk.kernel.errors import NotFoundError

    context: Context = ctx.obj
    day = _day(context, from_, "--from")
    with context.hub().write() as uow:
        found = _of(uow, desk, day)
        gone = next((one for one in found.aways if one.last_day >= day), None)
        if gone is None:
            raise NotFoundError(kind="away", key=desk)
        service.come_back(uow, gone.id, max(day, gone.first_day))
    _answer(context, uow, found.id)


@app.command("book", help=N_("Book free desks next to each other, for a day or a part of it"))
def book(
    ctx: typer.Context,
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    on: _On = None,
    part: Annotated[str, typer.Option(help=N_("morning, afternoon or day"))] = "day",
    count: Annotated[int, typer.Option(min=1, max=200, help=N_("How many desks"))] = 1,
    floor: Annotated[str, typer.Option(help=N_("Code of the floor; else any"))] = "",
    title: Annotated[str, typer.Option(help=N_("Title"))] = "",
) -> None:
    from hubdesk.booking.model import BookingRequest, Wanted
    from hubdesk.booking.queries.free_desks import team_desks
    from hubdesk.booking.service import book as book_dates
    from hubdesk.kernel.interval import Interval
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    values.choice(part, "--part", _PARTS)
    starts, ends = _span(_day(context, on), part)
    zone = context.settings().zone
    with context.hub().write() as uow:
        found = organisation_by_code(uow, org)
        span = Interval(starts.replace(tzinfo=zone), ends.replace(tzinfo=zone))
        desks = team_desks(uow, span, count, floor=floor, org_class=found.org_class)
        wanted = tuple(Wanted(desk.id) for desk in desks)
        result = book_dates(uow, BookingRequest(found.id, wanted, starts, ends, title=title))
    document = {
        "booking_id": format_id("booking", result.booking_id or 0),
        "desks": [desk.code for desk in desks],
        "dates": [one.plain(zone) for one in result.dates],
        **_change(uow),
    }
    emit(context, document, rows="dates")


def _span(day: date, part: str) -> tuple[datetime, datetime]:
    """A part of a day as wall time; the desks' own hours decide whether they are open then."""
    from hubdesk.booking.desk_days import part_of_day

    midnight = datetime.combine(day, time())
    starts, ends = part_of_day(part, None, None)
    return midnight + timedelta(minutes=starts), midnight + timedelta(minutes=ends)


def _day(context: Context, text: str | None, option: str = "--on") -> date:
    if text is not None:
        return values.day(text, option)
    with context.hub().read() as session:
        return session.clock.now().astimezone(context.settings().zone).date()


def _of(session: Session, desk: str, day: date) -> Assignment:
    """Whose a desk is on a day, or else next."""
    from hubdesk.booking.queries.desks import assignments_of_desk
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.spaces.queries import resource_id_of

    found = assignments_of_desk(session, resource_id_of(session, desk))
    for one in found:
        if one.last_day is None or one.last_day >= day:
            return one
    raise NotFoundError(kind="assignment", key=desk)


def _person(session: Session, org_id: int, text: str) -> int:
    from hubdesk.kernel.errors import NotFoundError
    from hubdesk.orgs.queries import people_of

    wanted = text.casefold().strip()
    fitting = [
        one.id
        for one in people_of(session, org_id)
        if one.active
        and wanted in (one.email.casefold(), one.names.th.casefold(), one.names.en.casefold())
    ]
    if not fitting:
        raise NotFoundError(kind="person", key=text)
    if len(fitting) > 1:
        raise BadUsageError(reason="several_people", option="--person", value=text)
    return fitting[0]


def _free(session: Session, day: date) -> list[dict[str, Any]]:
    from hubdesk.booking.queries.free_desks import free_desks
    from hubdesk.hub.queries import settings
    from hubdesk.kernel.interval import Interval

    starts, ends = _span(day, "day")
    zone = settings(session).zone
    span = Interval(starts.replace(tzinfo=zone), ends.replace(tzinfo=zone))
    return [{"desk": one.code, "floor": one.floor} for one in free_desks(session, span)]


def _plain(one: Assignment, context: Context, today: date) -> dict[str, Any]:
    lang = context.words.lang
    away = one.away_on(today)
    return {
        "desk": one.desk,
        "floor": one.floor,
        "org": one.org,
        "person": one.person.get(lang),
        "from": one.first_day,
        "to": one.last_day,
        "away": [f"{gone.first_day}/{gone.last_day}" for gone in one.aways],
        "free_today": away is not None,
        "note": one.note,
    }


def _answer(context: Context, uow: UnitOfWork, number: int) -> None:
    from hubdesk.booking.queries.desks import assignment
    from hubdesk.kernel.errors import NotFoundError

    today = _day(context, None)
    with context.hub().read() as session:
        try:
            document = _plain(assignment(session, number), context, today)
        except NotFoundError:  # it ended before it had begun
            document = {"desk": None}
    emit(context, {**document, **_change(uow)})


def _change(uow: UnitOfWork) -> dict[str, Any]:
    seq = uow.changes.history_seq
    return {"change": None if seq is None else format_id("history", seq)}
