"""The card above the dates: who, what, how often, when, where, with what.

    card = Summary(make)
    card.show_wish(state, wish, request)
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from hubdesk.booking.model import BookingRequest
from hubdesk.ui.booking.popover import Wish
from hubdesk.ui.booking.repeat import said
from hubdesk.ui.series.state import SeriesState
from hubdesk.ui.widgets.labels import ElidedLabel
from hubdesk.ui.widgets.make import Make, column, lay
from hubdesk.words.marker import N_

HEIGHT = 56
_FACTS = (N_("Rule"), N_("Time"), N_("Room"), N_("Needs"))


class Summary(QFrame):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self.setProperty("kind", "card")
        self.setFixedHeight(HEIGHT)
        self._chip = make.chip("", 0)
        self._title = make.elided(role="label")
        self._org = make.elided(role="caption", tone="muted")
        box = lay(QHBoxLayout(self), gap=10, margins=(14, 0, 12, 0))
        box.addWidget(self._chip)
        box.addLayout(column(None, self._title, self._org, None), 5)
        self._values: list[ElidedLabel] = []
        for at, name in enumerate(_FACTS):
            line = make.frame("rule")
            line.setFixedSize(1, HEIGHT - 20)
            value = make.elided(role="table")
            self._values.append(value)
            box.addWidget(line)
            box.addLayout(
                column(None, make.label(name, role="caption", tone="muted"), value, None),
                6 if at == 0 else 3,
            )

    def show_wish(self, state: SeriesState, wish: Wish, request: BookingRequest) -> None:
        """Show what was asked for."""
        words = self._front.words
        self._chip.show_code(wish.org.code, wish.org.hue)
        untitled = words.t("Private booking") if wish.private else words.t("Without a title")
        self._title.set_whole(wish.title or untitled)
        name = wish.org.names.get(words.lang)
        self._org.set_whole(f"{name} \u00b7 {wish.project}" if wish.project else name)
        first = state.dates[0].outcome
        rule = "" if wish.repeat is None else said(words, wish.repeat, request.starts.date())
        facts = (
            rule,
            words.times(first.starts_at, first.ends_at),
            self._room(state, request),
            self._needs(state, wish),
        )
        for label, fact in zip(self._values, facts, strict=True):
            label.set_whole(fact or "\u2013")

    def _room(self, state: SeriesState, request: BookingRequest) -> str:
        words, room = self._front.words, state.rooms[request.wanted[0].resource_id]
        name = room.names.get(words.lang)
        if not room.capacity:
            return name
        return f"{name}, {words.n('{n} seat', '{n} seats', room.capacity)}"

    def _needs(self, state: SeriesState, wish: Wish) -> str:
        words = self._front.words
        needs = [words.n("{n} person", "{n} people", wish.people)] if wish.people else []
        for wanted in wish.extras:
            name = state.rooms[wanted.resource_id].names.get(words.lang)
            needs.append(f"{wanted.quantity} \u00d7 {name}" if wanted.quantity > 1 else name)
        return ", ".join(needs)
