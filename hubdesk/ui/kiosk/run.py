"""Opens a kiosk: as a program of its own, or beside the window that is open.

    run("hub.hubdesk", "door", room="R1", lang="th", theme="dark")
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from hubdesk.kernel.clock import Clock
from hubdesk.store.lasthub import without_password
from hubdesk.ui import recent
from hubdesk.ui.desk import remembered_choice
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.front import Choice, Front
from hubdesk.ui.kiosk.doorview import DoorView
from hubdesk.ui.kiosk.foyerview import FoyerView
from hubdesk.ui.kiosk.source import KioskSource
from hubdesk.ui.kiosk.window import KioskWindow
from hubdesk.ui.opening import application
from hubdesk.ui.tasks import Tasks, Worker
from hubdesk.ui.theme import load_theme


def make_kiosk(
    location: str, *, room: str = "", level: int = 0, choice: Choice, tasks: Tasks,
    clock: Clock | None = None,
) -> KioskWindow:  # fmt: skip
    """A kiosk that has not looked at its hub yet.

    Args:
        room: code of the room at whose door it stands; empty = the foyer.
        level: of the foyer's floor.
        tasks: where it reads and writes; ended with the window.
    """
    house = recent.house_of(without_password(location))
    front = Front(None, house, choice=choice, tasks=tasks, papers=tasks, clock=clock)
    view = DoorView(front, room) if room else FoyerView(front, level)
    return KioskWindow(front, KioskSource(location, clock), view)


def run(
    location: str, *, room: str = "", level: int = 0, lang: str | None = None,
    theme: str | None = None, windowed: bool = False,
) -> int:  # fmt: skip
    """Show a kiosk until it is closed.

    Args:
        lang, theme: as chosen on this machine unless given.
        windowed: in a window, not over the whole screen.

    Returns:
        An exit code.
    """
    app = application()
    window = open_kiosk(app, location, room=room, level=level, lang=lang, theme=theme,
                        windowed=windowed)  # fmt: skip
    window.closed.connect(app.quit)
    return int(app.exec())


def open_kiosk(
    app: QApplication, location: str, *, room: str = "", level: int = 0, lang: str | None = None,
    theme: str | None = None, windowed: bool = False,
) -> KioskWindow:  # fmt: skip
    """Show a kiosk, to be kept by the caller; it ends its worker and connection when it closes."""
    chosen = remembered_choice(lang)
    choice = Choice(chosen.lang, chosen.era, theme or chosen.mode, chosen.clock, chosen.week_start)
    dress_application(app, load_theme(choice.mode))
    window = make_kiosk(
        location, room=room, level=level, choice=choice, tasks=Worker("kiosk")
    )
    window.start()
    window.resize(1440, 900)
    if windowed:
        window.show()
    else:
        window.showFullScreen()
    return window
