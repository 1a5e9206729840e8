"""The part of the inspector for extras: what was ordered with a date, its price, one more.

    extras = ExtrasPart(front, make)
    extras.show_date(occurrence_id, orderable=True)
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.frontdesk.charges import amount_minor
from hubdesk.frontdesk.model import Extra, ExtraKind, NewExtra
from hubdesk.hub.queries import settings
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.ui.front import Front
from hubdesk.ui.later import Later
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, clear, lay, mark_wrong, row
from hubdesk.ui.widgets.moneyfield import MoneyField
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.costs.service import extras as service
    from hubdesk.frontdesk.queries import extras as queries
    from hubdesk.store.session import Session, UnitOfWork
else:  # the first board is painted without SQLAlchemy
    service = Later("hubdesk.costs.service.extras")
    queries = Later("hubdesk.frontdesk.queries.extras")

_KINDS = {
    ExtraKind.CATERING: N_("extra|catering"),
    ExtraKind.STAFF: N_("extra|staff"),
    ExtraKind.MATERIAL: N_("extra|material"),
}


@dataclass(frozen=True, slots=True)
class Read:
    """What the part shows; ``vat_rate`` is what new extras carry."""

    extras: tuple[Extra, ...]
    vat_rate: str


def load_extras(session: Session, occurrence_id: int) -> Read:
    """Extras of a date that were not called off."""
    found = tuple(one for one in queries.extras_of(session, occurrence_id) if not one.cancelled)
    return Read(found, "7" if settings(session).vat_registered else "exempt")


def number_of(text: str) -> Fraction | None:
    """A quantity as people write it: ``12``, ``2.5``, ``2,5``.

    >>> number_of("2,5"), number_of("a dozen")
    (Fraction(5, 2), None)
    """
    try:
        number = Fraction(text.strip().replace(",", "."))
    except (ValueError, ZeroDivisionError):
        return None
    return number if number > 0 else None


class ExtrasPart(QWidget):
    """Signals:
    filled(bool): whether there is something to show or to order.
    """

    filled = Signal(bool)

    def __init__(self, front: Front, make: Make) -> None:
        super().__init__()
        self.front, self.make = front, make
        self._occurrence_id = 0
        self._orderable = False
        self._read = Read((), "7")
        self._lines = QVBoxLayout()
        self._lines.setSpacing(2)
        self.add = make.button(N_("Add an extra \u2026"), icon="plus", small=True,
                               on=self._on_add_clicked)  # fmt: skip
        self.kind = Combo(make, N_("Kind of extra"))
        self.what = make.line_edit(N_("What"), hint=N_("Coffee, technician, paper \u2026"))
        self.quantity = make.line_edit(N_("How many"), hint=N_("How many"))
        self.price = MoneyField(make, N_("Net price of one"))
        make.front.speech.say(self.price, N_("Net price of one"), part="hint")
        self.save = make.button(N_("Order"), kind="primary", small=True,
                                on=self._on_save_clicked)  # fmt: skip
        keep = make.button(N_("Close"), kind="quiet", small=True, on=self._on_close_clicked)
        self.form = QWidget()
        lay(
            QVBoxLayout(self.form), self.kind, self.what,
            lay(QHBoxLayout(), self.quantity, self.price, gap=6), row(None, keep, self.save),
            gap=6, margins=(0, 4, 0, 0),
        )  # fmt: skip
        self.form.hide()
        head = row(make.label(N_("Extras"), role="table_strong"), None, self.add)
        lay(QVBoxLayout(self), head, self._lines, self.form, gap=4)
        for field in (self.what, self.quantity, self.price):
            field.returnPressed.connect(self._on_save_clicked)
        front.hub_changed.connect(self._on_changed)
        front.words_changed.connect(self._say)
        self._say()

    def show_date(self, occurrence_id: int, *, orderable: bool) -> None:
        """Show the extras of a date.

        Args:
            orderable: it takes place, so that more can be ordered.
        """
        if occurrence_id != self._occurrence_id:
            self.form.hide()
            self._read = Read((), self._read.vat_rate)
            self._say()
        self._occurrence_id = occurrence_id
        self._orderable = orderable
        self.add.setVisible(orderable and self.form.isHidden())
        self._tell()
        self.load()

    def load(self) -> None:
        """Read anew."""
        number = self._occurrence_id
        if number:
            self.front.read(
                lambda session: load_extras(session, number), self._on_read, owner=self,
                key="extras",
            )  # fmt: skip

    @Slot(object)
    def _on_read(self, found: Read) -> None:
        self._read = found
        self._say()
        self._tell()

    def _tell(self) -> None:
        self.filled.emit(self._orderable or bool(self._read.extras))

    @Slot()
    def _say(self) -> None:
        words = self.front.words
        at = max(0, self.kind.currentIndex())
        self.kind.clear()
        for kind, msgid in _KINDS.items():
            self.kind.addItem(words.t(msgid), kind.value)
        self.kind.setCurrentIndex(at)
        clear(self._lines)
        for extra in self._read.extras:
            self._lines.addLayout(self._line(extra))

    def _line(self, extra: Extra) -> QHBoxLayout:
        words, digits = self.front.words, self.front.house.digits
        amount = words.amount(amount_minor(extra.quantity, extra.price_minor), digits)
        number = f"{float(extra.quantity):g}"
        text = f"{extra.what} \u00d7 {number}"
        cancel = self.make.icon_button(
            N_("Call it off"), "x", kind="quiet", side="button_small",
            on=partial(self._on_cancel_clicked, extra),
        )  # fmt: skip
        cancel.setAccessibleName(f"{words.t('Call it off')}: {text}")
        line = row(
            self.make.elided(text, role="table"),
            self.make.label(text=amount, role="small", tone="muted"), cancel, gap=6,
        )  # fmt: skip
        assert isinstance(line, QHBoxLayout)
        line.setStretch(0, 1)
        return line

    @Slot()
    def _on_add_clicked(self) -> None:
        self.form.show()
        self.add.hide()
        self.what.setFocus()

    @Slot()
    def _on_close_clicked(self) -> None:
        self.form.hide()
        self.add.show()
        self.add.setFocus()

    @Slot()
    def _on_save_clicked(self) -> None:
        words = self.front.words
        quantity, price = number_of(self.quantity.text() or "1"), self.price.amount()
        what = self.what.text().strip()
        mark_wrong(self.what, "" if what else words.t("What is it?"))
        mark_wrong(self.quantity, "" if quantity else words.t("Write a number, such as 12 or 2.5."))
        mark_wrong(self.price, "" if price is not None else self.price.problem())
        if not what or quantity is None or price is None:
            return
        wish = NewExtra(
            self._occurrence_id, ExtraKind(self.kind.currentData()), what, quantity, price,
            self._read.vat_rate, new_key(),
        )  # fmt: skip

        def ordered(_result: object, changes: Changes) -> None:
            for field in (self.what, self.quantity, self.price):
                field.setText("")
            self.what.setFocus()
            self.front.tell(words.t("Ordered: {what}", what=what), change=changes.history_seq)

        self.front.write(lambda uow: service.order_extra(uow, wish), ordered, owner=self,
                         failed=self._on_failed)  # fmt: skip

    def _on_failed(self, error: KnownError) -> None:
        self.front.refuse(error)

    def _on_cancel_clicked(self, extra: Extra) -> None:
        words = self.front.words

        def action(uow: UnitOfWork) -> None:
            service.cancel_extra(uow, extra.id)

        def done(_result: object, changes: Changes) -> None:
            self.front.tell(words.t("Called off: {what}", what=extra.what),
                            change=changes.history_seq)  # fmt: skip

        self.front.write(action, done, owner=self)

    @Slot(object)
    def _on_changed(self, changes: Changes) -> None:
        if changes.touches("booking_extra") and self.isVisible():
            self.load()
