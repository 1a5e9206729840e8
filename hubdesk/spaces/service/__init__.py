"""Use cases of spaces: locations, floors, rooms and their parts, desks, equipment; their layouts
and dated opening hours.

with hub.write() as uow:
    half_a = add_room(uow, code="A", name_en="Half A", capacity=20)
    half_b = add_room(uow, code="B", name_en="Half B", capacity=20)
    add_room(uow, code="HALL", name_en="Hall", capacity=40, parts=[half_a, half_b])
"""

from __future__ import annotations

from hubdesk.spaces.service.layouts import drop_layout, set_layout
from hubdesk.spaces.service.openings import add_opening, change_opening, drop_opening
from hubdesk.spaces.service.resources import (
    add_desk,
    add_equipment,
    add_floor,
    add_location,
    add_room,
    floor_of,
    set_count,
    set_parts,
    update_resource,
)

__all__ = [
    "add_desk", "add_equipment", "add_floor", "add_location", "add_opening", "add_room",
    "change_opening", "drop_layout", "drop_opening", "floor_of", "set_count", "set_layout",
    "set_parts", "update_resource",
]  # fmt: skip
