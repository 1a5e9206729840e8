"""The section *Letters*: the house's own words per letter and language, seen before they are kept.

A preview is written with a real organisation: its last booking, or its last change of fee.
"""

from __future__ import annotations

from typing import ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.kernel.errors import KnownError
from hubdesk.outbox.queries import own_texts
from hubdesk.outbox.service.texts import drop_text, set_text
from hubdesk.outbox.templates import FIELDS, LANGUAGES, OwnText
from hubdesk.ui.front import Front
from hubdesk.ui.orgs import OrgBook, OrgChoice, load_orgs
from hubdesk.ui.settings.letterseen import program_text, written_for
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import lay, row
from hubdesk.words.marker import N_

KINDS = {
    "booking.confirmed": N_("letter|Booking confirmed"),
    "booking.requested": N_("letter|Booking waits for approval"),
    "booking.changed": N_("letter|Booking changed"),
    "booking.cancelled": N_("letter|Booking cancelled"),
    "booking.reminder": N_("letter|Reminder"),
    "booking.late": N_("letter|Nobody has checked in"),
    "booking.offered": N_("letter|A room has come free"),
    "booking.to_confirm": N_("letter|Standing booking to confirm"),
    "booking.may_move": N_("letter|May it go elsewhere?"),
    "visit.arrived": N_("letter|Your visitor is here"),
    "parcel.came": N_("letter|Something has come"),
    "price": N_("letter|A new fee (paper)"),
}
_IN = {"th": N_("Thai"), "en": N_("English")}
_HEIGHT = 230
#: Wide enough for most names.
_ORG = 340


