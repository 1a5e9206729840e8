"""What one benchmark measured, beside what the bare engine does in the same run.

    >>> Result(0.48, "ms", reference=0.40, reference_what="raw durable insert").ratio
    1.2
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

Unit = Literal["ms", "s", "us", "per_s", "mb"]
_PER_SECOND: dict[Unit, float] = {"s": 1.0, "ms": 1e3, "us": 1e6}


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the table.

    Attributes:
        value: the measured figure, in ``unit``.
        unit: ``per_s`` is better when larger, the others when smaller.
        reference: the bare engine's figure of the same run, in ``unit``; None where nothing
            comparable exists.
        reference_what: what was measured for it.
        limit: the figure the project promises, in ``unit``; None where it promises none.
    """

    value: float
    unit: Unit
    reference: float | None = None
    reference_what: str = ""
    limit: float | None = None

    @property
    def ratio(self) -> float | None:
        """``value`` as a multiple of ``reference``."""
        if not self.reference:
            return None
        return round(self.value / self.reference, 3)

    @property
    def kept(self) -> bool | None:
        """Whether the promise was kept; None without one."""
        if self.limit is None:
            return None
        return self.value >= self.limit if self.unit == "per_s" else self.value <= self.limit


def median_time(
    action: Callable[[], object],
    *,
    runs: int,
    unit: Unit = "ms",
    warm_up: int = 1,
    before_each: Callable[[], object] | None = None,
) -> float:
    """The median duration of ``runs`` calls.

    Args:
        action: what is measured.
        runs: how often.
        unit: of the answer; not ``per_s``, not ``mb``.
        warm_up: calls before the first that counts.
        before_each: set-up that is not measured.
    """
    times = []
    for number in range(-warm_up, runs):
        if before_each is not None:
            before_each()
        start = time.perf_counter()
        action()
        if number >= 0:
            times.append(time.perf_counter() - start)
    return in_unit(statistics.median(times), unit)


def in_unit(seconds: float, unit: Unit) -> float:
    """A duration in seconds, as ``unit``."""
    return seconds * _PER_SECOND[unit]
