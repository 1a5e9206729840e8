"""The fields a form is made of: each shows a value, says whether it was touched, reads it back.

    entry = make_input(make, Field("capacity", N_("People"), kind="whole", optional=True))
    entry.show_value(12)
    entry.value()
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QPlainTextEdit, QWidget

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import format_minor, parse_minor
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.timefield import minute_of_text, text_of_minute

if TYPE_CHECKING:
    from hubdesk.ui.settings.form import Field

_LINES_HEIGHT = 74
#: Hours as people write them: ``4``, ``4:30``.
_HOURS = re.compile(r"([0-9]{1,4})(?::([0-5][0-9]))?")


class Input(QObject):
    """One field.

    Signals:
        edited(): a person has changed it.

    Attributes:
        widget: where it is typed.
    """

    edited = Signal()

    def __init__(self, field: Field, widget: QWidget) -> None:
        super().__init__(widget)
        self.field = field
        self.widget = widget
        self._kept: Any = None

    def show_value(self, value: Any) -> None:
        """Show a value; the field counts as untouched."""
        self._put(value)
        self._kept = self._raw()

    def reset(self) -> None:
        """What stands in the field counts as untouched."""
        self._kept = self._raw()

    def touched(self) -> bool:
        return bool(self._raw() != self._kept)

    def value(self) -> Any:
        """What the field means.

        Raises:
            InvalidInputError: it means nothing of its kind.
        """
        return self._raw()

    def _put(self, value: Any) -> None:
        raise NotImplementedError

    def _raw(self) -> Any:
        raise NotImplementedError

    def _refusal(self, text: str, reason: str) -> InvalidInputError:
        return InvalidInputError(field=self.field.name, value=text, reason=reason)


class TextInput(Input):
    """A line of text, and what is written in one: counts, amounts, times of day, hours."""

    def __init__(self, make: Make, field: Field) -> None:
        self._edit = make.line_edit(field.msgid, hint=field.hint)
        super().__init__(field, self._edit)
        self._digits = make.front.house.digits
        self._edit.textEdited.connect(self.edited)
        self._kept = ""

    def value(self) -> Any:
        text = self._edit.text().strip()
        if self.field.kind == "text":
            return text
        if not text and self.field.optional:
            return None
        if not text:
            raise self._refusal(text, "empty")
        return {"whole": self._whole, "amount": self._amount, "time": self._minute,
                "hours": self._minutes}[self.field.kind](text)  # fmt: skip

    def _whole(self, text: str) -> int:
        if not (text.isdecimal() and text.isascii()) or len(text) > 9:
            raise self._refusal(text, "not_a_whole_number")
        return int(text)

    def _amount(self, text: str) -> int:
        try:
            return parse_minor(text, self._digits)
        except InvalidInputError as error:
            raise self._refusal(text, str(error.details["reason"])) from error

    def _minute(self, text: str) -> int:
        minute = minute_of_text(text)
        if minute is None:
            raise self._refusal(text, "not_a_time")
        return minute

    def _minutes(self, text: str) -> int:
        found = _HOURS.fullmatch(text)
        if found is None:
            raise self._refusal(text, "not_hours")
        return int(found[1]) * 60 + int(found[2] or 0)

    def _put(self, value: Any) -> None:
        self._edit.setText(self._written(value))
        self._edit.setCursorPosition(0)

    def _written(self, value: Any) -> str:
        if value is None:
            return ""
        if self.field.kind == "amount":
            return format_minor(value, self._digits)
        if self.field.kind == "time":
            return text_of_minute(value)
        if self.field.kind == "hours":
            hours, rest = divmod(value, 60)
            return f"{hours}:{rest:02d}" if rest else str(hours)
        return str(value)

    def _raw(self) -> str:
        return self._edit.text()


class LinesInput(Input):
    """Several lines of text."""

    def __init__(self, make: Make, field: Field) -> None:
        self._edit = QPlainTextEdit()
        self._edit.setFixedHeight(_LINES_HEIGHT)
        self._edit.setTabChangesFocus(True)
        self._edit.setFont(make.front.theme.font("body"))
        make.front.speech.say(self._edit, field.msgid, part="name")
        super().__init__(field, self._edit)
        self._edit.textChanged.connect(self.edited)
        self._kept = ""

    def _put(self, value: Any) -> None:
        self._edit.setPlainText(value or "")

    def _raw(self) -> str:
        return self._edit.toPlainText()


class YesInput(Input):
    """Yes or no; the label stands beside it like any other's."""

    def __init__(self, make: Make, field: Field) -> None:
        self._box = QCheckBox()
        make.front.speech.say(self._box, field.msgid, part="name")
        super().__init__(field, self._box)
        self._box.clicked.connect(self.edited)
        self._kept = False

    def _put(self, value: Any) -> None:
        self._box.setChecked(bool(value))

    def _raw(self) -> bool:
        return self._box.isChecked()


