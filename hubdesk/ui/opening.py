"""Puts a window together from a hub and a person's choices.

    front = make_front(hub, Choice("th"), tasks=Worker("database"), papers=Worker("papers"))
    window = make_window(front)
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from hubdesk.kernel.clock import Clock
from hubdesk.ui.frame.dressing import STYLED
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.frame.window import Window
from hubdesk.ui.front import Choice, Front, House
from hubdesk.ui.tasks import Tasks

if TYPE_CHECKING:
    from hubdesk.bootstrap import Hub

__all__ = [
    "PAGES", "Choice", "application", "make_front", "make_window", "without_display",
]  # fmt: skip


def application(*, scale: int = 100) -> QApplication:
    """The one application of this process.

    Args:
        scale: per cent of the system's own size; only heard when the application is made.
    """
    app = QApplication.instance()
    if isinstance(app, QApplication):
        return app
    if scale != 100:
        os.environ.setdefault("QT_SCALE_FACTOR", f"{scale / 100:g}")
    # Sizes are in logical pixels of 96 dpi; scaling is Qt's factor, not the font's.
    os.environ.setdefault("QT_FONT_DPI", "96")
    app = QApplication([*sys.argv[:1], "-style", "Fusion"])
    app.setProperty(STYLED, True)
    app.setApplicationName("HubDesk")
    app.setOrganizationName("HubDesk")
    app.setDesktopFileName("hubdesk")
    return app


def without_display() -> None:
    """Let the application of this process need no display, unless it has started already."""
    if QApplication.instance() is None:
        os.environ["QT_QPA_PLATFORM"] = "offscreen"
        qInstallMessageHandler(_pass_on)


def _pass_on(_kind: QtMsgType, _where: QMessageLogContext, text: str | None) -> None:
    """What Qt says, but for the offscreen platform's excuses."""
    if text and not text.startswith("This plugin does not support"):
        sys.stderr.write(f"{text}\n")


def make_front(
    hub: Hub, choice: Choice, *, tasks: Tasks, papers: Tasks, clock: Clock | None = None
) -> Front:
    """What the pages of one window share, on a hub that is open.

    Args:
        tasks: where database work runs; ``papers`` where papers are printed and drawn.
        clock: another "now" than the hub's.
    """
    from hubdesk.hub.queries import settings

    with hub.read() as session:
        house = House.of(settings(session), hub.actor)
    return Front(hub, house, choice=choice, tasks=tasks, papers=papers, clock=clock)


def make_window(front: Front) -> Window:
    """The window, not shown yet; its pages are made when they are first shown."""
    window = Window(front)
    window.furnish()
    return window
