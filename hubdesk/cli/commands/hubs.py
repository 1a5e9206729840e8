"""Making hubs: a new, empty one, and a demo hub to try."""

from __future__ import annotations

from typing import Annotated

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.output import Progress, emit, shown_location, tell
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

_Location = Annotated[str, typer.Argument(help=N_("File to make, or postgresql://…"))]


@app.command("init", help=N_("Make a new, empty hub"))
def init(
    ctx: typer.Context,
    location: _Location,
    name: Annotated[str, typer.Option(help=N_("Name of the hub"))],
    name_th: Annotated[str, typer.Option(help=N_("Name of the hub in Thai"))] = "",
    currency: Annotated[str, typer.Option(help=N_("Currency code"))] = "THB",
    timezone: Annotated[str, typer.Option(help=N_("Time zone"))] = "Asia/Bangkok",
    locale: Annotated[str, typer.Option(help=N_("Language and country"))] = "th_TH",
    no_vat: Annotated[
        bool, typer.Option("--no-vat", help=N_("The hub is not registered for VAT"))
    ] = False,
) -> None:
    from hubdesk.bootstrap import create_hub

    context: Context = ctx.obj
    hub = create_hub(
        values.location(location), name_en=name, name_th=name_th, currency=currency,
        timezone=timezone, locale=locale, vat_registered=not no_vat, source="cli",
    )  # fmt: skip
    context.adopt(hub)
    settings = context.settings()
    emit(
        context,
        {
            "location": shown_location(hub.location),
            "name": settings.names.en,
            "currency": settings.currency,
            "timezone": settings.timezone,
            "locale": settings.locale,
            "vat_registered": settings.vat_registered,
        },
        text=context.words.t("The hub is at {location}.", location=shown_location(hub.location)),
    )


@app.command("demo", help=N_("Make a demo hub with a year of bookings and bills"))
def demo(
    ctx: typer.Context,
    location: _Location,
    organisations: Annotated[
        int, typer.Option(min=1, max=500, help=N_("How many organisations"))
    ] = 90,
    months: Annotated[
        int, typer.Option(min=1, max=60, help=N_("Months, the last of them open"))
    ] = 12,
    seed: Annotated[
        int, typer.Option(min=0, max=2**31 - 1, help=N_("Another number, another hub"))
    ] = 1,
    until: Annotated[str | None, typer.Option(help=N_("The day that is today in the demo"))] = None,
    open_it: Annotated[bool, typer.Option("--open", help=N_("Open the window on it"))] = False,
) -> None:
    from hubdesk.bootstrap import open_hub
    from hubdesk.demo.build import ZONE, build_demo
    from hubdesk.kernel.clock import SystemClock

    context: Context = ctx.obj
    today = SystemClock().now().astimezone(ZONE).date()
    build_demo(
        values.location(location),
        until=today if until is None else values.day(until, "--until"),
        organisations_count=organisations,
        months=months,
        seed=seed,
        progress=Progress(context.words.t("Making the demo hub")),
    )
    context.adopt(open_hub(location))
    emit(
        context,
        {
            "location": shown_location(location),
            "organisations": organisations,
            "months": months,
            "seed": seed,
        },
        text=context.words.t("The demo hub is at {location}.", location=shown_location(location)),
    )
    if open_it:
        from hubdesk.cli.commands.window import open_window

        tell(context.words.t("Opening the window …"))
        context.location = location
        context.close()
        raise typer.Exit(open_window(context))
