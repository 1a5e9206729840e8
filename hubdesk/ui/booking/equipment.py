"""The part of the booking form that asks for equipment: a line a kind, how many of how many.

    form = EquipmentForm(make)
    form.offer(load_equipment(session))
    form.wanted()       # (Wanted(170, 2),)
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QVBoxLayout, QWidget

from hubdesk.booking.model import Wanted
from hubdesk.kernel.names import Names
from hubdesk.ui.widgets.labels import ElidedLabel
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.store.session import Session


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of equipment and how many of it the house has."""

    id: int
    names: Names
    count: int


def load_equipment(session: Session) -> tuple[Kind, ...]:
    """Every kind that can be booked, in the order of the house."""
    from hubdesk.spaces.queries import resources

    return tuple(
        Kind(place.id, place.names, len(place.unit_ids))
        for place in resources(session)
        if place.kind == "equipment" and place.active
    )


class EquipmentForm(QWidget):
    """Signals:
    changed(): it needs another height.
    """

    changed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._make = make
        self._kinds: tuple[Kind, ...] = ()
        self._fields: list[NumberField] = []
        self._names: list[ElidedLabel] = []
        self._totals: list[QLabel] = []
        self.toggle = make.button(N_("Equipment \u2026"), icon="projector", kind="link",
                                  on=self._on_toggled)  # fmt: skip
        self._rows = QWidget()
        self._grid = QGridLayout(self._rows)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        self._rows.hide()
        lay(QVBoxLayout(self), self.toggle, self._rows, gap=4)
        make.front.words_changed.connect(self._name_kinds)

    def offer(self, kinds: tuple[Kind, ...]) -> None:
        """Offer these kinds; what was asked for already stays if they are the same."""
        self.setVisible(bool(kinds))
        if kinds == self._kinds:
            return
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
        self._kinds = kinds
        self._fields, self._names, self._totals = [], [], []
        for at, kind in enumerate(kinds):
            field = NumberField(self._make, N_("How many"), 0, kind.count)
            field.setFixedSize(56, self._make.front.theme.size("button_small"))
            name = self._make.elided("", role="small")
            total = self._make.label(role="small", tone="muted")
            self._fields.append(field)
            self._names.append(name)
            self._totals.append(total)
            for place, widget in enumerate((name, field, total)):
                self._grid.addWidget(widget, at, place)
        self._name_kinds()

    def clear(self) -> None:
        """Ask for nothing."""
        for field in self._fields:
            field.setValue(0)
        self._rows.hide()

    def wanted(self) -> tuple[Wanted, ...]:
        """What is asked for."""
        return tuple(
            Wanted(kind.id, field.value())
            for kind, field in zip(self._kinds, self._fields, strict=True)
            if field.value()
        )

    def open(self) -> None:
        """Show the lines, with the keyboard in the first."""
        self._rows.show()
        self.changed.emit()
        if self._fields:
            self._fields[0].setFocus()
            self._fields[0].selectAll()

    @Slot()
    def _name_kinds(self) -> None:
        words = self._make.front.words
        for at, kind in enumerate(self._kinds):
            name = kind.names.get(words.lang)
            self._names[at].set_whole(name)
            self._totals[at].setText(words.t("of {total}", total=kind.count))
            self._fields[at].setAccessibleName(name)

    @Slot()
    def _on_toggled(self) -> None:
        if self._rows.isVisible():
            self._rows.hide()
            self.changed.emit()
        else:
            self.open()
