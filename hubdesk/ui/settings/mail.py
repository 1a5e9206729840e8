"""The section *Mail*: the server, what is written, the password, a test."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QLineEdit

from hubdesk.outbox.model import MailSettings
from hubdesk.outbox.queries import mail_settings
from hubdesk.ui.front import Front
from hubdesk.ui.outbox import ops
from hubdesk.ui.places import Place
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import lay, row
from hubdesk.words.marker import N_

_SECURITY = {
    "starttls": N_("STARTTLS (port 587)"),
    "tls": N_("TLS from the start (port 465)"),
    "none": N_("None: only within this house"),
}
_SERVER = (
    Field("enabled", N_("Write and send mail"), kind="yes"),
    Field("dry_run", N_("Only for show: ask no server"), kind="yes"),
    Field("host", N_("Server"), hint=N_("such as smtp.example.org")),
    Field("port", N_("Port"), kind="whole"),
    Field("security", N_("Encryption"), kind="choice", choices=_SECURITY),
    Field("login", N_("Sign-in name")),
    Field("from_name", N_("Sender\u2019s name")),
    Field("from_address", N_("Sender\u2019s address")),
    Field("reply_to", N_("Answers go to"), hint=N_("if not to the sender")),
)
_WRITTEN = (
    Field("confirmations", N_("Bookings: confirmed, changed, cancelled"), kind="yes"),
    Field("wait_minutes", N_("Minutes to wait, for an undo"), kind="whole"),
    Field("reminders", N_("Reminders of bookings"), kind="yes"),
    Field("remind_hours", N_("Hours before the start"), kind="whole"),
    Field("visitors", N_("Tell hosts that a visitor is here"), kind="yes"),
    Field("parcels", N_("Tell organisations what has come"), kind="yes"),
)
_PASSWORD = (Field("password", N_("Password"), hint=N_("kept by this computer\u2019s keyring")),)
_TEST = (Field("address", N_("Send it to")),)


class MailSection(Section):
    """See the module."""

    msgid = N_("Mail")
    kinds: ClassVar[tuple[str, ...]] = ("mail_settings",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._found = MailSettings()
        self.server = self.add_form(N_("Mail server"), "server", _SERVER)
        self.secret = self._small_form(N_("Password"), "key-round", _PASSWORD, N_("Keep it"))
        entry = self.secret.inputs["password"].widget
        assert isinstance(entry, QLineEdit)
        entry.setEchoMode(QLineEdit.EchoMode.Password)
        self.written = self.add_form(N_("What is written"), "mail", _WRITTEN)
        self.test = self._small_form(N_("Test"), "check", _TEST, N_("Send a test"))
        outbox = self.make.button(N_("Open the outbox"), icon="mail", on=self._on_outbox_clicked)
        self.column.addLayout(lay(row(outbox, None), margins=(0, 0, 0, 8)))
        self.server.saved.connect(self._on_saved)
        self.written.saved.connect(self._on_saved)
        self.secret.saved.connect(self._on_password_saved)
        self.test.saved.connect(self._on_test_wanted)

    def _small_form(
        self, title: str, icon: str, fields: tuple[Field, ...], save: str
    ) -> Form:
        form = Form(self.make, fields, save=save, adds=True)
        form.revert.hide()
        card = Card(self.make, title, icon=icon)
        card.body.addWidget(form)
        self.column.addWidget(card)
        return form

    def load(self) -> None:
        self.front.read(mail_settings, self._on_read, owner=self, key="settings-mail")

    @Slot(object)
    def _on_read(self, found: MailSettings) -> None:
        self._found = found
        for form in (self.server, self.written):
            form.show_values(asdict(found))

    @Slot(dict)
    def _on_saved(self, values: dict[str, Any]) -> None:
        form = self.sender()
        assert isinstance(form, Form)

        saved = self.kept(form, N_("The settings of mail are saved."))
        ops.save_settings(
            self.front, replace(self._found, **values), saved, form.refuse, owner=self
        )

    @Slot(dict)
    def _on_password_saved(self, _changed: dict[str, Any]) -> None:
        values = self.secret.read()
        if values is None:
            return

        def done(_result: object) -> None:
            self.secret.start({"password": ""})
            self.front.tell(self.front.words.t("The password is in this computer\u2019s keyring."))

        ops.keep_password(
            self.front, self._found.login, self._found.host, values["password"], done, owner=self,
            failed=self.front.refuse,
        )  # fmt: skip

    @Slot(dict)
    def _on_test_wanted(self, _changed: dict[str, Any]) -> None:
        values = self.test.read()
        if values is not None:
            ops.send_test(self.front, values["address"], owner=self, failed=self.test.refuse)

    @Slot()
    def _on_outbox_clicked(self) -> None:
        self.front.go(Place("today", "outbox"))
