"""The tab *Bank*: a line at the left, what it may be at the right, Enter accepts.

Arrows move through the lines, Right and Left between the lists; S splits, U leaves it on an
account, A sets it aside, Delete takes back.  A file dropped anywhere on it is looked over first.

    part = BankPart(make, page)
    part.show_month(loaded)
"""

from __future__ import annotations

from functools import cached_property, partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from hubdesk.billing.model import BankLine
from hubdesk.kernel.errors import KnownError
from hubdesk.kernel.ids import new_key
from hubdesk.ui.costs.bank import ops
from hubdesk.ui.costs.bank.forms import AsideForm, PartForm
from hubdesk.ui.costs.bank.load import BankLoad, load_bank
from hubdesk.ui.costs.bank.preview import Preview
from hubdesk.ui.costs.bank.rows import (
    CHOICE_COLUMNS,
    LINE_COLUMNS,
    line_row,
    match_row,
    suggestion_row,
)
from hubdesk.ui.costs.bank.views import KeyView
from hubdesk.ui.costs.bills.form import dropped_file
from hubdesk.ui.costs.bills.takeback import TakeBack
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.folders import documents
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.cells import CellModel
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

_STATES = {"open": N_("To be matched"), "matched": N_("Matched"), "aside": N_("Set aside")}


