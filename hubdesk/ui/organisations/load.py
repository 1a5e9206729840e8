"""What the page of one organisation shows, read at once on the database worker.

found = load_org(session, org_id, now=front.now())
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from hubdesk.booking.queries.of_org import OrgDate, OrgUse, dates_of_org, uses_of_org
from hubdesk.booking.service import dates_after_leaving
from hubdesk.insight.model import Account, PastChange
from hubdesk.insight.queries.account import account_of
from hubdesk.insight.queries.members import places_by_code
from hubdesk.insight.queries.past import changes_of_org
from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names
from hubdesk.ledger.queries import periods
from hubdesk.orgs.model import Membership, Occupancy, Organisation, Person
from hubdesk.orgs.queries import memberships, occupancies_of, organisation, people_of
from hubdesk.rules.allowance import Allowance, allowances
from hubdesk.rules.pricing import Use
from hubdesk.rules.queries import rates
from hubdesk.spaces.queries import resources
from hubdesk.store.session import Session

#: Months of use that are drawn.
MONTHS = 12
#: Changes that are read at once.
CHANGES = 60
#: The nearest dates that are read at once.
AHEAD = 12
_KINDS = ("room", "desk", "equipment")


@dataclass(frozen=True, slots=True)
class MonthUse:
    """Minutes booked in a month, by kind of resource (``room``, ``desk``, ``equipment``)."""

    month: Month
    rooms: int
    desks: int
    equipment: int


@dataclass(frozen=True, slots=True)
class Free:
    """Free time of the present month; ``names`` of the resource, None = every room."""

    allowance: Allowance
    names: Names | None


@dataclass(frozen=True, slots=True)
class OrgLoad:
    """One organisation.

    Attributes:
        hue: index of its hue.
        locked: the last locked month, None without one; what is dated before its end stays.
        ahead: the nearest dates, of ``ahead_count`` in all; ``past_count`` are over.
        months: use in the last twelve months, the present one last.
        free: what the rate card gives free this month.
    """

    org: Organisation
    hue: int
    today: dt.date
    locked: Month | None
    facts: tuple[Occupancy, ...]
    plans: tuple[Membership, ...]
    people: tuple[Person, ...]
    ahead: tuple[OrgDate, ...]
    ahead_count: int
    past_count: int
    months: tuple[MonthUse, ...]
    free: tuple[Free, ...]
    account: Account
    past: tuple[PastChange, ...]

    @property
    def since(self) -> dt.date | None:
        """The first day it is known to have been here."""
        first = [one.valid_from for one in self.facts] + [one.valid_from for one in self.plans]
        return min(first, default=None)

    @property
    def fact(self) -> Occupancy | None:
        """The fact that holds today."""
        for one in self.facts:
            if one.valid_from <= self.today and (one.valid_to or dt.date.max) >= self.today:
                return one
        return None

    @property
    def first_open_day(self) -> dt.date:
        """The first day from today on whose facts may change."""
        return self.today if self.locked is None else max(self.today, self.locked.next.first_day)

    @property
    def here(self) -> bool:
        return self.org.here_on(self.today)


def load_org(session: Session, org_id: int, *, now: dt.datetime) -> OrgLoad:
    """Everything of one organisation.

    Args:
        now: on the wall clock of the house.

    Raises:
        NotFoundError: no such organisation.
    """
    org = organisation(session, org_id)
    ahead, ahead_count = dates_of_org(session, org_id, at=now, ahead=True, limit=AHEAD)
    _, past_count = dates_of_org(session, org_id, at=now, ahead=False, limit=1)
    month = Month.of(now.date())
    months = _last_months(month)
    zone = now.tzinfo
    assert isinstance(zone, ZoneInfo)
    uses = uses_of_org(session, org_id, _start(months[0], zone), _start(month.next, zone))
    locked = [one.month for one in periods(session) if one.state == "locked"]
    return OrgLoad(
        org=org,
        hue=places_by_code(session)[org_id],
        today=now.date(),
        locked=max(locked, default=None),
        facts=occupancies_of(session, org_id),
        plans=memberships(session, org_id),
        people=people_of(session, org_id),
        ahead=tuple(ahead),
        ahead_count=ahead_count,
        past_count=past_count,
        months=_by_month(uses, months, zone),
        free=_free(session, org, uses, now),
        account=account_of(session, org_id),
        past=changes_of_org(session, org_id, limit=CHANGES),
    )


@dataclass(frozen=True, slots=True)
class Leaving:
    """What leaving on a day would cancel."""

    last_day: dt.date
    dates: int
    series: int
    first: dt.datetime | None


def load_leaving(session: Session, org_id: int, last_day: dt.date) -> Leaving:
    """What becomes of the bookings if an organisation leaves on a day."""
    found = dates_after_leaving(session, org_id, last_day)
    return Leaving(
        last_day, len(found), len({booking for _, booking, _ in found}),
        found[0][2] if found else None,
    )  # fmt: skip


def _start(month: Month, zone: ZoneInfo) -> dt.datetime:
    return dt.datetime.combine(month.first_day, dt.time(), zone)


def _by_month(
    uses: list[OrgUse], months: list[Month], zone: ZoneInfo
) -> tuple[MonthUse, ...]:
    sums: dict[tuple[Month, str], int] = {}
    for use in uses:
        key = (Month.of(use.starts_at.astimezone(zone).date()), use.kind)
        sums[key] = sums.get(key, 0) + _minutes(use)
    return tuple(
        MonthUse(month, *(sums.get((month, kind), 0) for kind in _KINDS))
        for month in months
    )


def _last_months(month: Month) -> list[Month]:
    months = [month]
    while len(months) < MONTHS:
        months.insert(0, months[0].previous)
    return months


def _minutes(use: OrgUse) -> int:
    return int((use.ends_at - use.starts_at).total_seconds()) // 60


def _free(
    session: Session, org: Organisation, uses: list[OrgUse], now: dt.datetime
) -> tuple[Free, ...]:
    zone, month = now.tzinfo, Month.of(now.date())
    present = [use for use in uses if Month.of(use.starts_at.astimezone(zone).date()) == month]
    found = allowances(
        [
            Use(
                use.occurrence_id, org.id, org.org_class, use.resource_id, use.kind,
                use.starts_at.astimezone(zone).date(), _minutes(use),
            )
            for use in present
        ],
        rates(session),
        org.org_class,
        on=now.date(),
        gone={use.occurrence_id for use in present if use.ends_at <= now},
    )  # fmt: skip
    if not found:
        return ()
    names = {one.id: one.names for one in resources(session)}
    return tuple(
        Free(one, None if one.resource_id is None else names.get(one.resource_id))
        for one in found
    )