class ChoiceInput(Input):
    """One of a few; what is stored is the key."""

    def __init__(self, make: Make, field: Field) -> None:
        self._combo = Combo(make, field.msgid)
        super().__init__(field, self._combo)
        self._make = make
        self._own = bool(field.choices)
        self._combo.activated.connect(self.edited)
        make.front.words_changed.connect(self._say)
        self._say()

    def set_choices(self, choices: Mapping[str, str]) -> None:
        kept = self._raw()
        touched = self.touched()
        self._combo.clear()
        for key, text in choices.items():
            self._combo.addItem(text, key)
        self._combo.setCurrentIndex(max(0, self._combo.findData(kept)))
        if not touched:
            self._kept = self._raw()

    def _say(self) -> None:
        if self._own:
            words = self._make.front.words
            self.set_choices(
                {key: words.t(msgid) for key, msgid in self.field.choices.items()}
            )

    def value(self) -> Any:
        key = self._raw()
        if key in (None, "") and self.field.optional:
            return None
        return key

    def _put(self, value: Any) -> None:
        self._combo.setCurrentIndex(self._combo.findData("" if value is None else value))

    def _raw(self) -> Any:
        return self._combo.currentData()


class DayInput(Input):
    """A day, in the reader's era."""

    def __init__(self, make: Make, field: Field) -> None:
        self._field = DateField(make, field.msgid, optional=field.optional)
        super().__init__(field, self._field)
        self._field.textEdited.connect(self.edited)
        self._field.changed.connect(self.edited)

    def value(self) -> Any:
        self._field.take_text()
        if self._field.problem():
            text = self._field.text()
            raise self._refusal(text, "not_a_date" if text else "empty")
        return self._field.day()

    def _put(self, value: Any) -> None:
        self._field.set_day(value)

    def _raw(self) -> Any:
        return self._field.day()


class DaysInput(Input):
    """Some days of the week, none meaning all; a set of numbers, 0 = Monday."""

    def __init__(self, make: Make, field: Field) -> None:
        self._frame = QFrame()
        self._frame.setProperty("kind", "segments")
        make.front.speech.say(self._frame, field.msgid, part="name")
        super().__init__(field, self._frame)
        self._make = make
        self.days = [make.button("", kind="day") for _ in range(7)]
        for button in self.days:
            button.setCheckable(True)
            button.setFixedHeight(26)
            button.setMinimumWidth(20)
            button.clicked.connect(self.edited)
        lay(QHBoxLayout(self._frame), *self.days, gap=1, margins=(1, 1, 1, 1))
        make.front.words_changed.connect(self._name_days)
        self._name_days()
        self._kept = frozenset()

    @Slot()
    def _name_days(self) -> None:
        words = self._make.front.words
        for ahead, button in enumerate(self.days):
            day = _MONDAY + timedelta(ahead)
            button.setText(words.weekday(day, short=True))
            button.setAccessibleName(words.weekday(day))

    def _put(self, value: Any) -> None:
        for at, button in enumerate(self.days):
            button.setChecked(at in (value or ()))

    def _raw(self) -> frozenset[int]:
        return frozenset(at for at, button in enumerate(self.days) if button.isChecked())


class PicksInput(Input):
    """Some of a few, none meaning all; a tuple of the stored keys in the order of the choices."""

    def __init__(self, make: Make, field: Field) -> None:
        self._frame = QFrame()
        self._frame.setProperty("kind", "segments")
        make.front.speech.say(self._frame, field.msgid, part="name")
        super().__init__(field, self._frame)
        self.picks = {key: make.button(msgid, kind="day") for key, msgid in field.choices.items()}
        for button in self.picks.values():
            button.setCheckable(True)
            button.setFixedHeight(26)
            button.clicked.connect(self.edited)
        lay(QHBoxLayout(self._frame), *self.picks.values(), gap=1, margins=(1, 1, 1, 1))
        self._kept = ()

    def _put(self, value: Any) -> None:
        for key, button in self.picks.items():
            button.setChecked(key in (value or ()))

    def _raw(self) -> tuple[str, ...]:
        return tuple(key for key, button in self.picks.items() if button.isChecked())


_MONDAY = date(2024, 1, 1)
_KINDS: dict[str, type[Any]] = {
    "text": TextInput, "whole": TextInput, "amount": TextInput, "time": TextInput,
    "hours": TextInput,
    "lines": LinesInput, "yes": YesInput, "choice": ChoiceInput, "day": DayInput,
    "days": DaysInput, "picks": PicksInput,
}  # fmt: skip


def make_input(make: Make, field: Field) -> Input:
    """The input for a field's kind."""
    made: Input = _KINDS[field.kind](make, field)
    return made


