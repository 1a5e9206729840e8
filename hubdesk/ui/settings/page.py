"""The page Settings: sections on the left, the chosen one beside them; made when first shown.

    front.go(Place("settings", "section", "backups"))
"""

from __future__ import annotations

from importlib import import_module
from typing import ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import (
    QAbstractButton,
    QButtonGroup,
    QHBoxLayout,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from hubdesk.kernel.changes import Changes
from hubdesk.ui.frame.page import Page
from hubdesk.ui.front import Front
from hubdesk.ui.places import Command, Place
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.make import lay
from hubdesk.words.marker import N_

#: Name, words, icon, and the section's class; what concerns the house before what this
#: computer shows.
SECTIONS = (
    ("hub", N_("The hub"), "building-2", "hub:HubSection"),
    ("letterhead", N_("Letterhead"), "file-text", "letterhead:LetterheadSection"),
    ("rooms", N_("Rooms and desks"), "door-open", "rooms:RoomsSection"),
    ("plans", N_("Floor plans"), "layers", "plans:PlansSection"),
    ("openings", N_("Opening hours"), "clock", "openings:OpeningsSection"),
    ("holidays", N_("Holidays"), "calendar-x", "holidays:HolidaysSection"),
    ("rules", N_("Rules"), "list", "rules:RulesSection"),
    ("dayofuse", N_("Day of use"), "user-check", "dayofuse:DayOfUseSection"),
    ("rates", N_("Rates"), "banknote", "rates:RatesSection"),
    ("memberships", N_("Membership plans"), "receipt-text", "memberships:MembershipsSection"),
    ("counter", N_("Counter"), "users", "counter:CounterSection"),
    ("mail", N_("Mail"), "mail", "mail:MailSection"),
    ("letters", N_("Letters"), "file-text", "letters:LettersSection"),
    ("people", N_("Who may sign in"), "key-round", "people:PeopleSection"),
    ("backups", N_("Backups"), "database", "backups:BackupsSection"),
    ("check", N_("History check"), "shield-check", "check:CheckSection"),
    ("look", N_("This computer"), "monitor", "look:LookSection"),
)
_SIDE = 220


class SettingsPage(Page):
    """See the module.

    Attributes:
        sections: those that were shown already, by name.
    """

    name = "settings"
    msgid = N_("Settings")
    kinds: ClassVar[tuple[str, ...]] = ()

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self.sections: dict[str, Section] = {}
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        side = QWidget()
        side.setFixedWidth(_SIDE)
        side.setProperty("kind", "choices-side")
        side.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = lay(QVBoxLayout(side), gap=2, margins=(12, 8, 12, 12))
        head = make.label(N_("Settings"), role="title")
        head.setFixedHeight(front.theme.size("page_header") - 8)
        box.addWidget(head)
        for name, msgid, icon, _where in SECTIONS:
            box.addWidget(self._button(name, msgid, icon))
        box.addStretch(1)
        self._stack = QStackedWidget()
        self._title = make.label(role="heading")
        self._title.setFixedHeight(front.theme.size("page_header") - 8)
        right = lay(QVBoxLayout(), self._title, self._stack, margins=(20, 8, 12, 0))
        lay(QHBoxLayout(self), side).addLayout(right, 1)
        self.chosen = ""

    def _button(self, name: str, msgid: str, icon: str) -> QPushButton:
        button = self.make.button(msgid, icon=icon, kind="entry", on=self._on_button_clicked)
        button.setCheckable(True)
        button.setProperty("section", name)
        self._group.addButton(button)
        self._buttons[name] = button
        return button

    # -- duties of a page -----------------------------------------------------------------------

    def load(self) -> None:
        self.show_section(self.chosen or SECTIONS[0][0])

    def focus_first(self) -> None:
        if self.chosen:
            self._buttons[self.chosen].setFocus()

    def open_place(self, place: Place) -> None:
        if place.kind == "section":
            self.show_section(str(place.key))
        elif place.kind == "room":
            self.show_section("rooms")
            self.sections["rooms"].show_key(place.key)
        self.focus_first()

    def commands(self) -> tuple[Command, ...]:
        return tuple(
            Command(name, msgid, self._buttons[name].click, icon=icon)
            for name, msgid, icon, _where in SECTIONS
        )

    def retranslate(self) -> None:
        for section in self.sections.values():
            section.retranslate()

    def show_section(self, name: str) -> None:
        """Bring a section to the front; an unknown name changes nothing."""
        found = next((one for one in SECTIONS if one[0] == name), None)
        if found is None:
            return
        section = self.sections.get(name) or self._made(name, found[3])
        self.chosen = name
        self._buttons[name].setChecked(True)
        self.front.speech.say(self._title, found[1])
        self._stack.setCurrentWidget(section)
        if section.outdated:
            section.outdated = False
            section.load()

    def _made(self, name: str, where: str) -> Section:
        module, _, class_name = where.partition(":")
        made: Section = getattr(import_module(f"hubdesk.ui.settings.{module}"), class_name)(
            self.front
        )
        self.sections[name] = made
        self._stack.addWidget(made)
        return made

    # -- signals --------------------------------------------------------------------------------

    @Slot()
    def _on_button_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QAbstractButton)
        self.show_section(button.property("section"))

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        for name, section in self.sections.items():
            if not changes.touches(*section.kinds):
                continue
            if self.isVisible() and name == self.chosen:
                section.load()
            else:
                section.outdated = True
