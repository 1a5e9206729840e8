"""One sitting at the screen: the start, the window of a hub, and the way from one to the other.

The window is painted first; the hub is opened by the database worker afterwards, and every module
that only a hub needs is imported there.  A hub that is refused brings the start with the reason.

    desk = Desk(application(), lang="th")
    desk.begin("hub.hubdesk")
    application().exec()
    desk.end()
"""

from __future__ import annotations

import gc
from functools import partial
from importlib import import_module
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, QTimer, Signal, Slot
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QWidget

from hubdesk.kernel.errors import KnownError
from hubdesk.store.lasthub import remember, without_password
from hubdesk.ui import recent
from hubdesk.ui.frame import ops
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.guard import BugGuard
from hubdesk.ui.frame.page import Page
from hubdesk.ui.frame.qt_words import QtWords
from hubdesk.ui.frame.window import Window
from hubdesk.ui.front import Choice, Front, House
from hubdesk.ui.later import Later
from hubdesk.ui.places import Leaving
from hubdesk.ui.tasks import Progress, Worker
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.words.catalogue import LANGUAGES
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from datetime import datetime

    from hubdesk.bootstrap import Hub
    from hubdesk.hub.model import HubSettings
    from hubdesk.ui.start.window import StartWindow

_SIZE = (1440, 900)
#: What a system draws around a window, at most: width, height.
_WINDOW_FRAME = (16, 48)
#: So long the window may stand empty without a word.
_PATIENCE_MS = 600


def remembered_choice(lang: str | None, house: House | None = None) -> Choice:
    """What the person chose last time on this machine.

    Args:
        lang: speak it, whatever was chosen.
        house: where nothing was chosen, the habit of the hub that is opened.
    """
    kept = recent.settings()
    habit = _system_language if house is None else lambda: house.lang
    chosen = str(lang or kept.value("lang") or habit())
    mode, era = str(kept.value("look") or "light"), kept.value("era")
    return Choice(
        lang=chosen if chosen in LANGUAGES else "en",
        era="be" if era == "be" else "ce" if era == "ce" else None,
        mode=mode if mode in MODES else "light",
        clock="12" if kept.value("clock") == "12" else "24",
        week_start=ops.kept_week_start(),
    )


def _system_language() -> str:
    from PySide6.QtCore import QLocale  # knows 369 languages by name: not where nobody asks

    return "th" if QLocale().name().startswith("th") else "en"


