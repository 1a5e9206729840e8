"""Finding a room and a time for several organisations, by the window alone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from hubdesk.bootstrap import Hub
from hubdesk.orgs.queries import organisation_by_code, organisations
from hubdesk.orgs.service import update_organisation
from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.queries import lines
from hubdesk.outbox.service.settings import set_up
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.find.panel import FindPanel
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Place
from tests.gui.show import Show, block_of, bookings_page, settle, stored

ENTER = Qt.Key.Key_Return


def _panel(page: BookingsPage) -> FindPanel:
    assert page.finder.panel is not None
    return page.finder.panel


def _name(panel: FindPanel, *codes: str) -> None:
    for code in codes:
        QTest.keyClicks(panel.form.org, code)
        QTest.keyClick(panel.form.org, ENTER)
        panel.window().activateWindow()  # without a window system nobody gives it back
        settle()


def _asked(window: Window, *codes: str) -> FindPanel:
    window.front.go(Place("bookings", "find"))
    settle()
    panel = _panel(bookings_page(window))
    _name(panel, *codes)
    return panel


def test_f_asks_enter_finds_and_enter_books(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    page.board.setFocus()
    QTest.keyClick(page.board, Qt.Key.Key_F)
    settle()
    panel = _panel(page)
    assert panel.form.org.hasFocus()
    _name(panel, "act", "civ")
    assert [one.code for one in panel.form.orgs] == ["ACT", "CIV"]
    panel.form.people.setFocus()
    QTest.keyClicks(panel.form.people, "12")
    QTest.keyClick(panel.form.people, ENTER)
    settle()
    best = panel.results.chosen()
    assert best is not None
    assert panel.results.view.hasFocus()
    # ACT is in Mun until 14:30, CIV in Chi until 15:30, and it is 13:42.
    assert best.starts_at.astimezone(window.front.zone).strftime("%d %H:%M") == "22 15:30"
    assert best.capacity == 12
    QTest.keyClick(panel.results.view, ENTER)
    assert panel.results.title.hasFocus()
    QTest.keyClicks(panel.results.title, "Joint forum")
    QTest.keyClick(panel.results.title, ENTER)
    settle()
    assert not page.finder.finding()
    block = block_of(page.board, best.code, 15 * 60 + 30)
    booking, date_row = stored(hub, block.occurrence_id)
    assert (booking["title"], booking["people"]) == ("Joint forum", 12)
    assert date_row["status"] == "booked"


def test_why_a_time_stands_where_it_stands_is_said_in_both_languages(
    show: Show, hub: Hub
) -> None:
    window = show(hub)
    panel = _asked(window, "act", "bud")
    panel.form.search.click()
    settle()
    # ACT or BUD meet all afternoon, so tomorrow is the first day.
    assert panel.results.model.index(0, 4).data() == "1 day later"
    assert "all 2 organisations are free" in _told(panel)
    window.front.speak("th")
    assert "ทั้ง 2 องค์กรว่าง" in _told(panel)
    assert panel.results.model.index(0, 1).data() == "ศ. 23 ต.ค. 2569"


def _told(panel: FindPanel) -> set[str]:
    return {label.text() for label in panel.results.told.findChildren(QLabel)}


def test_other_rooms_are_named_in_the_language_of_the_reader(show: Show, hub: Hub) -> None:
    window = show(hub)
    panel = _asked(window, "act", "civ")
    panel.form.search.click()
    settle()
    best = panel.results.chosen()
    assert best is not None
    assert best.others
    for lang in ("en", "th"):
        window.front.speak(lang)
        names = ", ".join(names.get(lang) for names in best.other_names)
        told = [label.text() for label in panel.results.findChildren(QLabel)]
        assert any(text.endswith(f": {names}") for text in told)
        assert not any(code in text for text in told for code in best.others)


def test_nobody_is_named_and_it_is_said_in_the_field(show: Show, hub: Hub) -> None:
    panel = _asked(show(hub))
    panel.form.search.click()
    assert panel.form.org.property("wrong")
    assert panel.results.slots == ()
    QTest.keyClicks(panel.form.org, "civ")
    panel.form.search.click()  # what is typed counts, also without Enter
    settle()
    assert panel.results.slots


def test_an_organisation_is_taken_out_again(show: Show, hub: Hub) -> None:
    panel = _asked(show(hub), "act", "bud")
    settle()
    chips = panel.form._org_chips.findChildren(QPushButton)
    assert [chip.accessibleName() for chip in chips] == ["Without ACT", "Without BUD"]
    chips[0].click()
    assert [one.code for one in panel.form.orgs] == ["BUD"]


def test_escape_goes_back_and_what_was_asked_stays(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    panel = _asked(window, "act")
    QTest.keyClick(panel.form.people, Qt.Key.Key_W)
    assert page.view == "day"
    QTest.keyClick(panel.form.people, Qt.Key.Key_Escape)
    assert not page.finder.finding()
    assert page.board.hasFocus()
    page.find_time()
    assert [one.code for one in panel.form.orgs] == ["ACT"]


def test_people_are_asked_before_they_are_moved(show: Show, hub: Hub) -> None:
    window = show(hub)
    page = bookings_page(window)
    evening = block_of(page.board, "HALL", 17 * 60).occurrence_id
    before = stored(hub, evening)[1]["starts_at"]
    panel = _asked(window, "law")
    panel.form.people.setValue(120)
    panel.form.length.setCurrentIndex(panel.form.length.findData(180))
    ask = panel.form.ask()
    assert ask is not None
    panel.look(replace(ask, days=1))
    settle()
    assert not panel.results.slots
    assert panel.moves.isVisible()
    (button,) = [
        one for one in panel.moves.findChildren(QPushButton) if one.text() == "Ask them \u2026"
    ]
    assert "คุยหนังสือ" in button.accessibleDescription()
    button.click()
    assert panel.moves.question.isVisible()
    assert not panel.moves.send.isVisible()  # mail is off
    panel.moves.copy.click()
    assert "May your booking" in QGuiApplication.clipboard().text()
    assert stored(hub, evening)[1]["starts_at"] == before
    panel.moves.agree.click()
    settle()
    assert not page.finder.finding()
    assert stored(hub, evening)[1]["starts_at"] != before
    assert any(block.org == "LAW" and block.span.minutes == 180 for block in page.scene().blocks)


def test_people_are_asked_by_mail_where_there_is_mail(show: Show, hub: Hub) -> None:
    """The question goes out; the booking stays where it is until they have answered."""
    with hub.write() as uow:
        set_up(uow, MailSettings(enabled=True, from_address="hub@house.example", host="x"))
    with hub.read() as session:
        codes = [one.code for one in organisations(session)]
    for code in codes:
        with hub.write() as uow:
            number = organisation_by_code(uow, code).id
            update_organisation(uow, number, email=f"{code.lower()}@house.example")
    window = show(hub)
    panel = _asked(window, "law")
    panel.form.people.setValue(120)
    panel.form.length.setCurrentIndex(panel.form.length.findData(180))
    ask = panel.form.ask()
    assert ask is not None
    panel.look(replace(ask, days=1))
    settle()
    (move,) = panel.moves.moves
    before = stored(hub, move.occurrence_id)[1]
    button = next(
        one for one in panel.moves.findChildren(QPushButton) if one.text() == "Ask them \u2026"
    )
    button.click()
    settle()
    assert panel.moves.send.isVisible()
    panel.moves.send.click()
    settle()
    with hub.read() as session:
        (mail,) = [one for one in lines(session) if one.kind == "booking.may_move"]
    assert window.messages.message() == f"Asked by mail: {mail.to.name}"
    assert stored(hub, move.occurrence_id)[1] == before
    panel.moves.send.click()
    settle()
    with hub.read() as session:
        assert len([one for one in lines(session) if one.kind == "booking.may_move"]) == 1


def test_before_there_is_an_answer_the_page_says_what_to_do(show: Show, hub: Hub) -> None:
    panel = _asked(show(hub))
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Free times stand here" in said
    _name(panel, "act")
    panel.form.search.click()
    settle()
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Free times stand here" not in said
    assert "Best first" in said


def test_where_nothing_is_free_it_says_what_could_help(show: Show, hub: Hub) -> None:
    panel = _asked(show(hub), "act")
    panel.form.people.setValue(9000)
    panel.form.search.click()
    settle()
    said = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    assert "Nothing is free" in said
    assert panel.results.listed.isHidden()
