"""The quick walk-in, from every page: F8, the first letters of the organisation, Enter.

The best room that is free now is proposed, for an hour; F8 again takes half an hour instead.  Who
wants another room or another time finds both one Tab further.

    panel = QuickWalkIn(window, front)
    panel.begin()
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from hubdesk.booking.arrivals import ROUND_TO, walk_in_end
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.store.session import Session
from hubdesk.ui.booking.letpass import LetPass
from hubdesk.ui.booking.load import DayLoad
from hubdesk.ui.booking.naming import Thing
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.front import Front
from hubdesk.ui.help.overlay import Overlay
from hubdesk.ui.orgs import OrgChoice
from hubdesk.ui.today import ops
from hubdesk.ui.today.counter import Counter, FreeRoom, count, offers
from hubdesk.ui.today.counterday import load_counter_day
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

_WIDTH = 620
#: For how long, in minutes; the first is proposed.
_LENGTHS = {"60": N_("1 hour"), "30": N_("30 minutes")}


class QuickWalkIn(Overlay):
    """See the module.

    Attributes:
        org, room, length: the fields.
        let_pass: asks why it passes what the rules refuse.
    """

    def __init__(self, window: QWidget, front: Front) -> None:
        super().__init__(window, front, width=_WIDTH, side=False)
        make = Make(front)
        self._loaded: DayLoad | None = None
        self._counter: Counter | None = None
        self._offers: list[FreeRoom] = []
        self._key = ""
        self._sent = False
        self._early = False
        self.org = OrgField(make, asks=True)
        self.room = Combo(make, N_("Room"))
        self.length = Segments(make, N_("How long"), _LENGTHS)
        self.book = make.button(N_("Book"), kind="primary", on=self._on_book)
        self.note = make.label(role="small", tone="muted", wrap=True)
        close = make.icon_button(N_("Close"), "x", kind="quiet", on=self.dismiss)
        title = make.label(N_("Walk-in: a room from now on"), role="heading")
        self.body.addLayout(row(make.icon("user-plus", "accent", 18), title, None, close))
        self.body.addWidget(self.org)
        line = row(self.room, self.length, self.book)
        line.setStretchFactor(self.room, 1)
        self.body.addLayout(line)
        self.body.addWidget(self.note)
        self.let_pass = LetPass(self, make)
        self.let_pass.closed.connect(self._on_let_pass_closed)
        self.room.installEventFilter(self)
        self.org.taken.connect(self._on_org_taken)
        self.org.missed.connect(self._on_org_missed)
        self.org.several.connect(self._on_several)
        self.length.chosen.connect(self._on_length_chosen)
        self.room.currentIndexChanged.connect(self._on_room_changed)

    def begin(self) -> None:
        """Open with nothing chosen, and read which rooms are free now."""
        self._sent, self._key, self._early = False, new_key(), False
        self.org.setText("")
        self.length.choose("60")
        self._loaded, self._offers = None, []
        self.room.clear()
        front = self.front
        front.speech.say(self.note, N_("Enter books the room for the organisation. F8: half an "
                                       "hour instead."))  # fmt: skip
        self.show_over(self.org)
        day, zone = front.today(), front.zone

        def query(session: Session) -> DayLoad:
            return load_counter_day(session, day, zone)

        front.read(query, self._on_day, owner=self, key="walk-in")

    def minutes(self) -> int:
        """For how long the room is wanted."""
        return next(int(key) for key in _LENGTHS if self.length.button(key).isChecked())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter books from the room's field, too."""
        if (
            watched is self.room
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            self._on_book()
            return True
        return super().eventFilter(watched, event)

    @Slot(object)
    def _on_day(self, loaded: DayLoad) -> None:
        now = self.front.now()
        self._loaded = loaded
        self._counter = count(loaded.scene, now.hour * 60 + now.minute)
        self.org.set_orgs(loaded.orgs)
        self._fill()
        early, self._early = self._early, False
        if early:
            self._on_book()

    def _fill(self) -> None:
        """List the rooms that are free so long, the best first; a chosen one stays chosen."""
        if self._loaded is None or self._counter is None:
            return
        scene, counter, words = self._loaded.scene, self._counter, self.front.words
        chosen = self.room.currentData()
        self._offers = [
            room
            for room in offers(scene, counter)
            if room.until >= self._last_minute(scene.lanes[room.lane].resource_id)
        ]
        self.room.blockSignals(True)
        self.room.clear()
        for room in self._offers:
            lane = scene.lanes[room.lane]
            until = words.t("free until {time}", time=o_clock(words, room.until))
            seats = words.n("{n} seat", "{n} seats", lane.capacity) if lane.capacity else ""
            parts = (lane.names.get(words.lang) or lane.code, seats, until)
            self.room.addItem(" \u00b7 ".join(part for part in parts if part), lane.resource_id)
        self.room.setCurrentIndex(max(0, self.room.findData(chosen)))
        self.room.blockSignals(False)
        self.book.setEnabled(bool(self._offers))
        self._tell()

    def _end(self, resource_id: int) -> datetime:
        """When it would end there, as it is booked then."""
        step = ROUND_TO if self._loaded is None else self._loaded.steps.get(resource_id, ROUND_TO)
        return walk_in_end(self.front.now(), self.minutes(), step)

    def _last_minute(self, resource_id: int) -> int:
        end = self._end(resource_id)
        days = (end.date() - self.front.now().date()).days
        return days * 1440 + end.hour * 60 + end.minute

    def _tell(self) -> None:
        words = self.front.words
        if not self._offers:
            self.front.speech.say(self.note, N_("No room is free so long now."))
            return
        times = words.times(self.front.now(), self._end(int(self.room.currentData())))
        self.front.speech.say(
            self.note, N_("{times} \u00b7 Enter books it and checks in. F8 changes how long."),
            times=times,
        )  # fmt: skip

    @Slot()
    def _on_room_changed(self) -> None:
        self._tell()

    @Slot(str)
    def _on_length_chosen(self, _key: str) -> None:
        self._fill()

    def again(self) -> None:
        """The key was pressed once more: half an hour instead of one, or the other way round."""
        self.length.choose("30" if self.minutes() == 60 else "60")
        self._fill()

    @Slot(object)
    def _on_org_taken(self, choice: OrgChoice) -> None:
        self._book(choice)

    @Slot()
    def _on_org_missed(self) -> None:
        if self._loaded is None:
            self._early = True  # asked again as soon as the organisations are known
            return
        self.front.speech.forget(self.note)
        self.note.setText(self.org.problem())

    @Slot(int)
    def _on_several(self, count: int) -> None:
        self.front.speech.say(
            self.note,
            N_("{count} organisations fit. Enter books for the one that is marked, \u2193 marks "
               "the next."),
            count=str(count),
        )  # fmt: skip

    @Slot()
    def _on_book(self) -> None:
        choice = self.org.org()
        if choice is None:
            self._on_org_missed()
            self.org.setFocus()
        else:
            self._book(choice)

    def _book(self, choice: OrgChoice) -> None:
        """Book once, however often Enter is pressed."""
        if self._loaded is None:
            self._early = True
            return
        room_id = self.room.currentData()
        if room_id is None or self._sent:
            return
        self._sent = True
        deed = partial(ops.walk_in_now, self.front, int(room_id), choice.id, self.minutes(),
                       key=self._key, owner=self)  # fmt: skip
        self.let_pass.attempt(deed, self._near, done=self._on_booked, failed=self._on_refused)

    def _near(self) -> QRect:
        """What the question points at why it passes; it is asked over the panel."""
        return QRect(self.book.mapTo(self, QPoint(0, 0)), self.book.size())

    @Slot()
    def _on_let_pass_closed(self) -> None:
        self._sent = False

    def _on_booked(self, _thing: Thing) -> None:
        self.dismiss()

    @Slot(object)
    def _on_refused(self, error: KnownError) -> None:
        self._sent = False
        self.front.speech.forget(self.note)
        self.note.setText(self.front.words.error(error))
        self.org.setFocus()
