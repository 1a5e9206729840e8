"""What all pages of one window share: the hub, the reader's language, the look, the workers.

Pages read and write only through :meth:`Front.read` and :meth:`Front.write`; both run on the
database worker.  After a commit the changes are told to every page, which refreshes only if its
kinds were touched.

    front.read(load_day, self._on_day, owner=self, key="board")
    front.write(lambda uow: book(uow, request), self._on_booked, owner=self)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal, Slot

from hubdesk.bootstrap import Hub
from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings as hub_settings
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.names import Names
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.places import Place
from hubdesk.ui.speech import Speech
from hubdesk.ui.tasks import Progress, Tasks
from hubdesk.ui.theme import Theme
from hubdesk.ui.theme.icons import Icons
from hubdesk.words.catalogue import Words


@dataclass(frozen=True, slots=True)
class House:
    """What the frame shows of the hub, read once at opening and after each change of it."""

    name: Names
    zone: str
    currency: str
    digits: int
    era: str
    actor: str

    @classmethod
    def of(cls, settings: HubSettings, actor: str) -> House:
        """The house of an open hub as one person sees it."""
        return cls(
            settings.names, settings.timezone, settings.currency, settings.digits, settings.era,
            actor,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A line for the message bar.

    Attributes:
        text: already in the reader's language.
        tone: ``good``, ``info``, ``warning`` or ``bad``.
        change: number of the history row that *Undo* takes back; None offers no undo.
    """

    text: str
    tone: str = "good"
    change: int | None = None


class Front(QObject):
    """See the module.

    Signals:
        words_changed(): another language or era; said texts are set already.
        look_changed(): another theme.
        hub_changed(Changes): rows were written, by this window or another program.
        told(Message): a line for the message bar.
        place_wanted(Place): another page, or another thing, shall come to the front.
    """

    words_changed = Signal()
    look_changed = Signal()
    hub_changed = Signal(object)
    told = Signal(object)
    place_wanted = Signal(object)

    def __init__(
        self,
        hub: Hub,
        house: House,
        *,
        words: Words,
        theme: Theme,
        tasks: Tasks,
        papers: Tasks,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self.hub = hub
        self.house = house
        self.tasks = tasks
        self.papers = papers
        self.theme = theme
        self.icons = Icons(theme)
        self.speech = Speech(words)
        self.clock = clock or hub.database.clock
        self.hub_changed.connect(self._on_hub_changed)

    @property
    def words(self) -> Words:
        """The reader's language, era and zone."""
        return self.speech.words

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.house.zone)

    def now(self) -> dt.datetime:
        """The present instant on the wall clock of the house."""
        return self.clock.now().astimezone(self.zone)

    def today(self) -> dt.date:
        return self.now().date()

    # -- reader's choices -----------------------------------------------------------------------

    def speak(self, lang: str) -> None:
        """Change the language of the whole window, at once."""
        self._use(replace(self.words, lang=lang))

    def count_years(self, era: str | None) -> None:
        """Show years in an era (``be``, ``ce``), or in the language's habit (None)."""
        self._use(replace(self.words, era=era))  # type: ignore[arg-type]

    def _use(self, words: Words) -> None:
        self.speech.speak(words)
        self.words_changed.emit()

    def dress(self, theme: Theme) -> None:
        """Change the look of the whole window, at once."""
        self.theme = theme
        self.icons = Icons(theme)
        self.look_changed.emit()

    # -- data -----------------------------------------------------------------------------------

    def read(
        self,
        query: Callable[[Session], Any],
        done: Callable[[Any], None],
        *,
        owner: QObject,
        key: str = "",
        failed: Callable[[KnownError], None] | None = None,
    ) -> None:
        """Run a query on the database worker and hand its frozen result to ``done``."""

        def job(_progress: Progress) -> Any:
            with self.hub.read() as session:
                return query(session)

        self.tasks.submit(job, done, owner=owner, key=key, failed=failed)

    def write(
        self,
        action: Callable[[UnitOfWork], Any],
        done: Callable[[Any, Changes], None] | None = None,
        *,
        owner: QObject,
        failed: Callable[[KnownError], None] | None = None,
        title: str = "",
    ) -> None:
        """Run one unit of work on the database worker, then tell everybody what changed.

        Args:
            done: gets the action's result and the changes, before the pages refresh.
        """

        def job(_progress: Progress) -> tuple[Any, Changes]:
            with self.hub.write() as uow:
                result = action(uow)
            return result, uow.changes

        def committed(outcome: tuple[Any, Changes]) -> None:
            result, changes = outcome
            if done is not None:
                done(result, changes)
            if changes:
                self.hub_changed.emit(changes)

        self.tasks.submit(job, committed, owner=owner, failed=failed, title=title)

    def tell(self, text: str, *, tone: str = "good", change: int | None = None) -> None:
        """Put a line into the message bar."""
        self.told.emit(Message(text, tone, change))

    def refuse(self, error: KnownError) -> None:
        """Say a refusal in the message bar."""
        self.tell(self.words.error(error), tone="bad")

    def go(self, place: Place) -> None:
        """Bring a place to the front."""
        self.place_wanted.emit(place)

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.touches("hub"):
            self.read(hub_settings, self._on_settings, owner=self, key="house")

    @Slot(object)
    def _on_settings(self, settings: HubSettings) -> None:
        self.house = House.of(settings, self.hub.actor)
        zone = ZoneInfo(settings.timezone)
        self._use(replace(self.words, zone=zone, currency=settings.currency))

    def close(self) -> None:
        """End the workers."""
        self.tasks.stop()
        self.papers.stop()