class BankPart(Part):
    """See the module.

    Attributes:
        found: what is shown; None before it was read.
        lines, choices: the two lists.
    """

    def __init__(self, make: Make, page: QWidget) -> None:
        super().__init__(make)
        self._page = page
        self.found: BankLoad | None = None
        self._state, self._at = "open", 0
        #: Line → the key of what is done to it, so that Enter twice does it once.
        self._keys: dict[int, str] = {}
        front = make.front
        self.line_model = CellModel(front, LINE_COLUMNS)
        self.choice_model = CellModel(front, CHOICE_COLUMNS)
        self.lines = KeyView(make, self.line_model, N_("Lines of the bank"),
                             nothing=N_("Nothing is left to be matched."), drops=True)  # fmt: skip
        self.choices = KeyView(make, self.choice_model, N_("What it may be"),
                               nothing=N_("Nothing fits. Say whose payment it is."))  # fmt: skip
        self.preview = Preview(make)
        self.ask = TakeBack(make)
        self.search = make.line_edit(N_("Search in the list"), hint=N_("Search"))
        self.states = Segments(make, N_("Which lines"), _STATES)
        self.states.choose("open")
        self._build()
        self._connect()
        self.setAcceptDrops(True)

    def _build(self) -> None:
        make = self.make
        self.search.setFixedHeight(make.front.theme.size("button"))
        self.search.setMaximumWidth(260)
        self.read_button = make.button(
            N_("Read the bank\u2019s file \u2026"), icon="upload", on=self._on_read_clicked
        )
        first = make.button(
            N_("Read the bank\u2019s file \u2026"), icon="upload", kind="primary",
            on=self._on_read_clicked,
        )  # fmt: skip
        self._empty = EmptyPage(
            make, "banknote", N_("The bank has told nothing yet"),
            N_("Drop the bank\u2019s file here: OFX, CAMT, CSV or XLSX. Its lines are compared "
               "with what organisations owe; nothing is posted before you accept it."), first,
        )  # fmt: skip
        lists = QWidget()
        box = lay(QHBoxLayout(lists), self._lines_card(), self._choices_card(), gap=12)
        box.setStretch(0, 5)
        box.setStretch(1, 6)
        self.stack = QStackedWidget()
        for widget in (lists, self._empty, self.preview):
            self.stack.addWidget(widget)
        self._lists = lists
        tools = row(self.states, self.search, None, self.read_button, gap=8)
        lay(QVBoxLayout(self), tools, gap=10).addWidget(self.stack, 1)

    def _lines_card(self) -> Card:
        self._card = Card(self.make, N_("Lines of the bank"), icon="banknote")
        self._card.body.addWidget(self.lines, 1)
        return self._card

    def _choices_card(self) -> Card:
        make = self.make
        card = Card(make, N_("What it may be"), icon="users")
        self.facts = make.label(wrap=True)
        self.accept_button = make.button(N_("Accept"), kind="primary", icon="check",
                                         on=self.accept)  # fmt: skip
        self.split_button = make.button(N_("Split \u2026"), on=self.split,
                                        tip=N_("Whose a part of it is (S)"))  # fmt: skip
        self.account_button = make.button(
            N_("On account \u2026"), on=self.leave_unapplied,
            tip=N_("Whose it is, for no document (U)"),
        )  # fmt: skip
        self.aside_button = make.button(N_("Set aside \u2026"), on=self.set_aside,
                                        tip=N_("Nobody\u2019s payment (A)"))  # fmt: skip
        self.back_button = make.button(N_("Take back \u2026"), icon="undo-2",
                                       on=self.take_back)  # fmt: skip
        deeds = row(self.accept_button, self.split_button, self.account_button,
                    self.aside_button, None, self.back_button, gap=6)  # fmt: skip
        inside = lay(QVBoxLayout(), self.facts, self.ask, gap=8, margins=(14, 10, 14, 10))
        card.body.addLayout(inside)
        card.body.addWidget(self.choices, 1)
        card.body.addLayout(lay(QVBoxLayout(), deeds, margins=(10, 10, 10, 10)))
        return card

    def _connect(self) -> None:
        self.lines.moved.connect(self._show_choices)
        self.lines.opened.connect(self._on_opened)
        self.lines.pressed.connect(self._on_pressed)
        self.lines.dropped.connect(self._on_dropped)
        self.choices.opened.connect(self._on_opened)
        self.choices.pressed.connect(self._on_pressed)
        self.states.chosen.connect(self._on_state_chosen)
        self.search.textChanged.connect(self._read)
        self.preview.left.connect(self._on_preview_left)
        self.ask.confirmed.connect(self._on_takeback_confirmed)

    @cached_property
    def part_form(self) -> PartForm:
        form = PartForm(self._page, self.make)
        form.submitted.connect(self._on_part_submitted)
        return form

    @cached_property
    def aside_form(self) -> AsideForm:
        form = AsideForm(self._page, self.make)
        form.submitted.connect(self._on_aside_submitted)
        return form

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        self._read()

    def retranslate(self) -> None:
        if self.found is not None:
            self._on_read(self.found)

    def focus_first(self) -> None:
        (self.lines if self.line_model.rows else self.read_button).setFocus()

    @Slot()
    def _read(self) -> None:
        query = partial(load_bank, state=self._state, text=self.search.text().strip())
        self.front.read(query, self._on_read, owner=self, key="costs-bank")

    @Slot(object)
    def _on_read(self, found: BankLoad) -> None:
        had_focus = self.lines.hasFocus() or self.choices.hasFocus()
        self.found = found
        self._keys = {one.id: self._keys.get(one.id) or new_key() for one in found.lines}
        self.line_model.show_rows([
            line_row(self.front, one, found.suggested.get(one.id, ())) for one in found.lines
        ])
        self._card.count(len(found.lines))
        if self.lines.key() is None and found.lines:
            self.lines.selectRow(min(self._at, len(found.lines) - 1))
        self._show_choices()
        if self.stack.currentWidget() is not self.preview:
            self.stack.setCurrentWidget(self._empty if found.empty else self._lists)
        if had_focus and found.lines:
            self.lines.setFocus()

    def line(self) -> BankLine | None:
        """The chosen line."""
        key = self.lines.key()
        lines = () if self.found is None else self.found.lines
        return next((one for one in lines if one.id == key), None)

    @Slot()
    def _show_choices(self) -> None:
        line, found, words = self.line(), self.found, self.front.words
        suggested = [] if line is None or found is None else found.suggested.get(line.id, [])
        matched = [] if line is None or found is None else found.matched.get(line.id, [])
        self.choice_model.show_rows([
            *(match_row(self.front, one) for one in matched),
            *(suggestion_row(self.front, at, one) for at, one in enumerate(suggested)),
        ])
        if suggested:
            self.choices.choose(0)
        if line is not None:
            self._at = self.lines.currentIndex().row()
            amount = words.amount(line.amount_minor, self.front.house.digits,
                                  self.front.house.currency)  # fmt: skip
            parts = (words.date(line.date), amount, line.counterparty, line.reference,
                     line.bank_ref, line.reason)  # fmt: skip
            self.facts.setText(" \u00b7 ".join(part for part in parts if part))
        else:
            self.facts.setText("")
        left = line is not None and line.left_minor != 0
        self.accept_button.setEnabled(bool(suggested))
        for button in (self.split_button, self.account_button):
            button.setEnabled(left)
        self.aside_button.setEnabled(left or (line is not None and line.set_aside))
        self.back_button.setEnabled(bool(matched) or (line is not None and line.set_aside))
        self.ask.dismiss()

    @Slot(str)
    def _on_state_chosen(self, state: str) -> None:
        self._state, self._at = state, 0
        self._read()
        self.lines.setFocus()

    # -- what a person does ---------------------------------------------------------------------

    @Slot(object)
    def _on_opened(self, _key: object) -> None:
        self.accept()

    @Slot(str)
    def _on_pressed(self, deed: str) -> None:
        deeds = {
            "split": self.split, "unapplied": self.leave_unapplied, "aside": self.set_aside,
            "back": self.take_back, "right": self.choices.setFocus, "left": self.lines.setFocus,
        }  # fmt: skip
        deeds[deed]()

    @Slot()
    def accept(self) -> None:
        """Post what the chosen suggestion says; the next line comes up."""
        line, found = self.line(), self.found
        if line is None or found is None:
            return
        suggested, at = found.suggested.get(line.id, []), self.choices.key()
        if suggested:
            chosen = suggested[at if isinstance(at, int) and at < len(suggested) else 0]
            ops.accept(self.front, line, chosen, key=self._keys[line.id], owner=self,
                       done=self._on_done, failed=self._on_refused)  # fmt: skip

    @Slot()
    def split(self) -> None:
        """Say whose a part of the line is."""
        self._ask_part(self.split_button, unapplied=False)

    @Slot()
    def leave_unapplied(self) -> None:
        """Say whose the line is, and leave it on the account."""
        self._ask_part(self.account_button, unapplied=True)

    def _ask_part(self, target: QWidget, *, unapplied: bool) -> None:
        line, found, loaded = self.line(), self.found, self.loaded
        if line is None or found is None or loaded is None or not line.left_minor:
            return
        best = found.suggested.get(line.id, [])
        org = best[0].targets[0].org if best else ""
        self.part_form.ask(target, line, loaded.orgs, found.open, org=org, unapplied=unapplied)

    @Slot()
    def _on_part_submitted(self) -> None:
        form = self.part_form
        line, parts = form.line, form.parts()
        if line is None or not parts:
            return
        org = form.org.org()

        def done() -> None:
            form.dismiss()
            self._on_done()

        ops.match_part(
            self.front, line, parts, "" if org is None else org.code, key=new_key(), owner=self,
            done=done, failed=lambda error: form.blame(lambda: self.front.words.error(error)),
        )  # fmt: skip

    @Slot()
    def set_aside(self) -> None:
        """Say that the line is nobody's payment."""
        line = self.line()
        if line is not None and line.left_minor:
            self.aside_form.ask(self.aside_button, line)

    @Slot()
    def _on_aside_submitted(self) -> None:
        form = self.aside_form
        reason = form.reason.text().strip()
        if form.line is None:
            return
        if not reason:
            form.blame(lambda: self.front.words.t("Say why, for the history."), form.reason)
            return
        ops.set_aside(self.front, form.line, reason, owner=self, done=form.dismiss,
                      failed=self._on_refused)  # fmt: skip

    @Slot()
    def take_back(self) -> None:
        """Take the line's matches back, or take it up again."""
        line, words = self.line(), self.front.words
        if line is None or self.found is None:
            return
        if line.set_aside:
            ops.set_aside(self.front, line, "", owner=self, done=self._on_done,
                          failed=self._on_refused)  # fmt: skip
        elif self.found.matched.get(line.id):
            amount = words.amount(line.matched_minor, self.front.house.digits)
            self.ask.ask(
                words.t("Take back {what}?", what=amount),
                words.t("Its payments are reversed; what was entered by hand stays."),
            )

    @Slot(str)
    def _on_takeback_confirmed(self, reason: str) -> None:
        line = self.line()
        if line is not None:
            ops.take_back(self.front, line, reason, owner=self, failed=self._on_refused)

    def _on_done(self) -> None:
        self._keys = {line_id: new_key() for line_id in self._keys}  # what comes next is another
        self.lines.setFocus()

    def _on_refused(self, error: KnownError) -> None:
        self.front.refuse(error)
        self._read()

    # -- files ----------------------------------------------------------------------------------

    @Slot()
    def _on_read_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.t("The file of the bank"), str(documents()),
            "OFX, CAMT, CSV, XLSX (*.ofx *.qfx *.xml *.csv *.txt *.xlsx);;* (*)",
        )  # fmt: skip
        if chosen:
            self.read_file(Path(chosen))

    def read_file(self, path: Path) -> None:
        """Look a bank's file over."""
        found = self.found
        self.stack.setCurrentWidget(self.preview)
        self.preview.show_file(
            path, () if found is None else found.accounts, () if found is None else found.maps
        )

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if dropped_file(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        path = dropped_file(event.mimeData())
        event.acceptProposedAction()
        if path:
            self.read_file(Path(path))

    @Slot(str)
    def _on_dropped(self, path: str) -> None:
        self.read_file(Path(path))

    @Slot()
    def _on_preview_left(self) -> None:
        empty = self.found is None or self.found.empty
        self.stack.setCurrentWidget(self._empty if empty else self._lists)
        self._read()
        self.focus_first()
