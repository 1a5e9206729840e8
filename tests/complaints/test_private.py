"""Private titles: what users of other systems complain about, each complaint a test.

A title that is marked private shows up somewhere after all (MRBS #2789).
"""

from __future__ import annotations

import dataclasses
from datetime import UTC, datetime

import pytest

from hubdesk.booking.doors import whats_on
from hubdesk.booking.errors import RoomTakenError
from hubdesk.booking.queries.day_sheet import day_sheet
from hubdesk.booking.queries.doors import house_day
from hubdesk.bootstrap import Hub
from hubdesk.search.queries import search
from tests.support.hub import House, at, book_room, set_clock

TITLE = "Meeting of the whistle-blowers"
NINE = datetime(2026, 12, 1, 2, 0, tzinfo=UTC)


def everything(value: object) -> str:
    """All that a frozen value holds, as text."""
    return repr(dataclasses.asdict(value)) if dataclasses.is_dataclass(value) else repr(value)  # type: ignore[arg-type]


def test_a_private_title_is_neither_on_a_door_nor_in_the_foyer(hub: Hub, house: House) -> None:
    """MRBS #2789: private titles are shown on displays; here they are not even read."""
    book_room(hub, house, "R1", at(1, 9, month=12), title=TITLE, private=True, project="P-77")
    book_room(hub, house, "R2", at(1, 9, month=12), title="Open day", org="BUD")
    set_clock(hub, NINE)
    with hub.glance() as glance:
        day = house_day(glance)
    assert "Open day" in everything(day)
    assert "BUD" in everything(whats_on(day, NINE))
    (date,) = day.dates[house.rooms["R1"]]
    assert date.private
    assert (date.title, date.org, date.org_names.en, date.hue) == ("", "", "", -1)
    shown = everything(dataclasses.replace(day, orgs=()))
    for secret in (TITLE, "Anti-Corruption Trust", "P-77"):
        assert secret not in shown


def test_a_private_title_is_not_on_the_mornings_list(hub: Hub, house: House) -> None:
    """MRBS #2789, on paper: the day sheet hangs where everybody passes."""
    book_room(hub, house, "R1", at(1, 9, month=12), title=TITLE, private=True)
    book_room(hub, house, "R2", at(1, 9, month=12), title="Open day")
    with hub.read() as session:
        sheet = everything(day_sheet(session, NINE.date()))
    assert TITLE not in sheet
    assert "Open day" in sheet


def test_a_private_title_is_not_found_by_searching(hub: Hub, house: House) -> None:
    """MRBS #2789, in the search: what may not be read may not be found either."""
    book_room(hub, house, "R1", at(1, 9, month=12), title=TITLE, private=True)
    book_room(hub, house, "R2", at(1, 9, month=12), title="Whistle workshop")
    with hub.read() as session:
        found = everything(search(session, "whistle"))
    assert "Whistle workshop" in found
    assert TITLE not in found


def test_a_private_title_is_not_in_the_answer_to_who_wants_the_room(hub: Hub, house: House) -> None:
    """MRBS #2789, in a refusal: whoever clashes with it learns who has the room, not why."""
    book_room(hub, house, "R1", at(1, 9, month=12), title=TITLE, private=True)
    with pytest.raises(RoomTakenError) as caught:
        book_room(hub, house, "R1", at(1, 9, month=12), org="BUD")
    assert TITLE not in repr((caught.value, caught.value.details))
