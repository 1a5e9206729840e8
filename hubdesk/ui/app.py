"""The window's own entrance: open it, draw its pages to pictures, test an installed program.

Only what the first painting needs is imported here; the rest when it is asked for.

    run("hub.hubdesk", lang="th")
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import hubdesk.ui.unread  # noqa: F401  first of all
from hubdesk.store.lasthub import last_location
from hubdesk.ui.desk import Desk, remembered_choice
from hubdesk.ui.frame.ops import kept_scale
from hubdesk.ui.opening import application

if TYPE_CHECKING:
    from datetime import date

    from PySide6.QtWidgets import QMessageBox

    from hubdesk.bootstrap import Hub
    from hubdesk.kernel.errors import KnownError

__all__ = ["draw", "is_picture", "kiosk", "pages", "pictures", "refusal_box", "run", "self_test"]


def run(location: str | None, *, lang: str | None = None, actor: str = "manager") -> int:
    """Open the window and stay until it is closed.

    Args:
        location: of an existing hub; None is the one opened last, or the start if there is none.
        lang: speak it, whatever was chosen last time.
        actor: who acts.

    Returns:
        An exit code.

    Raises:
        KnownError: the hub is closed, but no backup of it was kept.
    """
    before = dict(os.environ)
    app = application(scale=kept_scale())
    desk = Desk(app, lang=lang, actor=actor)
    desk.begin(location or last_location())
    try:
        code = int(app.exec())
    finally:
        desk.end()
    if desk.again:
        import subprocess

        # What started this program, in the environment it was started in: the size is read anew.
        subprocess.Popen(sys.orig_argv, env=before)
    return code


def kiosk(
    location: str, *, room: str = "", level: int = 0, lang: str | None = None,
    theme: str | None = None, windowed: bool = False,
) -> int:  # fmt: skip
    """Show a door or the foyer until it is closed; see ``kiosk.run``."""
    from hubdesk.ui.kiosk.run import run as run_kiosk

    return run_kiosk(
        location, room=room, level=level, lang=lang, theme=theme, windowed=windowed
    )


def refusal_box(error: KnownError) -> QMessageBox:
    """What went wrong at the end, when there is no window any more to say it in."""
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QMessageBox

    from hubdesk.words.catalogue import Words

    application()
    words = Words(remembered_choice(None).lang)
    box = QMessageBox(QMessageBox.Icon.Warning, "HubDesk", words.error(error))
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def pages() -> list[str]:
    """The names of the pages, in the order of the rail."""
    from hubdesk.ui import screenshot

    return screenshot.pages()


def pictures() -> list[str]:
    """Everything that can be drawn; see ``screenshot.pictures``."""
    from hubdesk.ui import screenshot

    return screenshot.pictures()


def is_picture(name: str) -> bool:
    """Whether there is a picture of that name; see ``screenshot.is_picture``."""
    from hubdesk.ui import screenshot

    return screenshot.is_picture(name)


def draw(
    hub: Hub, picture: str, out: Path, *, size: tuple[int, int] = (1440, 900),
    theme: str = "light", lang: str = "th", day: date | None = None,
) -> None:  # fmt: skip
    """Draw a page or a scene to a PNG file; see ``screenshot.draw``."""
    from hubdesk.ui import screenshot

    screenshot.draw(hub, picture, out, size=size, theme=theme, lang=lang, day=day)


def self_test() -> dict[str, Any]:
    """Try every part of an installed program once; see ``selftest.self_test``."""
    from hubdesk.ui import selftest

    return selftest.self_test()
