"""The first start and the sitting: every way to a hub, by real gestures on real files."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings as hub_settings
from hubdesk.kernel.clock import SystemClock
from hubdesk.orgs import service as orgs
from hubdesk.orgs.queries import organisations
from hubdesk.store.backup import back_up
from hubdesk.store.lasthub import last_location
from hubdesk.ui import recent
from hubdesk.ui.desk import Desk
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Leaving
from hubdesk.ui.start.window import StartWindow
from tests.gui.show import Show, settle

PATIENCE_MS = 10_000


@pytest.fixture
def desk(qtbot: QtBot) -> Iterator[Desk]:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    sitting = Desk(app, lang="en", actor="manager")
    yield sitting
    sitting.end()
    settle()


def start_of(desk: Desk, qtbot: QtBot) -> StartWindow:
    qtbot.waitUntil(lambda: desk.start is not None and desk.start.isVisible(), timeout=PATIENCE_MS)
    assert desk.start is not None
    return desk.start


def window_of(desk: Desk, qtbot: QtBot) -> Window:
    """The window, its hub open and its first page made."""
    qtbot.waitUntil(
        lambda: desk.window is not None and desk.window.stack.count() > 0, timeout=PATIENCE_MS
    )
    assert desk.window is not None
    return desk.window


def click(widget: object) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)  # type: ignore[call-overload]


def test_a_new_hub_in_a_minute(qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
    desk.begin(None)
    start = start_of(desk, qtbot)
    assert start.chosen_card() is start.new
    start.new.name_en.setFocus()
    qtbot.keyClicks(start.new.name_en, "Chiang Mai House")
    assert start.new.place.place().endswith("Chiang Mai House.hubdesk")
    start.new.name_th.insert("บ้านเชียงใหม่")
    place = tmp_path / "new" / "house.hubdesk"
    start.new.place.edit.setText(str(place))
    click(start.go)
    window = window_of(desk, qtbot)
    assert window.windowTitle().startswith("Chiang Mai House")
    assert window.current().name == "today"
    with window.front.hub.read() as session:
        found = hub_settings(session)
    assert (found.names.th, found.era, found.timezone) == ("บ้านเชียงใหม่", "ce", "Asia/Bangkok")
    # Remembered behind what the first page reads.
    qtbot.waitUntil(lambda: last_location() == str(place))
    assert [one.location for one in recent.recent()] == [str(place)]


def test_what_is_missing_is_said_inside_the_card(qtbot: QtBot, desk: Desk) -> None:
    desk.begin(None)
    start = start_of(desk, qtbot)
    click(start.go)
    assert start.new.wrong() == "Give the hub a name, in one language at least."
    click(start.join.radio)
    assert not start.join.wrong()
    click(start.go)
    assert start.join.wrong() == "Name the file, or the server\u2019s address."
    assert start.focusWidget() is start.join.place.edit


def test_a_place_that_is_taken_is_left_as_it_is(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    taken = tmp_path / "taken.hubdesk"
    taken.write_text("mine", "utf-8")
    desk.begin(None)
    start = start_of(desk, qtbot)
    start.new.name_en.setText("House")
    start.new.place.edit.setText(str(taken))
    click(start.go)
    qtbot.waitUntil(lambda: bool(start.new.wrong()), timeout=PATIENCE_MS)
    assert taken.read_text("utf-8") == "mine"
    assert start.go.isEnabled()
    assert start.new.name_en.isEnabled()


def test_the_language_switches_at_once(qtbot: QtBot, desk: Desk) -> None:
    desk.begin(None)
    start = start_of(desk, qtbot)
    assert start.go.text() == "Create the hub"
    click(start.langs.button("th"))
    assert start.go.text() == "สร้างศูนย์"
    assert start.langs.button("en").text() == "English"
    assert start.new.era.currentData() == "be"
    qtbot.waitUntil(lambda: recent.settings().value("lang") == "th", timeout=PATIENCE_MS)


def test_cards_are_reached_by_the_keyboard(qtbot: QtBot, desk: Desk) -> None:
    desk.begin(None)
    start = start_of(desk, qtbot)
    with qtbot.waitActive(start):
        start.activateWindow()
    start.new.radio.setFocus()
    QTest.keyClick(start.new.radio, Qt.Key.Key_Down)
    assert start.chosen_card() is start.demo
    assert not start.new.body.isVisible()
    assert start.demo.body.isVisible()


def test_the_demo_can_be_cancelled_and_leaves_nothing(
    qtbot: QtBot, desk: Desk, tmp_path: Path
) -> None:
    place = tmp_path / "demo.hubdesk"
    desk.begin(None)
    start = start_of(desk, qtbot)
    click(start.demo.radio)
    start.demo.place.edit.setText(str(place))
    click(start.go)
    qtbot.waitUntil(start.demo._going.isVisible, timeout=PATIENCE_MS)
    assert not start.go.isEnabled()
    click(start.demo._stop)
    qtbot.waitUntil(start.go.isEnabled, timeout=PATIENCE_MS)
    assert list(tmp_path.glob("demo*")) == []
    assert desk.window is None


def test_joining_a_file(qtbot: QtBot, desk: Desk, hub: Hub) -> None:
    location = hub.location
    hub.close()
    desk.begin(None)
    start = start_of(desk, qtbot)
    click(start.join.radio)
    start.join.place.edit.setText(location)
    QTest.keyClick(start.join.place.edit, Qt.Key.Key_Return)
    window = window_of(desk, qtbot)
    assert window.front.hub.location == location
    assert desk.start is None


def test_a_backup_comes_back_by_three_clicks(
    qtbot: QtBot, desk: Desk, hub: Hub
) -> None:
    location = hub.location
    hub.close()
    back_up(location, SystemClock())
    Path(location).write_bytes(b"SQLite format 3\0" + b"spoilt" * 100)
    recent.note(location, recent.house_of(location), SystemClock().now())
    desk.begin(None)
    start = start_of(desk, qtbot)
    click(start.restore.radio)
    qtbot.waitUntil(lambda: start.restore.list.count() == 1, timeout=PATIENCE_MS)
    start.restore.list.setCurrentRow(0)
    click(start.go)
    qtbot.waitUntil(lambda: desk.window is not None or bool(start.restore.wrong()))
    window = window_of(desk, qtbot)
    assert window.front.hub.location == location
    assert len(list(Path(location).parent.glob("*.damaged-*"))) == 1


@pytest.mark.parametrize("kind", ["missing", "text", "truncated", "newer"])
def test_a_refused_file_brings_the_start_with_the_reason(
    qtbot: QtBot, desk: Desk, hub: Hub, kind: str
) -> None:
    location = Path(hub.location)
    hub.close()
    if kind == "missing":
        location.unlink()
    elif kind == "text":
        location.write_text("a shopping list", "utf-8")
    elif kind == "truncated":
        location.write_bytes(location.read_bytes()[:-8192])
    else:
        connection = sqlite3.connect(location)
        connection.execute("PRAGMA user_version = 9999")
        connection.close()
    desk.begin(str(location))
    start = start_of(desk, qtbot)
    assert location.name in start.refusal()
    assert desk.window is None
    assert start.join.place.place() == str(location)


def test_damage_inside_is_found_before_anything_is_written(
    qtbot: QtBot, desk: Desk, hub: Hub
) -> None:
    """The header is whole; a page in the middle is not."""
    location = Path(hub.location)
    hub.close()
    spoilt = bytearray(location.read_bytes())
    middle = len(spoilt) // 2 // 4096 * 4096
    spoilt[middle : middle + 4096] = b"\xa5" * 4096
    location.write_bytes(spoilt)
    desk.begin(str(location))
    start = start_of(desk, qtbot)
    assert "damaged" in start.refusal()
    assert start.chosen_card() is start.restore


def test_recent_hubs_open_by_a_click_and_missing_ones_are_greyed(
    qtbot: QtBot, desk: Desk, hub: Hub, tmp_path: Path
) -> None:
    location, now = hub.location, SystemClock().now()
    hub.close()
    recent.note(str(tmp_path / "gone.hubdesk"), recent.house_of(""), now)
    recent.note(location, recent.house_of(""), now)
    desk.begin(None)
    start = start_of(desk, qtbot)
    there, gone = start.recents.buttons()
    assert there.isEnabled()
    assert not gone.isEnabled()
    click(there)
    assert window_of(desk, qtbot).front.hub.location == location


def test_switching_backs_the_hub_up_and_shows_the_start(
    qtbot: QtBot, desk: Desk, hub: Hub
) -> None:
    location = hub.location
    hub.close()
    desk.begin(location)
    window = window_of(desk, qtbot)
    with window.front.hub.write() as uow:
        orgs.add_organisation(uow, code="NEW", name_en="New")
    window.front.leave(Leaving("start"))
    start = start_of(desk, qtbot)
    qtbot.waitUntil(lambda: not start.front.tasks.busy(), timeout=PATIENCE_MS)
    assert start.recents.buttons()[0].property("location") == location
    assert list(Path(f"{location}-backups").glob("*.exit.hubdesk"))
    bootstrap.open_hub(location).close()


def test_a_restore_from_the_settings_opens_the_hub_again(
    qtbot: QtBot, desk: Desk, hub: Hub
) -> None:
    location = hub.location
    hub.close()
    copy = back_up(location, SystemClock(), occasion="exit").path  # thinned out by a later one
    desk.begin(location)
    window = window_of(desk, qtbot)
    with window.front.hub.write() as uow:
        orgs.add_organisation(uow, code="NEW", name_en="New")
    window.front.leave(Leaving("restore", copy))
    qtbot.waitUntil(lambda: desk.window is not window, timeout=PATIENCE_MS)
    again = window_of(desk, qtbot)
    with again.front.hub.read() as session:
        assert "NEW" not in [org.code for org in organisations(session)]


def test_the_password_of_a_server_is_not_kept(qtbot: QtBot, desk: Desk) -> None:
    desk.begin("postgresql://mali:secret@127.0.0.1:1/hub")
    start = start_of(desk, qtbot)
    assert "secret" not in start.refusal()
    assert start.join.place.place() == "postgresql://mali@127.0.0.1:1/hub"



def test_pages_wait_until_the_hub_is_open(qtbot: QtBot, desk: Desk, hub: Hub) -> None:
    location = hub.location
    hub.close()
    desk.begin(location)
    window = desk.window
    assert window is not None
    assert not window.front.is_open
    click(window.rail.items[1])
    window.show_help()
    assert window.pages.made() == ()
    assert window_of(desk, qtbot) is window
    click(window.rail.items[1])
    assert window.current().name == "bookings"


def test_the_page_and_the_language_are_kept(qtbot: QtBot, desk: Desk, hub: Hub) -> None:
    location = hub.location
    hub.close()
    desk.begin(location)
    window = window_of(desk, qtbot)
    window.show_page("reports")
    click(window.top._langs.button("th"))
    window.front.leave(Leaving("start"))
    start = start_of(desk, qtbot)
    assert start.go.text() == "เปิดศูนย์"
    qtbot.waitUntil(lambda: not start.front.tasks.busy(), timeout=PATIENCE_MS)
    click(start.recents.buttons()[0])
    again = window_of(desk, qtbot)
    assert again.current().name == "reports"
    assert again.front.words.lang == "th"


def test_nothing_is_left_when_the_sitting_ends(qtbot: QtBot, hub: Hub) -> None:
    app = QApplication.instance()
    assert isinstance(app, QApplication)
    location = hub.location
    hub.close()
    before = {thread.name for thread in threading.enumerate()}
    sitting = Desk(app, lang="en", actor="manager")
    sitting.begin(location)
    window = window_of(sitting, qtbot)
    qtbot.waitUntil(lambda: not window.front.tasks.busy(), timeout=PATIENCE_MS)
    sitting.end()
    settle()
    assert {thread.name for thread in threading.enumerate()} <= before
    assert not [widget for widget in app.topLevelWidgets() if isinstance(widget, Window)]


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("scene", ["new", "demo", "join", "restore", "recent", "refused"])
def test_every_way_to_a_hub_is_in_sight_at_once(
    show: Show, hub: Hub, scene: str, lang: str
) -> None:
    _front, start = show.picture(hub, f"start.{scene}", lang=lang, size=(1280, 800))
    assert isinstance(start, StartWindow)
    assert start._scroll.verticalScrollBar().maximum() == 0
