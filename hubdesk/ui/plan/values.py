"""What is chosen on the drawing board in numbers, and the sheet's own size when nothing is.

    values = ShapeValues(make)
    values.show_shape(shape, plan, "Desk 4-01", 1)
    values.changed.connect(editor.do)
"""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from hubdesk.spaces.plans import editing
from hubdesk.spaces.plans.model import (
    LEAST_SHAPE,
    LEAST_SIDE,
    MOST_LABEL,
    MOST_SIDE,
    Plan,
    Shape,
)
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

_SHAPE = {
    "x": (N_("From the left"), -MOST_SIDE, MOST_SIDE),
    "y": (N_("From above"), -MOST_SIDE, MOST_SIDE),
    "width": (N_("Width"), LEAST_SHAPE, MOST_SIDE),
    "height": (N_("Depth"), LEAST_SHAPE, MOST_SIDE),
    "turn": (N_("Turned by"), 0, 359),
}
_SHEET = {
    "width": (N_("Floor\u2019s width"), LEAST_SIDE, MOST_SIDE),
    "height": (N_("Floor\u2019s depth"), LEAST_SIDE, MOST_SIDE),
    "grid": (N_("Grid"), 1, LEAST_SIDE),
    "pct": (N_("Picture\u2019s strength"), 0, 100),
}
_UNITS = {"turn": "\u00b0", "pct": " %"}


class ShapeValues(QWidget):
    """Signals:
    changed(Plan): the plan with another value of the chosen shape.
    sheet_changed(Plan): the plan with another size, grid or picture.
    """

    changed = Signal(object)
    sheet_changed = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._shape: Shape | None = None
        self._plan = Plan(0)
        self._title = make.label(role="label")
        self.fields = {
            name: self._field(make, *about, name) for name, about in _SHAPE.items()
        }
        self.sheet = {name: self._field(make, *about, name) for name, about in _SHEET.items()}
        self.label = make.line_edit(N_("Words"))
        self.label.setMaxLength(MOST_LABEL)
        self.label.editingFinished.connect(self._on_label_edited)
        self._of_shape = self._grid(make, _SHAPE, self.fields)
        self._of_sheet = self._grid(make, _SHEET, self.sheet)
        lay(QVBoxLayout(self), self._title, self.label, self._of_shape, self._of_sheet, gap=6)
        for field in self.fields.values():
            field.editingFinished.connect(self._on_edited)
        for field in self.sheet.values():
            field.editingFinished.connect(self._on_sheet_edited)
        make.front.words_changed.connect(self._name)
        self._name()

    def _field(self, make: Make, msgid: str, least: int, most: int, name: str) -> NumberField:
        field = NumberField(make, msgid, least, most)
        field.setProperty("unit", _UNITS.get(name, ""))
        field.setKeyboardTracking(False)
        return field

    def _grid(
        self, make: Make, about: dict[str, tuple[str, int, int]], fields: dict[str, NumberField]
    ) -> QWidget:
        holder = QWidget()
        grid = QGridLayout(holder)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(4)
        for at, (name, (msgid, _least, _most)) in enumerate(about.items()):
            grid.addWidget(make.label(msgid, role="small", tone="muted"), at, 0)
            grid.addWidget(fields[name], at, 1)
        return holder

    @Slot()
    def _name(self) -> None:
        for field in (*self.fields.values(), *self.sheet.values()):
            field.setSuffix(field.property("unit") or self._front.words.t("unit|\u00a0cm"))

    def show_shape(self, shape: Shape | None, plan: Plan, name: str, count: int) -> None:
        """Show one shape, or the sheet where none or several are chosen."""
        self._shape, self._plan = shape, plan
        words = self._front.words
        self._of_shape.setVisible(shape is not None)
        self._of_sheet.setVisible(count == 0)
        self.label.setVisible(shape is not None and shape.kind in ("label", "area"))
        if shape is None:
            self._title.setText(
                words.n("{n} shape chosen", "{n} shapes chosen", count) if count
                else words.t("The whole floor")
            )  # fmt: skip
            sheet = {"width": plan.width, "height": plan.height, "grid": plan.grid,
                     "pct": 0 if plan.picture is None else plan.picture.pct}  # fmt: skip
            for key, value in sheet.items():
                _fill(self.sheet[key], value)
            self.sheet["pct"].setEnabled(plan.picture is not None)
            return
        self._title.setText(name)
        for key, field in self.fields.items():
            _fill(field, getattr(shape, key))
        if not self.label.hasFocus():
            self.label.setText(shape.label)

    def focus_label(self) -> None:
        """Put the keyboard into the words of a label."""
        self.label.setFocus()
        self.label.selectAll()

    @Slot()
    def _on_edited(self) -> None:
        if self._shape is None:
            return
        values = {name: field.value() for name, field in self.fields.items()}
        if any(getattr(self._shape, name) != value for name, value in values.items()):
            self.changed.emit(editing.set_values(self._plan, self._shape.id, **values))

    @Slot()
    def _on_label_edited(self) -> None:
        text = self.label.text().strip()
        if self._shape is None or text == self._shape.label:
            return
        if not text and self._shape.kind == "label":
            self.label.setText(self._shape.label)
            return
        self.changed.emit(editing.set_values(self._plan, self._shape.id, label=text))

    @Slot()
    def _on_sheet_edited(self) -> None:
        plan = replace(
            self._plan, width=self.sheet["width"].value(), height=self.sheet["height"].value(),
            grid=self.sheet["grid"].value(),
        )  # fmt: skip
        if plan.picture is not None:
            plan = replace(plan, picture=replace(plan.picture, pct=self.sheet["pct"].value()))
        if plan != self._plan:
            self.sheet_changed.emit(plan)


def _fill(field: NumberField, value: int) -> None:
    field.blockSignals(True)
    field.setValue(value)
    field.blockSignals(False)
