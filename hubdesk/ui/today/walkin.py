"""The walk-in line: organisation, room, until; Enter goes on, and books at the end.

How many come may be said too; then the rooms that hold them are offered, the best fit first.

    line = WalkInLine(make)
    line.offer(scene, counter, orgs)
    line.wished.connect(self._on_walk_in_wished)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout

from hubdesk.ui.booking.ops import Place
from hubdesk.ui.booking.scene import Scene, Span
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.today.counter import QUARTER, Counter, FreeRoom, offers, walk_in_ends
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.words.marker import N_

_MOST_PEOPLE = 9999


@dataclass(frozen=True, slots=True)
class WalkIn:
    """Who takes which place, from now until when; ``people`` None = not known."""

    org: OrgChoice
    place: Place
    people: int | None = None


class WalkInLine(QFrame):
    """Signals:
    wished(WalkIn): book it.
    stuck(str): why it cannot be booked yet, in words.
    """

    wished = Signal(object)
    stuck = Signal(str)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.front = make.front
        self.setProperty("kind", "lit")
        self.setFixedHeight(52)
        self._scene: Scene | None = None
        self._counter: Counter | None = None
        self._offers: list[FreeRoom] = []
        self._steps: Mapping[int, int] = {}
        # Whether a person chose the room and the end: then a tick of the minute keeps them.
        self._chosen = self._ended = False
        self.org = OrgField(make)
        self.people = NumberField(make, N_("People"), 0, _MOST_PEOPLE)
        self.people.setFixedWidth(98)
        self.people.valueChanged.connect(self._on_people_changed)
        self.room = Combo(make, N_("Room"))
        self.until = Combo(make, N_("Until"))
        for field in (self.people, self.room, self.until):
            field.installEventFilter(self)
        self.until.setFixedWidth(176)
        self.book = make.button(N_("Book"), kind="primary", on=self._on_book)
        lay(
            QHBoxLayout(self), make.icon("user-plus", "accent", 18),
            make.label(N_("Walk-in"), role="label", tone="accent"), 4,
            make.label(text="1", role="caption", tone="muted"), self.org, self.people,
            make.label(text="2", role="caption", tone="muted"), self.room,
            make.label(text="3", role="caption", tone="muted"), self.until, self.book,
            gap=8, margins=(14, 0, 12, 0),
        )  # fmt: skip
        layout = self.layout()
        assert isinstance(layout, QHBoxLayout)
        layout.setStretchFactor(self.org, 4)
        layout.setStretchFactor(self.room, 6)
        self.org.taken.connect(self._on_org_taken)
        self.org.missed.connect(self._on_org_missed)
        self.room.currentIndexChanged.connect(self._on_room_changed)
        self.until.currentIndexChanged.connect(self._on_until_changed)

    def offer(
        self, scene: Scene, counter: Counter, orgs: OrgBook, steps: Mapping[int, int]
    ) -> None:
        """Offer the rooms free now, the best fit first; what was chosen stays where it can.

        While a list is open it stays as it is until the next time.

        Args:
            steps: minutes of the grid of the house, by resource.
        """
        self.org.set_orgs(orgs)
        if self.room.view().isVisible() or self.until.view().isVisible():
            return
        chosen = self._lane()
        kept = None if chosen is None or self._scene is None else (
            self._scene.lanes[chosen].resource_id
        )  # fmt: skip
        self._scene, self._counter, self._steps = scene, counter, steps
        self._name_people()
        self._fill(kept if self._chosen else None)

    def _fill(self, kept: int | None) -> None:
        """List the rooms that hold them; ``kept`` is a resource that stays chosen."""
        scene, counter = self._scene, self._counter
        assert scene is not None
        assert counter is not None
        self._offers = offers(scene, counter, self.people.value())
        self.room.blockSignals(True)
        self.room.clear()
        for at, room in enumerate(self._offers):
            self.room.addItem(self._room_words(room.lane, room.until), room.lane)
            if scene.lanes[room.lane].resource_id == kept:
                self.room.setCurrentIndex(at)
        self.room.blockSignals(False)
        self.room.setEnabled(bool(self._offers))
        self.book.setEnabled(bool(self._offers))
        self._show_ends()

    def choose_lane(self, lane: int) -> None:
        """Take a room, as a click in the list does."""
        at = self.room.findData(lane)
        if at >= 0:
            self._chosen = True
            self.room.setCurrentIndex(at)
            (self.until if self.org.org() else self.org).setFocus()

    def restore(self, wish: WalkIn) -> None:
        """Put a refused walk-in back into the fields, unless another is being typed already."""
        if self.org.text() or self._scene is None:
            return
        self.org.show_org(wish.org)
        self.people.setValue(wish.people or 0)
        self._chosen = self._ended = True
        self._fill(wish.place.resource_id)
        self.until.setCurrentIndex(max(0, self.until.findData(wish.place.span.ends)))

    def forget(self, wish: WalkIn) -> None:
        """Empty the fields if they still hold a wish that was put back."""
        if self.org.org() == wish.org:
            self._begin_again()

    def retranslate(self) -> None:
        self._name_people()
        for at, room in enumerate(self._offers):
            self.room.setItemText(at, self._room_words(room.lane, room.until))
        self._show_ends()

    def _name_people(self) -> None:
        words = self.front.words
        self.people.setSpecialValueText(words.t("people: any"))
        self.people.setSuffix(words.t("people|\u00a0people"))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes on from field to field, and books in the last one."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            if watched is self.people:
                self.room.setFocus()
                return True
            if watched is self.room:
                self.until.setFocus()
                return True
            if watched is self.until:
                self._on_book()
                return True
        return super().eventFilter(watched, event)

    def _lane(self) -> int | None:
        data = self.room.currentData()
        return None if data is None else int(data)

    def _room_words(self, lane: int, until: int) -> str:
        assert self._scene is not None
        place, words = self._scene.lanes[lane], self.front.words
        name = place.names.get(words.lang)
        free = words.t("free until {time}", time=o_clock(words, until))
        if not place.capacity:
            return f"{name} \u00b7 {free}"
        seats = words.n("{n} seat", "{n} seats", place.capacity)
        return f"{name} \u00b7 {seats} \u00b7 {free}"

    @Slot(object)
    def _on_org_taken(self, _choice: OrgChoice) -> None:
        self.room.setFocus()

    @Slot()
    def _on_org_missed(self) -> None:
        self.stuck.emit(self.org.problem())

    @Slot()
    def _on_people_changed(self) -> None:
        if self._counter is not None:
            self._chosen = False
            self._fill(None)

    @Slot()
    def _on_room_changed(self) -> None:
        self._chosen = True
        self._show_ends()

    def _show_ends(self) -> None:
        kept = self.until.currentData() if self._ended else None
        self.until.blockSignals(True)
        self.until.clear()
        self._fill_ends(kept)
        self.until.blockSignals(False)

    def _fill_ends(self, kept: int | None) -> None:
        lane, counter = self._lane(), self._counter
        if lane is None or counter is None:
            return
        room = next(room for room in self._offers if room.lane == lane)
        assert self._scene is not None
        step = self._steps.get(self._scene.lanes[lane].resource_id, QUARTER)
        ends, proposed = walk_in_ends(counter.now, room.until, step)
        now = o_clock(self.front.words, counter.now)
        for end in ends:
            self.until.addItem(f"{now} \u2013 {o_clock(self.front.words, end)}", end)
        found = -1 if kept is None else self.until.findData(kept)
        self.until.setCurrentIndex(found if found >= 0 else proposed)

    @Slot()
    def _on_until_changed(self) -> None:
        self._ended = True

    @Slot()
    def _on_book(self) -> None:
        org, lane, words = self.org.org(), self._lane(), self.front.words
        if org is None:
            self._on_org_missed()
            self.org.setFocus()
        elif lane is None or self._counter is None:
            self.stuck.emit(words.t("No room that holds them is free now."))
        else:
            assert self._scene is not None
            span = Span(self._counter.now, self.until.currentData())
            place = Place(self._scene, lane, span)
            wish = WalkIn(org, place, self.people.value() or None)
            self._begin_again()
            self.org.setFocus()
            self.wished.emit(wish)

    def _begin_again(self) -> None:
        self._chosen = self._ended = False
        self.people.setValue(0)
        # Unlike clear() this leaves no typing to take back, so Ctrl+Z undoes the booking.
        self.org.setText("")
