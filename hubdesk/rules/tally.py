"""Keeps what a month has used up while its uses are priced one after the other; pure.

Imports only ``kernel`` and siblings.
"""

from __future__ import annotations

from collections.abc import Container, Mapping
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from hubdesk.kernel.weektime import DAY_MINUTES, Piece, pieces
from hubdesk.rules.charging import Part, Span, half_up, staff_parts, time_parts, total
from hubdesk.rules.entitlements import Entitlement
from hubdesk.rules.priceable import Priceable, PricedUse, PriceRule, RateLine, Use
from hubdesk.rules.tariff import PER_MONTH, Tariff

_WHOLE = 100
_MINUTE = 100 * 100


@dataclass(slots=True)
class _Free:
    """Minutes of one date that cost nothing, from its start on.

    Attributes:
        covered: how many.
        plan_minutes: what they take of the allowance.
        parts: where they come from.
    """

    covered: int
    plan_minutes: int
    parts: list[Part]


class Tally:
    """See the module."""

    def __init__(
        self, entitlements: Mapping[int, Entitlement], holidays: Container[date] = ()
    ) -> None:
        """``holidays``: public ones of the days that are priced."""
        self._entitlements = entitlements
        self._holidays = holidays
        self._plan_minutes: dict[int, int] = {}
        self._credit: dict[int, int] = {}
        self._free: dict[tuple[object, ...], int] = {}
        self._position: dict[tuple[int, str], int] = {}
        self._spent: dict[tuple[int, str, int, date], Fraction] = {}

    def price(self, use: Use, rule: Priceable | None) -> PricedUse | None:
        """The price of a use; None if nobody speaks of it, or if cancelling it cost nothing."""
        given = self._entitlements.get(use.org_id)
        if given is not None and use.resource_kind not in given.kinds:
            given = None
        if isinstance(rule, RateLine) and given is None:
            return self._by_line(use, rule)
        if rule is None and given is None:
            return None
        tariff, code, vat_rate = _terms(rule, given)
        percent = _percent(tariff, use)
        if not percent:
            return None
        return self._by_terms(use, tariff, code, vat_rate, rule, given, percent)

    def included(self, use: Use, rule: PriceRule, bearer: int) -> PricedUse | None:
        """A room whose price stands in that of another one of the same date."""
        if not _percent(rule.tariff, use):
            return None
        return PricedUse(
            use, 0, 0, 0, 0, rule.vat_rate, rule.code, parts=(Part("together", count=bearer),)
        )

    # -- the rate card --------------------------------------------------------------------------

    def _by_line(self, use: Use, line: RateLine) -> PricedUse | None:
        """Hour times minutes; a date that was cancelled costs nothing by the rate card."""
        if use.what == "cancelled":
            return None
        key = (use.org_id, "rate", line.resource_id)
        free = min(use.minutes, max(0, line.free_minutes - self._free.get(key, 0)))
        self._free[key] = self._free.get(key, 0) + free
        return PricedUse(
            use=use,
            free_minutes=free,
            hour_minor=line.hour_minor,
            list_minor=_price(line.hour_minor, use.minutes),
            net_minor=_price(line.hour_minor, use.minutes - free),
            vat_rate=line.vat_rate,
        )

    # -- price rules and plans ------------------------------------------------------------------

    def _by_terms(
        self, use: Use, tariff: Tariff, code: str, vat_rate: str, rule: Priceable | None,
        given: Entitlement | None, percent: int,
    ) -> PricedUse:  # fmt: skip
        free = self._covered(use, tariff, code, rule, given, percent)
        place = (use.org_id, code)
        if tariff.only_hours and _within_a_day(use) and use.what == "use" and use.quantity == 1:
            self._position[place] = self._position.get(place, 0) + use.minutes - free.covered
            return self._by_the_hour(use, tariff, code, vat_rate, given, free)
        span = Span(use.day, use.start_minute, use.minutes)
        by_month = tariff.blocks_per == PER_MONTH

        def spent(day: date) -> Fraction:
            return self._spent.get((use.org_id, code, use.resource_id, day), Fraction(0))

        days = time_parts(
            tariff, span, covered=free.covered, spent=spent, holidays=self._holidays,
            position=self._position.get(place, 0) if by_month else 0,
        )  # fmt: skip
        self._position[place] = self._position.get(place, 0) + use.minutes - free.covered
        for day, listed in days:
            self._spent[use.org_id, code, use.resource_id, day] = spent(day) + total(listed)
        parts = free.parts + [part for _, listed in days for part in listed]
        parts = _finished(parts, tariff, span, use, percent, self._holidays)
        price = half_up(total(parts))
        credit = self._credit_for(use.org_id, given, price)
        if credit:
            parts.append(Part("credit", amount=Fraction(-credit)))
        free_minutes = free.covered + sum(
            part.minutes for _, listed in days for part in listed if part.what == "free"
        )
        return PricedUse(
            use=use,
            free_minutes=min(use.minutes, free_minutes),
            hour_minor=tariff.hour_minor or 0,
            list_minor=(
                price if use.what == "cancelled"
                else _list_price(tariff, span, use, self._holidays)
            ),
            net_minor=price - credit,
            vat_rate=vat_rate,
            rule=code,
            plan_minutes=free.plan_minutes,
            credit_minor=credit,
            parts=tuple(parts),
            deposit_minor=tariff.deposit_minor,
        )

    def _by_the_hour(
        self, use: Use, tariff: Tariff, code: str, vat_rate: str, given: Entitlement | None,
        free: _Free,
    ) -> PricedUse:  # fmt: skip
        """As the whole way below would price it, for what most houses have most of."""
        hour, charged, parts = tariff.hour_minor or 0, use.minutes - free.covered, free.parts
        if charged:
            parts.append(Part("hour", charged, hour, amount=Fraction(hour * charged, 60)))
        price = _price(hour, charged)
        credit = self._credit_for(use.org_id, given, price)
        if credit:
            parts.append(Part("credit", amount=Fraction(-credit)))
        return PricedUse(
            use, free.covered, hour, _price(hour, use.minutes), price - credit, vat_rate, code,
            free.plan_minutes, credit, tuple(parts), tariff.deposit_minor,
        )  # fmt: skip

    def _covered(
        self, use: Use, tariff: Tariff, code: str, rule: Priceable | None,
        given: Entitlement | None, percent: int,
    ) -> _Free:  # fmt: skip
        """The allowance first, then the free minutes; a late cancellation takes its percentage."""
        found = _Free(0, 0, [])
        if given is not None:
            self._from_plan(use, given, percent, found)
        if tariff.free_minutes:
            of = rule.resource_id if isinstance(rule, RateLine) else code
            key = (use.org_id, "rate" if isinstance(rule, RateLine) else "rule", of)
            left = max(0, tariff.free_minutes - self._free.get(key, 0))
            minutes = min(use.minutes - found.covered, left * _WHOLE // percent)
            if minutes:
                taken = -(-minutes * percent // _WHOLE)
                self._free[key] = self._free.get(key, 0) + taken
                found.covered += minutes
                found.parts.append(Part("free", minutes))
        return found

    def _from_plan(self, use: Use, given: Entitlement, percent: int, found: _Free) -> None:
        used = self._plan_minutes.get(use.org_id, 0)
        left = (given.minutes - used) * _MINUTE
        start = left
        whole = not given.peaks and _within_a_day(use)
        cut = [Piece(use.day, use.minutes, None)] if whole else pieces(
            use.day, use.start_minute, use.minutes, given.peaks
        )  # fmt: skip
        for piece in cut:
            per_minute = piece.percent * percent
            minutes = min(piece.minutes, left // per_minute) if per_minute else piece.minutes
            left -= minutes * per_minute
            found.covered += minutes
            if minutes:
                found.parts.append(Part("plan", minutes, percent=piece.percent))
            if minutes < piece.minutes:
                break
        found.plan_minutes = -((left - start) // _MINUTE)
        self._plan_minutes[use.org_id] = used + found.plan_minutes

    def _credit_for(self, org_id: int, given: Entitlement | None, price: int) -> int:
        if given is None or not given.minor:
            return 0
        credit = min(price, given.minor - self._credit.get(org_id, 0))
        self._credit[org_id] = self._credit.get(org_id, 0) + credit
        return credit


def _terms(rule: Priceable | None, given: Entitlement | None) -> tuple[Tariff, str, str]:
    """Tariff, code and VAT kind; a plan may have its own price of an hour."""
    if isinstance(rule, RateLine):
        tariff = Tariff(hour_minor=rule.hour_minor, free_minutes=rule.free_minutes)
        code, vat_rate = "", rule.vat_rate
    elif rule is not None:
        tariff, code, vat_rate = rule.tariff, rule.code, rule.vat_rate
    else:
        assert given is not None
        tariff, code, vat_rate = Tariff(hour_minor=0), "", given.vat_rate
    if given is not None and given.over_hour_minor is not None:
        tariff = replace(
            tariff, hour_minor=given.over_hour_minor, blocks=(), half_day_minor=None,
            day_minor=None,
        )  # fmt: skip
    return tariff, code, vat_rate


def _within_a_day(use: Use) -> bool:
    return use.start_minute + use.minutes <= DAY_MINUTES


def _percent(tariff: Tariff, use: Use) -> int:
    if use.what == "cancelled":
        return tariff.cancel_percent(use.notice_minutes)
    return tariff.no_show_percent if use.what == "no_show" else _WHOLE


def _finished(
    parts: list[Part], tariff: Tariff, span: Span, use: Use, percent: int,
    holidays: Container[date],
) -> list[Part]:  # fmt: skip
    """The price of the time, for so many pieces, with staff, as far as it is charged."""
    if use.quantity > 1 and (time := total(parts)):
        more = time * (use.quantity - 1)
        parts = [*parts, Part("quantity", count=use.quantity, amount=more)]
    if use.what == "use":
        parts = [*parts, *staff_parts(tariff, span, holidays)]
    if use.what != "use":
        less = total(parts) * (percent - _WHOLE) / _WHOLE
        parts = [*parts, Part(use.what, percent=percent, amount=less)]
    return parts


def _list_price(tariff: Tariff, span: Span, use: Use, holidays: Container[date]) -> int:
    """What it costs somebody who has no allowance, no free minutes and no other date."""
    days = time_parts(tariff, span, holidays=holidays)
    parts = [part for _, listed in days for part in listed]
    used = replace(use, what="use")
    return half_up(total(_finished(parts, tariff, span, used, _WHOLE, holidays)))


def _price(hour_minor: int, minutes: int) -> int:
    """Half up; neither is ever negative, so whole numbers do."""
    return (2 * hour_minor * minutes + 60) // 120
