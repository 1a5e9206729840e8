"""The top bar: name of the house, date and time, language, look, who is signed in.

    bar = TopBar(front)
    bar.tick()
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.places import Leaving
from hubdesk.ui.theme import MODES
from hubdesk.ui.widgets.make import Make, lay
from hubdesk.ui.widgets.segments import Segments
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.search.box import SearchBox

#: Below this width the date is short, and the mark stands for the program.
_NARROW = 1040
#: Below it the day and the name of who is signed in have no room either.
_TIGHT = 860
_LOOK_ICONS = {"light": "moon", "dark": "contrast", "contrast": "sun"}


class Avatar(QWidget):
    """The first letter of who is signed in."""

    def __init__(self, front: Front) -> None:
        super().__init__()
        self._front = front
        self.setFixedSize(28, 28)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._front.theme
        painter.setPen(theme.colour("accent_line"))
        painter.setBrush(theme.colour("accent_soft"))
        painter.drawEllipse(self.rect().adjusted(1, 1, -1, -1))
        painter.setPen(theme.colour("accent"))
        painter.setFont(theme.font("code"))
        painter.drawText(
            self.rect(), Qt.AlignmentFlag.AlignCenter, self._front.house.actor[:1].upper()
        )


class TopBar(QWidget):
    """See the module.

    Attributes:
        search: the search-and-command box; it is made when it is first asked for, since its
            modules need not be read before the window is painted.

    Signals:
        lang_chosen(str): ``th`` or ``en``.
        look_chosen(str): mode of the theme.
        era_chosen(str): ``be`` or ``ce``.
    """

    lang_chosen = Signal(str)
    look_chosen = Signal(str)
    era_chosen = Signal(str)

    def __init__(self, front: Front) -> None:
        super().__init__()
        self.front = front
        make = self.make = Make(front)
        self.setProperty("kind", "bar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(front.theme.size("top_bar"))
        self._mark = make.icon("layers", "accent", 20)
        self._product = make.label(text="HubDesk", role="label")
        self._name = make.elided(role="label")
        self._switch = make.icon_button(
            N_("Switch hub\u2026"), "chevrons-up-down", kind="quiet", on=self._on_switch_clicked
        )
        self._search: SearchBox | None = None
        self._stand_in = QWidget()
        self._stand_in.setProperty("kind", "stand-in")
        self._stand_in.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._stand_in.setFixedHeight(front.theme.size("field"))
        self._date = make.button("", kind="quiet", on=self._on_date_clicked)
        front.speech.say(self._date, N_("Show years in the other era"), part="tip")
        self._time = make.label(role="label")
        self._langs = Segments(make, N_("Language"), {"th": "TH", "en": "EN"})
        self._langs.chosen.connect(self.lang_chosen)
        self._look = make.icon_button(
            N_("Light, dark, high contrast"), "moon", kind="quiet", on=self._on_look_clicked
        )
        self._avatar = Avatar(front)
        self._actor = make.elided(role="small", tone="soft")
        self._actor.setFixedWidth(84)
        left = lay(QHBoxLayout(), self._mark, 10, self._product, 50, self._switch, 2, self._name)
        right = lay(
            QHBoxLayout(), None, self._date, self._time, 14, self._langs, 8, self._look, 8,
            self._avatar, 8, self._actor,
        )  # fmt: skip
        self._whole = QHBoxLayout(self)
        lay(self._whole, left, 12, self._stand_in, 12, right, margins=(16, 0, 8, 0))
        # Both sides grow alike, so the box stands in the middle of a wide window.
        for part, share in ((left, 5), (self._stand_in, 4), (right, 5)):
            self._whole.setStretchFactor(part, share)
        front.words_changed.connect(self.show_all)
        front.look_changed.connect(self.show_all)
        self.show_all()

    @property
    def search(self) -> SearchBox:
        if self._search is None:
            from hubdesk.ui.search.box import SearchBox

            self._search = SearchBox(self.front)
            self._whole.replaceWidget(self._stand_in, self._search)
            self._stand_in.hide()
            self._stand_in.deleteLater()
        return self._search

    @Slot()
    def show_all(self) -> None:
        """Write names, date and time for the reader."""
        words = self.front.words
        self._name.set_whole(self.front.house.name.get(words.lang))
        self._actor.set_whole(self.front.house.actor)
        self._avatar.update()
        self._langs.choose(words.lang)
        self.make.set_icon(self._look, _LOOK_ICONS[self.front.theme.mode])
        self.tick()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._product.setVisible(self.width() >= _NARROW)
        for part in (self._date, self._actor):
            part.setVisible(self.width() >= _TIGHT)
        self.tick()

    def tick(self) -> None:
        """Show the present date and time."""
        now = self.front.now()
        words = self.front.words
        day = now.date()
        narrow = self.width() < _NARROW
        self._date.setText(words.date_short(day) if narrow else words.weekday_date(day))
        self._time.setText(self.front.words.time(now))

    @Slot()
    def _on_switch_clicked(self) -> None:
        self.front.leave(Leaving("start"))

    @Slot()
    def _on_date_clicked(self) -> None:
        self.era_chosen.emit("ce" if self.front.words.shown_era == "be" else "be")

    @Slot()
    def _on_look_clicked(self) -> None:
        self.look_chosen.emit(MODES[(MODES.index(self.front.theme.mode) + 1) % len(MODES)])
