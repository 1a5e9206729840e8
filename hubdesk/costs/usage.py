"""Booked dates of a month to usage charges; pure.

Counted are dates that were kept or could have been (booked, checked in, done, no-show); the day
of a date is that of its start in the hub's zone.  A private title never gets here: a charge is
described by its room and time.  Imports only ``kernel``, ``rules`` and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from hubdesk.costs.model import UsageCharge
from hubdesk.costs.sharing import Booked
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.rules.pricing import PricedUse, RateLine, Use, price_month

#: Statuses of dates that count.
COUNTED = ("booked", "checked_in", "done", "no_show")


@dataclass(frozen=True, slots=True)
class BookedDate:
    """One resource of one counted date."""

    occurrence_id: int
    booking_id: int
    org_id: int
    org: str
    org_class: str
    resource_id: int
    resource_kind: str
    resource: Names
    starts_at: datetime
    ends_at: datetime
    project: str

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60


def usage_charges(
    month: Month, dates: Iterable[BookedDate], rates: Sequence[RateLine], zone: ZoneInfo
) -> list[UsageCharge]:
    """The charges of a month, in order of time; dates no rate speaks of are left out.

    Args:
        dates: those that start in the month, in the hub's zone.
    """
    ordered = sorted(dates, key=lambda one: (one.starts_at, one.occurrence_id, one.resource_id))
    by_key = {(one.occurrence_id, one.resource_id): one for one in ordered}
    uses = [
        Use(
            one.occurrence_id,
            one.org_id,
            one.org_class,
            one.resource_id,
            one.resource_kind,
            one.starts_at.astimezone(zone).date(),
            one.minutes,
        )
        for one in ordered
    ]
    return [
        _charge(month, by_key[priced.use.occurrence_id, priced.use.resource_id], priced, zone)
        for priced in price_month(uses, rates)
    ]


def _charge(month: Month, date: BookedDate, priced: PricedUse, zone: ZoneInfo) -> UsageCharge:
    starts, ends = date.starts_at.astimezone(zone), date.ends_at.astimezone(zone)
    return UsageCharge(
        accounting_month=month,
        org_id=date.org_id,
        org=date.org,
        booking_id=date.booking_id,
        occurrence_id=date.occurrence_id,
        resource_id=date.resource_id,
        resource=date.resource,
        starts_at=date.starts_at,
        ends_at=date.ends_at,
        description=f"{date.resource.get('en')}, {starts:%Y-%m-%d %H:%M}–{ends:%H:%M}",
        project=date.project,
        minutes=date.minutes,
        free_minutes=priced.free_minutes,
        hour_minor=priced.hour_minor,
        list_minor=priced.list_minor,
        net_minor=priced.net_minor,
        vat_rate=priced.vat_rate,
    )


def booked_time(dates: Iterable[BookedDate], zone: ZoneInfo) -> tuple[Booked, ...]:
    """Minutes by organisation and day, rooms only: the facts behind ``booked_hours``."""
    minutes: dict[tuple[str, object], int] = {}
    found: dict[tuple[str, object], Booked] = {}
    for one in dates:
        if one.resource_kind != "room":
            continue
        day = one.starts_at.astimezone(zone).date()
        key = (one.org, day)
        minutes[key] = minutes.get(key, 0) + one.minutes
        found[key] = Booked(one.org, day, minutes[key])
    return tuple(sorted(found.values(), key=lambda booked: (booked.org, booked.day)))
