"""From a wish to the dates it means, and what the house's rules say of them one by one.

Pure: wall time and zones, opening hours, sizes.  Whether something is free is ``conflicts``'.

    >>> [date.starts_s for date in candidates_of(request, ZoneInfo("Asia/Bangkok"))]
    [1792638000]
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, tzinfo
from functools import lru_cache
from typing import NamedTuple

from hubdesk.booking.errors import ResourceInactiveError, TooManyPeopleError
from hubdesk.booking.model import MAX_CLAIM, BookingRequest
from hubdesk.booking.recurrence import check_bookable
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.spaces.model import Bookable
from hubdesk.spaces.opening import DAY_MINUTES, hours_on, own_hours

_MAX_CLAIM_S = MAX_CLAIM.total_seconds()


class Candidate(NamedTuple):
    """One date that is wanted, in UTC seconds; ``original_s`` names it within its series.

    A tuple like all that is made for every date of a series: it costs half of a dataclass.
    """

    original_s: int
    starts_s: int
    ends_s: int


def in_zone(moment: datetime, zone: tzinfo) -> datetime:
    """A naive wall time or any instant as the clock in ``zone`` shows it.

    A wall time in a gap comes out as the clock shows that moment: after the gap.
    """
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=zone)
    return moment.astimezone(UTC).astimezone(zone)


def _timestamp(moment: datetime, zone: tzinfo) -> float:
    """UTC seconds of a wall time in ``zone`` or of any instant."""
    return (moment if moment.tzinfo is not None else moment.replace(tzinfo=zone)).timestamp()


def candidates_of(request: BookingRequest, zone: tzinfo) -> tuple[Candidate, ...]:
    """Every date of the request, ascending; each lasts as long as the first.

    Raises:
        InvalidInputError: the end is not after the start, or too far from it; a fraction of
            a minute.
        InvalidRuleError, RuleNotBookableError: the rule cannot be read or has no bookable end.
    """
    length = duration(request.starts, request.ends, zone)
    if request.rrule is None and not request.rdates and not request.exdates:
        start = int(_timestamp(request.starts, zone))
        return (Candidate(start, start, start + length),)
    starts = check_bookable(
        in_zone(request.starts, zone),
        request.rrule,
        exdates=[_taken_out(moment, zone) for moment in request.exdates],
        rdates=[in_zone(moment, zone) for moment in request.rdates],
    )
    if not starts:
        raise InvalidInputError(field="rrule", value=request.rrule or "", reason="no_dates")
    instants = [int(start.timestamp()) for start in starts]
    return tuple(map(Candidate, instants, instants, [start + length for start in instants]))


def duration(starts: datetime, ends: datetime, zone: tzinfo) -> int:
    """Seconds between two moments as they really pass, also on a day the clock changes.

    An end that the clock reaches no later than a start it skips (02:30 to 03:30 where 02:00 is
    followed by 03:00) leaves the wish as long as its wall times are apart.

    Raises:
        InvalidInputError: ``end_before_start``, ``too_long`` or ``too_fine`` (not whole minutes).
    """
    passed = _timestamp(ends, zone) - _timestamp(starts, zone)
    if passed <= 0 and starts.tzinfo is None and ends.tzinfo is None:
        passed = (ends - starts).total_seconds()
    if passed <= 0:
        reason = "end_before_start"
    elif passed > _MAX_CLAIM_S:
        reason = "too_long"
    elif passed % 60 or starts.second or starts.microsecond:
        reason = "too_fine"
    else:
        return int(passed)
    raise InvalidInputError(field="ends", value=ends.isoformat(), reason=reason)


def _taken_out(moment: date | datetime, zone: tzinfo) -> date | datetime:
    return in_zone(moment, zone) if isinstance(moment, datetime) else moment


def require_suitable(
    rooms: Sequence[Bookable], quantities: Sequence[int], people: int | None
) -> None:
    """Refuse what no date could change: closed-down resources, too few seats, odd quantities.

    Raises:
        ResourceInactiveError, TooManyPeopleError, InvalidInputError
    """
    if len({room.id for room in rooms}) != len(rooms):
        raise InvalidInputError(field="resources", value=rooms[0].code, reason="same_key_twice")
    for room, quantity in zip(rooms, quantities, strict=True):
        if not room.active:
            raise ResourceInactiveError(unit=room.code)
        most = len(room.unit_ids) if room.is_pool else 1
        if not 1 <= quantity <= most:
            raise InvalidInputError(
                field="quantity", value=f"{room.code}:{quantity}", reason="out_of_range"
            )
    sizes = [room.capacity for room in rooms if room.kind == "room"]
    if people is not None and sizes and None not in sizes:
        capacity = sum(size or 0 for size in sizes)
        if people > capacity:
            raise TooManyPeopleError(unit=rooms[0].code, capacity=capacity, people=people)


def within_hours(room: Bookable, starts_s: int, ends_s: int, zone: tzinfo) -> bool:
    """Whether a room is open all through a date, on each local day it touches."""
    own = own_hours(room.open_minute, room.close_minute)
    if not room.openings and own == (0, DAY_MINUTES):
        return True
    day, first = _local(starts_s, zone)
    last_day, last = _local(ends_s, zone)
    last += (last_day - day) * DAY_MINUTES
    if not room.openings and last <= DAY_MINUTES:  # most dates of most rooms: no day to look up
        return own[0] <= first and last <= own[1]
    while last > 0:
        part = first, min(last, DAY_MINUTES)
        hours = hours_on(date.fromordinal(day), room.openings, room.org_class, own)
        if not any(opens <= part[0] and part[1] <= closes for opens, closes in hours):
            return False
        first, last, day = 0, last - DAY_MINUTES, day + 1
    return True


@lru_cache(maxsize=8192)
def _local(seconds: int, zone: tzinfo) -> tuple[int, int]:
    """Day (its ordinal) and minute of an instant, kept: many rooms are asked for the same hours."""
    local = datetime.fromtimestamp(seconds, zone)
    return local.toordinal(), local.hour * 60 + local.minute
