"""Draws a page of the window to a picture, without a display.

    draw(hub, "bookings", Path("bookings.png"), size=(1440, 900), theme="dark", lang="th")
"""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from zoneinfo import ZoneInfo

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings
from hubdesk.kernel.clock import Clock, FixedClock
from hubdesk.kernel.errors import EnvironmentProblemError, InvalidInputError, KnownError
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.window import Window
from hubdesk.ui.opening import PAGES, Choice, application, make_front, make_window, without_display
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import MODES, load_theme

_MODES = {mode: mode for mode in MODES} | {"high-contrast": "contrast"}
#: The time of day that a picture of a given day shows.
_AT = dt.time(13, 42)


class PageNotDrawnError(EnvironmentProblemError):
    """A page could not be drawn; ``details`` has ``page`` and ``reason``."""

    code = "page_not_drawn"


def pages() -> list[str]:
    """The names of the pages, in the order of the rail."""
    return [page.name for page in PAGES]


def draw(
    hub: Hub,
    page: str,
    out: Path,
    *,
    size: tuple[int, int] = (1440, 900),
    theme: str = "light",
    lang: str = "th",
    day: dt.date | None = None,
) -> None:
    """Draw a page to a PNG file.

    Args:
        hub: open; it is only read.
        page: one of :func:`pages`.
        out: the file to write.
        size: width and height of the window in logical pixels.
        theme: ``light``, ``dark`` or ``high-contrast``.
        lang: ``th`` or ``en``.
        day: show this day at 13:42 instead of the present moment.

    Raises:
        InvalidInputError: no such page or theme.
        KnownError: the page's data could not be read, or the file not be written.
    """
    if page not in pages():
        raise InvalidInputError(field="page", value=page, reason="unknown_page", page=page)
    if theme not in _MODES:
        raise InvalidInputError(field="theme", value=theme, reason="unknown_choice")
    without_display()
    app = application()
    mode = _MODES[theme]
    dress_application(app, load_theme(mode))
    tasks, papers = Inline(), Inline()
    front = make_front(
        hub, Choice(lang, None, mode), tasks=tasks, papers=papers, clock=_clock(hub, day)
    )
    troubles: list[KnownError | str] = []
    for runner in (tasks, papers):
        runner.error_known.connect(troubles.append)
        runner.error_found.connect(troubles.append)
    _grab(app, make_window(front), page, size, out)
    for trouble in troubles:
        if isinstance(trouble, KnownError):
            raise trouble
        raise PageNotDrawnError(page=page, reason=trouble)


def _clock(hub: Hub, day: dt.date | None) -> Clock | None:
    if day is None:
        return None
    with hub.read() as session:
        zone = ZoneInfo(settings(session).timezone)
    return FixedClock(dt.datetime.combine(day, _AT, zone).astimezone(dt.UTC))


def _grab(
    app: QApplication, window: Window, page: str, size: tuple[int, int], out: Path
) -> None:
    try:
        window.setMinimumSize(1, 1)
        window.resize(*size)
        window.show_page(page)
        window.show()
        for _ in range(3):  # layouts settle in rounds: each may post the next one's events
            app.processEvents()
        if not window.grab().save(str(out), "PNG"):
            raise PageNotDrawnError(page=page, reason=str(out))
    finally:
        window.close()
        window.deleteLater()
        app.sendPostedEvents(None, QEvent.Type.DeferredDelete)
