"""The rules of the house one below the other: what each says, for whom, and what can be done.

    listed = RuleList(make)
    listed.show_rules(house, today)
    listed.change_wanted.connect(self._on_change_wanted)
"""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from hubdesk.rules.policies.model import Policy
from hubdesk.ui.settings.rulesload import HouseRules, scope_words, validity
from hubdesk.ui.widgets.make import Make, clear, column, lay, row
from hubdesk.words.marker import N_
from hubdesk.words.policies import rule_sentence


class RuleList(QWidget):
    """Signals:
    change_wanted(int), end_wanted(int): id of a rule.
    """

    change_wanted = Signal(object)
    end_wanted = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._lines = lay(QVBoxLayout(self), gap=0)

    def show_rules(self, house: HouseRules, today: date) -> None:
        """Show the rules; the keyboard stays on its button, or goes on to the next of its kind."""
        held = self._held()
        clear(self._lines)
        for rule in house.rules:
            self._lines.addWidget(self._line(rule, house, today))
            self._lines.addWidget(self.make.rule())
        if not house.rules:
            nothing = self.make.label(
                N_("This house has no rules: whoever asks may book whatever is free. Set one "
                   "below, or begin with those of another house."),
                tone="muted", wrap=True,
            )  # fmt: skip
            nothing.setContentsMargins(14, 14, 14, 14)
            self._lines.addWidget(nothing)
        if held is not None:
            self._hold_again(*held)

    def _buttons(self) -> list[QPushButton]:
        lines = (self._lines.itemAt(at) for at in range(self._lines.count()))
        shown = (None if item is None else item.widget() for item in lines)
        return [button for line in shown if line is not None
                for button in line.findChildren(QPushButton)]  # fmt: skip

    def _held(self) -> tuple[int, bool] | None:
        """(rule, whether it ends) of the button that has the keyboard."""
        for button in self._buttons():
            if button.hasFocus():
                return button.property("rule"), bool(button.property("ends"))
        return None

    def _hold_again(self, rule: int, ends: bool) -> None:
        alike = [
            button for button in self._buttons()
            if bool(button.property("ends")) is ends and button.isEnabled()
        ]  # fmt: skip
        same = [button for button in alike if button.property("rule") == rule]
        if same or alike:
            (same or alike)[0].setFocus()

    def _line(self, rule: Policy, house: HouseRules, today: date) -> QWidget:
        make, words = self.make, self.make.front.words
        over = rule.valid_to is not None and rule.valid_to < today
        tone = "muted" if over else ""
        name = rule.names.get(words.lang)
        scope = scope_words(words, rule.scope, house) or words.t("for everybody and every room")
        passes = words.t("staff may let pass") if rule.overridable else words.t("no exceptions")
        small = " \u00b7 ".join((scope, validity(words, rule), passes))
        reason = rule.reasons.get(words.lang)
        said = rule_sentence(words, rule.kind, rule.terms)
        texts = column(
            make.label(text=name, role="label", tone=tone, wrap=True),
            make.label(text=said, role="table", tone=tone, wrap=True),
            make.label(text=f"{small} \u00b7 {reason}" if reason else small, role="small",
                       tone="muted", wrap=True),
            gap=1,
        )  # fmt: skip
        kind = make.label(text=words.name("policy", rule.kind), role="small", tone="muted")
        kind.setFixedWidth(116)
        kind.setWordWrap(True)
        change = make.button(N_("Change \u2026"), small=True, on=self._on_change_clicked)
        end = make.button(N_("End"), kind="danger", small=True, on=self._on_end_clicked)
        end.setEnabled(not over)
        for button in (change, end):
            button.setProperty("rule", rule.id)
            button.setProperty("ends", button is end)
            button.setAccessibleName(f"{button.text()}: {name}")
        line = QWidget()
        box = row(kind, texts, change, end, gap=10)
        box.setStretch(1, 1)
        lay(QVBoxLayout(line), box, margins=(14, 8, 12, 8))
        return line

    @Slot()
    def _on_change_clicked(self) -> None:
        self.change_wanted.emit(self.sender().property("rule"))

    @Slot()
    def _on_end_clicked(self) -> None:
        self.end_wanted.emit(self.sender().property("rule"))
