"""A form over named values: fields with labels, what is wrong said under the field, one Save.

Enter in a line of text is Save.

    form = Form(make, (Field("name_en", N_("Name in English")), Field("phone", N_("Phone"))))
    form.show_values({"name_en": "Baan Rim Nam", "phone": ""})
    form.saved.connect(self._on_saved)          # gets what differs
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QVBoxLayout, QWidget

from hubdesk.kernel.errors import InvalidInputError, KnownError
from hubdesk.ui.settings.inputs import ChoiceInput, Input, make_input
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.words.marker import N_

LABELS, FIELDS = 200, 420


@dataclass(frozen=True, slots=True)
class Field:
    """One value of a form.

    Attributes:
        name: of the value, as the service calls it.
        msgid: its label.
        kind: ``text``, ``lines``, ``whole``, ``amount``, ``time``, ``hours`` (in minutes), ``yes``,
            ``choice``, ``day``, ``days`` of the week, ``picks`` of a few.
        choices: for ``choice``: stored key → message id.
        optional: an empty field means None.
        hint: shown in it while it is empty.
    """

    name: str
    msgid: str
    kind: str = "text"
    choices: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False
    hint: str = ""


class Form(QWidget):
    """See the module.

    Signals:
        saved(dict): the values that differ from those shown, all of them well formed.
    """

    saved = Signal(dict)

    def __init__(
        self, make: Make, fields: Sequence[Field], *, save: str = N_("Save"), adds: bool = False
    ) -> None:
        """Args:
        save: what the button says.
        adds: something new is made each time, so what is shown at first may be right already.
        """
        super().__init__()
        self._adds = adds
        self.make = make
        self._shown: dict[str, Any] = {}
        self.inputs: dict[str, Input] = {}
        self._problems: dict[str, QLabel] = {}
        self._labels: dict[str, QLabel] = {}
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 2)
        self._grid.setColumnStretch(2, 1)
        for one in fields:
            self._add(one)
        self.save = make.button(save, icon="check", kind="primary", on=self._on_save_clicked)
        self.revert = make.button(N_("Discard changes"), on=self._on_revert_clicked)
        buttons = row(LABELS + 16, self.save, self.revert, None)
        lay(QVBoxLayout(self), self._grid, 4, buttons, gap=8, margins=(14, 12, 14, 14))
        self._on_edited()

    def _add(self, one: Field) -> None:
        make, at = self.make, self._grid.rowCount()
        entry = self.inputs[one.name] = make_input(make, one)
        entry.widget.setMaximumWidth(FIELDS)
        entry.edited.connect(self._on_edited)
        if isinstance(entry.widget, QLineEdit):
            entry.widget.returnPressed.connect(self._on_return_pressed)
        label = self._labels[one.name] = make.label(one.msgid, tone="soft", wrap=True)
        label.setFixedWidth(LABELS)
        label.setBuddy(entry.widget)
        problem = self._problems[one.name] = make.label(role="small", tone="bad", wrap=True)
        problem.hide()
        top = Qt.AlignmentFlag.AlignTop if one.kind == "lines" else Qt.AlignmentFlag.AlignVCenter
        self._grid.addWidget(label, at, 0, top)
        self._grid.addWidget(entry.widget, at, 1)
        self._grid.addWidget(problem, at + 1, 1)

    # -- values ---------------------------------------------------------------------------------

    def show_values(self, values: Mapping[str, Any]) -> None:
        """Show values; fields that a person is changing keep what was typed."""
        typed = self.typed()
        self._shown = {name: values[name] for name in self.inputs if name in values}
        for name, entry in self.inputs.items():
            if name in values and name not in typed:
                entry.show_value(values[name])
                self._mark(name, "")
        self._on_edited()

    def start(self, values: Mapping[str, Any]) -> None:
        """Show values of another thing: what was typed for the last one is dropped."""
        for entry in self.inputs.values():
            entry.reset()
        self._shown = {}
        self.show_values(values)

    def accept(self) -> None:
        """What stands in the fields is what is kept: nothing is left to save."""
        for entry in self.inputs.values():
            entry.reset()
        held = self.save.hasFocus()
        self._on_edited()
        if held and not self.save.isEnabled():
            # Else the keyboard would go to whatever comes next in the window.
            first = next(one for one in self.inputs.values() if not one.widget.isHidden())
            first.widget.setFocus()

    def typed(self) -> set[str]:
        """Names of the fields that differ from what was shown."""
        return {name for name, entry in self.inputs.items() if entry.touched()}

    def enable(self, *, fields: Mapping[str, bool]) -> None:
        """Show or hide fields that fit, or do not fit, what the form is about."""
        for name, shown in fields.items():
            self.inputs[name].widget.setVisible(shown)
            self._labels[name].setVisible(shown)
            if not shown:
                self._problems[name].hide()

    def set_choices(self, name: str, choices: Mapping[str, str]) -> None:
        """Other choices for a field, already in the reader's language."""
        entry = self.inputs[name]
        assert isinstance(entry, ChoiceInput)
        entry.set_choices(choices)

    def refuse(self, error: KnownError) -> None:
        """Say a refusal under the field it names, or under Save's row by the message bar."""
        name = str(error.details.get("field", ""))
        if name in self._problems:
            self._mark(name, self.make.front.words.error(error))
            self.inputs[name].widget.setFocus()
        else:
            self.make.front.refuse(error)

    # -- inside ---------------------------------------------------------------------------------

    def read(self) -> dict[str, Any] | None:
        """Every visible field's value; None if one cannot be read, which is said under it."""
        values: dict[str, Any] = {}
        wrong: Input | None = None
        for name, entry in self.inputs.items():
            if entry.widget.isHidden():
                continue
            try:
                values[name] = entry.value()
            except InvalidInputError as error:
                self._mark(name, self.make.front.words.error(error))
                wrong = wrong or entry
            else:
                self._mark(name, "")
        if wrong is not None:
            wrong.widget.setFocus()
            return None
        return values

    def glance(self) -> dict[str, Any]:
        """What can be read of the fields as they stand; nothing is said of the others."""
        values = {}
        for name, entry in self.inputs.items():
            with suppress(InvalidInputError):
                values[name] = entry.value()
        return values

    def _mark(self, name: str, text: str) -> None:
        self._problems[name].setText(text)
        self._problems[name].setVisible(bool(text))
        self.inputs[name].widget.setAccessibleDescription(text)

    @Slot()
    def _on_edited(self) -> None:
        differs = bool(self.typed())
        self.save.setEnabled(differs or self._adds)
        self.revert.setEnabled(differs)

    @Slot()
    def _on_save_clicked(self) -> None:
        values = self.read()
        if values is None:
            return
        changed = {
            name: value
            for name, value in values.items()
            if name not in self._shown or self._shown[name] != value
        }
        self.saved.emit(changed)

    @Slot()
    def _on_return_pressed(self) -> None:
        if self.save.isEnabled():
            self._on_save_clicked()

    @Slot()
    def _on_revert_clicked(self) -> None:
        self.start(dict(self._shown))
