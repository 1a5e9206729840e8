"""A small house with money for a test: three tenants, a guest, and short ways to enter things.

books = Books.open(tmp_path)
books.bill("rent", 300_00, driver="seats", vat="exempt")
books.close("2026-10")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from fractions import Fraction
from pathlib import Path
from typing import Any, Protocol

from hubdesk.billing import queries as billing
from hubdesk.billing.model import Document
from hubdesk.billing.service import add_payment, set_opening_balance
from hubdesk.booking.model import BookingRequest, Wanted
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub, create_hub, open_hub
from hubdesk.costs import queries as costs
from hubdesk.costs.model import Share
from hubdesk.costs.service import add_bill, add_direct_charge, add_income
from hubdesk.kernel.clock import FixedClock
from hubdesk.kernel.month import Month
from hubdesk.ledger import queries as ledger
from hubdesk.month.model import CloseResult
from hubdesk.month.service import close, reopen
from hubdesk.orgs.service import add_organisation, set_occupancy
from hubdesk.spaces.service import add_room

#: The house's people look at October from the fifth of November.
NOW = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


class Lender(Protocol):
    """An engine of the integration tests."""

    @property
    def copy_of(self) -> Callable[[str, Callable[[str], Any]], tuple[str, Any]]: ...


@dataclass(slots=True)
class Books:
    """A hub whose tenants are ANT (3 seats), BEE (2) and CAT (1); DOG is a guest from outside.

    Attributes:
        hub: it, with ``hub.database.clock`` standing at ``NOW``.
        orgs: organisation code → id.
    """

    hub: Hub
    orgs: dict[str, int] = field(default_factory=dict)
    _numbers: int = 0

    @classmethod
    def open(cls, folder: Path, **settings: Any) -> Books:
        """The house as a file in a folder."""
        return cls.at(str(folder / "books.hubdesk"), **settings)

    @classmethod
    def on(cls, engine: Lender) -> Books:
        """The house on either engine: a copy of one that is made once."""

        def make(place: str) -> dict[str, int]:
            made = cls.at(place)
            made.hub.close()
            return made.orgs

        location, orgs = engine.copy_of("books", make)
        return cls(open_hub(location, clock=FixedClock(NOW)), orgs)

    @classmethod
    def at(cls, location: str, **settings: Any) -> Books:
        """The house at a place where no hub is yet, on either engine."""
        books = cls(create_hub(location, name_en="Test House", clock=FixedClock(NOW), **settings))
        for code, seats in (("ANT", 3), ("BEE", 2), ("CAT", 1)):
            books.tenant(code, seats=seats)
        with books.hub.write() as uow:
            books.orgs["DOG"] = add_organisation(
                uow, code="DOG", name_en="Guest", org_class="outside"
            )
        return books

    def tenant(
        self,
        code: str,
        *,
        seats: int = 0,
        headcount: int | None = None,
        area_m2: Fraction = Fraction(0),
        since: date = date(2026, 1, 1),
        until: date | None = None,
    ) -> int:
        """An organisation, if it is new, with its values from a day on."""
        with self.hub.write() as uow:
            if code not in self.orgs:
                self.orgs[code] = add_organisation(uow, code=code, name_en=f"The {code}")
            set_occupancy(
                uow, self.orgs[code], since, until, seats=seats,
                headcount=seats if headcount is None else headcount, area_m2=area_m2,
            )  # fmt: skip
        return self.orgs[code]

    def bill(
        self,
        pool: str,
        net_minor: int,
        *,
        of: str = "2026-10",
        driver: str | None = "seats",
        vat: str = "7",
        month: str | None = None,
        number: str | None = None,
    ) -> int:
        """A bill for the whole of a month."""
        self._numbers += 1
        service = Month.parse(of)
        with self.hub.write() as uow:
            return add_bill(
                uow,
                supplier="Supplier",
                number=number or f"N-{self._numbers}",
                date=service.last_day,
                service_from=service.first_day,
                service_to=service.last_day,
                pool=pool,
                driver=driver,
                net_minor=net_minor,
                vat_rate=vat,
                month=None if month is None else Month.parse(month),
            )

    def income(self, pool: str, amount_minor: int, *, on: date = date(2026, 10, 12)) -> int:
        with self.hub.write() as uow:
            return add_income(
                uow, date=on, description="Hire", pool=pool, amount_minor=amount_minor
            )

    def direct(
        self, org: str, net_minor: int, *, on: date = date(2026, 10, 31), vat: str = "7"
    ) -> int:
        with self.hub.write() as uow:
            return add_direct_charge(
                uow, date=on, org=org, description="Phone", net_minor=net_minor, vat_rate=vat
            )

    def pay(self, org: str, amount_minor: int, *, on: date = date(2026, 11, 3)) -> int:
        with self.hub.write() as uow:
            return add_payment(uow, org=org, date=on, amount_minor=amount_minor, reference="tr")

    def opening(self, org: str, amount_minor: int) -> None:
        with self.hub.write() as uow:
            set_opening_balance(uow, org=org, date=date(2026, 9, 30), amount_minor=amount_minor)

    def room(self, code: str) -> int:
        with self.hub.write() as uow:
            return add_room(uow, code=code, name_en=f"Room {code}", capacity=10)

    def book(
        self, org: str, room_id: int, day: int, hour: int, hours: float, *, title: str = ""
    ) -> int:
        """A booking in October, wall time of the house; its id."""
        starts = datetime(2026, 10, day, hour)  # noqa: DTZ001 - wall time is naive
        with self.hub.write() as uow:
            booked = book(
                uow,
                BookingRequest(
                    org_id=self.orgs[org],
                    wanted=(Wanted(room_id),),
                    starts=starts,
                    ends=starts + timedelta(hours=hours),
                    title=title,
                    private=True,
                ),
            )
        assert booked.booking_id is not None
        return booked.booking_id

    def close(self, month: str = "2026-10", *, soft: bool = False) -> CloseResult:
        with self.hub.write() as uow:
            return close(uow, Month.parse(month), soft=soft)

    def reopen(self, month: str = "2026-10", *, until: date = date(2026, 11, 10)) -> None:
        with self.hub.write() as uow:
            reopen(uow, Month.parse(month), reason="wrong bill", until=until)

    def shares(self, month: str = "2026-10") -> list[Share]:
        with self.hub.read() as session:
            return list(costs.costs_of(session, Month.parse(month)).shares)

    def amounts(self, pool: str, month: str = "2026-10") -> dict[str, int]:
        """Organisation → its share of a pool, late ones included."""
        found: dict[str, int] = {}
        for share in self.shares(month):
            if share.pool == pool:
                found[share.org] = found.get(share.org, 0) + share.amount_minor
        return found

    def statements(self, month: str = "2026-10") -> dict[str, Document]:
        with self.hub.read() as session:
            return {one.org: one for one in billing.statements(session, Month.parse(month))}

    def trial_balance(self) -> dict[str, int]:
        """Account → balance, zeros left out."""
        with self.hub.read() as session:
            return {
                one.account: one.amount_minor
                for one in ledger.trial_balance(session)
                if one.amount_minor
            }

    def sql(self, statement: str) -> list[tuple[Any, ...]]:
        """Run SQL by hand, past every service."""
        with self.hub.database.write(actor="hand", source="test") as uow:
            cursor = uow.connection.exec_driver_sql(statement)
            return [tuple(row) for row in cursor] if cursor.returns_rows else []
