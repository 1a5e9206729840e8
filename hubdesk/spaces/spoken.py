"""Rooms as people write them at the beginning of a line: by code, or by a name of any words.

Imports only ``kernel``.

    >>> known = spoken([(1, "WG", Names("วัง", "Wang")), (2, "PB2", Names("", "Phone booth 2"))])
    >>> room_first("ห้องวัง ไฟไม่ติด", known), room_first("phone booth 2 9-10 ACT", known)
    ((1, 'ไฟไม่ติด'), (2, '9-10 ACT'))
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeVar

from hubdesk.kernel.names import Names

Room = TypeVar("Room")
#: What many write before the name of a room, in one word with it.
_ROOM = "ห้อง"


def spoken(rooms: Iterable[tuple[Room, str, Names]]) -> dict[str, Room]:
    """What each room may be called, in small letters; a name that two share names neither.

    Args:
        rooms: what stands for a room, its code, its names.
    """
    codes: dict[str, Room] = {}
    named: dict[str, list[Room]] = {}
    for room, code, names in rooms:
        codes[code.casefold()] = room
        for name in {_small(names.th), _small(names.en)} - {""}:
            named.setdefault(name, []).append(room)
    return {name: found[0] for name, found in named.items() if len(found) == 1} | codes


def room_first(text: str, known: Mapping[str, Room]) -> tuple[Room, str] | None:
    """The room a line begins with, by the longest name that fits, and the rest of the line.

    Args:
        known: of ``spoken``.

    Returns:
        None if it begins with no room.
    """
    words = text.split()
    for many in range(len(words), 0, -1):
        name = _small(" ".join(words[:many]))
        for called in (name, name.removeprefix(_ROOM)):
            if called in known:
                return known[called], " ".join(words[many:])
    return None


def _small(name: str) -> str:
    return " ".join(name.split()).casefold()
