"""What a screen reader hears of the board.

A board is one widget.  What was found in PySide6 6.11.3: ``QAccessible.installFactory`` takes a
Python function and Qt then asks the interface it returns; but ``QAccessibleTableInterface`` is not
wrapped, ``interface_cast`` would have to return a C++ pointer, and Python goes on owning what
Qt's cache holds and deletes.  A table of cells cannot be offered that way, and a tree of bare
children not safely.  Instead

- the board says where its cell cursor is and what is there, as its accessible description and as
  an announcement, whenever it moves; so it does for a drag, with what is in the way;
- the same days are there as a table (*List*, key ``L``), an ordinary item view with the same
  selection, inspector and commands.

    announce(board, "Chi, Thursday 22 October 2026, 14:00–15:30, Civic Data Lab")
"""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from hubdesk.ui.booking.gesture import Draft
from hubdesk.ui.booking.scene import Block, Scene, Span
from hubdesk.ui.booking.wording import blame, times
from hubdesk.words.catalogue import Words


def announce(widget: QWidget, text: str) -> None:
    """Let screen readers say a text now, and find it as the widget's description later."""
    if widget.accessibleDescription() == text:
        return
    widget.setAccessibleDescription(text)
    from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

    if QAccessible.isActive():
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(widget, text))


def cell_in_words(words: Words, scene: Scene, lane: int, span: Span, under: Block | None) -> str:
    """Where the cell cursor is, and what is there."""
    place = scene.lanes[lane].names.get(words.lang)
    parts = [place, words.weekday_date(scene.date_of(span.starts)), times(words, span)]
    if under is None:
        clash = scene.clash(lane, span)
        parts.append(words.t("free") if clash is None else blame(words, scene, clash))
    else:
        parts += block_in_words(words, under)
    return ", ".join(part for part in parts if part)


def block_in_words(words: Words, block: Block) -> list[str]:
    """A block as a line of text: times, whose, what for, its marks."""
    marks = [words.name("status", block.status)]
    if block.private:
        marks.append(words.t("private"))
    if block.series:
        marks.append(words.t("series"))
    return [times(words, block.span), block.org, block.title, *marks]


def draft_in_words(words: Words, scene: Scene, draft: Draft) -> str:
    """Where a drag is, and what is in its way."""
    place = scene.lanes[draft.lane].names.get(words.lang)
    parts = [place, words.weekday_date(scene.date_of(draft.span.starts)), times(words, draft.span)]
    if draft.clash is not None:
        parts.append(words.t("Not free: {what}.", what=blame(words, scene, draft.clash)))
    return ", ".join(parts)
