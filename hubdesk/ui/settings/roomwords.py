"""What stands in a room, as a reader says it and as it is stored; a word of one's own stays.

    said(words, ("projector", "ปลั๊กพ่วง"))        # เครื่องฉายภาพ, ปลั๊กพ่วง
    stored("เครื่องฉายภาพ, video calls")          # ["projector", "video"]
"""

from __future__ import annotations

from collections.abc import Iterable

from hubdesk.words.catalogue import Words
from hubdesk.words.names import NAMES

_GROUP = "equipment"


def said(words: Words, features: Iterable[str]) -> str:
    """Stored features in the reader's words."""
    return ", ".join(words.name_or_text(_GROUP, one) for one in features)


def stored(text: str, group: str = _GROUP) -> list[str]:
    """Features, or other words of a group, as they are stored; typed in either language."""
    codes = {
        Words(lang).name(group, code).casefold(): code
        for lang in ("en", "th")
        for code in NAMES[group]
    }
    typed = (one.strip() for one in text.split(","))
    return list(dict.fromkeys(codes.get(one.casefold(), one) for one in typed if one))
