"""Keep what a person typed from being run as a formula by the spreadsheet that opens it.

A text that a spreadsheet would take for a formula gets an apostrophe before it when it is
written, and loses it again when our own reader meets it; the pair is exact for every text.
Standard library only.  **Source**: OWASP ASVS 5.0, 1.2.10.

    >>> guard_cell("=cmd()"), unguard_cell("'=cmd()"), guard_cell("-1,250.00")
    ("'=cmd()", '=cmd()', '-1,250.00')
"""

from __future__ import annotations

import re

#: Blanks, apostrophes and invisible signs may stand before the sign that starts a formula.
_FORMULA = re.compile(
    "[\\s'\ufeff\u00ad\u200b-\u200f\u2060]*[=+\\-@\uff1d\uff0b\uff0d\uff20]|'*[\t\r]"
)
_PLAIN_NUMBER = re.compile(r"[+-]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?%?")


def is_formula(text: str) -> bool:
    """Whether a spreadsheet might run ``text``; a plain number with a sign is none."""
    return _FORMULA.match(text) is not None and _PLAIN_NUMBER.fullmatch(text) is None


def guard_cell(text: str) -> str:
    """``text`` as it may stand in a cell."""
    return f"'{text}" if is_formula(text) else text


def unguard_cell(text: str) -> str:
    """What ``guard_cell`` was given."""
    return text[1:] if text.startswith("'") and is_formula(text[1:]) else text
