"""What a booking's row says of its dates, kept true when they shift or the series is divided.

The rule with its exceptions always gives exactly the dates' names (``original_start``), so the
same series can be read from its rule by any calendar.  Pure.

    >>> describe(starts, dates, "FREQ=WEEKLY;COUNT=3;BYDAY=MO").rrule
    'FREQ=WEEKLY;COUNT=3;BYDAY=MO'
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.errors import InvalidRuleError, SeriesNotDivisibleError
from hubdesk.booking.recurrence import divide, expand

#: A series that no rule describes: its first date, and all others by name.
NO_RULE = "FREQ=DAILY;COUNT=1"
_FAR_TOO_MANY = 4_000


@dataclass(frozen=True, slots=True)
class Described:
    """The columns of a booking that say when it is; wall time of its zone as text."""

    starts_local: str
    rrule: str
    exdates: tuple[str, ...]
    rdates: tuple[str, ...]


def describe(starts: datetime, dates: Collection[datetime], rrule: str | None) -> Described:
    """Put a series into words of RFC 5545.

    Args:
        starts: DTSTART in the zone of the series.
        dates: aware instants that there are to be, at least one.
        rrule: what should give them, None if nothing is known to.

    Returns:
        That rule with what it gives too much or too little; or the dates by name, where that
        would be most of them.
    """
    zone = starts.tzinfo
    assert zone is not None
    wanted = {moment.astimezone(UTC) for moment in dates}
    if rrule is not None:
        given = {moment.astimezone(UTC) for moment in expand(starts, rrule, limit=_FAR_TOO_MANY)}
        left_out, added = given - wanted, wanted - given
        if 2 * (len(left_out) + len(added)) <= max(len(wanted), len(given)):
            return Described(
                _wall(starts, zone), rrule, _walls(left_out, zone), _walls(added, zone)
            )
    first = min(wanted)
    return Described(
        _wall(first, zone), NO_RULE, (), _walls(wanted - {first}, zone)
    )


def divided_rules(starts: datetime, rrule: str, at: datetime) -> tuple[str | None, str | None]:
    """The rules of the earlier and of the later part: ten dates stay ten.

    Returns:
        None twice where the series cannot be divided there by rule.
    """
    try:
        return divide(starts, rrule, at)
    except (SeriesNotDivisibleError, InvalidRuleError):
        return None, None


def _walls(moments: Collection[datetime], zone: object) -> tuple[str, ...]:
    return tuple(_wall(moment, zone) for moment in sorted(moments))


def _wall(moment: datetime, zone: object) -> str:
    assert isinstance(zone, ZoneInfo)
    local = moment.astimezone(UTC).astimezone(zone)
    # The second of two equal wall times can only be told by its instant.
    return moment.astimezone(UTC).isoformat() if local.fold else _plain(local)


def _plain(local: datetime) -> str:
    return local.replace(tzinfo=None, fold=0).isoformat()
