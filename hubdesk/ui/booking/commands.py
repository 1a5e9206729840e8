"""What can be done on the board, by name and keys; and the menu of a block or a free time.

    commands_of(page)
    context_menu(page, block).popup(point)
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from hubdesk.ui.booking.scene import Block
from hubdesk.ui.booking.view import ZOOM_STEP
from hubdesk.ui.places import Command
from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.ui.booking.page import BookingsPage

_OF_BLOCK = ("edit", "check_in", "move", "copy", "cancel", "", "room")
_OF_FREE = ("book", "paste", "", "room")


def commands_of(page: BookingsPage) -> tuple[Command, ...]:
    """Everything, in the order of the cheat sheet."""
    hands, board, bar = page.hands, page.board, page.filters
    return (
        Command("book", N_("Book \u2026"), page.book, "Ctrl+N", "plus"),
        Command("edit", N_("Edit the booking"), hands.edit, "F2", "pencil"),
        Command("move", N_("Move by the keyboard"), board.take_by_keys, "M", "move"),
        Command("copy", N_("Copy the booking"), hands.copy, "Ctrl+C", "copy"),
        Command("paste", N_("Paste the booking here"), hands.paste, "Ctrl+V", "calendar-plus"),
        Command("check_in", N_("Check in"), hands.check_in, "C", "check"),
        Command("cancel", N_("Cancel the booking \u2026"), hands.cancel, "Del", "x"),
        Command("day", N_("Board of the day"), partial(page.show_view, "day"), "D",
                "calendar-days"),
        Command("week", N_("Board of the week"), partial(page.show_view, "week"), "W", "table-2"),
        Command("room", N_("Week of this room"), partial(page.show_view, "room"), "R",
                "door-open"),
        Command("list", N_("List of bookings"), partial(page.show_view, "list"), "L", "list"),
        Command("plan", N_("Floor plan"), partial(page.show_view, "plan"), "P", "layers"),
        Command("floor_up", N_("One floor up on the plan"), partial(page.turn_floor, 1),
                "Ctrl+PgUp", "chevron-up"),
        Command("floor_down", N_("One floor down on the plan"), partial(page.turn_floor, -1),
                "Ctrl+PgDown", "chevron-down"),
        Command("today", N_("Go to today"), page.show_today, "T", "sun"),
        Command("before", N_("Page back"), partial(page.turn, -1), "Ctrl+Left", "chevron-left"),
        Command("after", N_("Page on"), partial(page.turn, 1), "Ctrl+Right", "chevron-right"),
        Command("date", N_("Go to a day \u2026"), page.ask_day, "Ctrl+G", "calendar-days"),
        Command("find", N_("Find on the board"), bar.focus_text, "Ctrl+F", "search"),
        Command("find_time", N_("Find a room and a time \u2026"), page.find_time, "F",
                "calendar-check"),
        Command("filter_people", N_("Filter by people \u2026"), partial(bar.open, "people"), "",
                "users"),
        Command("filter_free", N_("Filter by free time \u2026"), partial(bar.open, "free"), "",
                "clock"),
        Command("clear", N_("Show all rooms again"), bar.clear_all, "Ctrl+Shift+F", "funnel"),
        Command("wider", N_("Wider hours"), partial(board.zoom, ZOOM_STEP), "+", "zoom-in"),
        Command("narrower", N_("Narrower hours"), partial(board.zoom, 1 / ZOOM_STEP), "-",
                "zoom-out"),
        Command("fit", N_("Fit the hours to the window"), partial(board.set_zoom, 1.0), "0",
                "eye"),
        Command("sheet", N_("Day sheet"), page.show_sheet, "Ctrl+P", "printer"),
        Command("key_in", N_("Key in from paper \u2026"), page.keying.start, "", "pencil"),
    )  # fmt: skip


def context_menu(page: BookingsPage, block: Block | None) -> QMenu:
    """The commands that concern what is under the pointer; the menu goes when it closes."""
    menu = QMenu(page)
    menu.setObjectName("board_menu")
    menu.aboutToHide.connect(menu.deleteLater)
    known = {command.name: command for command in page.commands()}
    words, icons = page.front.words, page.front.icons
    for name in _OF_FREE if block is None else _OF_BLOCK:
        if not name:
            menu.addSeparator()
            continue
        command = known[name]
        action = menu.addAction(icons.icon(command.icon, "text_soft", 16), words.t(command.msgid))
        if command.keys:
            keys = QKeySequence(command.keys).toString(QKeySequence.SequenceFormat.NativeText)
            action.setText(f"{action.text()}\t{keys}")
        action.triggered.connect(command.run)
        action.setEnabled(_can(page, name, block))
    return menu


def _can(page: BookingsPage, name: str, block: Block | None) -> bool:
    if name == "paste":
        return page.hands.copied is not None
    if block is None:
        return True
    if name == "move":
        return block.movable
    if name == "check_in":
        return block.status in ("booked", "held", "no_show")
    return name != "cancel" or block.movable or block.status == "checked_in"
