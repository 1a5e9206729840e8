"""The popover that explains an amount: formula, sources, rule; can be copied as text.

    popover = TracePopover(page, make)
    popover.explain(told, org, target)
"""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QPushButton, QVBoxLayout, QWidget

from hubdesk.ui.costs.matrix import MatrixRow
from hubdesk.ui.costs.tracing import NUMBER, RESULT, UNIT, Source, Token, Told
from hubdesk.ui.widgets.make import Make, clear, row
from hubdesk.ui.widgets.popover import Popover
from hubdesk.words.marker import N_

WIDTH = 640
_MOST_LINES = 14


class TracePopover(Popover):
    """See the module; it does not block the page and closes on Esc.

    Signals:
        followed(str, int): a source was clicked: ``bill``, ``scan`` or ``occurrence``, and its id.
    """

    followed = Signal(str, int)

    def __init__(self, parent: QWidget, make: Make) -> None:
        super().__init__(parent, make.front)
        self.make = make
        self._told: Told | None = None
        self.links: list[QPushButton] = []
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        make.front.speech.say(self, N_("Where the amount comes from"), part="name")
        self._chip = make.chip("", 0)
        self._title = make.label(role="label")
        self._org = make.elided(tone="muted")
        self.close_button = make.icon_button(
            N_("Close"), "x", kind="quiet", side="button_small", on=self.dismiss
        )
        self._formula = QVBoxLayout()
        self._sources = QGridLayout()
        self._sources.setHorizontalSpacing(14)
        self._sources.setVerticalSpacing(2)
        self._sources.setColumnMinimumWidth(0, 68)
        self._sources.setColumnStretch(1, 1)
        self._rule = make.elided(role="caption", tone="muted")
        self.copy = make.button(
            N_("Copy as text"), icon="copy", small=True, on=self._on_copy_clicked
        )
        head = row(self._chip, self._title, self._org, self.close_button)
        head.setStretchFactor(self._org, 1)
        self.inside.setSpacing(8)
        self.inside.addLayout(head)
        self.inside.addWidget(make.rule())
        self.inside.addLayout(self._formula)
        self.inside.addLayout(self._sources)
        self.inside.addWidget(make.rule())
        self.inside.addLayout(row(self.copy, self._rule))

    def told(self) -> Told | None:
        """What is shown; None before the first amount."""
        return self._told

    def explain(self, told: Told, row_: MatrixRow, target: QRect) -> None:
        """Show an explanation, pointing at the amount.

        Args:
            row_: of the organisation it is about.
            target: rectangle of the amount in the parent's coordinates.
        """
        self.hide()  # new labels count for the size only while nothing of it is shown
        self._told = told
        self._chip.show_code(row_.org, row_.hue)
        self._title.setText(told.title)
        self._org.set_whole(row_.names.get(self.front.words.lang))
        clear(self._formula)
        for line in told.formula:
            self._formula.addLayout(row(*map(self._token, line), None, gap=6))
        self._fill_sources(told)
        self._rule.set_whole(told.rule)
        self.point_at(target)
        self.setFocus()

    def _token(self, token: Token) -> QWidget:
        text, kind = token
        if kind == UNIT:
            unit = self.make.label(text=text, role="caption", tone="muted")
            unit.setAlignment(Qt.AlignmentFlag.AlignBottom)
            unit.setContentsMargins(0, 0, 0, 2)
            return unit
        label = self.make.label(text=text, role="formula", tone="" if kind == NUMBER else "muted")
        if kind == RESULT:
            label.setProperty("tone", "accent")
            label.setFont(self.front.theme.font("heading"))
        return label

    def _fill_sources(self, told: Told) -> None:
        self.links = []
        while (item := self._sources.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.hide()
                widget.deleteLater()
            elif isinstance(inner := item.layout(), QBoxLayout):
                clear(inner)
        for at, source in enumerate(told.sources[:_MOST_LINES]):
            label = self.make.label(text=source.label, role="small", tone="muted")
            amount = self.make.label(text=source.amount, role="small")
            self._sources.addWidget(label, at, 0)
            self._sources.addLayout(self._source(source), at, 1)
            self._sources.addWidget(amount, at, 2, Qt.AlignmentFlag.AlignRight)
        left = len(told.sources) - _MOST_LINES
        if left > 0:
            text = self.front.words.n("and {n} more", "and {n} more", left)
            more = self.make.label(text=text, role="small", tone="muted")
            self._sources.addWidget(more, _MOST_LINES, 1)

    def _source(self, source: Source) -> QBoxLayout:
        """What a line says, with links to where it comes from."""
        make = self.make
        text = make.elided(source.text, role="small")
        parts: list[QWidget] = [text]
        if source.link:
            msgid = N_("see the bill") if source.link == "bill" else N_("see the booking")
            parts.append(self._link(msgid, source.link, source.key))
        if source.scan:
            parts.append(self._link(N_("scan"), "scan", source.key))
        line = row(*parts, gap=8)
        line.setStretch(0, 1)
        return line

    def _link(self, msgid: str, link: str, key: int) -> QPushButton:
        button = self.make.button(msgid, kind="link", on=self._on_link_clicked)
        button.setFont(self.front.theme.font("small"))
        button.setProperty("link", link)
        button.setProperty("key", key)
        self.links.append(button)
        return button

    @Slot()
    def _on_link_clicked(self) -> None:
        button = self.sender()
        assert isinstance(button, QPushButton)
        self.followed.emit(button.property("link"), button.property("key"))

    @Slot()
    def _on_copy_clicked(self) -> None:
        if self._told is not None:
            QGuiApplication.clipboard().setText(self._told.plain())
