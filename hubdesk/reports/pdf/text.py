"""Breaking text into lines: Thai between words, other scripts at blanks.

Thai writes no blanks between words, so the words come from a dictionary (newmm), loaded only
when a text does not fit its line.  Imports no feature.

    >>> wrap("one two", BODY, 8.0)
    ('one', 'two')
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from hubdesk.reports.pdf.lexicon import tokenizer
from hubdesk.reports.pdf.runs import width
from hubdesk.reports.pdf.styles import Style

_THAI = re.compile("[\u0e00-\u0e7f]")
#: Compounds of the house's daily speech that the dictionary would cut.
_KEPT_WHOLE = ("ธรรมาภิบาล", "ตรวจสอบ", "เบาะแส", "คอร์รัปชัน", "องค์กร", "โปรเจกเตอร์")
_PIECES = re.compile(
    "|".join(_KEPT_WHOLE) + "|[\u0e00-\u0e7f]+|\u00a0|[^\\S\u00a0]+|[^\\s\u0e00-\u0e7f]+"
)
#: A line may break after the hyphen of a compound ("person-days"), not inside a code or a name.
_HYPHENS = re.compile("(?<=[A-Za-z]{3}-)(?=[A-Za-z]{3})")
#: Longer unbroken stretches are given to the dictionary in parts, which bounds its search.
_LONGEST_STRETCH = 160
#: No line holds more; a longer word is shaped in parts, for its ends are looked for in all of it.
LONGEST_WORD = 400
#: Texts whose breaking is remembered; a month's papers have some 1,200.
KEPT_TEXTS = 8192
_NEVER_FIRST = frozenset("ะาำๅๆฯ-)]}»”’,.;:!?%…·\u00a0\u200d")
_NEVER_LAST = frozenset("เแโใไ([{«“‘\u00a0\u200d")


@lru_cache(maxsize=KEPT_TEXTS)
def wrap(text: str, style: Style, room: float) -> tuple[str, ...]:
    """Break a text into lines that fit.

    Args:
        text: line breaks in it are kept.
        style: face and size it will be drawn in.
        room: width of the lines in millimetres.

    Returns:
        At least one line.  A word wider than the room is broken between characters, never
        between a base character and its marks; nothing is ever dropped but blanks at a break.
    """
    lines: list[str] = []
    for paragraph in text.split("\n"):
        if width(paragraph, style) <= room:
            lines.append(paragraph)
        else:
            lines.extend(_fill(words(paragraph), style, room))
    return tuple(lines)


def has_letters(text: str) -> bool:
    """Whether a letter of any script is in it; of a plain figure that is seen at once."""
    if text.isascii():
        return text.lower() != text.upper()
    return any(map(str.isalpha, text))


def _fill(parts: tuple[str, ...], style: Style, room: float) -> list[str]:
    """Pack pieces into lines; widths of pieces are added, so only pieces are ever shaped."""
    lines: list[str] = []
    line, taken = "", 0.0
    for part in parts:
        wide = width(part, style)
        end = part.rstrip()
        if taken + (wide if end == part else width(end, style)) <= room:
            line += part
            taken += wide
            continue
        if line.strip():
            lines.append(line.rstrip())
        line = part.lstrip()
        while width(line.rstrip(), style) > room:
            head = _longest_head(line, style, room)
            if head == len(line):
                break
            lines.append(line[:head])
            line = line[head:]
        taken = width(line, style)
    return [*lines, line.rstrip()] if line.strip() or not lines else lines


def _longest_head(text: str, style: Style, room: float) -> int:
    """How many characters of ``text`` fit, at least one cluster, never splitting a cluster."""
    ends = [i for i in range(1, len(text)) if not _inseparable(text[i - 1], text[i])]
    ends.append(len(text))
    low, high = 0, len(ends) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if width(text[: ends[middle]], style) <= room:
            low = middle
        else:
            high = middle - 1
    return ends[low]


def _inseparable(before: str, after: str) -> bool:
    """Whether no line may break between two characters."""
    return (
        unicodedata.category(after) in ("Mn", "Mc", "Me")
        or after in _NEVER_FIRST
        or before in _NEVER_LAST
    )


@lru_cache(maxsize=KEPT_TEXTS)
def words(text: str) -> tuple[str, ...]:
    """The pieces between which a line may break; joined they are the text again."""
    pieces: list[str] = []
    for piece in _PIECES.findall(text):
        if _THAI.match(piece) and piece not in _KEPT_WHOLE:
            pieces.extend(_thai_words(piece))
        else:
            pieces.extend(_HYPHENS.split(piece))
    return tuple(part for piece in _glued(pieces) for part in _parted(piece))


def _parted(piece: str) -> Iterator[str]:
    """A piece in parts of bounded length, cut where a line may break if there is such a place."""
    while len(piece) > LONGEST_WORD:
        at = next(
            (i for i in range(LONGEST_WORD, LONGEST_WORD // 2, -1)
             if not _inseparable(piece[i - 1], piece[i])),
            LONGEST_WORD,
        )  # fmt: skip
        yield piece[:at]
        piece = piece[at:]
    yield piece


def _glued(pieces: list[str]) -> list[str]:
    """Join what must not stand apart: closing signs, following vowels, no-break blanks."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _inseparable(joined[-1][-1], piece[0]):
            joined[-1] += piece
        else:
            joined.append(piece)
    return joined


@lru_cache(maxsize=KEPT_TEXTS)
def _thai_words(text: str) -> tuple[str, ...]:
    tokenize, pieces = tokenizer(), list[str]()
    for start in range(0, len(text), _LONGEST_STRETCH):
        pieces.extend(tokenize(text[start : start + _LONGEST_STRETCH]))
    return tuple(pieces)
