"""Policies that count what is booked already: quotas, prime-time shares, so many a year.

What counts is handed in (:class:`Counted`): dates of the organisation or the person that are
booked, requested or have been.  The dates that are asked for are added one after the other, so a
series is let in as far as the quota goes and the rest is named.  Pure, whole numbers throughout:
a share is compared without dividing.

    >>> over_quota(policy, asker, dates, counted, week_start=0)
    [(date_asked, 'over_quota', {'limit_minutes': 600, 'used_minutes': 570, ...})]
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hubdesk.rules.policies.model import Asker, DateAsked, Place, Policy
from hubdesk.rules.policies.periods import minutes_within, period_of
from hubdesk.rules.priceable import Priceable, Use
from hubdesk.rules.pricing import price_month

#: Price of places of a date for the asker, in minor units.
Price = Callable[[DateAsked, Sequence[Place]], int]
Found = list[tuple[DateAsked, str, dict[str, Any]]]
COUNTING = frozenset({"quota", "share", "count"})


def no_price(_asked: DateAsked, _places: Sequence[Place]) -> int:
    """Where no rule counts money."""
    return 0


def list_price(rules: Sequence[Priceable], asker: Asker) -> Price:
    """What dates are worth: at list price, so that nobody's free hours make room for more.

    Args:
        rules: the rate card and the price rules.
    """

    def price(asked: DateAsked, places: Sequence[Place]) -> int:
        start = asked.starts.hour * 60 + asked.starts.minute
        minutes = int((asked.ends - asked.starts).total_seconds()) // 60
        uses = [
            Use(0, asker.org_id, asker.org_class, place.id, place.kind, asked.day, minutes, start)
            for place in places
        ]
        return sum(line.list_minor for line in price_month(uses, rules))

    return price


@dataclass(frozen=True, slots=True)
class Counted:
    """What is booked already.

    Attributes:
        of_org: dates of the organisation, whatever its people.
        of_person: dates of the person, whatever the organisation.
        places: everything that can be booked, the whole of which a share is one.
        price: see :data:`Price`.
    """

    of_org: tuple[DateAsked, ...] = ()
    of_person: tuple[DateAsked, ...] = ()
    places: tuple[Place, ...] = ()
    price: Price = field(default=no_price)

    def of(self, policy: Policy) -> list[DateAsked]:
        """The dates that count for a policy: of its purposes, if it names some."""
        whose = self.of_person if policy.terms.get("of") == "person" else self.of_org
        purposes = [one.casefold() for one in policy.scope.purposes]
        return [one for one in whose if not purposes or one.purpose.casefold() in purposes]


def counted_places(policy: Policy, asked: DateAsked) -> tuple[Place, ...]:
    """Of hours only rooms count, unless the scope names something else."""
    scope = policy.scope
    if not policy.holds_on(asked.day):
        return ()
    places = scope.places_of(asked)
    if scope.room_kinds or scope.room_ids:
        return places
    return tuple(place for place in places if place.kind == "room")


def over_quota(
    policy: Policy, asker: Asker, dates: Sequence[DateAsked], counted: Counted, week_start: int
) -> Found:
    """Hours or money of a day, week, month or year; both given: neither may be exceeded."""
    terms = policy.terms
    if terms["of"] == "person" and asker.person_id is None:
        return [(asked, "person_unknown", {}) for asked in dates if counted_places(policy, asked)]
    minutes: dict[date, int] = defaultdict(int)
    money: dict[date, int] = defaultdict(int)

    def weight(asked: DateAsked, places: Sequence[Place]) -> tuple[date, int, int]:
        length = int((asked.ends - asked.starts).total_seconds()) // 60
        price = counted.price(asked, places) if terms["amount_minor"] else 0
        return period_of(asked.day, terms["per"], week_start)[0], length * len(places), price

    for booked in counted.of(policy):
        if places := counted_places(policy, booked):
            period, length, price = weight(booked, places)
            minutes[period] += length
            money[period] += price
    found: Found = []
    for asked in dates:
        places = counted_places(policy, asked)
        if not places:
            continue
        period, length, price = weight(asked, places)
        details = {"per": terms["per"], "of": terms["of"], "period": period}
        if terms["minutes"] and minutes[period] + length > terms["minutes"]:
            found.append((asked, "over_quota", {
                **details, "limit_minutes": terms["minutes"], "used_minutes": minutes[period],
                "asked_minutes": length,
            }))  # fmt: skip
        elif terms["amount_minor"] and money[period] + price > terms["amount_minor"]:
            found.append((asked, "over_budget", {
                **details, "limit_minor": terms["amount_minor"], "used_minor": money[period],
                "asked_minor": price,
            }))  # fmt: skip
        else:
            minutes[period] += length
            money[period] += price
    return found


def over_share(
    policy: Policy, _asker: Asker, dates: Sequence[DateAsked], counted: Counted, week_start: int
) -> Found:
    """No organisation takes more than its part of the times that everybody wants.

    The whole is every unit of the places concerned, in that part of each concerned day of the
    period; a divider room weighs as much as the units it takes.
    """
    terms = policy.terms
    used: dict[date, int] = defaultdict(int)

    def weight(asked: DateAsked) -> int:
        span = minutes_within(
            asked.starts, asked.ends, terms["from_minute"], terms["to_minute"]
        )
        return span * sum(place.units for place in counted_places(policy, asked))

    def start_of(asked: DateAsked) -> date:
        return period_of(asked.day, terms["per"], week_start)[0]

    for booked in counted.of(policy):
        used[start_of(booked)] += weight(booked)
    found: Found = []
    for asked in dates:
        taken = weight(asked)
        if not taken:
            continue
        start = start_of(asked)
        whole = _whole(policy, counted.places, start, week_start)
        if 100 * (used[start] + taken) > terms["percent"] * whole:
            found.append((asked, "over_share", {
                "percent": terms["percent"], "per": terms["per"], "period": start,
                "from_minute": terms["from_minute"], "to_minute": terms["to_minute"],
                "used_minutes": used[start], "asked_minutes": taken, "whole_minutes": whole,
            }))  # fmt: skip
        else:
            used[start] += taken
    return found


def _whole(policy: Policy, places: Sequence[Place], start: date, week_start: int) -> int:
    """Unit minutes of a period in which a policy shares out."""
    first, before = period_of(start, policy.terms["per"], week_start)
    weekdays = policy.scope.weekdays or tuple(range(7))
    days = sum(
        date.fromordinal(number).weekday() in weekdays
        for number in range(first.toordinal(), before.toordinal())
    )
    scope = policy.scope
    named = bool(scope.room_kinds or scope.room_ids)
    units = sum(
        place.units for place in places
        if scope.concerns_place(place) and (named or place.kind == "room")
    )  # fmt: skip
    minutes: int = policy.terms["to_minute"] - policy.terms["from_minute"]
    return days * units * minutes


def too_many(
    policy: Policy, asker: Asker, dates: Sequence[DateAsked], counted: Counted, week_start: int
) -> Found:
    """So many bookings a period; a series is one booking."""
    terms = policy.terms
    if terms["of"] == "person" and asker.person_id is None:
        return [(asked, "person_unknown", {}) for asked in dates if policy.scope.places_of(asked)]
    bookings: dict[date, set[int]] = defaultdict(set)
    for booked in counted.of(policy):
        if policy.holds_on(booked.day) and policy.scope.places_of(booked):
            bookings[period_of(booked.day, terms["per"], week_start)[0]].add(booked.booking)
    found: Found = []
    for asked in dates:
        if not policy.holds_on(asked.day) or not policy.scope.places_of(asked):
            continue
        start = period_of(asked.day, terms["per"], week_start)[0]
        if len(bookings[start] | {asked.booking}) > terms["most"]:
            details = {"most": terms["most"], "per": terms["per"], "period": start}
            found.append((asked, "too_many", details))
        else:
            bookings[start].add(asked.booking)
    return found
