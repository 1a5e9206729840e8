"""What a rule says beside its driver, as a form: who benefits, the whole, tariff, limits.

    form = TermsForm(page, make)
    form.ask(button, sheet, "mixed")
    form.submitted.connect(save)
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from hubdesk.costs.model import FIXED, DriverSheet
from hubdesk.costs.sound import PARTS
from hubdesk.costs.terms import DENOMINATORS, EXCESSES
from hubdesk.costs.typed import read_terms, write_terms
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.ui.costs.drivers.ops import Said
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.formpop import FormPopover
from hubdesk.ui.widgets.make import Make
from hubdesk.words.marker import N_

_LINES = (
    ("include", N_("field|Only"), N_("all organisations")),
    ("exclude", N_("field|Not"), N_("codes, such as ANT, BEE")),
    ("classes", N_("field|Classes"), N_("all classes")),
    ("parts", N_("field|Parts"), "seats 1/2; headcount 1/2"),
    ("tariff", N_("field|Tariff"), "100 4.00; 200 5.00; 6.00"),
    ("floor", N_("field|Least value"), ""),
    ("minimum", N_("field|Minimum"), N_("the least a month")),
    ("cap", N_("field|Cap"), N_("the most a month")),
    ("caps", N_("field|Caps"), "ANT 300.00; BEE 200.00 +5% compounding 2025-01"),
    ("reserve", N_("field|Reserve"), N_("shared every month beside bills")),
    ("hands_on", N_("field|Handed on"), "rent 1/3"),
)
_DENOMINATORS = {
    "occupied": N_("all who benefit"),
    "lettable": N_("all that can be let"),
    "fixed": N_("this number:"),
}
_EXCESSES = {
    "absorbed": N_("the hub bears what caps take off"),
    "redistributed": N_("the others bear what caps take off"),
}
_WIDTH = 520


class TermsForm(FormPopover):
    """See the module.

    Attributes:
        lines: field → its line; ``driver`` is what the rule will be shared by.
    """

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make, N_("Terms of the rule"), N_("Save"), width=_WIDTH)
        self.driver = ""
        self._sheet: DriverSheet | None = None
        self.name = make.line_edit(N_("Name"), hint=N_("Name"))
        self.reason = make.line_edit(
            N_("Who decided, and where it is written"), hint=N_("Who decided, and where")
        )
        self.denominator = Combo(make, N_("field|Whole"))
        self.total = make.line_edit(N_("field|Whole"))
        self.common = Combo(make, N_("field|Common loss shared by"))
        self.excess = Combo(make, N_("field|Excess"))
        self.lines: dict[str, QLineEdit] = {}
        self._labels: dict[str, QWidget] = {}
        self.add(N_("Name"), self.name)
        for field, label, hint in _LINES:
            self.lines[field] = make.line_edit(label, hint=hint)
            self._labels[field] = self.add(label, self.lines[field])
            if field == "classes":
                self.add(N_("field|Whole"), self.denominator, self.total)
            if field == "tariff":
                self._labels["common"] = self.add(N_("field|Common loss shared by"), self.common)
            if field == "caps":
                self.add(N_("field|Excess"), self.excess)
        self.add(N_("Reason"), self.reason)

    def ask(self, target: QWidget, sheet: DriverSheet, driver: str) -> None:
        """Open with what stands.

        Args:
            driver: what the pool is to be shared by.
        """
        self.driver, self._sheet = driver, sheet
        words, digits = self.make.front.words, self.make.front.house.digits
        rule = sheet.rule
        self._offer()
        if rule is not None:
            texts = write_terms(rule.terms, digits)
            for field, line in self.lines.items():
                line.setText(texts[field])
            self.total.setText(texts["total"])
            for combo, field in (
                (self.denominator, "denominator"), (self.common, "common"),
                (self.excess, "excess"),
            ):  # fmt: skip
                combo.setCurrentIndex(max(0, combo.findData(texts[field])))
        self.name.setText("" if rule is None else rule.name)
        self.reason.setText("" if rule is None else rule.reason)
        metered = driver in ("metered", "tiered")
        for field, shown in (("parts", driver == "mixed"), ("tariff", metered)):
            self.lines[field].setVisible(shown)
            self._labels[field].setVisible(shown)
        self.common.setVisible(metered)
        self._labels["common"].setVisible(metered)
        self.say(lambda: words.t("Shared by {driver}", driver=words.name("driver", driver)))
        self.open_at(target, self.name)

    def _offer(self) -> None:
        words = self.make.front.words
        for combo, choices in (
            (self.denominator, [(words.t(_DENOMINATORS[key]), key) for key in DENOMINATORS]),
            (self.excess, [(words.t(_EXCESSES[key]), key) for key in EXCESSES]),
            (self.common, [(words.t("the hub bears it"), "")]
             + [(words.name("driver", key), key) for key in PARTS]),
        ):  # fmt: skip
            combo.clear()
            for text, key in choices:
                combo.addItem(text, key)

    def said(self) -> Said | None:
        """What is filled in; None while something cannot be read, which the form then says."""
        sheet = self._sheet
        assert sheet is not None
        texts = {field: line.text() for field, line in self.lines.items() if not line.isHidden()}
        texts["denominator"] = self.denominator.currentData()
        texts["total"] = self.total.text() if texts["denominator"] == "fixed" else ""
        texts["common"] = self.common.currentData() if not self.common.isHidden() else ""
        texts["excess"] = self.excess.currentData()
        try:
            terms = read_terms(texts, self.make.front.house.digits)
        except InvalidInputError as error:
            problem = error
            self.blame(lambda: self.make.front.words.error(problem))
            return None
        weights = {} if sheet.rule is None else sheet.rule.weights
        asked = (self.driver, terms.common, *(one.driver for one in terms.parts))
        named = any(driver in FIXED for driver in asked)
        return Said(
            sheet.pool.code, self.driver, weights if named else {}, self.reason.text().strip(),
            self.name.text().strip(), terms,
        )  # fmt: skip
