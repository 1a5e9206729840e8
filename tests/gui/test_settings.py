"""The settings: forms that save what differs, rooms, rates, users, copies, the check, the look."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLineEdit
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from hubdesk.access.queries import users
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.rules.queries import rates
from hubdesk.spaces.queries import closures_of, list_resources, resource_by_code
from hubdesk.store.blobs import read_file
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Leaving, Place
from hubdesk.ui.settings.backups import BackupsSection
from hubdesk.ui.settings.check import CheckSection
from hubdesk.ui.settings.form import Form
from hubdesk.ui.settings.hub import HubSection
from hubdesk.ui.settings.letterhead import LetterheadSection
from hubdesk.ui.settings.look import LookSection
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.settings.people import PeopleSection
from hubdesk.ui.settings.rates import RatesSection
from hubdesk.ui.settings.rooms import RoomsSection
from hubdesk.ui.settings.section import Section
from tests.gui.show import Show, settle


def _section(window: Window, name: str) -> Section:
    window.front.go(Place("settings", "section", name))
    settle()
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    return page.sections[name]


def _type(form: Form, name: str, text: str) -> None:
    """Replace a field's text; by the field itself, since keys cannot write Thai."""
    edit = form.inputs[name].widget
    assert isinstance(edit, QLineEdit)
    edit.setFocus()
    edit.selectAll()
    edit.insert(text)
    edit.textEdited.emit(text)


def _save(qtbot: QtBot, form: Form) -> None:
    qtbot.mouseClick(form.save, Qt.MouseButton.LeftButton)
    settle()


def test_only_what_differs_is_saved_and_can_be_taken_back(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "settings")
    section = _section(window, "hub")
    assert isinstance(section, HubSection)
    form = section.forms[0]
    assert not form.save.isEnabled()
    _type(form, "name_th", "บ้านริมน้ำ")
    _save(qtbot, form)
    with hub.read() as session:
        found = settings(session)
    assert found.names.th == "บ้านริมน้ำ"
    assert found.names.en == "Open Gov Hub Bangkok"
    assert not form.save.isEnabled()
    qtbot.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle()
    with hub.read() as session:
        assert settings(session).names.th == "ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ"
    edit = form.inputs["name_th"].widget
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "ศูนย์ธรรมาภิบาลเปิด กรุงเทพฯ"


@pytest.mark.parametrize(
    ("at", "field", "text"),
    [(0, "timezone", "Mars/Olympus"), (1, "currency", "baht"), (1, "payment_days", "ten")],
)
def test_what_cannot_be_is_said_under_its_field(
    show: Show, hub: Hub, qtbot: QtBot, at: int, field: str, text: str
) -> None:
    section = _section(show(hub, "settings"), "hub")
    assert isinstance(section, HubSection)
    form = section.forms[at]
    _type(form, field, text)
    _save(qtbot, form)
    assert form.inputs[field].widget.accessibleDescription()
    assert form.save.isEnabled()
    qtbot.mouseClick(form.revert, Qt.MouseButton.LeftButton)
    assert not form.save.isEnabled()


def test_enter_in_a_field_saves_the_form(show: Show, hub: Hub, qtbot: QtBot) -> None:
    window = show(hub, "settings")
    section = _section(window, "hub")
    assert isinstance(section, HubSection)
    form = section.forms[0]
    _type(form, "name_th", "บ้านริมน้ำ")
    qtbot.keyClick(form.inputs["name_th"].widget, Qt.Key.Key_Return)
    settle()
    with hub.read() as session:
        assert settings(session).names.th == "บ้านริมน้ำ"


def test_typing_stays_when_others_change_the_hub(show: Show, hub: Hub) -> None:
    window = show(hub, "settings")
    section = _section(window, "hub")
    assert isinstance(section, HubSection)
    _type(section.forms[0], "name_en", "Half typed")
    section.load()
    edit = section.forms[0].inputs["name_en"].widget
    assert isinstance(edit, QLineEdit)
    assert edit.text() == "Half typed"


