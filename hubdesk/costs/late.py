"""What is written about a month after it was locked: charged in the first open one; pure.

A locked month is never priced again.  A date that is booked into it, or comes back, is priced
behind what was charged already: it takes what is left of free minutes, and of an allowance what
would have lapsed.  A fee that is waived is given back; one that is not waived after all is
charged again.  What later months already charged of it counts, so nothing is charged twice.
Imports only ``kernel``, ``rules`` and siblings.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction
from zoneinfo import ZoneInfo

from hubdesk.costs.model import REASON, UsageCharge
from hubdesk.costs.usage import BookedDate, charge_of, use_of
from hubdesk.kernel.month import Month
from hubdesk.rules.charging import Part
from hubdesk.rules.entitlements import AllowanceUse, Entitlement
from hubdesk.rules.pricing import Priceable, price_month

Key = tuple[int, int]
#: The kind of a charge that gives a fee back.
WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Settled:
    """What an organisation was charged for the dates of a month, in whatever month.

    Attributes:
        charges: in the order they were charged in.
    """

    charges: tuple[UsageCharge, ...]

    def of(self, key: Key) -> list[UsageCharge]:
        return [one for one in self.charges if (one.occurrence_id, one.resource_id) == key]

    @property
    def keys(self) -> list[Key]:
        """In the order they were charged in."""
        return list(dict.fromkeys((one.occurrence_id, one.resource_id) for one in self.charges))


def late_charges(
    month: Month,
    settled: Settled,
    dates: Iterable[BookedDate],
    waived: Mapping[int, str],
    rules: Sequence[Priceable],
    zone: ZoneInfo,
    given: Entitlement | None,
    holidays: Container[date] = (),
) -> list[UsageCharge]:
    """What is still to be charged, or given back, of a locked month, by date and resource.

    Args:
        month: the first open one, where it will stand.
        settled: what was charged already, of one organisation.
        dates: all of its dates in the locked month that have a price, waived ones too.
        waived: date → why it is not charged.
        given: what the organisation's plan still gives, see :func:`left_of`.
    """
    by_key = {(one.occurrence_id, one.resource_id): one for one in dates}
    done = settled.keys
    new = sorted(
        (key for key, one in by_key.items()
         if key not in set(done) and one.occurrence_id not in waived),
        key=lambda key: (by_key[key].starts_at, *key),
    )  # fmt: skip
    ordered = [by_key[key] for key in (*done, *new) if key in by_key]
    entitlements = {} if given is None else {given.org_id: given}
    uses = [use_of(one, zone) for one in ordered]
    priced = price_month(uses, rules, entitlements, holidays)
    found = []
    for one in priced:
        key = one.use.occurrence_id, one.use.resource_id
        if key not in set(done):
            found.append(_late(charge_of(month, by_key[key], one, zone)))
    found += [
        correction
        for key in done
        if (correction := _correction(month, settled.of(key), waived.get(key[0]))) is not None
    ]
    return sorted(found, key=lambda one: (one.starts_at, one.occurrence_id, one.resource_id))


def left_of(given: Entitlement | None, closed: AllowanceUse | None) -> Entitlement | None:
    """What a plan gives for dates that come late: not what went on to the next month."""
    if given is None or closed is None:
        return given
    return replace(
        given,
        carried_minutes=given.carried_minutes - closed.carry_minutes,
        carried_minor=given.carried_minor - closed.carry_minor,
    )


def _late(charge: UsageCharge) -> UsageCharge:
    return replace(charge, description=f"{charge.description}, late")


def _correction(month: Month, before: Sequence[UsageCharge], why: str | None) -> UsageCharge | None:
    """The difference between what was charged so far and what is to stand."""
    first, charged = before[0], sum(one.net_minor for one in before)
    difference = (first.net_minor if why is None else 0) - charged
    if not difference:
        return None
    said = f"{REASON}{why})" if why is not None else "late: not waived"
    place = first.description.split(", no-show")[0].split(", cancelled late")[0]
    return replace(
        first,
        id=0,
        accounting_month=month,
        description=f"{place}, {said}",
        minutes=0,
        free_minutes=0,
        hour_minor=0,
        list_minor=difference,
        net_minor=difference,
        kind=first.kind if why is None else WAIVED,
        plan_minutes=0,
        credit_minor=0,
        parts=(Part(WAIVED if why is not None else "charged", amount=Fraction(difference)),),
    )
