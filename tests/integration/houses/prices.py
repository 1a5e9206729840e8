"""A house of FIELD.md with its prices, and short ways to book, cancel and look at what it costs.

shop = Shop(Books.open(tmp_path))
shop.rule("hall", {"hour_minor": 15_00}, room="HALL")
shop.cost("DOG", "HALL", 12, 9, 11) == 30_00
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hubdesk.booking.model import BookingRequest, Target, Wanted
from hubdesk.booking.service import book
from hubdesk.booking.service.states import cancel
from hubdesk.costs.queries import quote_for
from hubdesk.costs.queries.hours import Hours, hours_of
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.rules.quoting import Quote
from hubdesk.rules.service import set_price_rule
from hubdesk.rules.tariff import tariff_from
from hubdesk.spaces.service import add_room
from tests.support.books import Books

ZONE = ZoneInfo("Asia/Bangkok")
NOVEMBER = Month(2026, 11)
SINCE = date(2026, 11, 1)


def at(day: int, hour: float) -> datetime:
    """A moment of November on the house's wall clock."""
    return datetime(2026, 11, day, tzinfo=ZONE) + timedelta(hours=hour)


@dataclass(slots=True)
class Shop:
    """The house's people look at November from the fifth of it."""

    books: Books
    rooms: dict[str, int] = field(default_factory=dict)

    def room(self, *codes: str, parts: tuple[str, ...] = ()) -> None:
        with self.books.hub.write() as uow:
            for code in codes:
                self.rooms[code] = add_room(
                    uow, code=code, name_en=f"Room {code}", capacity=20,
                    parts=tuple(self.rooms[part] for part in parts),
                )  # fmt: skip

    def rule(self, code: str, terms: dict[str, Any], *, room: str | None = None,
             of: str = "", since: date = SINCE, **more: Any) -> None:  # fmt: skip
        with self.books.hub.write() as uow:
            set_price_rule(
                uow, code, name_en=code, tariff=tariff_from(terms), vat_rate="7",
                valid_from=since, org_class=of,
                resource_id=None if room is None else self.rooms[room], **more,
            )  # fmt: skip

    def quote(self, org: str, rooms: str, day: int, start: float, end: float) -> Quote:
        wanted = [(self.rooms[code], 1) for code in rooms.split("+")]
        with self.books.hub.read() as session:
            return quote_for(session, self.books.orgs[org], wanted, at(day, start), at(day, end))

    def cost(self, org: str, rooms: str, day: int, start: float, end: float) -> int:
        """What a date would cost, net."""
        return self.quote(org, rooms, day, start, end).net_minor

    def book(self, org: str, rooms: str, day: int, start: float, end: float, **more: Any) -> int:
        with self.books.hub.write() as uow:
            booked = book(uow, BookingRequest(
                self.books.orgs[org],
                tuple(Wanted(self.rooms[code]) for code in rooms.split("+")),
                at(day, start), at(day, end), **more,
            ))  # fmt: skip
        assert booked.booking_id is not None
        return booked.booking_id

    def cancel(self, booking_id: int, when: datetime) -> None:
        """Cancel as if it were then."""
        clock = self.books.hub.database.clock
        self.books.hub.database.clock = FixedClock(when.astimezone(UTC))
        try:
            with self.books.hub.write() as uow:
                cancel(uow, Target(booking_id=booking_id))
        finally:
            self.books.hub.database.clock = clock

    def hours(self, org: str, month: Month = NOVEMBER) -> Hours:
        with self.books.hub.read() as session:
            return hours_of(session, self.books.orgs[org], month)

    def owed(self, org: str) -> int:
        """What the dates of November come to, net."""
        return self.hours(org).overage_minor
