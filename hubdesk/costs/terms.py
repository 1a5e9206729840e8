"""What a pool's rule says beside its driver: who benefits, of what the whole is, and the limits.

A rule without terms is shared by everybody who is there, and nothing is left with the hub.
``Terms`` is what the rule row keeps as JSON; numbers are exact and kept as text.  Imports only
``kernel``.

    >>> Terms(denominator="fixed", total=Fraction(500)).plain()
    {'denominator': 'fixed', 'total': '500'}
    >>> terms_from({"cap": {"base_minor": 12000}}).cap
    Cap(base_minor=12000, kind='amount', rate=Fraction(0, 1), since=None)
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any

from hubdesk.kernel.month import Month

#: Of what the whole is: everybody who benefits, all that can be let, or a number.
DENOMINATORS = ("occupied", "lettable", "fixed")
#: How a ceiling grows over the years, see :mod:`hubdesk.costs.limits`.
CAP_KINDS = ("amount", "compounding", "simple", "resetting")
#: Who bears what a cap takes off.
EXCESSES = ("absorbed", "redistributed")


@dataclass(frozen=True, slots=True)
class MixedPart:
    """A driver and which part of the pool is shared by it; the parts add up to 1."""

    driver: str
    part: Fraction


@dataclass(frozen=True, slots=True)
class Tier:
    """A block of a tariff: what a unit costs, in minor units, up to so many a month."""

    price_minor: Fraction
    up_to: Fraction | None = None


@dataclass(frozen=True, slots=True)
class Cap:
    """The most an organisation bears in a month.

    Attributes:
        base_minor: in the first year from ``since`` on.
        kind: one of ``CAP_KINDS``.
        rate: growth a year: 0.05 is five percent.
        since: None only for ``amount``, which does not grow.
    """

    base_minor: int
    kind: str = "amount"
    rate: Fraction = Fraction(0)
    since: Month | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a rule; the empty ones say nothing.

    Attributes:
        include: organisation codes that benefit; empty is everybody.
        exclude: those that do not.
        classes: classes of organisations that benefit; empty is all of them.
        denominator: one of ``DENOMINATORS``; ``total`` only with ``fixed``, a day.
        parts: of the driver ``mixed``.
        tariff: of ``metered`` (one block, or none: by units) and ``tiered``.
        common: by what is shared what meters and tariff do not explain.
        floor: the least value that counts for anybody who benefits.
        minimum_minor: the least anybody with a value bears in a month, by its days there.
        cap: of everybody; ``caps`` of single organisations, which go first.
        excess: one of ``EXCESSES``.
        reserve_minor: what is shared every month for the reserve, beside bills.
        hands_on: pool code → part of this pool that is shared by that one instead.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    denominator: str = "occupied"
    total: Fraction | None = None
    parts: tuple[MixedPart, ...] = ()
    tariff: tuple[Tier, ...] = ()
    common: str = ""
    floor: Fraction = Fraction(0)
    minimum_minor: int = 0
    cap: Cap | None = None
    caps: Mapping[str, Cap] = field(default_factory=dict)
    excess: str = "absorbed"
    reserve_minor: int = 0
    hands_on: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def limits(self) -> bool:
        """Whether anything but the weights decides an amount."""
        return bool(self.cap or self.caps or self.minimum_minor)

    @property
    def resets(self) -> bool:
        """Whether a ceiling begins anew from what was borne a year ago."""
        caps = (*([self.cap] if self.cap else []), *self.caps.values())
        return any(cap.kind == "resetting" for cap in caps)

    def benefits(self, org: str, org_class: str) -> bool:
        """Whether the pool is there for an organisation."""
        return (
            org not in self.exclude
            and (not self.include or org in self.include)
            and (not self.classes or org_class in self.classes)
        )

    def cap_of(self, org: str) -> Cap | None:
        return self.caps.get(org, self.cap)

    def plain(self) -> dict[str, Any]:
        """As JSON keeps it; what says nothing is left out."""
        said: dict[str, Any] = {
            "include": list(self.include),
            "exclude": list(self.exclude),
            "classes": list(self.classes),
            "denominator": "" if self.denominator == "occupied" else self.denominator,
            "total": None if self.total is None else str(self.total),
            "parts": [[one.driver, str(one.part)] for one in self.parts],
            "tariff": [_plain_tier(one) for one in self.tariff],
            "common": self.common,
            "floor": str(self.floor) if self.floor else "",
            "minimum_minor": self.minimum_minor,
            "cap": None if self.cap is None else _plain_cap(self.cap),
            "caps": {org: _plain_cap(cap) for org, cap in sorted(self.caps.items())},
            "excess": "" if self.excess == "absorbed" else self.excess,
            "reserve_minor": self.reserve_minor,
            "hands_on": {pool: str(part) for pool, part in sorted(self.hands_on.items())},
        }
        return {name: value for name, value in said.items() if value}


#: Shared by everybody who is there, to the last satang.
PLAIN = Terms()


def terms_from(said: Mapping[str, Any]) -> Terms:
    """The way back from :meth:`Terms.plain`."""
    if not said:
        return PLAIN
    total = said.get("total")
    return Terms(
        include=tuple(said.get("include", ())),
        exclude=tuple(said.get("exclude", ())),
        classes=tuple(said.get("classes", ())),
        denominator=said.get("denominator", "occupied"),
        total=None if total is None else Fraction(total),
        parts=tuple(MixedPart(driver, Fraction(part)) for driver, part in said.get("parts", ())),
        tariff=tuple(_tier_from(one) for one in said.get("tariff", ())),
        common=said.get("common", ""),
        floor=Fraction(said.get("floor", 0)),
        minimum_minor=said.get("minimum_minor", 0),
        cap=_cap_from(said["cap"]) if "cap" in said else None,
        caps={org: _cap_from(one) for org, one in said.get("caps", {}).items()},
        excess=said.get("excess", "absorbed"),
        reserve_minor=said.get("reserve_minor", 0),
        hands_on={pool: Fraction(part) for pool, part in said.get("hands_on", {}).items()},
    )


def _plain_tier(tier: Tier) -> list[str | None]:
    return [str(tier.price_minor), None if tier.up_to is None else str(tier.up_to)]


def _tier_from(said: list[str | None]) -> Tier:
    price, up_to = said
    return Tier(Fraction(price or 0), None if up_to is None else Fraction(up_to))


def _plain_cap(cap: Cap) -> dict[str, Any]:
    plain: dict[str, Any] = {"base_minor": cap.base_minor}
    if cap.kind != "amount":
        plain |= {"kind": cap.kind, "rate": str(cap.rate), "since": str(cap.since)}
    return plain


def _cap_from(said: Mapping[str, Any]) -> Cap:
    since = said.get("since")
    return Cap(
        said["base_minor"], said.get("kind", "amount"), Fraction(said.get("rate", 0)),
        None if since is None else Month.parse(since),
    )  # fmt: skip
