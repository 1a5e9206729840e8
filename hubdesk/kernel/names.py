"""A name or a text in the house's two languages.

    >>> Names("ห้องประชุม 201", "Meeting room 201").get("en")
    'Meeting room 201'
    >>> Names("", "Only English").get("th")
    'Only English'
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Names:
    """Attributes:
    th, en: either may be empty when nobody gave it; then the other one stands in.
    """

    th: str = ""
    en: str = ""

    def get(self, lang: str) -> str:
        """The text for ``lang`` (``th`` or ``en``), or the other language's where it is missing."""
        return (self.th or self.en) if lang == "th" else (self.en or self.th)

    def __bool__(self) -> bool:
        return bool(self.th or self.en)
