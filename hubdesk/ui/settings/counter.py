"""The section *Counter*: how long visitors are kept, when a parcel lies too long, the keys."""

from __future__ import annotations

from dataclasses import asdict, dataclass, replace
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.frontdesk.model import DeskSettings, HouseKey, KeyKind
from hubdesk.frontdesk.queries.keys import house_keys
from hubdesk.frontdesk.queries.settings import desk_settings
from hubdesk.frontdesk.service import keys
from hubdesk.frontdesk.service.settings import change_desk
from hubdesk.kernel.changes import Changes
from hubdesk.kernel.names import Names
from hubdesk.spaces.model import Resource
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session, UnitOfWork
from hubdesk.ui.front import Front
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import lay, row
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_HABITS = (
    Field("keep_visits_days", N_("Days until a visitor is forgotten"), kind="whole"),
    Field("parcel_days", N_("Days until a parcel counts as left lying"), kind="whole"),
)
_KINDS = {
    KeyKind.KEY.value: N_("kind|key"),
    KeyKind.CARD.value: N_("key|access card"),
    KeyKind.LOCKER.value: N_("key|locker"),
}
_KEY = (
    Field("code", N_("Code on its tag")),
    Field("kind", N_("Kind"), kind="choice", choices=_KINDS),
    Field("name_th", N_("Name in Thai")),
    Field("name_en", N_("Name in English")),
    Field("room", N_("Room it opens"), hint=N_("code, or empty")),
)
_COLUMNS = (
    Column(N_("Code"), 110), Column(N_("Kind"), 130), Column(N_("Name")), Column(N_("Room"), 110),
    Column(N_("In whose hands"), 200),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Read:
    """What the section shows; ``rooms`` by their code."""

    habits: DeskSettings
    keys: tuple[HouseKey, ...]
    rooms: dict[str, Resource]


def load_counter(session: Session) -> Read:
    """Habits, keys, and the rooms keys may open."""
    rooms = {one.code: one for one in resources(session) if one.kind == "room"}
    return Read(desk_settings(session), house_keys(session), rooms)


class CounterSection(Section):
    """See the module."""

    msgid = N_("Counter")
    kinds: ClassVar[tuple[str, ...]] = ("front_desk", "house_key", "key_loan", "resource")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._found: Read | None = None
        self._chosen: HouseKey | None = None
        self.habits = self.add_form(N_("Habits"), "users", _HABITS)
        self.habits.saved.connect(self._on_habits_saved)
        card = self._card = Card(self.make, N_("Keys, cards and lockers"), icon="key-round")
        self.model = TableModel(front, _COLUMNS)
        self.view = table_view(
            self.make, self.model, N_("Keys, cards and lockers"),
            nothing=N_("No key, card or locker is kept here yet."),
        )  # fmt: skip
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        self.new = self.make.button(N_("New key"), icon="plus", on=self._on_new_clicked)
        self.off = self.make.button(N_("Off the board"), icon="x", on=self._on_off_clicked)
        self.form = Form(self.make, _KEY, adds=True)
        self.form.saved.connect(self._on_key_saved)
        card.body.addWidget(self.view)
        card.body.addLayout(lay(row(self.new, self.off, None), margins=(14, 8, 14, 8)))
        card.body.addWidget(self.make.rule())
        card.body.addWidget(self.form)
        self.column.addWidget(card)
        self._on_new_clicked()

    def load(self) -> None:
        self.front.read(load_counter, self._on_read, owner=self, key="settings-counter")

    def retranslate(self) -> None:
        found, words = self._found, self.front.words
        if found is None:
            return
        self._card.count(len(found.keys))
        fit_height(self.view, len(found.keys), most=8)
        self.model.show_rows([
            (key.code, words.name("key_kind", key.kind), key.names.get(words.lang), key.room,
             "" if key.loan is None else key.loan.holder or key.loan.org)
            for key in found.keys
        ])  # fmt: skip

    @Slot(object)
    def _on_read(self, found: Read) -> None:
        self._found = found
        self.habits.show_values(asdict(found.habits))
        self.retranslate()
        self.off.setEnabled(self.view.currentIndex().isValid())

    @Slot(dict)
    def _on_habits_saved(self, values: dict[str, Any]) -> None:
        found = self._found
        wanted = replace(DeskSettings() if found is None else found.habits, **values)

        saved = self.kept(self.habits, N_("The counter\u2019s habits are saved."))
        self.front.write(lambda uow: change_desk(uow, wanted), saved, owner=self,
                         failed=self.habits.refuse)  # fmt: skip

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        found = self._found
        self.off.setEnabled(current.isValid())
        if found is None or not 0 <= current.row() < len(found.keys):
            return
        key = self._chosen = found.keys[current.row()]
        self.form.start({
            "code": key.code, "kind": key.kind.value, "name_th": key.names.th,
            "name_en": key.names.en, "room": key.room,
        })  # fmt: skip
        self.form.inputs["code"].widget.setEnabled(False)

    @Slot()
    def _on_new_clicked(self) -> None:
        self._chosen = None
        self.view.setCurrentIndex(QModelIndex())
        self.form.inputs["code"].widget.setEnabled(True)
        self.form.start({"code": "", "kind": "key", "name_th": "", "name_en": "", "room": ""})

    @Slot(dict)
    def _on_key_saved(self, _changed: dict[str, Any]) -> None:
        values, found, words = self.form.read(), self._found, self.front.words
        if values is None or found is None:
            return
        room = found.rooms.get(values["room"].upper()) or found.rooms.get(values["room"])
        if values["room"] and room is None:
            self.front.tell(words.t("There is no room \u201c{code}\u201d.", code=values["room"]),
                            tone="bad")  # fmt: skip
            return
        chosen, names = self._chosen, Names(values["name_th"], values["name_en"])
        kind, room_id = KeyKind(values["kind"]), None if room is None else room.id

        def action(uow: UnitOfWork) -> None:
            if chosen is None:
                keys.add_key(uow, values["code"], kind=kind, names=names, resource_id=room_id)
            else:
                keys.change_key(uow, chosen.id, kind=kind, names=names, resource_id=room_id)

        def saved(_result: object, changes: Changes) -> None:
            self._on_new_clicked()
            self.told(changes, words.t("Saved: {code}", code=values["code"]))

        self.front.write(action, saved, owner=self, failed=self.form.refuse)

    @Slot()
    def _on_off_clicked(self) -> None:
        key, words = self._chosen, self.front.words
        if key is None:
            return

        def action(uow: UnitOfWork) -> None:
            keys.change_key(
                uow, key.id, kind=key.kind, names=key.names, resource_id=key.resource_id,
                active=False,
            )  # fmt: skip

        def saved(_result: object, changes: Changes) -> None:
            self._on_new_clicked()
            self.told(changes, words.t("Off the board: {code}", code=key.code))

        self.front.write(action, saved, owner=self)
