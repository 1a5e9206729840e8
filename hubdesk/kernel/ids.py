"""Ids as people and scripts write them, and keys that make a write happen once.

    >>> format_id("booking", 12), parse_id("o345")
    ('b12', ('occurrence', 345))
"""

from __future__ import annotations

import re
import secrets

from hubdesk.kernel.clock import milliseconds
from hubdesk.kernel.errors import InvalidInputError

#: Prefix of an id on the command line, by what it names.
PREFIXES = {"booking": "b", "occurrence": "o", "event": "e", "history": "c"}
_KINDS = {prefix: kind for kind, prefix in PREFIXES.items()}
_ID = re.compile(r"([boec])(\d{1,18})")


def format_id(kind: str, number: int) -> str:
    """``booking, 12`` → ``b12``."""
    return f"{PREFIXES[kind]}{number}"


def parse_id(text: str) -> tuple[str, int]:
    """``o345`` → ``("occurrence", 345)``.

    Raises:
        InvalidInputError: no known prefix or no number.
    """
    match = _ID.fullmatch(text.strip())
    if match is None:
        raise InvalidInputError(field="id", value=text, reason="not_an_id")
    return _KINDS[match[1]], int(match[2])


def new_key() -> str:
    """A fresh idempotency key; the caller keeps it until the write is confirmed.

    The time first, as in a UUID of version 7: keys made together stand together in an index, so
    among a million of them the page that takes the next one is at hand.
    """
    return f"{milliseconds():012x}{secrets.token_hex(10)}"
