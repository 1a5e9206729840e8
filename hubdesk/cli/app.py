"""The root command: names every command, loads the one that is asked for.

A command module holds a ``typer.Typer`` named ``app``; adding a command means a line in
``COMMANDS`` and a function there.

    run(["bookings", "--from", "2026-10-01"])
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any, NamedTuple

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from hubdesk.cli import speech
from hubdesk.cli.context import Context, context_of
from hubdesk.cli.errors import system_problem
from hubdesk.cli.options import split_global
from hubdesk.cli.output import emit_error
from hubdesk.cli.parameters import read_plainly
from hubdesk.kernel.errors import KnownError, UsageError
from hubdesk.words.marker import N_


class Lazy(NamedTuple):
    """Where a command lives; ``group`` says that the module is itself a group of commands."""

    module: str
    help: str
    group: bool = False


COMMANDS: dict[str, Lazy] = {
    "init": Lazy("hubs", N_("Make a new, empty hub")),
    "demo": Lazy("hubs", N_("Make a demo hub with a year of bookings and bills")),
    "import": Lazy("imports", N_("Read a spreadsheet into the hub")),
    "export": Lazy("exports", N_("Write the hub's data to a file")),
    "find": Lazy("booking", N_("Find a free room, or a time for several organisations")),
    "room": Lazy("rooms", N_("Layouts, opening hours and closures of rooms"), group=True),
    "book": Lazy("booking", N_("Book a room, a desk or equipment")),
    "bookings": Lazy("booking", N_("List bookings")),
    "quote": Lazy("prices", N_("What a booking would cost, and why")),
    "price-rules": Lazy("prices", N_("List the price rules, past versions too")),
    "price-rule": Lazy("prices", N_("Set a price rule from a day on; the past stays")),
    "agreement": Lazy("agreements", N_("Plans, agreements, hours used"), group=True),
    "deposit": Lazy("deposits", N_("Deposits: taken, returned, kept"), group=True),
    "series": Lazy("series", N_("Try a recurrence rule"), group=True),
    "booking": Lazy("booking_one", N_("Show, move, cancel, restore or check in a booking"), True),
    "desk": Lazy("desk", N_("Desks: whose they are, away days, booking free ones"), group=True),
    "plan": Lazy("plan", N_("Plans of floors as drawings, out and in"), group=True),
    "rules": Lazy("rules", N_("Rules of the house, and bookings that wait for a word"), True),
    "visitor": Lazy("visitor", N_("Visitors: expected, here, left"), group=True),
    "parcel": Lazy("parcel", N_("Parcels: came, fetched"), group=True),
    "key": Lazy("key", N_("Keys and lockers: out and back"), group=True),
    "ticket": Lazy("ticket", N_("Work for the caretaker"), group=True),
    "extra": Lazy("extra", N_("Catering, staff and materials on a booking"), group=True),
    "outbox": Lazy("outbox", N_("Mail: list, preview, send"), group=True),
    "bill": Lazy("bills", N_("Enter a supplier's bill"), group=True),
    "costs": Lazy("costs", N_("Months: preview, close, reopen, worksheet"), group=True),
    "ledger": Lazy("ledger", N_("Balances and registers of the accounts"), group=True),
    "pay": Lazy("payments", N_("Enter a payment of an organisation")),
    "report": Lazy("papers", N_("Print a paper as PDF")),
    "statistics": Lazy("statistics", N_("How the rooms were used")),
    "backup": Lazy("keeping", N_("Write a verified copy of the hub")),
    "restore": Lazy("keeping", N_("Bring a backup back")),
    "verify": Lazy("keeping", N_("Check file, claims, ledger and history")),
    "history": Lazy("keeping", N_("Who did what, and when")),
    "undo": Lazy("keeping", N_("Take a change back")),
    "screenshot": Lazy("window", N_("Draw a page of the window to a picture")),
    "window": Lazy("window", N_("Open the window")),
    "kiosk": Lazy("kiosk", N_("Show a room's door or the foyer on a screen"), group=True),
    "self-test": Lazy("window", N_("Check an installed program")),
}

_OPTIONS = (
    ("--hub LOCATION", N_("A file path or postgresql://…; else $HUBDESK_HUB, the last hub opened")),
    ("--as USER", N_("Who acts")),
    ("--lang th|en", N_("Language of messages and papers")),
    ("--format table|json|csv", N_("How answers are written; json is one document on stdout")),
)


class RootGroup(TyperGroup):
    """Knows the commands by name and help, imports their modules when they are called."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        read_plainly(self, ctx)
        return super().parse_args(ctx, args)

    def list_commands(self, ctx: Any) -> list[str]:
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        lazy = COMMANDS.get(cmd_name)
        if lazy is None:
            return None
        module = import_module(f"hubdesk.cli.commands.{lazy.module}")
        group = typer.main.get_group(module.app)
        command = group if lazy.group else group.get_command(ctx, cmd_name)
        if command is not None:
            command.name = cmd_name
            speech.speak(command, ctx.obj.reader)
            read_plainly(command, ctx)
        return command

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            raise speech.no_such_command(args[0])
        return super().resolve_command(ctx, args)

    def format_help(self, ctx: Any, formatter: Any) -> None:
        from hubdesk.words.catalogue import translate

        lang = ctx.obj.reader
        formatter.write_usage(
            "hubdesk", translate(lang, N_("COMMAND …   (without a command: open the window)"))
        )
        with formatter.section(translate(lang, N_("Commands"))):
            formatter.write_dl([(name, translate(lang, c.help)) for name, c in COMMANDS.items()])
        with formatter.section(translate(lang, N_("Options, anywhere on the line"))):
            formatter.write_dl([(option, translate(lang, text)) for option, text in _OPTIONS])


def _root() -> RootGroup:
    group = typer.Typer(cls=RootGroup, add_completion=False, rich_markup_mode=None)
    group.callback(invoke_without_command=True)(_without_command)
    command = typer.main.get_group(group)
    assert isinstance(command, RootGroup)
    return command


def _without_command(
    ctx: typer.Context, *, version: bool = typer.Option(False, "--version")
) -> None:
    if version:
        from hubdesk import __version__

        sys.stdout.write(f"hubdesk {__version__}\n")
    elif ctx.invoked_subcommand is None:
        from hubdesk.cli.commands.window import open_window

        ctx.exit(open_window(ctx.obj))


def run(argv: Sequence[str]) -> int:
    """Run one command line and return its exit code; see ``hubdesk.cli.main``."""
    options: dict[str, str] = {}
    try:
        rest = split_global(list(argv), options)
    except UsageError as error:
        emit_error(context_of(options), error)
        return error.exit_code
    context = context_of(options)
    try:
        code = _run(context, rest)
        context.close()
        sys.stdout.flush()
    except KnownError as error:
        emit_error(context, error)
        code = error.exit_code
    except BrokenPipeError:
        code = _reader_has_gone()
    except OSError as error:
        problem = system_problem(error)
        emit_error(context, problem)
        code = problem.exit_code
    finally:
        context.close()
    return code


def _run(context: Context, words: list[str]) -> int:
    try:
        result = _root().main(words, prog_name="hubdesk", standalone_mode=False, obj=context)
    except typer.Exit as done:
        return done.exit_code
    except (TyperException, typer.Abort) as error:
        at = getattr(error, "ctx", None)
        if at is not None and context.format != "json":
            sys.stderr.write(at.get_usage() + "\n")
        raise speech.usage_error(error) from None
    return result if isinstance(result, int) else 0


def _reader_has_gone() -> int:
    """A pipe into ``head`` closed early: nothing more is written, and nothing is wrong."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return 0