class LettersSection(Section):
    """Attributes:
    kind, lang: which letter is shown.
    subject, body: its text.
    seen: the preview.
    """

    msgid = N_("Letters")
    kinds: ClassVar[tuple[str, ...]] = ("letter_text",)

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        make = self.make
        self._own: dict[tuple[str, str], OwnText] = {}
        self.kind = Combo(make, N_("Letter"))
        self.lang = Combo(make, N_("Language"))
        for kind in KINDS:
            self.kind.addItem("", kind)
        for code in LANGUAGES:
            self.lang.addItem("", code)
        self.subject = make.line_edit(N_("Subject"))
        self.body = self._text(N_("Text of the letter"))
        self._fields = make.label(role="small", tone="muted", wrap=True)
        self._whose = make.label(role="small", tone="muted", wrap=True)
        self._problem = make.label(role="small", tone="bad", wrap=True)
        self._problem.hide()
        self.save = make.button(N_("Save"), icon="check", kind="primary", on=self._on_save)
        self.back = make.button(N_("Back to the text of the program"), icon="undo-2",
                                on=self._on_back)  # fmt: skip
        self.org = Combo(make, N_("Organisation"))
        self.show_it = make.button(N_("Preview"), icon="eye", on=self._on_preview)
        self.seen = self._text(N_("Preview"))
        self.seen.setReadOnly(True)
        for choice in (self.kind, self.org):
            choice.setMinimumWidth(_ORG)
        self.front.speech.say(
            self.seen, N_("Choose an organisation and press Preview: the letter as it would reach "
                          "them stands here."), part="hint",
        )  # fmt: skip
        card = Card(make, N_("Letters"), icon="mail")
        inside = QWidget()
        lay(
            QVBoxLayout(inside), row(self.kind, self.lang, None), self._whose, self.subject,
            self.body, self._fields, self._problem, row(self.save, self.back, None),
            gap=8, margins=(14, 12, 14, 14),
        )  # fmt: skip
        card.body.addWidget(inside)
        preview = Card(make, N_("Preview"), icon="eye")
        below = QWidget()
        lay(QVBoxLayout(below), row(self.org, self.show_it, None), self.seen, gap=8,
            margins=(14, 12, 14, 14))  # fmt: skip
        preview.body.addWidget(below)
        self.column.addWidget(card)
        self.column.addWidget(preview)
        self.kind.activated.connect(self._on_chosen)
        self.lang.activated.connect(self._on_chosen)
        self.retranslate()

    def _text(self, name: str) -> QPlainTextEdit:
        edit = QPlainTextEdit()
        edit.setFixedHeight(_HEIGHT)
        edit.setTabChangesFocus(True)
        edit.setFont(self.front.theme.font("body"))
        self.front.speech.say(edit, name, part="name")
        return edit

    # -- what is shown --------------------------------------------------------------------------

    def load(self) -> None:
        self.front.read(own_texts, self._on_read, owner=self, key="settings-letters")
        self.front.read(load_orgs, self._on_orgs, owner=self, key="settings-letters-orgs")

    def retranslate(self) -> None:
        words = self.front.words
        for combo, msgids in ((self.kind, KINDS), (self.lang, _IN)):
            for at in range(combo.count()):
                combo.setItemText(at, words.t(msgids[combo.itemData(at)]))

    @Slot(object)
    def _on_read(self, found: dict[tuple[str, str], OwnText]) -> None:
        self._own = found
        self._show()

    @Slot(object)
    def _on_orgs(self, found: OrgBook) -> None:
        kept = self.org.currentData()
        self.org.clear()
        for one in found:
            assert isinstance(one, OrgChoice)
            self.org.addItem(one.shown(self.front.words.lang), one.id)
        self.org.setCurrentIndex(max(0, self.org.findData(kept)))

    def _chosen(self) -> tuple[str, str]:
        return self.kind.currentData(), self.lang.currentData()

    @Slot()
    def _on_chosen(self) -> None:
        self._show()

    def _show(self) -> None:
        kind, lang = self._chosen()
        own = self._own.get((kind, lang))
        text = own or program_text(kind, lang)
        words = self.front.words
        self.subject.setText(text.subject)
        self.subject.setVisible(kind != "price")
        self.body.setPlainText(text.body)
        self.back.setEnabled(own is not None)
        self._whose.setText(
            words.t("The house\u2019s own words.") if own else words.t("The words of the program.")
        )
        names = ", ".join(f"{{{name}}}" for name in FIELDS[kind])
        self._fields.setText(words.t("Fields: {names}", names=names))
        self._blame("")
        self.seen.clear()

    def _blame(self, text: str) -> None:
        self._problem.setText(text)
        self._problem.setVisible(bool(text))

    def _typed(self) -> OwnText:
        subject = "" if self.kind.currentData() == "price" else self.subject.text()
        return OwnText(subject, self.body.toPlainText())

    # -- what a person does ---------------------------------------------------------------------

    @Slot()
    def _on_save(self) -> None:
        (kind, lang), text = self._chosen(), self._typed()
        self.front.write(lambda uow: set_text(uow, kind, lang, text), self._on_kept, owner=self,
                         failed=self._on_refused)  # fmt: skip

    @Slot()
    def _on_back(self) -> None:
        kind, lang = self._chosen()
        self.front.write(lambda uow: drop_text(uow, kind, lang), self._on_kept, owner=self,
                         failed=self._on_refused)  # fmt: skip

    def _on_kept(self, _result: object, changes: Changes) -> None:
        self._blame("")
        name = self.front.words.t(KINDS[self._chosen()[0]])
        self.told(changes, self.front.words.t("Letter saved: {name}", name=name))

    def _on_refused(self, error: KnownError) -> None:
        self._blame(self.front.words.error(error))
        wrong = self.subject if error.details.get("field") == "subject" else self.body
        wrong.setFocus()

    @Slot()
    def _on_preview(self) -> None:
        (kind, lang), text, org_id = self._chosen(), self._typed(), self.org.currentData()
        if org_id is not None:
            self.front.read(
                lambda session: written_for(session, kind, lang, text, org_id), self._on_seen,
                owner=self, key="settings-letter-seen", failed=self._on_refused,
            )  # fmt: skip

    @Slot(object)
    def _on_seen(self, found: OwnText) -> None:
        self._blame("")
        self.seen.setPlainText("\n\n".join(part for part in (found.subject, found.body) if part))
