"""Half-open intervals of instants: the end belongs to what comes next.

    >>> from datetime import UTC, datetime
    >>> nine, ten = datetime(2026, 10, 1, 9, tzinfo=UTC), datetime(2026, 10, 1, 10, tzinfo=UTC)
    >>> Interval(nine, ten).overlaps(Interval(ten, ten.replace(hour=11)))
    False
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hubdesk.kernel.errors import InvalidInputError


@dataclass(frozen=True, slots=True, order=True)
class Interval:
    """``[starts_at, ends_at)``; both are aware instants and the end is later.

    Raises:
        InvalidInputError: a naive instant, or an end that is not after the start.
    """

    starts_at: datetime
    ends_at: datetime

    def __post_init__(self) -> None:
        if self.starts_at.tzinfo is None or self.ends_at.tzinfo is None:
            raise InvalidInputError(field="interval", value=str(self.starts_at), reason="naive")
        if _utc(self.ends_at) <= _utc(self.starts_at):
            raise InvalidInputError(
                field="interval",
                value=f"{self.starts_at.isoformat()}/{self.ends_at.isoformat()}",
                reason="end_before_start",
            )

    @property
    def duration(self) -> timedelta:
        return _utc(self.ends_at) - _utc(self.starts_at)

    def overlaps(self, other: Interval) -> bool:
        return _utc(self.starts_at) < _utc(other.ends_at) and (
            _utc(other.starts_at) < _utc(self.ends_at)
        )

    def widened(self, before: timedelta, after: timedelta) -> Interval:
        return Interval(_moved(self.starts_at, -before), _moved(self.ends_at, after))


def _utc(moment: datetime) -> datetime:
    """Two moments of one zone compare by wall clock, so both are taken out of it first."""
    return moment.astimezone(UTC)


def _moved(moment: datetime, by: timedelta) -> datetime:
    return (_utc(moment) + by).astimezone(moment.tzinfo)
