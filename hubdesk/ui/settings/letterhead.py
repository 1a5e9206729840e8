"""The section *Letterhead*: what stands on every paper, and where organisations pay to."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import QFileDialog, QLabel

from hubdesk.hub.model import HubSettings
from hubdesk.hub.queries import settings
from hubdesk.kernel.changes import Changes
from hubdesk.store.blobs import read_file
from hubdesk.store.session import Session
from hubdesk.ui.folders import documents
from hubdesk.ui.front import Front
from hubdesk.ui.settings import ops
from hubdesk.ui.settings.form import Field, Form
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import column, lay, row
from hubdesk.words.marker import N_

_LOGO = (220, 96)
_WHO = (
    Field("legal_name_th", N_("Registered name in Thai")),
    Field("legal_name_en", N_("Registered name in English")),
    Field("tax_id", N_("Tax id")),
    Field("branch", N_("Branch"), hint=N_("head office, or a number of five digits")),
    Field("address_th", N_("Address in Thai"), kind="lines"),
    Field("address_en", N_("Address in English"), kind="lines"),
    Field("phone", N_("Phone")),
    Field("email", N_("E-mail")),
)
_BANK = (
    Field("bank_name", N_("Bank")),
    Field("bank_account_name", N_("Name of the account")),
    Field("bank_account_number", N_("Account number")),
    Field("biller_id", N_("Biller id"), hint=N_("fifteen digits from the bank; payments name "
                                               "their document")),
    Field("promptpay_id", N_("PromptPay id"), hint=N_("mobile number or tax id, where there is "
                                                     "no biller id")),
    Field("iban", N_("IBAN"), hint=N_("for statements in euro")),
    Field("bic", N_("BIC"), hint=N_("may stay empty")),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Letterhead:
    """What the section shows; ``logo`` are the picture's bytes."""

    hub: HubSettings
    logo: bytes


def read_letterhead(session: Session) -> Letterhead:
    found = settings(session)
    key = found.logo_sha256
    return Letterhead(found, read_file(session, key).data if key else b"")


class LetterheadSection(Section):
    """See the module."""

    msgid = N_("Letterhead")
    kinds: ClassVar[tuple[str, ...]] = ("hub",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self.forms: list[Form] = []
        self.column.addWidget(self._logo_card())
        for title, icon, fields in (
            (N_("Who sends"), "building-2", _WHO),
            (N_("Where organisations pay to"), "banknote", _BANK),
        ):
            form = self.add_form(title, icon, fields)
            form.saved.connect(self._on_saved)
            self.forms.append(form)

    def _logo_card(self) -> Card:
        make = self.make
        card = Card(make, N_("Logo"), icon="eye")
        self.picture = QLabel()
        self.picture.setFixedSize(*_LOGO)
        self.picture.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.picture.setProperty("kind", "picture")
        make.front.speech.say(self.picture, N_("Logo"), part="name")
        self.choose = make.button(
            N_("Choose a picture\u2026"), icon="folder-open", on=self._on_choose_clicked
        )
        self.remove = make.button(N_("Print none"), icon="trash-2", on=self._on_remove_clicked)
        note = make.label(
            N_("PNG or JPEG. Statements that are sealed keep the logo they had."),
            role="small", tone="muted", wrap=True,
        )  # fmt: skip
        inside = row(self.picture, column(row(self.choose, self.remove, None), note, None, gap=8),
                     gap=16)  # fmt: skip
        card.body.addLayout(lay(inside, gap=16, margins=(14, 12, 14, 14)))
        return card

    def load(self) -> None:
        self.front.read(read_letterhead, self._on_read, owner=self, key="settings-letterhead")

    @Slot(object)
    def _on_read(self, found: Letterhead) -> None:
        hub = found.hub
        values = {
            "legal_name_th": hub.legal_names.th, "legal_name_en": hub.legal_names.en,
            "tax_id": hub.tax_id, "branch": hub.branch, "address_th": hub.address.th,
            "address_en": hub.address.en, "phone": hub.phone, "email": hub.email,
            "bank_name": hub.bank.bank, "bank_account_name": hub.bank.name,
            "bank_account_number": hub.bank.number, "biller_id": hub.bank.biller_id,
            "promptpay_id": hub.bank.promptpay_id, "iban": hub.bank.iban, "bic": hub.bank.bic,
        }  # fmt: skip
        for form in self.forms:
            form.show_values(values)
        self.remove.setEnabled(bool(found.logo))
        self._show_logo(found.logo)

    def _show_logo(self, data: bytes) -> None:
        picture = QPixmap()
        if data and picture.loadFromData(data):
            ratio = self.devicePixelRatioF()
            picture = picture.scaled(
                round((_LOGO[0] - 16) * ratio), round((_LOGO[1] - 16) * ratio),
                Qt.AspectRatioMode.KeepAspectRatio, Qt.TransformationMode.SmoothTransformation,
            )  # fmt: skip
            picture.setDevicePixelRatio(ratio)
            self.front.speech.forget(self.picture)
            self.picture.setPixmap(picture)
        else:
            self.front.speech.say(self.picture, N_("No logo"))

    def take_logo(self, path: Path | None) -> None:
        """Print a picture, or none, from now on."""

        def saved(_result: object, changes: Changes) -> None:
            words = self.front.words
            self.told(changes, words.t("No logo is printed.") if path is None
                      else words.t("{file} is printed on papers.", file=path.name))  # fmt: skip

        ops.save_logo(self.front, path, saved, owner=self)

    @Slot()
    def _on_choose_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.t("Logo"), str(documents()), "PNG, JPEG (*.png *.jpg *.jpeg)"
        )
        if chosen:
            self.take_logo(Path(chosen))

    @Slot()
    def _on_remove_clicked(self) -> None:
        self.take_logo(None)

    @Slot(dict)
    def _on_saved(self, values: dict[str, Any]) -> None:
        form = self.sender()
        assert isinstance(form, Form)

        saved = self.kept(form, N_("The letterhead is saved."))
        ops.save_settings(self.front, values, saved, form.refuse, owner=self)
