"""Waiting for one's turn at dates, so that two people do not settle the same one at once.

On SQLite one writer runs at a time and nothing is waited for.  On PostgreSQL the units that the
dates hold are taken in order, and the dates are read again: somebody may have been faster.

    date = fresh(uow, [12])[0]
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from hubdesk.booking.queries.targets import needs_of_dates, rows_of
from hubdesk.store.session import UnitOfWork


def fresh(uow: UnitOfWork, occurrence_ids: Iterable[int]) -> list[dict[str, Any]]:
    """Rows of dates as they stand when it is this unit of work's turn; unknown ids are left out."""
    ids = list(occurrence_ids)
    dates = rows_of(uow, ids)
    if uow.dialect.name == "sqlite" or not dates:
        return dates
    needs = needs_of_dates(uow, dates)
    uow.lock_units(unit for kept in needs.values() for need in kept for unit in need.room.unit_ids)
    return rows_of(uow, ids)


def still(uow: UnitOfWork, dates: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The same for rows that this unit of work has read: on SQLite they stand as they are."""
    return dates if uow.dialect.name == "sqlite" else fresh(uow, [date["id"] for date in dates])
