"""The forms for a person, a payment, and for leaving the house.

form = PaymentForm(page, make)
form.ask(button, found)
"""

from __future__ import annotations

from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QRect, Signal, Slot
from PySide6.QtWidgets import QWidget

from hubdesk.insight.model import AccountPayment
from hubdesk.kernel.month import Month
from hubdesk.orgs.model import Person
from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import Leaving, OrgLoad, load_leaving
from hubdesk.ui.organisations.wording import FIELDS
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make, row
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.words.marker import N_

#: Fields of a person, in the order of the form.
_PERSON = ("name_th", "name_en", "role", "email", "phone")


#: What somebody may be written to in.
MAIL_IN = {"": N_("the hub\u2019s language"), "th": N_("Thai"), "en": N_("English")}


class PersonForm(FormPopover):
    """A person's card.

    Attributes:
        person: who is changed; None for a new one.

    Signals:
        turned(bool): whether the person shall belong to the organisation from now on.
    """

    turned = Signal(bool)

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Person"), N_("Save"))
        self.person: Person | None = None
        self.texts = {name: make.line_edit(FIELDS[name]) for name in _PERSON}
        for name in _PERSON:
            self.add(FIELDS[name], self.texts[name])
        self.lang = Combo(make, N_("Mail in"))
        for code in MAIL_IN:
            self.lang.addItem("", code)
        self.add(N_("Mail in"), self.lang)
        self._name_languages()
        make.front.words_changed.connect(self._name_languages)
        self.turn = make.button(N_("Has left"), icon="log-out", on=self._on_turn_clicked)
        self.extra.addLayout(row(self.turn))

    def ask_new(self, target: QWidget | QRect) -> None:
        """Open for somebody who is not known yet."""
        self.person = None
        for field in self.texts.values():
            field.clear()
        self.lang.setCurrentIndex(0)
        self.turn.hide()
        self.front.speech.say(self.heading, N_("New person"))
        self.front.speech.say(self.save, N_("Add"))
        self.open_at(target)

    def ask(self, target: QWidget | QRect, person: Person) -> None:
        """Open for somebody who is known."""
        self.person = person
        values = {
            "name_en": person.names.en, "name_th": person.names.th, "role": person.role,
            "email": person.email, "phone": person.phone,
        }  # fmt: skip
        for name, text in values.items():
            self.texts[name].setText(text)
        self.lang.setCurrentIndex(max(0, self.lang.findData(person.lang)))
        self.turn.show()
        self.front.speech.say(
            self.turn, N_("Has left") if person.active else N_("Is here again")
        )
        self.front.speech.say(self.heading, N_("Person"))
        self.front.speech.say(self.save, N_("Save"))
        self.open_at(target)

    def values(self) -> dict[str, Any]:
        texts = {name: field.text() for name, field in self.texts.items()}
        return {**texts, "lang": self.lang.currentData()}

    @Slot()
    def _name_languages(self) -> None:
        for at, msgid in enumerate(MAIL_IN.values()):
            self.lang.setItemText(at, self.front.words.t(msgid))

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        values = self.values()
        if not any(values[name].strip() for name in ("name_en", "name_th", "email")):
            front = self.front
            self.blame(
                lambda: front.words.t("A name or an e-mail is needed."), self.texts["name_th"]
            )
            return False
        return self.filled()

    @Slot()
    def _on_turn_clicked(self) -> None:
        if self.person is not None:
            self.turned.emit(not self.person.active)


