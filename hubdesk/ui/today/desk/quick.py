"""What a receptionist types into the one line of a list, understood word by word.  Pure.

A word that is an organisation's, a key's or a room's code is that; ``14:30`` is a time, ``x3`` a
number, ``#7`` a badge, ``@Malee`` whom it is for, ``(…)`` where from or where it lies, ``!`` at the
beginning a room out of order.  Everything else, in its order, is the name.

    >>> said = understand("Wipa Srisuk (Local News) act 14:30 x3 @Malee", orgs={"ACT"})
    >>> said.text, said.org, said.minute, said.number, said.whom, said.where
    ('Wipa Srisuk', 'ACT', 870, 3, 'Malee', 'Local News')
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from hubdesk.spaces.spoken import room_first

_TIME = re.compile(r"([01]?\d|2[0-3])[:.]([0-5]\d)(?:น\.?)?", re.ASCII)
_NUMBER = re.compile(r"[x×](\d{1,4})|(\d{1,4})(?:คน|ชิ้น|กล่อง)", re.IGNORECASE | re.ASCII)
_BRACKETS = re.compile(r"\(([^()]*)\)")
_MOST = 9999


@dataclass(frozen=True, slots=True)
class Said:
    """What was understood; what was not said is empty, 1 or None.

    Attributes:
        text: the name of a visitor, what a parcel is, who takes a key, what is to be done.
        org, key, room: codes as they are written elsewhere.
        minute: of the day.
        urgent: began with ``!``.
    """

    text: str = ""
    org: str = ""
    key: str = ""
    room: str = ""
    minute: int | None = None
    number: int = 1
    badge: str = ""
    whom: str = ""
    where: str = ""
    urgent: bool = False


def understand(
    text: str,
    *,
    orgs: Iterable[str] = (),
    keys: Iterable[str] = (),
    rooms: Iterable[str] = (),
) -> Said:
    """Understand a line.

    Args:
        orgs, keys, rooms: codes that are known here; capital letters do not matter.
    """
    urgent = text.lstrip().startswith("!")
    where = " ".join(found.strip() for found in _BRACKETS.findall(text))
    found: dict[str, object] = {"where": where, "urgent": urgent}
    codes = {"org": _folded(orgs), "key": _folded(keys), "room": _folded(rooms)}
    rest: list[str] = []
    whom: list[str] | None = None
    for word in _BRACKETS.sub(" ", text).replace("!", " ", urgent).split():
        if _marked(word, found) or _coded(word, codes, found):
            whom = None
        elif word.startswith("@") and len(word) > 1:
            whom = [word[1:]]
            found["whom"] = word[1:]
        elif whom is not None and whom[0] == whom[0].title() and word == word.title():
            # A family name goes on after the first one.
            whom.append(word)
            found["whom"] = " ".join(whom)
        else:
            rest.append(word)
    return Said(text=" ".join(rest), **found)  # type: ignore[arg-type]


def by_code(text: str, rooms: Mapping[str, str]) -> str:
    """The line with the room it begins with named by its code.

    Args:
        rooms: what each may be called, with its code; see ``spaces.spoken``.

    >>> by_code("! Phone booth 2 no light", {"phone booth 2": "PB2"})
    '! PB2 no light'
    """
    mark = "! " if text.lstrip().startswith("!") else ""
    found = room_first(text.replace("!", " ", bool(mark)), rooms)
    return text if found is None else f"{mark}{found[0]} {found[1]}"


def _folded(codes: Iterable[str]) -> dict[str, str]:
    return {code.casefold(): code for code in codes}


def _marked(word: str, found: dict[str, object]) -> bool:
    """A word that says by its form what it is."""
    if (time := _TIME.fullmatch(word)) is not None:
        found["minute"] = int(time[1]) * 60 + int(time[2])
    elif (number := _NUMBER.fullmatch(word)) is not None:
        found["number"] = min(_MOST, max(1, int(number[1] or number[2])))
    elif word.startswith("#") and len(word) > 1:
        found["badge"] = word[1:]
    else:
        return False
    return True


def _coded(word: str, codes: dict[str, dict[str, str]], found: dict[str, object]) -> bool:
    """A word that is a code, once for each kind."""
    for kind, known in codes.items():
        code = known.get(word.casefold())
        if code is not None and kind not in found:
            found[kind] = code
            return True
    return False


def last_word(text: str) -> str:
    """The word that is being typed; empty after a blank."""
    return "" if not text or text[-1].isspace() else text.rsplit(maxsplit=1)[-1]


def completed(text: str, code: str) -> str:
    """The text with its last word replaced by a code, ready for the next one."""
    return text[: len(text) - len(last_word(text))] + code + " "


def proposals(word: str, choices: Collection[tuple[str, str]], most: int = 8) -> list[str]:
    """Codes that a word may be meant for, those that begin with it first.

    Args:
        choices: (code, names to find it by).
    """
    wanted = word.casefold()
    if len(wanted) < 2:
        return []
    first = [code for code, _ in choices if code.casefold().startswith(wanted)]
    more = [code for code, names in choices if wanted in names.casefold() and code not in first]
    return (first + more)[:most]
