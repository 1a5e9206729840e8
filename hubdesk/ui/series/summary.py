"""The card above the dates: who, what, how often, when, where, with what.

    card = Summary(make)
    card.show_request(org, "every Tuesday, 12 times", "14:00–15:30", "Mun, 12 seats", "10 people")
"""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout

from hubdesk.ui.orgs import OrgChoice
from hubdesk.ui.widgets.labels import ElidedLabel
from hubdesk.ui.widgets.make import Make, column, lay
from hubdesk.words.marker import N_

HEIGHT = 56
_FACTS = (N_("Rule"), N_("Time"), N_("Room"), N_("Needs"))


class Summary(QFrame):
    """See the module."""

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self.setProperty("kind", "card")
        self.setFixedHeight(HEIGHT)
        self._chip = make.chip("", 0)
        self._title = make.elided(role="label")
        self._org = make.elided(role="caption", tone="muted")
        box = lay(QHBoxLayout(self), gap=10, margins=(14, 0, 12, 0))
        box.addWidget(self._chip)
        box.addLayout(column(None, self._title, self._org, None), 5)
        self._values: list[ElidedLabel] = []
        for at, name in enumerate(_FACTS):
            line = make.frame("rule")
            line.setFixedSize(1, HEIGHT - 20)
            value = make.elided(role="table")
            self._values.append(value)
            box.addWidget(line)
            box.addLayout(
                column(None, make.label(name, role="caption", tone="muted"), value, None),
                6 if at == 0 else 3,
            )

    def show_request(
        self, org: OrgChoice | None, title: str, project: str, facts: tuple[str, str, str, str]
    ) -> None:
        """Show whom it is for and the four facts in order."""
        words = self._front.words
        self._chip.setVisible(org is not None)
        if org is not None:
            self._chip.show_code(org.code, org.hue)
        self._title.set_whole(title or words.t("Without a title"))
        name = "" if org is None else org.names.get(words.lang)
        if project:
            name = f"{name} \u00b7 {project}"
        self._org.set_whole(name)
        for label, fact in zip(self._values, facts, strict=True):
            label.set_whole(fact or "\u2013")
