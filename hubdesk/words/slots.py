"""Why a free time stands where it stands in the list, in words.

Imports nothing of the catalogue at run time but what it is given.

    said_reasons(words, slot.reasons)    # ["within the hours you prefer", "on the first day", …]
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from hubdesk.words.catalogue import Words


class Because(Protocol):
    """A reason of a rank; see ``booking.slots.Reason``."""

    @property
    def code(self) -> str: ...
    @property
    def number(self) -> int: ...
    @property
    def names(self) -> tuple[str, ...]: ...


def said_reasons(words: Words, reasons: Iterable[Because]) -> list[str]:
    """Each reason as part of a sentence, in the reader's language."""
    return [_SAID[reason.code](words, reason) for reason in reasons]


def said_minutes(words: Words, minutes: int) -> str:
    """``45 minutes``, ``2 hours``, ``1 hour 30 minutes``."""
    hours, rest = divmod(minutes, 60)
    parts = [words.n("{n} hour", "{n} hours", hours)] if hours else []
    if rest or not hours:
        parts.append(words.n("{n} minute", "{n} minutes", rest))
    return " ".join(parts)


def _preferred(words: Words, _because: Because) -> str:
    return words.t("within the hours you prefer")


def _outside(words: Words, because: Because) -> str:
    time = said_minutes(words, because.number)
    return words.t("{time} outside the hours you prefer", time=time)


def _weekend(words: Words, _because: Because) -> str:
    return words.t("at a weekend")


def _day(words: Words, because: Because) -> str:
    if not because.number:
        return words.t("on the first day")
    return words.n("{n} day later", "{n} days later", because.number)


def _all_free(words: Words, because: Because) -> str:
    if because.number == 1:
        return words.t("the organisation is free")
    return words.n("{n} organisation is free", "all {n} organisations are free", because.number)


def _busy(words: Words, because: Because) -> str:
    return words.t("{orgs} cannot come", orgs=", ".join(because.names))


def _seats(words: Words, because: Because) -> str:
    return words.n("{n} seat", "{n} seats", because.number)


def _size_unknown(words: Words, _because: Because) -> str:
    return words.t("its size is not known")


def _equipment(words: Words, because: Because) -> str:
    return ", ".join(words.name_or_text("equipment", name) for name in because.names)


def _built_in(words: Words, because: Because) -> str:
    return words.t("{equipment} is there", equipment=_equipment(words, because))


def _fetched(words: Words, because: Because) -> str:
    return words.t("{equipment} is carried in", equipment=_equipment(words, because))


_SAID: dict[str, Callable[[Words, Because], str]] = {
    "preferred": _preferred,
    "outside_preferred": _outside,
    "weekend": _weekend,
    "day": _day,
    "all_free": _all_free,
    "busy": _busy,
    "seats": _seats,
    "size_unknown": _size_unknown,
    "built_in": _built_in,
    "fetched": _fetched,
}
