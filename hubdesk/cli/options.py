"""The global options, which may stand anywhere on the line.

>>> found = {}
>>> split_global(["bookings", "--format", "json", "--from", "2026-10-01"], found), found
(['bookings', '--from', '2026-10-01'], {'format': 'json'})
"""

from __future__ import annotations

import re

from hubdesk.cli.errors import BadUsageError

#: Option → its name in the settings.
GLOBAL = {"--hub": "hub", "--as": "actor", "--lang": "lang", "--format": "format"}

_ALLOWED = {"--format": ("table", "json", "csv"), "--lang": ("th", "en", "th+en")}


#: NUL, and the half characters that stand for bytes which are not UTF-8.
_NOT_TEXT = re.compile("[\0\ud800-\udfff]")


def split_global(argv: list[str], found: dict[str, str]) -> list[str]:
    """Take the global options out of the line, wherever they stand before a ``--``.

    Args:
        argv: the words of the line.
        found: filled with name → value, so that a refusal can be told in the wished format.

    Returns:
        The other words.

    Raises:
        BadUsageError: a global option without a value or with an unknown one, or no text.
    """
    rest: list[str] = []
    wrong: list[BadUsageError] = []
    words = iter(argv)
    for word in words:
        if word == "--":
            rest += [word, *words]
            break
        option, given, value = word.partition("=")
        name = GLOBAL.get(option)
        if name is None:
            rest.append(word)
            continue
        if not given:
            value = next(words, "")
        allowed = _ALLOWED.get(option)
        if not value:
            wrong.append(BadUsageError(reason="option_needs_value", option=option))
        elif allowed is not None and value not in allowed:
            known = ", ".join(allowed)
            wrong.append(BadUsageError(reason="option_value", option=option, allowed=known))
        else:
            found[name] = value
    if any(_NOT_TEXT.search(word) for word in argv):
        wrong.append(BadUsageError(reason="word_not_text"))
    if wrong:
        raise wrong[0]
    return rest
