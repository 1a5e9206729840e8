"""What a writing connection remembers of the house is never older than the house."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import hubdesk
from hubdesk.booking.errors import OrganisationInactiveError, ResourceInactiveError
from hubdesk.booking.service import book
from hubdesk.booking.service.book import require_active
from hubdesk.bootstrap import Hub, open_hub, verify
from hubdesk.costs.service import following
from hubdesk.orgs.service import update_organisation
from hubdesk.outbox.queries import enabled_mail
from hubdesk.spaces import service as spaces
from hubdesk.spaces.queries import bookable
from hubdesk.store.session import UnitOfWork
from tests.support.counting import counted
from tests.support.hub import House, at, book_room, request_for


@pytest.fixture
def other(hub: Hub, house: House) -> Iterator[Hub]:
    """The same house on somebody else's desk."""
    opened = open_hub(hub.location, clock=hub.database.clock)
    yield opened
    opened.close()


def test_what_another_desk_changes_counts_at_once(hub: Hub, other: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9))
    with other.write() as uow:
        update_organisation(uow, house.orgs["ACT"], active=False)
    with pytest.raises(OrganisationInactiveError):
        book_room(hub, house, "R1", at(5, 11))
    with other.write() as uow:
        update_organisation(uow, house.orgs["ACT"], active=True)
        spaces.update_resource(uow, house.rooms["R1"], active=False)
    with pytest.raises(ResourceInactiveError):
        book_room(hub, house, "R1", at(5, 11))
    assert book_room(hub, house, "R2", at(5, 11)).dates[0].outcome == "booked"


def test_what_one_changes_oneself_counts_within_the_unit_of_work(hub: Hub, house: House) -> None:
    book_room(hub, house, "R1", at(5, 9))
    with hub.write() as uow:
        update_organisation(uow, house.orgs["ACT"], active=False)
        with pytest.raises(OrganisationInactiveError):
            book(uow, request_for(house, "R1", at(5, 11)))
    with pytest.raises(OrganisationInactiveError):
        book_room(hub, house, "R1", at(5, 11))


class _ChangedMyMindError(Exception):
    pass


def test_what_was_taken_back_is_not_remembered(hub: Hub, house: House) -> None:
    org_id = house.orgs["ACT"]
    with pytest.raises(_ChangedMyMindError), hub.write() as uow:
        update_organisation(uow, org_id, name_en="Another", active=False)
        _refused(uow, org_id)
        raise _ChangedMyMindError
    book_room(hub, house, "R1", at(5, 9))
    with hub.write() as uow:
        with pytest.raises(_ChangedMyMindError), uow.part():
            update_organisation(uow, org_id, active=False)
            _refused(uow, org_id)
            raise _ChangedMyMindError
        assert require_active(uow, org_id).org == "ACT"
    assert not verify(hub).findings


def _refused(uow: UnitOfWork, org_id: int) -> None:
    with pytest.raises(OrganisationInactiveError):
        require_active(uow, org_id)


def test_the_chain_of_the_history_goes_on_from_where_others_left_it(
    hub: Hub, other: Hub, house: House
) -> None:
    for hour in range(8, 18):
        desk = hub if hour % 3 else other
        book_room(desk, house, "R1", at(5, hour))
        with pytest.raises(_ChangedMyMindError), hub.write() as uow:
            book(uow, request_for(house, "R2", at(6, hour)))
            raise _ChangedMyMindError
    assert not verify(hub).findings


def test_the_second_booking_asks_for_less(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    counts = []
    for hour in (9, 11):
        with counted(monkeypatch) as texts, hub.write() as uow:
            book(uow, request_for(house, "R1", at(5, hour)))
        counts.append(len(texts))
    first, second = counts
    assert second <= first - 4 if hub.database.dialect == "sqlite" else second == first


#: Every query of the program whose answer is remembered, with a question for it.
_QUESTIONS: dict[str, tuple[Callable[..., Any], dict[str, object]]] = {
    "require_active": (require_active, {"org_id": 0}),
    "bookable": (bookable, {"resource_id": 0, "org_id": 0, "layout": "theatre"}),
    "enabled_mail": (enabled_mail, {}),
    "_last_closed": (following._last_closed, {}),
}


def test_each_answer_says_from_which_tables_it_was_read(
    hub: Hub, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    with hub.write() as uow:
        spaces.set_layout(uow, house.rooms["R1"], "theatre", capacity=20)
        spaces.add_opening(
            uow, valid_from=date(2026, 1, 1), resource_id=house.rooms["R1"],
            open_minute=480, close_minute=1200,
        )  # fmt: skip
    for read, more in _QUESTIONS.values():
        ids = {"resource_id": house.rooms["R1"], "org_id": house.orgs["ACT"]}
        with counted(monkeypatch) as texts, hub.write() as uow:
            uow.kept = None
            read(uow, **{name: ids.get(name, value) for name, value in more.items()})
        named = {name for text in texts for name in re.findall(r"(?:FROM|JOIN) (\w+)", text)}
        assert named
        assert named <= read.__dict__["read_from"], read.__name__


def test_no_other_answer_is_remembered() -> None:
    root = Path(hubdesk.__file__).parent
    found = [
        name
        for path in root.rglob("*.py") if path.name != "kept.py"
        for name in re.findall(r"@steady\([^)]*\)[^@]*?\bdef (\w+)", path.read_text("utf-8"))
    ]  # fmt: skip
    assert sorted(found) == sorted(_QUESTIONS)
