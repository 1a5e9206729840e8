"""The window: top bar, rail, pages, message bar, and the shortcuts that hold everywhere.

    window = Window(front)
    window.show_page("bookings")
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QChildEvent, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.ui.frame import ops
from hubdesk.ui.frame.dressing import dress, dress_application
from hubdesk.ui.frame.entries import PAGES, Entry, Pages
from hubdesk.ui.frame.errorbar import ErrorBar
from hubdesk.ui.frame.messages import MessageBar
from hubdesk.ui.frame.others import Others
from hubdesk.ui.frame.page import Page
from hubdesk.ui.frame.port import Port
from hubdesk.ui.frame.rail import Rail
from hubdesk.ui.frame.topbar import TopBar
from hubdesk.ui.front import Front
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.make import lay
from hubdesk.words.catalogue import Era

if TYPE_CHECKING:
    from hubdesk.ui.frame.sweeping import Sweeping
    from hubdesk.ui.help.cheats import CheatSheet
    from hubdesk.ui.help.panel import HelpPanel
    from hubdesk.ui.outbox.postman import Postman
    from hubdesk.ui.search.commands import Offer
    from hubdesk.ui.today.walkinnow import QuickWalkIn

#: The least window the pages are laid out for; in a smaller one they scroll.
SMALLEST = (960, 600)
#: At 200 % a screen of 1280 × 800 leaves no more than this beside the system's own bars.
_LEAST = (600, 340)
#: Time for a person's clicks between two hidden pages that get a new look or language.
_BETWEEN_WAKINGS_MS = 40


class Window(QWidget):
    """See the module.

    Signals:
        closed(): the person leaves.

    Attributes:
        front: what the pages share.
        pages: by name; a page is made when it is first asked for.
    """

    closed = Signal()

    def __init__(self, front: Front, entries: Sequence[Entry] = PAGES) -> None:
        super().__init__()
        self.front = front
        self.stack = QStackedWidget()
        self.pages = Pages(front, entries, made=self._take_in)
        self._keys: list[QShortcut] = []
        self._cheats: CheatSheet | None = None
        self._help: HelpPanel | None = None
        self._walk_in: QuickWalkIn | None = None
        self._sweeping: Sweeping | None = None
        self._postman: Postman | None = None
        self.setProperty("kind", "ground")
        self.setMinimumSize(*_LEAST)
        self.top = TopBar(front)
        self.rail = Rail(front, entries)
        self.messages = MessageBar(front)
        self.trouble = ErrorBar(front)
        size = front.theme.size
        around = QSize(size("rail_icons"), size("top_bar") + size("message_bar"))
        port = Port(self.stack, QSize(*SMALLEST) - around)
        self._bars = (port.horizontalScrollBar(), port.verticalScrollBar())
        middle = lay(QHBoxLayout(), self.rail, port)
        lay(QVBoxLayout(self), self.top, self.trouble, middle, self.messages)
        for part in (self.top, self.rail, self.messages, *self._bars):  # trouble is when it is seen
            dress(part, front.theme)
        self._waking = QTimer(self)
        self._waking.setObjectName("waking")
        self._waking.setSingleShot(True)
        self._waking.setInterval(_BETWEEN_WAKINGS_MS)
        self._waking.timeout.connect(self._wake_next)
        self._minute = QTimer(self)
        self._minute.setObjectName("minute")
        self._minute.setSingleShot(True)
        self._minute.timeout.connect(self._on_minute)
        self._connect()
        self._name_window()

    def _offer(self) -> Offer:
        """What can be done now, for the command box."""
        from hubdesk.ui.search.commands import Offer
        from hubdesk.ui.search.everywhere import everywhere

        page = self.stack.currentWidget()
        here = page.commands() if isinstance(page, Page) else ()
        return Offer(here, everywhere(self))

    def _connect(self) -> None:
        front = self.front
        self.rail.chosen.connect(self.show_page)
        self.top.lang_chosen.connect(self._on_lang_chosen)
        self.top.look_chosen.connect(self._on_look_chosen)
        front.look_wanted.connect(self._on_look_chosen)
        self.top.era_chosen.connect(self._on_era_chosen)
        self.messages.undo_wanted.connect(self._on_undo_wanted)
        self.messages.cancel_wanted.connect(self._on_cancel_wanted)
        front.told.connect(self.messages.show_message)
        front.troubled.connect(self.trouble.show_error)
        front.soothed.connect(self.trouble.resolve)
        front.place_wanted.connect(self.show_place)
        front.words_changed.connect(self._on_words_changed)
        front.look_changed.connect(self._on_look_changed)
        for tasks in (front.tasks, front.papers):
            tasks.step_reported.connect(self.messages.show_step)
            tasks.error_known.connect(front.refuse)
            tasks.error_found.connect(self.show_bug)
        for at, name in enumerate(self.pages, start=1):
            shortcut = QShortcut(QKeySequence(f"Alt+{at}"), self)
            shortcut.setProperty("page", name)
            shortcut.activated.connect(self._on_page_shortcut)
        for keys, slot in (
            (QKeySequence(QKeySequence.StandardKey.Undo), self._on_undo_shortcut),
            (QKeySequence("Ctrl+K"), self._on_search_shortcut),
            (QKeySequence("F1"), self.show_keys),
            (QKeySequence("Shift+F1"), self.show_help),
            (QKeySequence("F8"), self.walk_in),
        ):
            QShortcut(keys, self).activated.connect(slot)

    def current(self) -> Page:
        """The page in front."""
        page = self.stack.currentWidget()
        assert isinstance(page, Page)
        return page

    def furnish(self) -> None:
        """Bring in what the first painting can do without."""
        self.top.search.offer(self._offer)

    def watch_others(self) -> None:
        """Show what other programs write, too; to be called before the first page is shown."""
        self._others = Others(self.front, self)
        self._others.start()

    def sweep(self) -> None:
        """Do every minute what is due on the day of use; called when the first page stands."""
        from hubdesk.ui.frame.sweeping import Sweeping

        self._sweeping = Sweeping(self.front, self)
        self._sweeping.start()
        from hubdesk.ui.outbox.postman import Postman

        self._postman = Postman(self.front, self)
        self._postman.start()

    @Slot(str)
    def show_page(self, name: str) -> None:
        """Bring a page to the front; an unknown name, or no hub yet, changes nothing."""
        if name not in self.pages or not self.front.is_open:
            return
        page = self.pages[name]
        self.front.sleepers.wake(page)
        self.rail.choose(name)
        if page is not self.stack.currentWidget():
            self.messages.turn_page()
        self.stack.setCurrentWidget(page)
        self.messages.set_aside(page.aside())
        self._bind_keys(page)
        page.appear()
        page.focus_first()

    @Slot(object)
    def show_place(self, place: Place) -> None:
        """Bring a place to the front; an unknown page, or no hub yet, changes nothing."""
        if place.page in self.pages and self.front.is_open:
            self.show_page(place.page)
            self.pages[place.page].open_place(place)

    def _take_in(self, page: Page) -> None:
        # Dressed last, a page is worked out once; but the first one is shown as it is taken in.
        if self.stack.count() == 0:
            dress(page, self.front.theme)
        self.stack.addWidget(page)
        dress(page, self.front.theme)
        self.front.sleepers.add(page)

    def _bind_keys(self, page: Page) -> None:
        """Give the keys of its commands to the page in front, and to no other."""
        for shortcut in self._keys:
            shortcut.setParent(None)
            shortcut.deleteLater()
        self._keys = [
            QShortcut(QKeySequence(command.keys), page, command.run)
            for command in page.commands()
            if command.keys
        ]

    @Slot()
    def show_keys(self) -> None:
        """Open the sheet of keys, or close it."""
        from hubdesk.ui.help.cheats import CheatSheet

        if self._cheats is None:
            self._cheats = CheatSheet(self, self.front)
            self._cheats.help_wanted.connect(self.show_help)
        if self._cheats.isVisible():
            self._cheats.dismiss()
        else:
            offer = self._offer()
            self._cheats.show_commands(offer.here, offer.everywhere)

    @Slot()
    def walk_in(self) -> None:
        """Book a room from now on for somebody who stands there, whatever page is in front."""
        if not self.front.is_open:
            return
        from hubdesk.ui.today.walkinnow import QuickWalkIn

        if self._walk_in is None:
            self._walk_in = QuickWalkIn(self, self.front)
        if self._walk_in.isVisible():
            self._walk_in.again()
        else:
            self._walk_in.begin()

    @Slot()
    def show_help(self) -> None:
        """Open the help at the page in front."""
        if self.stack.currentWidget() is None:
            return
        from hubdesk.ui.help.panel import HelpPanel

        if self._cheats is not None:
            self._cheats.dismiss()
        if self._help is None:
            self._help = HelpPanel(self, self.front)
        page = self.current()
        self._help.show_topic(page.topic())

    @Slot(str)
    def show_bug(self, report: str) -> None:
        """Open the dialog with a report to copy."""
        from hubdesk.ui.frame.bugs import BugDialog

        dialog = BugDialog(self.front, report, self)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._wait_for_minute()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.rail.set_narrow(narrow=self.width() < self.front.theme.size("rail_collapse_below"))

    def closeEvent(self, event: QCloseEvent) -> None:
        self._minute.stop()
        self._waking.stop()
        if self._sweeping is not None:
            self._sweeping.stop()
        if self._postman is not None:
            self._postman.stop()
        super().closeEvent(event)
        self.closed.emit()

    def _wait_for_minute(self) -> None:
        now = self.front.now()
        self._minute.start((60 - now.second) * 1000 - now.microsecond // 1000 + 20)

    @Slot()
    def _on_minute(self) -> None:
        self.top.tick()
        for page in self.pages.made():
            page.tick()
        self._wait_for_minute()

    def _name_window(self) -> None:
        name = self.front.house.name.get(self.front.words.lang)
        self.setWindowTitle(f"{name} \u2013 HubDesk" if name else "HubDesk")

    @Slot(str)
    def _on_lang_chosen(self, lang: str) -> None:
        ops.choose_language(self.front, lang)

    @Slot(str)
    def _on_era_chosen(self, era: Era) -> None:
        ops.choose_era(self.front, era)

    @Slot(str)
    def _on_look_chosen(self, mode: str) -> None:
        ops.choose_look(self.front, mode)

    @Slot()
    def _on_look_changed(self) -> None:
        theme = self.front.theme
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        dress_application(app, theme)
        for part in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            if part.styleSheet():
                dress(part, theme)
        for bar in self._bars:
            dress(bar, theme)
        for page in self.pages.made():
            self.front.sleepers.run(page, "look", partial(self._dress_page, page))
        self._waking.start()

    def _dress_page(self, page: Page) -> None:
        dress(page, self.front.theme)

    @Slot()
    def _on_words_changed(self) -> None:
        self._name_window()
        self._waking.start()

    @Slot()
    def _wake_next(self) -> None:
        """Change one more hidden page, so that none has to be waited for when it is shown."""
        page = self.front.sleepers.next()
        if page is not None:
            self.front.sleepers.wake(page)
            self._waking.start()

    def childEvent(self, event: QChildEvent) -> None:
        """A dialog or a box of the frame's own is dressed when it is first shown."""
        super().childEvent(event)
        if not event.polished():
            return  # a child without a class of its own yet would make PySide load every class
        part = event.child()
        if isinstance(part, QWidget) and not part.isAncestorOf(self.stack):
            dress(part, self.front.theme)

    @Slot()
    def _on_page_shortcut(self) -> None:
        self.show_page(self.sender().property("page"))

    @Slot()
    def _on_search_shortcut(self) -> None:
        self.top.search.activate()

    @Slot()
    def _on_undo_shortcut(self) -> None:
        change = self.messages.undoable()
        if change is not None:
            self._on_undo_wanted(change)

    @Slot(object)
    def _on_undo_wanted(self, change: int) -> None:
        ops.undo(self.front, change, self.messages.deed(), owner=self)

    @Slot(str)
    def _on_cancel_wanted(self, title: str) -> None:
        self.front.tasks.cancel(title)
        self.front.papers.cancel(title)
