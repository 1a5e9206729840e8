"""The question: who meets, how many, how long, what must be there, when it would suit.

    form = FindForm(make)
    form.offer(choices)
    form.asked.connect(self._on_asked)      # gets an Ask
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hubdesk.booking.queries.common import Ask
from hubdesk.kernel.names import Names
from hubdesk.ui.find.load import Choices
from hubdesk.ui.orgs import OrgBook, OrgChoice
from hubdesk.ui.series.wording import duration_said
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.flow import Flow
from hubdesk.ui.widgets.make import Make, lay, mark_wrong, row
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.ui.widgets.orgfield import OrgField
from hubdesk.ui.widgets.timefield import TimeField
from hubdesk.words.marker import N_

WIDTH = 340
_LENGTHS = (30, 45, 60, 90, 120, 180, 240, 480)
_WEEKS = (1, 2, 3, 4)
_MOST_PEOPLE = 9999


class _Chips(QWidget):
    """Buttons side by side, each on or off or to be taken away."""

    def __init__(self) -> None:
        super().__init__()
        self.flow = Flow(self, gap=6)
        policy = self.sizePolicy()
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def clear(self) -> None:
        while (item := self.flow.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()


class FindForm(QWidget):
    """Attributes:
    orgs: who meets, in the order they were named; the first books.

    Signals:
        asked(Ask): a person wants to know.
    """

    asked = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        self._make, self._front = make, make.front
        self._choices = Choices(OrgBook(), (), {}, (), {})
        self.orgs: list[OrgChoice] = []
        self.org = OrgField(make)
        self.org.taken.connect(self._on_org_taken)
        self.org.missed.connect(self._on_org_missed)
        self._org_chips, self._things = _Chips(), _Chips()
        self._things_label = make.label(N_("Must be there"), role="small", tone="soft")
        self.people = NumberField(make, N_("People"), 0, _MOST_PEOPLE)
        self.length = Combo(make, N_("How long"))
        self.way = Combo(make, N_("Layout"))
        self.first = DateField(make, N_("From this day on"))
        self.weeks = Combo(make, N_("How far ahead"))
        self.opens, self.closes = TimeField(make, N_("Best from")), TimeField(make, N_("Best to"))
        self.opens.set_minute(9 * 60)
        self.closes.set_minute(17 * 60)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.search = make.button(
            N_("Find times"), icon="search", kind="primary", on=self._on_find_clicked
        )
        self._lay_out()
        make.front.words_changed.connect(self.retranslate)
        self.retranslate()
        self.begin(make.front.today())

    def _lay_out(self) -> None:
        make = self._make

        def named(msgid: str, *fields: QWidget) -> QWidget:
            part = QWidget()
            label = make.label(msgid, role="small", tone="soft")
            label.setBuddy(fields[0])
            line = row(*fields)
            lay(QVBoxLayout(part), label, line, gap=2)
            return part

        lay(
            QVBoxLayout(self),
            named(N_("Who meets"), self.org), self._org_chips,
            row(named(N_("People"), self.people), named(N_("How long"), self.length)),
            self._things_label, self._things,
            named(N_("Layout"), self.way),
            row(named(N_("From this day on"), self.first),
                named(N_("How far ahead"), self.weeks)),
            named(N_("Best between"), self.opens, self.closes),
            self._problem, row(None, self.search), None,
            gap=10, margins=(16, 12, 16, 12),
        )  # fmt: skip

    # -- value ----------------------------------------------------------------------------------

    def begin(self, first: date) -> None:
        """Ask from a day on; the rest stays as it was."""
        self.first.set_day(first)

    def offer(self, choices: Choices) -> None:
        """Offer organisations, equipment and layouts; what was chosen stays."""
        kept = self.things()
        self._choices = choices
        self.org.set_orgs(choices.orgs)
        self._things.clear()
        for code in (*choices.features, *choices.equipment):
            self._things.flow.addWidget(self._thing(code, checked=code in kept))
        self._name_things()
        self._things_label.setVisible(bool(choices.features or choices.equipment))
        self._name_ways()

    def add_orgs(self, choices: Iterable[OrgChoice]) -> None:
        """Name who meets, after those named already."""
        for choice in choices:
            if choice.id not in {one.id for one in self.orgs}:
                self.orgs.append(choice)
        self._show_orgs()

    def things(self) -> dict[str, int]:
        """Codes of what must be there."""
        return {
            str(button.property("code")): 1
            for button in self._things.findChildren(QPushButton)
            if button.isChecked() and not button.isHidden()
        }

    def ask(self) -> Ask | None:
        """The question; None if a field cannot be read, which is said."""
        opens, closes, first = self.opens.minute(), self.closes.minute(), self.first.day()
        wrong = self._wrong()
        self._complain(*wrong)
        if wrong[1] is not None or first is None or opens is None or closes is None:
            return None
        return Ask(
            tuple(one.id for one in self.orgs), self.length.currentData(),
            self.people.value() or None, self.things(), first, 7 * self.weeks.currentData(),
            (opens, closes), self.way.currentData() or "",
        )  # fmt: skip

    def _wrong(self) -> tuple[str, QWidget | None]:
        """What is wrong and where; nothing and None if nothing is."""
        opens, closes, words = self.opens.minute(), self.closes.minute(), self._front.words
        if not self.orgs:
            return words.t("Name at least one organisation."), self.org
        if self.first.day() is None:
            return words.t("Name the first day."), self.first
        if opens is None or closes is None or opens >= closes:
            return words.t("The best hours begin before they end."), self.opens
        return "", None

    def _complain(self, text: str, field: QWidget | None) -> None:
        for one in (self.org, self.first, self.opens):
            mark_wrong(one, text if one is field else "")
        self._problem.setText(text)
        self._problem.setVisible(bool(text))
        if field is not None:
            field.setFocus()

    # -- parts ----------------------------------------------------------------------------------

    def _thing(self, code: str, *, checked: bool) -> QPushButton:
        button = self._make.button("", kind="filter", small=True)
        button.setCheckable(True)
        button.setChecked(checked)
        button.setProperty("code", code)
        return button

    def _show_orgs(self) -> None:
        self._org_chips.clear()
        for choice in self.orgs:
            button = self._make.button("", kind="filter", small=True, on=self._on_org_clicked)
            button.setText(choice.code)
            button.setProperty("org_id", choice.id)
            self._make.set_icon(button, "x", "text_soft", 12)
            without = self._front.words.t("Without {org}", org=choice.code)
            button.setAccessibleName(without)
            button.setToolTip(choice.names.get(self._front.words.lang))
            self._org_chips.flow.addWidget(button)
        self._org_chips.setVisible(bool(self.orgs))
        self._org_chips.updateGeometry()

    @Slot(object)
    def _on_org_taken(self, choice: OrgChoice) -> None:
        self.add_orgs([choice])
        self.org.begin_next()
        self._complain("", None)

    @Slot()
    def _on_org_missed(self) -> None:
        self._complain(self.org.problem(), self.org)

    @Slot()
    def _on_org_clicked(self) -> None:
        number = self.sender().property("org_id")
        self.orgs = [one for one in self.orgs if one.id != number]
        self._show_orgs()
        self.org.setFocus()

    @Slot()
    def _on_find_clicked(self) -> None:
        choice = self.org.org()
        if choice is not None and self.org.text().strip():
            self._on_org_taken(choice)
        ask = self.ask()
        if ask is not None:
            self.asked.emit(ask)

    # -- words ----------------------------------------------------------------------------------

    @Slot()
    def retranslate(self) -> None:
        words = self._front.words
        self.people.setSpecialValueText(words.t("people: any"))
        self.people.setSuffix(words.t("people|\u00a0people"))
        self._fill(self.length, {one: duration_said(words, one) for one in _LENGTHS}, 60)
        weeks = {one: words.n("{n} week", "{n} weeks", one) for one in _WEEKS}
        self._fill(self.weeks, weeks, 2)
        self._name_things()
        self._name_ways()
        self._show_orgs()

    def _name_things(self) -> None:
        words = self._front.words
        for button in self._things.findChildren(QPushButton):
            code = str(button.property("code"))
            names = self._choices.equipment.get(code, Names())
            text = names.get(words.lang) or words.name_or_text("equipment", code)
            button.setText(text)
            button.setAccessibleName(text)

    def _name_ways(self) -> None:
        words = self._front.words
        ways = {"": words.t("Any layout")}
        ways |= {kind: words.name_or_text("layout", kind) for kind in self._choices.ways}
        self._fill(self.way, ways, "")
        self.way.setEnabled(len(ways) > 1)

    @staticmethod
    def _fill(combo: Combo, texts: dict[int, str] | dict[str, str], default: int | str) -> None:
        chosen = combo.currentData() if combo.count() else default
        combo.clear()
        for key, text in texts.items():
            combo.addItem(text, key)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))

    def fields(self) -> tuple[QWidget, ...]:
        """Fields in which Enter asks."""
        return self.people, self.length, self.way, self.first, self.weeks, self.opens, self.closes

    def begin_typing(self) -> None:
        """Put the keyboard where one begins."""
        self.org.setFocus(Qt.FocusReason.OtherFocusReason)
