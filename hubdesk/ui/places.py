"""Where a person can go in the window, and what can be done there.

Pages do not know each other: one asks for a place, the window finds the page that has it.

    front.go(Place("bookings", "occurrence", 12))
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Place:
    """A page, and what to show on it.

    Attributes:
        page: its name on the rail.
        kind: of the thing to show, such as ``occurrence``, ``day`` or ``organisation``; empty is
            the page as it stands.
        key: which one: an id, a date, a month; its type follows from ``kind``.
    """

    page: str
    kind: str = ""
    key: object = None


@dataclass(frozen=True, slots=True)
class Command:
    """Something a person can do on a page, by name or by keys.

    Attributes:
        name: unique within its page, in English, never shown.
        msgid: its words.
        run: what does it; called on the Qt thread.
        keys: a key sequence in Qt's portable text, such as ``Ctrl+N``; empty has none.
        icon: Lucide name.
    """

    name: str
    msgid: str
    run: Callable[[], object]
    keys: str = ""
    icon: str = ""


@dataclass(frozen=True, slots=True)
class Leaving:
    """Why a window lets go of its hub, while the program goes on.

    Attributes:
        kind: ``again`` opens the same hub in a new window, ``restore`` puts ``path`` in its place
            first, ``start`` shows the first start.
        path: of the backup.
    """

    kind: str
    path: Path | None = None
