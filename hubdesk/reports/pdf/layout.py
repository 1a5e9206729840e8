"""Pages filled from top to bottom: where the next thing goes, and when a new page begins.

    flow = Flow(Geometry.of("a4"), begin=lambda page, number: 12.0)
    flow.need(40)          # a block that must not break
    flow.page.text(flow.left, flow.y, "…", BODY)
    flow.y += 40

Imports no feature.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hubdesk.reports.pdf.canvas import Drawing, Page

#: Paper → width and height in millimetres, upright.
PAPERS = {"a4": (210.0, 297.0), "a3": (297.0, 420.0), "letter": (215.9, 279.4)}


@dataclass(frozen=True, slots=True)
class Geometry:
    """The paper and the area that is printed on, in millimetres."""

    width: float
    height: float
    left: float
    right: float
    top: float = 12.0
    foot_height: float = 15.0

    @classmethod
    def of(cls, paper: str, *, landscape: bool = False, foot_height: float = 15.0) -> Geometry:
        """Upright sheets leave 20 mm at the left for punched holes; lying ones 14 on each side.

        Args:
            paper: key of :data:`PAPERS`.
            landscape: lying instead of upright.
            foot_height: kept free above the lower edge for the foot of every page.
        """
        width, height = PAPERS[paper]
        if landscape:
            return cls(height, width, 14.0, height - 14.0, foot_height=foot_height)
        return cls(width, height, 20.0, width - 14.0, foot_height=foot_height)

    @property
    def text_width(self) -> float:
        return self.right - self.left

    @property
    def foot(self) -> float:
        """Where the foot line is drawn."""
        return self.height - self.foot_height


class Flow:
    """The pages of one document while they are being filled.

    Attributes:
        page: the page being filled.
        pages: all pages so far.
        y: where the next thing begins.
        begin: draws the head of a page (given the page and its number, from 1) and returns
            where its content starts; may be exchanged between pages.
    """

    def __init__(self, geometry: Geometry, begin: Callable[[Page, int], float]) -> None:
        self.geometry = geometry
        self.begin = begin
        self.pages: list[Page] = []
        self.new_page()

    def new_page(self) -> None:
        """Begin the next page."""
        self.page: Page = Page(self.geometry.width, self.geometry.height)
        self.pages.append(self.page)
        self.y = self.begin(self.page, len(self.pages))
        self._start = self.y

    @property
    def left(self) -> float:
        return self.geometry.left

    @property
    def right(self) -> float:
        return self.geometry.right

    @property
    def room(self) -> float:
        """Height left on this page, with a little air above the foot line."""
        return self.geometry.foot - 1.5 - self.y

    @property
    def full_room(self) -> float:
        """Height a page has when nothing but its head is on it."""
        return self.geometry.foot - 1.5 - self._start

    @property
    def fresh(self) -> bool:
        """Whether nothing but the head is on this page yet."""
        return self.y == self._start

    def sketched(self, paint: Callable[[Flow], None]) -> tuple[Drawing, float]:
        """What ``paint`` draws from the top of an endless page, and its height."""
        scratch = Flow(self.geometry, _no_head)
        scratch.page = Page(self.geometry.width, 0.0)
        paint(scratch)
        return scratch.page.drawing(), scratch.y

    def block(self, paint: Callable[[Flow], None]) -> None:
        """Draw something that must not break, on this page or whole on the next."""
        self.put(*self.sketched(paint))

    def put(self, drawing: Drawing, height: float) -> None:
        """Stamp a sketched block on this page, or on the next if it does not fit."""
        self.need(height)
        self.page.stamp(drawing, 0.0, self.y)
        self.y += height

    def need(self, height: float) -> None:
        """Go to a new page unless ``height`` still fits here or the page is fresh."""
        if height > self.room and not self.fresh:
            self.new_page()


def _no_head(_page: Page, _number: int) -> float:
    return 0.0
