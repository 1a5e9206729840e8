"""Series and waiting: edit, copy, repeat, put back, wait, accept, confirm anew."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.changing import change
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.ids import format_id
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from collections.abc import Callable

    from hubdesk.booking.editing import EditPreview, SeriesEdit, Spot
    from hubdesk.booking.model import BookingResult, Changed, Target
    from hubdesk.store.session import UnitOfWork

app = typer.Typer(rich_markup_mode=None)

_Id = Annotated[str, typer.Argument(metavar="ID", help=N_("b12 for a booking, o345 for a date"))]
_Booking = Annotated[str, typer.Argument(metavar="ID", help=N_("Number of the booking, b12"))]
_Date = Annotated[str, typer.Argument(metavar="ID", help=N_("Number of the date, o345"))]
_Scope = Annotated[
    str | None, typer.Option(help=N_("this date, this and the following, or all dates to come"))
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
]
_Override = Annotated[
    str, typer.Option(help=N_("Why it passes what the rules of the house refuse"))
]


@app.command("edit", help=N_("Edit dates of a series; --dry-run shows what would change"))
def edit(
    ctx: typer.Context,
    booking: _Id,
    start: Annotated[str | None, typer.Option(help=N_("New start"))] = None,
    end: Annotated[str | None, typer.Option(help=N_("New end; else as long as before"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the new room"))] = None,
    title: Annotated[str | None, typer.Option(help=N_("Title"))] = None,
    project: Annotated[str | None, typer.Option(help=N_("Project to be charged"))] = None,
    rrule: Annotated[str | None, typer.Option(help=N_("How the dates go on, with an end"))] = None,
    scope: _Scope = None,
    on_clash: Annotated[
        str, typer.Option(help=N_("What becomes of dates that clash: refuse, stay, skip"))
    ] = "refuse",
    override: _Override = "",
    dry_run: DryRun = False,
) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.editing import Clashing, SeriesEdit
    from hubdesk.booking.model import Scope, Target
    from hubdesk.spaces.queries import resource_id_of

    context: Context = ctx.obj
    values.choice(on_clash, "--on-clash", tuple(str(one) for one in Clashing))
    with context.hub().read() as session:
        wish = SeriesEdit(
            None if start is None else values.moment(start, "--start"),
            None if end is None else values.moment(end, "--end"),
            None if room is None else resource_id_of(session, room),
            title, None, project, rrule=rrule, clashing=Clashing(on_clash), override=override,
        )  # fmt: skip
        if dry_run:
            target = Target.of(booking, scope or Scope.THIS)
            _tell(context, service.preview_edit(session, target, wish))
            return
    change(context, booking, scope, _editing(wish))


def _editing(wish: SeriesEdit) -> Callable[[UnitOfWork, Target], Changed]:
    from hubdesk.booking import service

    return lambda uow, target: service.edit_series(uow, target, wish)


def _tell(context: Context, seen: EditPreview) -> None:
    zone = context.settings().zone

    def spot(found: Spot | None) -> dict[str, str] | None:
        if found is None:
            return None
        times = {"start": values.wall(found.starts_at, zone)}
        return {**times, "end": values.wall(found.ends_at, zone), "resource": found.resource}

    rows = [
        {
            "occurrence_id": x.occurrence_id and format_id("occurrence", x.occurrence_id),
            **(spot(x.after) or spot(x.before) or {}),
            "outcome": str(x.becomes), "before": spot(x.before), "reason": x.reason, "by": x.by,
        }
        for x in seen.dates
    ]  # fmt: skip
    document = {
        "booking_id": format_id("booking", seen.booking_id),
        "dates": rows,
        "kept": [
            {"occurrence_id": format_id("occurrence", x.occurrence_id), "reason": x.why}
            for x in seen.kept
        ],
        "texts": {x.field: [x.before, x.after] for x in seen.texts},
        "past": seen.past,
        "earlier": seen.earlier,
        "divides": seen.divides,
        "rrule": [seen.rule_before, seen.rule_earlier, seen.rule_after],
    }
    emit(context, document, rows="dates")


@app.command("re-add", help=N_("Book skipped dates again, if their rooms are free"))
def readd(
    ctx: typer.Context, booking: _Id, scope: _Scope = None, override: _Override = ""
) -> None:
    from hubdesk.booking import service

    change(ctx.obj, booking, scope,
           lambda uow, target: service.readd_skipped(uow, target, override))  # fmt: skip


@app.command("copy", help=N_("Book the same again from another day on, a series as a whole"))
def copy(
    ctx: typer.Context,
    booking: _Booking,
    start: Annotated[str, typer.Option(help=N_("Start of the first date"))],
    room: Annotated[str | None, typer.Option(help=N_("Code of the new room"))] = None,
    on_clash: Annotated[str, typer.Option(help=N_("refuse, or skip dates that clash"))] = "refuse",
) -> None:
    from dataclasses import replace

    from hubdesk.booking import service
    from hubdesk.booking.model import OnClash
    from hubdesk.spaces.queries import resource_id_of

    values.choice(on_clash, "--on-clash", tuple(str(one) for one in OnClash))
    number = _number(booking)

    def do(uow: UnitOfWork) -> BookingResult:
        room_id = None if room is None else resource_id_of(uow, room)
        request = service.copy_request(
            uow, number, values.moment(start, "--start"), resource_id=room_id
        )
        return service.book(uow, replace(request, on_clash=OnClash(on_clash)))

    _booked(ctx.obj, do)


@app.command("repeat", help=N_("Make a series of a single booking"))
def repeat(
    ctx: typer.Context,
    booking: _Booking,
    rrule: Annotated[str, typer.Option(help=N_("Recurrence, such as FREQ=WEEKLY;COUNT=10"))],
    on_clash: Annotated[str, typer.Option(help=N_("refuse, or skip dates that clash"))] = "refuse",
) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.model import OnClash

    values.choice(on_clash, "--on-clash", tuple(str(one) for one in OnClash))
    number = _number(booking)
    _booked(
        ctx.obj,
        lambda uow: service.repeat_booking(uow, number, rrule, on_clash=OnClash(on_clash)),
    )


def _booked(context: Context, do: Callable[[UnitOfWork], BookingResult]) -> None:
    zone = context.settings().zone
    with context.hub().write() as uow:
        result = do(uow)
    document: dict[str, Any] = {
        "booking_id": format_id("booking", result.booking_id or 0),
        "dates": [one.plain(zone) for one in result.dates],
        "change": format_id("history", uow.changes.history_seq or 0),
    }
    emit(context, document, rows="dates")


# -- waiting --------------------------------------------------------------------------------------


@app.command("waiting", help=N_("Who waits for a room, in order, with the offers made"))
def waiting(
    ctx: typer.Context,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
) -> None:
    from hubdesk.booking.queries.waiting import waiting_list
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    zone = context.settings().zone
    with context.hub().read() as session:
        org_id = None if org is None else organisation_by_code(session, org).id
        found = waiting_list(session, org_id=org_id)
    rows = [
        {
            "occurrence_id": format_id("occurrence", line.occurrence_id),
            "position": line.position,
            "org": line.org,
            "resource": line.room,
            "start": values.wall(line.starts_at, zone),
            "end": values.wall(line.ends_at, zone),
            "state": str(line.state),
            "series": line.series,
            "offer_until": line.offer_until and values.wall(line.offer_until, zone),
        }
        for line in found
    ]
    emit(context, {"waiting": rows}, rows="waiting")


@app.command("wait", help=N_("Let a skipped date wait for its room"))
def wait(ctx: typer.Context, booking: _Date) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.queries.listing import date_line

    context: Context = ctx.obj
    number = _number(booking, "occurrence")
    with context.hub().write() as uow:
        offered = service.wait_for(uow, number)
    with context.hub().read() as session:
        status = date_line(session, number).status
    emit(context, {"occurrence_id": booking, "offered": offered, "status": status})


@app.command("accept", help=N_("Take an offer: the date is booked"))
def accept(ctx: typer.Context, booking: _Date, override: _Override = "") -> None:
    from hubdesk.booking import service

    number = _number(booking, "occurrence")
    change(
        ctx.obj, booking, None, lambda uow, _target: service.accept_offer(uow, number, override)
    )


@app.command("decline", help=N_("Give an offer up: the next in line has it"))
def decline(ctx: typer.Context, booking: _Date) -> None:
    from hubdesk.booking import service

    number = _number(booking, "occurrence")
    change(ctx.obj, booking, None, lambda uow, _target: service.decline_offer(uow, number))


@app.command("stop-waiting", help=N_("Leave the line; the date stays skipped"))
def stop_waiting(ctx: typer.Context, booking: _Date) -> None:
    from hubdesk.booking import service

    number = _number(booking, "occurrence")
    change(ctx.obj, booking, None, lambda uow, _target: service.stop_waiting(uow, number))


@app.command("confirm", help=N_("Book for good what is only held"))
def confirm(ctx: typer.Context, booking: _Booking) -> None:
    from hubdesk.booking.service import approving

    number = _number(booking)
    change(ctx.obj, booking, None, lambda uow, _target: approving.confirm_hold(uow, number))


# -- standing bookings ----------------------------------------------------------------------------


@app.command("reconfirm", help=N_("Confirm a standing booking, or say how often it has to be"))
def reconfirm(
    ctx: typer.Context,
    booking: _Booking,
    every: Annotated[
        int | None, typer.Option(help=N_("Months between two confirmations; 0 = none is needed"))
    ] = None,
) -> None:
    from hubdesk.booking import service
    from hubdesk.booking.queries.reconfirming import reconfirmation_of

    context: Context = ctx.obj
    number = _number(booking)
    with context.hub().write() as uow:
        if every is None:
            service.reconfirm(uow, number)
        else:
            service.set_reconfirmation(uow, number, every)
    with context.hub().read() as session:
        rule = reconfirmation_of(session, number)
    emit(
        context,
        {
            "booking_id": booking,
            "every_months": 0 if rule is None else rule.every_months,
            "confirmed_until": None if rule is None else rule.confirmed_until.isoformat(),
        },
    )


@app.command("to-confirm", help=N_("Standing bookings that are to be confirmed by now"))
def to_confirm(ctx: typer.Context) -> None:
    from hubdesk.booking.queries.reconfirming import reconfirmations_due

    context: Context = ctx.obj
    with context.hub().read() as session:
        today = session.clock.now().astimezone(context.settings().zone).date()
        found = reconfirmations_due(session, today)
    rows = [
        {
            "booking_id": format_id("booking", line.booking_id),
            "org": line.org,
            "resource": line.room,
            "confirmed_until": line.confirmed_until.isoformat(),
            "state": str(line.standing),
            "dates": line.open_dates,
        }
        for line in found
    ]
    emit(context, {"to_confirm": rows}, rows="to_confirm")


def days_between(booking: str, first: str | None, last: str | None) -> tuple[date, date] | None:
    """The days that ``--from`` and ``--to`` name, both inclusive; None if neither is given.

    Raises:
        BadUsageError: a date is named, which has no range.
    """
    if first is None and last is None:
        return None
    if values.identifier(booking, "booking", "occurrence")[0] != "booking":
        raise BadUsageError(reason="scope_needs_date", option="--from", value=booking)
    begin = date.min + timedelta(days=2) if first is None else values.day(first, "--from")
    end = date.max - timedelta(days=2) if last is None else values.day(last, "--to")
    return begin, end


def _number(text: str, kind: str = "booking") -> int:
    return values.identifier(text, kind)[1]
