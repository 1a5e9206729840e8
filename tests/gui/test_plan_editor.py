"""The floor plan editor in the settings: by mouse and by keys, saved, and as files in and out."""

from __future__ import annotations

import struct
import zlib
from base64 import b64encode
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.spaces.plans.glances import plan_of
from hubdesk.spaces.plans.model import Plan, Shape
from hubdesk.spaces.queries import floors, resource_id_of
from hubdesk.spaces.service.plans import save_plan
from hubdesk.ui.frame.window import Window
from hubdesk.ui.places import Place
from hubdesk.ui.plan.editpaint import handles
from hubdesk.ui.settings.page import SettingsPage
from hubdesk.ui.settings.plans import PlansSection
from tests.gui.show import Show, settle
from tests.gui.walk import unnamed

SHIFT = Qt.KeyboardModifier.ShiftModifier
CONTROL = Qt.KeyboardModifier.ControlModifier
ALT = Qt.KeyboardModifier.AltModifier
NONE = Qt.KeyboardModifier.NoModifier


def _section(show: Show, hub: Hub, *, lang: str = "th") -> PlansSection:
    window = show(hub, "settings", lang=lang)
    assert isinstance(window, Window)
    window.front.go(Place("settings", "section", "plans"))
    settle()
    page = window.pages["settings"]
    assert isinstance(page, SettingsPage)
    section = page.sections["plans"]
    assert isinstance(section, PlansSection)
    return section


def _floor(hub: Hub, code: str = "2") -> int:
    with hub.read() as session:
        return next(one.id for one in floors(session) if one.code == code)


def _stored(hub: Hub) -> Plan:
    with hub.read() as session:
        found = plan_of(session, _floor(hub))
    assert found is not None
    return found


@pytest.fixture
def drawn(hub: Hub) -> Hub:
    """The house with two desks and a room on the plan of floor 2."""
    with hub.write() as uow:
        ids = {code: resource_id_of(uow, code) for code in ("D1", "D2", "R1")}
        save_plan(uow, Plan(_floor(hub), 2000, 1000, 20, (
            Shape("room", 100, 100, 400, 400, resource_id=ids["R1"]),
            Shape("desk", 600, 200, 140, 80, resource_id=ids["D1"]),
            Shape("desk", 900, 200, 140, 80, resource_id=ids["D2"]),
        )))  # fmt: skip
    return hub


def _send(widget: QWidget, kind: QEvent.Type, at: QPointF, keys: Qt.KeyboardModifier) -> None:
    left = Qt.MouseButton.LeftButton
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseMove else left
    held = Qt.MouseButton.NoButton if kind is QEvent.Type.MouseButtonRelease else left
    glob = QPointF(widget.mapToGlobal(at.toPoint()))
    QApplication.sendEvent(widget, QMouseEvent(kind, at, glob, button, held, keys))


def _drag(
    widget: QWidget, start: QPointF, end: QPointF, keys: Qt.KeyboardModifier = NONE, *,
    drop: bool = True,
) -> None:  # fmt: skip
    _send(widget, QEvent.Type.MouseButtonPress, start, NONE)
    for step in range(1, 7):
        _send(widget, QEvent.Type.MouseMove, start + (end - start) * (step / 6), keys)
    if drop:
        _send(widget, QEvent.Type.MouseButtonRelease, end, keys)
    settle()


def _of(section: PlansSection, hub: Hub, code: str) -> Shape:
    with hub.read() as session:
        number = resource_id_of(session, code)
    return next(one for one in section.editor.plan.shapes if one.resource_id == number)


def _middle(section: PlansSection, shape: Shape) -> QPointF:
    return section.editor.to_widget(*shape.middle)


def test_a_desk_is_dragged_and_snaps_to_the_grid(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    editor, desk = section.editor, _of(section, drawn, "D1")
    start = _middle(section, desk)
    _drag(editor, start, start + QPointF(53, 31) * editor.scale())
    moved = _of(section, drawn, "D1")
    assert (moved.x, moved.y) == (660, 240)
    assert section.save.isEnabled()
    start = _middle(section, moved)
    _drag(editor, start, start + QPointF(13, 0) * editor.scale(), SHIFT)
    assert _of(section, drawn, "D1").x % 20
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_Z, CONTROL)
    assert _of(section, drawn, "D1") == desk
    assert not section.save.isEnabled()
    QTest.keyClick(editor, Qt.Key.Key_Y, CONTROL)
    assert _of(section, drawn, "D1") == moved
    section.save.click()
    settle()
    assert [(one.x, one.y) for one in _stored(drawn).shapes][1] == (660, 240)
    assert not section.save.isEnabled()
    assert [one.x for one in editor.chosen()] == [660]


