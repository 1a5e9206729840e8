"""A kiosk's window: looks at the hub every few seconds, and goes on showing what it knows.

Everything but the two writes is read through a connection that cannot write.  While the hub cannot
be reached the foot says of when the picture is, and nothing can be booked; the clock goes on.

    window = KioskWindow(front, KioskSource("hub.hubdesk"), DoorView(front, "R1"))
    window.start()
    window.showFullScreen()
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QWidget

from hubdesk.booking.arrivals import Arrival, walk_in_end
from hubdesk.booking.doors import DoorOrg, HouseDay
from hubdesk.booking.model import BookingResult
from hubdesk.kernel.errors import EnvironmentProblemError, KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.ui.front import Front, House
from hubdesk.ui.kiosk.doorview import DoorView
from hubdesk.ui.kiosk.foot import Foot
from hubdesk.ui.kiosk.foyerview import FoyerView
from hubdesk.ui.kiosk.pads import CodePad, OrgPad, covered
from hubdesk.ui.kiosk.sheet import FOOT, sheet_of
from hubdesk.ui.kiosk.source import KioskSource
from hubdesk.ui.kiosk.wording import ARRIVALS, BOOKED, Pair
from hubdesk.ui.tasks import Progress

#: Milliseconds from one answer to the next look; between looks at the clock.
LOOK_EVERY_MS, TICK_MS = 4000, 1000
#: So long a message stands; a pad that nobody touches; one screenful of the foyer.
SAY_MS, TOUCH_MS, TURN_MS = 8000, 45_000, 12_000


class KioskWindow(QWidget):
    """See the module.

    Signals:
        closed(): the window is gone.

    Attributes:
        day: as read last; None before the first answer.
        lost: the last look failed.
    """

    closed = Signal()

    def __init__(self, front: Front, source: KioskSource, view: DoorView | FoyerView) -> None:
        super().__init__()
        self.front = front
        self.source = source
        self.view = view
        self.day: HouseDay | None = None
        self.lost = False
        self._looking = False
        self._minutes = 0
        self._key = ""
        view.setParent(self)
        self.foot = Foot(front)
        self.foot.setParent(self)
        self.code_pad, self.org_pad = CodePad(front, self), OrgPad(front, self)
        self._timers = {
            name: self._timer(name, ms, slot)
            for name, ms, slot in (
                ("look", LOOK_EVERY_MS, self.look), ("tick", TICK_MS, self.tick),
                ("say", SAY_MS, self._on_said), ("touch", TOUCH_MS, self._on_untouched),
                ("turn", TURN_MS, self._on_turn),
            )
        }  # fmt: skip
        self._connect()
        self.setWindowTitle("HubDesk")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocus()
        self.show_state()

    def _timer(self, name: str, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setObjectName(f"kiosk-{name}")
        timer.setInterval(ms)
        timer.setSingleShot(name != "tick")
        timer.timeout.connect(slot)
        return timer

    def _connect(self) -> None:
        self.view.code_wanted.connect(self._on_code_wanted)
        if isinstance(self.view, DoorView):
            self.view.walk_in_wanted.connect(self._on_walk_in_wanted)
        self.code_pad.typed.connect(self._on_code_typed)
        self.org_pad.chosen.connect(self._on_org_chosen)
        for pad in (self.code_pad, self.org_pad):
            pad.touched.connect(self._on_touched)
        self.foot.language_wanted.connect(self.change_language)
        self.front.words_changed.connect(self._on_words_changed)
        self.front.tasks.error_found.connect(self._on_broken)
        for keys, slot in (("F11", self._on_full_screen), ("Ctrl+Q", self.close)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def start(self) -> None:
        """Begin to look at the hub and at the clock."""
        self._timers["tick"].start()
        if isinstance(self.view, FoyerView):
            self._timers["turn"].start()
        self.look()

    # -- looking --------------------------------------------------------------------------------

    @Slot()
    def look(self) -> None:
        """Read the day anew, unless a look is on its way."""
        if self._looking:
            return
        self._looking = True
        self.front.tasks.submit(self._look, self._on_day, owner=self, failed=self._on_lost)

    def _look(self, _progress: Progress) -> HouseDay:
        return self.source.look()

    @Slot(object)
    def _on_day(self, day: HouseDay) -> None:
        self._wait()
        self.day, self.lost = day, False
        house = House(day.house, day.zone.key, self.front.house.currency, era=day.era,
                      lang=day.lang)  # fmt: skip
        if house != self.front.house:
            self.front.house = house
            self.front.speak(self.front.words.lang)
        self.show_state()

    @Slot(object)
    def _on_lost(self, error: KnownError) -> None:
        self._wait()
        self.lost = True
        self.show_state(self.front.words.error(error))

    @Slot(str)
    def _on_broken(self, _report: str) -> None:
        """A bug: the kiosk stays, says that it may be out of date, and tries again."""
        self._wait()
        self.lost = True
        self.show_state()

    def _wait(self) -> None:
        self._looking = False
        if self._timers["tick"].isActive():
            self._timers["look"].start()

    @Slot()
    def tick(self) -> None:
        """Time goes on, whatever the hub does."""
        self.view.show_day(self.day, self.front.now(), lost=self.lost)

    def show_state(self, why: str = "") -> None:
        """Show what is known now, and of when it is."""
        as_of = None if self.day is None else self.day.as_of
        self.foot.show_state(as_of, lost=self.lost or self.day is None, why=why)
        self.tick()

    # -- what somebody does ---------------------------------------------------------------------

    @Slot()
    def _on_code_wanted(self) -> None:
        self._on_touched()
        self.code_pad.open()

    @Slot(str)
    def _on_code_typed(self, code: str) -> None:
        room_id = self.view.room_id()
        if room_id is None:
            return

        def job(_progress: Progress) -> Arrival:
            return self.source.check_in(code, room_id)

        self.front.tasks.submit(job, self._on_arrival, owner=self, failed=self._on_refused)

    @Slot(object)
    def _on_arrival(self, arrival: Arrival) -> None:
        msgid, tone = ARRIVALS[arrival.outcome]
        self.tell(*Pair.of(self.front).both(msgid, n=arrival.wait_s), tone)
        self.look()

    @Slot(int)
    def _on_walk_in_wanted(self, minutes: int) -> None:
        if self.day is not None:
            self._minutes, self._key = minutes, new_key()
            self._on_touched()
            self.org_pad.ask(self.day.orgs)

    @Slot(object)
    def _on_org_chosen(self, org: DoorOrg) -> None:
        room_id, minutes, key = self.view.room_id(), self._minutes, self._key
        if room_id is None:
            return

        def job(_progress: Progress) -> BookingResult:
            return self.source.walk_in(room_id, org.id, minutes, key)

        self.front.tasks.submit(job, self._on_booked, owner=self, failed=self._on_refused)

    @Slot(object)
    def _on_booked(self, result: BookingResult) -> None:
        end = result.dates[0].ends_at if result.dates else walk_in_end(
            self.front.now(), self._minutes
        )  # fmt: skip
        pair = Pair.of(self.front)
        self.tell(*pair.say(lambda words: words.t(BOOKED, time=words.time(end))))
        self.look()

    @Slot(object)
    def _on_refused(self, error: KnownError) -> None:
        if isinstance(error, EnvironmentProblemError):
            self.lost = True
            self.show_state(self.front.words.error(error))
        self.tell(*Pair.of(self.front).error(error), "bad")

    def tell(self, first: str, second: str = "", tone: str = "good") -> None:
        """Say what happened, for a moment."""
        self.foot.tell(first, second, tone)
        self._timers["say"].start()

    @Slot()
    def _on_said(self) -> None:
        self.foot.tell("")

    @Slot()
    def _on_touched(self) -> None:
        self._timers["touch"].start()

    @Slot()
    def _on_untouched(self) -> None:
        """Whoever typed has gone: the next one finds the door as it was."""
        self.code_pad.dismiss()
        self.org_pad.dismiss()

    @Slot()
    def _on_turn(self) -> None:
        if isinstance(self.view, FoyerView):
            self.view.turn()
        self._timers["turn"].start()

    # -- the window -----------------------------------------------------------------------------

    @Slot()
    def change_language(self) -> None:
        """Let the other language come first."""
        self.front.speak("en" if self.front.words.lang == "th" else "th")

    @Slot()
    def _on_words_changed(self) -> None:
        self.foot.retranslate()
        self.tick()

    @Slot()
    def _on_full_screen(self) -> None:
        self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A digit begins a code: nobody has to find the button first."""
        if event.text().isdecimal() and not self.lost and self.view.check_in.isVisible():
            self._on_code_wanted()
            self.code_pad.put(event.text())
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sheet = sheet_of(self)
        foot = round(FOOT * sheet.scale)
        self.view.setGeometry(0, 0, self.width(), self.height())
        self.foot.setGeometry(0, self.height() - foot, self.width(), foot)
        self.foot.place(sheet.scale, sheet.width)
        self.foot.raise_()
        for pad in (self.code_pad, self.org_pad):
            covered(self.rect(), pad)
            if pad.isVisible():
                pad.raise_()

    def closeEvent(self, event: QCloseEvent) -> None:
        for timer in self._timers.values():
            timer.stop()
        super().closeEvent(event)
        self.front.close()
        self.source.close()
        self.closed.emit()
