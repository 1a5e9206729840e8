"""What all pages of one window share: the hub, the reader's language, the look, the workers.

Pages read and write only through :meth:`Front.read` and :meth:`Front.write`; both run on the
database worker.  After a commit the changes are told to every page, which refreshes only if its
kinds were touched.  The window is painted before its hub is open: importing this module loads
nothing of the hub, and a read waits in the worker's queue behind the opening.

    front.read(load_day, self._on_day, owner=self, key="board")
    front.write(lambda uow: book(uow, request), self._on_booked, owner=self)
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QObject, Signal, Slot

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.clock import Clock, SystemClock
from hubdesk.kernel.errors import EnvironmentProblemError, KnownError
from hubdesk.kernel.names import Names
from hubdesk.ui.places import Leaving, Place
from hubdesk.ui.sleepers import Sleepers
from hubdesk.ui.speech import Speech
from hubdesk.ui.tasks import Progress, Tasks
from hubdesk.ui.theme import Theme, load_theme
from hubdesk.ui.theme.icons import Icons
from hubdesk.words.catalogue import Era, Words
from hubdesk.words.dates import Clock as Hours

if TYPE_CHECKING:
    from hubdesk.bootstrap import Hub
    from hubdesk.hub.model import HubSettings
    from hubdesk.store.session import Session, UnitOfWork
    from hubdesk.store.written import Glance


@dataclass(frozen=True, slots=True)
class Choice:
    """How one person wants to see the hub.

    Attributes:
        lang: ``th`` or ``en``.
        era: ``be``, ``ce``, or None for the hub's and the language's habit.
        mode: of the theme.
        clock: hours are counted to ``24`` or to ``12``.
        week_start: weekday that calendars begin with, 0 = Monday; None is the hub's.
    """

    lang: str
    era: Era | None = None
    mode: str = "light"
    clock: Hours = "24"
    week_start: int | None = None

    def words(self, house: House) -> Words:
        """What this person is spoken to with, in a house."""
        era: Era | None = self.era or ("ce" if house.era == "ce" else None)
        week_start = house.week_start if self.week_start is None else self.week_start
        return Words(
            self.lang, era, ZoneInfo(house.zone), house.currency, self.clock, week_start
        )


@dataclass(frozen=True, slots=True)
class House:
    """What the frame shows of the hub, read once at opening and after each change of it."""

    name: Names = field(default_factory=Names)
    zone: str = "Asia/Bangkok"
    currency: str = "THB"
    digits: int = 2
    era: str = "be"
    week_start: int = 0
    lang: str = "th"
    actor: str = ""
    vat_registered: bool = True

    @classmethod
    def of(cls, settings: HubSettings, actor: str) -> House:
        """The house of an open hub as one person sees it."""
        return cls(
            settings.names, settings.timezone, settings.currency, settings.digits, settings.era,
            settings.week_start, settings.lang, actor, settings.vat_registered,
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Message:
    """A line for the message bar.

    Attributes:
        text: already in the reader's language.
        tone: ``good``, ``info``, ``warning`` or ``bad``.
        change: number of the history row that *Undo* takes back; None offers no undo.
        deed: what was done, if the line tells that it was taken back.
    """

    text: str
    tone: str = "good"
    change: int | None = None
    deed: str = ""


class Front(QObject):
    """See the module.

    Signals:
        words_changed(): another language or era; said texts are set already.
        look_changed(): another theme.
        hub_changed(Changes): rows were written, by this window or another program.
        opened(): the hub is open, ``house`` is its own.
        troubled(KnownError): the hub's place or machine fails; it stays said until it is over.
        soothed(): what troubled is over.
        told(Message): a line for the message bar.
        place_wanted(Place): another page, or another thing, shall come to the front.
        look_wanted(str): another mode of the theme, for the whole application.
        left(Leaving): the window shall let go of the hub.
    """

    words_changed = Signal()
    look_changed = Signal()
    hub_changed = Signal(object)
    opened = Signal()
    told = Signal(object)
    troubled = Signal(object)
    soothed = Signal()
    place_wanted = Signal(object)
    look_wanted = Signal(str)
    left = Signal(object)

    def __init__(
        self,
        hub: Hub | None,
        house: House,
        *,
        choice: Choice,
        tasks: Tasks,
        papers: Tasks,
        clock: Clock | None = None,
    ) -> None:
        super().__init__()
        self._hub = hub
        self._clock = clock
        self.house = house
        self.tasks = tasks
        self.papers = papers
        self.choice = choice
        self.theme = load_theme(choice.mode)
        self.icons = Icons(self.theme)
        self.sleepers = Sleepers()
        self.speech = Speech(choice.words(house), self.sleepers)
        self.hub_changed.connect(self._on_hub_changed)

    @property
    def hub(self) -> Hub:
        """The open hub; pages are only made, and jobs only run, when there is one."""
        assert self._hub is not None
        return self._hub

    @property
    def is_open(self) -> bool:
        return self._hub is not None

    @property
    def clock(self) -> Clock:
        if self._clock is not None:
            return self._clock
        return SystemClock() if self._hub is None else self._hub.database.clock

    def adopt(self, hub: Hub) -> None:
        """Take a hub that was just opened; called on the worker, before any read runs there."""
        self._hub = hub

    def settle_in(self, settings: HubSettings) -> None:
        """Show the hub that was adopted."""
        self._on_settings(settings)
        self.opened.emit()

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
        self._choose(replace(self.choice, lang=lang))

    def count_years(self, era: Era | None) -> None:
        """Show years in an era (``be``, ``ce``), or in the language's habit (None)."""
        self._choose(replace(self.choice, era=era))

    def count_hours(self, clock: Hours) -> None:
        """Show times of day to ``24`` or to ``12`` hours."""
        self._choose(replace(self.choice, clock=clock))

    def begin_weeks(self, day: int | None) -> None:
        """Begin calendars on a weekday, 0 = Monday; None is the hub's."""
        self._choose(replace(self.choice, week_start=day))

    def _choose(self, choice: Choice) -> None:
        self.choice = choice
        self.speech.speak(choice.words(self.house))
        self.words_changed.emit()

    def dress(self, theme: Theme) -> None:
        """Change the look of the whole window, at once."""
        self.choice = replace(self.choice, mode=theme.mode)
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

    def glance(
        self, query: Callable[[Glance], Any], done: Callable[[Any], None], *, owner: QObject,
        key: str = "",
    ) -> None:  # fmt: skip
        """As :meth:`read`, for written statements alone: it need not wait for SQLAlchemy."""

        def job(_progress: Progress) -> Any:
            with self.hub.glance() as glance:
                return query(glance)

        self.tasks.submit(job, done, owner=owner, key=key)

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
            self.soothed.emit()
            if changes:
                self.hub_changed.emit(changes)

        self.tasks.submit(job, committed, owner=owner, failed=failed, title=title)

    def tell(
        self, text: str, *, tone: str = "good", change: int | None = None, deed: str = ""
    ) -> None:
        """Put a line into the message bar; see :class:`Message`."""
        self.told.emit(Message(text, tone, change, deed))

    def refuse(self, error: KnownError) -> None:
        """Say a refusal in the message bar; trouble with the hub's place in the error bar."""
        if isinstance(error, EnvironmentProblemError):
            self.troubled.emit(error)
        else:
            self.tell(self.words.error(error), tone="bad")

    def go(self, place: Place) -> None:
        """Bring a place to the front."""
        self.place_wanted.emit(place)

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.touches("hub"):
            from hubdesk.hub.queries import settings

            self.read(settings, self._on_settings, owner=self, key="house")

    @Slot(object)
    def _on_settings(self, settings: HubSettings) -> None:
        self.house = House.of(settings, self.hub.actor)
        self._choose(self.choice)

    def leave(self, leaving: Leaving) -> None:
        """Let go of the hub, to open it or another one again."""
        self.left.emit(leaving)

    def close(self) -> None:
        """End the workers."""
        self.tasks.stop()
        self.papers.stop()
