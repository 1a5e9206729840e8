"""The section *Rooms and desks*: the list, the chosen one's form, and when it is closed."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Slot

from hubdesk.kernel.changes import Changes
from hubdesk.spaces.model import ResourceLine
from hubdesk.ui.front import Front
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.closures import ClosuresCard
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.layouts import LayoutsCard
from hubdesk.ui.settings.roomslist import RoomsList
from hubdesk.ui.settings.roomwords import said, stored
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import lay, row
from hubdesk.words.marker import N_

_FIELDS = (
    Field("code", N_("Code")),
    Field("name_th", N_("Name in Thai")),
    Field("name_en", N_("Name in English")),
    Field("floor", N_("Floor"), hint=N_("its code, such as 2; a new one is made")),
    Field("capacity", N_("People"), kind="whole", optional=True),
    Field("count", N_("How many there are"), kind="whole"),
    Field("open_minute", N_("Opens"), kind="time", optional=True, hint=N_("always")),
    Field("close_minute", N_("Closes"), kind="time", optional=True, hint=N_("always")),
    Field("setup_minutes", N_("Minutes to set up"), kind="whole"),
    Field("cleanup_minutes", N_("Minutes to clear up"), kind="whole"),
    Field("features", N_("Stands in it"), hint=N_("projector, video \u2026")),
    Field("active", N_("Can be booked"), kind="yes"),
)
_NEW = {
    "room": N_("A new room"), "desk": N_("A new desk"), "equipment": N_("New equipment"),
}  # fmt: skip


class RoomsSection(Section):
    """See the module."""

    msgid = N_("Rooms and desks")
    kinds: ClassVar[tuple[str, ...]] = ("resource", "floor", "closure", "layout")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self._line: ResourceLine | None = None
        self._kind = ""
        self.listed = Card(make, N_("Rooms and desks"), icon="door-open")
        self.rooms = RoomsList(make)
        self.rooms.picked.connect(self._on_picked)
        self.rooms.model.loaded.connect(self._on_loaded)
        self.listed.body.addWidget(self.rooms)
        self.listed.body.addWidget(make.rule())
        self.new = {
            kind: make.button(msgid, icon="plus", on=self._on_new_clicked)
            for kind, msgid in _NEW.items()
        }
        for kind, button in self.new.items():
            button.setProperty("new", kind)
        from_file = make.button(
            N_("Read a spreadsheet\u2026"), icon="file-spreadsheet", on=self._on_import_clicked
        )
        self.listed.body.addLayout(
            lay(row(*self.new.values(), from_file, None), gap=8, margins=(14, 10, 14, 12))
        )
        self.form = Form(make, _FIELDS)
        self.form.saved.connect(self._on_saved)
        self.edited = Card(make, N_("Room or desk"), icon="pencil")
        self.edited.body.addWidget(self.form)
        self.layouts = LayoutsCard(front, make)
        self.closures = ClosuresCard(front, make)
        for card in (self.listed, self.edited, self.layouts, self.closures):
            self.column.addWidget(card)
        for card in (self.edited, self.layouts, self.closures):
            card.hide()

    def load(self) -> None:
        self.rooms.reload()
        self.layouts.load()
        self.closures.load()

    def show_key(self, key: object) -> None:
        if isinstance(key, int):
            self.rooms.choose(key)

    def start_new(self, kind: str) -> None:
        """Empty the form for a new room, desk or kind of equipment."""
        self.rooms.leave()
        self._line, self._kind = None, kind
        self._fit_form(kind)
        self.form.start({
            "code": "", "name_th": "", "name_en": "", "floor": "", "capacity": None, "count": 1,
            "open_minute": None, "close_minute": None, "setup_minutes": 0, "cleanup_minutes": 0,
            "features": "", "active": True,
        })  # fmt: skip
        self.edited.note.setText(self.front.words.t(_NEW[kind]))
        self.edited.show()
        self.layouts.hide()
        self.closures.hide()
        self.form.inputs["code"].widget.setFocus()

    def _fit_form(self, kind: str) -> None:
        equipment = kind == "equipment"
        self.form.enable(fields={
            "code": self._line is None, "capacity": not equipment, "count": equipment,
            "features": kind == "room", "open_minute": not equipment,
            "close_minute": not equipment, "setup_minutes": not equipment,
            "cleanup_minutes": not equipment,
        })  # fmt: skip

    # -- signals --------------------------------------------------------------------------------

    @Slot()
    def _on_loaded(self) -> None:
        self.listed.count(self.rooms.model.total)
        chosen = self.rooms.view.chosen()
        if self._line is not None and chosen is not None and chosen.id == self._line.id:
            self._show(chosen)

    @Slot(object)
    def _on_picked(self, line: ResourceLine | None) -> None:
        if line is not None:
            self._show(line)

    def _show(self, line: ResourceLine) -> None:
        other = self._line is None or line.id != self._line.id
        self._line, self._kind = line, line.kind
        values = {
            "code": line.code, "name_th": line.names.th, "name_en": line.names.en,
            "floor": line.floor, "capacity": line.capacity, "count": line.count,
            "open_minute": line.open_minute, "close_minute": line.close_minute,
            "setup_minutes": line.setup_minutes, "cleanup_minutes": line.cleanup_minutes,
            "features": said(self.front.words, line.features), "active": line.active,
        }  # fmt: skip
        self._fit_form(line.kind)
        if other:
            self.form.start(values)
        else:
            self.form.show_values(values)
        self.edited.note.setText(line.code)
        self.edited.show()
        self.layouts.show_resource(line)
        self.closures.show_resource(line)

    @Slot()
    def _on_new_clicked(self) -> None:
        self.start_new(self.sender().property("new"))

    @Slot()
    def _on_import_clicked(self) -> None:
        ask_and_import(self.front, "resources", self)

    @Slot(dict)
    def _on_saved(self, changed: dict[str, Any]) -> None:
        values = changed if self._line is not None else self.form.read()
        if values is None:
            return
        values = dict(values)
        if "features" in values:
            values["features"] = stored(values["features"])
        line, words = self._line, self.front.words
        code = values.get("code") or ("" if line is None else line.code)

        def saved(resource_id: int, changes: Changes) -> None:
            self.form.accept()
            self.told(changes, words.t("{code} is saved.", code=code))
            self.rooms.choose(resource_id)

        ops.save_resource(self.front, line.id if line else 0, self._kind, values, saved,
                          self.form.refuse, owner=self)  # fmt: skip
