"""The search-and-command box by real keys: what is found, what Enter does, what never waits."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.store.searching import words_of
from hubdesk.ui.frame.window import Window
from hubdesk.ui.opening import Choice, make_front, make_window
from hubdesk.ui.places import Place
from hubdesk.ui.search import box as box_module
from hubdesk.ui.search.box import SearchBox
from hubdesk.ui.search.lines import Line
from hubdesk.ui.tasks import Inline, Worker
from tests.gui.show import Show, bookings_page, settle

_PATIENCE_MS = 20_000
_ROWS = 100_000
_FRAME_S = 0.1


def search_box(window: Window) -> SearchBox:
    return window.top.search


def open_box(window: Window) -> SearchBox:
    QTest.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    settle()
    return search_box(window)


def commit(box: SearchBox, text: str) -> None:
    """Text as an input method delivers it; QTest's keys know no Thai."""
    event = QInputMethodEvent()
    event.setCommitString(text)
    QApplication.sendEvent(box, event)
    settle()


def lines(box: SearchBox, kind: str = "item") -> list[Line]:
    model = box.panel().model
    found = [model.line(row) for row in range(model.rowCount())]
    return [line for line in found if line is not None and line.kind == kind]


def places(window: Window) -> list[Place]:
    wanted: list[Place] = []
    window.front.place_wanted.connect(wanted.append)
    return wanted


def test_ctrl_k_opens_and_esc_gives_the_keyboard_back(show: Show, hub: Hub) -> None:
    window = show(hub)
    board = bookings_page(window).board
    board.setFocus()
    box = open_box(window)
    assert box.hasFocus()
    assert box.is_open()
    assert {"Today", "Bookings", "Back up now"} <= {line.text for line in lines(box)}
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert not box.is_open()
    assert board.hasFocus()


def test_a_code_leads_to_its_organisation(show: Show, hub: Hub) -> None:
    window = show(hub)
    wanted = places(window)
    box = open_box(window)
    QTest.keyClicks(box, "bud")
    first = box.panel().current()
    assert first is not None
    assert (first.text, first.code) == ("Budget Watch", "BUD")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert [(place.page, place.kind) for place in wanted] == [("organisations", "organisation")]
    assert not box.is_open()
    assert box.text() == ""


def test_thai_is_found_inside_a_run_and_opens_the_booking(show: Show, hub: Hub) -> None:
    window = show(hub, "today", lang="th")
    box = open_box(window)
    commit(box, "งบประ")
    (booking,) = [line for line in lines(box) if line.icon == "calendar-days"]
    assert booking.text == "สรุปงบประมาณ"
    assert "2569" in booking.facts
    assert "มูล" in booking.facts
    while box.panel().current() != booking:
        QTest.keyClick(box, Qt.Key.Key_Down)
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert window.current().name == "bookings"
    detail = bookings_page(window).inspector.detail()
    assert detail is not None
    assert detail.block.org == "BUD"


@pytest.mark.parametrize(
    ("typed", "page"),
    [
        ("bud", "organisations"),
        ("stand-up", "bookings"),
        ("ชี", "bookings"),
        ("2026-09", "reports"),
        ("สาทร", "costs"),
        ("letterhead", "settings"),
    ],
)
def test_what_is_found_is_opened_on_its_page(show: Show, hub: Hub, typed: str, page: str) -> None:
    window = show(hub, "today")
    box = open_box(window)
    commit(box, typed)
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    assert window.current().name == page
    assert show.bugs == []


def test_a_private_booking_is_not_betrayed_by_its_title(show: Show, hub: Hub) -> None:
    box = open_box(show(hub, lang="th"))
    commit(box, "ปรึกษาเบื้องต้น")
    assert lines(box) == []


def test_arrows_pass_headings_and_go_round(show: Show, hub: Hub) -> None:
    box = open_box(show(hub))
    QTest.keyClicks(box, "c")
    seen = []
    for _ in lines(box):
        current = box.panel().current()
        assert current is not None
        assert box.accessibleDescription() == current.spoken
        seen.append(current.identity)
        QTest.keyClick(box, Qt.Key.Key_Down)
    assert len(set(seen)) == len(seen) == len(lines(box))
    assert box.panel().current() == lines(box)[0]
    QTest.keyClick(box, Qt.Key.Key_Up)
    assert box.panel().current() == lines(box)[-1]
    QTest.keyClick(box, Qt.Key.Key_PageUp)
    QTest.keyClick(box, Qt.Key.Key_PageUp)
    QTest.keyClick(box, Qt.Key.Key_PageUp)
    QTest.keyClick(box, Qt.Key.Key_PageUp)
    assert box.panel().current() == lines(box)[0]


def test_nothing_found_says_so_and_offers_nothing(show: Show, hub: Hub) -> None:
    window = show(hub)
    wanted = places(window)
    box = open_box(window)
    QTest.keyClicks(box, "xyzzy<b>q</b>")
    assert lines(box) == []
    assert [line.text for line in lines(box, "note")] == [
        "Nothing is found for \u201cxyzzy<b>q</b>\u201d."
    ]
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert wanted == []
    assert box.is_open()


def test_commands_are_found_in_the_other_language_and_run(show: Show, hub: Hub) -> None:
    window = show(hub, lang="th")
    box = open_box(window)
    QTest.keyClicks(box, "speak eng")
    assert [line.text for line in lines(box)] == ["ใช้ภาษาอังกฤษ"]
    QTest.keyClick(box, Qt.Key.Key_Enter)
    assert window.front.words.lang == "en"
    commit(open_box(window), "ภาษาไทย")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert window.front.words.lang == "th"


