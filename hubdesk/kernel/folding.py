"""Text as searching compares it: capitals, accents, Thai digits and slips of typing fold away.

Thai is written without spaces, so a word is sought anywhere inside a run; its tone marks count,
for they make other words.  Folding what is stored and what is typed by the same function is all
that makes them meet.  Standard library only.

    >>> folded("Café  ห้อง ๒๐๑ (ใหญ่)")
    'cafe ห้อง 201 ใหญ่'
    >>> spans("Data clinic", "cli DATA")
    [(0, 4), (5, 8)]
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_TONES = "\u0e48-\u0e4b"
#: Marks that hang on the letter before them: accents, Thai vowels and tones.
_MARKS = "\u0300-\u036f\u0e31\u0e33-\u0e3a\u0e47-\u0e4e"
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")
#: The same syllable typed in another order, or by two keys instead of one.
_TWO_SARA_E = re.compile("\u0e40\u0e40")
_NIKHAHIT_AND_AA = re.compile(f"\u0e4d([{_TONES}]*)\u0e32")
_SARA_AM_AND_TONE = re.compile(f"\u0e33[\u0e33{_TONES}]+")
_TONE_AND_VOWEL = re.compile(f"[{_TONES}][{_TONES}\u0e31\u0e34-\u0e3a]+")
_DASHES = re.compile("[\u2010-\u2015\u2212]")
#: What codes, numbers and addresses are written with; other signs part words.
_KEPT_SIGNS = frozenset("-/.@_+&'")
_THAI = re.compile("[\u0e00-\u0e7f]")
_CLUSTER = re.compile(
    f"(?:\u0e40\u0e40|.)[{_MARKS}]*(?:(?:(?<=\u0e4d)|(?<=\u0e4d[{_TONES}]))\u0e32)?", re.DOTALL
)


@lru_cache(maxsize=1 << 13)
def folded(text: str) -> str:
    """``text`` as it is compared: one space between words, none at the ends."""
    return " ".join(_letters(text).split())


def _letters(text: str) -> str:
    if text.isascii():
        lower = text.lower()
        if lower.replace(" ", "").isalnum():
            return lower
        return "".join(map(_sign, lower))
    text = _DASHES.sub("-", _INVISIBLE.sub("", unicodedata.normalize("NFD", text)))
    text = "".join(map(_sign, text.casefold()))
    if _THAI.search(text):
        # Marks that something between them kept apart stand side by side now.
        text = unicodedata.normalize("NFD", text)
        text = _TWO_SARA_E.sub("\u0e41", text)
        text = _NIKHAHIT_AND_AA.sub("\\1\u0e33", text)
        text = _SARA_AM_AND_TONE.sub(_tones_first, text)
        text = _TONE_AND_VOWEL.sub(_vowels_first, text)
    return text


def _tones_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks.group(), key=_is_tone, reverse=True))


def _vowels_first(marks: re.Match[str]) -> str:
    return "".join(sorted(marks.group(), key=_is_tone))


def _is_tone(char: str) -> bool:
    return "\u0e48" <= char <= "\u0e4b"


def _sign(char: str) -> str:
    if char.isalpha() or char in _KEPT_SIGNS:
        return char
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if unicodedata.category(char)[0] == "M":
        return char if "\u0e00" <= char <= "\u0e7f" else ""
    return char if char.isalnum() else " "


def spans(text: str, query: str) -> list[tuple[int, int]]:
    """Where the words of a query stand in a text, for showing what was found.

    Args:
        text: as it is shown.
        query: as it was typed.

    Returns:
        Disjoint (start, end) in ascending order; a letter is never parted from its marks.
    """
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for match in _CLUSTER.finditer(text):
        piece = _letters(match.group())
        if piece.isspace() and pieces and pieces[-1].isspace():
            continue
        pieces.append(piece)
        places += [match.span()] * len(piece)
    whole = "".join(pieces)
    wanted = folded(query)
    words = [wanted] if wanted and wanted in whole else wanted.split()
    found = sorted(
        (places[at][0], places[at + len(word) - 1][1])
        for word in words
        if (at := _best(whole, word)) >= 0
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _best(whole: str, word: str) -> int:
    """Where a word begins if anywhere, else where it stands inside one; −1: nowhere."""
    if whole.startswith(word):
        return 0
    begins = whole.find(f" {word}")
    return begins + 1 if begins >= 0 else whole.find(word)
