"""Type and ink of the papers: sizes in points, one place for all of them.

Sizes, greys and the line height come from the paper design: body 8.5 pt on 4.6 mm lines, so that
Thai marks above and below never touch a rule.  Black-and-white safe.  Imports nothing.

    >>> BODY.line
    4.6
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property

#: Fill colours as PDF operands.
INK = "0.086 0.094 0.106"
MUTED = "0.333 0.349 0.373"
ACCENT = "0.059 0.298 0.361"
WHITE = "1 1 1"
FILL = "0.933 0.941 0.949"
HAIRLINE = "0.702 0.722 0.745"
SHADE = "0.82 0.84 0.87"

MM = 72 / 25.4


@dataclass(frozen=True, eq=False)
class Style:
    """How a run of text looks; compared by identity, since it is part of every cache's key.

    Attributes:
        face: key of ``fonts.FACES``.
        size: in points.
        ink: fill colour as PDF operands.
        line: distance between base lines, in millimetres.
    """

    face: str = "regular"
    size: float = 8.5
    ink: str = INK
    line: float = 4.6

    @cached_property
    def baseline(self) -> float:
        """From the top of a line down to its base line, in millimetres."""
        return self.line / 2 + self.size * 0.117

    @cache  # noqa: B019  # styles are constants of modules
    def but(
        self, face: str | None = None, size: float | None = None, line: float | None = None
    ) -> Style:
        """The same style with some attributes changed; equal changes give the same object."""
        return Style(face or self.face, size or self.size, self.ink, line or self.line)


BODY = Style()
STRONG = Style("semibold")
QUIET = Style(ink=MUTED)
NOTE = Style("regular", 7.2, MUTED, 3.9)
HEAD = Style("regular", 7.2, MUTED, 3.6)
SMALL = Style("regular", 7.8, INK, 4.4)
SMALL_STRONG = Style("semibold", 7.8, INK, 4.4)
SMALL_QUIET = Style("regular", 7.8, MUTED, 4.4)
TINY = Style("regular", 6.6, MUTED, 3.5)
SECTION = Style("semibold", 9.2, INK, 4.9)
