"""The sheet of keys: what can be done here and everywhere, with the keys that do it.

    sheet = CheatSheet(window, front)
    sheet.show_commands(page.commands(), everywhere(window))
"""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.help.overlay import Overlay
from hubdesk.ui.places import Command
from hubdesk.ui.widgets.make import Make, clear, lay, row
from hubdesk.words.marker import N_

_WIDTH = 860
#: Keys of the window that are no commands of it.
_ALWAYS = (
    ("Ctrl+K", N_("Find or do anything")),
    ("Ctrl+Z", N_("Take back what was done last")),
    ("F1", N_("This sheet")),
    ("Shift+F1", N_("Help for this place")),
    ("Tab", N_("To the next field, list or button")),
    ("Esc", N_("Close what is open, stop what is being dragged")),
)


class CheatSheet(Overlay):
    """Signals:
    help_wanted(): the person wants the page's help.
    """

    help_wanted = Signal()

    def __init__(self, window: QWidget, front: Front) -> None:
        super().__init__(window, front, width=_WIDTH, side=False)
        self.make = make = Make(front)
        self._here: tuple[Command, ...] = ()
        self._everywhere: tuple[Command, ...] = ()
        more = make.button(N_("Help for this place"), icon="circle-question-mark",
                           on=self.help_wanted.emit)  # fmt: skip
        self._close = make.icon_button(N_("Close"), "x", kind="quiet", on=self.dismiss)
        head = row(make.label(N_("Keys"), role="heading"), None, more, self._close, gap=12)
        inside = QWidget()
        self._lists = lay(QHBoxLayout(inside), gap=32)
        self.body.addLayout(head)
        self.body.addWidget(make.scroll(inside, N_("Keys")), 1)
        front.words_changed.connect(self._write)

    def show_commands(self, here: Sequence[Command], everywhere: Sequence[Command]) -> None:
        """Show what has keys: of the page in front, then of the whole window."""
        self._here = tuple(one for one in here if one.keys)
        self._everywhere = tuple(one for one in everywhere if one.keys)
        self._write()
        self.panel.setMinimumHeight(min(560, self.height() or 560))
        self.show_over(self._close)

    def _write(self) -> None:
        clear(self._lists)
        words = self.front.words
        parts = [
            (N_("On this page"), [(one.keys, words.t(one.msgid)) for one in self._here]),
            (
                N_("Everywhere"),
                [(keys, words.t(msgid)) for keys, msgid in _ALWAYS]
                + [(one.keys, words.t(one.msgid)) for one in self._everywhere],
            ),
        ]
        for title, lines in parts:
            if lines:
                self._lists.addLayout(self._list(words.t(title), lines), 1)

    def _list(self, title: str, lines: Sequence[tuple[str, str]]) -> QVBoxLayout:
        make = self.make
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(5)
        grid.setColumnStretch(1, 1)
        for at, (keys, text) in enumerate(lines):
            shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText)
            grid.addWidget(make.label(text=shown or keys, role="code", kind="key"), at, 0,
                           Qt.AlignmentFlag.AlignLeft)  # fmt: skip
            grid.addWidget(make.label(text=text, wrap=True), at, 1)
        box = QVBoxLayout()
        lay(box, make.label(text=title, role="label"), grid, None, gap=8)
        return box
