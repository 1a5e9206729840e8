"""What a person typed, made safe to store and to name a file with.

A NUL byte, a lone surrogate or a right-to-left override in a name breaks a database driver, a
log or a reader's eye; ``clean`` takes them away once, at the boundary.

    >>> clean("Room\\u202e A\\x00")
    'Room A'
    >>> safe_name("../CON: October")
    'CON- October'
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from hubdesk.kernel.errors import InvalidInputError

#: Code points that never belong into stored text: bidirectional controls (they can make a name
#: read as another one), the byte-order mark inside a text, and non-characters.
_UNWANTED = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u200e\u200f\u061c"
    "\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff\ud800-\udfff]"
)
_NEWLINES = re.compile("\r\n|[\r\x85\u2028\u2029]")
_BLANKS = re.compile(r"\s+")
_NOT_IN_FILE_NAMES = re.compile(r'[<>:"/\\|?*]+')
#: Names Windows keeps for devices, with or without an ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9\u00b9\u00b2\u00b3]|lpt[0-9\u00b9\u00b2\u00b3])")
_LONGEST_NAME_BYTES = 180
_LONGEST_SOUGHT = 200
#: Signs of a text at most, by its column.
LONGEST = {"name_en": 200, "name_th": 200, "code": 100, "project": 100, "title": 500}


def clean(text: str, *, lines: bool = False) -> str:
    """Normalise what a person typed or a file brought.

    Args:
        text: anything, lone surrogates included.
        lines: keep line breaks (as ``\\n``) and tabs; otherwise runs of white space, line breaks
            included, become one space.

    Returns:
        NFC text without control, bidirectional and surrogate characters, trimmed at both ends.
    """
    if text.isascii() and text.isprintable():  # nothing to take away, and the usual case
        return text.strip() if lines else " ".join(text.split())
    text = _NEWLINES.sub("\n", text)
    text = unicodedata.normalize("NFC", _UNWANTED.sub("", text))
    if lines:
        return "\n".join(line.rstrip() for line in text.split("\n")).strip()
    return _BLANKS.sub(" ", text).strip()


def sought(text: str) -> str:
    """What a person looks for, as both databases take it: a pasted page would be too much."""
    return clean(text[:_LONGEST_SOUGHT])


def require_fitting(values: Mapping[str, Any]) -> None:
    """Refuse names and titles that no list, door or paper could show.

    Rows that are longer already stay as they are; who writes one shortens it.

    Args:
        values: texts by the column they go to; others are not looked at.

    Raises:
        InvalidInputError: the first that is too long.
    """
    for name, value in values.items():
        most = LONGEST.get(name)
        if most is not None and isinstance(value, str) and len(value) > most:
            raise InvalidInputError(field=name, value=f"{value[:40]}\u2026", reason="too_long")


def clean_values(values: Mapping[str, Any]) -> dict[str, Any]:
    """Named values of which every text is cleaned as one line."""
    return {
        name: clean(value) if isinstance(value, str) else value for name, value in values.items()
    }


def safe_name(text: str, fallback: str = "unnamed") -> str:
    """A file name (not a path) that Linux, Windows and macOS all accept.

    Args:
        text: the wished name without its ending; separators, reserved names and leading dots
            are replaced, so ``../x`` cannot leave its folder.
        fallback: returned when nothing of ``text`` is left.
    """
    name = _NOT_IN_FILE_NAMES.sub("-", clean(text)).strip(" .-")
    encoded = name.encode("utf-8")
    if len(encoded) > _LONGEST_NAME_BYTES:
        name = encoded[:_LONGEST_NAME_BYTES].decode("utf-8", "ignore").rstrip(" .-")
    if _RESERVED.fullmatch(name.split(".")[0].strip().lower()):
        name = f"{name}_"
    return name or fallback
