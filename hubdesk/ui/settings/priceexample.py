"""A worked example beside the form of a price: each line of what a day and time would cost.

    example = PriceExample(make)
    example.show_terms(tariff, holidays)          # None: the terms cannot be read yet
"""

from __future__ import annotations

from collections.abc import Container
from datetime import date
from fractions import Fraction

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout

from hubdesk.rules.charging import half_up
from hubdesk.rules.tariff import Tariff
from hubdesk.rules.worked import Worked, work_out
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, clear, row
from hubdesk.ui.widgets.timefield import TimeField
from hubdesk.words.marker import N_
from hubdesk.words.priced import notice_words, reasons

_NINE, _FIVE = 9 * 60, 17 * 60


class PriceExample(Card):
    """See the module.

    Attributes:
        day, starts, ends: what the example is about.
        said: the lines as they are shown: what, and how much.
    """

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("For example"), icon="receipt-text")
        self.make, self.front = make, make.front
        self._tariff: Tariff | None = None
        self._holidays: Container[date] = ()
        self.said: list[tuple[str, str]] = []
        self.day = DateField(make, N_("Day of the example"))
        self.starts = TimeField(make, N_("The example begins"))
        self.ends = TimeField(make, N_("The example ends"))
        self.day.set_day(make.front.today())
        self.starts.set_minute(_NINE)
        self.ends.set_minute(_FIVE)
        for entry in (self.day, self.starts, self.ends):
            entry.changed.connect(self._work)
        asked = row(self.day, self.starts, make.label(text="\u2013"), self.ends, None, gap=6)
        asked.setContentsMargins(14, 12, 14, 4)
        self._lines = QGridLayout()
        self._lines.setContentsMargins(14, 4, 14, 12)
        self._lines.setHorizontalSpacing(16)
        self._lines.setVerticalSpacing(4)
        self._lines.setColumnStretch(0, 1)
        self.body.addLayout(asked)
        self.body.addLayout(self._lines)
        make.front.words_changed.connect(self._work)

    def show_terms(self, tariff: Tariff | None, holidays: Container[date]) -> None:
        """Work out other terms; None while they cannot be read."""
        self._tariff, self._holidays = tariff, holidays
        self._work()

    @Slot()
    def _work(self) -> None:
        words = self.front.words
        day, starts, ends = self.day.day(), self.starts.minute(), self.ends.minute()
        if self._tariff is None or day is None or starts is None or ends is None or (
            ends <= starts
        ):
            self._say([(words.t("What stands in the fields cannot be worked out yet."), "")])
            return
        found = work_out(self._tariff, day, starts, ends - starts, self._holidays)
        lines = self._told(found)
        if day in self._holidays:
            lines.insert(0, (words.t("{day} is a public holiday.", day=words.date_short(day)), ""))
        self._say(lines)

    def _told(self, found: Worked) -> list[tuple[str, str]]:
        words, house = self.front.words, self.front.house
        said = reasons(words, [part.plain() for part in found.parts], house.digits)
        lines = [
            (what, words.amount(_shown(part.amount), house.digits))
            for what, part in zip(said, found.parts, strict=True)
        ]
        total = words.amount(found.net_minor, house.digits, house.currency)
        lines.append((words.t("In all, without VAT"), total))
        lines += [
            (notice_words(words, tier.notice_minutes, tier.percent),
             words.amount(net, house.digits))
            for tier, net in found.cancelled
        ]  # fmt: skip
        if found.no_show_minor != found.net_minor:
            lines.append(
                (words.t("If nobody comes"), words.amount(found.no_show_minor, house.digits))
            )
        return lines

    def _say(self, lines: list[tuple[str, str]]) -> None:
        self.said = lines
        clear(self._lines)
        for at, (what, amount) in enumerate(lines):
            self._lines.addWidget(self.make.label(text=what, wrap=True), at, 0)
            self._lines.addWidget(self.make.label(text=amount, role="label"), at, 1)


def _shown(amount: Fraction) -> int:
    """A part to whole minor units; only the sum is what is charged."""
    return half_up(amount) if amount >= 0 else -half_up(-amount)
