"""Whether what a rule says makes sense, before anybody is charged by it; pure.

Imports only ``kernel`` and the values of costs.

    >>> refuse_unsound("seats", {}, Terms(), later=())
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from fractions import Fraction

from hubdesk.costs.model import DRIVERS, SIMPLE
from hubdesk.costs.terms import CAP_KINDS, DENOMINATORS, EXCESSES, Cap, Terms
from hubdesk.kernel.errors import InvalidInputError

#: Drivers that ``mixed`` is made of and that share what meters do not explain.
PARTS = tuple(driver for driver in SIMPLE if driver != "fixed_pct")
#: Drivers whose whole house can be counted.
LETTABLE = ("seats", "headcount", "area_m2", "equal", "weights")
_PERCENT = 100


def refuse_unsound(
    driver: str, weights: Mapping[str, Fraction], terms: Terms, *, later: Collection[str]
) -> None:
    """Refuse what cannot be meant.

    Args:
        weights: organisation code → number or percentage.
        later: codes of the pools that come after this one.

    Raises:
        InvalidInputError: names the field and why.
    """
    _one_of("driver", driver, DRIVERS)
    if any(weight < 0 for weight in weights.values()):
        _refuse("weights", dict(weights), "negative")
    if driver == "fixed_pct" and sum(weights.values()) > _PERCENT:
        _refuse("weights", sum(weights.values()), "over_hundred")
    _parts(driver, terms)
    _whole(driver, terms)
    _tariff(driver, terms)
    _limits(driver, terms)
    back = [code for code in terms.hands_on if code not in later]
    if back:
        _refuse("hands_on", ", ".join(back), "pool_not_later")
    if any(part <= 0 for part in terms.hands_on.values()) or sum(terms.hands_on.values()) > 1:
        _refuse("hands_on", dict(terms.hands_on), "parts_over_one")


def _refuse(field: str, value: object, reason: str) -> None:
    raise InvalidInputError(field=field, value=str(value), reason=reason)


def _one_of(field: str, value: str, known: Iterable[str]) -> None:
    if value not in known:
        _refuse(field, value, "not_one_of")


def _parts(driver: str, terms: Terms) -> None:
    if (driver == "mixed") != bool(terms.parts):
        _refuse("parts", driver, "parts_not_one")
    for one in terms.parts:
        _one_of("parts", one.driver, PARTS)
    if terms.parts and (
        sum(one.part for one in terms.parts) != 1 or any(one.part <= 0 for one in terms.parts)
    ):
        _refuse("parts", " + ".join(str(one.part) for one in terms.parts), "parts_not_one")


def _whole(driver: str, terms: Terms) -> None:
    _one_of("denominator", terms.denominator, DENOMINATORS)
    made_of = [one.driver for one in terms.parts] if driver == "mixed" else (
        [terms.common] if driver in ("metered", "tiered") else [driver]
    )  # fmt: skip
    if terms.denominator == "lettable":
        for one in made_of:
            _one_of("denominator", one, LETTABLE)
    if terms.denominator == "fixed":
        if driver in ("mixed", "metered", "tiered", "fixed_pct"):
            _refuse("denominator", driver, "whole_not_counted")
        if terms.total is None or terms.total <= 0:
            _refuse("total", terms.total, "zero")
    elif terms.total is not None:
        _refuse("total", terms.total, "whole_not_counted")


def _tariff(driver: str, terms: Terms) -> None:
    if terms.tariff and driver not in ("metered", "tiered"):
        _refuse("tariff", driver, "not_metered")
    if driver == "tiered" and not terms.tariff:
        _refuse("tariff", "", "empty")
    if terms.common:
        if not terms.tariff:
            _refuse("common", terms.common, "not_metered")
        _one_of("common", terms.common, PARTS)
    tops = [one.up_to for one in terms.tariff]
    if any(one.price_minor < 0 for one in terms.tariff):
        _refuse("tariff", "", "negative")
    if any(top is None for top in tops[:-1]):
        _refuse("tariff", "", "open_block_not_last")
    known = [top for top in tops if top is not None]
    if known != sorted(set(known)) or any(top <= 0 for top in known):
        _refuse("tariff", ", ".join(map(str, known)), "out_of_range")


def _limits(driver: str, terms: Terms) -> None:
    if terms.floor < 0 or terms.minimum_minor < 0 or terms.reserve_minor < 0:
        _refuse("floor", terms.floor, "negative")
    if terms.floor and driver == "fixed_pct":
        _refuse("floor", terms.floor, "not_one_of")
    _one_of("excess", terms.excess, EXCESSES)
    caps = [*([terms.cap] if terms.cap else []), *terms.caps.values()]
    for cap in caps:
        _cap(cap)
        if terms.minimum_minor > cap.base_minor:
            _refuse("minimum", terms.minimum_minor, "over_the_cap")


def _cap(cap: Cap) -> None:
    _one_of("cap", cap.kind, CAP_KINDS)
    if cap.base_minor < 0 or cap.rate < 0:
        _refuse("cap", cap.base_minor, "negative")
    if cap.kind != "amount" and cap.since is None:
        _refuse("cap", cap.kind, "empty")
