"""Trying a recurrence rule before anything is booked."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, tzinfo
from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.commands.booking import Exdates, Rdates, dates, parted
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.kernel.errors import EnvironmentProblemError, InvalidInputError
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

Moment = date | datetime


@app.callback()
def series() -> None:
    """Keeps ``preview`` a command of the group, though it is the only one."""


@app.command("preview", help=N_("List the dates of a rule without booking them"))
def preview(
    ctx: typer.Context,
    start: Annotated[str, typer.Option(help=N_("First moment, YYYY-MM-DDTHH:MM, or a day"))],
    end: Annotated[str, typer.Option(help=N_("The moment after the last"))],
    rrule: Annotated[str, typer.Option(help=N_("Recurrence, such as FREQ=WEEKLY;COUNT=10"))],
    exdate: Exdates = None,
    rdate: Rdates = None,
    limit: Annotated[int, typer.Option(min=1, max=10_000, help=N_("At most so many dates"))] = 100,
) -> None:
    from hubdesk.booking.recurrence import expand_with_state

    context: Context = ctx.obj
    zone = _zone(context)
    first, last = _in(start, "--start", zone), _in(end, "--end", zone)
    if isinstance(first, datetime) != isinstance(last, datetime):
        raise BadUsageError(reason="not_a_moment", option="--end", value=end)
    length = _length(first, last)
    found = expand_with_state(
        first,
        rrule,
        exdates=tuple(_like(one, first) for one in dates(exdate, "--exdate")),
        rdates=tuple(_in(text, "--rdate", zone) for text in parted(rdate)),
        limit=limit,
    )
    rows = [{"start": _shown(one), "end": _shown(_after(one, length))} for one in found.dates]
    emit(context, {"dates": rows, "complete": found.complete}, rows="dates")


def _zone(context: Context) -> tzinfo | None:
    """The hub's zone, so that the preview is what a booking would be; none without a hub."""
    try:
        return context.settings().zone
    except EnvironmentProblemError:
        if context.location is not None:
            raise
        return None


def _in(text: str, option: str, zone: tzinfo | None) -> Moment:
    found = values.day_or_moment(text, option)
    if isinstance(found, datetime) and found.tzinfo is None and zone is not None:
        return found.replace(tzinfo=zone)
    return found


def _like(left_out: Moment, first: Moment) -> Moment:
    """A naive moment to be left out, in the zone of the series."""
    if isinstance(left_out, datetime) and isinstance(first, datetime) and not left_out.tzinfo:
        return left_out.replace(tzinfo=first.tzinfo)
    return left_out


def _length(first: Moment, last: Moment) -> timedelta:
    length = timedelta(0)
    if isinstance(first, datetime) and isinstance(last, datetime):
        if (first.tzinfo is None) != (last.tzinfo is None):
            raise InvalidInputError(field="end", value=last.isoformat(), reason="naive")
        aware = first.tzinfo is not None
        length = last.astimezone(UTC) - first.astimezone(UTC) if aware else last - first
    elif not isinstance(first, datetime) and not isinstance(last, datetime):
        length = last - first
    if length <= timedelta(0):
        raise InvalidInputError(field="end", value=last.isoformat(), reason="end_before_start")
    return length


def _after(one: Moment, length: timedelta) -> Moment:
    """The end of a date; with a zone it lasts as long on the clock of the world."""
    if isinstance(one, datetime) and one.tzinfo is not None:
        return (one.astimezone(UTC) + length).astimezone(one.tzinfo)
    return one + length


def _shown(one: Moment) -> str:
    return one.isoformat(timespec="seconds")[:19] if isinstance(one, datetime) else one.isoformat()
