"""One page as a list of drawing operators, measured in millimetres from its top left corner.

Runs come shaped from the cache, so drawing a string is one dictionary look-up and one line of
text.  People's words are only ever glyph numbers here: there is no markup to inject.  Imports no
feature.

    >>> page = Page(210, 297)
    >>> page.text(20, 30, "Hello", BODY)
    >>> sorted(page.faces)
    ['regular']
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from hubdesk.reports.pdf.image import Picture
from hubdesk.reports.pdf.runs import shape
from hubdesk.reports.pdf.styles import INK, MM, Style

Dash = tuple[float, ...]


class Drawing(NamedTuple):
    """A finished piece of a page that can be stamped anywhere, any number of times.

    Attributes:
        code: operators, relative to the piece's top left corner.
        faces, rare_faces: as of :class:`Sketch`.
    """

    code: str
    faces: frozenset[str]
    rare_faces: frozenset[str]


class Sketch:
    """Something drawn from its top left corner downwards.

    Attributes:
        faces: face names drawn with so far.
        rare_faces: those of which a glyph outside the common embedding was drawn.
    """

    def __init__(self, height: float = 0.0) -> None:
        self.faces: set[str] = set()
        self.rare_faces: set[str] = set()
        self._operators: list[str] = []
        self._top = height * MM
        self._style: tuple[str, float] | None = None
        self._fill = ""

    def drawing(self) -> Drawing:
        """What was drawn so far, to be stamped."""
        code = "\n".join(self._operators)
        return Drawing(code, frozenset(self.faces), frozenset(self.rare_faces))

    def with_over(self, other: Sketch) -> Sketch:
        """One sketch of both, the other drawn over this one from the same corner."""
        if not self._operators:
            return other
        self.faces |= other.faces
        self.rare_faces |= other.rare_faces
        self._operators += other._operators
        self._style, self._fill = other._style or self._style, other._fill or self._fill
        return self

    def stamp(self, drawing: Drawing, x: float, y: float) -> None:
        """Put a drawing's top left corner at (x, y)."""
        self.faces |= drawing.faces
        self.rare_faces |= drawing.rare_faces
        self._operators.append(f"q 1 0 0 1 {self._at(x, y)} cm\n{drawing.code}\nQ")

    def text(self, x: float, y: float, text: str, style: Style, align: str = "l") -> float:
        """Draw one line of text.

        Args:
            x: left edge, right edge (``align="r"``) or middle (``"c"``).
            y: the base line.
            text: without line breaks; anything else in it is printed as it is.
            style: face, size and ink.
            align: ``l``, ``r`` or ``c``.

        Returns:
            The width of the text.
        """
        run = shape(text, style)
        if align == "r":
            x -= run.width
        elif align == "c":
            x -= run.width / 2
        if style.ink != self._fill:
            self._ink(style.ink)
        font = (style.face, style.size)
        select = ""
        if font != self._style:
            self._style = font
            self.faces.add(style.face)
            select = f"/F{style.face} {style.size:g} Tf "
        if not run.common:
            self.rare_faces.add(style.face)
        self._operators.append(f"BT {select}{x * MM:.2f} {self._top - y * MM:.2f} Td {run.code} ET")
        return run.width

    def line(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        weight: float = 0.5,
        ink: str = INK,
        dash: Dash = (),
    ) -> None:
        """A straight rule; ``weight`` in points."""
        ends = f"{self._at(x1, y1)} m {self._at(x2, y2)} l S"
        self._operators.append(f"q {weight:g} w {ink} RG {_dashes(dash)}{ends} Q")

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str = "",
        weight: float = 0.0,
        ink: str = INK,
        dash: Dash = (),
    ) -> None:
        """A rectangle with its top left corner at (x, y), filled and/or outlined."""
        area = f"{self._at(x, y + height)} {width * MM:.2f} {height * MM:.2f} re"
        if fill:
            self._ink(fill)
            self._operators.append(f"{area} f")
        if weight:
            self._operators.append(f"q {weight:g} w {ink} RG {_dashes(dash)}{area} S Q")

    def polygon(
        self,
        points: Sequence[tuple[float, float]],
        *,
        fill: str = "",
        weight: float = 0.0,
        ink: str = INK,
    ) -> None:
        """A closed outline through points, filled and/or drawn."""
        path = " ".join(
            f"{self._at(x, y)} {'l' if at else 'm'}" for at, (x, y) in enumerate(points)
        )
        if fill:
            self._ink(fill)
            self._operators.append(f"{path} h f")
        if weight:
            self._operators.append(f"q {weight:g} w {ink} RG {path} h S Q")

    def hatch(
        self, x: float, y: float, width: float, height: float, *, cross: bool = False
    ) -> None:
        """Fill a rectangle with diagonal lines, or with crossed ones."""
        step = 1.3
        lines: list[str] = []
        at = -height
        while at < width:
            lines.append(f"{self._at(x + at, y + height)} m {self._at(x + at + height, y)} l")
            if cross:
                lines.append(f"{self._at(x + at, y)} m {self._at(x + at + height, y + height)} l")
            at += step
        area = f"{self._at(x, y + height)} {width * MM:.2f} {height * MM:.2f} re W n"
        strokes = " ".join(lines)
        self._operators.append(f"q {area} 0.3 w 0.45 0.47 0.5 RG {strokes} S Q")

    def lock(self, x: float, y: float, size: float) -> None:
        """A small closed padlock whose top left corner is (x, y): the sign of a private title."""
        self._ink(INK)
        body = f"{self._at(x, y + size)} {size * 0.8 * MM:.2f} {size * 0.58 * MM:.2f} re f"
        left, right, neck = x + size * 0.18, x + size * 0.62, y + size * 0.45
        top = y + size * 0.02
        arch = (
            f"{self._at(left, neck)} m {self._at(left, y + size * 0.2)} l "
            f"{self._at(left, top)} {self._at(right, top)} {self._at(right, y + size * 0.2)} c "
            f"{self._at(right, neck)} l S"
        )
        self._operators.append(f"{body} q {size * 0.32:.2f} w {INK} RG {arch} Q")

    def _at(self, x: float, y: float) -> str:
        return f"{x * MM:.2f} {self._top - y * MM:.2f}"

    def _ink(self, ink: str) -> None:
        if ink != self._fill:
            self._fill = ink
            self._operators.append(f"{ink} rg")


class Page(Sketch):
    """Attributes:
    width, height: of the sheet, in millimetres.
    pictures: resource name → picture.
    """

    def __init__(self, width: float, height: float) -> None:
        super().__init__(height)
        self.width = width
        self.height = height
        self.pictures: dict[str, Picture] = {}

    def picture(self, x: float, y: float, width: float, height: float, picture: Picture) -> None:
        """A picture inside the given rectangle, whole and in its proportions, at its left."""
        name = next((n for n, p in self.pictures.items() if p == picture), "")
        if not name:
            name = f"P{len(self.pictures) + 1}"
            self.pictures[name] = picture
        scale = min(width / picture.width, height / picture.height)
        wide, high = picture.width * scale, picture.height * scale
        place = f"{wide * MM:.2f} 0 0 {high * MM:.2f} {self._at(x, y + high)} cm"
        self._operators.append(f"q {place} /{name} Do Q")

    def content(self) -> bytes:
        """The content stream."""
        return "\n".join(self._operators).encode("ascii")


def _dashes(dash: Dash) -> str:
    if not dash:
        return ""
    return f"[{' '.join(f'{length:g}' for length in dash)}] 0 d "
