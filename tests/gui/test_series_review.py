"""A series is looked at date by date before anything is written."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QRect, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester

from hubdesk.booking.model import BookingRequest, Target, Wanted
from hubdesk.booking.queries.targets import select_dates
from hubdesk.booking.service import book
from hubdesk.bootstrap import Hub
from hubdesk.hub.service.holidays import add_holiday
from hubdesk.rules.service import Draft, add_policy
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.repeat import Every
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.help.panel import HelpPanel
from hubdesk.ui.series.delegate import column_lefts
from hubdesk.ui.series.review import SeriesReview
from hubdesk.ui.series.state import Pick
from hubdesk.ui.series.table import below_facts, pick_rects, refused_why
from tests.gui.house import wall
from tests.gui.show import Show, block_of, bookings_page, lane_of, settle
from tests.gui.test_today_lets_pass import ask_a_day_ahead, last_facts, say_why
from tests.gui.walk import squeezed

ENTER, CTRL = Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier


def id_of(page: BookingsPage, room: str) -> int:
    return page.scene().lanes[lane_of(page.board, room)].resource_id


def block_room(hub: Hub, room: int, day: int, org: int = 2, starts: int = 15) -> None:
    """Somebody else has the room on a day of October."""
    with hub.write() as uow:
        book(uow, BookingRequest(
            org, (Wanted(room),), wall(starts, 0, day), wall(starts + 2, 0, day), title="Audit",
        ))  # fmt: skip


def begun(page: BookingsPage, every: Every = Every.DAY, count: int = 4) -> SeriesReview:
    """The review of a daily series in R3 from 22 October, 15:00 to 16:00."""
    page.board.propose(lane_of(page.board, "R3"), Span(900, 960))
    form = page.popover
    QTest.keyClicks(form.org, "civ")
    QTest.keyClick(form.org, ENTER)
    QTest.keyClicks(form.title, "Clinic")
    form.repeat.choose(every)
    form.repeat.ends.setCurrentIndex(1)
    form.repeat.count.setValue(count)
    QTest.keyClick(form.title, ENTER)
    settle()
    review = page.series.review
    assert review is not None
    assert review.state is not None
    review.window().activateWindow()  # the list of organisations had it
    settle()
    return review


@pytest.fixture
def page(show: Show, hub: Hub) -> BookingsPage:
    """The bookings; R3 is taken on 23 and 24 October at three."""
    found = bookings_page(show(hub))
    room = id_of(found, "R3")
    block_room(hub, room, 23)
    block_room(hub, room, 24)
    return found


def dates_of(hub: Hub, occurrence_id: int) -> list[tuple[str, int, bool]]:
    """(status, resource, moved) of every date of the booking that has one of them."""
    with hub.read() as session:
        booking = select_dates(session, Target(occurrence_id=occurrence_id)).booking
        rows = select_dates(session, Target(booking_id=booking["id"])).dates
    rows.sort(key=lambda row: row["original_start"])
    return [(str(row["status"]), row["resource_id"], bool(row["moved"])) for row in rows]


def test_nothing_is_written_before_it_is_confirmed(page: BookingsPage, hub: Hub) -> None:
    before = len(page.scene().blocks)
    review = begun(page)
    assert review.isVisible()
    state = review.state
    assert state is not None
    assert [state.picked(at) for at in range(4)] == [Pick.BOOK, None, None, Pick.BOOK]
    assert review.list.at() == 1
    assert "Audit" in str(review.list.currentIndex().data())
    page.load()
    assert len(page.scene().blocks) == before


def test_help_in_the_review_is_about_series(page: BookingsPage) -> None:
    window = page.window()
    review = begun(page)
    QTest.keyClick(review.list, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    panel = window.findChild(HelpPanel)
    assert isinstance(panel, HelpPanel)
    assert panel.topic == "series"
    panel.dismiss()
    QTest.keyClick(review, Qt.Key.Key_Escape)
    QTest.keyClick(page.board, Qt.Key.Key_F1, Qt.KeyboardModifier.ShiftModifier)
    assert panel.topic == "bookings"


def test_keys_decide_every_date_and_ctrl_enter_books_them_all(
    page: BookingsPage, hub: Hub
) -> None:
    review = begun(page)
    rows = review.list
    QTest.keyClick(rows, Qt.Key.Key_R)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    QTest.keyClick(rows, Qt.Key.Key_T)
    QTest.keyClick(rows, Qt.Key.Key_Down)
    thai_s = QKeyEvent(QEvent.Type.KeyPress, 0x0E2B, Qt.KeyboardModifier.NoModifier, "\u0e2b")
    QApplication.sendEvent(rows, thai_s)  # the key of S on a Thai keyboard
    settle()
    state = review.state
    assert state is not None
    assert [state.picked(at) for at in range(4)] == [
        Pick.BOOK, Pick.ROOM, Pick.TIME, Pick.SKIP,
    ]  # fmt: skip
    assert state.shown(1).outcome.outcome == "booked"
    assert review.foot.book.text() == "Book 3 dates"
    elsewhere = state.shown(1).resource_id
    QTest.keyClick(rows, ENTER, CTRL)
    settle()
    assert not review.isVisible()
    block = block_of(page.board, "R3", 900)
    room = id_of(page, "R3")
    assert dates_of(hub, block.occurrence_id) == [
        ("booked", room, False), ("booked", elsewhere, True), ("booked", room, True),
        ("skipped", room, False),
    ]  # fmt: skip
    assert page.inspector.detail() is not None


def test_a_number_takes_a_proposal_and_the_card_shows_it(page: BookingsPage, hub: Hub) -> None:
    review = begun(page)
    assert review.side.cards[1].isVisible()
    QTest.keyClick(review.list, Qt.Key.Key_2)
    settle()
    state = review.state
    assert state is not None
    assert state.taken(1) == state.proposals[state.dates[1].asked_at][1]
    assert review.side.cards[1].isChecked()


def test_enter_goes_on_to_what_needs_a_choice_and_then_to_the_button(
    page: BookingsPage, hub: Hub
) -> None:
    review = begun(page)
    QTest.keyClick(review.list, Qt.Key.Key_S)
    QTest.keyClick(review.list, ENTER)
    assert review.list.at() == 2
    QTest.keyClick(review.list, Qt.Key.Key_S)
    QTest.keyClick(review.list, ENTER)
    assert review.foot.book.hasFocus()
    QTest.keyClick(review.foot.book, ENTER)
    settle()
    assert not review.isVisible()


def test_left_and_right_go_through_what_is_possible(page: BookingsPage, hub: Hub) -> None:
    review = begun(page)
    state = review.state
    assert state is not None
    QTest.keyClick(review.list, Qt.Key.Key_Right)
    assert state.picked(1) is Pick.ROOM
    QTest.keyClick(review.list, Qt.Key.Key_Left)
    assert state.picked(1) is Pick.ROOM
    QTest.keyClick(review.list, Qt.Key.Key_Right)
    assert state.picked(1) is Pick.TIME


def test_a_click_on_a_choice_takes_it_and_one_that_cannot_be_says_why(
    page: BookingsPage, show: Show, hub: Hub
) -> None:
    review = begun(page)
    rects = pick_rects(review.list.visualRect(review.model.index(1)))
    told: list[str] = []
    review.front.told.connect(lambda message: told.append(message.text))
    for pick in (Pick.BOOK, Pick.SKIP):
        point: QPoint = rects[pick].center()
        QTest.mouseClick(review.list.viewport(), Qt.MouseButton.LeftButton, pos=point)
    assert "Audit" in told[0]
    state = review.state
    assert state is not None
    assert state.picked(1) is Pick.SKIP


def test_undecided_dates_are_kept_as_skipped_with_their_reason(
    page: BookingsPage, hub: Hub
) -> None:
    review = begun(page)
    QTest.mouseClick(review.foot.book, Qt.MouseButton.LeftButton)
    settle()
    block = block_of(page.board, "R3", 900)
    assert [status for status, _, _ in dates_of(hub, block.occurrence_id)] == [
        "booked", "skipped", "skipped", "booked",
    ]  # fmt: skip


def test_who_was_faster_is_told_and_nothing_is_written(page: BookingsPage, hub: Hub) -> None:
    review = begun(page)
    told: list[str] = []
    review.front.told.connect(lambda message: told.append(message.text))
    review.list.go(3)
    QTest.keyClick(review.list, Qt.Key.Key_B)
    block_room(hub, id_of(page, "R3"), 25)
    QTest.mouseClick(review.foot.book, Qt.MouseButton.LeftButton)
    settle()
    assert told[0].startswith("Nothing was written")
    state = review.state
    assert review.isVisible()
    assert state is not None
    assert state.undecided(3)
    assert review.foot.book.text() == "Book 1 date"


def test_escape_goes_back_to_the_form_as_it_was_left(page: BookingsPage, hub: Hub) -> None:
    review = begun(page)
    QTest.keyClick(review.list, Qt.Key.Key_Escape)
    settle()
    assert not review.isVisible()
    assert page.popover.isVisible()
    assert page.popover.title.text() == "Clinic"
    assert page.popover.repeat.count.value() == 4
    QTest.keyClick(page.popover.title, ENTER)
    settle()
    assert review.isVisible()


def test_letters_are_choices_here_and_no_commands_of_the_board(
    page: BookingsPage, hub: Hub
) -> None:
    review = begun(page)
    for key in (Qt.Key.Key_R, Qt.Key.Key_T, Qt.Key.Key_W, Qt.Key.Key_D):
        QTest.keyClick(review.list, key)
    assert page.view == "day"
    assert review.isVisible()


def test_the_filter_shows_what_needs_a_choice(page: BookingsPage, hub: Hub) -> None:
    review = begun(page)
    QTest.mouseClick(review.filters.button("open"), Qt.MouseButton.LeftButton)
    assert review.model.rowCount() == 2
    assert review.filters.button("open").text() == "Need a choice 2"


def test_a_long_series_is_reviewed_too(page: BookingsPage, hub: Hub) -> None:
    review = begun(page, count=400)
    assert review.model.rowCount() == 400
    assert review.foot.book.text() == "Book 398 dates"


def test_a_series_that_cannot_be_booked_at_all_is_told_in_the_form(
    show: Show, hub: Hub
) -> None:
    page = bookings_page(show(hub))
    page.board.propose(lane_of(page.board, "R3"), Span(900, 960))
    form = page.popover
    QTest.keyClicks(form.org, "civ")
    QTest.keyClick(form.org, ENTER)
    form.repeat.choose(Every.YEAR)
    form.repeat.ends.setCurrentIndex(1)
    form.repeat.count.setValue(10)
    QTest.keyClick(form.title, ENTER)
    settle()
    assert form.isVisible()
    assert form._problem.text()


def test_the_list_of_dates(page: BookingsPage, hub: Hub, qtmodeltester: ModelTester) -> None:
    review = begun(page)
    qtmodeltester.check(review.model)


def test_a_booking_is_repeated_from_the_inspector(show: Show, hub: Hub) -> None:
    page = bookings_page(show(hub))
    page.show_occurrence(block_of(page.board, "R1", 14 * 60).occurrence_id)
    QTest.mouseClick(page.inspector.repeat, Qt.MouseButton.LeftButton)
    form = page.popover
    assert form.title.text() == "Data clinic"
    form.repeat.ends.setCurrentIndex(1)
    form.repeat.count.setValue(3)
    QTest.keyClick(form.title, ENTER)
    settle()
    review = page.series.review
    assert review is not None
    assert review.model.rowCount() == 2


@pytest.mark.parametrize("width", [560, 739, 740, 859, 860, 1300])
def test_no_column_of_a_row_lies_over_the_choices(width: int) -> None:
    row = QRect(0, 0, width, 120)
    lefts, picks = column_lefts(row), pick_rects(row)
    assert list(lefts) == sorted(lefts)
    assert lefts[-1] - lefts[-2] > 100
    first = picks[Pick.BOOK]
    beside = lefts[-1] <= first.left()
    assert beside or first.top() >= row.height() - below_facts(row)
    assert picks[Pick.SKIP].right() <= row.right()


def test_a_narrow_page_keeps_every_word_of_its_head(show: Show, hub: Hub) -> None:
    window = show(hub, size=(960, 600))
    begun(bookings_page(window))
    assert squeezed(window) == []


def test_public_holidays_are_named_and_skipped_together(page: BookingsPage, hub: Hub) -> None:
    with hub.write() as uow:
        add_holiday(uow, date(2026, 10, 23), name_th="วันปิยมหาราช", name_en="Chulalongkorn Day")
        uow.record("holiday.added", "hub", 1)
    with hub.write() as uow:
        add_holiday(uow, date(2026, 10, 25), name_en="Founders' Day")
        uow.record("holiday.added", "hub", 1)
    review = begun(page)
    said = [str(review.model.index(row).data()) for row in range(4)]
    assert "Audit \u00b7 Public holiday: Chulalongkorn Day" in said[1]
    assert "free \u00b7 Public holiday: Founders' Day" in said[3]
    assert "holiday" not in said[0] + said[2]
    state = review.state
    assert state is not None
    assert state.picked(3) is Pick.BOOK
    assert review.header.skip_holidays.isVisible()
    QTest.mouseClick(review.header.skip_holidays, Qt.MouseButton.LeftButton)
    settle()
    assert [state.picked(at) for at in range(4)] == [Pick.BOOK, Pick.SKIP, None, Pick.SKIP]
    assert not review.header.skip_holidays.isVisible()
    QTest.keyClick(review.list, ENTER, CTRL)
    settle()
    block = block_of(page.board, "R3", 900)
    assert [status for status, _, _ in dates_of(hub, block.occurrence_id)] == [
        "booked", "skipped", "skipped", "skipped",
    ]  # fmt: skip


def test_a_date_that_only_rules_refuse_is_booked_with_a_reason(
    page: BookingsPage, hub: Hub
) -> None:
    ask_a_day_ahead(hub)
    review = begun(page)
    state = review.state
    assert state is not None
    assert state.picked(0) is None
    review.list.go(0)
    QTest.keyClick(review.list, Qt.Key.Key_B)
    assert state.picked(0) is Pick.BOOK
    QTest.keyClick(review.list, ENTER, CTRL)
    settle()
    say_why(review.writing.let_pass)
    assert not review.isVisible()
    block = block_of(page.board, "R3", 900)
    assert [status for status, _, _ in dates_of(hub, block.occurrence_id)] == [
        "booked", "skipped", "skipped", "booked",
    ]  # fmt: skip
    assert "Minister" in last_facts(hub)


def test_nothing_is_proposed_where_a_quota_refuses_a_date_anywhere(
    page: BookingsPage, hub: Hub
) -> None:
    with hub.write() as uow:
        add_policy(uow, Draft(
            "quota", date(2026, 1, 1), "One hour", terms={"minutes": 60, "per": "month"}
        ))  # fmt: skip
    review = begun(page)
    state = review.state
    assert state is not None
    review.list.go(3)
    settle()
    assert not any(state.possible(3, pick) for pick in (Pick.ROOM, Pick.TIME))
    assert all(card.isHidden() for card in review.side.cards)
    assert state.possible(1, Pick.SKIP)
    assert state.possible(1, Pick.ROOM)
    assert "within the rules" in refused_why(review.front, state, 3, Pick.ROOM)
