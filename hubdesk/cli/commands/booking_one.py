"""One booking or one of its dates, and the sweep of the day of use."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.changing import change, date_fields
from hubdesk.cli.commands import booking_series, cancelling
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.booking.model import Changed, Target
    from hubdesk.store.session import UnitOfWork

app = typer.Typer(rich_markup_mode=None)
app.add_typer(booking_series.app)

_Id = Annotated[str, typer.Argument(metavar="ID", help=N_("b12 for a booking, o345 for a date"))]
_Scope = Annotated[
    str | None, typer.Option(help=N_("this date, this and the following, or all dates to come"))
]


_Override = Annotated[
    str, typer.Option(help=N_("Why it passes what the rules of the house refuse"))
]


@app.command("show", help=N_("Show a booking with its dates, or one date"))
def show(ctx: typer.Context, booking: _Id) -> None:
    from hubdesk.booking.queries import listing

    context: Context = ctx.obj
    kind, number = values.identifier(booking, "booking", "occurrence")
    zone = context.settings().zone
    with context.hub().read() as session:
        only = number if kind == "occurrence" else None
        if only is not None:
            number = listing.date_line(session, only).id
        found = listing.booking_details(session, number)
    document = {
        "id": format_id("booking", found.id),
        "org": found.org,
        "title": found.title,
        "private": found.private,
        "project": found.project,
        "people": found.people,
        "rrule": found.rrule,
        "timezone": found.timezone,
        "created_at": values.wall(found.created_at, zone),
        "created_by": found.created_by,
        "extras": [{"resource": x.resource, "quantity": x.quantity} for x in found.extras],
        "dates": [date_fields(x, zone) for x in found.dates if only in (None, x.occurrence_id)],
    }
    emit(context, document, rows="dates")


@app.command("move", help=N_("Move dates to another time or room"))
def move(
    ctx: typer.Context,
    booking: _Id,
    start: Annotated[str | None, typer.Option(help=N_("New start"))] = None,
    end: Annotated[str | None, typer.Option(help=N_("New end; else as long as before"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the new room"))] = None,
    scope: _Scope = None,
    override: _Override = "",
) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.model import Move
    from hubdesk.spaces.queries import resource_id_of

    starts = None if start is None else values.moment(start, "--start")
    ends = None if end is None else values.moment(end, "--end")
    if starts is None and ends is None and room is None:
        raise BadUsageError(reason="missing_parameter", parameter="--start, --end, --room")

    def do(uow: UnitOfWork, target: Target) -> Changed:
        room_id = None if room is None else resource_id_of(uow, room)
        return service.move(uow, target, Move(starts, ends, room_id, override))

    change(ctx.obj, booking, scope, do)


@app.command("ask", help=N_("Ask its people by mail whether a date may go elsewhere"))
def ask(
    ctx: typer.Context,
    booking: _Id,
    start: Annotated[str | None, typer.Option(help=N_("New start"))] = None,
    end: Annotated[str | None, typer.Option(help=N_("New end; else as long as before"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the new room"))] = None,
) -> None:
    from hubdesk.booking.model import Move
    from hubdesk.outbox.service.moving import ask_to_move
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    number = values.identifier(booking, "occurrence")[1]
    starts = None if start is None else values.moment(start, "--start")
    ends = None if end is None else values.moment(end, "--end")
    if starts is None and room is None:
        raise BadUsageError(reason="missing_parameter", parameter="--start, --room")
    with context.hub().write() as uow:
        room_id = None if room is None else resource_id_of(uow, room)
        found = ask_to_move(uow, number, Move(starts, ends, room_id))
    told = (
        context.words.t("Asked by mail: {name}", name=found.to) if found.to
        else context.words.t("Mail is off, or they have no address: nobody was asked.")
    )  # fmt: skip
    document = {"occurrence_id": booking, "asked": bool(found.to), "to": found.to}
    emit(context, document, text=told)


@app.command("cancel", help=N_("Cancel dates; the rooms are free at once"))
def cancel(
    ctx: typer.Context,
    booking: _Id,
    scope: _Scope = None,
    reason: Annotated[str, typer.Option(help=N_("Why"))] = "",
    from_: Annotated[
        str | None, typer.Option("--from", help=N_("Only dates of a series from this day on"))
    ] = None,
    to: Annotated[
        str | None, typer.Option("--to", help=N_("Only dates of a series up to this day"))
    ] = None,
    dry_run: booking_series.DryRun = False,
) -> None:
    from hubdesk.booking import service

    days = booking_series.days_between(booking, from_, to)
    if dry_run:
        cancelling.tell(ctx.obj, booking, scope, days)
        return

    def do(uow: UnitOfWork, target: Target) -> Changed:
        if days is not None:
            target = service.range_of(uow, target.booking_id or 0, *days)
        return service.cancel(uow, target, reason)

    change(ctx.obj, booking, scope, do)


@app.command("waive", help=N_("Do not charge what cancelling late or not coming costs"))
def waive(
    ctx: typer.Context,
    booking: _Id,
    reason: Annotated[str, typer.Option(help=N_("Why"))],
    scope: _Scope = None,
) -> None:
    from hubdesk.booking.service.waiving import waive as waive_dates

    change(ctx.obj, booking, scope, lambda uow, target: waive_dates(uow, target, reason))


_LEFT_OUT = ("skipped", "held")


@app.command("restore", help=N_("Book cancelled, released or skipped dates again"))
def restore(
    ctx: typer.Context, booking: _Id, scope: _Scope = None, override: _Override = ""
) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.queries.listing import date_line

    def do(uow: UnitOfWork, target: Target) -> Changed:
        number = target.occurrence_id
        # A date that was left out may be offered by now; then its room is held.
        left_out = number is not None and date_line(uow, number).status in _LEFT_OUT
        again = service.readd_skipped if left_out else service.restore
        return again(uow, target, override)

    change(ctx.obj, booking, scope, do)


@app.command("check-in", help=N_("Note that somebody came"))
def check_in(ctx: typer.Context, booking: _Id, scope: _Scope = None) -> None:
    from hubdesk.booking import service

    change(ctx.obj, booking, scope, service.let_in)


@app.command("end", help=N_("Note that everybody left: the room is free from now on"))
def end(ctx: typer.Context, booking: _Id) -> None:
    from hubdesk.booking import service

    change(ctx.obj, booking, None, lambda uow, target: service.end_early(uow, _one(target)))


@app.command("extend", help=N_("Let a date last longer, if its rooms are free"))
def extend(
    ctx: typer.Context,
    booking: _Id,
    minutes: Annotated[
        int, typer.Option(help=N_("Minutes more; 0 = as long as the rooms are free"))
    ] = 0,
    override: _Override = "",
) -> None:
    from hubdesk.booking import service

    change(
        ctx.obj, booking, None,
        lambda uow, target: service.extend(uow, _one(target), minutes, override=override),
    )  # fmt: skip


@app.command("excuse", help=N_("Say that a missed date does not count"))
def excuse(
    ctx: typer.Context,
    booking: _Id,
    reason: Annotated[str, typer.Option(help=N_("Why"))] = "",
) -> None:
    from hubdesk.booking import service

    change(ctx.obj, booking, None, lambda uow, target: service.excuse(uow, _one(target), reason))


@app.command("code", help=N_("Show the code by which a date is checked in at a kiosk"))
def code(ctx: typer.Context, booking: _Id) -> None:
    from hubdesk.booking.model import Target
    from hubdesk.booking.queries.arrivals import check_in_code, extensions

    context: Context = ctx.obj
    values.identifier(booking, "occurrence")
    number = _one(Target.of(booking))
    with context.hub().read() as session:
        extensions(session, number)  # refuses a date that does not exist
        found = check_in_code(session, number)
    emit(context, {"occurrence_id": booking, "code": found}, text=found)


@app.command("sweep", help=N_("Do what is due: warn, release rooms nobody came to, settle dates"))
def sweep(ctx: typer.Context) -> None:
    from hubdesk.booking import service

    context: Context = ctx.obj
    swept = service.sweep(context.hub().acting_as(service.SWEEPER, "sweep"))
    done = {
        name: [format_id("occurrence", number) for number in getattr(swept, name)]
        for name in ("warned", "released", "missed", "done")
    }
    told = context.words.t(
        "Warned of: {warned}; released: {released}; missed: {missed}; over: {done}",
        **{name: len(ids) for name, ids in done.items()},
    )
    emit(context, done, text=told)


def _one(target: Target) -> int:
    """The date that is named.

    Raises:
        BadUsageError: a whole booking is.
    """
    if target.occurrence_id is None:
        raise BadUsageError(
            reason="scope_needs_date", option="ID", value=f"b{target.booking_id}"
        )
    return target.occurrence_id
