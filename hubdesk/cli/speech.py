"""Help and usage errors of the command line in the reader's language.

Typer writes both in English.  Help texts are marked where commands are declared and translated
when help is asked for; what Typer itself adds (headings, "required") is replaced in the finished
text; its errors are told again by the catalogue.

    speak(command, "th")
"""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from hubdesk.cli.errors import BadUsageError
from hubdesk.words.marker import N_

#: What Typer writes into a help page.
_HEADINGS = {
    "Usage": N_("help|Usage"),
    "Arguments": N_("help|Arguments"),
    "Options": N_("help|Options"),
    "Commands": N_("help|Commands"),
}
_HEADING = re.compile(rf"^({'|'.join(_HEADINGS)}):", re.MULTILINE)
_SHOW_HELP = N_("Show this help")
_DEFAULT = N_("help|default")
_REQUIRED = N_("help|required")


def speak(command: Any, lang: str) -> None:
    """Let a command, and its own commands, give help in a language.

    Args:
        command: a fresh Typer command; it is changed.
        lang: ``th`` or ``en``.
    """
    command.get_help = partial(_help, command, command.get_help, lang)
    for child in getattr(command, "commands", {}).values():
        speak(child, lang)


def _help(command: Any, write: Any, lang: str, ctx: Any) -> str:
    from hubdesk.words.catalogue import translate

    command.get_help_option(ctx).help = _SHOW_HELP
    for one in (command, *getattr(command, "commands", {}).values()):
        if one.help:
            one.help = translate(lang, one.help)
    for parameter in (*command.params, command.get_help_option(ctx)):
        if getattr(parameter, "help", None):
            parameter.help = translate(lang, parameter.help)
    text = _HEADING.sub(lambda found: translate(lang, _HEADINGS[found[1]]) + ":", write(ctx))
    default, required = translate(lang, _DEFAULT), translate(lang, _REQUIRED)
    return text.replace("[default:", f"[{default}:").replace("required]", f"{required}]")


def usage_error(error: Any) -> BadUsageError:
    """What Typer found wrong with a line, as data."""
    kind = type(error).__name__
    parameter = getattr(error, "param", None)
    name = "" if parameter is None else max([*parameter.opts, parameter.display_name_raw], key=len)
    if kind == "MissingParameter":
        return BadUsageError(reason="missing_parameter", parameter=name)
    if kind == "NoSuchOption":
        return BadUsageError(reason="no_such_option", option=error.option_name)
    if kind == "BadOptionUsage":
        return BadUsageError(reason="option_needs_value", option=error.option_name)
    if parameter is not None:
        return BadUsageError(reason="bad_parameter", parameter=name, found=error.message)
    message = error.format_message() if hasattr(error, "format_message") else ""
    if message == "Missing command.":
        return BadUsageError(reason="no_command")
    return BadUsageError(reason="not_understood", message=message)


def no_such_command(name: str) -> BadUsageError:
    """A command that is not one."""
    return BadUsageError(reason="no_such_command", command=name)
