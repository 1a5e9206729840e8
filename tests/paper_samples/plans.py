"""Two invented floors."""

from __future__ import annotations

from datetime import date, datetime

from hubdesk.booking.plan_paper import FloorPlansPaper, PlanFloor, PlanShape
from hubdesk.kernel.names import Names
from tests.paper_samples.house import BANGKOK, letterhead, organisations


def _box(x: int, y: int, wide: int, high: int) -> tuple[tuple[float, float], ...]:
    return ((x, y), (x + wide, y), (x + wide, y + high), (x, y + high))


def floor_plans(*, desks: int = 24) -> FloorPlansPaper:
    """A floor of rooms and one of desks, every other of which is somebody's."""
    orgs = organisations(12)
    rooms = tuple(
        PlanShape("room", _box(40 + 420 * at, 40, 400, 300), f"R{at}",
                  Names(f"ห้องประชุมที่ {at}", f"Meeting room {at}"), 8)
        for at in range(5)
    )  # fmt: skip
    seats = tuple(
        PlanShape("desk", _box(40 + 140 * (at % 12), 40 + 200 * (at // 12), 120, 60),
                  f"D4-{at:02d}", org=orgs[at % 12][0] if at % 2 else "")
        for at in range(desks)
    )  # fmt: skip
    shown = {shape.org for shape in seats if shape.org}
    counts = tuple(
        (code, name, sum(shape.org == code for shape in seats))
        for code, name in orgs if code in shown
    )  # fmt: skip
    printed = datetime(2026, 10, 12, 6, 50, tzinfo=BANGKOK)
    return FloorPlansPaper(
        house=letterhead().name,
        day=date(2026, 10, 12),
        floors=(
            PlanFloor(Names("ชั้น 1", "Floor 1"), 2200, 800, rooms),
            PlanFloor(Names("ชั้น 4", "Floor 4"), 2000, 1000, seats, counts),
        ),
        as_of=printed,
        printed_at=printed,
        printed_by="โต๊ะต้อนรับ",
    )
