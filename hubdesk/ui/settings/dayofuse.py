"""The section *Day of use*: how long rooms wait for people, and what kiosks may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, ClassVar

from PySide6.QtCore import QModelIndex, Slot

from hubdesk.booking import service
from hubdesk.booking.arrivals import ArrivalRule, ArrivalRules, DayOfUse
from hubdesk.booking.queries.arrivals import arrival_rules, day_of_use
from hubdesk.kernel.changes import Changes
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

_COLUMNS = (
    Column(N_("Where")), Column(N_("Warned after"), 160), Column(N_("Released after"), 160),
)  # fmt: skip
_RULE = (
    Field("scope", N_("Where"), kind="choice"),
    Field("warn_after", N_("Minutes until people are warned"), kind="whole"),
    Field("release_after", N_("Minutes until the room is given free"), kind="whole"),
)
_HOUSE = (
    Field("kiosk_walk_in", N_("Free rooms can be booked at their doors"), kind="yes"),
)
#: Kinds of what can be booked that may have a rule of their own.
_CLASSES = {"room": N_("All rooms"), "desk": N_("All desks"), "equipment": N_("All equipment")}


@dataclass(frozen=True, slots=True)
class _Loaded:
    rules: ArrivalRules
    house: DayOfUse
    places: tuple[Resource, ...]


class DayOfUseSection(Section):
    """See the module."""

    msgid = N_("Day of use")
    kinds: ClassVar[tuple[str, ...]] = ("arrival_rule", "day_of_use", "resource")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._loaded: _Loaded | None = None
        self._scopes: list[tuple[str, ArrivalRule]] = []
        self._build_list()
        self.rule = Form(self.make, _RULE, save=N_("Save"), adds=True)
        self.rule.saved.connect(self._on_rule_saved)
        card = Card(self.make, N_("A rule for arrivals"), icon="user-check")
        card.body.addWidget(self.rule)
        self.column.addWidget(card)
        self.house = self.add_form(N_("Kiosks"), "monitor", _HOUSE)
        self.house.saved.connect(self._on_house_saved)

    def _build_list(self) -> None:
        make = self.make
        self.model = TableModel(self.front, _COLUMNS)
        self.view = table_view(make, self.model, N_("Rules for arrivals"))
        self.view.selectionModel().currentRowChanged.connect(self._on_row_changed)
        note = make.label(
            N_("Who has not checked in is warned on the door and on the page Today; after that "
               "the room is given free. A room\u2019s own rule comes before that of its kind, that "
               "before the house\u2019s. 0 = never. What missed bookings lead to is a rule of its "
               "own, under Rules."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 8, 14, 4)
        self.remove = make.button(N_("Remove"), icon="trash-2", on=self._on_remove_clicked)
        self.card = Card(make, N_("Rules for arrivals"), icon="clock-alert")
        self.card.body.addWidget(self.view)
        self.card.body.addWidget(note)
        self.card.body.addLayout(lay(row(self.remove, None), margins=(14, 4, 14, 10)))
        self.column.addWidget(self.card)

    # -- shown ----------------------------------------------------------------------------------

    def load(self) -> None:
        def query(session: Session) -> _Loaded:
            return _Loaded(arrival_rules(session), day_of_use(session), resources(session))

        self.front.read(query, self._on_read, owner=self, key="settings-dayofuse")

    @Slot(object)
    def _on_read(self, found: _Loaded) -> None:
        self._loaded = found
        self.house.show_values({"kiosk_walk_in": found.house.kiosk_walk_in})
        self.retranslate()
        if not self.rule.typed():
            self._start("", found.rules.house)

    def retranslate(self) -> None:
        if self._loaded is None:
            return
        rules, words = self._loaded.rules, self.front.words
        self._scopes = [("", rules.house)]
        own = rules.by_class
        self._scopes += [(kind, own[kind]) for kind in _CLASSES if kind in own]
        self._scopes += [(str(number), rule) for number, rule in rules.by_resource.items()]
        names = self._names()
        self.rule.set_choices("scope", names)
        fit_height(self.view, len(self._scopes))
        self.model.show_rows([
            (names.get(scope, scope), *(
                words.n("{n} min", "{n} min", minutes) if minutes else words.t("never")
                for minutes in (rule.warn_after, rule.release_after)
            ))
            for scope, rule in self._scopes
        ])  # fmt: skip
        self.remove.setEnabled(self._chosen() not in (None, ""))

    def _names(self) -> dict[str, str]:
        """Scope → what it is called."""
        assert self._loaded is not None
        words = self.front.words
        names = {"": words.t("The whole house")}
        names |= {kind: words.t(msgid) for kind, msgid in _CLASSES.items()}
        for place in self._loaded.places:
            if place.active:
                names[str(place.id)] = place.names.get(words.lang) or place.code
        return names

    def _start(self, scope: str, rule: ArrivalRule) -> None:
        self.rule.start({
            "scope": scope, "warn_after": rule.warn_after, "release_after": rule.release_after,
        })  # fmt: skip

    def _chosen(self) -> str | None:
        at = self.view.currentIndex().row()
        return self._scopes[at][0] if 0 <= at < len(self._scopes) else None

    # -- done -----------------------------------------------------------------------------------

    @Slot(QModelIndex, QModelIndex)
    def _on_row_changed(self, current: QModelIndex, _before: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self._scopes):
            self._start(*self._scopes[current.row()])
        self.remove.setEnabled(self._chosen() not in (None, ""))

    @Slot(dict)
    def _on_rule_saved(self, _changed: dict[str, Any]) -> None:
        values = self.rule.read()
        if values is None:
            return

        def action(uow: UnitOfWork) -> None:
            service.set_arrival_rule(
                uow, warn_after=values["warn_after"], release_after=values["release_after"],
                **_scope(values["scope"]),
            )  # fmt: skip

        def saved(_result: object, changes: Changes) -> None:
            self.rule.accept()
            name = self._names().get(values["scope"], "")
            self.told(changes, self.front.words.t("Rule for arrivals saved: {where}", where=name))

        self.front.write(action, saved, owner=self, failed=self.rule.refuse)

    @Slot()
    def _on_remove_clicked(self) -> None:
        scope = self._chosen()
        if not scope:
            return

        def removed(_result: object, changes: Changes) -> None:
            name = self._names().get(scope, "")
            self.told(changes, self.front.words.t("Rule for arrivals removed: {where}", where=name))

        self.front.write(
            lambda uow: service.drop_arrival_rule(uow, **_scope(scope)), removed, owner=self
        )

    @Slot(dict)
    def _on_house_saved(self, _changed: dict[str, Any]) -> None:
        values = self.house.read()
        if values is None:
            return

        saved = self.kept(self.house, N_("Saved."))
        self.front.write(
            lambda uow: service.set_day_of_use(uow, **values), saved, owner=self,
            failed=self.house.refuse,
        )  # fmt: skip


def _scope(scope: str) -> dict[str, Any]:
    """A scope of the list as the service takes it."""
    return {"resource_id": int(scope)} if scope.isdigit() else {"room_class": scope}