class Desk(QObject):
    """See the module.

    Signals:
        shown(): a hub's first page is on the screen.

    Attributes:
        again: the program shall start anew when it has ended, with another size of everything.
    """

    shown = Signal()

    def __init__(self, app: QApplication, *, lang: str | None, actor: str) -> None:
        super().__init__()
        self._app = app
        self._lang = lang
        self._actor = actor
        self._location = ""
        self.again = False
        self.window: Window | None = None
        self.start: StartWindow | None = None
        self._words: QtWords | None = None
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE_MS)
        self._patience.timeout.connect(self._say_opening)
        # Not 0: that would be an event before the painting, and not a timer after it.
        self._painting = QTimer(self, singleShot=True, interval=1)
        self._painting.timeout.connect(self._furnish)
        self._guard = BugGuard()
        self._guard.found.connect(self._on_bug)
        self._guard.install()
        app.setQuitOnLastWindowClosed(False)

    def begin(self, location: str | None) -> None:
        """Show the window of a hub, or the start where there is none to open."""
        if location is None:
            self.show_start()
        else:
            self.open(location)

    # -- a hub ----------------------------------------------------------------------------------

    @Slot(str)
    def open(self, location: str) -> None:
        """Show the window at once; the hub opens behind it."""
        self._location = location
        house = recent.house_of(without_password(location))
        choice = remembered_choice(self._lang, house)
        dress_application(self._app, load_theme(choice.mode))
        front = Front(
            None, house, choice=choice, tasks=Worker("database"), papers=Worker("papers")
        )
        self._speak(front)
        self.window = Window(front)
        self.window.closed.connect(self._on_window_closed)
        front.left.connect(self._on_left)
        self._place(self.window)
        self.window.installEventFilter(self)
        self.window.show()
        self._drop_start()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """After its first painting the window gets its hub."""
        if event.type() is QEvent.Type.Paint and watched is self.window:
            watched.removeEventFilter(self)
            QTimer.singleShot(0, self, self._open_hub)
        return False

    @Slot()
    def _open_hub(self) -> None:
        window = self.window
        if window is not None:
            self._patience.start()
            window.front.tasks.submit(
                partial(_opened, window.front, self._location, self._actor), self._on_opened,
                owner=self, failed=self._on_refused,
            )  # fmt: skip

    @Slot()
    def _say_opening(self) -> None:
        """A hub that is brought up to date, or far away, takes its time."""
        window = self.window
        if window is not None and not window.front.is_open:
            words = window.front.words
            window.messages.show_step(words.t(N_("Opening the hub\u2026")), 0, 0)

    @Slot(object)
    def _on_opened(self, settings: HubSettings) -> None:
        window = self.window
        if window is None:
            return
        front = window.front
        self._patience.stop()
        window.messages.show_step("", 0, -1)
        if self._lang is None and not recent.settings().contains("lang"):
            front.speak(settings.lang)
        front.settle_in(settings)
        window.watch_others()
        wanted = str(recent.settings().value("page") or "")
        window.show_page(wanted if wanted in window.pages else PAGES[0].name)
        # Behind what the page reads.
        seen = partial(_remember, self._location, front.house, front.clock.now())
        front.tasks.submit(seen, self._on_page_read, owner=self)
        self.shown.emit()

    @Slot(object)
    def _on_page_read(self, _nothing: object) -> None:
        """What the first page waited for has been handed to it; when that is painted, go on."""
        if self.window is not None:
            self._painting.start()

    @Slot()
    def _furnish(self) -> None:
        """The first page is painted: bring what it could do without."""
        if self.window is not None:
            front = self.window.front
            self.window.furnish()
            front.tasks.submit(
                partial(_check, self._location), self._on_checked, owner=self,
                failed=self._on_refused,
            )  # fmt: skip

    @Slot(object)
    def _on_checked(self, _nothing: object) -> None:
        """The first page stands there and the file is sound: time to prepare the other pages."""
        QAbstractScrollArea().viewport()  # PySide looks through all classes of widgets, once
        gc.freeze()
        gc.enable()
        if self.window is not None:
            self.window.front.papers.submit(_warm_up, owner=self)
            self.window.sweep()

    @Slot(object)
    def _on_refused(self, error: KnownError) -> None:
        location = self._location
        self._leave_window()
        self.show_start()
        assert self.start is not None
        self.start.refuse(location, error)

    # -- the start ------------------------------------------------------------------------------

    def show_start(self, leaving: Hub | None = None, *, back_up: bool = True) -> None:
        """Show the start.

        Args:
            leaving: a hub that is closed before anything else is done.
            back_up: copy it then.  Not before a restore: that keeps the whole file, and the copy
                that shall come back might be thinned out for the new one.
        """
        from hubdesk.ui.start.window import StartWindow  # seldom wanted, so not with the window

        gc.enable()
        choice = remembered_choice(self._lang)
        dress_application(self._app, load_theme(choice.mode))
        tasks = Worker("start")
        front = Front(None, House(), choice=choice, tasks=tasks, papers=tasks)
        self._speak(front)
        self.start = StartWindow(front, recent.recent())
        self.start.chosen.connect(self.open)
        self.start.closed.connect(self._on_start_closed)
        self._place(self.start)
        self.start.show()
        if leaving is not None:
            tasks.submit(
                lambda _progress: leaving.close(back_up=back_up), owner=self,
                failed=self._on_not_backed_up,
            )  # fmt: skip
        self.start.look_for_backups()

    @Slot(object)
    def _on_not_backed_up(self, error: KnownError) -> None:
        if self.start is not None:
            self.start.refuse(self._location, error)

    @Slot(object)
    def _on_left(self, leaving: Leaving) -> None:
        """The window lets go of its hub; called in the middle of a click, so it goes on later."""
        QTimer.singleShot(0, self, partial(self._leave, leaving))

    def _leave(self, leaving: Leaving) -> None:
        if leaving.kind == "again":
            self.again = True
            self._app.quit()
            return
        restoring = leaving.kind == "restore" and leaving.path is not None
        self.show_start(self._leave_window(), back_up=not restoring)
        if restoring and self.start is not None:
            self.start.bring_back(str(leaving.path), self._location)

    def _leave_window(self) -> Hub | None:
        """Close the window but not its hub."""
        self._patience.stop()
        self._painting.stop()
        window, self.window = self.window, None
        if window is None:
            return None
        self._keep_language(window.front)
        page = window.stack.currentWidget()
        ops.remember_window(window.saveGeometry(), page.name if isinstance(page, Page) else "")
        window.closed.disconnect(self._on_window_closed)
        window.close()
        window.front.close()
        window.deleteLater()
        return window.front.hub if window.front.is_open else None

    def _keep_language(self, front: Front) -> None:
        """What was asked for at the start holds until the person chooses another."""
        if self._lang is not None:
            self._lang = front.choice.lang

    def _drop_start(self) -> None:
        start, self.start = self.start, None
        if start is not None:
            self._keep_language(start.front)
            start.closed.disconnect(self._on_start_closed)
            start.close()
            start.front.close()
            start.deleteLater()

    # -- the end --------------------------------------------------------------------------------

    @Slot()
    def _on_window_closed(self) -> None:
        self._app.quit()

    @Slot()
    def _on_start_closed(self) -> None:
        self._app.quit()

    def end(self) -> None:
        """Let go of everything; called when the event loop has ended.

        Raises:
            KnownError: the hub is closed, but no backup of it was kept.
        """
        self._guard.remove()
        self._app.setQuitOnLastWindowClosed(True)
        self._speak(None)
        self._drop_start()
        hub = self._leave_window()
        if hub is not None:
            hub.close(back_up=True)

    def _speak(self, front: Front | None) -> None:
        """Let Qt's own texts follow the language of the window in front."""
        if self._words is not None:
            self._app.removeTranslator(self._words)
        self._words = None if front is None else QtWords(front)
        if self._words is not None:
            self._app.installTranslator(self._words)

    def _place(self, window: QWidget) -> None:
        room = window.screen().availableSize()
        window.resize(QSize(*_SIZE).boundedTo(room - QSize(*_WINDOW_FRAME)))
        geometry = recent.settings().value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)

    @Slot(str)
    def _on_bug(self, report: str) -> None:
        shown = self.window or self.start
        if shown is not None:
            shown.show_bug(report)


def _opened(front: Front, location: str, actor: str, _progress: Progress) -> HubSettings:
    """The job that opens a hub; reads that wait behind it find it open."""
    from hubdesk import bootstrap
    from hubdesk.hub.queries import settings

    hub = bootstrap.open_hub(location).acting_as(actor, "window")
    front.adopt(hub)
    with hub.glance() as glance:
        return settings(glance)


def _remember(location: str, house: House, now: datetime, _progress: Progress) -> None:
    recent.note(without_password(location), house, now)
    remember(location)


def _check(location: str, _progress: Progress) -> None:
    """Read the whole file once: nothing is written before it was found sound."""
    from hubdesk.store.opening import check_pages

    check_pages(location)


def _warm_up(_progress: Progress) -> None:
    """Read the pages' modules, so that none has to be waited for when it is first shown."""
    from hubdesk.ui.heap import keep_large_apart  # the first painting does without ctypes

    keep_large_apart()
    for entry in PAGES:
        entry.page_class()
    for name in sorted(Later.waiting):
        import_module(name)