class PaymentForm(FormPopover):
    """Money received."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Record a payment"), N_("Record"))
        self.amount = MoneyField(make, N_("Amount"))
        self.day = DateField(make, N_("Received on"))
        self.reference = make.line_edit(N_("Reference"), hint=N_("Bank and slip, if known"))
        self.add(N_("Amount"), self.amount, unit=self.front.house.currency)
        self.add(N_("Received on"), self.day)
        self.add(N_("Reference"), self.reference)

    def ask(self, target: QWidget | QRect, found: OrgLoad) -> None:
        """Open with what is owed filled in, to be written over."""
        owed = found.account.balance_minor
        self.amount.set_amount(owed if owed > 0 else None)
        self.day.set_day(found.today)
        self.reference.clear()
        self.say(partial(_owes, self.front, found.org.code, owed))
        self.open_at(target, self.amount)
        self.amount.selectAll()

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        if not self.filled(self.amount, self.day):
            return False
        if self.amount.amount() == 0:
            front = self.front
            self.blame(lambda: front.words.t("Which amount?"), self.amount)
            return False
        return self.filled()


class VoidForm(FormPopover):
    """A payment that was never one is taken back, with a reason.

    Attributes:
        payment: which one; None before the form was opened.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Payment"), N_("Take it back"))
        self.payment: AccountPayment | None = None
        self.reason = make.line_edit(N_("Reason"))
        self.add(N_("Reason"), self.reason)

    def ask(self, target: QWidget | QRect, payment: AccountPayment) -> None:
        """Open for a payment."""
        self.payment = payment
        self.reason.clear()
        self.front.speech.say(self.heading, N_("Payment {code}"), code=payment.code)
        self.say(partial(_received, self.front, payment))
        self.open_at(target, self.reason)

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        if not self.reason.text().strip():
            front = self.front
            self.blame(lambda: front.words.t("Why is it taken back?"), self.reason)
            return False
        return self.filled()


class LeaveForm(FormPopover):
    """The last day, with what it means told before."""

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Leaving the house"), N_("Set the end"))
        self._found: OrgLoad | None = None
        self.day = DateField(make, N_("Last day"))
        self.add(N_("Last day"), self.day)
        self.day.changed.connect(self._on_day_changed)

    def ask(self, target: QWidget | QRect, found: OrgLoad) -> None:
        """Open with the end of the month filled in."""
        self._found = found
        self.day.set_day(found.org.left_on or _end_of_month(found))
        self.front.speech.say(self.heading, N_("{org} leaves the house"), org=found.org.code)
        self.open_at(target, self.day)
        self._on_day_changed()

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        return self.filled(self.day)

    @Slot()
    def _on_day_changed(self) -> None:
        day, found = self.day.day(), self._found
        if day is None or found is None:
            return
        org_id = found.org.id
        self.front.read(
            lambda session: load_leaving(session, org_id, day), self._on_told, owner=self,
            key="leaving",
        )  # fmt: skip

    @Slot(object)
    def _on_told(self, told: Leaving) -> None:
        self.say(partial(_meaning, self.front, told), "warning" if told.dates else "muted")


def _owes(front: Front, org: str, owed_minor: int) -> str:
    amount = front.words.amount(owed_minor, front.house.digits, front.house.currency)
    return front.words.t("{org} owes {amount}.", org=org, amount=amount)


def _received(front: Front, payment: AccountPayment) -> str:
    words, house = front.words, front.house
    return words.t(
        "{amount}, received on {day}. In a closed month it is taken back by its mirror image "
        "in the next open one.",
        amount=words.amount(payment.amount_minor, house.digits, house.currency),
        day=words.date_short(payment.date),
    )  # fmt: skip


def _meaning(front: Front, told: Leaving) -> str:
    """What leaving on a day means, before it is done."""
    words = front.words
    lines = [words.t("Seats, people, area and plan end with that day.")]
    if told.first is None:
        lines.append(words.t("No booking lies after it."))
    else:
        lines.append(words.n(
            "{n} booked date after it is cancelled, on {day}.",
            "{n} booked dates after it are cancelled, the first on {day}.", told.dates,
            day=words.date_short(words.local(told.first).date()),
        ))  # fmt: skip
    return " ".join(lines)


def _end_of_month(found: OrgLoad) -> date:
    return Month.of(found.today).last_day
