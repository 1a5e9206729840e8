"""The section *Rules*: what the house allows, in plain sentences; set, ended, tried, begun with."""

from __future__ import annotations

from typing import Any, ClassVar

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.rules.policies.examples import Example, examples
from hubdesk.rules.policies.model import Policy
from hubdesk.ui.front import Front
from hubdesk.ui.settings import rulesops
from hubdesk.ui.settings.rulesform import RuleForm
from hubdesk.ui.settings.ruleslist import RuleList
from hubdesk.ui.settings.rulesload import HouseRules, load_rules
from hubdesk.ui.settings.rulestry import TryBox
from hubdesk.ui.settings.section import Section
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.make import clear, column, lay, row
from hubdesk.words.marker import N_


class RulesSection(Section):
    """Attributes:
    listed: the rules.
    form: for a new one, or for one that follows another.
    tried: what would happen.
    """

    msgid = N_("Rules")
    kinds: ClassVar[tuple[str, ...]] = ("policy", "resource", "organisation")

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._house = HouseRules()
        make = self.make
        self._card = Card(make, N_("Rules of the house"), icon="list")
        self.listed = RuleList(make)
        self.listed.change_wanted.connect(self._on_change_wanted)
        self.listed.end_wanted.connect(self._on_end_wanted)
        self._card.body.addWidget(self.listed)
        self.add = make.button(
            N_("New rule \u2026"), icon="plus", small=True, on=self._on_new_clicked
        )
        self._card.act(self.add)
        self.tried = TryBox(make)
        self._added = Card(make, N_("Set a rule"), icon="plus")
        self.form = RuleForm(make)
        self.form.wanted.connect(self._on_wanted)
        self._following = make.label(role="small", tone="muted", wrap=True)
        self._following.setContentsMargins(14, 10, 14, 0)
        self._following.hide()
        self.new = make.button(N_("A new rule instead"), small=True, on=self._on_new_clicked)
        self.new.hide()
        self._added.act(self.new)
        self._added.body.addWidget(self._following)
        self._added.body.addWidget(self.form)
        self._houses = QVBoxLayout()
        begin = Card(make, N_("Begin with the rules of a real house"), icon="building-2")
        begin.body.addLayout(self._houses)
        for card in (self._card, self.tried, self._added, begin):
            self.column.addWidget(card)
        self._fresh, self._spoken = True, ""

    def load(self) -> None:
        self.front.read(load_rules, self._on_read, owner=self, key="settings-rules")

    @Slot(object)
    def _on_read(self, house: HouseRules) -> None:
        self._house = house
        self.retranslate()
        if self._fresh:
            self._fresh = False
            self.form.begin(self.form.kind, self.front.today())

    @Slot()
    def retranslate(self) -> None:
        self._card.count(len(self._house.rules))
        self.listed.show_rules(self._house, self.front.today())
        self.tried.show_rooms(self._house)
        self.tried.retranslate()
        self._show_following()
        self._show_houses()

    def _show_houses(self) -> None:
        """The examples change with the reader's language only; their buttons keep the keyboard."""
        if self._spoken == self.front.words.lang:
            return
        self._spoken = self.front.words.lang
        clear(self._houses)
        for one in examples():
            self._houses.addWidget(self._example(one))
            self._houses.addWidget(self.make.rule())

    def _example(self, one: Example) -> QWidget:
        words = self.front.words
        name = one.names.get(words.lang)
        texts = column(
            self.make.label(text=name, role="label", wrap=True),
            self.make.label(text=one.about.get(words.lang), role="small", tone="muted", wrap=True),
            gap=1,
        )
        count = words.n("Enter {n} rule", "Enter {n} rules", one.policies)
        enter = self.make.button("", small=True, on=self._on_enter_clicked)
        enter.setText(count)
        enter.setProperty("example", one.key)
        enter.setAccessibleName(f"{count}: {name}")
        enter.setEnabled(one.policies > 0)
        line = QWidget()
        box = row(texts, enter, gap=12)
        box.setStretch(0, 1)
        lay(QVBoxLayout(line), box, margins=(14, 8, 12, 8))
        return line

    def _rule(self, policy_id: int) -> Policy | None:
        return next((one for one in self._house.rules if one.id == policy_id), None)

    # -- what a person does ---------------------------------------------------------------------

    @Slot(object)
    def _on_change_wanted(self, policy_id: int) -> None:
        rule = self._rule(policy_id)
        if rule is not None:
            self.form.show_policy(rule, self._house.codes(), self.front.today())
            self._show_following()
            self.bring(self._added, self.form.form.inputs["name_en"].widget)

    @Slot()
    def _on_new_clicked(self) -> None:
        self.form.begin(self.form.kind, self.front.today())
        self._show_following()
        self.bring(self._added, self.form.choice)

    def _show_following(self) -> None:
        rule = self._rule(self.form.policy_id)
        self._following.setVisible(rule is not None)
        self.new.setVisible(rule is not None)
        if rule is not None:
            self._following.setText(self.front.words.t(
                "It follows \u201c{rule}\u201d, which ends on the day before its first day; what "
                "is booked stays.", rule=rule.names.get(self.front.words.lang),
            ))  # fmt: skip

    @Slot(dict)
    def _on_wanted(self, entry: dict[str, Any]) -> None:
        words = self.front.words
        name = entry["name"][words.lang] or entry["name"]["en"] or entry["name"]["th"]

        def saved(_result: object, changes: Changes) -> None:
            self.told(changes, words.t("Rule set: {rule}", rule=name))
            self.form.begin(self.form.kind, self.front.today())
            self._show_following()

        rulesops.save_rule(self.front, self.form.policy_id, entry, saved, self.form.refuse,
                           owner=self)  # fmt: skip

    @Slot(object)
    def _on_end_wanted(self, policy_id: int) -> None:
        rule, words = self._rule(policy_id), self.front.words
        if rule is None:
            return

        def saved(_result: object, changes: Changes) -> None:
            name = rule.names.get(words.lang)
            self.told(changes, words.t("From today on it does not hold: {rule}", rule=name))

        begun = rule.valid_from < self.front.today()
        rulesops.end_rule(self.front, policy_id, begun, saved, owner=self)

    @Slot()
    def _on_enter_clicked(self) -> None:
        words = self.front.words

        def saved(added: tuple[int, ...], changes: Changes) -> None:
            if added:
                self.told(changes, words.n("{n} rule entered.", "{n} rules entered.", len(added)))
            else:
                self.front.tell(words.t("These rules stand already."))

        rulesops.load_example(self.front, self.sender().property("example"), saved, owner=self)
