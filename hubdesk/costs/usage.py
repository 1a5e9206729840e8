"""Booked dates of a month to usage charges; pure.

Counted are dates that were kept or could have been (booked, checked in, done, no-show); the day
of a date is that of its start in the hub's zone.  Dates that somebody cancelled cost what the
price rule says of their notice; one that was released because nobody came is a no-show.  A
private title never gets here: a charge is described by its room and time.  Imports only
``kernel``, ``rules`` and siblings.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from hubdesk.costs.model import UsageCharge
from hubdesk.costs.sharing import Booked
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.rules.entitlements import AllowanceUse, Entitlement, allowance_use
from hubdesk.rules.pricing import Priceable, PricedUse, Use, price_month

#: Statuses of dates that count.
COUNTED = ("booked", "checked_in", "done", "no_show")
_SUFFIX = {"cancelled": ", cancelled late", "no_show": ", no-show"}


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
    status: str = "booked"
    quantity: int = 1
    cancelled_at: datetime | None = None

    @property
    def minutes(self) -> int:
        return int((self.ends_at - self.starts_at).total_seconds()) // 60

    @property
    def what(self) -> str:
        """What it is charged as."""
        if self.status == "cancelled":
            return "cancelled"
        return "no_show" if self.status in ("no_show", "released") else "use"

    @property
    def notice_minutes(self) -> int:
        """How long before its start it was cancelled; 0 for all others."""
        if self.cancelled_at is None:
            return 0
        return int((self.starts_at - self.cancelled_at).total_seconds()) // 60


def usage_charges(
    month: Month,
    dates: Iterable[BookedDate],
    rules: Sequence[Priceable],
    zone: ZoneInfo,
    entitlements: Mapping[int, Entitlement] | None = None,
    holidays: Container[date] = (),
) -> list[UsageCharge]:
    """The charges of a month, in order of time; dates nothing speaks of are left out.

    Args:
        dates: those that start in the month, in the hub's zone.
        rules: the rate card and the price rules.
        entitlements: organisation → what its plan gives in the month.
        holidays: public ones, where a price rule asks for them.
    """
    ordered = sorted(dates, key=lambda one: (one.starts_at, one.occurrence_id, one.resource_id))
    by_key = {(one.occurrence_id, one.resource_id): one for one in ordered}
    uses = [use_of(one, zone) for one in ordered]
    return [
        charge_of(month, by_key[priced.use.occurrence_id, priced.use.resource_id], priced, zone)
        for priced in price_month(uses, rules, entitlements, holidays)
    ]


def use_of(date: BookedDate, zone: ZoneInfo) -> Use:
    """A date as it is priced."""
    starts = date.starts_at.astimezone(zone)
    return Use(
        date.occurrence_id,
        date.org_id,
        date.org_class,
        date.resource_id,
        date.resource_kind,
        starts.date(),
        date.minutes,
        starts.hour * 60 + starts.minute,
        date.quantity,
        date.what,
        date.notice_minutes,
    )


def allowance_uses(
    entitlements: Mapping[int, Entitlement], charges: Iterable[UsageCharge]
) -> tuple[AllowanceUse, ...]:
    """What became of everybody's allowance, in order of organisations."""
    minutes: dict[int, int] = {}
    minor: dict[int, int] = {}
    for one in charges:
        minutes[one.org_id] = minutes.get(one.org_id, 0) + one.plan_minutes
        minor[one.org_id] = minor.get(one.org_id, 0) + one.credit_minor
    return tuple(
        allowance_use(given, minutes.get(org_id, 0), minor.get(org_id, 0))
        for org_id, given in sorted(entitlements.items())
    )


def charge_of(month: Month, date: BookedDate, priced: PricedUse, zone: ZoneInfo) -> UsageCharge:
    """A priced date as the line of a month's charges."""
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
        description=(
            f"{date.resource.get('en')}, {starts:%Y-%m-%d %H:%M}–{ends:%H:%M}"
            + _SUFFIX.get(priced.use.what if priced.parts else "", "")
        ),
        project=date.project,
        minutes=date.minutes,
        free_minutes=priced.free_minutes,
        hour_minor=priced.hour_minor,
        list_minor=priced.list_minor,
        net_minor=priced.net_minor,
        vat_rate=priced.vat_rate,
        kind=priced.use.what,
        rule=priced.rule,
        plan_minutes=priced.plan_minutes,
        credit_minor=priced.credit_minor,
        parts=priced.parts,
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
