"""The frame: language, era and look at run time, the rail, undo, bugs, Qt's own words."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QPlainTextEdit
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.orgs import service as orgs
from hubdesk.store.errors import DiskFullError
from hubdesk.ui.frame.bugs import BugDialog, report_text
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.guard import BugGuard
from hubdesk.ui.frame.qt_words import QtWords
from hubdesk.ui.front import Message
from hubdesk.ui.imports import import_table
from hubdesk.ui.orgs import load_orgs
from hubdesk.ui.places import Command, Place
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.ui.theme.sheet import style_sheet
from tests.gui.show import Show, bookings_page, costs_page, settle, today_page
from tests.gui.walk import squeezed


def test_the_language_changes_without_a_restart(show: Show, hub: Hub) -> None:
    window = show(hub, "today", lang="en")
    page = today_page(window)
    assert page.line.book.text() == "Book"
    window.top._langs.button("th").click()
    settle()
    assert page.line.book.text() == "จอง"
    assert window.rail.items[1].text() == "การจอง"
    assert window.windowTitle().startswith("ศูนย์ธรรมาภิบาลเปิด")
    assert "2569" in window.top._date.text()
    window.show_page("costs")
    settle()
    assert costs_page(window).close_button.text().startswith("ปิดเดือน")
    window.top._langs.button("en").click()
    settle()
    assert "2026" in window.top._date.text()
    assert costs_page(window).close_button.text() == "Close month"


def test_the_era_changes_by_a_click_on_the_date(show: Show, hub: Hub) -> None:
    window = show(hub, "today", lang="th")
    QTest.mouseClick(window.top._date, Qt.MouseButton.LeftButton)
    assert "2026" in window.top._date.text()
    QTest.mouseClick(window.top._date, Qt.MouseButton.LeftButton)
    assert "2569" in window.top._date.text()


def test_the_look_changes_through_all_three(show: Show, hub: Hub) -> None:
    window = show(hub)
    seen = [window.front.theme.mode]
    for _ in range(3):
        QTest.mouseClick(window.top._look, Qt.MouseButton.LeftButton)
        settle()
        seen.append(window.front.theme.mode)
    assert seen == ["light", "dark", "contrast", "light"]


def test_a_narrow_window_shows_icons_only(show: Show, hub: Hub) -> None:
    window = show(hub, size=(1090, 700))
    assert window.rail.width() == 56
    window.resize(1200, 700)
    settle()
    assert window.rail.width() == 148


def test_pages_are_reached_by_the_keyboard(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    for key, name in (
        (Qt.Key.Key_2, "bookings"), (Qt.Key.Key_3, "organisations"), (Qt.Key.Key_4, "costs"),
        (Qt.Key.Key_6, "settings"), (Qt.Key.Key_1, "today"),
    ):  # fmt: skip
        QTest.keyClick(window, key, Qt.KeyboardModifier.AltModifier)
        assert window.current().name == name


def test_undo_of_undo_is_redo(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    page = today_page(window)
    page.line.org.setText("BUD")
    QTest.keyClick(page.line.until, Qt.Key.Key_Return)
    settle()
    booked = window.messages.message()
    for told, offered in ((f"Taken back: {booked}", "Redo"), (f"Done again: {booked}", "Undo")):
        QTest.mouseClick(window.messages._undo, Qt.MouseButton.LeftButton)
        settle()
        assert window.messages.message() == told
        assert window.messages._undo.text() == offered
    counter = page.counter()
    assert counter is not None
    assert any(block.org == "BUD" for block in counter.present)


def test_a_message_is_plain_text(show: Show, hub: Hub) -> None:
    window = show(hub)
    window.messages.show_message(Message("<b>ACT</b>", "info"))
    assert window.messages.message() == "<b>ACT</b>"
    assert window.messages._text.textFormat() is Qt.TextFormat.PlainText


def test_a_refusal_is_not_said_on_another_page(show: Show, hub: Hub) -> None:
    window = show(hub)
    window.front.tell("no", tone="bad")
    assert window.messages.message() == "no"
    window.show_page("today")
    assert window.messages.message() == ""


def test_long_work_shows_how_far_it_is_and_can_be_cancelled(show: Show, hub: Hub) -> None:
    window = show(hub)
    window.messages.show_step("Printing", 3, 90)
    assert window.messages._bar.isVisible()
    assert window.messages._bar.value() == 3
    wanted: list[str] = []
    window.messages.cancel_wanted.connect(wanted.append)
    QTest.mouseClick(window.messages._cancel, Qt.MouseButton.LeftButton)
    assert wanted == ["Printing"]
    window.messages.show_step("Printing", 0, -1)
    assert not window.messages._bar.isVisible()


def test_a_bug_becomes_a_report_to_copy(show: Show, hub: Hub) -> None:
    window = show(hub)
    window.show_bug("Traceback: something")
    settle()
    (dialog,) = window.findChildren(BugDialog)
    (text,) = dialog.findChildren(QPlainTextEdit)
    assert "Traceback: something" in text.toPlainText()
    assert "Qt" in text.toPlainText()
    dialog._on_copy_clicked()
    assert QApplication.clipboard().text() == text.toPlainText()
    dialog.accept()
    settle()


def test_an_exception_in_any_thread_reaches_the_window(qtbot: object) -> None:
    guard = BugGuard()
    found: list[str] = []
    guard.found.connect(found.append)
    guard._previous = lambda *_arguments: None
    try:
        raise ZeroDivisionError("by zero")
    except ZeroDivisionError as error:
        guard._on_exception(type(error), error, error.__traceback__)
    assert "ZeroDivisionError: by zero" in found[0]


@pytest.mark.parametrize(("lang", "word"), [("th", "ยกเลิก"), ("en", "Cancel")])
def test_buttons_of_qt_speak_the_language(show: Show, hub: Hub, lang: str, word: str) -> None:
    window = show(hub, lang=lang)
    words = QtWords(window.front)
    QApplication.installTranslator(words)
    try:
        box = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        assert box.buttons()[0].text().replace("&", "") == word
    finally:
        QApplication.removeTranslator(words)
    box.deleteLater()


def test_a_board_keeps_its_selection_through_a_change_of_language(show: Show, hub: Hub) -> None:
    window = show(hub, lang="en")
    page = bookings_page(window)
    block = page.scene().blocks[0]
    page.board.choose(block.occurrence_id)
    window.front.speak("th")
    settle()
    detail = page.inspector.detail()
    assert detail is not None
    assert detail.block.occurrence_id == block.occurrence_id


def test_enter_presses_the_button_that_has_the_focus(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.book_button.setFocus()
    QTest.keyClick(page.book_button, Qt.Key.Key_Return)
    assert page.popover.isVisible()


def test_what_was_read_from_a_spreadsheet_can_be_taken_back(
    show: Show, empty_hub: Hub, tmp_path: Path
) -> None:
    window = show(empty_hub, "today")
    file = tmp_path / "orgs.csv"
    file.write_text("code,name_en,class\nACT,Anti-Corruption Trust,resident\n", "utf-8")
    import_table(window.front, "organisations", file, owner=window)
    settle()
    with empty_hub.read() as session:
        assert [choice.code for choice in load_orgs(session)] == ["ACT"]
    QTest.mouseClick(window.messages._undo, Qt.MouseButton.LeftButton)
    settle()
    with empty_hub.read() as session:
        assert not list(load_orgs(session))


def test_pages_are_made_when_they_are_first_shown(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    assert [page.name for page in window.pages.made()] == ["today"]
    window.front.go(Place("settings"))
    assert [page.name for page in window.pages.made()] == ["today", "settings"]
    assert window.current().name == "settings"


def test_the_rail_says_what_the_pages_say(show: Show, hub: Hub) -> None:
    window = show(hub)
    for entry in PAGES:
        page = window.pages[entry.name]
        assert (page.name, page.msgid) == (entry.name, entry.msgid)


def test_trouble_with_the_machine_stays_until_it_is_over(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    window.front.refuse(DiskFullError(location="hub.hubdesk"))
    assert window.trouble.isVisible()
    assert window.trouble.text().endswith("(since 13:42)")
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at += timedelta(minutes=5)
    window.show_page("bookings")
    window.front.refuse(DiskFullError(location="hub.hubdesk"))
    assert window.trouble.isVisible()
    assert window.trouble.text().endswith("(since 13:42)")
    said = window.trouble.text()
    window.front.speak("th")
    assert window.trouble.text() != said
    window.front.write(
        lambda uow: orgs.add_organisation(uow, code="NEW", name_en="New"), owner=window
    )
    assert not window.trouble.isVisible()


def test_trouble_is_closed_by_the_keyboard(show: Show, hub: Hub) -> None:
    window = show(hub)
    window.front.refuse(DiskFullError(location="hub.hubdesk"))
    window.trouble.close_button.setFocus()
    QTest.keyClick(window.trouble.close_button, Qt.Key.Key_Space)
    assert window.trouble.error() is None


def test_a_report_of_a_bug_tells_no_secret() -> None:
    text = report_text(
        "OperationalError: postgresql://mali:hunter2@server/hub password=hunter2\n"
        "[parameters: {'title': 'Board of the house'}]\n"
        "{'id': 1, 'code_secret': '0f3a9'} code_secret=0f3a9\n"
        "DETAIL: Key (email)=(mali@example.org) exists.\n"
    )
    for secret in ("hunter2", "0f3a9", "Board of the house", "mali@example.org"):
        assert secret not in text
    assert "postgresql://mali@server/hub" in text


def test_hidden_pages_get_the_new_look_before_they_are_seen(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "today", lang="en")
    window.show_page("costs")
    costs = costs_page(window)
    window.show_page("today")
    window.front.speak("th")
    window.top.look_chosen.emit("dark")
    assert costs.property("hubdesk_look") == "light"
    qtbot.waitUntil(lambda: costs.property("hubdesk_look") == "dark")
    assert window.front.sleepers.next() is None or costs.isHidden()
    window.top.look_chosen.emit("light")
    window.show_page("costs")
    assert costs.property("hubdesk_look") == "light"


def test_commands_have_their_keys_while_their_page_is_in_front(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    ran: list[str] = []
    page = window.pages["today"]
    page.commands = lambda: (Command("x", "x", lambda: ran.append("x"), "Ctrl+Shift+J"),)  # type: ignore[method-assign]
    window.show_page("today")
    keys = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    QTest.keyClick(window, Qt.Key.Key_J, keys)
    assert ran == ["x"]
    window.show_page("bookings")
    QTest.keyClick(window, Qt.Key.Key_J, keys)
    assert ran == ["x"]


def test_a_small_screen_reaches_all_of_a_page(show: Show, hub: Hub) -> None:
    """1280 \u00d7 800 at 200 % are 640 \u00d7 400."""
    window = show(hub, "today", size=(640, 380))
    assert (window.width(), window.height()) == (640, 380)
    assert squeezed(window.top) == []
    page = today_page(window)
    book = page.line.book
    assert book.visibleRegion().isEmpty()
    while not book.hasFocus():
        QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Tab)
    settle()
    assert book.visibleRegion().boundingRect().size() == book.size()


def test_a_pill_has_an_outline_where_its_ground_is_white(tmp_path: Path) -> None:
    sheets = {mode: style_sheet(load_theme(mode), tmp_path) for mode in MODES}
    edges = {mode: sheet.partition('kind="pill"]')[2].partition("}")[0] for mode, sheet in
             sheets.items()}  # fmt: skip
    strong = load_theme("contrast").colour("line_strong").name()
    assert f"border: 1px solid {strong}" in edges["contrast"]
    assert all("transparent" in edges[mode] for mode in ("light", "dark"))
