"""The ways a room can be set, each with how many it then holds and how long setting it takes.

set_layout(uow, hall, "theatre", capacity=120, setup_minutes=30)
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import bindparam, select

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.spaces.tables import LayoutRow, ResourceRow
from hubdesk.store.session import UnitOfWork
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Id, Text

#: A set-up longer than a day is a closure.
MOST_SETUP = 1440
_MOST_PEOPLE = 100_000
_SAME = Prepared(
    select(LayoutRow.id).where(
        LayoutRow.resource_id == bindparam("resource_id", type_=Id),
        LayoutRow.kind == bindparam("kind", type_=Text),
    )
)


def set_layout(
    uow: UnitOfWork, resource_id: int, kind: str, *, capacity: int, setup_minutes: int = 0,
    position: int = 0,
) -> int:  # fmt: skip
    """Add a layout to a room, or change the one of the same kind; bookings are not re-checked.

    Args:
        kind: ``board``, ``theatre`` … or a word of the house's own.
        setup_minutes: before each booking in this layout, if that is longer than the room's own.

    Returns:
        The layout's id.

    Raises:
        NotFoundError: no such room.
        InvalidInputError: no kind, nobody fits, or more than a day of set-up.
    """
    access.require(uow, "spaces.edit")
    kind = clean(kind)
    room = uow.row(ResourceRow, resource_id)
    if room is None or room["kind"] != "room":
        raise NotFoundError(kind="room", key=str(resource_id))
    if not kind:
        raise InvalidInputError(field="layout", value="", reason="empty")
    if not 1 <= capacity <= _MOST_PEOPLE:
        raise InvalidInputError(field="capacity", value=str(capacity), reason="out_of_range")
    if not 0 <= setup_minutes <= MOST_SETUP:
        value = str(setup_minutes)
        raise InvalidInputError(field="setup_minutes", value=value, reason="out_of_range")
    values: dict[str, Any] = {
        "capacity": capacity, "setup_minutes": setup_minutes, "position": position,
    }  # fmt: skip
    found = uow.first(_SAME, resource_id=resource_id, kind=kind)
    if found is None:
        layout_id = uow.insert(LayoutRow, resource_id=resource_id, kind=kind, **values)
    else:
        layout_id = int(found[0])
        uow.update(LayoutRow, layout_id, **values)
    uow.record("room.layout_set", "resource", resource_id)
    return layout_id


def drop_layout(uow: UnitOfWork, layout_id: int) -> None:
    """A room is no longer set that way; bookings that asked for it keep their set-up time.

    Raises:
        NotFoundError: no such layout.
    """
    access.require(uow, "spaces.edit")
    before = uow.row(LayoutRow, layout_id)
    if before is None:
        raise NotFoundError(kind="layout", key=str(layout_id))
    uow.delete(LayoutRow, layout_id, before=before)
    uow.record("room.layout_dropped", "resource", before["resource_id"])
