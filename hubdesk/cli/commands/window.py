"""The window seen from the command line: open it, draw a page, test an installed program.

The window is a front of its own; ``hubdesk.__main__`` mounts both, and it is asked by name so
that no command pulls Qt in by importing.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer

from hubdesk.cli import values
from hubdesk.cli.context import Context
from hubdesk.cli.errors import BadUsageError
from hubdesk.cli.output import emit
from hubdesk.words.marker import N_

app = typer.Typer(rich_markup_mode=None)


def _front() -> Any:
    return import_module("hubdesk.__main__").front()


def open_window(context: Context) -> int:
    """Open the window on the chosen hub; returns its exit code."""
    lang = context.words.lang if context.spoken else None
    code: int = _front().run(context.named(), lang=lang, actor=context.actor)
    return code


@app.command("window", help=N_("Open the window"))
def window(ctx: typer.Context) -> None:
    raise typer.Exit(open_window(ctx.obj))


@app.command("screenshot", help=N_("Draw a page of the window to a picture"))
def screenshot(
    ctx: typer.Context,
    page: Annotated[str, typer.Argument(help=N_("A page, or list"))],
    out: Annotated[Path | None, typer.Option(help=N_("PNG file to write"))] = None,
    size: Annotated[str, typer.Option(help=N_("Width x height in pixels"))] = "1440x900",
    theme: Annotated[str, typer.Option(help=N_("light, dark or high-contrast"))] = "light",
    date: Annotated[str | None, typer.Option(help=N_("Day shown, YYYY-MM-DD"))] = None,
) -> None:
    context: Context = ctx.obj
    front = _front()
    if page == "list":
        emit(context, {"pages": [{"page": name} for name in front.pictures()]}, rows="pages")
        return
    if not front.is_picture(page):
        raise BadUsageError(reason="unknown_page", page=page)
    if out is None:
        raise BadUsageError(reason="option_needs_value", option="--out")
    width, _, height = size.partition("x")
    if not (width.isdigit() and height.isdigit() and 200 <= int(width) <= 7680):
        raise BadUsageError(reason="option_value", option="--size", allowed="1440x900")
    day = None if date is None else values.day(date, "--date")
    front.draw(
        context.hub(),
        page,
        out,
        size=(int(width), int(height)),
        theme=theme,
        lang=context.words.lang,
        day=day,
    )
    emit(context, {"page": page, "out": str(out)}, text=str(out))


@app.command("self-test", help=N_("Check an installed program"))
def self_test(ctx: typer.Context) -> None:
    result = _front().self_test()
    emit(ctx.obj, result)
    raise typer.Exit(0 if result["ok"] else 3)
