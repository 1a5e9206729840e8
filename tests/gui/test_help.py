"""Help pages and the sheet of keys."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.kernel.resources import resource
from hubdesk.ui.frame.window import Window
from hubdesk.ui.help.cheats import CheatSheet
from hubdesk.ui.help.panel import HelpPanel
from hubdesk.ui.help.topics import TOPICS, text_of, title_of
from tests.gui.show import Show, settle


def _panel(window: Window) -> HelpPanel:
    panel = window.findChild(HelpPanel)
    assert isinstance(panel, HelpPanel)
    return panel


def _sheet(window: Window) -> CheatSheet:
    sheet = window.findChild(CheatSheet)
    assert isinstance(sheet, CheatSheet)
    return sheet


@pytest.mark.parametrize("topic", TOPICS)
def test_a_topic_is_told_in_both_languages(topic: str) -> None:
    english, thai = text_of(topic, "en"), text_of(topic, "th")
    assert english.startswith("# ")
    assert re.search("[ก-๙]", thai)
    assert title_of(topic, "en") != title_of(topic, "th")
    for text in (english, thai):
        for target in re.findall(r"\]\(([^)]+)\)", text):
            assert target.removesuffix(".md") in TOPICS, target


def test_no_page_of_help_is_left_out() -> None:
    for lang in ("en", "th"):
        files = {path.stem for path in resource(f"help/{lang}").iterdir()}
        assert files == set(TOPICS)


def test_help_opens_at_the_place(show: Show, hub: Hub, qtbot: QtBot) -> None:
    window = show(hub, "settings", lang="th")
    qtbot.keyClick(window, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    panel = _panel(window)
    assert panel.isVisible()
    assert panel.topic == "settings"
    assert "ตั้งค่า" in panel.browser.toPlainText()
    window.front.speak("en")
    assert panel.browser.toPlainText().startswith("Settings")


def test_a_page_of_help_begins_at_its_top(show: Show, hub: Hub) -> None:
    window = show(hub, lang="th")
    window.show_help()
    settle()
    panel = window.findChild(HelpPanel)
    assert panel is not None
    bar = panel.browser.verticalScrollBar()
    assert bar.maximum() > 0
    assert bar.value() == 0


def test_help_follows_links_inside_the_program_only(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    window.show_help()
    panel = _panel(window)
    panel.browser.anchorClicked.emit(QUrl("settings.md"))
    assert panel.topic == "settings"
    panel.browser.anchorClicked.emit(QUrl("https://example.org/"))
    assert panel.topic == TOPICS[0]


def test_escape_and_a_click_outside_give_the_keyboard_back(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "settings")
    before = QApplication.focusWidget()
    window.show_help()
    panel = _panel(window)
    qtbot.keyClick(panel.browser, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert QApplication.focusWidget() is before
    window.show_help()
    qtbot.mouseClick(panel, Qt.MouseButton.LeftButton, pos=QPoint(10, 300))
    assert not panel.isVisible()


def test_the_sheet_lists_the_keys_of_the_page(show: Show, hub: Hub, qtbot: QtBot) -> None:
    window = show(hub, "bookings")
    qtbot.keyClick(window, Qt.Key.Key_F1)
    sheet = _sheet(window)
    assert sheet.isVisible()
    texts = {label.text() for label in sheet.findChildren(QLabel)}
    words = window.front.words
    for command in window.current().commands():
        if command.keys:
            assert words.t(command.msgid) in texts
    assert "Ctrl+K" in texts
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert not sheet.isVisible()


def test_opening_help_leaves_the_palette_as_it_is(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    window.show_help()
    settle()
    window.grab()
    assert window.front.theme.colour("text").alpha() == 255
