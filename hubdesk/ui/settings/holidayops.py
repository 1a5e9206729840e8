"""What a person does with the holidays of the house, one thin function an action.

    add(front, {"day": date(2027, 4, 13), "name_en": "Songkran"}, saved, failed, owner=section)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from hubdesk.access import service as access
from hubdesk.hub.proposals import proposed_holidays
from hubdesk.hub.service import add_holiday, add_holidays, change_holiday, remove_holiday
from hubdesk.store.session import UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.settings.ops import Failed, Saved


def add(
    front: Front, values: Mapping[str, Any], saved: Saved, failed: Failed, *, owner: QObject
) -> None:
    """Add a day of the house's own."""
    _write(front, lambda uow: add_holiday(uow, **values), saved, failed, owner)


def change(
    front: Front, holiday_id: int, values: Mapping[str, Any], saved: Saved, failed: Failed, *,
    owner: QObject,
) -> None:  # fmt: skip
    """Change a holiday's day or names."""
    _write(front, lambda uow: change_holiday(uow, holiday_id, **values), saved, failed, owner)


def remove(front: Front, holiday_id: int, saved: Saved, *, owner: QObject) -> None:
    """Take a holiday out."""
    _write(front, lambda uow: remove_holiday(uow, holiday_id), saved, None, owner)


def propose(front: Front, country: str, year: int, saved: Saved, *, owner: QObject) -> None:
    """Add the public holidays of a country's year; days that have one already keep it."""
    _write(
        front, lambda uow: add_holidays(uow, proposed_holidays(country, (year,))), saved, None,
        owner,
    )  # fmt: skip


def _write(
    front: Front, action: Callable[[UnitOfWork], Any], saved: Saved, failed: Failed | None,
    owner: QObject,
) -> None:  # fmt: skip
    def whole(uow: UnitOfWork) -> Any:
        access.require(uow, "hub.settings")
        return action(uow)

    front.write(whole, saved, owner=owner, failed=failed)