def test_initials_mean_a_command(show: Show, hub: Hub) -> None:
    box = open_box(show(hub))
    QTest.keyClicks(box, "bun")
    assert "Back up now" in [line.text for line in lines(box)]


def test_what_a_page_can_do_is_offered_while_it_is_in_front(show: Show, hub: Hub) -> None:
    window = show(hub)
    offered = {line.identity for line in lines(open_box(window))}
    here = {("command", command.name) for command in window.current().commands()}
    assert here <= offered
    QTest.keyClick(search_box(window), Qt.Key.Key_Escape)
    window.show_page("today")
    today = {("command", command.name) for command in window.current().commands()}
    offered = {line.identity for line in lines(open_box(window))}
    assert today <= offered
    assert not (here - today) & offered


def test_a_search_that_led_somewhere_is_offered_again(show: Show, hub: Hub) -> None:
    window = show(hub)
    box = open_box(window)
    QTest.keyClicks(box, "civ")
    QTest.keyClick(box, Qt.Key.Key_Return)
    settle()
    box = open_box(window)
    assert lines(box)[0].text == "civ"
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "civ"
    assert lines(box)[0].code == "CIV"


def test_a_click_acts_and_a_click_elsewhere_closes(show: Show, hub: Hub) -> None:
    window = show(hub)
    wanted = places(window)
    box = open_box(window)
    QTest.keyClicks(box, "law")
    view = box.panel().view
    row = box.panel().model.row_of(lines(box)[0].identity)
    spot = view.visualRect(box.panel().model.index(row, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    assert wanted[0].kind == "organisation"
    QTest.mouseClick(box, Qt.MouseButton.LeftButton)
    assert box.is_open()
    QTest.mouseClick(window.messages, Qt.MouseButton.LeftButton, pos=QPoint(400, 10))
    assert not box.is_open()


def test_the_list_speaks_the_language_that_is_chosen_while_it_is_open(show: Show, hub: Hub) -> None:
    window = show(hub)
    box = open_box(window)
    QTest.keyClicks(box, "act")
    assert "Organisations" in [line.text for line in lines(box, "head")]
    window.front.speak("th")
    settle()
    assert "องค์กร" in [line.text for line in lines(box, "head")]
    assert box.placeholderText() == "ค้นหา หรือพิมพ์คำสั่ง"


def test_the_list_stays_inside_a_small_window(show: Show, hub: Hub) -> None:
    window = show(hub, size=(960, 600))
    box = open_box(window)
    assert box.width() >= 150
    assert window.rect().contains(box.panel().geometry())
    window.resize(1200, 700)
    settle()
    assert window.rect().contains(box.panel().geometry())


def test_the_model(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    box = open_box(show(hub))
    QTest.keyClicks(box, "a")
    qtmodeltester.check(box.panel().model)


# -- with the real worker -----------------------------------------------------------------------


@pytest.fixture
def busy_window(hub: Hub, qtbot: QtBot) -> Iterator[Window]:
    front = make_front(hub, Choice("en"), tasks=Worker("database"), papers=Inline())
    window = make_window(front)
    window.show_page("today")
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    qtbot.waitUntil(lambda: not front.tasks.busy(), timeout=_PATIENCE_MS)
    yield window
    window.close()
    front.close()
    window.deleteLater()
    front.deleteLater()
    settle()


def test_typing_goes_on_while_a_search_is_slow(
    busy_window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    held = threading.Event()
    real = box_module.look_up

    def slow(session: Any, text: str, **more: Any) -> Any:
        asked.append(text)
        held.wait(10)
        return real(session, text, **more)

    monkeypatch.setattr(box_module, "look_up", slow)
    wanted = places(busy_window)
    box = open_box(busy_window)
    QTest.keyClicks(box, "b")
    qtbot.waitUntil(lambda: asked == ["b"], timeout=_PATIENCE_MS)
    QTest.keyClicks(box, "ud")
    QTest.keyClick(box, Qt.Key.Key_Return)
    assert box.text() == "bud"
    assert wanted == []
    held.set()
    qtbot.waitUntil(lambda: bool(wanted), timeout=_PATIENCE_MS)
    assert asked == ["b", "bud"]  # what was typed in between is never looked up
    assert wanted[0].kind == "organisation"


def test_a_hundred_thousand_rows_do_not_hold_the_window_up(
    busy_window: Window, hub: Hub, qtbot: QtBot
) -> None:
    with hub.write() as uow:
        raw: Any = uow.connection.connection.driver_connection
        raw.executemany(
            "INSERT INTO search_text VALUES ('supplier', ?, NULL, 0, ?)",
            ((10_000 + at, words_of("", (f"ห้างร้าน {at} budget",))) for at in range(_ROWS)),
        )
    box = open_box(busy_window)
    slowest = []
    for _ in range(3):
        box.clear()
        waits = []
        for letter in "budget watch":
            start = time.perf_counter()
            QTest.keyClicks(box, letter)
            waits.append(time.perf_counter() - start)
        slowest.append(max(waits))
    # The best of three: a machine that stands still for a moment is not the program's doing.
    assert min(slowest) < _FRAME_S
    qtbot.waitUntil(lambda: bool(lines(box)) and lines(box)[0].code == "BUD", timeout=_PATIENCE_MS)
