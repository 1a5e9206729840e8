"""What a person searched for lately, kept on this machine beside language and look."""

from __future__ import annotations

from hubdesk.ui.front import Front
from hubdesk.ui.recent import keep, settings

_KEY = "searches"
MOST = 5


def recent() -> list[str]:
    """The latest texts that led somewhere, the newest first."""
    kept = settings().value(_KEY)
    texts = kept if isinstance(kept, list) else [kept]
    return [text for text in texts if isinstance(text, str) and text][:MOST]


def remember(front: Front, text: str) -> None:
    """Keep a text that led somewhere."""
    text = text.strip()
    if text:
        others = [other for other in recent() if other.casefold() != text.casefold()]
        keep(front, _KEY, [text, *others][:MOST])
