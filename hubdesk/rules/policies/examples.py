"""The rules of real houses, shipped as files: entered through the same service as one's own.

A file is ``{"key", "name", "about", "policies": […]}`` as ``service.load_policies`` reads it; texts
are ``{"en", "th"}``.  What a house charges stands in the same file, for who reads prices.

    >>> [example.key for example in examples()][:2]
    ['centre-for-social-innovation', 'democracy-center']
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from hubdesk.kernel.errors import NotFoundError
from hubdesk.kernel.names import Names
from hubdesk.kernel.resources import resource


@dataclass(frozen=True, slots=True)
class Example:
    """One house; ``document`` is its whole file."""

    key: str
    names: Names
    about: Names
    document: Mapping[str, Any]

    @property
    def policies(self) -> int:
        """How many rules it brings."""
        return len(self.document["policies"])


def examples() -> tuple[Example, ...]:
    """Every house that is shipped, by key."""
    found = []
    for path in sorted(resource("examples").glob("*.json")):
        document = json.loads(path.read_text(encoding="utf-8"))
        name, about = document["name"], document["about"]
        found.append(
            Example(
                document["key"], Names(name["th"], name["en"]), Names(about["th"], about["en"]),
                document,
            )
        )  # fmt: skip
    return tuple(found)


def example(key: str) -> Example:
    """One house.

    Raises:
        NotFoundError: none of this key is shipped.
    """
    for one in examples():
        if one.key == key:
            return one
    raise NotFoundError(kind="file", key=key)
