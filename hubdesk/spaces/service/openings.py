"""Dated opening hours: of a room or all, a class or everybody, weekdays, a season.

add_opening(uow, open_minute=480, close_minute=1200, valid_from=date(2026, 1, 1))
add_opening(uow, weekdays={6}, valid_from=date(2026, 1, 1), reason="Sundays")   # closed
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

from hubdesk.access import service as access
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.spaces.opening import CLASSES, DAY_MINUTES
from hubdesk.spaces.tables import OpeningRow, ResourceRow
from hubdesk.store.session import UnitOfWork


def add_opening(
    uow: UnitOfWork,
    *,
    valid_from: date,
    valid_to: date | None = None,
    resource_id: int | None = None,
    org_class: str = "",
    weekdays: Collection[int] = (),
    open_minute: int | None = None,
    close_minute: int | None = None,
    reason: str = "",
) -> int:
    """Say when a room, or the house, is open; bookings are not re-checked.

    Args:
        valid_from, valid_to: days, inclusive; None = until further notice.
        resource_id: None = all.
        org_class: for whom; empty = everybody.
        weekdays: 0 = Monday; empty = every day.
        open_minute, close_minute: minutes of the local day; both None = closed.
        reason: the season's name.

    Returns:
        The row's id.

    Raises:
        NotFoundError: no such resource.
        InvalidInputError: the hours or the days are in the wrong order, or one alone is given.
    """
    access.require(uow, "spaces.edit")
    values = _checked({
        "resource_id": resource_id, "org_class": org_class, "weekdays": weekdays,
        "open_minute": open_minute, "close_minute": close_minute, "valid_from": valid_from,
        "valid_to": valid_to, "reason": reason,
    })  # fmt: skip
    _require_there(uow, resource_id)
    opening_id = uow.insert(OpeningRow, **values)
    uow.record("opening.added", "opening", opening_id)
    return opening_id


def change_opening(uow: UnitOfWork, opening_id: int, **changes: Any) -> bool:
    """Change a row; arguments as :func:`add_opening`.

    Returns:
        Whether anything differed.

    Raises:
        NotFoundError, InvalidInputError: as :func:`add_opening`, or no such row.
    """
    access.require(uow, "spaces.edit")
    before = _row(uow, opening_id)
    values = _checked({**before, "weekdays": _digits(before["weekdays"]), **changes})
    _require_there(uow, values["resource_id"])
    changed = {name: value for name, value in values.items() if before[name] != value}
    if changed:
        uow.update(OpeningRow, opening_id, before=before, **changed)
        uow.record("opening.changed", "opening", opening_id)
    return bool(changed)


def drop_opening(uow: UnitOfWork, opening_id: int) -> None:
    """Remove a row; what stands behind it counts again.

    Raises:
        NotFoundError: no such row.
    """
    access.require(uow, "spaces.edit")
    before = _row(uow, opening_id)
    uow.delete(OpeningRow, opening_id, before=before)
    uow.record("opening.dropped", "opening", opening_id)


def _row(uow: UnitOfWork, opening_id: int) -> dict[str, Any]:
    before = uow.row(OpeningRow, opening_id)
    if before is None:
        raise NotFoundError(kind="opening", key=str(opening_id))
    return before


def _digits(stored: str) -> set[int]:
    return {int(digit) for digit in stored}


def _require_there(uow: UnitOfWork, resource_id: int | None) -> None:
    if resource_id is not None and uow.row(ResourceRow, resource_id) is None:
        raise NotFoundError(kind="resource", key=str(resource_id))


def _checked(values: dict[str, Any]) -> dict[str, Any]:
    """Values as they are kept, or a refusal that names the field."""
    opens, closes = values["open_minute"], values["close_minute"]
    if (opens is None) != (closes is None):
        field = "open_minute" if opens is None else "close_minute"
        raise InvalidInputError(field=field, value="", reason="empty")
    if opens is not None and not 0 <= opens < closes <= DAY_MINUTES:
        value = str(closes)
        raise InvalidInputError(field="close_minute", value=value, reason="end_before_start")
    first, last = values["valid_from"], values["valid_to"]
    if last is not None and last < first:
        raise InvalidInputError(field="valid_to", value=str(last), reason="last_before_first")
    if values["org_class"] not in ("", *CLASSES):
        value = values["org_class"]
        raise InvalidInputError(field="org_class", value=value, reason="not_one_of")
    days = sorted(set(values["weekdays"]))
    if not set(days) <= set(range(7)):
        raise InvalidInputError(field="weekdays", value=str(days), reason="out_of_range")
    return {
        **{name: value for name, value in values.items() if name != "id"},
        "weekdays": "" if len(days) == 7 else "".join(map(str, days)),
        "reason": clean(values["reason"]),
    }
