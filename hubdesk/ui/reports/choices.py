"""The left side of the page: which paper, of what, for whom, in which language and size.

    panel = ChoicesPanel(make)
    panel.changed.connect(self._on_choices_changed)
    panel.wanted(), panel.options()
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.reports import PaperOptions
from hubdesk.reports.speech import DAY_COLUMNS
from hubdesk.ui.reports.columns import ColumnsField
from hubdesk.ui.reports.paperbutton import PaperButton
from hubdesk.ui.reports.papers import CHOICES, DAY, FORM, MONTH, ORG, ROOM, Choice, Wanted, offered
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

WIDTH = 300
_NAME = 56
_KEYS = {ORG: N_("Organisation"), ROOM: N_("Room"), FORM: N_("Form")}


class ChoicesPanel(QWidget):
    """Signals:
    changed(): another paper, or the same with other parameters, is wanted.
    """

    changed = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self.front = make.front
        self.setProperty("kind", "choices-side")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedWidth(WIDTH)
        self._choice = CHOICES[0]
        self._asked = False
        self._wished: str | None = None
        #: A paper speaks its reader's language: once it is chosen, the window's changes nothing.
        self._lang_chosen = False
        self._options = {"lang": self.front.words.lang, "era": "", "paper": "a4"}
        self._build_papers()
        self._build_whom()
        self._build_options()
        self._place()
        self._show_parts()

    def _build_papers(self) -> None:
        self._papers = QButtonGroup(self)
        self.buttons = {choice.name: PaperButton(self.front, choice) for choice in CHOICES}
        for button in self.buttons.values():
            self._papers.addButton(button)
        self.buttons[self._choice.name].setChecked(True)
        self._papers.buttonClicked.connect(self._on_paper_clicked)

    def _build_whom(self) -> None:
        """Of which month or day, for whom, with which columns."""
        self.month = Combo(self.make, N_("Month"))
        self.key = Combo(self.make, N_("Organisation"))
        self.month.activated.connect(self._on_activated)
        self.key.activated.connect(self._on_activated)
        self._month_part = self._field(N_("Month"), self.month)
        self._key_part = self._field(N_("Organisation"), self.key)
        self._key_label = self._key_part.findChildren(QLabel)[0]
        self.day = DateField(self.make, N_("Day"))
        self.day.set_day(self.front.today())
        self.day.changed.connect(self._on_activated)
        self._day_part = self._field(N_("Day"), self.day)
        self.columns = ColumnsField(self.make)
        self.columns.changed.connect(self._on_columns_changed)
        self._columns_part = self._field(N_("Columns"), self.columns)

    def _build_options(self) -> None:
        self.lang = self._segments("lang", N_("Language"), {
            "th": N_("Thai"), "en": N_("English"), "th+en": N_("Both")})  # fmt: skip
        self.era = self._segments("era", N_("Years"), {
            "": N_("As usual"), "be": N_("BE"), "ce": N_("CE")})  # fmt: skip
        self.paper = self._segments("paper", N_("Paper"), {
            "a4": N_("A4"), "a3": N_("A3"), "letter": N_("Letter")})  # fmt: skip
        self.lang.choose(self._options["lang"])
        self.era.choose("")
        self.paper.choose("a4")

    def _place(self) -> None:
        box = lay(QVBoxLayout(self), gap=12, margins=(12, 12, 12, 12))
        papers = QWidget()
        lay(QVBoxLayout(papers), *self.buttons.values(), None, gap=2)
        self._list = self.make.scroll(papers, N_("Papers"))
        box.addWidget(self._list, 1)
        box.addWidget(self.make.rule())
        for part in (
            self._month_part, self._day_part, self._key_part, self._columns_part,
            self._field(N_("Language"), self.lang), self._field(N_("Years"), self.era),
            self._field(N_("Paper"), self.paper),
        ):  # fmt: skip
            box.addWidget(part)

    def _segments(self, key: str, name: str, choices: dict[str, str]) -> Segments:
        segments = Segments(self.make, name, choices)
        segments.setProperty("option", key)
        segments.chosen.connect(self._on_option_chosen)
        return segments

    def _field(self, name: str, widget: QWidget) -> QWidget:
        part = QWidget()
        label = self.make.label(name, role="small", tone="muted")
        if isinstance(widget, Segments):
            # Beside their name while both have room: the list of papers needs the height.
            label.setFixedHeight(widget.sizeHint().height())
            label.setMinimumWidth(_NAME)
            flow = Flow(part, gap=6)
            flow.addWidget(label)
            flow.addWidget(widget)
        else:
            lay(QVBoxLayout(part), label, widget, gap=3)
        return part

    # -- what is wanted -------------------------------------------------------------------------

    def choice(self) -> Choice:
        return self._choice

    def wanted(self) -> Wanted | None:
        """What the choices say; None while there is no month to choose."""
        if self._choice.about != MONTH:
            day = self.day.day() if self._choice.about == DAY else self.front.today()
            return None if day is None else Wanted(self._choice.name, day=day)
        month = self.month.currentData()
        if month is None:
            return None
        key = self.key.currentData() if self._choice.per else None
        return Wanted(self._choice.name, month=Month.parse(month), key=key)

    def wished_key(self) -> str | None:
        """Whom a person or another page asked for last; kept while the list is read again."""
        return self._wished or self.key.currentData()

    def asked(self) -> bool:
        """Whether a month was asked for, by a person or another page."""
        return self._asked

    def options(self) -> PaperOptions:
        columns = self.columns.chosen() if self._choice.name == "day-sheet" else DAY_COLUMNS
        return PaperOptions(**self._options, columns=columns)  # type: ignore[arg-type]  # their keys

    def offer_months(self, months: Sequence[Month]) -> None:
        """The months to choose from, the newest first; the chosen one stays."""
        chosen = self.month.currentData()
        self.month.clear()
        for month in months:
            self.month.addItem(self.front.words.month(month), str(month))
        at = self.month.findData(chosen)
        self.month.setCurrentIndex(max(at, 0) if self.month.count() else -1)

    def offer_keys(self, keys: Sequence[tuple[str, Names]], chosen: str | None) -> None:
        """The organisations that have a statement in the month, or the rooms."""
        self.key.clear()
        for code, names in keys:
            self.key.addItem(f"{code} \u00b7 {names.get(self.front.words.lang)}", code)
        self.key.setCurrentIndex(max(self.key.findData(chosen), 0) if keys else -1)

    def choose(
        self,
        name: str,
        *,
        month: Month | None = None,
        day: date | None = None,
        org: str | None = None,
    ) -> None:
        """Take a paper, as another page asks for it; tells."""
        self.buttons[name].setChecked(True)
        if any(button.hasFocus() for button in self.buttons.values()):
            self.buttons[name].setFocus()
        self._list.ensureWidgetVisible(self.buttons[name])
        self._choice = next(choice for choice in CHOICES if choice.name == name)
        if month is not None:
            self._asked = True
            if self.month.findData(str(month)) < 0:
                self.month.insertItem(0, self.front.words.month(month), str(month))
            self.month.setCurrentIndex(self.month.findData(str(month)))
        if day is not None:
            self.day.set_day(day)
        if org is not None:
            self._wished = org
            self.key.setCurrentIndex(self.key.findData(org))
        self._show_parts()
        self.changed.emit()

    def retranslate(self) -> None:
        follows = not self._lang_chosen and self._options["lang"] != self.front.words.lang
        if follows:
            self._options["lang"] = self.front.words.lang
            self.lang.choose(self.front.words.lang)
        months = [Month.parse(self.month.itemData(at)) for at in range(self.month.count())]
        self.offer_months(months)
        self._show_parts()
        if follows and self.isVisible():
            self.changed.emit()

    def _show_parts(self) -> None:
        shown = offered(self.front.house.vat_registered)
        for button in self.buttons.values():
            button.setVisible(button.choice in shown)
        self._month_part.setVisible(self._choice.about == MONTH)
        self._day_part.setVisible(self._choice.about == DAY)
        self._key_part.setVisible(bool(self._choice.per))
        self._columns_part.setVisible(self._choice.name == "day-sheet")
        if self._choice.per:
            name = _KEYS[self._choice.per]
            self.front.speech.say(self._key_label, name)
            self.front.speech.say(self.key, name, part="name")

    # -- what a person does ---------------------------------------------------------------------

    @Slot(QAbstractButton)
    def _on_paper_clicked(self, button: PaperButton) -> None:
        self.choose(button.choice.name)

    @Slot()
    def _on_activated(self) -> None:
        self._asked = True
        self._wished = self.key.currentData()
        self.changed.emit()

    @Slot()
    def _on_columns_changed(self) -> None:
        self.changed.emit()

    @Slot(str)
    def _on_option_chosen(self, value: str) -> None:
        option = self.sender().property("option")
        self._options[option] = value
        if option == "lang":
            self._lang_chosen = True
        self.changed.emit()
