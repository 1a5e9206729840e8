"""The part of the booking form that adds further rooms: all are had, or none.

    form = RoomsForm(make)
    form.offer_rooms(extras.rooms)
    form.wanted()       # (Wanted(8),)
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from hubdesk.booking.model import Wanted
from hubdesk.ui.booking.extras import RoomChoice
from hubdesk.ui.booking.fold import Fold
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.words.marker import N_

#: More rooms than that at once are a congress.
_MOST = 6


class _Line(QWidget):
    """One further room: which, and away with it."""

    def __init__(self, form: RoomsForm, make: Make) -> None:
        super().__init__()
        self.combo = Combo(make, N_("Further room"), height="button_small")
        self.away: QToolButton = make.icon_button(
            N_("Without this room"), "x", side="button_small", on=form.on_away_clicked
        )
        lay(QHBoxLayout(self), self.combo, self.away, gap=4)
        self.combo.activated.connect(form.changed)


class RoomsForm(Fold):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Another room \u2026"), "door-open")
        self._rooms: tuple[RoomChoice, ...] = ()
        self._lines: list[_Line] = []
        self._box = lay(QVBoxLayout(self), gap=4)
        make.front.words_changed.connect(self._name_rooms)

    def offer_rooms(self, rooms: tuple[RoomChoice, ...]) -> None:
        """Offer these rooms; those chosen already stay."""
        self._rooms = rooms
        self.offer(bool(rooms))
        self._name_rooms()

    def clear(self) -> None:
        """Ask for no further room."""
        for line in list(self._lines):
            self._remove(line)
        self.hide()

    def show_wanted(self, wanted: Iterable[Wanted]) -> None:
        """Show the rooms that were asked for; open if there are any."""
        self.clear()
        known = {room.id for room in self._rooms}
        for one in wanted:
            if one.resource_id in known:
                self._add(one.resource_id)
        self.setVisible(bool(self._lines))

    def wanted(self) -> tuple[Wanted, ...]:
        """The rooms that are asked for, each once."""
        ids = dict.fromkeys(line.combo.currentData() for line in self._lines)
        return tuple(Wanted(number) for number in ids if number)

    def seats(self) -> int | None:
        """How many people the further rooms hold; None if that is not known of one."""
        chosen = {one.resource_id for one in self.wanted()}
        sizes = [room.capacity for room in self._rooms if room.id in chosen]
        return None if 0 in sizes else sum(sizes)

    def open(self) -> None:
        """Show the rooms; add a line for one more where they are shown, or there is none."""
        taken = {one.resource_id for one in self.wanted()}
        free = next((room for room in self._rooms if room.id not in taken), None)
        wanted = not self._lines or not self.isHidden()
        if wanted and free is not None and len(self._lines) < _MOST:
            self._add(free.id)
        super().open()

    def count(self) -> int:
        return len(self.wanted())

    def focus_first(self) -> None:
        if self._lines:
            self._lines[-1].combo.setFocus()

    def _add(self, resource_id: int) -> None:
        line = _Line(self, self._make)
        self._lines.append(line)
        self._box.addWidget(line)
        self._fill(line)
        line.combo.setCurrentIndex(line.combo.findData(resource_id))

    def _remove(self, line: _Line) -> None:
        self._lines.remove(line)
        self._box.removeWidget(line)
        line.hide()
        line.deleteLater()

    def _fill(self, line: _Line) -> None:
        words, chosen = self._make.front.words, line.combo.currentData()
        line.combo.clear()
        for room in self._rooms:
            seats = words.n("{n} seat", "{n} seats", room.capacity) if room.capacity else ""
            taken = "" if room.free else words.t("taken then")
            text = " \u00b7 ".join(
                part for part in (room.names.get(words.lang), seats, taken) if part
            )
            line.combo.addItem(text, room.id)
        line.combo.setCurrentIndex(max(0, line.combo.findData(chosen)))

    @Slot()
    def _on_toggled(self) -> None:
        # The link adds a room each time; rooms go by their own buttons.
        self.open()

    @Slot()
    def on_away_clicked(self) -> None:
        """The button of a line: without that room."""
        line = next(one for one in self._lines if one.away is self.sender())
        self._remove(line)
        if not self._lines:
            self.hide()
            self.toggle.setFocus()
        self.changed.emit()

    @Slot()
    def _name_rooms(self) -> None:
        for line in self._lines:
            self._fill(line)
