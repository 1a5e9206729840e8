"""What a person does with an organisation, by real keys and clicks, and how it is taken back."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hubdesk.billing.service import add_payment
from hubdesk.bootstrap import Hub
from hubdesk.insight.queries.account import account_of
from hubdesk.orgs import queries
from hubdesk.orgs import service as orgs
from hubdesk.ui.frame.window import Window
from hubdesk.ui.organisations.page import OrganisationsPage
from tests.gui.show import Show, settle
from tests.gui.test_organisations import front_code, org_id, org_page, shown

LEFT = Qt.MouseButton.LeftButton


def opened(show: Show, hub: Hub, code: str = "ACT", tab: str = "overview") -> OrganisationsPage:
    page = org_page(show(hub, "organisations"))
    page.open_org(org_id(hub, code), tab=tab)
    settle()
    return page


def window_of(page: OrganisationsPage) -> Window:
    window = page.window()
    assert isinstance(window, Window)
    return window


def facts_of(hub: Hub, code: str = "ACT") -> list[tuple[date, date | None, int, int]]:
    with hub.read() as session:
        return [
            (one.valid_from, one.valid_to, one.seats, one.headcount)
            for one in queries.occupancies_of(session, org_id(hub, code))
        ]


def undo(page: OrganisationsPage) -> None:
    window = window_of(page)
    assert window.messages.undoable() is not None
    window._on_undo_shortcut()
    settle()


def test_a_new_organisation_with_its_first_seats(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = org_page(show(hub, "organisations"))
    qtbot.keyClick(page, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    form = page.deeds.org_form
    assert form.code.hasFocus()
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    assert form.problem() == "A code is needed, such as ACT."
    qtbot.keyClicks(form.code, "NEW")
    qtbot.keyClicks(form.texts["name_en"], "New House")
    qtbot.keyClicks(form.texts["tax_id"], "1234567890123")
    assert form.note.text() == "the check digit of the tax number does not fit"
    form.seats.setFocus()
    form.seats.selectAll()
    qtbot.keyClicks(form.seats, "4")
    qtbot.keyClicks(form.area, "12.5")
    qtbot.keyClick(form.area, Qt.Key.Key_Return)
    settle()
    assert not form.isVisible()
    assert front_code(page) == "NEW"
    assert facts_of(hub, "NEW") == [(date(2026, 10, 22), None, 4, 0)]
    assert window_of(page).messages.message() == "NEW was added."
    undo(page)
    page.show_list()
    assert shown(page) == ["ACT", "BUD", "CIV", "LAW"]


def test_a_thai_name_alone_is_enough(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = org_page(show(hub, "organisations"))
    page.new()
    form = page.deeds.org_form
    form.code.setText("NEW")
    qtbot.keyClick(form.code, Qt.Key.Key_Return)
    assert form.problem() == "A name is needed, Thai or English."
    assert form.texts["name_th"].hasFocus()
    form.texts["name_th"].setText("บ้านใหม่")
    qtbot.keyClick(form.texts["name_th"], Qt.Key.Key_Return)
    settle()
    assert not form.isVisible()
    assert front_code(page) == "NEW"


def test_a_code_that_is_taken_is_said_in_the_form(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = org_page(show(hub, "organisations"))
    page.new()
    form = page.deeds.org_form
    form.code.setText("ACT")
    form.texts["name_en"].setText("Another")
    qtbot.keyClick(form.texts["name_en"], Qt.Key.Key_Return)
    assert form.isVisible()
    assert "“ACT”" in form.problem()
    qtbot.keyClick(form.code, Qt.Key.Key_Escape)
    assert not form.isVisible()


def test_names_class_and_contacts_are_changed(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    qtbot.keyClick(page, Qt.Key.Key_F2)
    form = page.deeds.org_form
    assert form.texts["name_en"].text() == "Anti-Corruption Trust"
    assert form.lang.currentData() == ""
    form.lang.setCurrentIndex(form.lang.findData("en"))
    form.texts["name_en"].setText("Trust")
    form.org_class.setCurrentIndex(1)
    form.texts["phone"].setText("02 123 4567")
    qtbot.mouseClick(form.save, LEFT)
    settle()
    with hub.read() as session:
        org = queries.organisation(session, org_id(hub, "ACT"))
    assert (org.names.en, org.org_class, org.phone) == ("Trust", "affiliate", "02 123 4567")
    assert org.lang == "en"
    assert page.view.header.fact("class") == "affiliate"
    past = page.view.past.model.rows[0].cells
    assert past[2].text == "Organisation changed"
    assert past[3].text == (
        "English name Anti-Corruption Trust → Trust · Class resident → affiliate"
        " · Phone 02 123 4567 · Letters in English"
    )
    undo(page)
    assert page.view.header.fact("class") == "resident"


def test_seats_change_from_a_day_on(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    qtbot.mouseClick(page.view.overview.change, LEFT)
    form = page.deeds.fact_form
    assert (form.first.day(), form.seats.value()) == (date(2026, 10, 22), 14)
    form.first.setFocus()
    form.first.selectAll()
    qtbot.keyClicks(form.first, "1 Nov 2026")
    form.seats.setFocus()
    form.seats.selectAll()
    qtbot.keyClicks(form.seats, "16")
    qtbot.keyClick(form.seats, Qt.Key.Key_Return)
    settle()
    assert facts_of(hub) == [
        (date(2026, 1, 1), date(2026, 10, 31), 14, 14), (date(2026, 11, 1), None, 16, 14),
    ]  # fmt: skip
    assert window_of(page).messages.message() == (
        "ACT: 16 seats, 14 people, 28.00 m², from 1 Nov 2026."
    )
    undo(page)
    assert facts_of(hub) == [(date(2026, 1, 1), None, 14, 14)]


def test_a_locked_month_refuses_in_words(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    bars = page.view.overview.bars
    bars.setFocus()
    bar = bars.current()
    assert bar is not None
    qtbot.mouseClick(bars, LEFT, pos=bars.rect_of(bar).center())
    form = page.deeds.fact_form
    assert form.isVisible()
    assert "September 2026 is closed" in form.note.text()
    form.seats.setValue(99)
    qtbot.mouseClick(form.save, LEFT)
    assert form.problem() == (
        "This belongs to a closed month and cannot be changed; end it and begin a new entry."
    )
    qtbot.mouseClick(form.remove, LEFT)
    assert form.isVisible()
    assert facts_of(hub) == [(date(2026, 1, 1), None, 14, 14)]


def test_a_fact_ends_by_its_last_day(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    bars = page.view.overview.bars
    bars.setFocus()
    qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.accessibleDescription().startswith("People: 14, from 1 Jan 2026")
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    form = page.deeds.fact_form
    form.last.setFocus()
    qtbot.keyClicks(form.last, "31 Dec 2026")
    qtbot.keyClick(form.last, Qt.Key.Key_Return)
    settle()
    assert facts_of(hub) == [(date(2026, 1, 1), date(2026, 12, 31), 14, 14)]
    assert window_of(page).messages.message() == "ACT: ends on 31 Dec 2026."


def test_a_plan_is_given_and_removed(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    qtbot.mouseClick(page.view.overview.plan, LEFT)
    form = page.deeds.plan_form
    qtbot.mouseClick(form.save, LEFT)
    assert form.problem() == "Which plan?"
    qtbot.keyClicks(form.plan, "Resident L")
    qtbot.keyClick(form.plan, Qt.Key.Key_Return)
    settle()
    bars = page.view.overview.bars
    bars.setFocus()
    for _ in range(3):
        qtbot.keyClick(bars, Qt.Key.Key_Down)
    assert bars.current() is not None
    qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert form.plan.text() == "Resident L"
    qtbot.mouseClick(form.remove, LEFT)
    settle()
    with hub.read() as session:
        assert queries.memberships(session, org_id(hub, "ACT")) == ()
    undo(page)
    with hub.read() as session:
        assert len(queries.memberships(session, org_id(hub, "ACT"))) == 1


def test_people_are_added_changed_and_leave(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub, tab="people")
    qtbot.mouseClick(page.view.people.add, LEFT)
    form = page.deeds.person_form
    qtbot.mouseClick(form.save, LEFT)
    assert form.problem() == "A name or an e-mail is needed."
    qtbot.keyClicks(form.texts["name_en"], "Mali")
    qtbot.keyClicks(form.texts["role"], "finance")
    qtbot.keyClick(form.texts["role"], Qt.Key.Key_Return)
    settle()
    table = page.view.people
    assert [cell.text for cell in table.model.rows[0].cells] == ["Mali", "finance", "", "", "here"]
    table.view.selectRow(0)
    table.view.setFocus()
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert form.texts["name_en"].text() == "Mali"
    qtbot.keyClicks(form.texts["email"], "mali@act.example")
    qtbot.keyClick(form.texts["email"], Qt.Key.Key_Return)
    settle()
    assert table.model.rows[0].cells[2].text == "mali@act.example"
    qtbot.keyClick(table.view, Qt.Key.Key_Return)
    qtbot.mouseClick(form.turn, LEFT)
    settle()
    assert table.model.rows[0].cells[4].text == "has left"
    assert window_of(page).messages.message() == "Mali no longer belongs to ACT."
    undo(page)
    assert table.model.rows[0].cells[4].text == "here"


def test_a_payment_is_recorded_and_settles(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub, tab="money")
    with hub.read() as session:
        owed = account_of(session, org_id(hub, "ACT")).balance_minor
    qtbot.mouseClick(page.view.money.pay, LEFT)
    form = page.deeds.payment_form
    assert form.amount.amount() == owed
    qtbot.keyClicks(form.reference, "KBank 0917")
    qtbot.keyClick(form.reference, Qt.Key.Key_Return)
    settle()
    assert page.view.header.fact("owed") == "0.00"
    assert page.view.money.documents.rows[0].cells[-1].text == "paid"
    assert page.view.money.payments.rows[0].cells[2].text == "KBank 0917"
    assert page.view.money.pay.hasFocus(), "the keyboard goes back to where it came from"
    undo(page)
    with hub.read() as session:
        assert account_of(session, org_id(hub, "ACT")).balance_minor == owed


def test_a_payment_that_was_none_is_taken_back_with_a_reason(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    with hub.write() as uow:
        add_payment(uow, org="ACT", date=date(2026, 10, 5), amount_minor=100_00)
    page = opened(show, hub, tab="money")
    table = page.view.money.payments_view
    table.selectRow(0)
    qtbot.keyClick(table, Qt.Key.Key_Return)
    form = page.deeds.void_form
    assert "THB 100.00, received on 5 Oct 2026" in form.note.text()
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    assert form.problem() == "Why is it taken back?"
    qtbot.keyClicks(form.reason, "another hub's money")
    qtbot.keyClick(form.reason, Qt.Key.Key_Return)
    settle()
    assert page.view.money.payments.rows == ()
    assert page.view.header.fact("owed") == "404,200.00"
    undo(page)
    assert len(page.view.money.payments.rows) == 1


def test_no_amount_is_no_payment(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub, tab="money")
    page.deeds.pay()
    form = page.deeds.payment_form
    form.amount.setText("0")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    assert form.problem() == "Which amount?"
    form.amount.setText("lots")
    qtbot.keyClick(form.amount, Qt.Key.Key_Return)
    assert "lots" in form.problem()


def test_leaving_says_before_what_becomes_of_bookings(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    page = opened(show, hub, "CIV")
    qtbot.mouseClick(page.view.leave, LEFT)
    form = page.deeds.leave_form
    assert form.day.day() == date(2026, 10, 31)
    assert form.note.text() == (
        "Seats, people, area and plan end with that day. "
        "2 booked dates after it are cancelled, the first on 5 Nov 2026."
    )
    qtbot.keyClick(form.day, Qt.Key.Key_Return)
    settle()
    assert window_of(page).messages.message() == (
        "CIV leaves on 31 Oct 2026. 2 dates were cancelled."
    )
    with hub.read() as session:
        assert queries.organisation(session, org_id(hub, "CIV")).left_on == date(2026, 10, 31)
    assert facts_of(hub, "CIV") == [(date(2026, 1, 1), date(2026, 10, 31), 20, 20)]
    undo(page)
    assert facts_of(hub, "CIV") == [(date(2026, 1, 1), None, 20, 20)]


def test_one_that_left_comes_back_by_a_click(show: Show, hub: Hub, qtbot: QtBot) -> None:
    with hub.write() as uow:
        orgs.end_stay(uow, org_id(hub, "LAW"), date(2026, 10, 1))
    page = opened(show, hub, "LAW")
    assert page.view.leave.text() == "Is here again"
    qtbot.mouseClick(page.view.leave, LEFT)
    settle()
    assert page.view.found is not None
    assert page.view.found.here
    assert page.view.leave.text() == "Leaves …"


def test_tab_stays_inside_a_form(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = opened(show, hub)
    page.deeds.edit()
    form = page.deeds.org_form
    for _ in range(40):
        qtbot.keyClick(form.focusWidget(), Qt.Key.Key_Tab)
        assert form.isAncestorOf(page.focusWidget()) or page.focusWidget() is form


def test_a_form_does_not_stay_when_something_else_comes_to_the_front(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    page = opened(show, hub)
    page.deeds.edit()
    form = page.deeds.org_form
    page.show_after()
    assert not form.isVisible()
    page.deeds.edit()
    assert form.texts["name_en"].text() == "Budget Watch"
    qtbot.mouseClick(page.view.tabs.tab("people"), LEFT)
    assert not form.isVisible()
    page.deeds.edit()
    page.show_list()
    assert not form.isVisible()
