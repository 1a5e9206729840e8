"""How the rooms were used: figures for people, spreadsheets and scripts."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.insight.statistics import Statistics

app = typer.Typer(rich_markup_mode=None)

_TABLES = ("rooms", "organisations", "hours", "lead")


@app.command("statistics", help=N_("How the rooms were used: occupancy, no-shows, fairness"))
def statistics(
    ctx: typer.Context,
    from_: Annotated[str, typer.Option("--from", help=N_("First day"))],
    to: Annotated[str, typer.Option(help=N_("Day after the last"))],
    table: Annotated[
        str, typer.Option(help=N_("rooms, organisations, hours or lead: rows of table and CSV"))
    ] = "rooms",
) -> None:
    from hubdesk.insight.queries import statistics as queries

    context: Context = ctx.obj
    values.choice(table, "--table", _TABLES)
    first, end = values.day(from_, "--from"), values.day(to, "--to")
    if first >= end:
        raise BadUsageError(reason="out_of_range", option="--to", value=to)
    with context.hub().read() as session:
        found = queries.statistics(session, first, end - timedelta(days=1))
    emit(context, plain(found), rows=table)


def plain(found: Statistics) -> dict[str, Any]:
    """The whole of it for JSON; minutes and thousandths are whole numbers."""
    from hubdesk.insight.statistics import LEAD_LIMITS, per_mille

    return {
        "from": found.first.isoformat(),
        "last": found.last.isoformat(),
        "open_minutes": found.open_minutes,
        "booked_minutes": found.booked_minutes,
        "statuses": dict(found.statuses),
        "lead_median_days": found.lead_median,
        "gini_thousandths": found.concentration,
        "rooms": [
            {
                "code": room.code, "dates": room.dates, "open_minutes": room.open_minutes,
                "booked_minutes": room.booked_minutes, "outside_minutes": room.outside_minutes,
                "full_per_mille": per_mille(room.booked_minutes, room.open_minutes),
            }
            for room in found.rooms
        ],
        "organisations": [
            {
                "code": org.code, "dates": org.dates, "minutes": org.minutes,
                "prime_minutes": org.prime_minutes, "minutes_a_head": org.minutes_a_head,
                "no_shows": org.no_shows, "cancelled": org.cancelled,
            }
            for org in found.orgs
        ],
        "hours": [
            {"weekday": day + 1, "hour": hour, "booked_minutes": booked, "open_minutes": opened}
            for day, hours in enumerate(found.heat)
            for hour, (booked, opened) in enumerate(hours)
        ],
        "lead": [
            {"at_most_days": most, "dates": dates}
            for most, dates in zip((*LEAD_LIMITS, None), found.leads, strict=True)
        ],
    }  # fmt: skip
