"""Asks which kiosk to show, and shows it as a window of its own beside this one.

    ask_for_kiosk(window)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.ui.front import Front
from hubdesk.ui.help.overlay import Overlay
from hubdesk.ui.widgets.combo import Combo
from hubdesk.ui.widgets.make import Make, row
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.spaces.model import Resource
    from hubdesk.ui.frame.window import Window
    from hubdesk.ui.kiosk.window import KioskWindow

_WIDTH = 520


class KioskChooser(Overlay):
    """Attributes:
    place: the foyer, or a room.
    opened: kiosks that were opened from here and are not closed yet.
    """

    def __init__(self, window: QWidget, front: Front) -> None:
        super().__init__(window, front, width=_WIDTH, side=False)
        make = Make(front)
        self.opened: list[KioskWindow] = []
        self.place = Combo(make, N_("Where the screen hangs"))
        self.show_it = make.button(N_("Show"), kind="primary", on=self._on_show)
        close = make.icon_button(N_("Close"), "x", kind="quiet", on=self.dismiss)
        self.body.addLayout(
            row(make.label(N_("Kiosk window"), role="heading"), None, close)
        )
        self.body.addWidget(make.label(
            N_("Full screen and read only: people check in by code and book a free room, nothing "
               "else. Ctrl+Q closes it, F11 makes it a window."), role="small", tone="muted",
            wrap=True,
        ))  # fmt: skip
        self.body.addLayout(row(self.place, self.show_it))

    def begin(self) -> None:
        """Ask."""
        self.place.clear()
        self.place.addItem(self.front.words.t("Foyer: what\u2019s on today"), "")
        self.show_over(self.place)
        from hubdesk.spaces.queries import resources

        self.front.read(resources, self._on_resources, owner=self, key="kiosk")

    @Slot(object)
    def _on_resources(self, resources: tuple[Resource, ...]) -> None:
        words = self.front.words
        for one in resources:
            if one.kind == "room" and one.active:
                name = words.t("Door: {room}", room=one.names.get(words.lang) or one.code)
                self.place.addItem(name, one.code)

    @Slot()
    def _on_show(self) -> None:
        from hubdesk.ui.kiosk.run import open_kiosk

        app = QApplication.instance()
        assert isinstance(app, QApplication)
        self.opened = [one for one in self.opened if one.isVisible()]
        self.opened.append(open_kiosk(
            app, self.front.hub.location, room=str(self.place.currentData() or ""),
            lang=self.front.words.lang, theme=self.front.theme.mode,
        ))  # fmt: skip
        self.dismiss()


def ask_for_kiosk(window: Window) -> None:
    """Ask over a window."""
    found = window.findChild(KioskChooser)
    chooser = found or KioskChooser(window, window.front)
    chooser.begin()
