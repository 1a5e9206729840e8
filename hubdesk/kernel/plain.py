"""Frozen dataclasses to plain JSON values and back, without loss.

A document is printed from what was stored when it was made, so its value must survive a JSON
column: dates and instants become ISO text, months ``YYYY-MM``, fractions ``"5983/2"``, bytes
base64.  Standard library only.

    >>> to_plain(Month(2026, 10)), from_plain(Month, "2026-10")
    ('2026-10', Month(year=2026, month=10))
"""

from __future__ import annotations

import base64
import types
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from enum import Enum
from fractions import Fraction
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from hubdesk.kernel.month import Month

T = TypeVar("T")

_READERS: dict[type, Callable[[Any], Any]] = {
    Month: Month.parse,
    Fraction: Fraction,
    datetime: datetime.fromisoformat,
    date: date.fromisoformat,
    time: time.fromisoformat,
    bytes: base64.b64decode,
}
_LEAVES = frozenset({type(None), bool, int, str})
#: Field types by dataclass; resolving them is slow.
_HINTS: dict[Any, dict[str, Any]] = {}


def to_plain(value: Any) -> Any:
    """``value`` as dicts, lists, text, numbers, booleans and None.

    Args:
        value: a dataclass, a tuple, list or dict with text keys, or a leaf named above.

    Raises:
        TypeError: it holds something JSON cannot carry, floats included.
    """
    if type(value) in _LEAVES:
        return value
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, (int, str)):
        return value
    if isinstance(value, (Month, Fraction)):
        return str(value)
    if isinstance(value, (date, time)):
        return value.isoformat()
    if isinstance(value, bytes):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, (tuple, list)):
        return [to_plain(item) for item in value]
    if isinstance(value, dict):
        return {key: to_plain(item) for key, item in value.items()}
    if is_dataclass(value):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"no plain form for {type(value).__name__}")


def from_plain(kind: type[T], plain: Any) -> T:
    """Read back what :func:`to_plain` wrote.

    Args:
        kind: the type of the value that was written.
        plain: its JSON form; a field that is missing takes its default.

    Raises:
        ValueError, TypeError, KeyError: ``plain`` is not the form of a ``kind``.
    """
    value: T = _read(kind, plain)
    return value


def _read(kind: Any, plain: Any) -> Any:
    origin, arguments = get_origin(kind), get_args(kind)
    if origin in (Union, types.UnionType):
        if plain is None:
            return None
        return _read(next(item for item in arguments if item is not types.NoneType), plain)
    if origin is tuple:
        if len(arguments) == 2 and arguments[1] is Ellipsis:
            return tuple(_read(arguments[0], item) for item in plain)
        return tuple(_read(item, part) for item, part in zip(arguments, plain, strict=True))
    if origin is dict:
        return {key: _read(arguments[1], item) for key, item in plain.items()}
    if kind in _READERS:
        return _READERS[kind](plain)
    if is_dataclass(kind):
        hints = _HINTS.get(kind) or _HINTS.setdefault(kind, get_type_hints(kind))
        return kind(**{name: _read(hints[name], item) for name, item in plain.items()})  # type: ignore[operator]
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(plain)
    return plain
