"""The global options, which may stand anywhere on the line.

    >>> split_global(["bookings", "--format", "json", "--from", "2026-10-01"])
    ({'format': 'json'}, ['bookings', '--from', '2026-10-01'])
"""

from __future__ import annotations

from hubdesk.cli.errors import BadUsageError

#: Option → its name in the settings.
GLOBAL = {"--hub": "hub", "--as": "actor", "--lang": "lang", "--format": "format"}

FORMATS = ("table", "json", "csv")
LANGUAGES = ("th", "en", "th+en")


def split_global(argv: list[str]) -> tuple[dict[str, str], list[str]]:
    """Take the global options out of the line, wherever they stand before a ``--``.

    Raises:
        BadUsageError: a global option without a value, or with an unknown one.
    """
    found: dict[str, str] = {}
    rest: list[str] = []
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
        if not value:
            raise BadUsageError(reason="option_needs_value", option=option)
        found[name] = value
    for name, allowed in (("format", FORMATS), ("lang", LANGUAGES)):
        if name in found and found[name] not in allowed:
            raise BadUsageError(
                reason="option_value", option=f"--{name}", allowed=", ".join(allowed)
            )
    return found, rest
