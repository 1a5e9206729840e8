"""The window's own entrance: open it, draw its pages to pictures, test an installed program.

    run("hub.hubdesk", lang="th")
"""

from __future__ import annotations

from PySide6.QtCore import QLocale, Qt
from PySide6.QtWidgets import QApplication, QMessageBox

from hubdesk import bootstrap
from hubdesk.bootstrap import Hub
from hubdesk.hub.queries import settings as hub_settings
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.frame import ops
from hubdesk.ui.frame.bugs import BugGuard
from hubdesk.ui.frame.dressing import dress_application
from hubdesk.ui.frame.qt_words import QtWords
from hubdesk.ui.opening import PAGES, Choice, application, make_front, make_window
from hubdesk.ui.screenshot import draw, pages, pictures
from hubdesk.ui.selftest import self_test
from hubdesk.ui.tasks import Worker
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.words.catalogue import LANGUAGES, Words

__all__ = ["draw", "pages", "pictures", "refusal_box", "run", "self_test"]

_SIZE = (1440, 900)


def remembered_choice(lang: str | None, hub_lang: str) -> Choice:
    """What the person chose last time on this machine; the hub's language at first."""
    kept = ops.settings()
    chosen = str(lang or kept.value("lang") or hub_lang)
    mode = str(kept.value("look") or "light")
    era = kept.value("era")
    return Choice(
        lang=chosen if chosen in LANGUAGES else "en",
        era="be" if era == "be" else "ce" if era == "ce" else None,
        mode=mode if mode in MODES else "light",
        clock="12" if kept.value("clock") == "12" else "24",
        week_start=ops.kept_week_start(),
    )


def run(location: str | None, *, lang: str | None = None, actor: str = "manager") -> int:
    """Open the window and stay until it is closed.

    Args:
        location: of an existing hub; None is the one opened last.
        lang: speak it, whatever was chosen last time.
        actor: who acts.

    Returns:
        An exit code.

    Raises:
        KnownError: the hub cannot be opened.
    """
    where = location or bootstrap.default_location()
    hub = bootstrap.open_hub(where, thorough=True).acting_as(actor, "window")
    bootstrap.remember(where)
    try:
        return _show(application(), hub, lang)
    finally:
        hub.close(back_up=True)


def refusal_box(error: KnownError) -> QMessageBox:
    """What stands in the way of opening the window, for when there is no window to say it in."""
    app = application()
    choice = remembered_choice(None, "th" if QLocale().name().startswith("th") else "en")
    dress_application(app, load_theme(choice.mode))
    box = QMessageBox(QMessageBox.Icon.Warning, "HubDesk", Words(choice.lang).error(error))
    box.setTextFormat(Qt.TextFormat.PlainText)
    return box


def _show(app: QApplication, hub: Hub, lang: str | None) -> int:
    with hub.read() as session:
        hub_lang = hub_settings(session).lang
    choice = remembered_choice(lang, hub_lang)
    dress_application(app, load_theme(choice.mode))
    front = make_front(hub, choice, tasks=Worker("database"), papers=Worker("papers"))
    qt_words = QtWords(front)
    app.installTranslator(qt_words)
    window = make_window(front)
    guard = BugGuard()
    guard.found.connect(window.show_bug)
    guard.install()
    try:
        window.resize(*_SIZE)
        geometry = ops.settings().value("geometry")
        if geometry is not None:
            window.restoreGeometry(geometry)
        window.show_page(PAGES[0].name)
        window.show()
        return int(app.exec())
    finally:
        guard.remove()
        app.removeTranslator(qt_words)
        front.close()
