"""What a unit of work changed: kinds and ids, so that views refresh only if theirs changed.

    >>> changes = Changes({"occurrence": frozenset({7})}, history_seq=3)
    >>> changes.touches("occurrence", "bill")
    True
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Changes:
    """Attributes:
    by_kind: kind of row (``"occurrence"``, ``"bill"`` …) → ids that were written.
    history_seq: number of the history row, the ``c…`` id that undo takes; None if nothing changed.
    """

    by_kind: Mapping[str, frozenset[int]] = field(default_factory=dict)
    history_seq: int | None = None

    def __bool__(self) -> bool:
        return bool(self.by_kind)

    def touches(self, *kinds: str) -> bool:
        return any(kind in self.by_kind for kind in kinds)
