"""A sentence for every refusal, chosen by its code and what is known about it.

``SENTENCES`` maps a code to English texts from the most telling to the plainest: the first
whose named places are all known is used, so an error that may not name who holds a room still
reads well.  The last text of a code has no places.  ``REASONS`` explains *why* a value was not
read; it fills ``{reason}``.  To add a code: put its texts here (or, beside a feature's own
errors, nothing else is needed) and their Thai into the catalogue; tests find what is missing.

Imports nothing of ``catalogue`` at run time, which imports this module.

    >>> from hubdesk.words.catalogue import Words
    >>> Words("en").sentence("month_locked", {"month": Month(2026, 10)})
    'October 2026 is closed. Enter it in an open month, or reopen the month.'
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, time
from enum import Enum
from string import Formatter
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.interval import Interval
from hubdesk.kernel.month import Month
from hubdesk.words.answers import answers
from hubdesk.words.names import is_known
from hubdesk.words.reasons import REASONS
from hubdesk.words.sentences import SENTENCES

if TYPE_CHECKING:
    from hubdesk.words.catalogue import Words

__all__ = ["REASONS", "SENTENCES", "sentence"]

#: Details that hold a stored code, and the group of names it belongs to.
_NAMED = {
    "field": "field",
    "kind": "kind",
    "driver": "driver",
    "expected_driver": "driver",
    "status": "status",
    "state": "month_state",
    "stage": "counter_state",
}
_FALLBACK = "error"


def sentence(words: Words, code: str, details: Mapping[str, Any]) -> str:
    """One plain line for a code, in the reader's language.

    Args:
        code: of a ``KnownError``, or a reason of a finding; an unknown one gives a general line.
        details: what is known; dates, months, intervals and amounts are written for the reader.
    """
    if code in REASONS and (code not in SENTENCES or "column" in details):
        return _finding(words, code, details)
    # What is empty is not quoted; a field is named where people have a word for it.
    values = {
        key: _written(words, key, details)
        for key, value in details.items()
        if value != "" and (key != "field" or is_known("field", str(value)))
    }
    for text in SENTENCES.get(code, ()):
        places = _places(text)
        if places <= values.keys():
            return words.t(text, **{place: values[place] for place in places})
    return words.t(SENTENCES[_FALLBACK][0])


def _finding(words: Words, reason: str, details: Mapping[str, Any]) -> str:
    """A reason on its own, or after the column and the value it is about."""
    if "column" not in details:
        return _reason(words, reason, details)
    return sentence(words, "cell_rejected", {**details, "reason": reason})


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def _reason(words: Words, reason: str, details: Mapping[str, Any]) -> str:
    text = REASONS[reason]
    known = {place: _shown(words, place, details.get(place, "…")) for place in _places(text)}
    return words.t(text, **known)


def _written(words: Words, key: str, details: Mapping[str, Any]) -> str:
    """A detail as the reader should see it."""
    value = details[key]
    if key == "reason" and isinstance(value, str):
        if value in REASONS:
            return _reason(words, value, details)
        if value in SENTENCES:
            return words.t(SENTENCES[value][-1])
    return _shown(words, key, value)


def _shown(words: Words, key: str, value: Any) -> str:
    if isinstance(value, Enum):
        value = value.value
    if key == "layout":
        return words.name_or_text("layout", str(value))
    if key == "answers":
        return answers(words, value)
    if key in _NAMED:
        return words.name(_NAMED[key], str(value))
    if isinstance(value, (datetime, date, time, Interval, Month)):
        return _written_time(words, value)
    if isinstance(value, bool):
        return words.t("yes") if value else words.t("no")
    if isinstance(value, int) and key.endswith("_minor"):
        return words.amount(value)
    if isinstance(value, (list, tuple, set, frozenset)):
        return ", ".join(_shown(words, key, item) for item in value)
    return str(value)


def _written_time(words: Words, value: datetime | date | time | Interval | Month) -> str:
    if isinstance(value, Interval):
        day = words.date_short(words.local(value.starts_at).date())
        return f"{day} {words.times(value.starts_at, value.ends_at)}"
    if isinstance(value, Month):
        return words.month(value)
    if isinstance(value, datetime):
        return words.moment(value)
    return words.time(value) if isinstance(value, time) else words.date(value)
