"""Shows one picture's window on the screen of its environment until its input ends.

    DISPLAY=:1 python -m tests.journeys.real_window hub.hubdesk today th dark 1280x800 2026-10-22
"""

from __future__ import annotations

import sys
import threading
from datetime import date

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QApplication, QWidget

from hubdesk.bootstrap import Hub, open_hub
from hubdesk.ui import screenshot
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.opening import Choice, application, make_front
from hubdesk.ui.tasks import Inline
from hubdesk.ui.theme import load_theme


class Ended(QObject):
    """Tells the Qt thread that standard input has ended."""

    told = Signal()

    def wait(self) -> None:
        sys.stdin.read()
        self.told.emit()


def show(app: QApplication, hub: Hub, picture: str, lang: str, mode: str, day: date) -> QWidget:
    """The window in the upper left corner of the screen, with the keyboard."""
    clock = screenshot.clock_of(hub, day)
    front = make_front(
        hub, Choice(lang, None, mode), tasks=Inline(), papers=Inline(), clock=clock
    )
    window = screenshot.made(front, picture)
    window.move(0, 0)
    window.show()
    window.activateWindow()
    screenshot.settle(app)
    screenshot.play(window, picture)
    screenshot.settle(app)
    return window


def main(location: str, picture: str, lang: str, mode: str, size: str, day: str) -> int:
    app = application()
    app.setCursorFlashTime(0)
    screenshot.forget_choices()
    dress_application(app, load_theme(mode))
    hub = open_hub(location)
    window = show(app, hub, picture, lang, mode, date.fromisoformat(day))
    width, _, height = size.partition("x")
    window.resize(int(width), int(height))
    ended = Ended()
    ended.told.connect(app.quit)
    threading.Thread(target=ended.wait, daemon=True).start()
    print("shown", flush=True)
    code = int(app.exec())
    hub.close()
    return code


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
