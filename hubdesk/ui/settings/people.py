"""The section *Who may sign in*: the users of the hub and their roles."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Slot

from hubdesk.access.queries import ROLES, User, users
from hubdesk.kernel.changes import Changes
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.table import Column, TableModel, fit_height, table_view
from hubdesk.words.marker import N_

_COLUMNS = (
    Column(N_("Sign-in name"), 180),
    Column(N_("Name")),
    Column(N_("Role"), 200),
)
_ROLE_WORDS = {
    "manager": N_("role|hub manager"),
    "front_desk": N_("role|front desk"),
    "finance": N_("role|finance"),
    "tenant": N_("role|organisation\u2019s admin"),
    "auditor": N_("role|auditor"),
}


class PeopleSection(Section):
    """See the module."""

    msgid = N_("Who may sign in")
    kinds: ClassVar[tuple[str, ...]] = ("app_user",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._users: tuple[User, ...] = ()
        self.model = TableModel(front, _COLUMNS)
        self.card = Card(self.make, N_("Users"), icon="key-round")
        self.view = table_view(self.make, self.model, N_("Users"))
        self.card.body.addWidget(self.view)
        note = self.make.label(
            N_("Everybody who opens this file may do everything in it. The name is kept with "
               "each change, so that the history says who did what."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        note.setContentsMargins(14, 8, 14, 10)
        self.card.body.addWidget(note)
        self.form = Form(
            self.make,
            (
                Field("login", N_("Sign-in name"), hint=N_("short, such as somsri")),
                Field("name", N_("Name")),
                Field("role", N_("Role"), kind="choice",
                      choices={role: _ROLE_WORDS[role] for role in ROLES}),
            ),
            save=N_("Add a user"), adds=True,
        )  # fmt: skip
        self.form.saved.connect(self._on_saved)
        added = Card(self.make, N_("Add a user"), icon="plus")
        added.body.addWidget(self.form)
        self.column.addWidget(self.card)
        self.column.addWidget(added)
        self._clear()

    def load(self) -> None:
        self.front.read(users, self._on_read, owner=self, key="settings-users")

    def retranslate(self) -> None:
        words = self.front.words
        self.card.count(len(self._users))
        fit_height(self.view, len(self._users))
        self.model.show_rows([
            (user.login, user.name, words.t(_ROLE_WORDS[user.role])
             if user.role in _ROLE_WORDS else user.role)
            for user in self._users
        ])  # fmt: skip

    def _clear(self) -> None:
        self.form.start({"login": "", "name": "", "role": "front_desk"})

    @Slot(object)
    def _on_read(self, found: tuple[User, ...]) -> None:
        self._users = found
        self.retranslate()

    @Slot(dict)
    def _on_saved(self, _changed: dict[str, Any]) -> None:
        values = self.form.read()
        if values is None:
            return

        def saved(_result: object, changes: Changes) -> None:
            self.told(changes, self.front.words.t("{name} may sign in.", name=values["login"]))
            self._clear()

        ops.add_user(self.front, values["login"], values["name"], values["role"], saved,
                     self.form.refuse, owner=self)  # fmt: skip
