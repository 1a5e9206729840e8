"""The lines of the list: headings, things found, commands, notes; pure values.

lines = arrange((section, …), query="act")
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable
from dataclasses import dataclass, field

from hubdesk.ui.places import Command, Place


@dataclass(frozen=True, slots=True)
class Line:
    """One line, in the reader's language.

    Attributes:
        kind: ``head``, ``item`` or ``note``.
        text: title, heading or note.
        facts: small words below the title.
        icon: Lucide name.
        code: of an organisation, shown as a chip in its ``hue``.
        keys: of a command, as they are shown.
        rank: how well it fits, smaller is better.
        identity: tells it from others, so that it stays chosen when the list is filled anew.
        acts: where it leads, what it does, or the text that it searches for again.
        dim: it has left, was cancelled or taken back.
    """

    kind: str
    text: str
    facts: str = ""
    icon: str = ""
    code: str = ""
    hue: int = 0
    keys: str = ""
    rank: int = 9
    identity: Hashable = None
    acts: Place | Command | str | None = None
    dim: bool = False

    @property
    def spoken(self) -> str:
        """As a screen reader says it."""
        return ", ".join(part for part in (self.text, self.facts, self.code, self.keys) if part)


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under one heading."""

    heading: str
    lines: tuple[Line, ...] = field(default=())


def arrange(sections: Iterable[Section]) -> tuple[Line, ...]:
    """The sections that have lines, the one with the best fit first; ties as they were given."""
    filled = [section for section in sections if section.lines]
    filled.sort(key=lambda section: min(line.rank for line in section.lines))
    found: list[Line] = []
    for section in filled:
        found.append(Line("head", section.heading))
        found += section.lines
    return tuple(found)
