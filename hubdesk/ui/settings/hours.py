"""Opening hours in words."""

from __future__ import annotations

from typing import Protocol

from hubdesk.ui.widgets.timefield import text_of_minute
from hubdesk.words.catalogue import Words


class HasHours(Protocol):
    """Minutes of the local day; None = always open."""

    @property
    def open_minute(self) -> int | None: ...
    @property
    def close_minute(self) -> int | None: ...


def hours_text(words: Words, line: HasHours) -> str:
    """``08:30–21:00``, or that it is always open."""
    if line.open_minute is None or line.close_minute is None:
        return words.t("always")
    return f"{text_of_minute(line.open_minute)}\u2013{text_of_minute(line.close_minute)}"
