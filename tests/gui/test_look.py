"""Everything that can be drawn, looked at by rule: translated, in its room, in letters we have.

Each page and each scene is drawn once on a full and once on an empty hub; language, look and size
change under it, as a person changes them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import pytest
from PySide6.QtWidgets import QLabel, QWidget

from hubdesk.bootstrap import Hub
from hubdesk.ui.front import Front
from hubdesk.ui.screenshot import ENTERED, pictures
from hubdesk.ui.theme import MODES, load_theme
from hubdesk.words import catalogue, messages
from hubdesk.words.messages import Messages
from tests.gui.painted import painted
from tests.gui.show import Show, entries, settle
from tests.gui.test_pages import SIZES, english_only
from tests.gui.walk import squeezed, texts_of, unnamed, visible

#: Words that a person has typed or pasted on a picture, and that happen to be messages too.
TYPED = {"costs.paste": {"exempt", "seats", "headcount"}}


@dataclass
class Sight:
    """What was found wrong with one picture."""

    picture: str
    problems: list[str]

    def note(self, state: str, kind: str, found: Iterator[str] | list[str] | set[str]) -> None:
        self.problems += [f"{self.picture} {state}: {kind}: {text}" for text in sorted(found)]


def _pages() -> list[str]:
    return [picture for picture in pictures() if "." not in picture]


def _look(window: QWidget, sight: Sight, state: str, lang: str) -> None:
    settle()
    with painted() as seen:
        window.grab()
    sight.note(state, "no name", unnamed(window))
    sight.note(state, "squeezed", squeezed(window))
    sight.note(state, "cut", seen.cut)
    sight.note(state, "strange letter", seen.strange)
    sight.note(state, "overlapping", overlapping(window))
    if lang == "th":
        # A kiosk paints the other language beside the reader's.
        painted_by_us = set() if sight.picture.startswith("kiosk.") else seen.texts
        english = (texts_of(window) | painted_by_us) & english_only()
        sight.note(state, "English", english - TYPED.get(sight.picture, set()))


def _look_at_all(front: Front, window: QWidget, picture: str, name: str) -> list[str]:
    """Thai first: what was said before the language changes is in the language it was said in."""
    sight = Sight(picture, [])
    for lang in ("th", "en"):
        front.speak(lang)
        for size in SIZES:
            window.resize(*size)
            _look(window, sight, f"{name} {lang} {size[0]}", lang)
    return sight.problems


def overlapping(window: QWidget) -> set[str]:
    """Labels of one parent that lie on each other."""
    found: set[str] = set()
    by_parent: dict[QWidget | None, list[QLabel]] = {}
    for widget in visible(window):
        if isinstance(widget, QLabel) and widget.text():
            by_parent.setdefault(widget.parentWidget(), []).append(widget)
    for labels in by_parent.values():
        for at, one in enumerate(labels):
            found |= {
                f"{one.text()!r} on {other.text()!r}"
                for other in labels[at + 1 :]
                if one.geometry().adjusted(1, 1, -1, -1).intersects(other.geometry())
            }
    return found


@pytest.mark.parametrize("picture", pictures())
def test_a_full_house(show: Show, hub: Hub, picture: str) -> None:
    before = entries(hub)
    front, window = show.picture(hub, picture, lang="th", size=SIZES[0])
    assert _look_at_all(front, window, picture, "full") == []
    # A picture may be drawn of a real house: only what is drawn on a copy enters something.
    assert picture in ENTERED or entries(hub) == before


@pytest.mark.parametrize("page", _pages())
def test_an_empty_house(show: Show, empty_hub: Hub, page: str) -> None:
    front, window = show.picture(empty_hub, page, lang="th", size=SIZES[0])
    assert _look_at_all(front, window, page, "empty") == []


#: Paper is white in every look.
_PAPER = "#ffffff"


#: Scenes that paint much themselves.
_PAINTED = ["reports.rooms", "bookings.plan"]


@pytest.mark.parametrize("page", [*_pages(), *_PAINTED])
def test_the_look_changes_without_a_trace(show: Show, hub: Hub, page: str) -> None:
    """Each mode is drawn in its own colours only, whatever stood there before."""
    front, window = show.picture(hub, page)
    grounds = {mode: load_theme(mode).colour("background").name() for mode in MODES}
    for mode in ("dark", "contrast", "light"):
        front.look_wanted.emit(mode)
        settle()
        image = window.grab().toImage()
        seen = {
            image.pixelColor(x, y).name()
            for x in range(4, image.width(), 97)
            for y in range(4, image.height(), 61)
        }
        assert grounds[mode] in seen, f"{page} {mode}: {sorted(seen)[:8]}"
        own = {colour.name() for colour in load_theme(mode).colours.values()}
        left = (set(grounds.values()) & seen) - own - {_PAPER}
        assert not left, f"{page} {mode} keeps {left}"


def _longer(known: Messages) -> Messages:
    """A language whose every text is 40 % longer than the English one."""
    longer: Mapping[str, tuple[str, ...]] = {
        msgid: tuple(_stretch(messages.without_context(msgid)) for _ in forms)
        for msgid, forms in known.messages.items()
    }
    return Messages(longer, known.plural)


def _stretch(text: str) -> str:
    extra = max(1, round(len(text) * 0.4))
    return text + ("n" * extra if " " not in text else " " + "n" * (extra - 1))


@pytest.mark.parametrize("page", [*_pages(), "reports.rooms"])
def test_texts_forty_per_cent_longer(
    show: Show, hub: Hub, page: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = messages.messages_of
    longer = _longer(plain("th"))

    def stretched(lang: str) -> Messages:
        return longer if lang == "en" else plain(lang)

    monkeypatch.setattr(catalogue, "messages_of", stretched)
    sight = Sight(page, [])
    _front, window = show.picture(hub, page)
    for size in SIZES:
        window.resize(*size)
        settle()
        with painted() as seen:
            window.grab()
        sight.note(f"longer {size[0]}", "squeezed", squeezed(window))
        sight.note(f"longer {size[0]}", "cut", seen.cut)
        sight.note(f"longer {size[0]}", "overlapping", overlapping(window))
    assert sight.problems == []


def test_a_text_without_room_is_found(show: Show, hub: Hub) -> None:
    """The rules above can fail."""
    window = show(hub, "today", lang="th")
    label = QLabel("Undo", window)
    label.setFixedWidth(4)
    label.show()
    other = QLabel("Undo", window)
    other.show()
    settle()
    assert squeezed(window)
    assert overlapping(window)
    assert texts_of(window) & english_only()
    assert replace(Sight("x", []), problems=["y"]).problems
