"""Papers: the preview shows the PDF itself, and what is saved is what was shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from hubdesk.bootstrap import Hub
from tests.gui.show import Show, reports_page, settle


def test_the_preview_is_what_is_saved(show: Show, hub: Hub, tmp_path: Path) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.pdf.startswith(b"%PDF-")
    assert len(page.preview.pages()) == drawn.page_count
    assert drawn.file_name == "statement-2026-09-ACT.pdf"
    page.save_to(tmp_path / drawn.file_name)
    assert (tmp_path / drawn.file_name).read_bytes() == drawn.pdf
    assert drawn.file_name in window.messages.message()
    assert page.folder_button.isEnabled()


@pytest.mark.parametrize("name", ["statement", "hub-costs", "day-sheet"])
@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_every_paper_is_drawn_in_every_language(
    show: Show, hub: Hub, name: str, lang: str
) -> None:
    page = reports_page(show(hub, "reports"))
    page.choices.lang.button(lang).click()
    page.choices.buttons[name].click()
    settle()
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.wanted.name == name
    image = drawn.pages[0]
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 7)
        for y in range(0, image.height(), 7)
    )
    assert dark > 50


def test_another_organisation_and_paper_size_change_the_preview(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports"))
    first = page.drawn()
    page.choices.org.setCurrentIndex(2)
    page.choices.org.activated.emit(2)
    page.choices.paper.button("letter").click()
    settle()
    drawn = page.drawn()
    assert first is not None
    assert drawn is not None
    assert drawn.wanted.org == "CIV"
    assert drawn.pages[0].width() > first.pages[0].width()


def test_all_statements_are_saved(show: Show, hub: Hub, tmp_path: Path) -> None:
    page = reports_page(show(hub, "reports"))
    page.save_all_to(tmp_path)
    settle()
    names = sorted(path.name for path in tmp_path.glob("statement-*.pdf"))
    assert names == [f"statement-2026-09-{code}.pdf" for code in ("ACT", "BUD", "CIV", "LAW")]


def test_a_folder_that_cannot_be_written_to_is_told_in_words(
    show: Show, hub: Hub, tmp_path: Path
) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    page.save_to(tmp_path / "missing" / "x.pdf")
    assert [error.code for error in show.refused] == ["file_not_written"]
    assert "could not be written" in window.messages.message()


def test_the_pages_are_turned_by_the_keyboard(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports", size=(1280, 800)))
    page.preview.setFocus()
    turned: list[int] = []
    page.preview.turned.connect(turned.append)
    QTest.keyClick(page.preview, Qt.Key.Key_End)
    assert turned
    assert turned[-1] == len(page.preview.pages()) - 1


def test_organisations_are_named_in_the_language_chosen_last(show: Show, hub: Hub) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    page._drawn = None
    window.top._langs.button("th").click()
    settle()
    assert page.choices.org.currentText().startswith("ACT \u00b7 มูลนิธิ")
