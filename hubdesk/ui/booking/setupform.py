"""The part of the booking form that says how the room is set and how long that takes.

    form = SetupForm(make)
    form.offer_ways(extras)
    form.layout(), form.before(), form.after(), form.movable()
"""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.spaces.model import Layout
from hubdesk.ui.booking.extras import Extras
from hubdesk.ui.booking.fold import Fold
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

_MOST_MINUTES = 720


class SetupForm(Fold):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Set-up \u2026"), "presentation")
        self._ways: tuple[Layout, ...] = ()
        self.way = Combo(make, N_("Layout"), height="button_small")
        self._before = self._minutes(N_("Minutes before"))
        self._after = self._minutes(N_("Minutes after"))
        self._may_move = make.check_box(N_("May be asked to move for others"))
        self._own = make.label(role="small", tone="muted", wrap=True)
        self._own_minutes = (0, 0)
        times = QWidget()
        times.setLayout(
            row(
                make.label(N_("Before"), role="small"), self._before,
                make.label(N_("After"), role="small"), self._after,
                make.label(N_("minutes"), role="small", tone="muted"), None,
            )
        )  # fmt: skip
        lay(QVBoxLayout(self), self.way, times, self._own, self._may_move, gap=4)
        self.way.activated.connect(self._on_way_chosen)
        self._before.valueChanged.connect(self._say_own)
        self._after.valueChanged.connect(self._say_own)
        make.front.words_changed.connect(self._name_ways)

    def _minutes(self, name: str) -> NumberField:
        field = NumberField(self._make, name, 0, _MOST_MINUTES)
        field.setSingleStep(5)
        field.setFixedSize(56, self._make.front.theme.size("button_small"))
        return field

    # -- value ----------------------------------------------------------------------------------

    def layout_kind(self) -> str:
        """The chosen layout; empty = as the room stands."""
        return str(self.way.currentData() or "")

    def before(self) -> int:
        """Minutes wanted before."""
        return self._before.value()

    def after(self) -> int:
        """Minutes wanted after."""
        return self._after.value()

    def movable(self) -> bool:
        """Whether its people may be asked to go elsewhere."""
        return self._may_move.isChecked()

    def capacity(self) -> int | None:
        """How many the chosen layout holds; None = the room as it stands."""
        way = self._way()
        return None if way is None else way.capacity

    def fields(self) -> tuple[QWidget, ...]:
        """Fields in which Enter books."""
        return self.way, self._before, self._after, self._may_move

    def offer_ways(self, extras: Extras) -> None:
        """Offer the layouts of a room; a chosen one stays if the room has it."""
        self._ways = extras.ways
        self._own_minutes = (extras.setup_minutes, extras.cleanup_minutes)
        self.offer(True)
        self._name_ways()

    def show_values(self, layout: str, before: int, after: int, *, movable: bool) -> None:
        """Show what a booking asks for; open if that is anything."""
        if layout and self.way.findData(layout) < 0:
            self.way.addItem(self._make.front.words.name_or_text("layout", layout), layout)
        self.way.setCurrentIndex(max(0, self.way.findData(layout)))
        self._before.setValue(before)
        self._after.setValue(after)
        self._may_move.setChecked(movable)
        self.way.setVisible(bool(self._ways or layout))
        self.setVisible(bool(layout or before or after))
        self._say_own()

    def clear(self) -> None:
        """As the room stands, nothing around, movable."""
        self.show_values("", 0, 0, movable=True)

    def count(self) -> int:
        return sum(map(bool, (self.layout_kind(), self.before(), self.after())))

    def focus_first(self) -> None:
        (self._before if self.way.isHidden() else self.way).setFocus()

    # -- words ----------------------------------------------------------------------------------

    def _way(self) -> Layout | None:
        kind = self.layout_kind()
        return next((way for way in self._ways if way.kind == kind), None)

    @Slot()
    def _name_ways(self) -> None:
        words, chosen = self._make.front.words, self.layout_kind()
        self.way.clear()
        self.way.addItem(words.t("As the room stands"), "")
        for way in self._ways:
            name = words.name_or_text("layout", way.kind)
            seats = words.n("{n} seat", "{n} seats", way.capacity)
            setup = words.t("{n} min set-up", n=way.setup_minutes) if way.setup_minutes else ""
            text = " \u00b7 ".join(part for part in (name, seats, setup) if part)
            self.way.addItem(text, way.kind)
        self.way.setCurrentIndex(max(0, self.way.findData(chosen)))
        self.way.setVisible(bool(self._ways))
        self._say_own()

    @Slot()
    def _say_own(self) -> None:
        """The longest of room, layout and booking counts; say it where that is not the booking."""
        way = self._way()
        before = max(self._own_minutes[0], 0 if way is None else way.setup_minutes)
        after = self._own_minutes[1]
        longer = before > self.before() or after > self.after()
        words = self._make.front.words
        self._own.setText(
            words.t("The room itself takes {before} min before and {after} min after.",
                    before=before, after=after) if longer else ""
        )  # fmt: skip
        self._own.setVisible(longer)
        self.changed.emit()

    @Slot()
    def _on_way_chosen(self) -> None:
        self._say_own()
