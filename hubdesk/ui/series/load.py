"""Reads for the review of a series, on the worker's thread.

    front.read(lambda session: load_series(session, request), self._on_series, owner=self)
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.booking.model import BookingRequest
from hubdesk.booking.queries.proposals import Proposal, proposals
from hubdesk.booking.queries.used import places
from hubdesk.booking.service import plan_dates
from hubdesk.booking.service.choices import PlannedDate
from hubdesk.hub.queries import settings
from hubdesk.hub.queries.holidays import holidays_between
from hubdesk.kernel.interval import Interval
from hubdesk.rules.policies.elsewhere import could_pass
from hubdesk.rules.policies.model import DateAsked
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session
from hubdesk.ui.booking.load import load_day, minute_of
from hubdesk.ui.booking.scene import Block, Gap, Scene, Span
from hubdesk.ui.series.state import RoomFact, SeriesLoad

#: Of so many clashing dates proposals are looked for at once; of the others when selected.
_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Strip:
    """A room on a day around a wish, in minutes of that day."""

    wish: Span
    blocks: tuple[Block, ...] = ()
    gaps: tuple[Gap, ...] = ()


@dataclass(frozen=True, slots=True)
class DateView:
    """One date with what would fit; ``strips`` stand in the order of the proposals."""

    asked_at: datetime
    asked: Strip
    proposals: tuple[Proposal, ...]
    strips: tuple[Strip, ...]


def load_series(session: Session, request: BookingRequest) -> SeriesLoad:
    """Every date as asked, and what would fit for the first that clash.

    Raises:
        RefusedError: what no date could change.
    """
    plan = plan_dates(session, request, {})
    days = days_of(plan.dates, plan.zone)
    clashing = [planned for planned in plan.dates if planned.outcome.outcome == "clash"]
    found = {
        planned.asked_at: _proposals(session, request, planned, days)
        for planned in clashing[:_AT_ONCE]
    }
    rooms = {
        place.id: RoomFact(place.names, place.capacity or 0, place.floor, place.features)
        for place in resources(session)
    }
    names = {one.day: one.names for one in holidays_between(session, min(days), max(days))}
    holidays = {
        planned.asked_at: names[day]
        for planned in plan.dates
        if (day := planned.asked_at.astimezone(plan.zone).date()) in names
    }
    return SeriesLoad(request, plan.dates, found, rooms, holidays)


def days_of(dates: Collection[PlannedDate], zone: ZoneInfo) -> frozenset[date]:
    """The days on which a series has dates."""
    return frozenset(planned.asked_at.astimezone(zone).date() for planned in dates)


def load_date(
    session: Session, request: BookingRequest, planned: PlannedDate, days: Collection[date],
    zone: ZoneInfo,
) -> DateView:  # fmt: skip
    """One date with its proposals, each as a strip of its room."""
    found = _proposals(session, request, planned, days)
    scenes: dict[date, Scene] = {}

    def strip(resource_id: int, starts_at: datetime, ends_at: datetime) -> Strip:
        day = starts_at.astimezone(zone).date()
        if day not in scenes:
            scenes[day] = load_day(session, day, zone).scene
        wish = Span(minute_of(starts_at, day, zone), minute_of(ends_at, day, zone))
        return _strip(scenes[day], resource_id, wish)

    asked = planned.outcome
    return DateView(
        planned.asked_at,
        strip(planned.resource_id, asked.starts_at, asked.ends_at),
        found,
        tuple(strip(item.resource_id, item.starts_at, item.ends_at) for item in found),
    )


def _proposals(
    session: Session, request: BookingRequest, planned: PlannedDate, days: Collection[date]
) -> tuple[Proposal, ...]:
    interval = Interval(planned.outcome.starts_at, planned.outcome.ends_at)
    found = proposals(session, request, interval, without_days=days)
    return _ways_out(session, planned, found) if planned.rules else found


def _ways_out(
    session: Session, planned: PlannedDate, found: tuple[Proposal, ...]
) -> tuple[Proposal, ...]:
    """Without those that the rules which refuse the date would refuse as well."""
    hub, known = settings(session), places(session)
    zone = ZoneInfo(hub.timezone)

    def at(resource_id: int, interval: Interval) -> DateAsked:
        starts, ends = (
            moment.astimezone(zone) for moment in (interval.starts_at, interval.ends_at)
        )
        return DateAsked(starts, ends, (known[resource_id],))

    outcome = planned.outcome
    asked = at(planned.resource_id, Interval(outcome.starts_at, outcome.ends_at))
    return tuple(
        one
        for one in found
        if all(
            could_pass(
                answer.policy, asked, at(one.resource_id, Interval(one.starts_at, one.ends_at)),
                hub.week_start,
            )
            for answer in planned.rules
        )
    )  # fmt: skip


def _strip(scene: Scene, resource_id: int, wish: Span) -> Strip:
    lane = next(
        (at for at, lane in enumerate(scene.lanes) if lane.resource_id == resource_id), None
    )
    if lane is None:
        return Strip(wish)
    return Strip(wish, tuple(scene.holders(lane)), tuple(scene.gaps_by_lane[lane]))
