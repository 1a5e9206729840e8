"""Pages drawn to files, the self-test, and a window that really runs its workers."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from hubdesk.bootstrap import Hub
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.ui import app
from hubdesk.ui.opening import Choice, make_front, make_window
from hubdesk.ui.tasks import Worker
from tests.gui.show import bookings_page, entries, settle


def test_the_pages_have_names() -> None:
    assert app.pages() == [
        "today", "bookings", "organisations", "costs", "reports", "settings"
    ]  # fmt: skip


@pytest.mark.parametrize("page", ["today", "bookings", "costs", "reports"])
@pytest.mark.parametrize("theme", ["light", "dark", "high-contrast"])
def test_a_page_is_drawn_to_a_file(hub: Hub, tmp_path: Path, page: str, theme: str) -> None:
    out = tmp_path / "page.png"
    app.draw(hub, page, out, size=(1280, 800), theme=theme, lang="th", day=date(2026, 10, 22))
    image = QImage(str(out))
    assert (image.width(), image.height()) == (1280, 800)
    colours = {image.pixel(x, y) for x in range(0, 1280, 4) for y in range(0, 800, 4)}
    assert len(colours) > 20


@pytest.mark.parametrize("picture", ["bookings.rules", "settings.closing"])
def test_a_hub_stays_as_it_is_while_it_is_drawn(
    hub: Hub, tmp_path: Path, picture: str
) -> None:
    """Rules of a scene are entered in a copy; bookings in the way of a closure are asked about."""
    before = entries(hub)
    app.draw(hub, picture, tmp_path / "page.png", day=date(2026, 10, 22))
    assert entries(hub) == before


def test_an_unknown_page_or_theme_is_refused(hub: Hub, tmp_path: Path) -> None:
    with pytest.raises(InvalidInputError):
        app.draw(hub, "network", tmp_path / "x.png")
    with pytest.raises(InvalidInputError):
        app.draw(hub, "today", tmp_path / "x.png", theme="pink")


def test_the_self_test_finds_nothing_wrong() -> None:
    result = app.self_test()
    assert result["ok"], result["checks"]
    assert [check["name"] for check in result["checks"]] == [
        "fonts", "icons", "words", "database", "pdf", "window"
    ]  # fmt: skip


def test_a_window_with_its_workers_loads_and_closes_cleanly(qtbot: QtBot, hub: Hub) -> None:
    front = make_front(hub, Choice("th"), tasks=Worker("database"), papers=Worker("papers"))
    window = make_window(front)
    window.show_page("bookings")
    with qtbot.waitExposed(window):
        window.show()
    page = bookings_page(window)
    qtbot.waitUntil(lambda: bool(page.scene().blocks))
    window.show_page("reports")
    window.show_page("costs")
    window.close()
    front.close()
    window.deleteLater()
    settle()
    assert QApplication.activeWindow() is None
