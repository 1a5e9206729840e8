"""What a person does in the settings of rooms beyond their facts: layouts, hours, closures.

    save_layout(front, room_id, {"kind": "theatre", "capacity": 60, "setup_minutes": 30}, …)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.booking.model import Fate
from hubdesk.booking.service.closures import close_rooms
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.spaces import service as spaces
from hubdesk.spaces.model import ResourceLine
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.front import Front

Saved = Callable[[Any, Changes], None]
Failed = Callable[[KnownError], None]


def save_layout(
    front: Front, room_id: int, values: Mapping[str, Any], saved: Saved, failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Add a layout, or change the one of its kind."""
    front.write(
        lambda uow: spaces.set_layout(uow, room_id, **values), saved, owner=owner, failed=failed
    )


def drop_layout(front: Front, layout_id: int, saved: Saved, *, owner: QObject) -> None:
    """A room is no longer set that way."""
    front.write(lambda uow: spaces.drop_layout(uow, layout_id), saved, owner=owner)


def save_opening(
    front: Front, opening_id: int, values: Mapping[str, Any], saved: Saved, failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Change a row of opening hours, or add one (id 0)."""

    def action(uow: UnitOfWork) -> int:
        if not opening_id:
            return spaces.add_opening(uow, **values)
        spaces.change_opening(uow, opening_id, **values)
        return opening_id

    front.write(action, saved, owner=owner, failed=failed)


def drop_opening(front: Front, opening_id: int, saved: Saved, *, owner: QObject) -> None:
    """Remove a row of opening hours."""
    front.write(lambda uow: spaces.drop_opening(uow, opening_id), saved, owner=owner)


def reached(session: Session, line: ResourceLine, reach: str) -> list[int]:
    """Which resources a closure is about: ``one``, all rooms of its ``floor``, or the ``house``."""
    if reach == "one":
        return [line.id]
    return [
        place.id
        for place in resources(session)
        if place.active
        and place.kind == "room"
        and (reach == "house" or place.floor == line.floor)
    ]


def close(
    front: Front, line: ResourceLine, reach: str, times: tuple[datetime, datetime], reason: str,
    fates: Mapping[int, Fate], saved: Saved, failed: Failed, *, owner: QObject,
) -> None:  # fmt: skip
    """Close rooms from one wall time to another, and let each booking in the way meet its fate."""

    def action(uow: UnitOfWork) -> Sequence[int]:
        return close_rooms(uow, reached(uow, line, reach), *times, reason, fates)

    front.write(action, saved, owner=owner, failed=failed)
