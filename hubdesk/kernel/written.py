"""Parts of JSON that a person wrote: a list is a list, a whole number is one, or it is said. Pure.

Imports nothing of the house but its errors.

    >>> listed("rooms", [1, 2]), whole("rooms", 2)
    ([1, 2], 2)
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from hubdesk.kernel.errors import InvalidInputError

_SHOWN = 80


def listed(field: str, value: Any) -> Sequence[Any]:
    """A list; nothing said is an empty one.

    Raises:
        InvalidInputError: it is something else.
    """
    if value is None:
        return ()
    if not isinstance(value, list | tuple):
        raise _unknown(field, value)
    return value


def pair(field: str, value: Any) -> tuple[Any, Any]:
    """Two values that belong together.

    Raises:
        InvalidInputError: it is no list, or not of two.
    """
    found = listed(field, value)
    if len(found) != 2:
        raise _unknown(field, value)
    return found[0], found[1]


def mapped(field: str, value: Any) -> Mapping[str, Any]:
    """Named values.

    Raises:
        InvalidInputError: it is something else.
    """
    if not isinstance(value, Mapping):
        raise _unknown(field, value)
    return value


def whole(field: str, value: Any) -> int:
    """A whole number.

    Raises:
        InvalidInputError: it is something else, ``true`` and ``1.0`` included.
    """
    if isinstance(value, bool) or not isinstance(value, int):
        raise InvalidInputError(
            field=field, value=str(value)[:_SHOWN], reason="not_a_whole_number"
        )
    return value


def text(field: str, value: Any) -> str:
    """A text; nothing said is an empty one.

    Raises:
        InvalidInputError: it is something else.
    """
    if value is None:
        return ""
    if not isinstance(value, str):
        raise _unknown(field, value)
    return value


def _unknown(field: str, value: Any) -> InvalidInputError:
    return InvalidInputError(field=field, value=str(value)[:_SHOWN], reason="unknown_part")
