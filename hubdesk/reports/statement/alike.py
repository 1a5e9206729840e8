"""What the statements of a month have alike: made for the first of them, kept for the others.

Everybody's worksheet shows everybody's figures, so of a month's statements only the own rows
differ.  Kept is what belongs to one worksheet in one way of printing, no more; it is made of
these alone, so a paper is the same whatever was printed before it.

    rows = once(sheet, say, "facts", lambda: [row(one) for one in sheet.facts])
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, NamedTuple, TypeVar

from hubdesk.month.papers import Worksheet
from hubdesk.reports.speech import PaperOptions, Speech

T = TypeVar("T")


class _Kept(NamedTuple):
    """What was made of a worksheet, which is the same object for all statements of a month."""

    sheet: Worksheet
    options: PaperOptions
    currency: str
    made: dict[Hashable, Any]


_places: dict[str, _Kept] = {}


def once(sheet: Worksheet, say: Speech, what: Hashable, make: Callable[[], T]) -> T:
    """What ``make`` makes of the worksheet; the caller must not change it.

    Args:
        what: tells it from other things that are made of the same worksheet.
    """
    kept = _places.get("last")
    if (
        kept is None
        or kept.sheet is not sheet
        or kept.options != say.options
        or kept.currency != say.currency
    ):
        kept = _places["last"] = _Kept(sheet, say.options, say.currency, {})
    if what not in kept.made:
        kept.made[what] = make()
    made: T = kept.made[what]
    return made
