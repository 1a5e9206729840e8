"""The forms for dated facts: seats, people and area; a plan.

form = FactForm(page, make)
form.ask_new(button, found)
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Signal
from PySide6.QtWidgets import QWidget

from hubdesk.kernel.month import Month
from hubdesk.orgs.model import Membership, Occupancy
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.areafield import AreaField
from hubdesk.ui.organisations.bars import Bar
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

#: So many seats or people at most.
MOST = 99_999


class DatedForm(FormPopover):
    """Days, and a button that takes the entry away.

    Attributes:
        bar: the entry as it is painted; None while a new one is entered.

    Signals:
        removed(): a person wants the entry gone.
    """

    removed = Signal()

    def __init__(self, parent: QWidget, make: Make, title: str) -> None:
        super().__init__(parent, make, title, N_("Save"))
        self.bar: Bar | None = None
        self.first = DateField(make, N_("From"))
        self.last = DateField(make, N_("Until"), optional=True)
        self.add(N_("From"), self.first)
        self.add(N_("Until"), self.last)
        make.front.speech.say(self.last, N_("until the next entry"), part="hint")
        self.remove = make.button(N_("Remove"), kind="danger", icon="trash-2", on=self.removed.emit)
        self.extra.addLayout(row(self.remove))

    def days(self) -> tuple[date, date | None]:
        """The days that are filled in; only after :meth:`check`."""
        first = self.first.day()
        assert first is not None
        return first, self.last.day()

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        if not self.filled(self.first, self.last):
            return False
        first, last = self.days()
        if last is not None and last < first:
            front = self.front
            self.blame(lambda: front.words.t("The last day lies before the first."), self.last)
            return False
        return self.filled()

    def only_end_changed(self) -> bool:
        """Whether the entry is known and keeps everything but its last day."""
        raise NotImplementedError

    def _begin(self, found: OrgLoad, first: date, last: date | None, *, known: bool) -> None:
        self.first.set_day(first)
        self.last.set_day(last)
        self.first.setEnabled(not known)
        self.remove.setVisible(known)
        locked = found.locked
        self.say("" if locked is None else partial(_closed, self.front, locked))


class FactForm(DatedForm):
    """Seats, people and area from a day on.

    Attributes:
        fact: what is changed; None for a new entry.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Seats, people and area"))
        self.fact: Occupancy | None = None
        self.seats = NumberField(make, N_("Seats"), 0, MOST)
        self.headcount = NumberField(make, N_("People"), 0, MOST)
        self.area = AreaField(make)
        self.add(N_("Seats"), self.seats)
        self.add(N_("People"), self.headcount)
        self.add(N_("Area, m\u00b2"), self.area)

    def ask_new(self, target: QWidget | QRect, found: OrgLoad) -> None:
        """Open for a change from a day on; what is in force is filled in."""
        self.fact = self.bar = None
        now = found.fact or (found.facts[-1] if found.facts else None)
        self._fill(now)
        self._begin(found, found.first_open_day, None, known=False)
        self.front.speech.say(self.heading, N_("Change from a day on"))
        self.open_at(target, self.first)

    def ask(self, target: QWidget | QRect, found: OrgLoad, fact: Occupancy) -> None:
        """Open for an entry that is known."""
        self.fact = fact
        self._fill(fact)
        self._begin(found, fact.valid_from, fact.valid_to, known=True)
        self.front.speech.say(self.heading, N_("Seats, people and area"))
        self.open_at(target, self.seats)

    def facts(self) -> dict[str, Any]:
        return {
            "seats": self.seats.value(), "headcount": self.headcount.value(),
            "area_m2": self.area.area(),
        }  # fmt: skip

    def only_end_changed(self) -> bool:
        fact = self.fact
        return fact is not None and fact.valid_to != self.last.day() and self.facts() == {
            "seats": fact.seats, "headcount": fact.headcount, "area_m2": fact.area_m2
        }  # fmt: skip

    def check(self) -> bool:
        return self.filled(self.area) and super().check()

    def _fill(self, fact: Occupancy | None) -> None:
        self.seats.setValue(fact.seats if fact else 0)
        self.headcount.setValue(fact.headcount if fact else 0)
        if fact is None:
            self.area.clear()
        else:
            self.area.set_area(fact.area_m2)


class PlanForm(DatedForm):
    """A plan from a day on.

    Attributes:
        plan_row: what is changed; None for a new one.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Plan"))
        self.plan_row: Membership | None = None
        self.plan = make.line_edit(N_("Plan"))
        self.add(N_("Plan"), self.plan)

    def ask_new(self, target: QWidget | QRect, found: OrgLoad) -> None:
        """Open for another plan from a day on."""
        self.plan_row = self.bar = None
        self.plan.setText(found.plans[-1].plan if found.plans else "")
        self._begin(found, found.today, None, known=False)
        self.front.speech.say(self.heading, N_("Plan from a day on"))
        self.open_at(target, self.first)

    def ask(self, target: QWidget | QRect, found: OrgLoad, plan: Membership) -> None:
        """Open for a plan that is known."""
        self.plan_row = plan
        self.plan.setText(plan.plan)
        self._begin(found, plan.valid_from, plan.valid_to, known=True)
        self.front.speech.say(self.heading, N_("Plan"))
        self.open_at(target, self.plan)

    def only_end_changed(self) -> bool:
        plan = self.plan_row
        return (
            plan is not None
            and plan.plan == self.plan.text().strip()
            and plan.valid_to != self.last.day()
        )

    def check(self) -> bool:
        if not self.plan.text().strip():
            front = self.front
            self.blame(lambda: front.words.t("Which plan?"), self.plan)
            return False
        return super().check()

    def _begin(self, found: OrgLoad, first: date, last: date | None, *, known: bool) -> None:
        super()._begin(found, first, last, known=known)
        self.say("")


def _closed(front: Front, locked: Month) -> str:
    words = front.words
    return words.t(
        "What was in force until {day} stays: {month} is closed.",
        day=words.date_short(locked.last_day), month=words.month(locked),
    )  # fmt: skip
