"""A room and a time for several organisations: the question on the left, the answer beside it.

    panel = FindPanel(front)
    panel.start(date(2026, 10, 22))
    panel.booked.connect(self._on_booked)
    panel.left.connect(self._on_left)
"""

from __future__ import annotations

from datetime import date
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from hubdesk.booking.model import BookingResult
from hubdesk.booking.queries.common import Ask
from hubdesk.booking.queries.common import Slot as Found
from hubdesk.booking.queries.moves import SingleMove
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.find import ops
from hubdesk.ui.find.form import FindForm
from hubdesk.ui.find.load import Answer, Choices, load_answer, load_choices
from hubdesk.ui.find.moves import MovesPart
from hubdesk.ui.find.results import Results
from hubdesk.ui.front import Front
from hubdesk.ui.widgets.empty import EmptyPage
from hubdesk.ui.widgets.keys import ENTER
from hubdesk.ui.widgets.make import Make, lay, row
from hubdesk.ui.widgets.popover import keeps_key
from hubdesk.words.marker import N_


class FindPanel(QWidget):
    """Attributes:
    form: the question; ``results`` the times; ``moves`` what would make room.

    Signals:
        booked(BookingResult): a time was booked.
        left(): back to the board.
    """

    booked = Signal(object)
    left = Signal()

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        self.make = make = Make(front)
        self._ask: Ask | None = None
        self._choices: Choices | None = None
        self._writing = False
        self.setProperty("kind", "page")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.form = FindForm(make)
        self.results = Results(front, make)
        self.moves = MovesPart(front, make)
        self._told = make.label(tone="soft", wrap=True)
        self._unasked = EmptyPage(
            make, "calendar-check", N_("Free times stand here"),
            N_("Say who meets and for how long; free times of all rooms are compared."),
        )  # fmt: skip
        self._nothing = EmptyPage(
            make, "calendar-x", N_("Nothing is free"),
            N_("No single booking elsewhere would change that. Look further ahead, for less time, "
               "or ask for fewer people and things."),
        )  # fmt: skip
        back = make.button(N_("Back to the board"), icon="chevron-left", on=self.leave)
        head = lay(
            row(back, 8, make.label(N_("Find a room and a time"), role="title"), None),
            margins=(16, 8, 16, 8),
        )
        answer = QWidget()
        column = lay(
            QVBoxLayout(answer), self._told, self.moves, self.results, self._unasked,
            self._nothing, None, gap=12, margins=(16, 12, 16, 16),
        )  # fmt: skip
        for empty in (self._unasked, self._nothing):
            column.setStretchFactor(empty, 3)
        question = make.scroll(self.form, N_("What is looked for"))
        question.setFixedWidth(self.form.width() + 12)
        work = lay(QHBoxLayout(), question, make.scroll(answer, N_("What was found")))
        lay(QVBoxLayout(self), head, make.rule(), work).setStretch(2, 1)
        self.form.asked.connect(self.look)
        self.results.book_wanted.connect(self._on_book_wanted)
        self.moves.agreed.connect(self._on_agreed)
        for field in self.form.fields():
            field.installEventFilter(self)
        front.words_changed.connect(self._say)
        self._answer: Answer | None = None
        self._say()

    # -- the question ---------------------------------------------------------------------------

    def start(self, first: date) -> None:
        """Ask anew, from a day on; what was filled in stays."""
        self.form.begin(first)
        self._show(None)
        self.front.read(load_choices, self._on_choices, owner=self, key="find-choices")
        self.form.begin_typing()

    def load(self) -> None:
        """Others have written: look again."""
        if self._ask is not None and not self._writing:
            self.look(self._ask)

    @Slot(object)
    def look(self, ask: Ask) -> None:
        """Look for times."""
        self._ask = ask
        self.front.read(
            partial(load_answer, ask=ask), self._on_answer, owner=self, key="find",
            failed=self.front.refuse,
        )  # fmt: skip

    @Slot(object)
    def _on_choices(self, choices: Choices) -> None:
        self._choices = choices
        self.form.offer(choices)

    @Slot(object)
    def _on_answer(self, answer: Answer) -> None:
        self._show(answer)
        if answer.common.slots:
            self.results.view.setFocus()

    def _show(self, answer: Answer | None) -> None:
        self._answer = answer
        rooms = {} if self._choices is None else self._choices.rooms
        self.moves.show_moves(() if answer is None else answer.moves, rooms)
        self.results.show_slots(() if answer is None else answer.common.slots)
        self._say()

    @Slot()
    def _say(self) -> None:
        """What the answer is, in one sentence."""
        words, answer = self.front.words, self._answer
        found = answer is not None and bool(answer.common.slots or answer.moves)
        self._unasked.setVisible(answer is None)
        self._nothing.setVisible(answer is not None and not found)
        self._told.setVisible(found)
        if answer is None or not found:
            return
        if answer.common.free:
            text = words.t(
                "Each day later counts like an hour outside the best hours; "
                "empty seats and carried equipment count a little."
            )
        elif answer.common.slots:
            text = words.t("There is no time at which all can come. The fewest are missing here:")
        else:
            text = words.t("Nothing is free. Nobody is moved without being asked.")
        self._told.setText(text)

    # -- the answer -----------------------------------------------------------------------------

    @Slot(object)
    def _on_book_wanted(self, slot: Found) -> None:
        if self._ask is not None and not self._writing:
            self._writing = True
            ops.book_slot(self.front, slot, self._ask, self.results.title.text(), owner=self,
                          done=self._on_done, failed=self._on_failed)  # fmt: skip

    @Slot(object)
    def _on_agreed(self, move: SingleMove) -> None:
        if self._ask is not None and not self._writing:
            self._writing = True
            ops.make_room(self.front, move, self._ask, self.results.title.text(), owner=self,
                          done=self._on_done, failed=self._on_failed)  # fmt: skip

    def _on_done(self, result: BookingResult) -> None:
        self._writing, self._ask = False, None
        self.results.title.clear()
        self.booked.emit(result)

    def _on_failed(self, error: KnownError) -> None:
        self._writing = False
        self.front.refuse(error)
        self.load()

    # -- keys -----------------------------------------------------------------------------------

    @Slot()
    def leave(self) -> None:
        """Back to the board; what was filled in stays."""
        self._ask = None
        self.left.emit()

    def event(self, event: QEvent) -> bool:
        """Plain keys are for what is typed here, not for the board's commands behind it."""
        if keeps_key(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.leave()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter asks from every field of the form."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and event.key() in ENTER
        ):
            if watched is self.form.first:
                self.form.first.take_text()
            self.form.search.click()
            return True
        return super().eventFilter(watched, event)
