"""The holidays of the house, as an editable table.

    add_holidays(uow, proposed_holidays("TH", (2027,)))
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from hubdesk.hub.model import Holiday
from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.hub.tables import HolidayRow
from hubdesk.kernel.errors import InvalidInputError, NotFoundError
from hubdesk.kernel.text import clean
from hubdesk.store.session import UnitOfWork


def add_holiday(
    uow: UnitOfWork, day: date, *, name_en: str = "", name_th: str = "", source: str = ""
) -> int:
    """Add one day.

    Args:
        source: the country it was proposed for; empty = the house's own.

    Returns:
        Its id.

    Raises:
        InvalidInputError: no name, or the day has a holiday already (``same_key_twice``).
    """
    values = _names(name_en, name_th)
    _require_free(uow, day)
    number = uow.insert(HolidayRow, day=day, source=clean(source), **values)
    uow.record("holiday.added", "holiday", number)
    return number


def add_holidays(uow: UnitOfWork, wanted: Iterable[Holiday]) -> int:
    """Add proposals in one step; days that have a holiday already keep it.

    Returns:
        How many were new.
    """
    by_day = {holiday.day: holiday for holiday in wanted}
    if not by_day:
        return 0
    known = {one.day for one in holidays_between(uow, min(by_day), max(by_day))}
    new = [holiday for day, holiday in sorted(by_day.items()) if day not in known]
    uow.insert_many(
        HolidayRow,
        [
            {
                "day": one.day, "name_en": clean(one.names.en), "name_th": clean(one.names.th),
                "source": one.source,
            }
            for one in new
        ],
    )  # fmt: skip
    if new:
        uow.record("holiday.added", "holiday")
    return len(new)


def change_holiday(
    uow: UnitOfWork, holiday_id: int, *, day: date, name_en: str, name_th: str
) -> None:
    """Change what a holiday is called, or its day.

    Raises:
        InvalidInputError: as :func:`add_holiday`.
        NotFoundError
    """
    before = uow.row(HolidayRow, holiday_id)
    if before is None:
        raise NotFoundError(kind="holiday", key=str(holiday_id))
    values = _names(name_en, name_th)
    if day != before["day"]:
        _require_free(uow, day)
    uow.update(HolidayRow, holiday_id, before=before, day=day, **values)
    uow.record("holiday.changed", "holiday", holiday_id)


def remove_holiday(uow: UnitOfWork, holiday_id: int) -> None:
    """Take a day out; series that left it out stay as they are.

    Raises:
        NotFoundError
    """
    before = uow.row(HolidayRow, holiday_id)
    if before is None:
        raise NotFoundError(kind="holiday", key=str(holiday_id))
    uow.delete(HolidayRow, holiday_id, before=before)
    uow.record("holiday.removed", "holiday", holiday_id)


def _names(name_en: str, name_th: str) -> dict[str, str]:
    names = {"name_en": clean(name_en), "name_th": clean(name_th)}
    if not any(names.values()):
        raise InvalidInputError(field="name", value="", reason="empty")
    return names


def _require_free(uow: UnitOfWork, day: date) -> None:
    if holidays_between(uow, day, day):
        raise InvalidInputError(field="day", value=day.isoformat(), reason="same_key_twice")
