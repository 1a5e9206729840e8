"""The part of the booking form that asks for equipment: a line a kind, how many of how many.

    form = EquipmentForm(make)
    form.offer_kinds(extras.kinds)
    form.wanted()       # (Wanted(170, 2),)
"""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QGridLayout, QLabel

from hubdesk.booking.model import Wanted
from hubdesk.ui.booking.extras import Kind
from hubdesk.ui.booking.fold import Fold
from hubdesk.ui.widgets.labels import ElidedLabel
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_


class EquipmentForm(Fold):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__(make, N_("Equipment \u2026"), "projector")
        self._kinds: tuple[Kind, ...] = ()
        self._fields: list[NumberField] = []
        self._names: list[ElidedLabel] = []
        self._totals: list[QLabel] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setVerticalSpacing(2)
        self._grid.setHorizontalSpacing(8)
        self._grid.setColumnStretch(0, 1)
        make.front.words_changed.connect(self._name_kinds)

    def offer_kinds(self, kinds: tuple[Kind, ...]) -> None:
        """Offer these kinds; what was asked for already stays if they are the same."""
        self.offer(bool(kinds))
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
        self.show_wanted(())
        self.hide()

    def show_wanted(self, wanted: Iterable[Wanted]) -> None:
        """Show what was asked for; open if that is anything."""
        counts = {one.resource_id: one.quantity for one in wanted}
        for kind, field in zip(self._kinds, self._fields, strict=True):
            field.setValue(counts.get(kind.id, 0))
        self.setVisible(bool(self.wanted()))

    def wanted(self) -> tuple[Wanted, ...]:
        """What is asked for."""
        return tuple(
            Wanted(kind.id, field.value())
            for kind, field in zip(self._kinds, self._fields, strict=True)
            if field.value()
        )

    def count(self) -> int:
        return sum(one.quantity for one in self.wanted())

    def focus_first(self) -> None:
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
