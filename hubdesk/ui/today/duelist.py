"""Who should check in now, and who did not come: one line each, with its two actions.

    due = DueList(make)
    due.show_due(scene, counter)
    due.check_in_wanted.connect(self._on_check_in_wanted)
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from hubdesk.ui.booking.scene import Block, Scene
from hubdesk.ui.booking.wording import o_clock, times
from hubdesk.ui.today.counter import Counter
from hubdesk.ui.widgets.make import Make, clear, column, lay
from hubdesk.words.marker import N_


class DueList(QWidget):
    """Signals:
    check_in_wanted(int), release_wanted(int): occurrence.
    """

    check_in_wanted = Signal(object)
    release_wanted = Signal(object)

    def __init__(self, make: Make) -> None:
        super().__init__()
        self.make = make
        self._rows = QVBoxLayout(self)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(0)

    def show_due(self, scene: Scene, counter: Counter) -> None:
        """Show the dates that are due; the late ones say by how much.

        The keyboard stays on its button, or goes on to the next of its kind.
        """
        focused = self._focused()
        if focused is not None:
            self.setFocus()  # a focused button that goes would pull the list to another's place
        clear(self._rows)
        if not counter.due:
            nothing = self.make.label(N_("Nobody is waiting to check in."), tone="muted", wrap=True)
            nothing.setContentsMargins(14, 14, 14, 14)
            self._rows.addWidget(nothing)
        for block in sorted(counter.due, key=lambda block: not counter.is_late(block)):
            self._rows.addWidget(self._row(scene, counter, block))
            self._rows.addWidget(self.make.rule())
        self._rows.addStretch(1)
        if focused is not None:
            self._focus_again(*focused)

    def _buttons(self) -> list[QPushButton]:
        """The buttons of the lines that are shown, from above."""
        rows = (self._rows.itemAt(at) for at in range(self._rows.count()))
        shown = (None if item is None else item.widget() for item in rows)
        return [button for row in shown if row is not None
                for button in row.findChildren(QPushButton)]  # fmt: skip

    def _focused(self) -> tuple[int, object] | None:
        """(occurrence, whether it releases) of the button that has the keyboard."""
        for button in self._buttons():
            if button.hasFocus():
                return button.property("occurrence"), button.property("releases")
        return None

    def _focus_again(self, occurrence_id: int, releases: object) -> None:
        alike = [
            button for button in self._buttons()
            if button.property("releases") == releases and button.isEnabled()
        ]  # fmt: skip
        same = [button for button in alike if button.property("occurrence") == occurrence_id]
        if same or alike:
            (same or alike)[0].setFocus()

    def focus_first(self, *, late: bool) -> None:
        """Put the keyboard on the first that is due, or on the first that may be released."""
        for button in self._buttons():
            if button.isEnabled() and button.property("releases") == late:
                button.setFocus()
                return

    def _row(self, scene: Scene, counter: Counter, block: Block) -> QWidget:
        words, late = self.make.front.words, counter.is_late(block)
        room = scene.lanes[block.lane].names.get(words.lang)
        said = block.title or (words.t("Private booking") if block.private else "")
        when, short = times(words, block.span), ""
        if late:
            minutes = counter.now - block.span.starts
            behind = words.n("{n} min late", "{n} min late", minutes)
            when, short = f"{when} \u00b7 {behind}", (
                f"{o_clock(words, block.span.starts)} \u00b7 {behind}"
            )
        free_at = counter.releases.get(block.occurrence_id)
        if free_at is not None and block.status != "no_show":
            freed = words.t("freed at {time}", time=o_clock(words, free_at))
            when, short = f"{times(words, block.span)} \u00b7 {freed}", (
                f"{o_clock(words, block.span.starts)} \u00b7 {freed}"
            )
        row = QWidget()
        row.setFixedHeight(self.make.front.theme.size("row_two_lines"))
        told = self.make.elided(role="small", tone="bad" if late else "muted")
        told.set_whole(when, short)
        text = column(
            self.make.elided(f"{room} \u00b7 {said}" if said else room, role="table_strong"), told
        )
        check_in = self.make.button(N_("Check in"), icon="check", small=True,
                                    on=self._on_check_in_clicked)  # fmt: skip
        release = self.make.button(N_("Release"), kind="danger", small=True,
                                   on=self._on_release_clicked)  # fmt: skip
        release.setEnabled(late)
        if not late:
            grace = counter.grace(block)
            release.setToolTip(words.t("From {n} minutes after the start on", n=grace))
        for button in (check_in, release):
            button.setProperty("occurrence", block.occurrence_id)
            button.setProperty("releases", button is release)
            button.setAccessibleName(f"{button.text()}: {room}, {when}")
        box = lay(
            QHBoxLayout(row), self.make.chip(block.org, block.hue), text, check_in, release,
            gap=8, margins=(14, 0, 12, 0),
        )  # fmt: skip
        box.setStretch(1, 1)
        box.setAlignment(Qt.AlignmentFlag.AlignVCenter)
        return row

    @Slot()
    def _on_check_in_clicked(self) -> None:
        self.check_in_wanted.emit(self.sender().property("occurrence"))

    @Slot()
    def _on_release_clicked(self) -> None:
        self.release_wanted.emit(self.sender().property("occurrence"))
