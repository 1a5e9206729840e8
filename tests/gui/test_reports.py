"""Papers: the preview shows the PDF itself, and what is saved or printed is what was shown."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from hubdesk.billing import queries as billing
from hubdesk.bootstrap import Hub
from hubdesk.hub.service import update_settings
from hubdesk.kernel.month import Month
from hubdesk.reports import PaperOptions
from hubdesk.spaces.plans.arrange import arranged, wanted_of
from hubdesk.spaces.queries import floors, resources
from hubdesk.spaces.service.plans import save_plan
from hubdesk.ui.opening import Choice, make_front, make_window
from hubdesk.ui.places import Place
from hubdesk.ui.printing import print_all, print_pages, printer_for
from hubdesk.ui.reports.ops import printed
from hubdesk.ui.reports.papers import CHOICES, Wanted, read
from hubdesk.ui.tasks import Worker
from hubdesk.ui.widgets.pages import open_pages, picture
from hubdesk.ui.widgets.paperview import PaperView
from tests.gui.show import Show, reports_page, settle


def test_the_preview_is_what_is_saved(show: Show, hub: Hub, tmp_path: Path) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.pdf.startswith(b"%PDF-")
    assert page.preview.page_count() == drawn.page_count
    assert drawn.file_name == "statement-2026-09-ACT.pdf"
    assert not page.folder_button.isVisible()
    page.save_to(tmp_path / drawn.file_name)
    assert (tmp_path / drawn.file_name).read_bytes() == drawn.pdf
    assert drawn.file_name in window.messages.message()
    assert page.folder_button.isVisible()


@pytest.mark.parametrize("name", [choice.name for choice in CHOICES])
@pytest.mark.parametrize("lang", ["th", "en", "th+en"])
def test_every_paper_is_drawn_in_every_language(
    show: Show, hub: Hub, name: str, lang: str
) -> None:
    with hub.write() as uow:
        known = resources(uow)
        for floor in floors(uow):
            save_plan(uow, arranged(floor.id, wanted_of(known, floor.code)))
    page = reports_page(show(hub, "reports"))
    page.choices.lang.button(lang).click()
    page.choices.buttons[name].click()
    settle()
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.wanted.name == name
    image = page.preview.drawn(0)
    assert image is not None
    dark = sum(
        image.pixelColor(x, y).lightness() < 128
        for x in range(0, image.width(), 5)
        for y in range(0, image.height(), 5)
    )
    assert dark > 50


def test_another_organisation_and_paper_size_change_the_preview(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports"))
    first = page.drawn()
    page.choices.key.setCurrentIndex(2)
    page.choices.key.activated.emit(2)
    page.choices.paper.button("letter").click()
    settle()
    drawn = page.drawn()
    assert first is not None
    assert drawn is not None
    assert drawn.wanted.key == "CIV"
    assert drawn.pages.sizes[0][0] > first.pages.sizes[0][0]
    assert page.choices.key.currentData() == "CIV"


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
    assert "could not be written" in window.trouble.text()


def test_the_pages_are_turned_by_the_keyboard(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports", size=(1280, 800)))
    view = page.preview
    view.setFocus()
    turned: list[int] = []
    view.turned.connect(turned.append)
    QTest.keyClick(view, Qt.Key.Key_End)
    assert turned[-1] == view.page_count() - 1
    assert page.bar.place.text() == f"Page {view.page_count()} of {view.page_count()}"
    QTest.keyClick(view, Qt.Key.Key_Home)
    page.fit_page()
    QTest.keyClick(view, Qt.Key.Key_PageDown)
    assert view.page() == 1
    QTest.keyClick(view, Qt.Key.Key_PageUp)
    assert view.page() == 0


def test_only_pages_in_sight_are_drawn(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports", size=(1280, 800)))
    view = page.preview
    assert view.page_count() >= 2
    assert view.drawn(0) is not None
    assert view.drawn(view.page_count() - 1) is None
    QTest.mouseClick(page.bar.after, Qt.MouseButton.LeftButton)
    settle()
    assert view.drawn(1) is not None


def test_pages_are_fitted_and_zoomed(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports", size=(1280, 800)))
    view = page.preview
    QTest.mouseClick(page.bar.fits.button("page"), Qt.MouseButton.LeftButton)
    settle()
    whole = view.zoom()
    image = view.drawn(0)
    assert image is not None
    assert image.height() <= view.viewport().height()
    where = QPointF(view.viewport().rect().center())
    event = QWheelEvent(
        where, QPointF(view.viewport().mapToGlobal(where.toPoint())), QPoint(0, 0),
        QPoint(0, 120), Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.viewport(), event)
    settle()
    assert view.zoom() > whole
    QTest.mouseClick(page.bar.smaller, Qt.MouseButton.LeftButton)
    QTest.mouseClick(page.bar.smaller, Qt.MouseButton.LeftButton)
    assert view.zoom() < whole + 0.01


def test_a_paper_is_printed_page_by_page(show: Show, hub: Hub, tmp_path: Path) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    drawn = page.drawn()
    assert drawn is not None
    printer = printer_for(drawn.pages, "statement")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_pages(page.front, drawn.pages, printer, owner=page)
    printed = open_pages((tmp_path / "printed.pdf").read_bytes())
    assert len(printed.sizes) == drawn.page_count
    for was, now in zip(drawn.pages.sizes, printed.sizes, strict=True):
        assert now == pytest.approx(was, abs=1)
    image = picture(printed, 0, 1.0)
    assert any(
        image.pixelColor(x, y).lightness() < 100
        for x in range(40, image.width() - 40, 3)
        for y in range(40, 200, 3)
    )
    assert "sent to the printer" in window.messages.message()


def test_all_statements_are_printed_as_one_job(show: Show, hub: Hub, tmp_path: Path) -> None:
    page = reports_page(show(hub, "reports"))
    with hub.read() as session:
        found = read(session, Wanted("statement", month=Month(2026, 9)))
    makers = printed(found, PaperOptions("en"))
    printer = printer_for(makers[0](), "statements")
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    print_all(page.front, makers, printer, owner=page)
    sizes = open_pages((tmp_path / "printed.pdf").read_bytes()).sizes
    assert len(sizes) == sum(len(make().sizes) for make in makers)
    assert len(makers) == 4


def test_a_computer_without_a_printer_says_so(show: Show, hub: Hub) -> None:
    window = show(hub, "reports")
    reports_page(window).print_paper()
    assert "no printer" in window.messages.message()


def test_places_lead_to_papers(show: Show, hub: Hub) -> None:
    window = show(hub, "today")
    with hub.read() as session:
        document = billing.statements(session, Month(2026, 9))[1]
    window.front.go(Place("reports", "document", document.id))
    settle()
    page = reports_page(window)
    drawn = page.drawn()
    assert drawn is not None
    assert (drawn.wanted.month, drawn.wanted.key) == (Month(2026, 9), "BUD")
    window.front.go(Place("reports", "statement", (Month(2026, 10), "CIV")))
    settle()
    drawn = page.drawn()
    assert drawn is not None
    assert (drawn.wanted.month, drawn.wanted.key) == (Month(2026, 10), "CIV")
    window.front.go(Place("reports", "paper", "day-sheet"))
    settle()
    drawn = page.drawn()
    assert drawn is not None
    assert drawn.wanted.name == "day-sheet"


def test_organisations_are_named_in_the_language_chosen_last(show: Show, hub: Hub) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    window.top._langs.button("th").click()
    settle()
    assert page.choices.key.currentText().startswith("ACT \u00b7 มูลนิธิ")


def test_the_hand_goes_along_with_the_chosen_paper(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports"))
    page.choices.buttons["statement"].setFocus()
    page.open_paper("day-sheet")
    assert page.choices.buttons["day-sheet"].hasFocus()
    page.choices.month.setFocus()
    page.open_paper("statement")
    assert not page.choices.buttons["statement"].hasFocus()


def test_papers_follow_the_window_until_their_language_is_chosen(show: Show, hub: Hub) -> None:
    window = show(hub, "reports")
    page = reports_page(window)
    window.top._langs.button("th").click()
    settle()
    assert page.choices.options().lang == "th"
    assert page.choices.lang.button("th").isChecked()
    page.choices.lang.button("en").click()
    window.top._langs.button("en").click()
    window.top._langs.button("th").click()
    settle()
    assert page.choices.options().lang == "en", "who reads the paper was said once"


def test_an_empty_house_has_nothing_to_print(show: Show, empty_hub: Hub) -> None:
    page = reports_page(show(empty_hub, "reports"))
    assert page.drawn() is None
    assert not page.print_button.isEnabled()
    page.print_paper()
    page.save_paper()
    page.save_all()
    (rooms,) = [one for one in page.findChildren(QPushButton) if one.text() == "Add a room \u2026"]
    assert rooms.isVisible()
    QTest.mouseClick(rooms, Qt.MouseButton.LeftButton)
    assert page.window().current().name == "settings"  # type: ignore[attr-defined]


def test_pages_are_drawn_beside_the_window(qtbot: QtBot, hub: Hub) -> None:
    """With real workers: fast zooming asks for many pictures, the last one is what stands."""
    tasks, papers = Worker("database"), Worker("papers")
    broken: list[str] = []
    for runner in (tasks, papers):
        runner.error_found.connect(broken.append)
    front = make_front(hub, Choice("th", None, "light"), tasks=tasks, papers=papers)
    window = make_window(front)
    try:
        window.resize(1280, 800)
        window.show()
        window.show_page("reports")
        view = reports_page(window).preview
        qtbot.waitUntil(lambda: view.drawn(0) is not None, timeout=30_000)
        pages = view.pages()
        assert pages is not None
        sizes = pages.sizes
        for _ in range(3):
            view.zoom_in()
        view.zoom_out()
        view.turn_to(1)
        width = round(view.zoom() * 96 / 72 * sizes[1][0])
        qtbot.waitUntil(lambda: _width(view, 1) == pytest.approx(width, abs=2), timeout=30_000)
        view.show_pages(None)
        assert broken == []
    finally:
        window.close()
        front.close()
        window.deleteLater()
        front.deleteLater()
        settle()


def _width(view: PaperView, at: int) -> int:
    image = view.drawn(at)
    return 0 if image is None else image.width()


def test_columns_of_the_day_sheet_are_chosen_and_kept(show: Show, hub: Hub) -> None:
    page = reports_page(show(hub, "reports"))
    page.choices.buttons["day-sheet"].click()
    settle()
    before = page.drawn()
    assert page.choices.columns.boxes["set"].text() == "Set up"
    page.front.speak("th")
    assert page.choices.columns.boxes["set"].text() == "จัดห้องแล้ว"
    page.front.speak("en")
    page.choices.columns.boxes["left"].click()
    settle()
    after = page.drawn()
    assert before is not None
    assert after is not None
    assert before.pdf != after.pdf
    again = reports_page(show(hub, "reports"))
    assert not again.choices.columns.boxes["left"].isChecked()
    again.choices.buttons["statement"].click()
    assert not again.choices.columns.isVisible()


def test_a_house_without_vat_has_no_return_to_file(show: Show, hub: Hub) -> None:
    with hub.write() as uow:
        update_settings(uow, vat_registered=False)
    page = reports_page(show(hub, "reports"))
    assert not page.choices.buttons["vat-return"].isVisibleTo(page)
    assert page.choices.buttons["payables"].isVisibleTo(page)
    assert "paper-vat-return" not in [command.name for command in page.commands()]
