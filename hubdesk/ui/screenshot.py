"""Draws a page of the window, or a scene on it, to a picture, without a display.

A scene is a state that a person would have to bring about by hand, such as a clash while dragging;
``hubdesk/ui/scenes/PAGE.py`` has those of a page as ``SCENES``.

    draw(hub, "bookings.clash", Path("clash.png"), size=(1440, 900), theme="dark", lang="th")
"""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NoReturn
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent, QPoint, QSettings, Qt
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.kernel.clock import Clock, FixedClock
from hubdesk.kernel.errors import EnvironmentProblemError, InvalidInputError, KnownError
from hubdesk.store.backup import copy_file
from hubdesk.store.database import Database
from hubdesk.store.errors import HubReadOnlyError
from hubdesk.store.lasthub import is_server
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.front import Front
from hubdesk.ui.opening import PAGES, Choice, application, make_front, make_window, without_display
from hubdesk.ui.start.window import StartWindow
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import MODES, load_theme

_MODES = {mode: mode for mode in MODES} | {"high-contrast": "contrast"}
Scene = Callable[[Any], object]
#: Scenes of the frame itself (dialogs, messages), of what a page leads to, and of the start, which
#: is a window of its own.
_ASIDE = ("frame", "search", "series", "booking", "find", "start", "kiosk")
#: Scenes of what a person has entered before: they are drawn on a copy of the hub.
ENTERED = ("bookings.rules", "settings.rules", "settings.new_rule")
#: The time of day that a picture of a given day shows.
_AT = dt.time(13, 42)


class PageNotDrawnError(EnvironmentProblemError):
    """A page could not be drawn; ``details`` has ``page`` and ``reason``."""

    code = "page_not_drawn"


class SeenHub(Hub):
    """A hub as pictures show it: whatever a scene does, nothing is written."""

    def write(self) -> NoReturn:
        """Raises:
        HubReadOnlyError: always.
        """
        raise HubReadOnlyError(location=self.location)


@contextmanager
def seen(hub: Hub, picture: str) -> Iterator[Hub]:
    """The hub that a picture may be drawn of; a copy, if something is entered for it."""
    if picture not in ENTERED or is_server(hub.location):
        yield SeenHub(hub.database, hub.actor, hub.source)
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "picture.hubdesk"
        copy_file(Path(hub.location), copy)
        database = Database.connect(str(copy), clock=hub.database.clock)
        try:
            yield replace(hub, database=database)
        finally:
            database.close()


def pages() -> list[str]:
    """The names of the pages, in the order of the rail."""
    return [page.name for page in PAGES]


def pictures() -> list[str]:
    """Everything that can be drawn: each page, and after it its scenes as ``page.scene``."""
    return [
        picture
        for page in [*pages(), *_ASIDE]
        for picture in [*([page] if page in pages() else []),
                        *(f"{page}.{scene}" for scene in scenes_of(page))]
    ]  # fmt: skip


def is_picture(name: str) -> bool:
    """Whether a name is one of :func:`pictures`; looks at its own page only."""
    page, _, scene = name.partition(".")
    return scene in scenes_of(page) if scene else page in pages()


def scenes_of(page: str) -> Mapping[str, Scene]:
    """The scenes of a page by name."""
    name = f"hubdesk.ui.scenes.{page}"
    if find_spec(name) is None:
        return {}
    found: Mapping[str, Scene] = import_module(name).SCENES
    return found


def draw(
    hub: Hub,
    picture: str,
    out: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    theme: str = "light",
    lang: str = "th",
    day: dt.date | None = None,
) -> None:
    """Draw a page or a scene to a PNG file.

    Args:
        hub: open; it stays as it is.
        picture: one of :func:`pictures`.
        out: the file to write.
        size: width and height of the window in logical pixels.
        theme: ``light``, ``dark`` or ``high-contrast``.
        lang: ``th`` or ``en``.
        day: show this day at 13:42 instead of the present moment.

    Raises:
        InvalidInputError: no such picture or theme.
        KnownError: the page's data could not be read, or the file not be written.
    """
    if not is_picture(picture):
        raise InvalidInputError(field="page", value=picture, reason="unknown_page", page=picture)
    if theme not in _MODES:
        raise InvalidInputError(field="theme", value=theme, reason="unknown_choice")
    without_display()
    app = application()
    forget_choices()
    mode = _MODES[theme]
    dress_application(app, load_theme(mode))
    tasks, papers = Inline(), Inline()
    troubles: list[KnownError | str] = []
    for runner in (tasks, papers):
        runner.error_known.connect(troubles.append)
        runner.error_found.connect(troubles.append)
    with seen(hub, picture) as shown:
        front = make_front(
            shown, Choice(lang, None, mode), tasks=tasks, papers=papers, clock=clock_of(hub, day)
        )
        _draw(app, front, picture, size, out)
    for trouble in troubles:
        if isinstance(trouble, KnownError):
            raise trouble
        raise PageNotDrawnError(page=picture, reason=trouble)


def forget_choices() -> None:
    """A picture is the same for everybody: zoom and the like are those of a first start."""
    # Below a file nothing can be read, and nothing is left behind.
    nowhere = Path(sys.executable) / "choices"
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(nowhere))


def clock_of(hub: Hub, day: dt.date | None) -> Clock | None:
    """The moment of a day that pictures show; None is the present."""
    if day is None:
        return None
    with hub.read() as session:
        zone = ZoneInfo(settings(session).timezone)
    return FixedClock(dt.datetime.combine(day, _AT, zone).astimezone(dt.UTC))


def _draw(
    app: QApplication, front: Front, picture: str, size: tuple[int, int], out: Path
) -> None:
    window = made(front, picture)
    try:
        window.setMinimumSize(1, 1)
        window.resize(*size)
        window.show()
        settle(app)
        play(window, picture)
        settle(app)
        if not grabbed(window).save(str(out), "PNG"):
            raise PageNotDrawnError(page=picture, reason=str(out))
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def made(front: Front, picture: str) -> QWidget:
    """The window that a picture is of, not shown yet."""
    page = picture.partition(".")[0]
    if page == "start":
        return StartWindow(front)
    if page == "kiosk":
        from hubdesk.ui.scenes.kiosk import window_of

        return window_of(front, picture.partition(".")[2])
    window = make_window(front)
    window.show_page(page if page in window.pages else pages()[0])
    return window


def play(window: QWidget, picture: str) -> None:
    """Bring about the scene of a picture, if it has one, on its window that is shown."""
    page, _, scene = picture.partition(".")
    if scene:
        scenes_of(page)[scene](window)


def settle(app: QApplication) -> None:
    """Let the layouts of a window that was just shown come to rest."""
    for _ in range(3):  # layouts settle in rounds: each may post the next one's events
        app.processEvents()


def grabbed(window: QWidget) -> QPixmap:
    """The window as it looks, with the dialogs and menus that are open over it."""
    picture = window.grab()
    painter = QPainter(picture)
    over = Qt.WindowType.Dialog, Qt.WindowType.Popup, Qt.WindowType.Tool
    for widget in window.findChildren(QWidget):
        if widget.isWindow() and widget.isVisible() and widget.windowType() in over:
            painter.drawPixmap(_place(widget, window), widget.grab())
    painter.end()
    return picture


def _place(over: QWidget, window: QWidget) -> QPoint:
    """Where a window over another stands; a dialog in its middle, whatever the system did."""
    if over.windowType() is Qt.WindowType.Dialog:
        return (window.rect().center() - over.rect().center())
    return window.mapFromGlobal(over.pos())
