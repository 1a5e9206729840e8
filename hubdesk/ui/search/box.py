"""The search-and-command box of the top bar: type, see what fits, Enter acts.

Each letter asks the database worker anew and makes the question before it worthless, so typing
never waits and never queues; what was found for another text is never acted on.

    box = SearchBox(front)
    box.offer(lambda: Offer(page.commands(), everywhere(window)))
    box.activate()    # Ctrl+K
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt, Slot
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QMoveEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.kernel.changes import Changes
from hubdesk.search.model import Found
from hubdesk.ui.front import Front
from hubdesk.ui.places import Command, Place
from hubdesk.ui.search.commands import Offer, Offering, matching
from hubdesk.ui.search.field import PAGES, STEPS, SearchField
from hubdesk.ui.search.lines import Line, Section, arrange
from hubdesk.ui.search.panel import Panel
from hubdesk.ui.search.recent import recent, remember
from hubdesk.ui.search.wording import sections_of
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.store.session import Session

#: So many of each kind; a further word narrows better than a longer list.
_OF_EACH = 5
_OF_COMMANDS = 6
_MOST_SAID = 40


@dataclass(frozen=True, slots=True)
class Answer:
    """What the worker found for a text; ``hues`` of organisations by code, if asked for."""

    text: str
    found: tuple[Found, ...] = ()
    hues: dict[str, int] | None = None


def look_up(session: Session, text: str, *, now: dt.datetime, with_hues: bool) -> Answer:
    """Run on the database worker, which reads the modules, too, after the first paint."""
    from hubdesk.search.queries import search
    from hubdesk.ui.orgs import load_orgs

    hues = None
    if with_hues:
        hues = {choice.code: choice.hue for choice in load_orgs(session).choices}
    return Answer(text, search(session, text, _OF_EACH, now=now), hues)


class SearchBox(SearchField):
    """See the module."""

    def __init__(self, front: Front) -> None:
        super().__init__(front)
        self._offering: Offering = Offer
        self._panel: Panel | None = None
        self._answer = Answer("")
        self._hues: dict[str, int] | None = None
        self._enter_waits = False
        self._before: QWidget | None = None
        self.textEdited.connect(self._on_text_edited)
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._on_focus_changed)
        front.words_changed.connect(self._on_words_changed)
        front.hub_changed.connect(self._on_hub_changed)

    def offer(self, offering: Offering) -> None:
        """Where the commands come from."""
        self._offering = offering

    @Slot()
    def activate(self) -> None:
        """Put the keyboard here and open the list."""
        self.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.selectAll()
        self._open()

    def type_text(self, text: str) -> None:
        """As if a person had typed it."""
        self.setText(text)
        self._on_text_edited(text)

    def panel(self) -> Panel:
        """The list; a child of the window."""
        if self._panel is None:
            self._panel = Panel(self._front, self.window())
            self._panel.chosen.connect(self._on_line_chosen)
            self._panel.current_changed.connect(self._on_current_changed)
        return self._panel

    def is_open(self) -> bool:
        return self._panel is not None and self._panel.isVisible()

    # -- opening and closing --------------------------------------------------------------------

    def _open(self) -> None:
        if not self.is_open():
            app = QApplication.instance()
            assert app is not None
            app.installEventFilter(self)
        self._ask()
        self._fill()

    def close_list(self) -> None:
        """Put the list away; the text stays."""
        self._enter_waits = False
        if self._panel is not None and self._panel.isVisible():
            self._panel.hide()
            app = QApplication.instance()
            assert app is not None
            app.removeEventFilter(self)
        self.setAccessibleDescription("")

    def _leave(self) -> None:
        """Give the keyboard back to where it was."""
        self.close_list()
        self.clear()
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.clearFocus()

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        if new is self and old is not None:
            self._before = old

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """A click elsewhere closes the list."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            panel = self.panel()
            inside = watched is self or watched is panel or panel.isAncestorOf(watched)
            if not inside:
                self.close_list()
        return super().eventFilter(watched, event)

    # -- asking ---------------------------------------------------------------------------------

    def _ask(self) -> None:
        text = self.text()
        if not text.strip():
            self._answer = Answer(text)
            return
        if self._answer.text != text or not self._answer.found:
            job = partial(look_up, text=text, now=self._front.now(), with_hues=self._hues is None)
            self._front.read(job, self._on_found, owner=self, key="search")

    @Slot(str)
    def _on_text_edited(self, _text: str) -> None:
        self._enter_waits = False
        if not self.is_open():
            self._open()
            return
        self._ask()
        if not self.text().strip():
            self._fill()

    def _on_found(self, answer: Answer) -> None:
        if answer.text != self.text():
            return
        keep = answer.text == self._answer.text
        self._answer = answer
        if answer.hues is not None:
            self._hues = answer.hues
        if not self.is_open():
            return
        self._fill(keep=keep)
        if self._enter_waits:
            self._act(self.panel().current())

    def _fill(self, *, keep: bool = False) -> None:
        panel = self.panel()
        panel.show_lines(self._lines(), self._answer.text, keep=keep)
        panel.stand_below(self)

    def _lines(self) -> tuple[Line, ...]:
        words, text = self._front.words, self._answer.text
        if not text.strip():
            return (*arrange([self._searched()]), *arrange(self._commands("")))
        found = sections_of(self._answer.found, self._front, self._hues or {})
        lines = arrange([*self._commands(text), *found])
        if lines:
            return lines
        said = words.t(N_("Nothing is found for \u201c{text}\u201d."), text=text[:_MOST_SAID])
        return (Line("note", said),)

    def _searched(self) -> Section:
        return Section(
            self._front.words.t(N_("Searched before")),
            tuple(
                Line("item", text, icon="history", identity=("recent", text), acts=text)
                for text in recent()
            ),
        )

    def _commands(self, text: str) -> Iterator[Section]:
        offer, words = self._offering(), self._front.words
        named = {command.msgid for command in offer.here}
        others = [command for command in offer.everywhere if command.msgid not in named]
        for heading, commands in (
            (N_("On this page"), offer.here), (N_("Everywhere"), others)
        ):  # fmt: skip
            found = matching(text, commands)
            most = len(found) if not text.strip() else _OF_COMMANDS
            yield Section(
                words.t(heading),
                tuple(self._command(rank, command) for rank, command in found[:most]),
            )

    def _command(self, rank: int, command: Command) -> Line:
        keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
        return Line(
            "item", self._front.words.t(command.msgid), icon=command.icon or "chevron-right",
            keys=keys, rank=rank, identity=("command", command.name), acts=command,
        )  # fmt: skip

    # -- acting ---------------------------------------------------------------------------------

    def _act(self, line: Line | None) -> None:
        if line is None or line.acts is None:
            return
        if isinstance(line.acts, str):
            self.type_text(line.acts)
            return
        remember(self._front, self.text())
        acts = line.acts
        self._leave()
        if isinstance(acts, Place):
            self._front.go(acts)
        else:
            acts.run()

    @Slot(object)
    def _on_line_chosen(self, line: Line) -> None:
        self._act(line)

    @Slot(object)
    def _on_current_changed(self, line: Line | None) -> None:
        self.setAccessibleDescription("" if line is None else line.spoken)

    @Slot()
    def _on_words_changed(self) -> None:
        if self.is_open():
            self._fill(keep=True)

    @Slot(object)
    def _on_hub_changed(self, changes: Changes) -> None:
        if changes.touches("organisation"):
            self._hues = None
        self._answer = Answer(self._answer.text)
        if self.is_open():
            self._ask()

    # -- keys and places ------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key == Qt.Key.Key_Escape:
            self._leave()
        elif key in ENTER:
            self._on_enter()
        elif key in STEPS or key in PAGES:
            self._move(key)
        else:
            super().keyPressEvent(event)

    def _on_enter(self) -> None:
        if not self.is_open():
            self._open()
        elif self._answer.text == self.text():
            self._act(self.panel().current())
        else:
            self._enter_waits = True

    def _move(self, key: Qt.Key) -> None:
        if not self.is_open():
            self._open()
        elif key in STEPS:
            self.panel().step(STEPS[key])
        else:
            self.panel().page(PAGES[key])

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)
        if not self.is_open():
            self._open()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in (
            Qt.FocusReason.ActiveWindowFocusReason, Qt.FocusReason.PopupFocusReason
        ):  # fmt: skip
            self.close_list()

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._follow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._follow()

    def _follow(self) -> None:
        if self.is_open():
            self.panel().stand_below(self)