def test_a_logo_is_taken_shown_and_removed(show: Show, hub: Hub, tmp_path: Path) -> None:
    section = _section(show(hub, "settings"), "letterhead")
    assert isinstance(section, LetterheadSection)
    path = tmp_path / "logo.png"
    image = QImage(40, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#0b6377"))
    assert image.save(str(path))
    section.take_logo(path)
    with hub.read() as session:
        key = settings(session).logo_sha256
        assert key is not None
        assert read_file(session, key).data == path.read_bytes()
    assert not section.picture.pixmap().isNull()
    section.take_logo(None)
    with hub.read() as session:
        assert settings(session).logo_sha256 is None


def test_a_file_that_is_no_picture_is_refused(show: Show, hub: Hub, tmp_path: Path) -> None:
    window = show(hub, "settings")
    section = _section(window, "letterhead")
    assert isinstance(section, LetterheadSection)
    path = tmp_path / "logo.txt"
    path.write_text("no picture")
    section.take_logo(path)
    assert [error.code for error in show.refused] == ["file_type_refused"]
    section.take_logo(tmp_path / "nowhere.png")
    assert show.refused[-1].code == "file_unreadable"


def _rooms(window: Window) -> RoomsSection:
    section = _section(window, "rooms")
    assert isinstance(section, RoomsSection)
    return section


def test_a_room_is_changed(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _rooms(show(hub, "settings"))
    with hub.read() as session:
        room = resource_by_code(session, "R2")
    section.show_key(room.id)
    settle()
    _type(section.form, "capacity", "14")
    _type(section.form, "open_minute", "08:30")
    _type(section.form, "close_minute", "20.00")
    _save(qtbot, section.form)
    with hub.read() as session:
        changed = resource_by_code(session, "R2")
    assert (changed.capacity, changed.open_minute, changed.close_minute) == (14, 510, 1200)
    assert changed.names == room.names


def test_a_new_room_and_a_code_that_is_taken(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _rooms(show(hub, "settings"))
    qtbot.mouseClick(section.new["room"], Qt.MouseButton.LeftButton)
    _type(section.form, "code", "R9")
    _type(section.form, "name_th", "ห้องใหม่")
    _type(section.form, "floor", "7")
    _type(section.form, "features", "ประชุมทางวิดีโอ, whiteboard, ปลั๊กพ่วง")
    _save(qtbot, section.form)
    with hub.read() as session:
        made = resource_by_code(session, "R9")
    assert (made.kind, made.floor, made.features) == (
        "room", "7", ("video", "whiteboard", "ปลั๊กพ่วง"),
    )  # fmt: skip
    features = section.form.inputs["features"].widget
    assert isinstance(features, QLineEdit)
    assert features.text() == "video calls, whiteboard, ปลั๊กพ่วง"
    section.start_new("desk")
    _type(section.form, "code", "R9")
    _type(section.form, "name_en", "Desk")
    _save(qtbot, section.form)
    assert section.form.save.isEnabled()
    with hub.read() as session:
        assert list_resources(session, text="R9")[1] == 1


def test_a_new_thing_without_a_code_is_refused(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _rooms(show(hub, "settings"))
    before = section.rooms.model.total
    section.start_new("room")
    _type(section.form, "name_en", "Nameless")
    _save(qtbot, section.form)
    with hub.read() as session:
        assert list_resources(session)[1] == before


def test_a_room_is_closed_and_opened_again(show: Show, hub: Hub, qtbot: QtBot) -> None:
    window = show(hub, "settings")
    section = _rooms(window)
    with hub.read() as session:
        room = resource_by_code(session, "R1")
    section.show_key(room.id)
    form = section.closures.form
    _type(form, "first", "1 Dec 2026")
    _type(form, "last", "2 Dec 2026")
    _type(form, "reason", "painting")
    now = hub.database.clock.now()
    with hub.read() as session:
        before = closures_of(session, room.id, now)
    _save(qtbot, form)
    with hub.read() as session:
        (*known, closure) = closures_of(session, room.id, now)
    assert tuple(known) == before
    assert closure.reason == "painting"
    assert (closure.ends_at - closure.starts_at).days == 2
    section.closures.view.selectRow(len(before))
    qtbot.mouseClick(section.closures.lift, Qt.MouseButton.LeftButton)
    with hub.read() as session:
        assert closures_of(session, room.id, now) == before


def test_a_list_of_rooms_is_narrowed_as_one_types(
    show: Show, hub: Hub, qtmodeltester: ModelTester
) -> None:
    section = _rooms(show(hub, "settings", lang="th"))
    section.rooms.search.setText("ป่า")
    assert section.rooms.model.total == 1
    section.rooms.search.setText("")
    qtmodeltester.check(section.rooms.model)


def test_a_rate_ends_the_one_before(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _section(show(hub, "settings"), "rates")
    assert isinstance(section, RatesSection)
    for amount, day in (("500", "1 Nov 2026"), ("550.50", "1 Dec 2026")):
        _type(section.form, "hour_minor", amount)
        _type(section.form, "valid_from", day)
        _save(qtbot, section.form)
    with hub.read() as session:
        lines = [line for line in rates(session) if line.org_class == "resident"]
    assert [(line.hour_minor, line.valid_from, line.valid_to) for line in lines[-2:]] == [
        (50_000, date(2026, 11, 1), date(2026, 11, 30)), (55_050, date(2026, 12, 1), None),
    ]  # fmt: skip


def test_somebody_new_may_sign_in(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _section(show(hub, "settings"), "people")
    assert isinstance(section, PeopleSection)
    _type(section.form, "login", "somsri")
    _type(section.form, "name", "สมศรี")
    _save(qtbot, section.form)
    with hub.read() as session:
        assert ("somsri", "front_desk") in [(one.login, one.role) for one in users(session)]
    _type(section.form, "login", "somsri")
    _type(section.form, "name", "another")
    _save(qtbot, section.form)
    with hub.read() as session:
        assert len([one for one in users(session) if one.login == "somsri"]) == 1


def test_a_copy_is_made_and_three_clicks_go_back_to_it(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "settings")
    section = _section(window, "backups")
    assert isinstance(section, BackupsSection)
    assert section.model.rowCount() == 0
    qtbot.mouseClick(section.now, Qt.MouseButton.LeftButton)
    assert section.model.rowCount() == 1
    section.view.selectRow(0)
    qtbot.mouseClick(section.back, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(window.front.left) as left:
        qtbot.mouseClick(section.yes, Qt.MouseButton.LeftButton)
    leaving = left.args[0]
    assert isinstance(leaving, Leaving)
    assert leaving.kind == "restore"
    assert leaving.path is not None
    assert leaving.path.exists()


def test_the_history_is_checked(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = _section(show(hub, "settings"), "check")
    assert isinstance(section, CheckSection)
    qtbot.mouseClick(section.run, Qt.MouseButton.LeftButton)
    assert section.verdict.text() == "All is as it should be."
    assert section.findings.isHidden()


@pytest.fixture
def own_choices(tmp_path: Path) -> None:
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(tmp_path))


@pytest.mark.usefixtures("own_choices")
def test_a_person_chooses_what_this_computer_shows(
    show: Show, hub: Hub, qtbot: QtBot
) -> None:
    window = show(hub, "settings")
    section = _section(window, "look")
    assert isinstance(section, LookSection)
    words = window.front.words
    assert (words.clock, words.week_start) == ("24", 0)
    qtbot.mouseClick(section.clocks.button("12"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(section.eras.button("be"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(section.looks.button("contrast"), Qt.MouseButton.LeftButton)
    section.days.setCurrentIndex(section.days.findData(6))
    section.days.activated.emit(section.days.currentIndex())
    words = window.front.words
    assert (words.clock, words.era, words.week_start) == ("12", "be", 6)
    assert window.front.theme.mode == "contrast"
    with qtbot.waitSignal(window.front.left) as left:
        qtbot.mouseClick(section.sizes.button("150"), Qt.MouseButton.LeftButton)
    assert left.args == [Leaving("again")]
