"""Dates that a series leaves out by rule: public holidays, closures.

They are skipped without being asked about, and can be booked one by one later; a date that a
closure keeps out waits until it is lifted.

    verdicts = left_out(session, ("holidays",), verdicts, zone)
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from hubdesk.booking.conflicts import Verdict
from hubdesk.booking.queries.held import holder_of, instant
from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.store.session import Session

#: What may be asked for, and the reason of a date that is left out by it.
RULES = {"holidays": "holiday", "closures": "closure"}
BY_RULE = frozenset(RULES.values())


def left_out(
    session: Session, skips: Collection[str], verdicts: Sequence[Verdict], zone: ZoneInfo
) -> tuple[Verdict, ...]:
    """Verdicts in which the dates that a rule leaves out say so and need nothing.

    Raises:
        InvalidInputError: an unknown rule.
    """
    unknown = set(skips) - RULES.keys()
    if unknown:
        raise InvalidInputError(field="skips", value=min(unknown), reason="unknown")
    days: frozenset[date] = frozenset()
    if "holidays" in skips:
        days = days_off(session, (verdict.candidate.starts_s for verdict in verdicts), zone)
    return tuple(_judged(session, skips, days, verdict, zone) for verdict in verdicts)


def days_off(session: Session, starts_s: Iterable[int], zone: ZoneInfo) -> frozenset[date]:
    """The holidays among the days on which dates start."""
    days = {_day(start, zone) for start in starts_s}
    if not days:
        return frozenset()
    found = holidays_between(session, min(days), max(days))
    return frozenset(one.day for one in found if one.day in days)


def _judged(
    session: Session, skips: Collection[str], days: Collection[date], verdict: Verdict,
    zone: ZoneInfo,
) -> Verdict:  # fmt: skip
    if _day(verdict.candidate.starts_s, zone) in days:
        return Verdict(verdict.candidate, reason=RULES["holidays"])
    if "closures" in skips and is_closed(session, verdict):
        return verdict._replace(
            reason=RULES["closures"], claims=(), held_unit=None, held_from_s=None
        )
    return verdict


def is_closed(session: Session, verdict: Verdict) -> bool:
    """Whether it is a closure that stands in the way of a date."""
    if verdict.held_unit is None or verdict.held_from_s is None:
        return False
    holder = holder_of(session, verdict.held_unit, verdict.held_from_s)
    return holder is not None and holder[0] == "closure"


def _day(starts_s: int, zone: ZoneInfo) -> date:
    return instant(starts_s).astimezone(zone).date()
