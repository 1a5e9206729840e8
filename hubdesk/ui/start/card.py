"""A choice of the start: what it is and how long it takes; its fields open inside it.

    card = NewHubCard(make)
    card.picked.connect(window.choose)
    card.job()              # what the worker shall do for it
"""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from hubdesk.ui.tasks import Job
from hubdesk.ui.widgets.make import Make, column, lay, retone, row
from hubdesk.words.marker import N_

_TILE = 40
#: Divides by one, two and three.
_COLUMNS = 6


class StartCard(QFrame):
    """See the module; a kind of start is a subclass.

    Signals:
        picked(StartCard): a person wants this one.
        cancel_wanted(): end the work that goes on.

    Attributes:
        action: words of the button that does it.
        work: words beside the progress bar; empty for work that is short.
    """

    picked = Signal(object)
    cancel_wanted = Signal()

    action = N_("Open")
    work = ""

    def __init__(self, make: Make, *, icon: str, title: str, about: str, takes: str) -> None:
        super().__init__()
        self.make = make
        self.setProperty("kind", "choice")
        self.radio = QRadioButton()
        make.front.speech.say(self.radio, title, part="name")
        self.radio.toggled.connect(self._on_toggled)
        self._tile = QFrame()
        self._tile.setProperty("kind", "tile")
        self._tile.setFixedSize(_TILE, _TILE)
        lay(QHBoxLayout(self._tile), make.icon(icon, "text_soft", 22), margins=(9, 9, 9, 9))
        head = row(
            column(make.label(title, role="heading"), make.label(about, tone="soft", wrap=True)),
            make.icon("clock", "muted", 14), make.label(takes, role="small", tone="muted"),
            self.radio,
        )  # fmt: skip
        head.setStretch(0, 1)
        self.body = QWidget()
        lay(
            QVBoxLayout(self.body), make.rule(), self._build_fields(), self._build_wrong(),
            self._build_progress(), gap=8, margins=(0, 6, 0, 0),
        )  # fmt: skip
        self.body.hide()
        right = column(head, self.body)
        tile = column(self._tile, None)
        lay(QHBoxLayout(self), tile, right, gap=16, margins=(16, 11, 16, 11))
        self.layout().setStretchFactor(right, 1)  # type: ignore[union-attr]

    def _build_fields(self) -> QWidget:
        """The fields of this kind of start."""
        raise NotImplementedError

    def _build_wrong(self) -> QFrame:
        self._wrong = self.make.frame("wrong")
        self._why = self.make.label(wrap=True)
        lay(
            QHBoxLayout(self._wrong), self.make.icon("circle-alert", "bad", 16), self._why,
            gap=8, margins=(10, 6, 10, 6),
        ).setStretch(1, 1)  # fmt: skip
        self._wrong.hide()
        return self._wrong

    def _build_progress(self) -> QWidget:
        self._going = QWidget()
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self.make.front.speech.say(self._bar, N_("Progress"), part="name")
        self._stop = self.make.button(N_("Cancel"), small=True, on=self._on_stop_clicked)
        label = self.make.label(self.work, role="small", tone="soft")
        lay(QHBoxLayout(self._going), label, self._bar, self._stop, gap=10).setStretch(1, 1)
        self._going.hide()
        return self._going

    # -- what the window asks -------------------------------------------------------------------

    def problem(self) -> str:
        """What is missing, in the reader's language; empty when it can begin."""
        return ""

    def job(self) -> Job | None:
        """What the worker shall do; it returns the hub's location.  None: it is there already."""
        raise NotImplementedError

    def location(self) -> str:
        """Where a hub is that is there already."""
        return ""

    def first_field(self) -> QWidget:
        """Where typing begins."""
        return self.radio

    # -- what the window tells ------------------------------------------------------------------

    def tell(self, why: str) -> None:
        """Say inside the card what went wrong; empty takes it away."""
        self._why.setText(why)
        self._wrong.setVisible(bool(why))

    def wrong(self) -> str:
        """What the card says is wrong."""
        return "" if self._wrong.isHidden() else self._why.text()

    def show_step(self, done: int, total: int) -> None:
        """Show how far the work is; total 0 = unknown, −1 = it has ended."""
        self._going.setVisible(total >= 0)
        if total >= 0:
            self._bar.setRange(0, total)
            self._bar.setValue(done)

    def set_busy(self, *, busy: bool) -> None:
        """Nothing can be changed while the work goes on."""
        for at in range(self.body.layout().count()):  # type: ignore[union-attr]
            part = self.body.layout().itemAt(at).widget()  # type: ignore[union-attr]
            if part is not None and part is not self._going:
                part.setEnabled(not busy)
        self.radio.setEnabled(not busy)
        self._stop.setEnabled(busy)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton and self.radio.isEnabled():
            self.radio.setChecked(True)

    @Slot(bool)
    def _on_toggled(self, taken: bool) -> None:
        retone(self, "chosen" if taken else "")
        retone(self._tile, "chosen" if taken else "")
        self.body.setVisible(taken)
        if taken:
            self.picked.emit(self)

    @Slot()
    def _on_stop_clicked(self) -> None:
        self._stop.setEnabled(False)
        self.cancel_wanted.emit()


def field(make: Make, name: str, widget: QWidget) -> QWidget:
    """A field with its name above it."""
    part = QWidget()
    label = make.label(name, role="caption", tone="muted")
    label.setBuddy(widget)
    lay(QVBoxLayout(part), label, widget, gap=2)
    return part


def grid(*rows: tuple[QWidget, ...]) -> QWidget:
    """Fields in rows of one, two or three, which share the width alike."""
    part = QWidget()
    layout = QGridLayout(part)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setHorizontalSpacing(14)
    layout.setVerticalSpacing(8)
    for at, fields in enumerate(rows):
        span = _COLUMNS // len(fields)
        for column_at, one in enumerate(fields):
            layout.addWidget(one, at, column_at * span, 1, span)
    for column_at in range(_COLUMNS):
        layout.setColumnStretch(column_at, 1)
    return part


def note(make: Make, msgid: str) -> QLabel:
    """A line that says what will happen."""
    return make.label(msgid, role="small", tone="muted", wrap=True)
