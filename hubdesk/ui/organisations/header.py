"""The head of an organisation's page: code in its hue, both names, six facts, what can be done.

header = OrgHeader(make)
header.show_org(found)
"""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Slot
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.organisations.load import OrgLoad
from hubdesk.ui.organisations.wording import class_of, other
from hubdesk.ui.widgets.make import Make, column, lay, retone
from hubdesk.words.marker import N_

_TILE = 46
_LEAST = 560
#: Facts that make room below a width.
_HIDDEN_BELOW = ((("tax", "since"), 1080), (("class", "people"), 860))
_FACTS = (
    ("class", N_("Class")),
    ("since", N_("Member since")),
    ("seats", N_("Seats")),
    ("people", N_("People")),
    ("tax", N_("Tax number")),
    ("owed", N_("Owed")),
)


class CodeTile(QWidget):
    """An organisation's code, large, in its hue."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self._code, self._hue = "", 0
        self.setFixedSize(_TILE, _TILE)
        front.look_changed.connect(self._on_look_changed)

    def show_code(self, code: str, hue: int) -> None:
        self._code, self._hue = code, hue
        self.setAccessibleName(code)
        self.setToolTip(code)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme = QPainter(self), self._front.theme
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        hue = theme.hue(self._hue)
        area = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(hue.edge, 1))
        painter.setBrush(hue.fill)
        painter.drawRoundedRect(area, 6, 6)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(hue.bar)
        painter.drawRoundedRect(QRectF(0, 0, 4, _TILE), 2, 2)
        font = QFont(theme.font("heading"))
        while QFontMetricsF(font).horizontalAdvance(self._code) > _TILE - 10 and (
            font.pointSizeF() > 7
        ):
            font.setPointSizeF(font.pointSizeF() - 0.5)
        painter.setFont(font)
        painter.setPen(hue.ink)
        inside = self.rect().adjusted(4, 0, 0, 0)
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(self._code, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignCenter, shown)

    @Slot()
    def _on_look_changed(self) -> None:
        self.update()


class OrgHeader(QWidget):
    """See the module.

    Attributes:
        actions: where the page puts its buttons.
    """

    def __init__(self, make: Make) -> None:
        super().__init__()
        self._front = make.front
        self._tile = CodeTile(make.front)
        self._name = make.elided(role="title")
        self._other = make.elided(role="body", tone="muted")
        self._state = make.pill()
        self._facts: dict[str, QLabel] = {}
        self._parts: dict[str, QWidget] = {}
        self.setMinimumWidth(_LEAST)
        self.buttons = lay(QHBoxLayout(), gap=8)
        names = column(self._name, self._other)
        box = lay(
            QHBoxLayout(self), self._tile, names, self._state, gap=12, margins=(16, 0, 16, 0)
        )
        box.setStretchFactor(names, 1)
        for name, label in _FACTS:
            value = self._facts[name] = make.label(role="label")
            caption = make.label(label, role="caption", tone="muted")
            part = self._parts[name] = QWidget()
            lay(QVBoxLayout(part), None, caption, value, None, margins=(0, 0, 6, 0))
            box.addWidget(part)
        box.addLayout(self.buttons)

    def show_org(self, found: OrgLoad) -> None:
        """Show who it is and how it stands today."""
        words, org, fact = self._front.words, found.org, found.fact
        self._tile.show_code(org.code, found.hue)
        self._name.set_whole(org.names.get(words.lang))
        self._other.set_whole(other(org.names, words.lang))
        owed = words.amount(found.account.balance_minor, self._front.house.digits)
        values = {
            "class": class_of(words, org.org_class),
            "since": words.date_short(found.since) if found.since else "\u2013",
            "seats": words.number(fact.seats if fact else 0),
            "people": words.number(fact.headcount if fact else 0),
            "tax": org.tax_id or "\u2013",
            "owed": owed,
        }
        for name, text in values.items():
            self._facts[name].setText(text)
        retone(self._facts["owed"], "warning" if found.account.balance_minor > 0 else "")
        self._show_state(found)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is narrow, the name has the room; the rest stands below anyway."""
        super().resizeEvent(event)
        for names, least in _HIDDEN_BELOW:
            for name in names:
                self._parts[name].setVisible(self.width() >= least)

    def fact(self, name: str) -> str:
        """A fact as it is shown: ``class``, ``since``, ``seats``, ``people``, ``tax``, ``owed``."""
        return self._facts[name].text()

    def _show_state(self, found: OrgLoad) -> None:
        words, left_on = self._front.words, found.org.left_on
        self._state.setVisible(left_on is not None or not found.org.active)
        if left_on is None:
            self._state.setText(words.t("no longer active"))
        elif found.here:
            self._state.setText(words.t("leaves {day}", day=words.date_short(left_on)))
        else:
            self._state.setText(words.t("left {day}", day=words.date_short(left_on)))
        retone(self._state, "warning" if found.here else "")
