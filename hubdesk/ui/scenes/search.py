"""States of the search-and-command box, over the page that is in front.

    hubdesk screenshot search.results --out search.png
"""

from __future__ import annotations

from functools import partial

from hubdesk.ui.frame.window import Window


def opened(window: Window) -> None:
    """Nothing typed yet: what can be done here and everywhere."""
    window.show_page("today")
    window.top.search.activate()


def typed(text: str, window: Window) -> None:
    """Something is typed."""
    opened(window)
    window.top.search.type_text(text)


SCENES = {
    "open": opened,
    "results": partial(typed, "ประชุม"),
    "code": partial(typed, "act"),
    "command": partial(typed, "look"),
    "nothing": partial(typed, "ไม่มีสิ่งนี้ xyzzy"),
}
