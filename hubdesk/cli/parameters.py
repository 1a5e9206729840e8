"""Reads the few kinds of parameter that the commands have, without pydantic.

WORKAROUND https://github.com/fastapi/typer: since 0.29 Typer reads every parameter through a
pydantic adapter, whose import alone takes a third of the time a small query may take.  The
commands only have texts, paths, whole numbers and flags, so these are read here.

    read_plainly(command, ctx)
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args, get_origin

from hubdesk.cli.errors import BadUsageError

_WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def read_plainly(command: Any, ctx: Any) -> None:
    """Give each parameter of a Typer command, and of its own commands, a plain reader.

    Args:
        ctx: of the command, or the one it was looked up in.
    """
    for parameter in (*command.params, command.get_help_option(ctx)):
        described = getattr(parameter, "type_descriptor", None)
        if described is not None and _item(described.annotation) in _READERS:
            parameter.get_runtime_param = _Plain(described).itself
    for child in getattr(command, "commands", {}).values():
        read_plainly(child, ctx)


@dataclass(frozen=True, slots=True)
class _Plain:
    """Stands in for Typer's ``RuntimeParam``."""

    described: Any

    def itself(self) -> _Plain:
        return self

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:
        """The value of one parameter; texts come from the line, the rest are defaults."""
        del ctx
        several = param.multiple or param.nargs == -1
        if value is None:
            return () if several else None
        read = _READERS[_item(self.described.annotation)]
        option = max([*param.opts, param.display_name_raw], key=len)
        if several:
            return [read(one, option, self.described.parameter_info) for one in value]
        return read(value, option, self.described.parameter_info)


def _item(annotation: Any) -> Any:
    """The kind of one value: ``list[Path]`` holds paths."""
    return get_args(annotation)[0] if get_origin(annotation) is list else annotation


def _whole(value: Any, option: str, limits: Any) -> int:
    if isinstance(value, int):
        return value
    if not _WHOLE.fullmatch(value):
        raise BadUsageError(reason="not_a_whole_number", option=option, value=value)
    number = int(value)
    least, most = limits.min, limits.max
    if (least is not None and number < least) or (most is not None and number > most):
        raise BadUsageError(reason="out_of_range", option=option, value=value)
    return number


_READERS: dict[Any, Callable[[Any, str, Any], Any]] = {
    str: lambda value, _option, _limits: value,
    Path: lambda value, _option, _limits: Path(value),
    int: _whole,
    bool: lambda value, _option, _limits: bool(value),
}
