"""What can be done from every page, for the command box and the cheat sheet.

commands = everywhere(window)
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from hubdesk.ui.frame import ops
from hubdesk.ui.frame.entries import PAGES
from hubdesk.ui.imports import ask_and_import
from hubdesk.ui.kiosk.chooser import ask_for_kiosk
from hubdesk.ui.places import Command, Leaving, Place
from hubdesk.words.catalogue import Era
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.frame.window import Window

_IMPORTS = (
    ("organisations", N_("Read organisations from a spreadsheet \u2026")),
    ("people", N_("Read people from a spreadsheet \u2026")),
    ("resources", N_("Read rooms, desks and equipment from a spreadsheet \u2026")),
    ("bills", N_("Read bills from a spreadsheet \u2026")),
)
_LANGUAGES = (("th", N_("Speak Thai")), ("en", N_("Speak English")))
_ERAS: tuple[tuple[Era, str], ...] = (
    ("be", N_("Years in the Buddhist era")),
    ("ce", N_("Years in the common era")),
)
_LOOKS = (
    ("light", N_("Light look"), "sun"),
    ("dark", N_("Dark look"), "moon"),
    ("contrast", N_("High contrast look"), "contrast"),
)


def everywhere(window: Window) -> tuple[Command, ...]:
    """Every command of the window itself, pages first."""
    front = window.front
    return (
        *_pages(window),
        Command("new-booking", N_("New booking"), partial(front.go, Place("bookings", "new")),
                icon="calendar-plus"),
        Command("find-time", N_("Find a room and a time for several organisations"),
                partial(front.go, Place("bookings", "find")), icon="calendar-check"),
        Command("walk-in", N_("Walk-in booking, from any page"), window.walk_in, "F8",
                icon="user-plus"),
        Command("kiosk", N_("Open a kiosk window \u2026"), partial(ask_for_kiosk, window),
                icon="monitor"),
        *_imports(window),
        Command("back-up", N_("Back up now"), partial(ops.back_up, front, owner=window),
                icon="shield-check"),
        Command("another-hub", N_("Open or create another hub"),
                partial(front.leave, Leaving("start")), icon="folder-open"),
        Command("keys", N_("Keys of this page"), window.show_keys, icon="circle-question-mark"),
        Command("help", N_("Help for this place"), window.show_help,
                icon="circle-question-mark"),
        Command("keys", N_("Sheet of keys"), window.show_keys, icon="list"),
        Command("help", N_("Help for this place"), window.show_help,
                icon="circle-question-mark"),
        Command("switch", N_("Switch hub\u2026"), partial(front.leave, Leaving("start")),
                icon="chevrons-up-down"),
        *_manners(window),
        *_sections(window),
    )  # fmt: skip


def _pages(window: Window) -> list[Command]:
    entries = [entry for entry in PAGES if entry.name in window.pages]
    return [
        Command(f"page-{entry.name}", entry.msgid, partial(window.front.go, Place(entry.name)),
                f"Alt+{at}", entry.icon)
        for at, entry in enumerate(entries, start=1)
    ]  # fmt: skip


def _imports(window: Window) -> list[Command]:
    return [
        Command(f"import-{kind}", msgid, partial(ask_and_import, window.front, kind, window),
                icon="upload")
        for kind, msgid in _IMPORTS
    ]  # fmt: skip


def _manners(window: Window) -> list[Command]:
    """Language, era and look; what is so already is not offered."""
    front = window.front
    words, mode = front.words, front.theme.mode
    commands = [
        Command(f"speak-{lang}", msgid, partial(ops.choose_language, front, lang),
                icon="languages")
        for lang, msgid in _LANGUAGES
        if lang != words.lang
    ]  # fmt: skip
    commands += [
        Command(f"era-{era}", msgid, partial(ops.choose_era, front, era), icon="calendar-days")
        for era, msgid in _ERAS
        if era != words.shown_era
    ]
    commands += [
        Command(f"look-{look}", msgid, partial(window.top.look_chosen.emit, look), icon=icon)
        for look, msgid, icon in _LOOKS
        if look != mode
    ]
    return commands


def _sections(window: Window) -> list[Command]:
    """The sections of the settings; while that page is in front it offers them itself."""
    from hubdesk.ui.settings.page import SECTIONS

    if "settings" not in window.pages:
        return []
    return [
        Command(f"settings-{name}", msgid,
                partial(window.front.go, Place("settings", "section", name)), icon=icon)
        for name, msgid, icon, _where in SECTIONS
    ]  # fmt: skip
