"""Rooms beyond their facts: layouts, dated opening hours, and closures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from datetime import tzinfo

    from hubdesk.booking.model import Fate
    from hubdesk.booking.queries.in_the_way import InTheWay
    from hubdesk.store.session import Session

app = typer.Typer(rich_markup_mode=None)

_WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
_CLASSES = ("resident", "affiliate", "partner", "outside")
_Code = Annotated[str, typer.Argument(metavar="ROOM", help=N_("Code of the room"))]


@app.command("layout", help=N_("Say how a room can be set, for how many"))
def layout(
    ctx: typer.Context,
    room: _Code,
    kind: Annotated[str, typer.Argument(help=N_("board, theatre, classroom or a word of yours"))],
    capacity: Annotated[int, typer.Option(min=1, help=N_("How many people it then holds"))],
    setup: Annotated[int, typer.Option(min=0, help=N_("Minutes to set it up"))] = 0,
) -> None:
    from hubdesk.spaces.queries import resource_id_of
    from hubdesk.spaces.service import set_layout

    context: Context = ctx.obj
    with context.hub().write() as uow:
        number = set_layout(
            uow, resource_id_of(uow, room), kind, capacity=capacity, setup_minutes=setup
        )
    emit(context, {"layout": number, "change": f"c{uow.changes.history_seq}"})


@app.command("hours", help=N_("Say when rooms are open, for whom and in which season"))
def hours(
    ctx: typer.Context,
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    to: Annotated[str | None, typer.Option(help=N_("Last day; else until further notice"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the room; else all"))] = None,
    org_class: Annotated[
        str, typer.Option("--class", help=N_("Class of organisations; else everybody"))
    ] = "",
    days: Annotated[str, typer.Option(help=N_("Weekdays, such as mon,tue; else every day"))] = "",
    open_: Annotated[
        str | None, typer.Option("--open", help=N_("Hours, such as 08:00-20:00"))
    ] = None,
    closed: Annotated[bool, typer.Option("--closed", help=N_("Closed on these days"))] = False,
    reason: Annotated[str, typer.Option(help=N_("Name of the season"))] = "",
) -> None:
    from hubdesk.cli.finding import hours_of
    from hubdesk.spaces.queries import resource_id_of
    from hubdesk.spaces.service import add_opening

    context: Context = ctx.obj
    if org_class:
        values.choice(org_class, "--class", _CLASSES)
    if closed is (open_ is not None):
        raise BadUsageError(reason="missing_parameter", parameter="--open")
    opens, closes = (None, None) if open_ is None else hours_of(open_, "--open")
    with context.hub().write() as uow:
        number = add_opening(
            uow,
            valid_from=values.day(from_, "--from"),
            valid_to=None if to is None else values.day(to, "--to"),
            resource_id=None if room is None else resource_id_of(uow, room),
            org_class=org_class,
            weekdays=_weekdays(days),
            open_minute=opens,
            close_minute=closes,
            reason=reason,
        )
    emit(context, {"opening": number, "change": f"c{uow.changes.history_seq}"})


def _weekdays(text: str) -> set[int]:
    found = set()
    for part in filter(None, (part.strip().lower() for part in text.split(","))):
        values.choice(part, "--days", _WEEKDAYS)
        found.add(_WEEKDAYS.index(part))
    return found


@app.command("close", help=N_("Close rooms; every booking in the way needs a fate"))
def close(
    ctx: typer.Context,
    rooms: Annotated[list[str], typer.Argument(metavar="ROOM", help=N_("Codes of the rooms"))],
    start: Annotated[str, typer.Option(help=N_("First moment, YYYY-MM-DDTHH:MM"))],
    end: Annotated[str, typer.Option(help=N_("The moment after the last"))],
    reason: Annotated[str, typer.Option(help=N_("Shown on the board"))],
    fate: Annotated[
        list[str] | None,
        typer.Option(help=N_("o12=cancel, o12=ROOM or o12=YYYY-MM-DDTHH:MM, for each booking")),
    ] = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help=N_("Name the bookings in the way, write nothing"))
    ] = False,
) -> None:
    from hubdesk.booking.queries.in_the_way import assigned_in_the_way, in_the_way
    from hubdesk.booking.service import close_rooms
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    zone = context.settings().zone
    times = values.moment(start, "--start"), values.moment(end, "--end")
    if dry_run:
        with context.hub().read() as session:
            ids = [resource_id_of(session, code) for code in rooms]
            found = [_named(one, zone) for one in in_the_way(session, ids, *times)]
            assigned = assigned_in_the_way(session, ids, *times)
        desks = [{"assignment": one.id, "unit": one.desk, "org": one.org} for one in assigned]
        document = {"in_the_way": found, "assignments": desks}
        emit(context, document, rows="in_the_way" if found else "assignments")
        return
    with context.hub().write() as uow:
        fates = dict(_fate(uow, text) for text in fate or ())
        ids = [resource_id_of(uow, code) for code in rooms]
        closed = close_rooms(uow, ids, *times, reason, fates)
    emit(context, {"closures": list(closed), "change": f"c{uow.changes.history_seq}"})


@app.command("closures", help=N_("Closures of a room that have not ended"))
def closures(ctx: typer.Context, room: _Code) -> None:
    from hubdesk.spaces.queries import closures_of, resource_id_of

    context: Context = ctx.obj
    zone = context.settings().zone
    with context.hub().read() as session:
        found = closures_of(session, resource_id_of(session, room), session.clock.now())
    rows = [
        {
            "closure": one.id, "resource": one.resource,
            "start": values.wall(one.starts_at, zone), "end": values.wall(one.ends_at, zone),
            "reason": one.reason,
        }
        for one in found
        if one.active
    ]  # fmt: skip
    emit(context, {"closures": rows}, rows="closures")


@app.command("open", help=N_("Open a room again before its closure ends"))
def open_again(
    ctx: typer.Context,
    closure: Annotated[int, typer.Argument(help=N_("Number of the closure"))],
) -> None:
    from hubdesk.booking.service import lift_closure

    context: Context = ctx.obj
    with context.hub().write() as uow:
        lift_closure(uow, closure)
    emit(context, {"closure": closure, "change": f"c{uow.changes.history_seq}"})


def _fate(session: Session, text: str) -> tuple[int, Fate]:
    from hubdesk.booking.model import Fate, Target
    from hubdesk.spaces.queries import resource_id_of

    name, _, what = text.partition("=")
    number = Target.of(name).occurrence_id
    if number is None or not what:
        raise BadUsageError(reason="not_an_id", option="--fate", value=text)
    if what == "cancel":
        return number, Fate(cancel=True)
    if "T" in what and what[:4].isdecimal():
        return number, Fate(starts=values.moment(what, "--fate"))
    return number, Fate(resource_id=resource_id_of(session, what))


def _named(one: InTheWay, zone: tzinfo) -> dict[str, Any]:
    return {
        "occurrence_id": f"o{one.occurrence_id}",
        "org": one.org,
        "title": one.title,
        "start": values.wall(one.starts_at, zone),
        "end": values.wall(one.ends_at, zone),
        "ways": [
            {"kind": way.kind, "resource_id": way.resource_id,
             "start": values.wall(way.starts_at, zone)}
            for way in one.ways
        ],
    }  # fmt: skip
