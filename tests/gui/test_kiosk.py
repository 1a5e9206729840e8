"""The kiosks: door and foyer, by fingers and keyboard, and with the hub gone, moved, or locked."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from hubdesk.booking import service
from hubdesk.booking.queries.arrivals import check_in_code
from hubdesk.booking.queries.listing import DateLine, bookings
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.store.queries import history
from hubdesk.store.sqlite import sqlite3
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.kiosk import source as kiosk_source
from hubdesk.ui.kiosk.bigbutton import BigButton
from hubdesk.ui.kiosk.doorview import DoorView
from hubdesk.ui.kiosk.foyerview import FoyerView
from hubdesk.ui.kiosk.pads import CodePad
from hubdesk.ui.kiosk.run import make_kiosk
from hubdesk.ui.kiosk.window import KioskWindow
from hubdesk.ui.opening import Choice
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import load_theme
from tests.gui.house import NOW
from tests.gui.show import settle

SECRET_TITLE = "ปรึกษาเบื้องต้น"


class Kiosks:
    """Opens kiosks on a hub and closes them."""

    def __init__(self, qtbot: QtBot, hub: Hub) -> None:
        self.qtbot = qtbot
        self.hub = hub
        self.open: list[KioskWindow] = []

    def __call__(
        self, room: str = "", *, lang: str = "en", mode: str = "dark",
        size: tuple[int, int] = (1440, 900),
    ) -> KioskWindow:  # fmt: skip
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress_application(app, load_theme(mode))
        window = make_kiosk(
            self.hub.location, room=room, choice=Choice(lang, None, mode), tasks=Inline(),
            clock=self.hub.database.clock,
        )  # fmt: skip
        self.open.append(window)
        window.resize(*size)
        with self.qtbot.waitExposed(window):
            window.show()
        window.activateWindow()
        window.look()
        settle()
        window.grab()
        return window


@pytest.fixture
def kiosk(qtbot: QtBot, hub: Hub) -> Iterator[Kiosks]:
    service.sweep(hub.acting_as(service.SWEEPER, "sweep"))
    opened = Kiosks(qtbot, hub)
    yield opened
    for window in opened.open:
        window.close()
        window.deleteLater()
        window.front.deleteLater()
    settle()


def set_now(hub: Hub, minutes: float) -> None:
    """Minutes after 13:42."""
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = NOW + timedelta(minutes=minutes)


def texts(window: KioskWindow) -> str:
    window.grab()
    return "\n".join([*window.view.shown, *window.foot.shown])


def is_lost(window: KioskWindow) -> bool:
    return window.lost


def door(window: KioskWindow) -> DoorView:
    assert isinstance(window.view, DoorView)
    return window.view


def test_a_door_says_that_the_room_is_taken_and_until_when(kiosk: Kiosks) -> None:
    window = kiosk("R2")
    assert door(window).state() == "busy"
    shown = texts(window)
    for text in ("In use", "กำลังใช้งาน", "คณะทำงาน", "ACT", "13:00\u201314:30",
                 "free again in 48 min", "Checked in at 12:55", "as of 13:42"):  # fmt: skip
        assert text in shown, text
    assert "Budget Watch" in shown
    assert not door(window).check_in.isVisible()


def test_a_door_says_that_the_room_is_free_in_large_letters_in_both_languages(
    kiosk: Kiosks, hub: Hub
) -> None:
    set_now(hub, -102)
    window = kiosk("R2", lang="th")
    assert door(window).state() == "free"
    shown = texts(window)
    assert "ว่าง" in shown
    assert "Free" in shown
    assert "ว่างถึง 13:00 น." in shown
    assert [button.isVisible() for button in door(window).minutes] == [True, True, True]
    window.foot.language.click()
    assert "free until 13:00" in texts(window)


def test_private_dates_have_neither_title_nor_organisation(kiosk: Kiosks) -> None:
    for room in ("R3", ""):
        window = kiosk(room)
        shown = texts(window)
        assert SECRET_TITLE not in shown
        assert "LAW" not in shown
        assert "Legal Aid" not in shown
        assert "Private booking" in shown
        assert window.day is not None
        for dates in window.day.dates.values():
            for date in dates:
                if date.private:
                    assert (date.title, date.org, date.org_names.en) == ("", "", "")


def test_people_check_in_at_the_door_by_their_code(kiosk: Kiosks, hub: Hub) -> None:
    set_now(hub, 10)  # 13:52, eight minutes before the Data clinic
    window = kiosk("R1")
    number = next(one.occurrence_id for one in _today(hub) if one.title == "Data clinic")
    with hub.read() as session:
        code = check_in_code(session, number)
    assert door(window).check_in.isVisible()
    for digit in code:
        focused = window.code_pad if window.code_pad.isVisible() else window
        QTest.keyClicks(focused, digit)
    assert not window.code_pad.isVisible()
    assert "Checked in. Welcome." in window.foot.said()
    with hub.read() as session:
        assert history(session, of=("occurrence", number))[0].actor == "kiosk"
    assert "Checked in" in texts(window)


def test_a_wrong_code_is_told_and_then_waited_for(kiosk: Kiosks, hub: Hub) -> None:
    set_now(hub, 10)
    window = kiosk("R1")
    for _ in range(4):
        QTest.mouseClick(door(window).check_in, Qt.MouseButton.LeftButton)
        for _ in range(6):
            QTest.mouseClick(window.code_pad.keys[0], Qt.MouseButton.LeftButton)
    assert "Too many wrong codes. Wait 5 seconds" in window.foot.said()


def test_somebody_books_a_free_room_at_its_door(kiosk: Kiosks, hub: Hub) -> None:
    set_now(hub, -102)  # 12:00
    window = kiosk("R2")
    QTest.mouseClick(door(window).minutes[1], Qt.MouseButton.LeftButton)
    assert window.org_pad.isVisible()
    QTest.keyClicks(window.org_pad, "ci")
    QTest.keyClick(window.org_pad, Qt.Key.Key_Return)
    assert "Booked until 12:30" in window.foot.said()
    assert door(window).state() == "busy"
    booked = next(one for one in _today(hub) if one.org == "CIV" and one.resource == "R2")
    assert booked.status == "checked_in"


def test_a_pad_that_nobody_touches_goes_away(kiosk: Kiosks, hub: Hub) -> None:
    set_now(hub, 10)
    window = kiosk("R1")
    QTest.keyClicks(window, "1")
    assert window.code_pad.isVisible()
    assert window.code_pad.text == "1"
    window._on_untouched()
    assert not window.code_pad.isVisible()
    QTest.keyClicks(window, "2")
    QTest.keyClick(window.code_pad, Qt.Key.Key_Escape)
    assert not window.code_pad.isVisible()


def test_the_foyer_says_what_is_on_and_which_way(kiosk: Kiosks) -> None:
    window = kiosk()
    view = window.view
    assert isinstance(view, FoyerView)
    arrows = {line.room.code: line.arrow for line in view.lines}
    assert arrows["HALL"] == "here"
    assert arrows["R2"] == "up"
    shown = texts(window)
    for text in (
        "On today", "รายการวันนี้", "คุยหนังสือ <b>ตามรอยเงิน</b>", "Floor 2 \u00b7 upstairs",
        "13:00\u201314:30", "now",
    ):  # fmt: skip
        assert text in shown, text
    assert "Weekly stand-up" not in shown  # it is over


# -- a hub that is lost ---------------------------------------------------------------------------


def test_a_hub_that_is_moved_away_is_shown_as_of_when_it_was_read(
    kiosk: Kiosks, hub: Hub
) -> None:
    window = kiosk("R2")
    moved = Path(hub.location).with_suffix(".moved")
    _move(hub.location, moved)
    set_now(hub, 30)
    window.look()
    assert is_lost(window)
    shown = texts(window)
    assert "Connection lost \u00b7 as of 13:42" in shown
    assert "14:12" in shown  # the clock goes on
    assert "คณะทำงาน" in shown
    set_now(hub, 66)
    window.tick()
    assert door(window).state() == "soon"  # the date is over, what is known goes on
    assert not any(button.isEnabled() for button in door(window).minutes)
    _move(str(moved), Path(hub.location))
    window.look()
    assert not is_lost(window)
    assert "as of 14:48" in texts(window)


def _move(place: str, to: Path) -> None:
    for end in ("", "-wal", "-shm"):
        if Path(place + end).exists():
            shutil.move(place + end, f"{to}{end}")


def test_another_file_in_its_place_is_read_from_then_on(kiosk: Kiosks, hub: Hub) -> None:
    window = kiosk("R2")
    copy = Path(hub.location).with_suffix(".copy")
    with sqlite3.connect(hub.location) as here, sqlite3.connect(copy) as there:
        here.backup(there)
    there.close()
    here.close()
    copy.replace(hub.location)
    for end in ("-wal", "-shm"):
        Path(hub.location + end).unlink(missing_ok=True)
    window.look()
    assert is_lost(window)
    window.look()
    assert not is_lost(window)


def test_a_locked_file_is_waited_for(kiosk: Kiosks, hub: Hub) -> None:
    window = kiosk("R2")
    window.source.close()
    hub.database.close()
    holder = sqlite3.connect(hub.location, isolation_level=None)
    holder.execute("PRAGMA locking_mode = EXCLUSIVE")
    holder.execute("BEGIN EXCLUSIVE")
    holder.execute("UPDATE day_of_use SET kiosk_walk_in = kiosk_walk_in")
    window.look()
    assert is_lost(window)
    assert "Connection lost" in texts(window)
    holder.execute("ROLLBACK")
    holder.execute("PRAGMA locking_mode = NORMAL")
    holder.execute("SELECT count(*) FROM hub").fetchone()
    holder.close()
    window.look()
    assert not is_lost(window)


def test_a_kiosk_starts_before_its_hub_is_there(kiosk: Kiosks, hub: Hub, tmp_path: Path) -> None:
    kiosk.hub = hub
    place, hidden = hub.location, Path(hub.location).with_suffix(".late")
    _move(place, hidden)
    window = kiosk("R2")
    assert is_lost(window)
    assert door(window).state() == "unknown"
    assert "No connection to the hub yet" in texts(window)
    _move(str(hidden), Path(place))
    window.look()
    assert door(window).state() == "busy"


def test_a_bug_in_reading_leaves_the_kiosk_alive(
    kiosk: Kiosks, hub: Hub, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = kiosk("R2")

    def broken(_reader: object) -> None:
        raise ValueError("spoilt")

    monkeypatch.setattr(kiosk_source, "house_day", broken)
    window.look()
    assert is_lost(window)
    monkeypatch.undo()
    window.look()
    assert not is_lost(window)


def test_yesterdays_picture_is_not_taken_for_todays(kiosk: Kiosks, hub: Hub) -> None:
    window = kiosk("R2")
    window.lost = True
    set_now(hub, 24 * 60)
    window.tick()
    assert door(window).state() == "unknown"


def test_the_connection_a_kiosk_reads_by_cannot_write(kiosk: Kiosks) -> None:
    window = kiosk("R2")
    database = window.source._opened().database
    with database.glance() as glance, pytest.raises(sqlite3.OperationalError, match="readonly"):
        glance._raw.execute("UPDATE hub SET name_en = 'x'")
    assert not window.front.is_open  # nothing of the window's own ways to write is there


# -- everybody ------------------------------------------------------------------------------------


@pytest.mark.parametrize("room", ["R1", "R2", ""])
def test_every_control_has_a_name_in_both_languages(kiosk: Kiosks, hub: Hub, room: str) -> None:
    set_now(hub, 10)
    window = kiosk(room, lang="th")
    window.code_pad.open()
    window.org_pad.ask(window.day.orgs if window.day else ())
    controls = [one for one in window.findChildren(QAbstractButton) if one.isVisible()]
    assert len(controls) > 40
    assert all(one.accessibleName() for one in controls)
    assert isinstance(window.code_pad, CodePad)
    for widget in (window.view, window.foot, window.code_pad, window.org_pad):
        assert widget.accessibleName()
        assert "\u00b7" in widget.accessibleName()


def test_all_is_reached_by_the_tab_key(kiosk: Kiosks, hub: Hub) -> None:
    set_now(hub, -102)
    window = kiosk("R2")
    reached = set()
    for _ in range(8):
        QTest.keyClick(window.focusWidget(), Qt.Key.Key_Tab)
        focused = window.focusWidget()
        if isinstance(focused, BigButton):
            reached.add(focused.text())
    assert {"15 minutes", "30 minutes", "60 minutes", "ไทย"} <= reached


@pytest.mark.parametrize("size", [(1024, 600), (1280, 1024), (800, 1280), (2560, 1440)])
def test_buttons_stay_on_the_screen_and_apart(
    kiosk: Kiosks, hub: Hub, size: tuple[int, int]
) -> None:
    set_now(hub, -102)
    window = kiosk("R2", size=size)
    shown = [button for button in door(window).minutes if button.isVisible()]
    for button in shown:
        assert window.rect().contains(button.geometry())
    for one, other in pairwise(shown):
        assert not one.geometry().intersects(other.geometry())
    assert door(window).shown


def _today(hub: Hub) -> tuple[DateLine, ...]:
    with hub.read() as session:
        return bookings(session, from_at=NOW - timedelta(hours=8), to_at=NOW + timedelta(hours=8))
