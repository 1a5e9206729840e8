"""Every page in both languages, looks and sizes, empty and full: named, translated, in its room."""

from __future__ import annotations

import re

import pytest

from hubdesk.bootstrap import Hub
from hubdesk.ui.booking.scene import Span
from hubdesk.ui.frame.window import Window
from hubdesk.ui.opening import PAGES
from hubdesk.words.messages import messages_of, without_context
from tests.gui.show import Show, bookings_page, costs_page, lane_of, settle
from tests.gui.walk import squeezed, texts_of, unnamed

SIZES = ((1280, 800), (1920, 1080))
#: Kept in English on purpose, or the same in both languages.
_SAME = re.compile(r"[A-Z0-9 .:+·–/-]*")


def english_only() -> set[str]:
    """Messages as an English reader sees them, where Thai readers see something else."""
    messages = messages_of("th").messages
    thai = {form for forms in messages.values() for form in forms}
    shown = {without_context(msgid) for msgid in messages}
    words = {text for text in shown - thai if "{" not in text and not _SAME.fullmatch(text)}
    return words - {"English"}  # a choice of languages names each one in itself


def _walk(window: Window, lang: str) -> list[str]:
    problems: list[str] = []
    english = english_only()
    for page in PAGES:
        window.show_page(page.name)
        settle()
        problems += [f"{page.name}: no name: {text}" for text in unnamed(window)]
        problems += [f"{page.name}: squeezed: {text}" for text in squeezed(window)]
        if lang == "th":
            left = texts_of(window) & english
            problems += [f"{page.name}: English: {text}" for text in sorted(left)]
    return problems


@pytest.mark.parametrize("size", SIZES, ids=["1280", "1920"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_full_pages(
    show: Show, hub: Hub, lang: str, mode: str, size: tuple[int, int]
) -> None:
    window = show(hub, "today", lang=lang, mode=mode, size=size)
    assert _walk(window, lang) == []


@pytest.mark.parametrize("size", SIZES, ids=["1280", "1920"])
@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_empty_pages(
    show: Show, empty_hub: Hub, lang: str, mode: str, size: tuple[int, int]
) -> None:
    window = show(empty_hub, "today", lang=lang, mode=mode, size=size)
    assert _walk(window, lang) == []


@pytest.mark.parametrize("lang", ["th", "en"])
def test_what_opens_over_the_pages(show: Show, hub: Hub, lang: str) -> None:
    """Popover, inspector with its question, trace and close question."""
    window = show(hub, "bookings", lang=lang, size=(1280, 800))
    page = bookings_page(window)
    page.board.choose(page.scene().blocks[0].occurrence_id)
    page.inspector.ask_cancel()
    page.board.propose(lane_of(page.board, "R3"), Span(15 * 60, 16 * 60))
    settle()
    problems = _seen(window, lang)
    costs = costs_page(window)
    window.show_page("costs")
    for column in range(3):
        costs.month_view().trace(3 if column == 2 else 0, column)
        settle()
        problems += _seen(window, lang)
    costs.close_button.click()
    settle()
    problems += _seen(window, lang)
    for key in ("bills", "drivers", "preview"):
        costs.show_step(key)
        settle()
        problems += _seen(window, lang)
    assert problems == []


def _seen(window: Window, lang: str) -> list[str]:
    left = texts_of(window) & english_only() if lang == "th" else set()
    return [*unnamed(window), *squeezed(window), *sorted(left)]


def test_no_text_is_clipped_at_the_smallest_size_with_thai(show: Show, hub: Hub) -> None:
    window = show(hub, "today", lang="th", size=(1100, 700))
    assert _walk(window, "th") == []


def test_what_a_person_typed_is_plain_text(show: Show, hub: Hub) -> None:
    window = show(hub, "bookings")
    page = bookings_page(window)
    (block,) = [block for block in page.scene().blocks if "<b>" in block.title]
    page.board.choose(block.occurrence_id)
    settle()
    assert page.inspector._title.text() == "คุยหนังสือ <b>ตามรอยเงิน</b>"
    assert "<b>" in "".join(page.board.texts())
