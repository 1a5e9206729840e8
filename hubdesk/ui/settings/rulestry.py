"""The try-it box: what would happen if this organisation booked that room then.

    box = TryBox(make)
    box.show_rooms(house)
"""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout

from hubdesk.booking.model import BookingResult
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.settings import rulesops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.rulesload import HouseRules
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import Make, clear, row
from hubdesk.words.answers import answer_line
from hubdesk.words.marker import N_

_FIELDS = (
    Field("org", N_("Organisation"), hint=N_("its code")),
    Field("room", N_("Room"), kind="choice"),
    Field("day", N_("Day"), kind="day"),
    Field("from_minute", N_("From"), kind="time"),
    Field("to_minute", N_("Until"), kind="time"),
    Field("purpose", N_("What for"), hint=N_("such as: fundraiser")),
    Field("sponsor", N_("Who answers for it"), hint=N_("code of an organisation of the house")),
)


class TryBox(Card):
    """See the module; ``lines`` is where the answers stand."""

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("What would happen?"), icon="circle-question-mark")
        self.make = make
        self.form = Form(make, _FIELDS, save=N_("Try it"), adds=True)
        self.form.saved.connect(self._on_tried)
        self.lines = QVBoxLayout()
        self.lines.setContentsMargins(14, 0, 14, 12)
        self.lines.setSpacing(4)
        self.body.addWidget(self.form)
        self.body.addLayout(self.lines)
        self._result: BookingResult | None = None

    def show_rooms(self, house: HouseRules) -> None:
        words = self.make.front.words
        choices = {
            str(key): f"{house.rooms[key]} {names.get(words.lang)}"
            for key, names in house.room_names.items()
        }
        self.form.set_choices("room", choices)
        if not self.form.typed():
            first = next(iter(choices), None)
            self.form.start({
                "org": "", "room": first, "day": self.make.front.today() + timedelta(days=1),
                "from_minute": 540, "to_minute": 600, "purpose": "", "sponsor": "",
            })  # fmt: skip

    def retranslate(self) -> None:
        if self._result is not None:
            self._on_answered(self._result)

    @Slot(dict)
    def _on_tried(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None or values["room"] is None:
            return
        midnight = datetime.combine(values["day"], time())
        trial = rulesops.Trial(
            values["org"], int(values["room"]),
            midnight + timedelta(minutes=values["from_minute"]),
            midnight + timedelta(minutes=values["to_minute"]), values["purpose"],
            values["sponsor"],
        )  # fmt: skip
        rulesops.try_rules(self.make.front, trial, self._on_answered, self._on_refused, owner=self)

    def _on_answered(self, result: BookingResult) -> None:
        """Every answer of the rules, and whether the room could be had at all."""
        self._result = result
        clear(self.lines)
        words = self.make.front.words
        for answer in result.answers:
            self._say("circle-x" if not answer.policy.overridable else "triangle-alert",
                      "bad" if not answer.policy.overridable else "warning",
                      answer_line(words, answer.plain()))  # fmt: skip
        for date in result.dates:
            if date.reason and date.reason != "policy_refused":
                self._say("circle-alert", "bad", words.sentence(
                    date.reason, {"unit": date.resource, **({"by": date.by} if date.by else {})}
                ))  # fmt: skip
        if result.approval is not None:
            self._say("user-check", "warning", words.t(
                "It would wait for somebody\u2019s word: {rule}",
                rule=result.approval.names.get(words.lang),
            ))  # fmt: skip
        if not self.lines.count():
            self._say("circle-check", "good", words.t("It would be booked."))

    @Slot(object)
    def _on_refused(self, error: KnownError) -> None:
        self._result = None
        clear(self.lines)
        self._say("circle-alert", "bad", self.make.front.words.error(error))

    def _say(self, icon: str, tone: str, text: str) -> None:
        line = row(self.make.icon(icon, tone, 16), self.make.label(text=text, wrap=True))
        line.setStretch(1, 1)
        self.lines.addLayout(line)
