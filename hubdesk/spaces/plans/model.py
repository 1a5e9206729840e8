"""A floor's plan as frozen values; imports only ``kernel``.

Plan(floor_id=2, width_cm=2400, height_cm=1200, shapes=(Shape("desk", 40, 40, 120, 60),))
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace

#: Kinds of shapes: those that can be booked, then what only gives bearings.
KINDS = ("room", "desk", "area", "label")
BOOKABLE = ("room", "desk")
#: A plan is at least this wide and high, and at most; in centimetres.
LEAST_SIDE, MOST_SIDE = 200, 50_000
#: Nothing is smaller than this.
LEAST_SHAPE = 5
MOST_SHAPES = 2000
MOST_CORNERS = 200
MOST_LABEL = 120
#: How a picture begins that can lie under a plan: PNG and JPEG.
PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff")
DEFAULT_GRID = 20
DEFAULT_SIZE = (2400, 1400)

Corner = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Shape:
    """A box on the plan, turned about its middle.

    Attributes:
        x, y: upper left corner before it is turned, in centimetres from the plan's own.
        turn: degrees clockwise, 0 to 359.
        outline: corners in thousandths of the box's sides; empty = the box itself.
        resource_id: of a room or desk; None for an area or a label.
        id: of its row, 0 while it has none.
    """

    kind: str
    x: int
    y: int
    width: int
    height: int
    turn: int = 0
    outline: tuple[Corner, ...] = ()
    label: str = ""
    resource_id: int | None = None
    id: int = 0

    @property
    def middle(self) -> tuple[float, float]:
        return self.x + self.width / 2, self.y + self.height / 2


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to draw over.

    Attributes:
        sha256: key of the file.
        x, y, width, height: where it lies, in centimetres.
        pct: how strongly it is shown, 0 to 100.
    """

    sha256: str
    x: int = 0
    y: int = 0
    width: int = 0
    height: int = 0
    pct: int = 50


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan of one floor.

    Attributes:
        grid: what editing snaps to, in centimetres.
        shapes: in the order of painting.
        version: counts what was saved; 0 = never.
    """

    floor_id: int
    width: int = DEFAULT_SIZE[0]
    height: int = DEFAULT_SIZE[1]
    grid: int = DEFAULT_GRID
    shapes: tuple[Shape, ...] = field(default=())
    picture: Picture | None = None
    version: int = 0

    @property
    def resource_ids(self) -> frozenset[int]:
        """What can be booked on it."""
        return frozenset(
            shape.resource_id for shape in self.shapes if shape.resource_id is not None
        )

    def with_shapes(self, shapes: tuple[Shape, ...]) -> Plan:
        return replace(self, shapes=shapes)
