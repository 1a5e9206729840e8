"""Kiosk windows: the door of a room, and what's on in the foyer."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.kernel.errors import EnvironmentProblemError
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)

_Theme = Annotated[str | None, typer.Option(help=N_("light, dark or high-contrast"))]
_Windowed = Annotated[
    bool, typer.Option("--windowed", help=N_("In a window, not over the whole screen"))
]
_THEMES = ("light", "dark", "high-contrast")


@app.command("door", help=N_("The door of a room: free or taken, check-in, walk-in booking"))
def door(
    ctx: typer.Context,
    room: Annotated[str, typer.Argument(help=N_("Code of the room"))],
    theme: _Theme = None,
    windowed: _Windowed = False,
) -> None:
    context: Context = ctx.obj
    _require_room(context, room)
    _run(context, room=room, theme=theme, windowed=windowed)


@app.command("foyer", help=N_("What's on today, with the way to each room"))
def foyer(
    ctx: typer.Context,
    level: Annotated[
        int, typer.Option(help=N_("Floor on which the screen stands, 0 = ground floor"))
    ] = 0,
    theme: _Theme = None,
    windowed: _Windowed = False,
) -> None:
    _run(ctx.obj, level=level, theme=theme, windowed=windowed)


def _require_room(context: Context, code: str) -> None:
    """Refuse a room that the hub does not know; a hub out of reach is waited for by the kiosk.

    Raises:
        NotFoundError: no such room.
    """
    from hubdesk.spaces.queries import resource_by_code

    try:
        with context.hub().read() as session:
            resource_by_code(session, code)
    except EnvironmentProblemError:
        return


def _run(context: Context, *, theme: str | None, **options: Any) -> None:
    if theme is not None:
        values.choice(theme, "--theme", _THEMES)
        options["theme"] = "contrast" if theme == "high-contrast" else theme
    location = context.where()
    context.close()
    front = import_module("hubdesk.__main__").front()
    lang = context.reader if context.spoken else None
    raise typer.Exit(front.kiosk(location, lang=lang, **options))
