"""While a page is made, nothing but the window itself is ever on the screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.ui.frame.window import Window
from hubdesk.ui.opening import PAGES
from tests.gui.show import Show, settle


class _Windows(QObject):
    """Notes every window that comes up."""

    def __init__(self) -> None:
        super().__init__()
        self.seen: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.Show
            and isinstance(watched, QWidget)
            and watched.isWindow()
            and not isinstance(watched, Window)
        ):
            self.seen.append(type(watched).__name__)
        return False


def test_pages_are_made_without_another_window(show: Show, hub: Hub) -> None:
    window = show(hub, "settings")
    windows = _Windows()
    app = QApplication.instance()
    assert app is not None
    app.installEventFilter(windows)
    try:
        for page in PAGES:
            window.show_page(page.name)
            settle()
            assert windows.seen == [], page.name
            assert window.isActiveWindow(), page.name
    finally:
        app.removeEventFilter(windows)
