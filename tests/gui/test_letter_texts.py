"""Letters in the house's own words: written, seen with a real organisation, and given back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.outbox.queries import own_text
from hubdesk.ui.settings.letters import LettersSection
from tests.gui.show import Show, settle
from tests.gui.test_settings import _section

LEFT = Qt.MouseButton.LeftButton


def section_of(show: Show, hub: Hub) -> LettersSection:
    section = _section(show(hub, "settings"), "letters")
    assert isinstance(section, LettersSection)
    section.lang.setCurrentIndex(section.lang.findData("en"))
    section.lang.activated.emit(0)
    settle()
    return section


def test_a_letter_is_rewritten_seen_and_given_back(show: Show, hub: Hub, qtbot: QtBot) -> None:
    section = section_of(show, hub)
    program = section.body.toPlainText()
    assert program.startswith("Dear {name},\n\nYour booking is confirmed.\n\n{facts}\n{dates}")
    assert not section.back.isEnabled()
    section.body.setPlainText("Hello {name}\n{dates}\n<b>{nmae}</b>")
    qtbot.mouseClick(section.save, LEFT)
    settle()
    assert "\u201cnmae\u201d" in section._problem.text()
    section.body.setPlainText("Hello {name}\n{dates}\n<b>bold</b>")
    qtbot.mouseClick(section.show_it, LEFT)
    settle()
    seen = section.seen.toPlainText()
    assert "Hello Anti-Corruption Trust" in seen
    assert "<b>bold</b>" in seen
    qtbot.mouseClick(section.save, LEFT)
    settle()
    with hub.read() as session:
        kept = own_text(session, "booking.confirmed", "en")
    assert kept is not None
    assert kept.body == "Hello {name}\n{dates}\n<b>bold</b>"
    assert section.back.isEnabled()
    qtbot.mouseClick(section.back, LEFT)
    settle()
    assert section.body.toPlainText() == program
    with hub.read() as session:
        assert own_text(session, "booking.confirmed", "en") is None


def test_the_paper_and_every_mail_show_the_programs_text(show: Show, hub: Hub) -> None:
    section = section_of(show, hub)
    for at in range(section.kind.count()):
        section.kind.setCurrentIndex(at)
        section.kind.activated.emit(at)
        assert section.body.toPlainText()
        assert section.subject.isHidden() == (section.kind.itemData(at) == "price")
    assert "{terms}" in section.body.toPlainText()
