"""The whole series on one page: looked at before it is changed, dates put back, waiting, copies."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester

from hubdesk.booking.model import BookingRequest, BookingResult, OnClash, Target, Wanted
from hubdesk.booking.queries.listing import DateLine, booking_details
from hubdesk.booking.queries.waiting import waiting_list
from hubdesk.booking.service import book, cancel, set_reconfirmation
from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.series.whole import SeriesWhole
from hubdesk.ui.settings.holidays import HolidaysSection
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.today.offers import OffersCard
from hubdesk.ui.today.standing import StandingCard
from tests.gui.house import wall
from tests.gui.show import Show, bookings_page, lane_of, settle

ENTER = Qt.Key.Key_Return


@pytest.fixture
def page(show: Show, hub: Hub) -> BookingsPage:
    return bookings_page(show(hub))


def room_of(page: BookingsPage) -> int:
    return page.scene().lanes[lane_of(page.board, "R3")].resource_id


def booked(hub: Hub, room: int, *, org: int = 3, rrule: str | None = None) -> BookingResult:
    """In a room at three on 23 October, and as the rule says."""
    with hub.write() as uow:
        return book(uow, BookingRequest(
            org, (Wanted(room),), wall(15, 0, 23), wall(16, 0, 23), title="Clinic", rrule=rrule,
            on_clash=OnClash.SKIP if rrule else OnClash.REFUSE,
        ))  # fmt: skip


def shown(page: BookingsPage, result: BookingResult, at: int = 0) -> SeriesWhole:
    assert result.booking_id is not None
    number = result.dates[at].occurrence_id
    assert number is not None
    page.series.show_whole(result.booking_id, number)
    settle()
    whole = page.series.whole
    assert whole is not None
    assert whole.whole is not None
    return whole


def lines(hub: Hub, booking_id: int | None) -> tuple[DateLine, ...]:
    assert booking_id is not None
    with hub.read() as session:
        return booking_details(session, booking_id).dates


def test_a_later_start_is_shown_before_it_is_written(page: BookingsPage, hub: Hub) -> None:
    result = booked(hub, room_of(page), rrule="FREQ=DAILY;COUNT=5")
    whole = shown(page, result, 2)
    ModelTester(whole.dates.model)
    assert whole.changes.sums.text() == "Nothing is different yet."
    assert not whole.save.isEnabled()
    whole.form.starts.setFocus()
    whole.form.starts.setText("16.30")
    QTest.keyClick(whole.form.starts, ENTER)
    whole.form.ends.setText("17.30")
    QTest.keyClick(whole.form.ends, ENTER)
    settle()
    assert whole.changes.sums.text() == (
        "3 dates change \u00b7 2 earlier dates stay \u00b7 it goes on as a booking of its own"
    )
    assert len(whole.changes.model.rows) == 3
    assert {line.starts_at.hour for line in lines(hub, result.booking_id)} == {8}
    whole.save.click()
    settle()
    assert len(lines(hub, result.booking_id)) == 2
    assert whole.whole is not None
    assert len(whole.whole.details.dates) == 3


def test_what_clashes_is_asked_about(page: BookingsPage, hub: Hub) -> None:
    room = room_of(page)
    result = booked(hub, room, rrule="FREQ=DAILY;COUNT=4")
    with hub.write() as uow:
        book(uow, BookingRequest(1, (Wanted(room),), wall(17, 0, 24), wall(18, 0, 24)))
    whole = shown(page, result)
    whole.form.scopes.button("all").click()
    whole.form.starts.set_minute(17 * 60)
    whole.form.ends.set_minute(18 * 60)
    whole.form.edited.emit()
    settle()
    assert not whole.save.isEnabled()
    assert whole.form.clashing.isVisible()
    whole.form.clashing.setCurrentIndex(1)
    whole.form.clashing.activated.emit(1)
    settle()
    assert "1 stays where it is" in whole.changes.sums.text()
    whole.save.click()
    settle()
    hours = [line.starts_at.hour for line in lines(hub, result.booking_id)]
    assert hours == [10, 8, 10, 10]


def test_a_skipped_date_shows_its_place_in_line_and_its_offer(
    page: BookingsPage, hub: Hub
) -> None:
    room = room_of(page)
    held = booked(hub, room, org=1)
    result = booked(hub, room, rrule="FREQ=DAILY;COUNT=3")
    whole = shown(page, result)
    assert "waiting, number 1 in line" in whole.dates.model.rows[0].cells[4].text
    assert whole.dates.buttons["stop"].isVisible()
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    whole.load()
    settle()
    assert whole.dates.model.rows[0].cells[4].text.startswith("offered until")
    whole.dates.buttons["accept"].click()
    settle()
    assert lines(hub, result.booking_id)[0].status == "booked"


def test_a_range_is_cancelled_and_the_whole_is_left_by_escape(
    page: BookingsPage, hub: Hub
) -> None:
    result = booked(hub, room_of(page), rrule="FREQ=DAILY;COUNT=5")
    whole = shown(page, result)
    whole.more.first.set_day(date(2026, 10, 24))
    whole.more.last.set_day(date(2026, 10, 25))
    whole.more.cancel.click()
    settle()
    assert [line.status for line in lines(hub, result.booking_id)] == [
        "booked", "cancelled", "cancelled", "booked", "booked",
    ]  # fmt: skip
    QTest.keyClick(whole, Qt.Key.Key_Escape)
    assert not page.series.reviewing()


def test_a_copy_is_looked_at_before_it_is_booked(page: BookingsPage, hub: Hub) -> None:
    result = booked(hub, room_of(page), rrule="FREQ=DAILY;COUNT=3")
    whole = shown(page, result)
    whole.more.copy_day.set_day(date(2026, 11, 2))
    whole.more.copy.click()
    settle()
    review = page.series.review
    assert review is not None
    assert review.state is not None
    assert [x.asked_at.day for x in review.state.dates] == [2, 3, 4]
    review.foot.book.click()
    settle()
    assert result.booking_id is not None
    assert len(lines(hub, result.booking_id + 1)) == 3


def test_today_shows_offers_and_what_is_to_be_confirmed(show: Show, hub: Hub) -> None:
    room = room_of(bookings_page(show(hub)))
    held = booked(hub, room, org=1)
    result = booked(hub, room, rrule="FREQ=WEEKLY;COUNT=12")
    assert result.booking_id is not None
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    with hub.write() as uow:
        set_reconfirmation(uow, result.booking_id, 1)
    window = show(hub, "today")
    settle()
    offers = window.findChild(OffersCard)
    standing = window.findChild(StandingCard)
    assert offers is not None
    assert standing is not None
    assert [line.state for line in offers.lines] == ["offered"]
    assert standing.lines == ()
    buttons = {button.property("deed"): button for button in offers.findChildren(QPushButton)}
    buttons["accept"].click()
    settle()
    with hub.read() as session:
        assert waiting_list(session) == ()


def test_holidays_are_proposed_changed_and_removed(show: Show, hub: Hub) -> None:
    window = show(hub, "settings")
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    page.show_section("holidays")
    settle()
    section = page.sections["holidays"]
    assert isinstance(section, HolidaysSection)
    section.propose.click()
    settle()
    assert section.model.rowCount() > 15
    section.view.selectRow(0)
    assert section.chosen is not None
    section.form.inputs["name_en"].show_value("First day")
    section.form.save.setEnabled(True)
    before = section.model.rowCount()
    section.remove.click()
    settle()
    assert section.model.rowCount() == before - 1


def test_who_waits_answers_the_offer_or_leaves_the_line_from_the_inspector(
    page: BookingsPage, hub: Hub
) -> None:
    held = booked(hub, room_of(page), org=1)
    page.show_day(date(2026, 10, 23))
    inspector, form = page.inspector, page.hands.popover

    def wait() -> int:
        page.board.choose(held.dates[0].occurrence_id)
        settle()
        inspector.wait.click()
        assert form.book.text() == "Put on the waiting list"
        QTest.keyClicks(form.org, "civ")
        QTest.keyClick(form.org, ENTER)
        QTest.keyClick(form.title, ENTER)
        settle()
        detail = inspector.detail()
        assert detail is not None
        assert inspector.waiting.isVisible()
        return detail.block.occurrence_id

    wait()
    inspector.waiting.stop.click()
    settle()
    assert not inspector.waiting.isVisible()
    number = wait()
    with hub.write() as uow:
        cancel(uow, Target(booking_id=held.booking_id))
    page.load()
    page.board.choose(number)
    settle()
    detail = inspector.detail()
    assert detail is not None
    assert [past.action for past in detail.history] == ["waiting.tended", "booking.booked"]
    inspector.waiting.accept.click()
    settle()
    detail = inspector.detail()
    assert detail is not None
    assert detail.block.status == "booked"
    assert not inspector.waiting.isVisible()
