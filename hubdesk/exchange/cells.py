"""One cell into one value: amounts, dates, rates, words with a fixed meaning.

Each reader takes the cell's text and the hints of the import and raises ``InvalidInputError``
whose ``reason`` is a word of ``words.reasons``.  Knows no feature.

    >>> hints = Hints()
    >>> amount("1,234.5", hints), vat_rate("exempt", hints), vat_rate("7%", hints)
    (123450, None, Decimal('7'))
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import parse_minor
from hubdesk.kernel.text import clean
from hubdesk.words.dates import Era, Order, parse_day, parse_moment

_MAX_TEXT = 500
_MAX_CODE = 40
_NUMBER = re.compile(r"-?(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?")
_TIME = re.compile(r"(\d{1,2})[:.](\d{2})(?::00)?(?:\s*น\.?)?")
_SETTING = re.compile(r"(\D.*?)[\s:=]*(\d{1,6})(?:\s*/\s*(\d{1,4}))?")
_EXEMPT = {"exempt", "vatexempt", "ยกเว้น", "ยกเว้นภาษี", "ยกเว้นภาษีมูลค่าเพิ่ม"}
_YES = {"yes", "y", "true", "1", "x", "private", "ใช่", "จริง"}
_NO = {"no", "n", "false", "0", "ไม่", "ไม่ใช่", "เท็จ"}


@dataclass(frozen=True, slots=True)
class Hints:
    """What the person who imports knows about the file.

    Attributes:
        order: which of day and month comes first; None means day first, with ``/`` only.
        era: the era of every year; None decides by the year.
        digits: decimals of the hub's currency.
    """

    order: Order | None = None
    era: Era | None = None
    digits: int = 2


#: Reads the text of a cell that is not empty.
Reader = Callable[[str, Hints], object]


def refusal(value: str, reason: str) -> InvalidInputError:
    return InvalidInputError(field="cell", value=value, reason=reason)


def plain(text: str) -> str:
    """A word as synonyms are compared: case, blanks, ``_``, ``-`` and ``*`` do not matter."""
    return re.sub(r"[\s_\-*]+", "", clean(text).casefold())


def text(value: str, _hints: Hints) -> str:
    cleaned = clean(value)
    if len(cleaned) > _MAX_TEXT:
        raise refusal(value, "too_long")
    return cleaned


def code(value: str, _hints: Hints) -> str:
    cleaned = clean(value)
    if len(cleaned) > _MAX_CODE:
        raise refusal(value, "too_long")
    return cleaned


def codes(value: str, hints: Hints) -> tuple[str, ...]:
    """Several codes with ``,``, ``;`` or ``+`` between them."""
    parts = [clean(part) for part in re.split(r"[,;+]", value)]
    return tuple(code(part, hints) for part in parts if part)


def digits_of(length: int) -> Reader:
    """Digits of which a spreadsheet may have dropped leading zeros; separators are dropped."""

    def read(value: str, hints: Hints) -> str:
        cleaned = re.sub(r"[\s\-]", "", code(value, hints))
        return cleaned.zfill(length) if cleaned.isascii() and cleaned.isdigit() else cleaned

    return read


def amount(value: str, hints: Hints) -> int:
    """Minor units of the hub's currency."""
    return parse_minor(value, hints.digits)


def number(value: str, _hints: Hints) -> Decimal:
    """A measure, not negative; thousands separators allowed."""
    if _NUMBER.fullmatch(value) is None:
        raise refusal(value, "not_a_number")
    found = Decimal(value.replace(",", ""))
    if found < 0:
        raise refusal(value, "negative")
    return found


def whole(value: str, hints: Hints) -> int:
    """A count, not negative; ``14.00`` is fourteen, because spreadsheets write so."""
    found = number(value, hints)
    if found != found.to_integral_value():
        raise refusal(value, "not_a_whole_number")
    return int(found)


def vat_rate(value: str, _hints: Hints) -> Decimal | None:
    """The rate in percent; None is exempt, which is not the same as a rate of zero."""
    if plain(value) in _EXEMPT:
        return None
    written = value.removesuffix("%").strip()
    if re.fullmatch(r"\d{1,2}(?:\.\d{1,4})?", written) is None:
        raise refusal(value, "not_a_vat_rate")
    rate = Decimal(written)
    return rate.quantize(Decimal(1)) if rate == rate.to_integral_value() else rate.normalize()


def day(value: str, hints: Hints) -> date:
    return parse_day(value, order=hints.order, era=hints.era)


def moment(value: str, hints: Hints) -> datetime:
    """Naive wall time of the hub's zone, or aware if the cell names an offset."""
    return parse_moment(value, order=hints.order, era=hints.era)


def clock(value: str, _hints: Hints) -> time:
    """``08:30``; the end of a day is ``23:59`` or, as 24:00, ``time.max``'s minute."""
    match = _TIME.fullmatch(value)
    if match is None or int(match[2]) > 59:
        raise refusal(value, "not_a_time")
    if (int(match[1]), int(match[2])) == (24, 0):
        return time(23, 59)
    if int(match[1]) > 23:
        raise refusal(value, "not_a_time")
    return time(int(match[1]), int(match[2]))


def flag(value: str, _hints: Hints) -> bool:
    word = plain(value)
    if word in _YES or word in _NO:
        return word in _YES
    raise refusal(value, "not_yes_or_no")


def one_of(meanings: Mapping[str, tuple[str, ...]]) -> Reader:
    """A reader of words with a fixed meaning.

    Args:
        meanings: stored code → the words that mean it, besides the code itself.
    """
    known = {plain(word): code for code, words in meanings.items() for word in (code, *words)}

    def read(value: str, _hints: Hints) -> str:
        found = known.get(plain(value))
        if found is None:
            raise refusal(value, "not_one_of")
        return found

    return read


def email(value: str, _hints: Hints) -> str:
    """An address in lower case; only its outline is checked, the post office knows the rest."""
    cleaned = clean(value).lower()
    if re.fullmatch(r"[^@\s]+@[^@\s]+\.[^@\s]+", cleaned) is None or len(cleaned) > 254:
        raise refusal(value, "not_an_email")
    return cleaned


def rule(value: str, _hints: Hints) -> str:
    """RFC 5545 text, several rules on several lines; the booking decides whether it is valid."""
    cleaned = clean(value, lines=True)
    if len(cleaned) > _MAX_TEXT:
        raise refusal(value, "too_long")
    return cleaned


def settings_of(meanings: Mapping[str, tuple[str, ...]]) -> Reader:
    """A reader of the ways a room is set: ``board 12; theatre 60/30``.

    Each is a word, how many people it holds, and after ``/`` the minutes it takes to set it up.

    Args:
        meanings: as of :func:`one_of`; other words are the house's own.
    """
    known = {plain(word): code for code, words in meanings.items() for word in (code, *words)}

    def read(value: str, _hints: Hints) -> tuple[tuple[str, int, int], ...]:
        found: dict[str, tuple[str, int, int]] = {}
        for part in filter(None, (clean(part) for part in re.split("[;,]", value))):
            match = _SETTING.fullmatch(part)
            if match is None or int(match[2]) == 0:
                raise refusal(value, "not_layouts")
            word = clean(match[1])
            kind = known.get(plain(word), word)
            if kind in found:
                raise refusal(value, "same_key_twice")
            found[kind] = (kind, int(match[2]), int(match[3] or 0))
        return tuple(found.values())

    return read
