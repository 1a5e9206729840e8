"""Above the plan: which floor, which moment, how long, for whose sake, how many together.

    bar = PlanBar(front)
    bar.moved.connect(self._on_moment_moved)
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from hubdesk.spaces.model import Floor
from hubdesk.ui.booking.wording import o_clock
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.plan.canvas import SIGNS
from hubdesk.ui.plan.wording import NAMES
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

#: The slider goes by quarters of an hour.
QUARTER = 15
_FIRST, _LAST = 6 * 60, 23 * 60
#: How long a click books: minutes, or a part of the day.
LENGTHS: dict[str, str] = {
    "30": N_("half an hour"), "60": N_("an hour"), "120": N_("two hours"),
    "morning": N_("the morning"), "afternoon": N_("the afternoon"), "day": N_("the whole day"),
}  # fmt: skip
_MOST_TOGETHER = 50


class PlanBar(QWidget):
    """See the module.

    Attributes:
        floor, slider, now, length, mine, together: the controls.

    Signals:
        floor_chosen(int): a floor's id.
        moved(): another moment or length.
        now_wanted(): the moment shall follow the clock again.
        mine_chosen(int): the organisation that is looked for; 0 = none.
        team_wanted(int): so many desks next to each other.
    """

    floor_chosen = Signal(int)
    moved = Signal()
    now_wanted = Signal()
    mine_chosen = Signal(int)
    team_wanted = Signal(int)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = Make(front)
        self._floors: Sequence[Floor] = ()
        self._orgs: list[OrgChoice] = []
        self.floor = Combo(make, N_("Floor"))
        self.floor.setMinimumWidth(230)
        self.floor.activated.connect(self._on_floor_activated)
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setRange(_FIRST // QUARTER, _LAST // QUARTER)
        self.slider.setPageStep(4)
        self.slider.setMinimumWidth(140)
        front.speech.say(self.slider, N_("Moment shown on the plan"), part="name")
        self.slider.valueChanged.connect(self._on_slider_moved)
        self._time = make.label(role="label")
        self._time.setMinimumWidth(56)
        self.now = make.button(N_("Now"), icon="clock", small=True, on=self.now_wanted.emit)
        self.length = Combo(make, N_("A click books"))
        self.length.setMinimumWidth(190)
        self.length.activated.connect(self._on_length_activated)
        self.mine = Combo(make, N_("Mark as mine"))
        self.mine.setMinimumWidth(150)
        self.mine.activated.connect(self._on_mine_activated)
        self.together = NumberField(make, N_("Desks together"), 2, _MOST_TOGETHER)
        self.together.setFixedWidth(104)
        self.team = make.button(N_("Find together"), icon="users", small=True,
                                on=self._on_team_clicked)  # fmt: skip
        for field in (self.floor, self.length, self.mine, self.together):
            field.setFixedHeight(front.theme.size("button"))
        when = row(self.floor, 6, self._time, self.slider, self.now, gap=6)
        when.setStretchFactor(self.slider, 1)
        what = row(self.length, 6, self.together, self.team, None, self.mine, gap=6)
        lay(QVBoxLayout(self), when, what, gap=6, margins=(16, 4, 16, 6))
        front.words_changed.connect(self._name)
        self._name()

    @property
    def minute(self) -> int:
        """The moment, in minutes of the day."""
        return self.slider.value() * QUARTER

    @property
    def span(self) -> str:
        """How long a click books; a key of :data:`LENGTHS`."""
        return list(LENGTHS)[max(0, self.length.currentIndex())]

    def choose_length(self, key: str) -> None:
        """Let a click book so long."""
        self.length.setCurrentIndex(list(LENGTHS).index(key))
        self.moved.emit()

    def show_minute(self, minute: int) -> None:
        """Put the slider to a moment, without a signal."""
        self.slider.blockSignals(True)
        self.slider.setValue(minute // QUARTER)
        self.slider.blockSignals(False)
        self._name_time(minute)

    def show_floors(
        self, floors: Sequence[Floor], chosen: int, free: dict[int, tuple[int, int]]
    ) -> None:
        """Offer the floors, each with how much of it is free."""
        self._floors = floors
        words = self.front.words
        names = []
        for one in floors:
            there, total = free.get(one.id, (0, 0))
            text = one.names.get(words.lang)
            names.append(
                words.t("{floor}: {free} of {total} free", floor=text, free=there, total=total)
                if total else text
            )  # fmt: skip
        at = next((at for at, one in enumerate(floors) if one.id == chosen), -1)
        _fill(self.floor, names, at)

    def show_orgs(self, orgs: OrgBook, mine: int) -> None:
        """Offer whose places can be marked."""
        self._orgs = list(orgs)
        words = self.front.words
        names = [words.t("Mine: nobody\u2019s")]
        names += [words.t("Mine: {org}", org=one.code) for one in self._orgs]
        at = next((at for at, one in enumerate(self._orgs, 1) if one.id == mine), 0)
        _fill(self.mine, names, at)

    @Slot()
    def _name(self) -> None:
        words = self.front.words
        _fill(
            self.length,
            [words.t("Book for {length}", length=words.t(msgid)) for msgid in LENGTHS.values()],
            max(0, self.length.currentIndex()) if self.length.count() else 1,
        )
        self.together.setSuffix(words.t("desks|\u00a0desks"))
        self._name_time(self.minute)

    def _name_time(self, minute: int) -> None:
        text = o_clock(self.front.words, minute)
        self._time.setText(text)
        self.slider.setAccessibleDescription(text)

    @Slot(int)
    def _on_slider_moved(self, _value: int) -> None:
        self._name_time(self.minute)
        self.moved.emit()

    @Slot(int)
    def _on_length_activated(self, _at: int) -> None:
        self.moved.emit()

    @Slot(int)
    def _on_floor_activated(self, at: int) -> None:
        self.floor_chosen.emit(self._floors[at].id)

    @Slot(int)
    def _on_mine_activated(self, at: int) -> None:
        self.mine_chosen.emit(self._orgs[at - 1].id if at else 0)

    @Slot()
    def _on_team_clicked(self) -> None:
        self.together.interpretText()
        self.team_wanted.emit(self.together.value())


class PlanLegend(QWidget):
    """What the signs on the plan mean."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        make = Make(front)
        box = lay(QHBoxLayout(self), gap=5)
        for state, (icon, colour) in SIGNS.items():
            box.addWidget(make.icon(icon, colour, 13))
            box.addWidget(make.label(NAMES[state], role="caption", tone="muted"))
            box.addSpacing(8)


def _fill(combo: Combo, names: list[str], at: int) -> None:
    combo.blockSignals(True)
    if names != [combo.itemText(row) for row in range(combo.count())]:
        combo.clear()
        combo.addItems(names)
    combo.setCurrentIndex(at)
    combo.blockSignals(False)


