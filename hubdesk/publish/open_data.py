"""The hub's open data: costs by month and pool, bookings by month and room, the rooms.

Neither people nor titles are in it, organisations only if they are named to it (see ``shares``),
and a group of fewer than ``LEAST`` organisations is left out, because a sum over one or two of them
tells what each did.  Costs are of
locked months only: they do not change any more.  Bookings are of months that are over: who meets
where tomorrow is nobody's business.

    tables = open_data(session, lambda month: month.year == 2026)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

from hubdesk.booking.queries import rows as bookings
from hubdesk.costs import queries as costs
from hubdesk.costs.model import Share
from hubdesk.costs.usage import BookedDate
from hubdesk.exchange.datapackage import Column, DataTable
from hubdesk.exchange.tables import Value
from hubdesk.hub.queries import settings
from hubdesk.kernel.money import format_minor
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.publish.shares import LEAST, MONTH, SERVICE_MONTH, Group, groups, tables
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session

_CENTS = Decimal("0.01")

#: Described in English, whoever writes the file: it is for readers anywhere.
DESCRIPTION = (
    "Shared costs and use of rooms of a house of civil-society organisations. "
    "Rule of three: groups of fewer than three organisations are left out, totals are sums of what "
    "is published, and an organisation is named only if it agreed; its share of a pool is told "
    "only where nobody or at least three others stay unnamed, so that no subtraction tells theirs."
)
_COSTS = (
    MONTH,
    SERVICE_MONTH,
    Column("pool", "string", "Code of the cost pool"),
    Column("driver", "string", "What the costs were shared by"),
    Column("allocable", "number", "Costs shared, net of VAT and of the pool's own income"),
    Column("currency", "string", "ISO 4217"),
    Column("organisations", "integer", "How many organisations shared them"),
)
_BOOKINGS = (
    MONTH,
    Column("room", "string", "Code of the room"),
    Column("bookings", "integer", "Dates that started in the month"),
    Column("hours", "number", "Their length together"),
)
_ROOMS = (
    Column("room", "string", "Code of the room"),
    Column("name_en", "string"),
    Column("name_th", "string"),
    Column("floor", "string", "Code of the floor"),
    Column("capacity", "integer", "People"),
    Column("area_m2", "number", "Square metres"),
)


def open_data(
    session: Session, wanted: Callable[[Month], bool], named: frozenset[str] = frozenset()
) -> tuple[DataTable, ...]:
    """The tables, rows in a fixed order.

    Args:
        wanted: which months to speak of.
        named: codes of the organisations that agreed to be named.
    """
    house = settings(session)
    this_month = Month.of(session.clock.now().astimezone(house.zone).date())
    rooms = [one for one in resources(session) if one.kind == "room"]
    locked = [one.month for one in ledger.periods(session) if one.state == "locked"]
    of_groups = groups(
        share for month in sorted(locked) if wanted(month) for share in costs.shares(session, month)
    )
    over = [
        month
        for month in _booked_months(session, house.zone)
        if month < this_month and wanted(month)
    ]
    dates = ((month, date) for month in over for date in costs.booked_dates(session, month))
    return (
        _bookings_table(booking_rows(dates, {room.id: room.code for room in rooms})),
        _costs_table(cost_rows(of_groups, house.currency, house.digits)),
        _rooms_table(rooms),
        *tables(of_groups, named, house.currency, house.digits),
    )


def cost_rows(
    of_groups: Mapping[Group, Sequence[Share]], currency: str, digits: int
) -> list[tuple[Value, ...]]:
    """Rows of ``costs.csv`` out of everybody's shares, small groups left out already."""
    return [
        (str(month), str(of_month), pool, driver, format_minor(minor, digits), currency,
         len({one.org_id for one in shares}))
        for (month, of_month, pool, driver, minor), shares in of_groups.items()
    ]  # fmt: skip


def booking_rows(
    dates: Iterable[tuple[Month, BookedDate]], rooms: dict[int, str]
) -> list[tuple[Value, ...]]:
    """Rows of ``bookings.csv`` out of dates and the month each starts in.

    Args:
        rooms: resource id → code; dates of other resources do not count.
    """
    groups: dict[tuple[Month, str], list[BookedDate]] = defaultdict(list)
    for month, date in dates:
        if date.resource_id in rooms:
            groups[month, rooms[date.resource_id]].append(date)
    return [
        (str(month), room, len(found), _hours(sum(date.minutes for date in found)))
        for (month, room), found in sorted(groups.items())
        if len({date.org_id for date in found}) >= LEAST
    ]


def _booked_months(session: Session, zone: ZoneInfo) -> list[Month]:
    days = {datetime.fromtimestamp(row[5], zone).date() for row in bookings.booking_rows(session)}
    return sorted({Month.of(day) for day in days})


def _hours(minutes: int) -> Decimal:
    return (Decimal(minutes) / 60).quantize(_CENTS)


def _area(area: Fraction | None) -> Decimal | None:
    if area is None:
        return None
    return (Decimal(area.numerator) / area.denominator).quantize(_CENTS)


def _costs_table(rows: list[tuple[Value, ...]]) -> DataTable:
    about = "Costs of locked months that were shared, by month and pool"
    return DataTable("costs", about, _COSTS, ("month", "service_month", "pool"), tuple(rows))


def _bookings_table(rows: list[tuple[Value, ...]]) -> DataTable:
    about = "Bookings of months that are over, by month and room"
    refers = (("room", "rooms", "room"),)
    return DataTable("bookings", about, _BOOKINGS, ("month", "room"), tuple(rows), refers)


def _rooms_table(rooms: list[Resource]) -> DataTable:
    rows: list[tuple[Value, ...]] = [
        (one.code, one.names.en, one.names.th, one.floor, one.capacity, _area(one.area_m2))
        for one in sorted(rooms, key=lambda one: one.code)
    ]
    return DataTable("rooms", "The rooms that can be booked", _ROOMS, ("room",), tuple(rows))
