"""Finding a free room, booking it, and the list of bookings."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import Columns, emit
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from collections.abc import Sequence

    from hubdesk.booking.model import BookingRequest, BookingResult
    from hubdesk.booking.queries.rows import DateRow
    from hubdesk.store.session import Session

app = typer.Typer(rich_markup_mode=None)

Start = Annotated[str, typer.Option(help=N_("First moment, YYYY-MM-DDTHH:MM"))]
End = Annotated[str, typer.Option(help=N_("The moment after the last"))]
_Rule = Annotated[str | None, typer.Option(help=N_("Recurrence, such as FREQ=WEEKLY;COUNT=10"))]
Exdates = Annotated[list[str] | None, typer.Option(help=N_("A date left out of the series"))]
Rdates = Annotated[list[str] | None, typer.Option(help=N_("A date added to the series"))]
_OnClash = Annotated[str, typer.Option(help=N_("refuse everything, or skip dates that clash"))]
_Private = Annotated[bool, typer.Option("--private", help=N_("Others do not see the title"))]
_People = Annotated[int | None, typer.Option(min=1, max=100_000, help=N_("How many people"))]


_Purpose = Annotated[str, typer.Option(help=N_("What rules count it as"))]
_Sponsor = Annotated[str | None, typer.Option(help=N_("Code of who answers for it"))]
_Override = Annotated[
    str, typer.Option(help=N_("Why it passes what the rules of the house refuse"))
]
_LeaveOut = Annotated[str, typer.Option(help=N_("Leave out by rule: holidays, closures"))]
_Layout = Annotated[
    str, typer.Option(help=N_("How the room is set: board, theatre, classroom \u2026"))
]
_Fixed = Annotated[
    bool, typer.Option("--fixed", help=N_("Its people may not be asked to move"))
]
_DryRun = Annotated[
    bool, typer.Option("--dry-run", help=N_("Say what would happen, write nothing"))
]


class _NotKept(Exception):  # noqa: N818 - not a failure: it only ends a unit of work
    """Leaves a unit of work without a trace."""


@app.command("find", help=N_("Find a free room, or a time for several organisations"))
def find(
    ctx: typer.Context,
    start: Start,
    end: Annotated[
        str | None, typer.Option(help=N_("The moment after the last; not with --weeks or --orgs"))
    ] = None,
    people: _People = None,
    equipment: Annotated[
        list[str] | None, typer.Option(help=N_("What must be there: code or code=count"))
    ] = None,
    layout: Annotated[
        str, typer.Option(help=N_("How the room must be set: board, theatre, classroom \u2026"))
    ] = "",
    orgs: Annotated[
        list[str] | None, typer.Option(help=N_("Codes of those who meet; the first books"))
    ] = None,
    weeks: Annotated[
        int | None, typer.Option(min=1, max=8, help=N_("Look through so many weeks"))
    ] = None,
    minutes: Annotated[
        int, typer.Option(min=5, max=1440, help=N_("How long, with --weeks or --orgs"))
    ] = 60,
    hours: Annotated[
        str, typer.Option(help=N_("Hours that are preferred, such as 09:00-17:00"))
    ] = "09:00-17:00",
) -> None:
    context: Context = ctx.obj
    needed = _needed(equipment)
    if weeks is not None or orgs:
        from hubdesk.cli.finding import find_common

        wish = {"people": people, "equipment": needed, "layout": layout, "minutes": minutes}
        find_common(context, start, end, parted(orgs), weeks or 2, hours, wish)
        return
    if end is None:
        raise BadUsageError(reason="missing_parameter", parameter="--end")
    _find_free(context, start, end, people, needed, layout)


def _needed(equipment: list[str] | None) -> dict[str, int]:
    needed: dict[str, int] = {}
    for text in equipment or ():
        for part in text.split(","):
            code, count = values.wanted(part.strip(), "--equipment")
            needed[code] = needed.get(code, 0) + count
    return needed


def _find_free(
    context: Context, start: str, end: str, people: int | None, needed: dict[str, int], layout: str
) -> None:
    from hubdesk.booking.queries.free import find_free

    zone = context.settings().zone
    span = values.interval(start, end, zone)
    with context.hub().read() as session:
        rooms = find_free(session, span, people, needed, layout=layout)
    lang = context.words.lang
    found = [
        {
            "code": room.code,
            "name": room.names.get(lang),
            "capacity": room.capacity,
            "free_until": room.free_until and values.wall(room.free_until, zone),
        }
        for room in rooms
    ]
    emit(context, {"resources": found}, rows="resources")


@app.command("book", help=N_("Book a room, a desk or equipment"))
def book(
    ctx: typer.Context,
    resources: Annotated[
        list[str], typer.Argument(metavar="RESOURCE", help=N_("Codes; of equipment code=count"))
    ],
    org: Annotated[str, typer.Option(help=N_("Code of the organisation"))],
    start: Start,
    end: End,
    title: Annotated[str, typer.Option(help=N_("Title"))] = "",
    project: Annotated[str, typer.Option(help=N_("Project to be charged"))] = "",
    private: _Private = False,
    people: _People = None,
    rrule: _Rule = None,
    exdate: Exdates = None,
    rdate: Rdates = None,
    on_clash: _OnClash = "refuse",
    purpose: _Purpose = "",
    sponsor: _Sponsor = None,
    override: _Override = "",
    leave_out: _LeaveOut = "",
    layout: _Layout = "",
    setup: Annotated[int, typer.Option(min=0, max=1440, help=N_("Minutes wanted before"))] = 0,
    cleanup: Annotated[int, typer.Option(min=0, max=1440, help=N_("Minutes wanted after"))] = 0,
    fixed: _Fixed = False,
    dry_run: _DryRun = False,
) -> None:
    from hubdesk.booking.model import BookingRequest, OnClash
    from hubdesk.orgs.queries import organisation_by_code

    context: Context = ctx.obj
    context.settings()
    values.choice(on_clash, "--on-clash", ("refuse", "skip", "wait"))
    choices = _times(start, end, exdate, rdate)
    codes = [values.wanted(text, "RESOURCE") for text in resources]
    with context.hub().read() as session:
        request = BookingRequest(
            org_id=organisation_by_code(session, org).id,
            wanted=_wanted(session, codes),
            title=title, project=project, private=private, people=people, rrule=rrule,
            on_clash=OnClash(on_clash), purpose=purpose, override=override,
            sponsor_id=None if sponsor is None else organisation_by_code(session, sponsor).id,
            skips=tuple(parted([leave_out] if leave_out else None)),
            layout=layout, setup_minutes=setup, cleanup_minutes=cleanup, movable=not fixed,
            **choices,
        )  # fmt: skip
    result, change = _booked(context, request, dry_run=dry_run)
    _answer(context, result, change)


def _times(
    start: str, end: str, exdate: list[str] | None, rdate: list[str] | None
) -> dict[str, Any]:
    return {
        "starts": values.moment(start, "--start"),
        "ends": values.moment(end, "--end"),
        "exdates": dates(exdate, "--exdate"),
        "rdates": tuple(values.moment(text, "--rdate") for text in parted(rdate)),
    }


def _wanted(session: Session, codes: list[tuple[str, int]]) -> tuple[Any, ...]:
    from hubdesk.booking.model import Wanted
    from hubdesk.spaces.queries import resource_id_of

    return tuple(Wanted(resource_id_of(session, code), count) for code, count in codes)


def _booked(
    context: Context, request: BookingRequest, *, dry_run: bool
) -> tuple[BookingResult, int | None]:
    """The result and the number of the change; a dry run books and lets go again."""
    from hubdesk.booking import service

    result: BookingResult | None = None
    change: int | None = None
    try:
        with context.hub().write() as uow:
            result = service.book(uow, request)
            if dry_run:
                raise _NotKept
        change = uow.changes.history_seq
    except _NotKept:
        pass
    assert result is not None
    return result, change


def _answer(context: Context, result: BookingResult, change: int | None) -> None:
    zone = context.settings().zone
    rows = [one.plain(zone) for one in result.dates]
    document: dict[str, Any] = {"booking_id": None, "dates": rows}
    if change is None:
        for row in rows:
            row["occurrence_id"] = None
    else:
        document["booking_id"] = f"b{result.booking_id}"
        document["change"] = f"c{change}"
    if result.approval is not None:
        document["waits_for"] = result.approval.names.get(context.words.lang)
    emit(context, document, rows="dates")


@app.command("bookings", help=N_("List bookings"))
def bookings(
    ctx: typer.Context,
    from_: Annotated[str | None, typer.Option("--from", help=N_("From this day or moment"))] = None,
    to: Annotated[str | None, typer.Option(help=N_("To before this day or moment"))] = None,
    room: Annotated[str | None, typer.Option(help=N_("Code of the room"))] = None,
    org: Annotated[str | None, typer.Option(help=N_("Code of the organisation"))] = None,
    status: Annotated[
        str | None, typer.Option(help=N_("Only this status: booked, cancelled …"))
    ] = None,
) -> None:
    from hubdesk.booking.queries.rows import booking_rows
    from hubdesk.booking.status import Status

    context: Context = ctx.obj
    if status is not None:
        values.choice(status, "--status", tuple(str(one) for one in Status))
    zone = context.settings().zone
    with context.hub().glance() as glance:
        found = booking_rows(
            glance,
            from_at=None if from_ is None else values.instant(from_, "--from", zone),
            to_at=None if to is None else values.instant(to, "--to", zone),
            room=room,
            org=org,
            status=status,
        )
    ids, dates_ids, rooms, orgs, titles, starts, ends, states, series = _columns(found)
    wall = values.Walls(zone)
    columns = Columns(
        {
            "id": [f"b{number}" for number in ids],
            "occurrence_id": [f"o{number}" for number in dates_ids],
            "resource": rooms,
            "org": orgs,
            "title": titles,
            "start": [wall[seconds] for seconds in starts],
            "end": [wall[seconds] for seconds in ends],
            "status": states,
            "series": [bool(flag) for flag in series],
        }
    )
    emit(context, {"bookings": columns}, rows="bookings")


def _columns(rows: list[DateRow]) -> tuple[Sequence[Any], ...]:
    """Rows turned by a quarter; nine empty columns for no rows."""
    return tuple(zip(*rows, strict=True)) if rows else ((),) * 9


def parted(texts: list[str] | None) -> list[str]:
    """Values of an option that may be given several times, or once with commas."""
    return [part.strip() for text in texts or () for part in text.split(",") if part.strip()]


def dates(texts: list[str] | None, option: str) -> tuple[date | datetime, ...]:
    """Days or moments of such an option."""
    return tuple(values.day_or_moment(text, option) for text in parted(texts))
