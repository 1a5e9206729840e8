"""The list of organisations and the page of one: search, sort, keys, places, words, empty."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hubdesk.booking.queries.of_org import dates_of_org
from hubdesk.bootstrap import Hub
from hubdesk.insight.model import Member
from hubdesk.kernel.month import Month
from hubdesk.orgs import service as orgs
from hubdesk.orgs.queries import organisation_by_code
from hubdesk.ui.frame.window import Window
from hubdesk.ui.organisations import ops
from hubdesk.ui.organisations.page import OrganisationsPage
from hubdesk.ui.places import Place
from hubdesk.ui.scenes.organisations import SCENES
from hubdesk.ui.widgets.formpop import FormPopover
from tests.gui.show import Show, settle

CODES = ["ACT", "BUD", "CIV", "LAW"]


def org_page(window: Window) -> OrganisationsPage:
    page = window.pages["organisations"]
    assert isinstance(page, OrganisationsPage)
    return page


def org_id(hub: Hub, code: str) -> int:
    with hub.read() as session:
        return organisation_by_code(session, code).id


def shown(page: OrganisationsPage) -> list[str]:
    model = page.listing.model
    rows = [model.row_at(at) for at in range(model.total)]
    return [row.code for row in rows if isinstance(row, Member)]


def texts(page: OrganisationsPage, row: int) -> list[str]:
    model = page.listing.model
    return [str(model.index(row, at).data()) for at in range(model.columnCount())]


def front_code(page: OrganisationsPage) -> str:
    found = page.org()
    return "" if found is None else found.org.code


def chosen_code(page: OrganisationsPage) -> str:
    member = page.listing.view.chosen()
    return member.code if isinstance(member, Member) else ""


def test_the_list_says_who_is_here_and_how_they_stand(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations"))
    assert shown(page) == CODES
    assert texts(page, 0) == [
        "ACT", "Anti-Corruption Trust", "resident", "14", "14", "28.00", "404,200.00", "3",
    ]  # fmt: skip
    page.front.speak("th")
    assert texts(page, 0)[1:3] == ["มูลนิธิต่อต้านคอร์รัปชันภาคประชาชน", "องค์กรประจำ"]
    tip = page.listing.model.index(0, 1).data(Qt.ItemDataRole.ToolTipRole)
    assert tip.splitlines()[1] == "Anti-Corruption Trust"


def test_typing_narrows_and_enter_opens(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = org_page(show(hub, "organisations"))
    search = page.listing.search
    assert search.hasFocus()
    qtbot.keyClicks(search, "legal")
    qtbot.waitUntil(lambda: shown(page) == ["LAW"])
    qtbot.keyClick(search, Qt.Key.Key_Return)
    settle()
    assert front_code(page) == "LAW"
    assert page.view.tab() == "overview"


def test_arrows_walk_from_the_field_through_the_list(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    page = org_page(show(hub, "organisations"))
    view = page.listing.view
    qtbot.keyClick(page.listing.search, Qt.Key.Key_Down)
    assert view.hasFocus()
    qtbot.keyClick(view, Qt.Key.Key_Down)
    assert chosen_code(page) == "BUD"
    qtbot.keyClick(view, Qt.Key.Key_Return)
    settle()
    assert front_code(page) == "BUD"
    qtbot.keyClick(page.view.tabs, Qt.Key.Key_Escape)
    assert page.org() is None
    assert view.hasFocus()
    assert chosen_code(page) == "BUD"


def test_a_search_that_fits_nobody_is_taken_off_again(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations"))
    page.listing.search.setText("zzz")
    page.listing.take_text()
    settle()
    assert page.listing.model.total == 0
    (button,) = page.listing._nothing.findChildren(QPushButton)
    button.click()
    settle()
    assert page.listing.model.total > 0
    assert page.listing.view.isVisible()
    assert page.listing.state.button("all").isChecked()


def test_typing_in_the_list_searches(show: Show, hub: Hub, qtbot: QtBot) -> None:
    page = org_page(show(hub, "organisations"))
    qtbot.keyClick(page.listing.search, Qt.Key.Key_Down)
    qtbot.keyClick(page.listing.view, Qt.Key.Key_C)
    assert page.listing.search.hasFocus()
    assert page.listing.search.text() == "c"
    qtbot.keyClicks(page.listing.search, "ivic")
    qtbot.waitUntil(lambda: shown(page) == ["CIV"])
    qtbot.keyClick(page.listing.search, Qt.Key.Key_Escape)
    assert shown(page) == CODES


def test_a_header_sorts_and_thai_names_in_thai_order(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    page = org_page(show(hub, "organisations", lang="th"))
    header = page.listing.view.horizontalHeader()
    place = header.sectionViewportPosition(1) + 20

    def click() -> None:
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton,
            pos=QPoint(place, 10),
        )  # fmt: skip

    click()
    assert shown(page) == ["BUD", "LAW", "ACT", "CIV"]
    click()
    assert shown(page) == ["CIV", "ACT", "LAW", "BUD"]


def test_those_who_left_are_a_click_away(show: Show, hub: Hub, qtbot: QtBot) -> None:
    with hub.write() as uow:
        orgs.end_stay(uow, org_id(hub, "LAW"), date(2026, 10, 1))
    page = org_page(show(hub, "organisations"))
    assert shown(page) == CODES[:3]
    qtbot.mouseClick(page.listing.state.button("left"), Qt.MouseButton.LeftButton)
    assert shown(page) == ["LAW"]
    qtbot.mouseClick(page.listing.state.button("all"), Qt.MouseButton.LeftButton)
    assert shown(page) == CODES


def test_another_class_may_be_empty_and_says_so(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations"))
    page.listing.org_class.setCurrentIndex(3)
    assert shown(page) == []
    assert page.listing.view.isHidden()
    page.listing.org_class.setCurrentIndex(0)
    assert not page.listing.view.isHidden()


def test_the_page_of_one_tells_facts_money_and_bookings(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations"))
    page.open_org(org_id(hub, "ACT"))
    header = page.view.header
    assert [header.fact(name) for name in ("class", "since", "seats", "people", "owed")] == [
        "resident", "1 Jan 2026", "14", "14", "404,200.00",
    ]  # fmt: skip
    overview = page.view.overview
    (row,) = overview.documents.rows
    assert [cell.text for cell in row.cells][1:] == [
        "Sep 2026", "404,200.00", "404,200.00", "16 Sep 2026", "overdue",
    ]  # fmt: skip
    rooms = [row.cells[2].text for row in overview.dates.rows]
    assert rooms == ["Desk 1", "Mun", "Chao Phraya"]
    assert overview.past.rows[0].cells[1].text.startswith("Checked in")


def test_places_lead_to_organisations_and_people(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        mali = orgs.add_person(uow, org_id=org_id(hub, "BUD"), name_en="Mali")
    window = show(hub, "today")
    window.front.go(Place("organisations", "organisation", org_id(hub, "CIV")))
    page = org_page(window)
    assert front_code(page) == "CIV"
    window.front.go(Place("organisations", "person", mali))
    assert (front_code(page), page.view.tab()) == ("BUD", "people")
    assert page.view.people.view.key() == mali
    with hub.write() as uow:
        alone = orgs.add_person(uow, name_en="Alone")
    window.front.go(Place("organisations", "person", alone))
    assert window.messages.message() == "This person belongs to no organisation."


def test_rows_lead_to_the_board_and_to_the_paper(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "organisations")
    page = org_page(window)
    gone: list[Place] = []
    window.front.place_wanted.connect(gone.append)
    page.open_org(org_id(hub, "CIV"), tab="bookings")
    with hub.read() as session:
        (first, *_), count = dates_of_org(
            session, org_id(hub, "CIV"), at=page.front.now(), ahead=True
        )
    dates = page.view.dates
    assert dates.model.total == count
    dates.view.selectRow(0)
    qtbot.keyClick(dates.view, Qt.Key.Key_Return)
    assert gone.pop() == Place("bookings", "occurrence", first.occurrence_id)
    page.open_org(org_id(hub, "CIV"), tab="money")
    view = page.view.money.documents_view
    view.selectRow(0)
    qtbot.keyClick(view, Qt.Key.Key_Return)
    assert gone.pop() == Place("reports", "statement", (Month(2026, 9), org_id(hub, "CIV")))


def test_neighbours_follow_the_order_of_the_list(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    page = org_page(show(hub, "organisations"))
    page.open_org(org_id(hub, "ACT"))
    assert not page.view.before.isEnabled()
    qtbot.mouseClick(page.view.after, Qt.MouseButton.LeftButton)
    assert front_code(page) == "BUD"
    page.show_before()
    assert front_code(page) == "ACT"
    page.show_before()
    assert front_code(page) == "ACT"


def test_what_others_write_appears_and_the_place_is_kept(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations"))
    page.listing.view.selectRow(2)
    with hub.write() as uow:
        orgs.add_organisation(uow, code="AAA", name_en="Before all")
    page.front.hub_changed.emit(uow.changes)
    assert shown(page) == ["AAA", *CODES]
    assert chosen_code(page) == "CIV"
    page.open_org(org_id(hub, "CIV"), tab="people")
    with hub.write() as uow:
        orgs.update_organisation(uow, org_id(hub, "CIV"), name_en="Civic Lab")
    page.front.hub_changed.emit(uow.changes)
    assert page.view.found is not None
    assert page.view.found.org.names.en == "Civic Lab"
    assert page.view.tab() == "people"


def test_older_history_is_read_when_it_is_wanted(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    act = org_id(hub, "ACT")
    for number in range(70):
        with hub.write() as uow:
            orgs.update_organisation(uow, act, phone=str(number))
    page = org_page(show(hub, "organisations"))
    page.open_org(act, tab="history")
    past = page.view.past
    assert len(past.model.rows) == 60
    past.view.selectRow(59)
    qtbot.mouseClick(past.more, Qt.MouseButton.LeftButton)
    assert len(past.model.rows) > 70
    assert past.model.rows[-1].cells[2].text == "Organisation added"
    assert past.view.currentIndex().row() == 59
    assert not past.more.isEnabled()
    with hub.write() as uow:
        orgs.update_organisation(uow, act, phone="last")
    page.front.hub_changed.emit(uow.changes)
    assert past.model.rows[0].cells[3].text == "Phone 69 → last"
    assert past.view.currentIndex().row() == 60


def test_an_empty_hub_says_what_belongs_here(
    show: Show, empty_hub: Hub, qtbot: QtBot
) -> None:
    page = org_page(show(empty_hub, "organisations"))
    assert page.first_button.hasFocus()
    qtbot.keyClick(page.first_button, Qt.Key.Key_Return)
    form = page.deeds.org_form
    assert form.isVisible()
    form.code.setText("ACT")
    form.texts["name_en"].setText("Anti-Corruption Trust")
    qtbot.keyClick(form.texts["name_en"], Qt.Key.Key_Return)
    settle()
    assert front_code(page) == "ACT"
    page.show_list()
    assert shown(page) == ["ACT"]


def test_everything_is_said_in_both_languages(show: Show, hub: Hub) -> None:
    page = org_page(show(hub, "organisations", lang="th"))
    page.open_org(org_id(hub, "ACT"))
    assert page.view.header.fact("since") == "1 ม.ค. 2569"
    page.front.speak("en")
    assert page.view.header.fact("since") == "1 Jan 2026"
    assert page.view.leave.text() == "Leaves …"


def test_organisations_are_saved_and_read_again(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    page = org_page(show(hub, "organisations"))
    for name in ("list.csv", "list.xlsx"):
        ops.export(page.front, tmp_path / name, owner=page)
        assert (tmp_path / name).stat().st_size > 100
    text = (tmp_path / "list.csv").read_text(encoding="utf-8-sig")
    assert text.splitlines()[0] == "code,name_en,name_th,class,tax_id,branch,lang"
    assert "กลุ่มเฝ้าระวังงบประมาณ" in text


def test_commands_name_what_can_be_done(show: Show, hub: Hub) -> None:
    window = show(hub, "organisations")
    page = org_page(window)
    commands = {command.name: command for command in page.commands()}
    keys = [command.keys for command in commands.values() if command.keys]
    assert len(keys) == len(set(keys))
    for name in ("edit", "facts", "plan", "person", "payment", "leave", "before", "after"):
        commands[name].run()
    assert page.findChildren(FormPopover) == []
    commands["new"].run()
    assert page.deeds.org_form.isVisible()


def test_the_models_hold(show: Show, hub: Hub, qtmodeltester: ModelTester) -> None:
    page = org_page(show(hub, "organisations"))
    qtmodeltester.check(page.listing.model)
    page.open_org(org_id(hub, "ACT"), tab="bookings")
    view = page.view
    for model in (
        view.dates.model, view.people.model, view.money.documents, view.money.payments,
        view.past.model, view.overview.dates, view.overview.documents, view.overview.people,
        view.overview.past,
    ):  # fmt: skip
        qtmodeltester.check(model)


def test_every_part_can_be_shown(show: Show, hub: Hub) -> None:
    window = show(hub, "organisations", size=(1280, 800))
    for name, scene in SCENES.items():
        scene(window)
        settle()
        assert not window.grab().isNull(), name
        for form in org_page(window).findChildren(FormPopover):
            form.dismiss()
        org_page(window).show_list()
