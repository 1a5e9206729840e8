"""Order names as a Thai dictionary does, without ICU.

Thai writes some vowels before the consonant they follow in speech, and tone marks above it; a
dictionary sorts by consonant, then vowel, and looks at marks only when all else is equal.  The
order agrees with CLDR's Thai collation: punctuation and spaces count last, digits come first,
Latin comes after Thai, accents and capitals decide only ties.  Standard library only.

    >>> sorted(["ไก", "เก", "กา", "แม่", "แม", "Zoo"], key=sort_key)
    ['กา', 'เก', 'ไก', 'แม', 'แม่', 'Zoo']
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

SortKey = tuple[str, str, str, str]

#: A leading vowel with the consonant it is spoken after: the two change places.
_LEADING_VOWEL = re.compile("([\u0e40-\u0e44])([\u0e01-\u0e2e])")
#: Marks that decide only ties, in their order: yamakkan, thanthakhat, maitaikhu, four tones.
_MARKS_IN_ORDER = "\u0e4e\u0e4c\u0e47\u0e48\u0e49\u0e4a\u0e4b"
_MARKS = {mark: chr(2 + rank) for rank, mark in enumerate(_MARKS_IN_ORDER)}
_UNMARKED = "\x01"
#: The sign of abbreviation and the sign of repetition count as punctuation.
_THAI_SIGNS = "\u0e2f\u0e46"
_SARA_AM = "\u0e33"
_NIKHAHIT_AND_AA = re.compile("\u0e4d([\u0e48-\u0e4b]?)\u0e32")
#: Lifts every other script above Thai.
_AFTER_THAI = 0x1000


@lru_cache(maxsize=20_000)
def sort_key(text: str) -> SortKey:
    """A key for ``sorted``: letters first, then marks, then capitals, then the text itself."""
    folded = _NIKHAHIT_AND_AA.sub(rf"\1{_SARA_AM}", unicodedata.normalize("NFC", text))
    in_spoken_order = _LEADING_VOWEL.sub(r"\2\1", folded)
    if not in_spoken_order:
        return "", "", "", text
    weights = map(_weights, unicodedata.normalize("NFD", in_spoken_order))
    primary, secondary, tertiary = map("".join, zip(*weights, strict=True))
    return primary, secondary, tertiary, text


@lru_cache(maxsize=4_000)
def _weights(char: str) -> tuple[str, str, str]:
    """What a character adds to the three parts of a key; letters repeat, so it is kept."""
    if (rank := _MARKS.get(char)) is not None:
        return "", rank, ""
    if unicodedata.combining(char) and not _is_thai(char):
        return "", char, ""
    if weight := _primary(char):
        return weight, _UNMARKED, "1" if char.isupper() else "0"
    return "", "", ""


def _is_thai(char: str) -> bool:
    return "\u0e01" <= char <= "\u0e7f"


def _primary(char: str) -> str:
    """The weight of a letter or digit; empty for what counts only when all else is equal."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    if _is_thai(char):
        return "" if char in _THAI_SIGNS or char > "\u0e4d" else char
    if char.isalpha():
        return "".join(chr(min(ord(part) + _AFTER_THAI, 0x10FFFF)) for part in char.casefold())
    return ""
