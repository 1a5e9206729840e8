"""What is refused because of who asks.

raise SamePersonError("finance")
"""

from __future__ import annotations

from hubdesk.kernel.errors import RefusedError


class SamePersonError(RefusedError):
    """Who makes something cannot be who approves it."""

    code = "same_person"

    def __init__(self, person: str) -> None:
        super().__init__(person=person)
