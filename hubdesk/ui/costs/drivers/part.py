"""Pools on the left, the chosen one's rule and values on the right.

    part = DriversPart(make)
    part.show_month(loaded)
    part.choose("rent")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

from PySide6.QtCore import QModelIndex, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QSizePolicy,
    QStackedLayout,
    QTableView,
    QWidget,
)

from hubdesk.costs.model import DRIVERS, FIXED, SIMPLE, DriverSheet
from hubdesk.costs.queries import driver_sheets
from hubdesk.costs.terms import PLAIN
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.costs.drivers import ops
from hubdesk.ui.costs.drivers.history import history_text, named
from hubdesk.ui.costs.drivers.termsform import TermsForm
from hubdesk.ui.costs.drivers.values import COLUMNS, VALUE, DriverValues
from hubdesk.ui.costs.load import CostsLoad
from hubdesk.ui.costs.part import Part
from hubdesk.ui.costs.wording import exact, weight_unit
from hubdesk.ui.folders import documents
from hubdesk.ui.places import Place
from hubdesk.ui.widgets.card import Card
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.make import Make, lay, retone
from hubdesk.ui.widgets.table import Column, TableModel, dress_table, table_view
from hubdesk.words.marker import N_

_POOLS = (
    Column(N_("Pool")),
    Column(N_("Shared by"), 104),
    Column(N_("All weights"), 132, right=True),
    Column(N_("To be shared"), 98, right=True),
)
#: The column of sums, and from how many pixels on there is room for it.
_WEIGHTS, _WIDE = 2, 1300
#: A rule that begins in this year or before has always held.
_SINCE_EVER = 1900


class DriversPart(Part):
    """Signals:
    shown(): the values have arrived.

    Attributes:
        pools: the pools; ``values`` everybody's value of the chosen one.
    """

    shown = Signal()

    def __init__(self, make: Make) -> None:
        super().__init__(make)
        self._sheets: tuple[DriverSheet, ...] = ()
        self._pool = ""
        self.pools = TableModel(make.front, _POOLS)
        self.pool_view = table_view(make, self.pools, N_("Pools"))
        self.values = DriverValues(make.front)
        self.value_view = QTableView()
        self.value_view.setModel(self.values)
        dress_table(make, self.value_view, COLUMNS, N_("Values"))
        self.value_view.setEditTriggers(
            QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
            | QAbstractItemView.EditTrigger.DoubleClicked
        )
        left = Card(make, N_("Pools"), icon="layers")
        left.body.addWidget(self.pool_view, 1)
        self._left = left
        full = QWidget()
        self._beside = lay(QHBoxLayout(full), left, self._build_right(), gap=12)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(full)
        self._stack.addWidget(EmptyPage(
            make, "layers", N_("No pools yet"),
            N_("A pool gathers bills that are shared alike: by seats, people, area, equally, by "
               "fixed weights or booked hours. Pools come with the first bills."),
            make.button(N_("Enter bills"), icon="plus", kind="primary", on=self._on_bills_clicked),
        ))  # fmt: skip
        self.pool_view.selectionModel().currentRowChanged.connect(self._on_pool_chosen)
        self.value_view.activated.connect(self._on_value_activated)
        self.values.edited.connect(self._on_edited)

    def _build_right(self) -> Card:
        make = self.make
        card = Card(make, N_("Values"), icon="users")
        self._right = card
        self.driver = Combo(make, N_("Shared by"), height="button")
        self.driver.activated.connect(self._on_driver_activated)
        self.reason = make.line_edit(
            N_("Who decided, and where it is written"), hint=N_("Who decided, and where")
        )
        self.reason.setFixedHeight(make.front.theme.size("button"))
        self.save = make.button(N_("Save"), icon="save", kind="primary", on=self.save_rule)
        self.undo = make.button(N_("Leave"), on=self._on_leave_clicked)
        self.weigh = make.button(
            N_("Edit weights"), icon="pencil", on=self._on_weigh_clicked
        )
        self.terms = make.button(N_("Terms"), icon="settings", on=self._on_terms_clicked)
        self.terms.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.approve = make.button(N_("Approve"), icon="check", on=self._on_approve_clicked)
        self.evidence = make.button(
            N_("Evidence"), icon="paperclip", on=self._on_evidence_clicked
        )
        self.form = TermsForm(self, make)
        self.form.submitted.connect(self._on_terms_submitted)
        rule = lay(
            QHBoxLayout(), make.label(N_("Shared by"), tone="muted", role="small"), self.driver,
            self.weigh, self.terms, self.reason, self.undo, self.save, gap=8,
            margins=(12, 8, 12, 8),
        )  # fmt: skip
        rule.setStretch(4, 1)
        self.history = make.label(role="small", tone="soft", wrap=True)
        self.history.setContentsMargins(12, 6, 12, 0)
        kept = lay(
            QHBoxLayout(), self.history, self.evidence, self.approve, gap=8,
            margins=(0, 6, 12, 0),
        )  # fmt: skip
        kept.setStretch(0, 1)
        self.said = make.label(role="small", tone="muted", wrap=True)
        self.said.setContentsMargins(12, 6, 12, 8)
        card.body.addLayout(rule)
        card.body.addWidget(make.rule())
        card.body.addWidget(self.value_view, 1)
        card.body.addWidget(make.rule())
        card.body.addLayout(kept)
        card.body.addWidget(self.said)
        return card

    # -- what is shown --------------------------------------------------------------------------

    def show_month(self, loaded: CostsLoad) -> None:
        super().show_month(loaded)
        month = loaded.info.month
        self.front.read(
            lambda session: driver_sheets(session, month), self._on_sheets, owner=self,
            key="drivers",
        )  # fmt: skip

    def retranslate(self) -> None:
        self._on_sheets(self._sheets)

    def focus_first(self) -> None:
        self.pool_view.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where there is little room, names of organisations come before sums of weights."""
        super().resizeEvent(event)
        tight = self.width() < _WIDE
        self.pool_view.setColumnHidden(_WEIGHTS, tight)
        self._beside.setStretch(0, 34 if tight else 43)
        self._beside.setStretch(1, 66 if tight else 55)

    def choose(self, key: str) -> None:
        """Show a pool's values, now or when they arrive."""
        self._pool = key
        self._choose_row()

    def sheet(self) -> DriverSheet | None:
        """The chosen pool's."""
        return next((one for one in self._sheets if one.pool.code == self._pool), None)

    @Slot(object)
    def _on_sheets(self, sheets: tuple[DriverSheet, ...]) -> None:
        editing = self.values.weights() is not None and self.sheet() is not None
        self._sheets = sheets
        words, house = self.front.words, self.front.house
        self.pools.show_rows([
            (
                one.pool.name.get(words.lang),
                words.name("driver", one.driver) if one.driver else words.t("nobody has said"),
                f"{exact(one.weight_sum)} {weight_unit(words, one.driver)}" if one.lines
                else words.t("nobody has a value") if one.driver else "",
                "\u2013" if one.money_minor is None
                else words.amount(one.money_minor, house.digits),
            )
            for one in sheets
        ])  # fmt: skip
        self._stack.setCurrentIndex(0 if sheets else 1)
        self._left.count(len(sheets))
        if self.sheet() is None and sheets:
            self._pool = sheets[0].pool.code
        self._choose_row()
        if not editing:
            self._show_sheet()
        self.shown.emit()

    def _choose_row(self) -> None:
        for at, one in enumerate(self._sheets):
            if one.pool.code == self._pool and self.pool_view.currentIndex().row() != at:
                self.pool_view.selectRow(at)

    @Slot(QModelIndex, QModelIndex)
    def _on_pool_chosen(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid() and current.row() < len(self._sheets):
            self._pool = self._sheets[current.row()].pool.code
            self._show_sheet()

    def _show_sheet(self) -> None:
        sheet, loaded = self.sheet(), self.loaded
        if loaded is None:
            return
        words = self.front.words
        self.values.show_sheet(sheet, loaded.orgs)
        self.driver.clear()
        for driver in DRIVERS:
            self.driver.addItem(words.name("driver", driver), driver)
        self.driver.setCurrentIndex(-1 if sheet is None else self.driver.findData(sheet.driver))
        self.driver.setEnabled(not loaded.locked and sheet is not None)
        self.reason.clear()
        self._editing(on=False)
        self._right.note.setText(self._rule_text(sheet))
        self.history.setText("" if sheet is None else history_text(sheet, words))
        self._say(*named(sheet, words))

    def _rule_text(self, sheet: DriverSheet | None) -> str:
        if sheet is None:
            return ""
        words = self.front.words
        name = sheet.pool.name.get(words.lang)
        if sheet.lines:
            name += f" \u00b7 {exact(sheet.weight_sum)} {weight_unit(words, sheet.driver)}"
        rule = sheet.rule
        if rule is None or rule.valid_from.year <= _SINCE_EVER:
            return name
        since = words.t("since {day}", day=words.date_short(rule.valid_from))
        return f"{name} \u00b7 {since}" + (f" \u00b7 {rule.reason}" if rule.reason else "")

    def _say(self, text: str, tone: str) -> None:
        retone(self.said, tone)
        self.said.setText(text)

    # -- the rule -------------------------------------------------------------------------------

    def _editing(self, *, on: bool) -> None:
        sheet = self.sheet()
        for widget in (self.reason, self.save, self.undo):
            widget.setVisible(on)
        fixed = self.loaded is None or self.loaded.locked or sheet is None
        self.weigh.setVisible(
            not on and not fixed and sheet is not None and sheet.driver in FIXED
        )
        self.terms.setVisible(not on and not fixed)
        rule = None if sheet is None else sheet.rule
        self.evidence.setVisible(not on and rule is not None)
        self.approve.setVisible(not on and rule is not None and rule.approved_at is None)

    @Slot()
    def _on_driver_activated(self) -> None:
        driver, sheet = self.driver.currentData(), self.sheet()
        if driver in FIXED:
            self.edit_weights(driver)
            return
        if driver not in SIMPLE and sheet is not None:
            self.form.ask(self.driver, sheet, driver)
            return
        if self.loaded is not None:
            self.values.show_sheet(sheet, self.loaded.orgs)
        self._editing(on=sheet is None or self.driver.currentData() != sheet.driver)

    @Slot()
    def _on_weigh_clicked(self) -> None:
        self.edit_weights()

    def edit_weights(self, driver: str = "") -> None:
        """Let fixed weights or percentages be typed."""
        sheet = self.sheet()
        known = driver or (sheet.driver if sheet is not None and sheet.driver in FIXED else "")
        self.driver.setCurrentIndex(self.driver.findData(known or "weights"))
        self.values.edit_weights()
        self._editing(on=True)
        self._say(self.front.words.t("Type a weight for everybody who bears a part: 2, 2.5 or "
                                     "1/3."), "muted")  # fmt: skip
        self.value_view.setCurrentIndex(self.values.index(0, VALUE))
        self.value_view.setFocus()

    @Slot()
    def _on_edited(self) -> None:
        total = sum((self.values.weights() or {}).values(), Fraction(0))
        self._say(self.front.words.t("All weights: {sum}", sum=exact(total)), "muted")

    @Slot()
    def save_rule(self) -> None:
        """Say by what the pool is shared, from this month on; of a new pool from ever on."""
        sheet, loaded = self.sheet(), self.loaded
        driver = self.driver.currentData()
        if sheet is None or loaded is None or driver is None:
            return
        rule = sheet.rule
        terms = PLAIN if rule is None else replace(rule.terms, parts=(), tariff=(), common="")
        said = ops.Said(
            sheet.pool.code, driver, self.values.weights() or {}, self.reason.text().strip(),
            "" if rule is None else rule.name, terms,
        )  # fmt: skip
        self._set(said, self._on_refused)

    def _set(self, said: ops.Said, failed: Callable[[KnownError], None]) -> None:
        sheet, loaded = self.sheet(), self.loaded
        assert sheet is not None
        assert loaded is not None
        since = None if sheet.rule is None else loaded.info.month
        if said.terms.reserve_minor:
            since = loaded.info.month
        ops.set_rule(
            self.front, said, since=since, owner=self, done=self._on_saved, failed=failed
        )

    @Slot()
    def _on_terms_clicked(self) -> None:
        sheet = self.sheet()
        if sheet is not None:
            self.form.ask(self.terms, sheet, sheet.driver or "seats")

    @Slot()
    def _on_terms_submitted(self) -> None:
        said = self.form.said()
        if said is not None:
            self._set(said, self._on_terms_refused)

    def _on_terms_refused(self, error: KnownError) -> None:
        self.form.blame(lambda: self.front.words.error(error))

    @Slot()
    def _on_approve_clicked(self) -> None:
        sheet = self.sheet()
        if sheet is not None and sheet.rule is not None:
            ops.approve(
                self.front, sheet.rule.id, sheet.pool.code, owner=self, failed=self._on_refused
            )

    @Slot()
    def _on_evidence_clicked(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, self.front.words.t("What the rule rests on"), str(documents())
        )
        if chosen:
            self.attach(Path(chosen))

    def attach(self, path: Path) -> None:
        """Keep a file with the chosen pool's rule."""
        sheet = self.sheet()
        if sheet is not None and sheet.rule is not None:
            ops.attach_evidence(
                self.front, sheet.rule.id, sheet.pool.code, path, owner=self,
                failed=self._on_refused,
            )  # fmt: skip

    def _on_saved(self) -> None:
        self.form.dismiss()
        if self.loaded is not None:
            self.values.show_sheet(self.sheet(), self.loaded.orgs)
            self._editing(on=False)

    def _on_refused(self, error: KnownError) -> None:
        self._say(self.front.words.error(error), "bad")

    @Slot()
    def _on_leave_clicked(self) -> None:
        self._show_sheet()

    @Slot()
    def _on_bills_clicked(self) -> None:
        self.fix_wanted.emit("bills", None)

    @Slot(QModelIndex)
    def _on_value_activated(self, index: QModelIndex) -> None:
        """The values are facts of organisations: they are changed there."""
        if self.loaded is None or self.values.weights() is not None:
            return
        choice = self.loaded.orgs.by_code.get(self.values.org_at(index.row()))
        if choice is not None:
            self.front.go(Place("organisations", "organisation", choice.id))
