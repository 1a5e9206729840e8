"""The start: language first, then one of four ways to a hub, or one that was open before.

    start = StartWindow(front, recent())
    start.chosen.connect(desk.open)
    start.refuse(location, error)
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from hubdesk import __version__
from hubdesk.kernel.errors import KnownError
from hubdesk.store.lasthub import without_password
from hubdesk.ui.frame import ops as frame_ops
from hubdesk.ui.frame.bugs import BugDialog
from hubdesk.ui.frame.dressing import dress
from hubdesk.ui.front import Front
from hubdesk.ui.recent import Recent
from hubdesk.ui.start.card import StartCard
from hubdesk.ui.start.cards import DemoCard, JoinCard, NewHubCard
from hubdesk.ui.start.ops import FoundBackup, find_backups
from hubdesk.ui.start.picture import StartPicture
from hubdesk.ui.start.recents import RecentHubs
from hubdesk.ui.start.restorecard import RestoreCard
from hubdesk.ui.widgets.make import Make, column, lay, row
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

_PICTURE, _PICTURE_PART, _PICTURE_LEAST = 520, 0.32, 300
#: White to the left and right of the ways.
_SIDE = 40
#: Refusals that a backup may help with.
_DAMAGE = ("hub_damaged", "guards_changed", "not_a_hub")


class StartWindow(QWidget):
    """See the module.

    Signals:
        chosen(str): location of the hub to open.
        closed(): the person leaves without a hub.
    """

    chosen = Signal(str)
    closed = Signal()

    def __init__(self, front: Front, hubs: Sequence[Recent] = ()) -> None:
        super().__init__()
        self.front = front
        make = self.make = Make(front)
        self._hubs = tuple(hubs)
        self._busy: StartCard | None = None
        self._begun: StartCard | None = None
        self.setProperty("kind", "ground")
        self.setMinimumSize(720, 560)
        self.setWindowTitle("HubDesk")
        self.picture = StartPicture(front)
        self.recents = RecentHubs(make)
        self.new, self.demo = NewHubCard(make), DemoCard(make)
        self.join, self.restore = JoinCard(make), RestoreCard(make)
        self.cards: tuple[StartCard, ...] = (self.new, self.demo, self.join, self.restore)
        self.langs = Segments(make, N_("Language"), dict.fromkeys(frame_ops.OWN_NAMES, ""))
        for lang, name in frame_ops.OWN_NAMES.items():
            self.langs.button(lang).setText(name)
        self.go = make.button("", kind="primary", on=self.begin)
        self.quit = make.button(N_("Quit"), on=self.close)
        lay(QHBoxLayout(self), self.picture, self._build_side())
        self._connect()
        dress(self, front.theme)
        self.langs.choose(front.words.lang)
        self.recents.show_hubs(self._hubs)
        self.restore.show_backups(())
        self.choose(self.join if self._hubs else self.new)

    def _build_side(self) -> QWidget:
        make = self.make
        inside, side = QWidget(), QWidget()
        head = row(
            column(make.label(N_("How would you like to begin?"), role="title"),
                   make.label(N_("Everything can be changed later"), tone="soft"), gap=2),
            column(make.label(text="\u0e20\u0e32\u0e29\u0e32 / Language", role="caption",
                              tone="muted"), self.langs, gap=2),
        )  # fmt: skip
        head.setStretch(0, 1)
        self._refused = make.frame("wrong")
        self._why = make.label(wrap=True)
        self._again = make.button(N_("Try again"), small=True, on=self._on_again_clicked)
        lay(
            QHBoxLayout(self._refused), make.icon("circle-alert", "bad", 18), self._why,
            self._again, gap=10, margins=(12, 8, 12, 8),
        ).setStretch(1, 1)  # fmt: skip
        self._refused.hide()
        lay(
            QVBoxLayout(inside), head, self._refused, self.recents, *self.cards, None, gap=10,
            margins=(_SIDE, 24, _SIDE, 8),
        )  # fmt: skip
        said = make.label(role="small", tone="muted")
        self.front.speech.say(
            said, N_("Nothing is sent from this machine \u00b7 version {version}"),
            version=__version__,
        )  # fmt: skip
        foot = row(
            said, None, self.quit, self.go, gap=10,
        )  # fmt: skip
        foot.setContentsMargins(_SIDE, 10, _SIDE, 18)
        self._scroll = make.scroll(inside, N_("Ways to a hub"))
        lay(QVBoxLayout(side), self._scroll, foot)
        return side

    def _connect(self) -> None:
        group = QButtonGroup(self)
        for card in self.cards:
            group.addButton(card.radio)
            card.picked.connect(self._on_picked)
            card.cancel_wanted.connect(self._on_cancel_wanted)
        for edit in self.findChildren(QLineEdit):
            edit.returnPressed.connect(self.begin)
        self.recents.chosen.connect(self._on_recent_chosen)
        self.langs.chosen.connect(self._on_lang_chosen)
        self.front.tasks.step_reported.connect(self._on_step)
        self.front.tasks.error_found.connect(self.show_bug)
        self.front.look_changed.connect(self._on_look_changed)

    # -- what the desk tells --------------------------------------------------------------------

    def look_for_backups(self) -> None:
        """List the backups of the hubs that were open here."""
        locations = [one.location for one in self._hubs]
        self.front.tasks.submit(
            partial(find_backups, locations), self._on_backups, owner=self, key="backups"
        )

    def refuse(self, location: str, error: KnownError) -> None:
        """Say why a hub could not be opened, and offer what may help."""
        shown = without_password(location)
        text = self.front.words.error(error)
        self._why.setText(text if shown in text else f"{shown}\n{text}")
        self._again.setProperty("location", location)
        self._refused.show()
        self.join.place.show_place(shown)
        if error.code in _DAMAGE:
            self.choose(self.restore)

    def bring_back(self, backup: str, location: str) -> None:
        """Put a backup where its hub is, and open it: the person has decided so already."""
        self.choose(self.restore)
        self.restore.show_choice(backup, location)
        self.begin()

    def refusal(self) -> str:
        """What is said above the cards."""
        return "" if self._refused.isHidden() else self._why.text()

    def show_bug(self, report: str) -> None:
        """Open the dialog with a report to copy."""
        BugDialog(self.front, report, self).open()

    # -- choosing and beginning -----------------------------------------------------------------

    def choose(self, card: StartCard) -> None:
        """Open the fields of a card."""
        card.radio.setChecked(True)

    def chosen_card(self) -> StartCard:
        return next(card for card in self.cards if card.radio.isChecked())

    @Slot()
    def begin(self) -> None:
        """Do what the chosen card says."""
        card = self.chosen_card()
        problem = card.problem()
        card.tell(problem)
        if problem:
            card.first_field().setFocus()
            return
        job = card.job()
        if job is None:
            self._leave(card.location())
            return
        self._set_busy(card)
        self.front.tasks.submit(
            job, self._on_made, owner=self, failed=self._on_failed, title=card.work or card.action
        )

    def _set_busy(self, card: StartCard | None) -> None:
        self._busy = card
        self._begun = card or self._begun
        for one in self.cards:
            one.set_busy(busy=card is not None)
        self.go.setEnabled(card is None)
        self.recents.setEnabled(card is None)

    def _leave(self, location: str) -> None:
        self._refused.hide()
        self.chosen.emit(location)

    @Slot(object)
    def _on_made(self, location: str) -> None:
        self._set_busy(None)
        self._leave(location)

    @Slot(object)
    def _on_failed(self, error: KnownError) -> None:
        self._set_busy(None)
        if self._begun is not None:
            self._begun.tell(self.front.words.error(error))
            QTimer.singleShot(0, self, self._bring_into_view)

    @Slot(str, int, int)
    def _on_step(self, _title: str, done: int, total: int) -> None:
        if self._busy is not None:
            self._busy.show_step(done, total)
            if total < 0:
                self._set_busy(None)

    @Slot()
    def _on_cancel_wanted(self) -> None:
        if self._busy is not None:
            self.front.tasks.cancel(self._busy.work or self._busy.action)

    @Slot(object)
    def _on_backups(self, found: tuple[FoundBackup, ...]) -> None:
        self.restore.show_backups(found)

    @Slot(object)
    def _on_picked(self, card: StartCard) -> None:
        self.front.speech.say(self.go, card.action)
        QTimer.singleShot(0, self, self._bring_into_view)
        if self.isVisible() and not self.langs.hasFocus():
            card.first_field().setFocus(Qt.FocusReason.OtherFocusReason)

    def _bring_into_view(self) -> None:
        """The whole of the open card, once its fields have their room."""
        card = self.chosen_card()
        self.layout().activate()  # type: ignore[union-attr]
        self._scroll.ensureWidgetVisible(card, 0, 16)

    @Slot(str)
    def _on_recent_chosen(self, location: str) -> None:
        self._leave(location)

    @Slot()
    def _on_again_clicked(self) -> None:
        self._leave(self._again.property("location"))

    # -- the reader's choices -------------------------------------------------------------------

    @Slot(str)
    def _on_lang_chosen(self, lang: str) -> None:
        frame_ops.choose_language(self.front, lang)

    @Slot()
    def _on_look_changed(self) -> None:
        dress(self, self.front.theme)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.chosen_card().first_field().setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wide = min(_PICTURE, round(self.width() * _PICTURE_PART))
        self.picture.setVisible(wide >= _PICTURE_LEAST)
        self.picture.setFixedWidth(max(wide, _PICTURE_LEAST))

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.closed.emit()

