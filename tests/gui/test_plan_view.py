"""The floor plan of the page Bookings: live states, the slider, booking by click and by keys."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu

from hubdesk.booking.queries.desks import assignments
from hubdesk.booking.queries.listing import booking_details, date_line
from hubdesk.booking.service import add_away, assign_desk
from hubdesk.bootstrap import Hub
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.spaces.plans.arrange import arranged, wanted_of
from hubdesk.spaces.queries import floors, resource_id_of, resources
from hubdesk.spaces.service import add_floor
from hubdesk.spaces.service.plans import save_plan
from hubdesk.ui.booking.filters import Filter
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.plan.seats import State
from tests.gui import house
from tests.gui.show import Show, bookings_page, settle


@pytest.fixture
def hub(hub: Hub) -> Hub:
    """The house with plans; D2 is BUD's, D3 is CIV's, who is away today."""
    with hub.write() as uow:
        known = resources(uow)
        for floor in floors(uow):
            save_plan(uow, arranged(floor.id, wanted_of(known, floor.code)))
        _, away = (
            assign_desk(uow, resource_id_of(uow, desk), organisation_by_code(uow, org).id,
                        house.DAY)
            for desk, org in (("D2", "BUD"), ("D3", "CIV"))
        )  # fmt: skip
        add_away(uow, away, house.DAY, house.DAY + timedelta(days=2))
    return hub


def _plan(show: Show, hub: Hub, *, lang: str = "th") -> BookingsPage:
    page = bookings_page(show(hub, "bookings", lang=lang))
    page.show_view("plan")
    settle()
    return page


def _id(hub: Hub, code: str) -> int:
    with hub.read() as session:
        return resource_id_of(session, code)


def _state(page: BookingsPage, hub: Hub, code: str) -> State:
    seat = page.plan.seat(_id(hub, code))
    assert seat is not None
    return seat.state


def test_the_plan_shows_what_everything_is_now(show: Show, hub: Hub) -> None:
    page = _plan(show, hub, lang="en")
    plan = page.plan
    assert plan.view.isVisible()
    assert plan.bar.minute == 13 * 60 + 30
    assert [_state(page, hub, code) for code in ("D1", "D2", "D3", "D4")] == [
        State.BUSY, State.ASSIGNED, State.AWAY, State.FREE,
    ]  # fmt: skip
    said = plan.view.in_words(_id(hub, "D1"))
    assert "busy until 17:00" in said
    assert "ACT" in said
    assert plan.view.in_words(_id(hub, "D2")).endswith("Desk of BUD")
    assert "CIV is away" in plan.view.in_words(_id(hub, "D3"))
    assert "2 of" in plan.bar.floor.currentText() or "free" in plan.bar.floor.currentText()


def test_the_slider_shows_another_moment_and_now_comes_back(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    plan = page.plan
    plan.bar.slider.setFocus()
    plan.bar.slider.setValue(18 * 4)
    settle()
    follows = plan.follows
    assert not follows
    assert _state(page, hub, "D1") is State.FREE
    assert plan.bar.slider.accessibleDescription() == "18:00"
    plan.bar.now.click()
    settle()
    assert plan.follows
    assert _state(page, hub, "D1") is State.BUSY


def test_a_click_books_through_the_popover(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    view, desk = page.plan.view, _id(hub, "D4")
    page.plan.bar.choose_length("afternoon")
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=view.rect_of(desk).center())
    settle()
    popover = page.popover
    assert popover.isVisible()
    popover.org.setText("LAW")
    QTest.keyClick(popover.org, Qt.Key.Key_Return)
    QTest.keyClick(popover.title, Qt.Key.Key_Return)
    settle()
    assert not popover.isVisible()
    assert _state(page, hub, "D4") is State.BUSY
    chosen = page.board.state.chosen
    assert chosen is not None
    with hub.read() as session:
        line = date_line(session, chosen)
        (date_of,) = booking_details(session, line.id).dates
    local = date_of.starts_at.astimezone(page.front.zone), date_of.ends_at.astimezone(
        page.front.zone
    )
    assert [moment.hour for moment in local] == [13, 18]
    assert QApplication.focusWidget() is view


def test_it_is_walked_and_booked_by_the_keyboard_alone(show: Show, hub: Hub) -> None:
    page = _plan(show, hub, lang="en")
    view = page.plan.view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_End)
    last = view.state.chosen
    QTest.keyClick(view, Qt.Key.Key_Home)
    assert view.state.chosen != last
    view.choose(_id(hub, "D3"))
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert view.state.chosen == _id(hub, "D4")
    assert view.accessibleDescription().startswith("Desk 4, free")
    QTest.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert page.popover.isVisible()
    QTest.keyClick(page.popover, Qt.Key.Key_Escape)
    settle()
    assert not page.popover.isVisible()
    assert page.plan.view.hasFocus()


def test_what_is_taken_is_shown_not_booked(show: Show, hub: Hub) -> None:
    page = _plan(show, hub, lang="en")
    page.plan.book(_id(hub, "D1"))
    settle()
    assert not page.popover.isVisible()
    detail = page.inspector.detail()
    assert detail is not None
    assert detail.block.org == "ACT"
    page.plan.book(_id(hub, "D2"))
    settle()
    assert not page.popover.isVisible()
    assert "Desk of BUD" in page.window().messages.message()  # type: ignore[attr-defined]


def test_a_desk_whose_owner_is_away_is_booked_like_a_free_one(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    page.plan.book(_id(hub, "D3"))
    settle()
    page.popover.org.setText("LAW")
    page.popover.book.click()
    settle()
    assert _state(page, hub, "D3") is State.BUSY


def test_a_team_gets_desks_together_in_one_booking(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    plan = page.plan
    plan.find_team(3)
    settle()
    assert not page.popover.isVisible(), "only two are free now"
    plan.bar.slider.setValue(18 * 4)
    plan.bar.together.setValue(3)
    plan.bar.team.click()
    settle()
    assert page.popover.isVisible()
    assert plan.view.state.marked == {_id(hub, code) for code in ("D1", "D3", "D4")}
    page.popover.org.setText("CIV")
    page.popover.book.click()
    settle()
    assert plan.view.state.marked == frozenset()
    assert [_state(page, hub, code) for code in ("D1", "D3", "D4")] == [State.BUSY] * 3
    chosen = page.board.state.chosen
    assert chosen is not None
    with hub.read() as session:
        found = booking_details(session, date_line(session, chosen).id)
    assert len(found.extras) == 2


def test_a_refused_team_leaves_nothing_behind(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    page.plan.bar.slider.setValue(18 * 4)
    page.plan.find_team(3)
    settle()
    QTest.keyClick(page.popover, Qt.Key.Key_Escape)
    settle()
    page.plan.book(_id(hub, "D4"))
    settle()
    page.popover.org.setText("CIV")
    page.popover.book.click()
    settle()
    assert _state(page, hub, "D1") is State.FREE


def test_mine_is_marked(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    bar = page.plan.bar
    with hub.read() as session:
        act = organisation_by_code(session, "ACT").id
    at = next(at for at in range(bar.mine.count()) if bar.mine.itemText(at).endswith("ACT"))
    bar.mine.setCurrentIndex(at)
    bar.mine.activated.emit(at)
    settle()
    assert page.plan._mine == act
    assert _state(page, hub, "D1") is State.MINE


def test_the_menu_of_a_desk_assigns_frees_and_ends(show: Show, hub: Hub) -> None:
    page = _plan(show, hub, lang="en")
    forms = page.plan.forms
    _choose(page.plan.menu(_id(hub, "D4")), "Give it to somebody …")
    forms.assign_form.org.setText("LAW")
    forms.assign_form.first.set_day(date(2026, 10, 23))
    forms.assign_form.save.click()
    settle()
    assert forms.assign_form.isHidden(), forms.assign_form.problem()
    page.show_day(date(2026, 10, 23))
    settle()
    assert _state(page, hub, "D4") is State.ASSIGNED
    _choose(page.plan.menu(_id(hub, "D4")), "Away days …")
    forms.away_form.save.click()
    settle()
    assert _state(page, hub, "D4") is State.AWAY
    _choose(page.plan.menu(_id(hub, "D4")), "Back early")
    settle()
    assert _state(page, hub, "D4") is State.ASSIGNED
    _choose(page.plan.menu(_id(hub, "D4")), "Another desk …")
    forms.move_form.desk.setText("D2")
    forms.move_form.save.click()
    settle()
    assert "BUD" in forms.move_form.problem()
    QTest.keyClick(forms.move_form, Qt.Key.Key_Escape)
    _choose(page.plan.menu(_id(hub, "D4")), "Last day …")
    forms.end_form.last.set_day(date(2026, 10, 30))
    forms.end_form.save.click()
    settle()
    with hub.read() as session:
        found = next(one for one in assignments(session) if one.desk == "D4")
    assert found.last_day == date(2026, 10, 30)


def _choose(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text() == text).trigger()
    menu.deleteLater()
    settle()


def test_coming_back_names_who_booked_meanwhile(show: Show, hub: Hub) -> None:
    page = _plan(show, hub, lang="en")
    page.plan.book(_id(hub, "D3"))
    page.popover.org.setText("LAW")
    page.popover.book.click()
    settle()
    with hub.read() as session:
        owner = next(one for one in assignments(session) if one.desk == "D3")
    page.plan.forms.back(owner)
    settle()
    assert "LAW" in page.window().messages.message()  # type: ignore[attr-defined]


def test_wheel_zooms_and_a_drag_moves_about(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    view = page.plan.view
    desk, before = _id(hub, "D4"), view.rect_of(_id(hub, "D4"))
    for _ in range(6):
        point = QPointF(before.center())
        event = QWheelEvent(
            point, QPointF(view.mapToGlobal(before.center())), QPoint(), QPoint(0, 120),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(view, event)
    after = view.rect_of(desk)
    assert after.width() > 1.5 * before.width()
    assert (after.center() - before.center()).manhattanLength() <= after.width()
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 100))
    QTest.mouseMove(view, QPoint(230, 110))
    QTest.mouseMove(view, QPoint(260, 120))
    QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(260, 120))
    assert not page.popover.isVisible()
    view.fit()
    assert view.rect_of(desk).size() == before.size()


def test_states_differ_without_their_colours(show: Show, hub: Hub) -> None:
    """Grey pictures of a free, a busy, an assigned and an away desk are not alike."""
    page = _plan(show, hub)
    page.plan.view.choose(None)
    settle()
    shot = page.plan.view.grab().toImage().convertToFormat(QImage.Format.Format_Grayscale8)
    seen = []
    for code in ("D1", "D2", "D3", "D4"):
        rect = page.plan.view.rect_of(_id(hub, code))
        sign = rect.adjusted(rect.width() - 16, 2, -2, -rect.height() + 16)
        piece = shot.copy(sign)
        seen.append(bytes(piece.constBits()))
    assert len(set(seen)) == 4


def test_a_floor_without_a_plan_offers_to_draw_it(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        attic = add_floor(uow, code="9", name_en="Attic", level=9)
    page = _plan(show, hub)
    page.plan.show_floor(attic)
    settle()
    assert not page.plan.view.isVisible()


def test_with_nothing_at_all(show: Show, empty_hub: Hub) -> None:
    page = _plan(show, empty_hub)
    assert page.plan.view.state.seats == {}


def test_the_filter_makes_others_faint(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    page.filters.set_filter(Filter(people=12))
    settle()
    assert _id(hub, "D4") in page.plan.view.state.faint


def test_floors_are_turned_by_keys(show: Show, hub: Hub) -> None:
    page = _plan(show, hub)
    first = page.plan.floor_id
    page.plan.turn_floor(-1)
    settle()
    assert page.plan.floor_id != first
    page.plan.turn_floor(1)
    assert page.plan.floor_id == first


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_is_told_of_a_desk_fits_it(show: Show, hub: Hub, lang: str) -> None:
    """Where the state is too long for a small desk, it is said shorter, not cut."""
    page = _plan(show, hub, lang=lang)
    page.window().resize(1000, 640)
    settle()
    page.grab()
    shown = page.plan.view.canvas.texts.shown
    assert shown
    assert [text for text in shown if text.endswith("\u2026") and len(text) > 1] == []
