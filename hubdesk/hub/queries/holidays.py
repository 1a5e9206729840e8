"""Reads of the house's holidays.

with hub.read() as session:
    holidays_between(session, date(2026, 1, 1), date(2026, 12, 31))
"""

from __future__ import annotations

from datetime import date

from sqlalchemy import bindparam, select

from hubdesk.hub.model import Holiday
from hubdesk.hub.tables import HolidayRow
from hubdesk.kernel.names import Names
from hubdesk.store.session import Session
from hubdesk.store.statements import Prepared
from hubdesk.store.types import Day

_BETWEEN = Prepared(
    select(
        HolidayRow.id, HolidayRow.day, HolidayRow.name_th, HolidayRow.name_en, HolidayRow.source
    )
    .where(
        HolidayRow.day >= bindparam("first", type_=Day),
        HolidayRow.day <= bindparam("last", type_=Day),
    )
    .order_by(HolidayRow.day)
)


def holidays_between(session: Session, first: date, last: date) -> tuple[Holiday, ...]:
    """The holidays of a span of days, both inclusive, ascending."""
    return tuple(
        Holiday(day, Names(name_th, name_en), source, number)
        for number, day, name_th, name_en, source in session.all(_BETWEEN, first=first, last=last)
    )
