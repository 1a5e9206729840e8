"""States of a selected booking: its inspector, its edit form, cancelling, moving.

    hubdesk screenshot booking.inspector --out inspector.png
"""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from hubdesk.ui.booking.page import BookingsPage
from hubdesk.ui.booking.scene import Block
from hubdesk.ui.frame.window import Window

_OPEN = ("booked", "checked_in", "held")


def inspector(window: Window) -> None:
    """A date with facts, actions and history."""
    _select(window)


def cancel(window: Window) -> None:
    """The question before a cancellation."""
    _select(window).inspector.ask_cancel()


def move(window: Window) -> None:
    """Moving or copying by typing."""
    _select(window).inspector.ask_move()


def edit(window: Window) -> None:
    """What is written on a booking."""
    _select(window).hands.edit()


def _select(window: Window) -> BookingsPage:
    window.show_page("bookings")
    page = window.pages["bookings"]
    assert isinstance(page, BookingsPage)
    block = _telling(page.scene().blocks)
    if block is not None:
        page.show_occurrence(block.occurrence_id)
        QApplication.processEvents()
    return page


def _telling(blocks: tuple[Block, ...]) -> Block | None:
    """A date of a series with a title, one to come if there is any."""
    told = [block for block in blocks if block.series and block.status in _OPEN]
    told.sort(key=lambda block: (block.status != "booked", not block.title, block.span))
    return told[0] if told else next(iter(blocks), None)


SCENES = {"inspector": inspector, "cancel": cancel, "move": move, "edit": edit}
