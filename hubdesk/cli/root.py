"""The root command of typer: knows every command by name, loads the one that is asked for.

    root().main(["bookings"], prog_name="hubdesk", standalone_mode=False, obj=context)
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup
from typer.exceptions import TyperException

from hubdesk.cli import speech
from hubdesk.cli.context import Context
from hubdesk.cli.index import COMMANDS, root_help
from hubdesk.cli.parameters import read_plainly


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
        formatter.write(root_help(ctx.obj.reader))


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


def call(context: Context, words: Sequence[str]) -> int:
    """Run a command line without its global options; returns the exit code.

    Raises:
        KnownError: what the person is told.
    """
    try:
        result = _root().main(list(words), prog_name="hubdesk", standalone_mode=False, obj=context)
    except typer.Exit as done:
        return done.exit_code
    except (TyperException, typer.Abort) as error:
        at = getattr(error, "ctx", None)
        if at is not None and context.format != "json":
            sys.stderr.write(at.get_usage() + "\n")
        raise speech.usage_error(error) from None
    return result if isinstance(result, int) else 0
