"""The frame's own states: messages, work that goes on, a report of a bug.

    hubdesk screenshot frame.bug --out bug.png
"""

from __future__ import annotations

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.errors import DiskFullError
from hubdesk.ui.frame.window import Window
from hubdesk.words.marker import N_


def undo(window: Window) -> None:
    """Something was done and can be taken back."""
    window.front.tell(window.front.words.t(N_("Taken back.")), change=1)


def progress(window: Window) -> None:
    """Long work with its bar and *Cancel*."""
    window.messages.show_step(window.front.words.t(N_("Backing up \u2026")), 34, 90)


def refused(window: Window) -> None:
    """A refusal."""
    window.front.refuse(InvalidInputError(field="org", value="X", reason="empty"))


def trouble(window: Window) -> None:
    """The disk is full: the bar stays until that is over."""
    window.front.refuse(DiskFullError(location="hub.hubdesk"))


def bug(window: Window) -> None:
    """A mistake of the program, with its report."""
    window.show_bug("Traceback (most recent call last):\nZeroDivisionError: division by zero\n")


def keys(window: Window) -> None:
    """The sheet of keys."""
    window.show_keys()


def help_page(window: Window) -> None:
    """The help at the place."""
    window.show_help()


SCENES = {
    "keys": keys, "help": help_page, "undo": undo, "progress": progress, "refused": refused,
    "trouble": trouble, "bug": bug,
}  # fmt: skip