def test_esc_during_a_drag_puts_it_back(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    desk = _of(section, drawn, "D1")
    start = _middle(section, desk)
    _drag(section.editor, start, start + QPointF(80, 40), drop=False)
    assert _of(section, drawn, "D1") != desk
    QTest.keyClick(section.editor, Qt.Key.Key_Escape)
    assert _of(section, drawn, "D1") == desk
    _send(section.editor, QEvent.Type.MouseButtonRelease, start, NONE)
    assert not section.editor.drawing.can_undo


def test_corners_stretch_and_the_knob_turns(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    editor = section.editor
    editor.choose(frozenset({_of(section, drawn, "D1").id}))
    desk = _of(section, drawn, "D1")
    corner = editor.to_widget(*handles(desk, editor.scale())["se"])
    _drag(editor, corner, corner + QPointF(62, 40) * editor.scale())
    grown = _of(section, drawn, "D1")
    assert (grown.x, grown.y, grown.width, grown.height) == (600, 200, 200, 120)
    knob = editor.to_widget(*handles(grown, editor.scale())["turn"])
    middle = _middle(section, grown)
    _drag(editor, knob, middle + QPointF(120, 2))
    assert _of(section, drawn, "D1").turn == 90


def test_keys_move_stretch_turn_and_take_off(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn, lang="en")
    editor = section.editor
    editor.setFocus()
    QTest.keyClick(editor, Qt.Key.Key_Right)
    assert editor.chosen() == [_of(section, drawn, "R1")]
    QTest.keyClick(editor, Qt.Key.Key_Right, ALT)
    assert editor.chosen() == [_of(section, drawn, "D1")]
    QTest.keyClick(editor, Qt.Key.Key_Right)
    QTest.keyClick(editor, Qt.Key.Key_Down, SHIFT)
    QTest.keyClick(editor, Qt.Key.Key_Right, CONTROL)
    QTest.keyClick(editor, Qt.Key.Key_R)
    QTest.keyClick(editor, Qt.Key.Key_R)
    QTest.keyClick(editor, Qt.Key.Key_R, SHIFT)
    desk = _of(section, drawn, "D1")
    assert (desk.x, desk.y, desk.width, desk.turn) == (620, 201, 160, 15)
    assert "Desk 1 · D1: 620, 201 cm; 160 by 80 cm, turned by 15°" in editor.accessibleDescription()
    QTest.keyClick(editor, Qt.Key.Key_Delete)
    settle()
    assert len(editor.plan.shapes) == 2
    assert section.missing.count() == 5
    QTest.keyClick(editor, Qt.Key.Key_A, CONTROL)
    assert len(editor.chosen()) == 2
    QTest.keyClick(editor, Qt.Key.Key_Escape)
    assert editor.chosen() == []


def test_several_are_chosen_by_a_band_and_moved_together(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    editor = section.editor
    _drag(editor, editor.to_widget(560, 150), editor.to_widget(1100, 320))
    assert {one.resource_id for one in editor.chosen()} == {
        _of(section, drawn, "D1").resource_id, _of(section, drawn, "D2").resource_id,
    }  # fmt: skip
    QTest.keyClick(editor, Qt.Key.Key_Down)
    assert [_of(section, drawn, code).y for code in ("D1", "D2")] == [220, 220]
    point = _middle(section, _of(section, drawn, "D2")).toPoint()
    QTest.mouseClick(editor, Qt.MouseButton.LeftButton, SHIFT, point)
    assert len(editor.chosen()) == 1


def test_a_desk_is_dragged_from_the_list_onto_the_plan(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    missing, editor = section.missing, section.editor
    at = next(at for at in range(missing.count()) if missing.item(at).text().startswith("D3"))
    start = QPointF(missing.visualItemRect(missing.item(at)).center())
    missing.setCurrentRow(at)
    view = missing.viewport()
    drop = view.mapFromGlobal(editor.mapToGlobal(editor.to_widget(1200, 600).toPoint()))
    _drag(view, start, QPointF(drop))
    desk = _of(section, drawn, "D3")
    assert abs(desk.middle[0] - 1200) <= 20
    assert abs(desk.middle[1] - 600) <= 20
    assert missing.count() == 3
    missing.setCurrentRow(0)
    missing.setFocus()
    QTest.keyClick(missing, Qt.Key.Key_Return)
    settle()
    section.save.click()
    settle()
    assert len(_stored(drawn).shapes) == 5
    assert all(one.id > 0 for one in editor.plan.shapes)


def test_the_rest_is_placed_in_rows(show: Show, hub: Hub) -> None:
    section = _section(show, hub)
    section.place_all.click()
    settle()
    assert section.missing.count() == 0
    assert not section.missing.isVisible()
    section.save.click()
    settle()
    assert len(_stored(hub).resource_ids) == 7


def test_values_are_typed(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    section.editor.choose(frozenset({_of(section, drawn, "D1").id}))
    field = section.values.fields["turn"]
    field.setFocus()
    field.setValue(45)
    field.editingFinished.emit()
    settle()
    assert _of(section, drawn, "D1").turn == 45
    section.editor.choose(frozenset())
    section.values.sheet["width"].setValue(3000)
    section.values.sheet["width"].editingFinished.emit()
    settle()
    assert section.editor.plan.width == 3000
    section.label.click()
    settle()
    section.values.label.setText("ทางเข้า")
    section.values.label.editingFinished.emit()
    settle()
    assert section.editor.plan.shapes[-1].label == "ทางเข้า"


def test_a_saved_plan_is_taken_back_from_the_message_bar(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    section.editor.choose(frozenset({_of(section, drawn, "D1").id}))
    section.editor.remove()
    section.save.click()
    settle()
    window = section.window()
    assert isinstance(window, Window)
    change = window.messages.undoable()
    assert change is not None
    bootstrap.undo(drawn, change)
    assert len(_stored(drawn).shapes) == 3


def test_another_editors_plan_is_not_written_over(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn, lang="en")
    section.editor.choose(frozenset({_of(section, drawn, "D1").id}))
    section.editor.turn(15)
    other = _stored(drawn)
    with drawn.write() as uow:
        save_plan(uow, other.with_shapes(other.shapes[:2]))
    section.front.hub_changed.emit(uow.changes)
    settle()
    section.save.click()
    settle()
    assert len(_stored(drawn).shapes) == 2
    assert "Somebody else" in section._note.text()
    section.discard.click()
    settle()
    assert len(section.editor.plan.shapes) == 2


def test_another_floor_waits_for_what_is_not_saved(show: Show, drawn: Hub) -> None:
    section = _section(show, drawn)
    section.editor.choose(frozenset({_of(section, drawn, "D1").id}))
    section.editor.turn(15)
    ground = _floor(drawn, "G")
    section.show_floor(ground)
    assert section.floor_id == _floor(drawn)
    section.discard.click()
    settle()
    section.show_floor(ground)
    assert section.floor_id == ground
    assert section.missing.count() == 3


def test_a_drawing_goes_out_and_comes_in(show: Show, drawn: Hub, tmp_path: Path) -> None:
    section = _section(show, drawn)
    before = section.editor.plan
    picture = section.editor.grab().toImage()
    image = tmp_path / "floor.png"
    assert picture.save(str(image))
    section.take_picture(image)
    settle()
    section.save.click()
    settle()
    path = tmp_path / "floor.svg"
    section.write_svg(path)
    settle()
    assert "D1" in path.read_text(encoding="utf-8")
    section.editor.choose(frozenset(one.id for one in section.editor.plan.shapes))
    section.editor.remove()
    section.read_svg(path)
    settle()
    found = section.editor.plan
    assert [(one.kind, one.x, one.y, one.resource_id) for one in found.shapes] == [
        (one.kind, one.x, one.y, one.resource_id) for one in before.shapes
    ]
    assert found.picture is not None
    section.save.click()
    settle()
    assert _stored(drawn).picture is not None


def _vast() -> bytes:
    """A small file that says it is a picture of 60,000 by 60,000 points."""
    out = b"\x89PNG\r\n\x1a\n"
    for kind, data in (
        (b"IHDR", struct.pack(">IIBBBBB", 60_000, 60_000, 8, 6, 0, 0, 0)),
        (b"IDAT", zlib.compress(bytes(10_000))),
        (b"IEND", b""),
    ):
        out += struct.pack(">I", len(data)) + kind + data
        out += struct.pack(">I", zlib.crc32(kind + data))
    return out


VAST = _vast()


def test_a_hostile_drawing_is_refused_in_words(
    show: Show, drawn: Hub, tmp_path: Path
) -> None:
    section = _section(show, drawn, lang="en")
    path = tmp_path / "evil.svg"
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500">\n'
                    "<script>alert(1)</script></svg>", encoding="utf-8")  # fmt: skip
    section.read_svg(path)
    settle()
    window = section.window()
    assert isinstance(window, Window)
    assert "line 2" in window.messages.message()
    assert "script" in window.messages.message()
    assert not section.editor.drawing.changed
    path.write_bytes(VAST)
    section.take_picture(path)
    assert "too many points" in window.messages.message()
    href = b64encode(VAST).decode()
    path.write_text('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 500 500"><image '
                    f'width="9" height="9" href="data:image/png;base64,{href}"/></svg>')
    section.read_svg(path)
    assert "too many points" in window.messages.message()
    assert not section.editor.drawing.changed


def test_with_no_floor_at_all(show: Show, empty_hub: Hub) -> None:
    section = _section(show, empty_hub)
    assert section.editor.plan.shapes == ()
    assert not section.save.isEnabled()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_control_has_a_name(show: Show, drawn: Hub, lang: str) -> None:
    section = _section(show, drawn, lang=lang)
    assert unnamed(section) == []


