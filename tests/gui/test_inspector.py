"""The inspector: what may be done with a date now, its past in words, and messages that name it."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.kernel.clock import FixedClock
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.widgets.timefield import minute_of_text
from tests.gui.show import Show, block_of, bookings_page, settle, stored

LEFT, ENTER = Qt.MouseButton.LeftButton, Qt.Key.Key_Return


def chosen(page: BookingsPage, room: str, starts: int) -> int:
    """Select a date."""
    number = block_of(page.board, room, starts).occurrence_id
    page.show_occurrence(number)
    settle()
    return number


def said(page: BookingsPage) -> str:
    """Everything the history says."""
    past = page.inspector._past
    return " | ".join(label.text() for label in past.findChildren(QLabel))


def press(button: QPushButton) -> None:
    assert button.isVisible()
    QTest.mouseClick(button, LEFT)
    settle()


def test_a_check_in_is_offered_only_when_it_is_due(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    chosen(page, "R2", 15 * 60)
    assert not page.inspector.check_in.isEnabled()
    assert "14:45" in page.inspector.check_in.toolTip()
    clock = hub.database.clock
    assert isinstance(clock, FixedClock)
    clock.at = datetime(2026, 10, 22, 7, 45, tzinfo=UTC)
    page.tick()
    assert page.inspector.check_in.isEnabled()


def test_a_check_in_is_taken_back(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = chosen(page, "R1", 14 * 60)
    hub_clock = hub.database.clock
    assert isinstance(hub_clock, FixedClock)
    hub_clock.at = datetime(2026, 10, 22, 6, 50, tzinfo=UTC)
    page.tick()
    press(page.inspector.check_in)
    assert stored(hub, number)[1]["status"] == "checked_in"
    press(page.inspector.undo_check_in)
    assert stored(hub, number)[1]["status"] == "booked"
    assert "Check-in taken back" in said(page)


def test_what_is_held_is_booked_for_good(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = chosen(page, "R1", 9 * 60)
    assert stored(hub, number)[1]["status"] == "held"
    press(page.inspector.confirm)
    assert stored(hub, number)[1]["status"] == "booked"
    assert not page.inspector.confirm.isVisible()
    assert "Hold confirmed" in said(page)


def test_a_cancellation_names_the_date_and_can_be_taken_back(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    number = chosen(page, "R2", 15 * 60)
    press(page.inspector.cancel)
    assert page.inspector.cancel_form.reason.hasFocus()
    QTest.keyClicks(page.inspector.cancel_form.reason, "Strike")
    QTest.keyClick(page.inspector.cancel_form.reason, ENTER)
    settle()
    message = window.messages.message()
    assert message == "Cancelled: Mun, Thu 22 Oct 2026 15:00\u201317:00 (BUD)"
    row = stored(hub, number)[1]
    assert (row["status"], row["reason"]) == ("cancelled", "Strike")
    QTest.keyClick(page.board, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    assert stored(hub, number)[1]["status"] == "booked"


def test_the_message_names_the_date_in_thai(show: Show, hub: Hub) -> None:
    window = show(hub, lang="th")
    page = bookings_page(window)
    chosen(page, "R2", 15 * 60)
    page.inspector.ask_cancel()
    QTest.keyClick(page.inspector.cancel_form.reason, ENTER)
    settle()
    message = window.messages.message()
    assert "\u0e21\u0e39\u0e25" in message
    assert "2569" in message
    assert "(BUD)" in message


def test_the_later_dates_of_a_series_go_with_one_that_is_named(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    page.show_day(page.day.replace(day=29))
    number = chosen(page, "R3", 9 * 60)
    page.inspector.ask_cancel()
    assert page.inspector.cancel_form.scope.isVisible()
    press_scope = page.inspector.cancel_form.scope.button("following")
    QTest.mouseClick(press_scope, LEFT)
    settle()
    told = page.inspector.cancel_form.change
    assert told.isVisible()
    assert told.text().startswith("3 dates go")
    QTest.keyClick(page.inspector.cancel_form.reason, ENTER)
    settle()
    assert "and 2 more dates" in window.messages.message()
    assert stored(hub, number)[1]["status"] == "cancelled"


def test_a_date_is_moved_by_typing_and_the_past_says_from_where_to_where(
    show: Show, hub: Hub
) -> None:
    window = show(hub)
    page = bookings_page(window)
    number = chosen(page, "R1", 14 * 60)
    press(page.inspector.move_button)
    form = page.inspector.move_form
    assert form.day.hasFocus()
    form.starts.selectAll()
    QTest.keyClicks(form.starts, "1600")
    form.ends.selectAll()
    QTest.keyClicks(form.ends, "17.30")
    QTest.keyClick(form.ends, ENTER)
    settle()
    row = stored(hub, number)[1]
    assert row["starts_at"] == datetime(2026, 10, 22, 9, tzinfo=UTC)
    assert not form.isVisible()
    assert "14:00\u201315:30" in window.messages.message()
    assert "16:00\u201317:30" in window.messages.message()
    assert "Time 14:00\u201315:30 \u2192 16:00\u201317:30" in said(page)


def test_a_place_that_is_taken_is_told_in_the_form(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = chosen(page, "R1", 14 * 60)
    page.inspector.ask_move()
    form = page.inspector.move_form
    form.starts.set_minute(18 * 60)
    form.ends.set_minute(19 * 60)
    QTest.keyClick(form.ends, ENTER)
    settle()
    assert form.isVisible()
    assert form._problem.text()
    assert stored(hub, number)[1]["starts_at"] == datetime(2026, 10, 22, 7, tzinfo=UTC)


def test_a_time_that_is_none_is_told_and_kept(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    chosen(page, "R1", 14 * 60)
    page.inspector.ask_move()
    form = page.inspector.move_form
    form.starts.setText("25:90")
    QTest.keyClick(form.starts, ENTER)
    assert "14:30" in form._problem.text()
    assert form.starts.text() == "25:90"


def test_a_date_is_copied_by_typing(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    chosen(page, "R1", 14 * 60)
    page.inspector.ask_move()
    form = page.inspector.move_form
    form.room.setCurrentIndex(next(
        at for at in range(form.room.count()) if form.room.itemText(at).startswith("Pa Sak")
    ))  # fmt: skip
    form.starts.set_minute(16 * 60)
    form.ends.set_minute(17 * 60)
    press(form.copy_button)
    assert block_of(page.board, "R3", 16 * 60).title == "Data clinic"
    assert window.messages.message().startswith("Copied: Pa Sak")


def test_nobody_came_and_the_room_is_released(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    number = chosen(page, "R3", 13 * 60)
    press(page.inspector.no_show)
    assert stored(hub, number)[1]["status"] == "no_show"
    press(page.inspector.release)
    assert stored(hub, number)[1]["status"] == "released"
    assert window.messages.message().startswith("Released: Pa Sak, Thu 22 Oct 2026 13:00")


def test_who_comes_after_all_is_let_in(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    number = chosen(page, "R3", 13 * 60)
    press(page.inspector.no_show)
    press(page.inspector.check_in)
    assert stored(hub, number)[1]["status"] == "checked_in"


def test_the_past_tells_who_when_and_what_was_written(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    chosen(page, "R1", 14 * 60)
    page.hands.edit()
    page.popover.project.selectAll()
    QTest.keyClicks(page.popover.project, "OD-15")
    QTest.keyClick(page.popover.project, ENTER)
    settle()
    past = said(page)
    assert "Project OD-14 \u2192 OD-15" in past
    assert "22 Oct 2026 13:42 \u00b7 manager" in past
    assert "Booked" in past


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("9:30", 570), ("9.30", 570), ("0930", 570), ("930", 570), ("14", 840),
        ("14:05 \u0e19.", 845), ("24:00", 1440), ("24:01", None), ("12:60", None),
        ("noon", None), ("", None),
        ("\u0e51\u0e52:\u0e50\u0e50", None),
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_write_it(text: str, minute: int | None) -> None:
    assert minute_of_text(text) == minute


def test_the_arrows_move_a_time_by_quarters(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    chosen(page, "R1", 14 * 60)
    page.inspector.ask_move()
    field = page.inspector.move_form.starts
    field.set_minute(14 * 60 + 5)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "14:15"
    QTest.keyClick(field, Qt.Key.Key_Down)
    assert field.text() == "14:00"
    field.set_minute(24 * 60)
    QTest.keyClick(field, Qt.Key.Key_Up)
    assert field.text() == "24:00"


@pytest.mark.parametrize("lang", ["th", "en"])
def test_no_part_of_it_is_empty(show: Show, hub: Hub, lang: str) -> None:
    page = bookings_page(show(hub, lang=lang))
    for room, starts in (("R2", 15 * 60), ("R1", 9 * 60)):
        chosen(page, room, starts)
        column = page.inspector._body.layout()
        assert column is not None
        items = [column.itemAt(at) for at in range(column.count())]
        parts = [item.widget() for item in items if item is not None]
        shown = [part for part in parts if part is not None and part.isVisible()]
        assert len(shown) > 2
        for part in shown:
            said = [label for label in part.findChildren(QLabel) if label.isVisible()]
            assert any(label.text() for label in said), part


def test_the_question_before_a_cancellation_is_in_sight(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub, size=(1100, 600)))
    chosen(page, "R2", 15 * 60)
    page.inspector.ask_cancel()
    settle()
    forms: list[QWidget] = [page.inspector.cancel_form, page.inspector.move_form]
    assert forms[0].visibleRegion().boundingRect().height() == forms[0].height()
    page.inspector.close_forms()
    page.inspector.ask_move()
    settle()
    assert forms[1].visibleRegion().boundingRect().height() == forms[1].height()


def test_what_is_written_on_a_series_is_told_of_the_date_that_was_edited(
    show: Show, hub: Hub
) -> None:
    window = show(hub)
    page = bookings_page(window)
    page.show_day(date(2026, 10, 29))
    settle()
    chosen(page, "R3", 9 * 60)
    page.hands.edit()
    page.popover.title.selectAll()
    QTest.keyClicks(page.popover.title, "Stand-up")
    QTest.keyClick(page.popover.title, ENTER)
    settle()
    assert "Thu 29 Oct 2026" in window.messages.message()
