"""The form for an organisation: new with its first facts, or its names, class and contacts.

form = OrgForm(page, make)
form.ask_new(button)
"""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QRect, Slot
from PySide6.QtWidgets import QLineEdit, QWidget

from hubdesk.orgs.model import CLASSES, Organisation
from hubdesk.orgs.tax_ids import finding
from hubdesk.ui.organisations.areafield import AreaField
from hubdesk.ui.organisations.factforms import MOST
from hubdesk.ui.organisations.smallforms import MAIL_IN
from hubdesk.ui.organisations.wording import FIELDS
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.datefield import DateField
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.ui.widgets.numberfield import NumberField
from hubdesk.words.marker import N_

_WIDTH = 470
#: Fields of one line, in the order of the form.
_TEXTS = (
    "name_th", "name_en", "tax_id", "branch", "phone", "email", "address_th", "address_en",
)  # fmt: skip


class OrgForm(FormPopover):
    """Attributes:
    org: whom the form is about; None while a new one is entered.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Organisation"), N_("Save"), width=_WIDTH)
        self.org: Organisation | None = None
        self.code = make.line_edit(N_("Code"))
        self.code.setMaxLength(12)
        self.org_class = Combo(make, N_("Class"))
        self.texts: dict[str, QLineEdit] = {
            name: make.line_edit(FIELDS[name]) for name in _TEXTS
        }
        self.first = DateField(make, N_("From"))
        self.seats = NumberField(make, N_("Seats"), 0, MOST)
        self.headcount = NumberField(make, N_("People"), 0, MOST)
        self.area = AreaField(make)
        self._code_label = self.add(N_("Code"), self.code)
        for name in ("name_th", "name_en"):
            self.add(FIELDS[name], self.texts[name])
        self.add(N_("Class"), self.org_class)
        self._new = (
            self.add(N_("Here from"), self.first),
            self.add(N_("Seats, people"), self.seats, self.headcount),
            self.add(N_("Area, m\u00b2"), self.area),
        )
        self.add(N_("Tax number, branch"), self.texts["tax_id"], self.texts["branch"])
        self.texts["branch"].setMaximumWidth(96)
        self.add(N_("Phone, e-mail"), self.texts["phone"], self.texts["email"])
        self.lang = Combo(make, N_("Letters in"))
        for code in MAIL_IN:
            self.lang.addItem("", code)
        self.add(N_("Letters in"), self.lang)
        self._addresses = tuple(
            self.add(FIELDS[name], self.texts[name]) for name in ("address_th", "address_en")
        )
        self.texts["tax_id"].textChanged.connect(self._on_tax_id_changed)
        self.front.words_changed.connect(self._fill_choices)
        self._fill_choices()

    def ask_new(self, target: QWidget | QRect) -> None:
        """Open for an organisation that is not known yet; what was typed last stays."""
        if self.org is not None:
            for field in self.texts.values():
                field.clear()
            self.lang.setCurrentIndex(0)
        self.org = None
        self._show(new=True)
        if self.first.day() is None:
            self.first.set_day(self.front.today())
        self.front.speech.say(self.heading, N_("New organisation"))
        self.front.speech.say(self.save, N_("Add"))
        self.open_at(target, self.code)

    def ask(self, target: QWidget | QRect, org: Organisation) -> None:
        """Open for an organisation that is known."""
        self.org = org
        self._show(new=False)
        values = {
            "name_en": org.names.en, "name_th": org.names.th, "tax_id": org.tax_id,
            "branch": org.branch, "phone": org.phone, "email": org.email,
            "address_en": org.address.en, "address_th": org.address.th,
        }  # fmt: skip
        for name, text in values.items():
            self.texts[name].setText(text)
            self.texts[name].setCursorPosition(0)
        self.org_class.setCurrentIndex(CLASSES.index(org.org_class))
        self.lang.setCurrentIndex(max(0, self.lang.findData(org.lang)))
        self.front.speech.say(self.heading, N_("Change {org}"), org=org.code)
        self.front.speech.say(self.save, N_("Save"))
        self.open_at(target, self.texts["name_th"])

    def forget(self) -> None:
        """Empty the form: what it held was written."""
        for field in (self.code, *self.texts.values(), self.area):
            field.clear()
        self.lang.setCurrentIndex(0)
        self.seats.setValue(0)
        self.headcount.setValue(0)

    def values(self) -> dict[str, Any]:
        """The columns that are filled in."""
        values: dict[str, Any] = {name: field.text() for name, field in self.texts.items()}
        values["org_class"] = CLASSES[max(0, self.org_class.currentIndex())]
        values["lang"] = self.lang.currentData()
        if self.org is None:
            values["code"] = self.code.text()
        return values

    def facts(self) -> dict[str, Any]:
        """Seats, people and area of a new organisation."""
        return {
            "seats": self.seats.value(), "headcount": self.headcount.value(),
            "area_m2": self.area.area(),
        }  # fmt: skip

    def check(self) -> bool:
        """Whether it can be saved; if not, what is wrong is said where it is wrong."""
        front = self.front
        if self.org is None and not self.code.text().strip():
            self.blame(lambda: front.words.t("A code is needed, such as ACT."), self.code)
        elif not any(self.texts[name].text().strip() for name in ("name_th", "name_en")):
            self.blame(
                lambda: front.words.t("A name is needed, Thai or English."), self.texts["name_th"]
            )
        elif self.org is None and self.first.problem():
            self.blame(self.first.problem, self.first)
        elif self.area.problem():
            self.blame(self.area.problem, self.area)
        else:
            self.blame("")
            return True
        return False

    def _show(self, *, new: bool) -> None:
        shown: tuple[QWidget, ...] = (
            self._code_label, self.code, *self._new, self.first, self.seats, self.headcount,
            self.area,
        )
        for widget in shown:
            widget.setVisible(new)
        for widget in (*self._addresses, self.texts["address_en"], self.texts["address_th"]):
            widget.setVisible(not new)

    @Slot()
    def _fill_choices(self) -> None:
        at = max(0, self.org_class.currentIndex())
        self.org_class.clear()
        self.org_class.addItems([self.front.words.name("class", one) for one in CLASSES])
        self.org_class.setCurrentIndex(at)
        for at, msgid in enumerate(MAIL_IN.values()):
            self.lang.setItemText(at, self.front.words.t(msgid))

    @Slot(str)
    def _on_tax_id_changed(self, text: str) -> None:
        """An odd number is said, and taken all the same."""
        odd = finding(text.strip())
        front = self.front
        self.say((lambda: front.words.sentence(odd, {})) if odd else "", "warning")
