"""The help pages that ship with the program, one Markdown file a topic and language.

    title_of("bookings", "th"), text_of("bookings", "th")
"""

from __future__ import annotations

from functools import cache

from hubdesk.kernel.resources import resource

#: In the order of the list; not every one is of a page of the rail.
_ORDER = (
    "start", "today", "kiosk", "bookings", "series", "find", "keying", "organisations", "costs",
    "reports", "settings", "search", "keys",
)  # fmt: skip
TOPICS = tuple(
    topic for topic in _ORDER if (resource("help/en") / f"{topic}.md").is_file()
)


@cache
def text_of(topic: str, lang: str) -> str:
    """A page's Markdown; an unknown topic or language is the first topic, or English."""
    known = topic if topic in TOPICS else TOPICS[0]
    folder = lang if lang == "th" else "en"
    return resource(f"help/{folder}/{known}.md").read_text(encoding="utf-8")


def title_of(topic: str, lang: str) -> str:
    """A page's first heading."""
    return text_of(topic, lang).partition("\n")[0].lstrip("# ").strip()
