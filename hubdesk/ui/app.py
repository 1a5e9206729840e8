"""The window's own entrance: open it, draw its pages to pictures, test an installed program.

    run("hub.hubdesk", lang="th")
"""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QApplication

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings as hub_settings
from hubdesk.kernel.clock import Clock
from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.costs.page import CostsPage
from hubdesk.ui.frame import ops
from hubdesk.ui.frame.bugs import BugGuard
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.page import Page
from hubdesk.ui.frame.qt_words import QtWords
from hubdesk.ui.frame.window import Window
from hubdesk.ui.front import Front, House
from hubdesk.ui.tasks import Tasks, Worker
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.ui.today.page import TodayPage
from hubdesk.words.catalogue import LANGUAGES, Words

#: The pages, in the order of the rail.
PAGES: tuple[type[Page], ...] = (TodayPage, BookingsPage, CostsPage)


@dataclass(frozen=True, slots=True)
class Choice:
    """How one person wants to see the hub.

    Attributes:
        lang: ``th`` or ``en``.
        era: ``be``, ``ce``, or None for the language's habit.
        mode: of the theme.
    """

    lang: str
    era: str | None = None
    mode: str = "light"


def application() -> QApplication:
    """The one application of this process."""
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    # Sizes are in logical pixels of 96 dpi; scaling is Qt's factor, not the font's.
    os.environ.setdefault("QT_FONT_DPI", "96")
    app = QApplication(sys.argv[:1])
    app.setApplicationName("HubDesk")
    app.setOrganizationName("HubDesk")
    app.setDesktopFileName("hubdesk")
    return app


def make_front(
    hub: Hub, choice: Choice, *, tasks: Tasks, papers: Tasks, clock: Clock | None = None
) -> Front:
    """What the pages of one window share.

    Args:
        hub: open.
        tasks: where database work runs; ``papers`` where pictures of papers are made.
        clock: another "now" than the machine's.
    """
    with hub.read() as session:
        found = hub_settings(session)
    house = House(
        found.names, found.timezone, found.currency, found.digits, found.era, hub.actor
    )
    era = choice.era or ("ce" if found.era == "ce" else None)
    words = Words(choice.lang, era, ZoneInfo(found.timezone), found.currency)  # type: ignore[arg-type]
    return Front(
        hub, house, words=words, theme=load_theme(choice.mode), tasks=tasks, papers=papers,
        clock=clock,
    )  # fmt: skip


def make_window(front: Front) -> Window:
    """The window with all its pages, not shown yet."""
    window = Window(front, [page(front) for page in PAGES])
    today = window.pages["today"]
    assert isinstance(today, TodayPage)
    today.page_wanted.connect(window.show_page)
    today.booking_wanted.connect(window.show_booking)
    return window


def remembered_choice(lang: str | None, hub_lang: str) -> Choice:
    """What the person chose last time on this machine; the hub's language at first."""
    kept = ops.settings()
    chosen = str(lang or kept.value("lang") or hub_lang)
    mode = str(kept.value("look") or "light")
    era = kept.value("era")
    return Choice(
        lang=chosen if chosen in LANGUAGES else "en",
        era=str(era) if era in ("be", "ce") else None,
        mode=mode if mode in MODES else "light",
    )


def run(location: str, *, lang: str | None = None, actor: str = "manager") -> int:
    """Open the window and stay until it is closed.

    Args:
        location: of an existing hub.
        lang: speak it, whatever was chosen last time.
        actor: who acts.

    Returns:
        An exit code.

    Raises:
        KnownError: the hub cannot be opened.
    """
    app = application()
    hub = bootstrap.open_hub(location, thorough=True).acting_as(actor, "window")
    try:
        return _show(app, hub, lang)
    finally:
        hub.close()


def _show(app: QApplication, hub: Hub, lang: str | None) -> int:
    with hub.read() as session:
        hub_lang = hub_settings(session).lang
    choice = remembered_choice(lang, hub_lang)
    dress_application(app, load_theme(choice.mode))
    front = make_front(hub, choice, tasks=Worker("database"), papers=Worker("papers"))
    qt_words = QtWords(front.words)
    app.installTranslator(qt_words)
    window = make_window(front)
    guard = BugGuard()
    guard.found.connect(window.show_bug)
    guard.install()
    try:
        window.resize(1440, 900)
        geometry = ops.settings().value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
        window.show_page(PAGES[0].name)
        window.show()
        return int(app.exec())
    finally:
        guard.remove()
        front.close()
