"""The quick walk-in: F8, letters, Enter – three actions, by keyboard alone, from any page."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget

from hubdesk.booking.queries.listing import DateLine, bookings
from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import monotonic
from hubdesk.ui.frame.window import Window
from hubdesk.ui.kiosk.chooser import KioskChooser, ask_for_kiosk
from hubdesk.ui.today.walkinnow import QuickWalkIn
from tests.gui.house import DAY, NOW
from tests.gui.show import Show, settle


class Keyboard:
    """Whoever uses only the keyboard; counts what they do.

    Attributes:
        actions: keys pressed, and words typed without a pause.
    """

    def __init__(self, window: Window) -> None:
        self.window = window
        self.actions = 0

    def _to(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        return popup or QApplication.focusWidget() or self.window

    def press(self, key: Qt.Key) -> None:
        self.actions += 1
        QTest.keyClick(self._to(), key)
        settle()

    def type(self, text: str) -> None:
        self.actions += 1
        for sign in text:
            QTest.keyClicks(self._to(), sign)


def walked_in(hub: Hub) -> list[DateLine]:
    with hub.read() as session:
        found = bookings(session, from_at=NOW, to_at=NOW.replace(hour=16))
    return [one for one in found if one.status == "checked_in" and one.starts_at == NOW]


def panel(window: Window) -> QuickWalkIn:
    found = window.findChild(QuickWalkIn)
    assert isinstance(found, QuickWalkIn)
    return found


@pytest.mark.parametrize("page", ["today", "bookings", "organisations", "costs", "settings"])
def test_a_walk_in_takes_three_actions_and_less_than_ten_seconds(
    show: Show, hub: Hub, page: str
) -> None:
    window = show(hub, page)
    began = monotonic()
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("civ")
    keyboard.press(Qt.Key.Key_Return)
    assert keyboard.actions <= 3
    assert monotonic() - began < 10
    (booked,) = walked_in(hub)
    assert (booked.org, booked.resource) != ("CIV", "")
    assert booked.org == "CIV"
    assert (booked.ends_at - booked.starts_at).total_seconds() == 63 * 60  # 13:42 to 14:45
    assert not panel(window).isVisible()
    assert window.messages.message().startswith("Booked and checked in: ")


def test_the_second_f8_takes_half_an_hour(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("budget")
    keyboard.press(Qt.Key.Key_Return)
    (booked,) = walked_in(hub)
    assert booked.org == "BUD"
    assert (booked.ends_at - booked.starts_at).total_seconds() == 33 * 60  # to 14:15


def test_one_walk_in_after_the_other(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    for letters in ("civ", "bud"):
        window.activateWindow()  # without a window manager a closed list keeps that
        settle()
        keyboard.press(Qt.Key.Key_F8)
        keyboard.type(letters)
        keyboard.press(Qt.Key.Key_Return)
    assert sorted(one.org for one in walked_in(hub)) == ["BUD", "CIV"]


def test_another_room_is_one_tab_further(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    walk = panel(window)
    first = walk.room.currentData()
    QTest.keyClicks(walk.org, "law")
    QTest.keyClick(walk.org, Qt.Key.Key_Tab)
    assert walk.room.hasFocus()
    QTest.keyClick(walk.room, Qt.Key.Key_Down)
    second = walk.room.currentData()
    assert second != first
    QTest.keyClick(walk.room, Qt.Key.Key_Return)
    settle()
    (booked,) = walked_in(hub)
    assert booked.resource_id == second


def test_it_is_taken_back_as_a_whole(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("civ")
    keyboard.press(Qt.Key.Key_Return)
    QTest.keySequence(window, "Ctrl+Z")
    settle()
    assert walked_in(hub) == []


def test_who_fits_nobody_is_told_so_and_nothing_is_booked(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("zzz")
    keyboard.press(Qt.Key.Key_Return)
    assert panel(window).isVisible()
    assert "zzz" in panel(window).note.text()
    keyboard.press(Qt.Key.Key_Escape)
    assert not panel(window).isVisible()
    assert walked_in(hub) == []


def test_while_several_fit_enter_asks_which_and_arrows_choose(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    keyboard = Keyboard(window)
    keyboard.press(Qt.Key.Key_F8)
    keyboard.type("a")  # Anti-Corruption Trust, Budget Watch, Civic Data Lab, Legal Aid Network
    keyboard.press(Qt.Key.Key_Return)
    walk = panel(window)
    assert walk.isVisible()
    assert walked_in(hub) == []
    assert walk.note.text().startswith("4 organisations fit.")
    assert walk.org.text().startswith("ACT ")
    keyboard.press(Qt.Key.Key_Down)
    assert walk.org.text().startswith("BUD ")
    keyboard.press(Qt.Key.Key_Return)
    (booked,) = walked_in(hub)
    assert booked.org == "BUD"


def test_enter_before_the_organisations_are_read_waits_for_them(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    window.walk_in()
    walk = panel(window)
    walk.org.setText("civ")
    walk.org.returnPressed.emit()
    assert "civ" not in walk.note.text()
    settle()
    (booked,) = walked_in(hub)
    assert booked.org == "CIV"


def test_a_long_refusal_is_seen_whole(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    Keyboard(window).press(Qt.Key.Key_F8)
    walk = panel(window)
    walk.note.setText("The rule of the house says so, and why it says so is said here. " * 6)
    settle()
    assert walk.note.height() >= walk.note.heightForWidth(walk.note.width())


def test_enter_twice_books_once(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    Keyboard(window).press(Qt.Key.Key_F8)
    walk = panel(window)
    walk.org.setText("CIV")
    walk.book.click()
    walk._book(next(iter(walk._loaded.orgs)))  # type: ignore[union-attr]
    settle()
    assert len(walked_in(hub)) == 1


@pytest.mark.parametrize("lang", ["th", "en"])
def test_everything_on_it_has_a_name(show: Show, hub: Hub, lang: str) -> None:
    window = show(hub, "today", lang=lang)
    Keyboard(window).press(Qt.Key.Key_F8)
    walk = panel(window)
    for field in (walk.org, walk.room, walk.book, walk.length.button("30")):
        assert isinstance(field, QWidget)
        text = field.text() if not isinstance(field, (QComboBox, QLineEdit)) else ""
        assert field.accessibleName() or text
    assert DAY.year == 2026


def test_a_kiosk_is_asked_for_from_any_page(show: Show, hub: Hub) -> None:
    window = show(hub, "bookings")
    ask_for_kiosk(window)
    chooser = window.findChild(KioskChooser)
    assert isinstance(chooser, KioskChooser)
    shown = [chooser.place.itemText(at) for at in range(chooser.place.count())]
    assert shown[0].startswith("Foyer")
    assert "Door: Chi" in shown
    assert all("Desk" not in text for text in shown)
