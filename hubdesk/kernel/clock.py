"""The only place that reads the machine's clock.

Everything else is handed a :class:`Clock`, so tests and the demo hub choose their own "now".
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol


class Clock(Protocol):
    """Whatever tells what time it is now."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass(slots=True)
class FixedClock:
    """A clock that stands still until it is set."""

    at: datetime

    def now(self) -> datetime:
        return self.at


def milliseconds() -> int:
    """The machine's time since 1970, for keys that shall sort as they were made."""
    return time.time_ns() // 1_000_000


def monotonic() -> float:
    """Seconds for measuring durations and deadlines, unaffected by clock changes."""
    return time.monotonic()


def worked() -> float:
    """Seconds this thread has spent working; standing still (a busy machine) does not count."""
    return time.thread_time()
