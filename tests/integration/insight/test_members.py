"""The list of organisations and what is read of one of them, on both engines."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from hubdesk.billing import queries as billing
from hubdesk.booking.model import BookingRequest
from hubdesk.booking.model import Wanted as Wish
from hubdesk.booking.queries.of_org import dates_of_org, uses_of_org
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub
from hubdesk.costs import queries as costs
from hubdesk.insight.model import Member, Wanted
from hubdesk.insight.queries.account import account_of
from hubdesk.insight.queries.members import members
from hubdesk.insight.queries.past import changes_of_org
from hubdesk.kernel.month import Month
from hubdesk.orgs.service import add_organisation, end_stay, update_organisation
from hubdesk.spaces.queries import list_resources
from hubdesk.spaces.service import add_room
from tests.support.books import Books

ZONE = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 11, 5, 3, 0, tzinfo=UTC)


@pytest.fixture
def books(engine: Any) -> Iterator[Books]:
    """ANT, BEE, CAT and DOG with an October that is closed; FIG, which left; Thai names."""
    found = Books.on(engine)
    found.bill("rent", 600_00, vat="exempt")
    found.close()
    found.pay("ANT", 100_00)
    names = {"ANT": "เก", "BEE": "กา", "CAT": "ไก", "DOG": "ข"}
    for code, name in names.items():
        with found.hub.write() as uow:
            update_organisation(uow, found.orgs[code], name_th=name)
    with found.hub.write() as uow:
        found.orgs["FIG"] = add_organisation(uow, code="FIG", name_en="Fig", org_class="partner")
    with found.hub.write() as uow:
        end_stay(uow, found.orgs["FIG"], date(2026, 11, 4))
    yield found
    found.hub.close()


def _book(books: Books, org: str, room: int, starts: datetime, hours: int = 1, **more: Any) -> None:
    request = BookingRequest(
        books.orgs[org], (Wish(room),), starts, starts + timedelta(hours=hours), **more
    )
    with books.hub.write() as uow:
        book(uow, request)


def _room(books: Books) -> int:
    with books.hub.write() as uow:
        return add_room(uow, code="R9", name_en="Nine", name_th="เก้า", capacity=9)


def _listed(hub: Hub, wanted: Wanted, **page: int) -> tuple[list[Member], int]:
    with hub.read() as session:
        return members(session, wanted, at=NOW, zone=ZONE, **page)


def _codes(hub: Hub, **wanted: Any) -> list[str]:
    return [one.code for one in _listed(hub, Wanted(**wanted))[0]]


def test_every_column_sorts_and_ties_stay_by_code(books: Books) -> None:
    room = _room(books)
    for hour in (9, 10, 11):
        _book(books, "CAT", room, datetime(2026, 11, 6, hour))  # noqa: DTZ001  wall time
    _book(books, "ANT", room, datetime(2026, 11, 7, 9))  # noqa: DTZ001
    hub = books.hub
    assert _codes(hub) == ["ANT", "BEE", "CAT", "DOG"]
    assert _codes(hub, descending=True) == ["DOG", "CAT", "BEE", "ANT"]
    assert _codes(hub, sort="name", lang="th") == ["BEE", "ANT", "CAT", "DOG"]
    assert _codes(hub, sort="seats", descending=True) == ["ANT", "BEE", "CAT", "DOG"]
    assert _codes(hub, sort="headcount")[0] == "DOG"
    areas = [one.area_m2 for one in _listed(hub, Wanted(sort="area"))[0]]
    assert areas == sorted(areas)
    assert _codes(hub, sort="bookings", descending=True)[:2] == ["CAT", "ANT"]
    classes = [one.org_class for one in _listed(hub, Wanted(sort="class"))[0]]
    assert classes == sorted(classes)
    owed = [one.balance_minor for one in _listed(hub, Wanted(sort="balance"))[0]]
    assert owed == sorted(owed)
    assert owed[-1] > 0


def test_pages_are_cut_after_sorting(books: Books) -> None:
    for wanted in (Wanted(), Wanted(sort="name"), Wanted(sort="balance", descending=True)):
        whole, total = _listed(books.hub, wanted)
        assert total == 4
        parts = [_listed(books.hub, wanted, offset=at, limit=2)[0] for at in (0, 2)]
        assert parts[0] + parts[1] == whole


def test_text_class_and_state_narrow(books: Books) -> None:
    hub = books.hub
    with hub.write() as uow:
        update_organisation(uow, books.orgs["BEE"], name_en="100% Bee_s", tax_id="0994000165501")
    assert _codes(hub, text="100% bee") == ["BEE"]
    assert _codes(hub, text="099400") == ["BEE"]
    assert _codes(hub, text="e_s") == ["BEE"]
    assert _codes(hub, text="b_e") == []
    assert _codes(hub, text="เก") == ["ANT"]
    assert _codes(hub, text="nothing such") == []
    assert _codes(hub, state="left") == ["FIG"]
    assert _codes(hub, state="all", org_class="partner") == ["FIG"]
    (fig,) = _listed(hub, Wanted(state="left"))[0]
    assert (fig.here, fig.left_on, fig.place) == (False, date(2026, 11, 4), 4)


def test_an_account_says_what_is_open_of_which_document(books: Books) -> None:
    with books.hub.read() as session:
        account = account_of(session, books.orgs["ANT"])
        nothing = account_of(session, books.orgs["FIG"])
    (statement,), (payment,) = account.documents, account.payments
    assert statement.total_minor == 300_00
    assert payment.amount_minor == 100_00
    assert statement.open_minor == account.balance_minor == 200_00
    assert (nothing.balance_minor, nothing.documents, nothing.payments) == (0, (), ())


def test_dates_of_an_organisation_ahead_and_past(books: Books) -> None:
    room = _room(books)
    _book(books, "ANT", room, datetime(2026, 11, 6, 9), title="Budget day")  # noqa: DTZ001
    _book(books, "ANT", room, datetime(2026, 11, 7, 9), title="Secret", private=True)  # noqa: DTZ001
    _book(books, "BEE", room, datetime(2026, 11, 8, 9))  # noqa: DTZ001
    later = datetime(2026, 11, 6, 12, tzinfo=UTC)
    with books.hub.read() as session:
        ahead, count = dates_of_org(session, books.orgs["ANT"], at=later, ahead=True)
        past, _ = dates_of_org(session, books.orgs["ANT"], at=later, ahead=False)
        found, _ = dates_of_org(session, books.orgs["ANT"], at=NOW, ahead=True, text="budget")
        secret, _ = dates_of_org(session, books.orgs["ANT"], at=NOW, ahead=True, text="secret")
        backwards, _ = dates_of_org(
            session, books.orgs["ANT"], at=NOW, ahead=True, sort="title", descending=True
        )
        uses = uses_of_org(session, books.orgs["ANT"], NOW, NOW + timedelta(days=9))
    assert ([one.title for one in ahead], count) == (["Secret"], 1)
    assert [one.title for one in past] == ["Budget day"]
    assert [one.title for one in found] == ["Budget day"]
    assert secret == []
    assert [one.title for one in backwards] == ["Secret", "Budget day"]
    assert [(one.kind, one.resource) for one in uses] == [("room", "R9")] * 2


def test_the_past_of_an_organisation_is_its_own(books: Books) -> None:
    room = _room(books)
    _book(books, "ANT", room, datetime(2026, 11, 6, 9), title="Budget day")  # noqa: DTZ001
    _book(books, "BEE", room, datetime(2026, 11, 7, 9), title="Honey")  # noqa: DTZ001
    with books.hub.read() as session:
        past = changes_of_org(session, books.orgs["ANT"])
        older = changes_of_org(session, books.orgs["ANT"], before=past[0].seq, limit=2)
    assert [one.action for one in past[:3]] == [
        "booking.booked", "organisation.changed", "payment.added",
    ]  # fmt: skip
    assert {image.kind for image in past[0].images} == {"booking", "occurrence"}
    (renamed,) = past[1].images
    assert (renamed.before or {}).get("name_th") is None
    assert (renamed.after or {})["name_th"] == "เก"
    assert older == past[1:3]
    assert all("Honey" not in str(one.images) for one in past)


@pytest.mark.parametrize(
    "typed", ["ก" * 32_000, "a " * 5_000, "\x00", "\ud800", "%", "' OR 1=1 --"]
)
def test_whatever_is_pasted_into_a_list_s_search_is_only_sought(books: Books, typed: str) -> None:
    with books.hub.read() as session:
        members(session, Wanted(text=typed), at=NOW, zone=ZONE)
        members(session, Wanted(text=typed, sort="balance"), at=NOW, zone=ZONE)
        dates_of_org(session, books.orgs["ANT"], at=NOW, ahead=True, text=typed)
        costs.list_bills(session, Month(2026, 10), text=typed)
        billing.list_payments(session, text=typed)
        list_resources(session, text=typed)
