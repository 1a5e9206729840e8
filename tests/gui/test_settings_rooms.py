"""The settings of rooms: layouts, dated opening hours, closures that ask about each booking."""

from __future__ import annotations

from datetime import date

from hubdesk.bootstrap import Hub
from hubdesk.spaces.glances import layouts, openings
from hubdesk.spaces.queries import closures_of, resource_id_of
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Place
from hubdesk.ui.settings.openings import OpeningsSection
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.settings.rooms import RoomsSection
from tests.gui.house import NOW, wall
from tests.gui.show import Show, block_of, bookings_page, settle, stored


def _page(window: Window) -> SettingsPage:
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page


def _rooms(window: Window, hub: Hub, code: str) -> RoomsSection:
    with hub.read() as session:
        number = resource_id_of(session, code)
    window.front.go(Place("settings", "room", number))
    settle()
    section = _page(window).sections["rooms"]
    assert isinstance(section, RoomsSection)
    return section


def test_a_layout_is_typed_in_the_readers_words_and_kept_as_a_code(show: Show, hub: Hub) -> None:
    window = show(hub, "settings", lang="th")
    card = _rooms(window, hub, "HALL").layouts
    assert card.isVisible()
    card.form.start({"kind": "แถวหน้ากระดาน", "capacity": 120, "setup_minutes": 30})
    card.form.save.click()
    settle()
    with hub.read() as session:
        (way,) = layouts(session)[resource_id_of(session, "HALL")]
    assert (way.kind, way.capacity, way.setup_minutes) == ("theatre", 120, 30)
    assert card.model.index(0, 0).data() == "แถวหน้ากระดาน"
    card.view.selectRow(0)
    card.drop.click()
    settle()
    with hub.read() as session:
        assert layouts(session) == {}


def test_desks_have_no_layouts(show: Show, hub: Hub) -> None:
    window = show(hub, "settings")
    assert not _rooms(window, hub, "D1").layouts.isVisible()


def test_hours_of_a_season_are_written_and_the_board_shows_them(show: Show, hub: Hub) -> None:
    window = show(hub, "settings")
    window.front.go(Place("settings", "section", "openings"))
    settle()
    section = _page(window).sections["openings"]
    assert isinstance(section, OpeningsSection)
    section.form.start({
        "resource_id": "", "org_class": "", "weekdays": frozenset({3}), "open_minute": 600,
        "close_minute": 900, "valid_from": date(2026, 10, 1), "valid_to": None, "reason": "Trial",
    })  # fmt: skip
    section.form.save.click()
    settle()
    with hub.read() as session:
        (row,) = openings(session)
    assert (row.weekdays, row.open_minute, row.reason) == (frozenset({3}), 600, "Trial")
    assert [section.model.index(0, at).data() for at in (1, 2, 3)] == [
        "Everybody", "Thu", "10:00\u201315:00",
    ]  # fmt: skip
    window.show_page("bookings")
    settle()
    lane = bookings_page(window).scene().lanes[0]
    assert (lane.opens, lane.closes) == (600, 900)


def test_a_closure_names_the_bookings_and_does_what_was_decided(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    clinic = block_of(board, "R1", 14 * 60).occurrence_id
    card = _rooms(window, hub, "R1").closures
    card.form.start({
        "first": date(2026, 10, 22), "from_minute": 13 * 60 + 45, "last": date(2026, 10, 22),
        "to_minute": 17 * 60, "reason": "Painting", "reach": "one",
    })  # fmt: skip
    card.form.save.click()
    settle()
    assert card.fates.isVisible()
    assert [one.title for one in card.fates.dates] == ["Data clinic"]
    (choice,) = card.fates.choices
    texts = [choice.itemText(at) for at in range(choice.count())]
    assert any("same time" in text for text in texts)
    choice.setCurrentIndex(0)
    card.fates.close_button.click()
    assert "Decide" in card.fates._problem.text()
    choice.setCurrentIndex(next(at for at, text in enumerate(texts) if "same time" in text))
    card.fates.close_button.click()
    settle()
    assert card.form.isVisible()
    with hub.read() as session:
        room = resource_id_of(session, "R1")
        reasons = [one.reason for one in closures_of(session, room, NOW)]
    assert "Painting" in reasons
    date_row = stored(hub, clinic)[1]
    assert date_row["resource_id"] != room
    assert date_row["starts_at"].astimezone(window.front.zone).replace(tzinfo=None) == wall(14)
