"""The terms of a rule as people type them, and back; pure.

    tariff       ``100 4.00; 200 5.00; 6.00``      blocks: up to so many units at a price
    parts        ``seats 1/2; headcount 1/2``
    caps         ``ANT 300.00; BEE 200.00 +5% compounding 2025-01``
    hands_on     ``rent 1/3; water 10%``

Amounts are in major units.  Imports only ``kernel`` and the terms of rules.

    >>> read_terms({"tariff": "100 4.00; 5"}, 2).tariff[0]
    Tier(price_minor=Fraction(400, 1), up_to=Fraction(100, 1))
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from hubdesk.costs.terms import Cap, MixedPart, Terms, Tier
from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.money import require_amount
from hubdesk.kernel.month import Month

#: What can be typed, in the order of a form.
FIELDS = (
    "include", "exclude", "classes", "denominator", "total", "parts", "tariff", "common", "cap",
    "caps", "excess", "minimum", "floor", "reserve", "hands_on",
)  # fmt: skip


def read_terms(texts: Mapping[str, str], digits: int) -> Terms:
    """Terms from texts; one that is empty or missing says nothing.

    Args:
        texts: by the names of ``FIELDS``.
        digits: of the currency.

    Raises:
        InvalidInputError: names the field and why.
    """

    def said(field: str) -> str:
        return texts.get(field, "").strip()

    caps = {}
    for one in _parted(said("caps")):
        code, _, rest = one.partition(" ")
        caps[code] = _cap("caps", rest, digits)
    return Terms(
        include=_codes(said("include")),
        exclude=_codes(said("exclude")),
        classes=_codes(said("classes")),
        denominator=said("denominator") or "occupied",
        total=_number("total", said("total")) if said("total") else None,
        parts=tuple(
            MixedPart(driver, part) for driver, part in _pairs("parts", said("parts")).items()
        ),
        tariff=tuple(_tier(one, digits) for one in _parted(said("tariff"))),
        common=said("common"),
        cap=_cap("cap", said("cap"), digits) if said("cap") else None,
        caps=caps,
        excess=said("excess") or "absorbed",
        minimum_minor=_amount("minimum", said("minimum"), digits),
        floor=_number("floor", said("floor") or "0"),
        reserve_minor=_amount("reserve", said("reserve"), digits),
        hands_on=_pairs("hands_on", said("hands_on")),
    )


def write_terms(terms: Terms, digits: int) -> dict[str, str]:
    """Field → text; what says nothing is empty."""
    return {
        "include": ", ".join(terms.include),
        "exclude": ", ".join(terms.exclude),
        "classes": ", ".join(terms.classes),
        "denominator": terms.denominator,
        "total": "" if terms.total is None else str(terms.total),
        "parts": "; ".join(f"{one.driver} {one.part}" for one in terms.parts),
        "tariff": "; ".join(_tier_text(one, digits) for one in terms.tariff),
        "common": terms.common,
        "cap": "" if terms.cap is None else _cap_text(terms.cap, digits),
        "caps": "; ".join(f"{org} {_cap_text(cap, digits)}" for org, cap in terms.caps.items()),
        "excess": terms.excess,
        "minimum": _money(Fraction(terms.minimum_minor), digits) if terms.minimum_minor else "",
        "floor": str(terms.floor) if terms.floor else "",
        "reserve": _money(Fraction(terms.reserve_minor), digits) if terms.reserve_minor else "",
        "hands_on": "; ".join(f"{pool} {part}" for pool, part in terms.hands_on.items()),
    }


def _parted(text: str) -> list[str]:
    return [one.strip() for one in text.split(";") if one.strip()]


def _codes(text: str) -> tuple[str, ...]:
    return tuple(text.replace(",", " ").replace(";", " ").split())


def _number(field: str, text: str) -> Fraction:
    """``2``, ``2.5``, ``1/3`` or ``10%``."""
    plain = text.strip().replace(",", "")
    if "e" in plain.lower():  # 1e999999999 would be written out
        raise InvalidInputError(field=field, value=text, reason="not_a_number")
    try:
        if plain.endswith("%"):
            return Fraction(plain[:-1]) / 100
        return Fraction(plain)
    except (ValueError, ZeroDivisionError):
        raise InvalidInputError(field=field, value=text, reason="not_a_number") from None


def _amount(field: str, text: str, digits: int) -> int:
    minor = _number(field, text or "0") * 10**digits
    if minor.denominator != 1:
        raise InvalidInputError(field=field, value=text, reason="not_an_amount")
    if minor:
        require_amount(field, int(minor))
    return int(minor)


def _pairs(field: str, text: str) -> dict[str, Fraction]:
    found = {}
    for one in _parted(text):
        name, _, part = one.partition(" ")
        found[name] = _number(field, part)
    return found


def _tier(text: str, digits: int) -> Tier:
    *up_to, price = text.split()
    if len(up_to) > 1:
        raise InvalidInputError(field="tariff", value=text, reason="not_a_number")
    top = _number("tariff", up_to[0]) if up_to else None
    return Tier(_number("tariff", price) * 10**digits, top)


def _tier_text(tier: Tier, digits: int) -> str:
    price = _money(tier.price_minor, digits)
    return price if tier.up_to is None else f"{tier.up_to} {price}"


def _cap(field: str, text: str, digits: int) -> Cap:
    amount, *growth = text.split() or [""]
    base = _amount(field, amount, digits)
    if not growth:
        return Cap(base)
    try:
        rate, kind, since = growth
        return Cap(base, kind, _number(field, rate.removeprefix("+")), Month.parse(since))
    except ValueError:
        raise InvalidInputError(field=field, value=text, reason="not_a_cap") from None


def _cap_text(cap: Cap, digits: int) -> str:
    base = _money(Fraction(cap.base_minor), digits)
    if cap.kind == "amount":
        return base
    return f"{base} +{cap.rate * 100}% {cap.kind} {cap.since}"


def _money(minor: Fraction, digits: int) -> str:
    """Minor units as people write them; a fraction of one stays a fraction."""
    if minor.denominator != 1:
        return str(minor / 10**digits)
    whole, rest = divmod(int(minor), 10**digits)
    return f"{whole}.{rest:0{digits}d}" if digits else str(whole)
