"""What a person does on the page Settings, one thin function an action.

    save_settings(front, {"phone": "02 123 4567"}, saved, failed, owner=section)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.access import service as access
from hubdesk.booking.service.closures import lift_closure
from hubdesk.hub.service import set_logo, update_settings
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.rules.service import set_rate
from hubdesk.spaces import service as spaces
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.imports import read_bytes

Saved = Callable[[Any, Changes], None]
Failed = Callable[[KnownError], None]


def save_settings(
    front: Front, values: Mapping[str, Any], saved: Saved, failed: Failed, *, owner: QObject
) -> None:
    """Change settings of the hub."""

    def action(uow: UnitOfWork) -> None:
        access.require(uow, "hub.settings")
        update_settings(uow, **values)

    front.write(action, saved, owner=owner, failed=failed)


def save_logo(front: Front, path: Path | None, saved: Saved, *, owner: QObject) -> None:
    """Take a picture for the letterhead, or none."""

    def action(uow: UnitOfWork) -> None:
        access.require(uow, "hub.settings")
        if path is None:
            set_logo(uow, "", b"")
        else:
            set_logo(uow, path.name, read_bytes(path))

    front.write(action, saved, owner=owner)


def save_resource(
    front: Front, resource_id: int, kind: str, values: Mapping[str, Any],
    saved: Saved, failed: Failed, *, owner: QObject,
) -> None:  # fmt: skip
    """Change a resource, or add one (id 0)."""

    def action(uow: UnitOfWork) -> int:
        fields = dict(values)
        floor, count = fields.pop("floor", None), fields.pop("count", None)
        if floor is not None:
            fields["floor_id"] = spaces.floor_of(uow, floor) if floor else None
        if not resource_id:
            return _add(uow, kind, fields, count)
        if fields:
            spaces.update_resource(uow, resource_id, **fields)
        if count is not None:
            spaces.set_count(uow, resource_id, count)
        return resource_id

    front.write(action, saved, owner=owner, failed=failed)


def _add(uow: UnitOfWork, kind: str, fields: dict[str, Any], count: int | None) -> int:
    if kind == "equipment":
        return spaces.add_equipment(uow, count=count or 1, **fields)
    if kind == "desk":
        return spaces.add_desk(uow, **fields)
    return spaces.add_room(uow, **fields)


def open_resource(front: Front, closure_id: int, saved: Saved, *, owner: QObject) -> None:
    """Lift a closure."""
    front.write(lambda uow: lift_closure(uow, closure_id), saved, owner=owner)


def save_rate(
    front: Front, org_class: str, resource_id: int | None, hour_minor: int, free_minutes: int,
    vat_rate: str, valid_from: date, saved: Saved, failed: Failed, *, owner: QObject,
) -> None:  # fmt: skip
    """Give a class a new price from a day on."""
    front.write(
        lambda uow: set_rate(
            uow, org_class, hour_minor=hour_minor, vat_rate=vat_rate, valid_from=valid_from,
            free_minutes=free_minutes, resource_id=resource_id,
        ),
        saved, owner=owner, failed=failed,
    )  # fmt: skip


def add_user(
    front: Front, login: str, name: str, role: str, saved: Saved, failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Let somebody in."""
    front.write(
        lambda uow: access.add_user(uow, login, name=name, role=role), saved, owner=owner,
        failed=failed,
    )  # fmt: skip
