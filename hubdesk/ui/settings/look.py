"""The section *This computer*: language, era, look, size, clock – each person's own choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import ClassVar

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QGridLayout

from hubdesk.ui.frame import ops
from hubdesk.ui.front import Front
from hubdesk.ui.settings.form import LABELS
from hubdesk.ui.settings.hub import WEEKDAYS
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.dates import Era
from hubdesk.words.marker import N_

_ERAS = {"": N_("era|by language"), "be": N_("Buddhist era"), "ce": N_("Common era")}
_ERA_OF: Mapping[str, Era | None] = {"": None, "be": "be", "ce": "ce"}
_LOOKS = {"light": N_("Light"), "dark": N_("Dark"), "contrast": N_("High contrast")}
_CLOCKS = {"24": N_("13:30"), "12": N_("1:30 pm")}
_SIZES = {str(size): f"{size} %" for size in ops.SCALES}


class LookSection(Section):
    """See the module."""

    msgid = N_("This computer")
    kinds: ClassVar[tuple[str, ...]] = ("hub",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        card = Card(make, N_("What this computer shows"), icon="monitor")
        self._grid = QGridLayout()
        self._grid.setContentsMargins(14, 12, 14, 14)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(10)
        self._grid.setColumnMinimumWidth(0, LABELS)
        # The values are of a fixed width: without a column for the rest the labels would take it.
        self._grid.setColumnStretch(2, 1)
        self.langs = self._segments(
            N_("Language"), dict.fromkeys(ops.OWN_NAMES, ""), self._on_lang_chosen
        )
        for lang, name in ops.OWN_NAMES.items():
            self.langs.button(lang).setText(name)
        self.eras = self._segments(N_("Years"), _ERAS, self._on_era_chosen)
        self.looks = self._segments(N_("Look"), _LOOKS, self._on_look_chosen)
        self.sizes = self._segments(N_("Size of everything"), _SIZES, self._on_size_chosen)
        self.clocks = self._segments(N_("Clock"), _CLOCKS, self._on_clock_chosen)
        self.days = Combo(make, N_("The week begins on"))
        self.days.setMaximumWidth(260)
        self.days.activated.connect(self._on_day_chosen)
        self._row(N_("The week begins on"), self.days)
        card.body.addLayout(self._grid)
        self.column.addWidget(card)
        front.look_changed.connect(self.retranslate)
        front.words_changed.connect(self.retranslate)

    def _segments(
        self, msgid: str, choices: Mapping[str, str], on: Callable[[str], None]
    ) -> Segments:
        made = Segments(self.make, msgid, choices)
        made.chosen.connect(on)
        self._row(msgid, made)
        return made

    def _row(self, msgid: str, widget: QObject) -> None:
        at = self._grid.rowCount()
        self._grid.addWidget(self.make.label(msgid, tone="soft"), at, 0)
        self._grid.addWidget(widget, at, 1)  # type: ignore[call-overload]

    def load(self) -> None:
        self.retranslate()

    @Slot()
    def retranslate(self) -> None:
        words = self.front.words
        self.langs.choose(words.lang)
        self.eras.choose(words.era or "")
        self.looks.choose(self.front.theme.mode)
        self.clocks.choose(words.clock)
        self.sizes.choose(str(ops.kept_scale()))
        self.days.clear()
        self.days.addItem(words.t("as the hub has it"), None)
        for at, name in WEEKDAYS.items():
            self.days.addItem(words.t(name), at)
        self.days.setCurrentIndex(self.days.findData(ops.kept_week_start()))

    @Slot(str)
    def _on_lang_chosen(self, lang: str) -> None:
        ops.choose_language(self.front, lang)

    @Slot(str)
    def _on_era_chosen(self, era: str) -> None:
        ops.choose_era(self.front, _ERA_OF[era])

    @Slot(str)
    def _on_look_chosen(self, mode: str) -> None:
        self.front.look_wanted.emit(mode)

    @Slot(str)
    def _on_clock_chosen(self, clock: str) -> None:
        ops.choose_clock(self.front, clock)

    @Slot(str)
    def _on_size_chosen(self, size: str) -> None:
        ops.choose_scale(self.front, int(size))

    @Slot(int)
    def _on_day_chosen(self, at: int) -> None:
        ops.choose_week_start(self.front, self.days.itemData(at))
