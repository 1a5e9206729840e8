"""What prices are made from, and which of them speaks of a use; pure.

``pricing`` says how they are applied.  Imports only ``kernel`` and siblings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from hubdesk.kernel.names import Names
from hubdesk.rules.charging import Part, simple_parts
from hubdesk.rules.tariff import Tariff


@dataclass(frozen=True, slots=True)
class RateLine:
    """One line of the rate card.

    Attributes:
        org_class: whom it is for.
        resource_id: None = every room.
        hour_minor: price of an hour, net.
        free_minutes: free per organisation and month.
        vat_rate: VAT kind.
        valid_from, valid_to: days, inclusive; None = open.
    """

    id: int
    org_class: str
    resource_id: int | None
    hour_minor: int
    free_minutes: int
    vat_rate: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class PriceRule:
    """One version of a price rule.

    Attributes:
        org_class: empty = every class.
        org_id: None = every organisation.
        resource_kind, resource_id: every resource of the kind, or one.
        valid_from, valid_to: days, inclusive; None = open.
    """

    id: int
    code: str
    names: Names
    org_class: str
    org_id: int | None
    resource_kind: str
    resource_id: int | None
    tariff: Tariff
    vat_rate: str
    valid_from: date
    valid_to: date | None

    def holds_on(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def fits(self, use: Use) -> bool:
        """Whether it speaks of a use; of rooms used together only where all of them are."""
        return (
            self.holds_on(use.day)
            and self.org_id in (None, use.org_id)
            and self.org_class in ("", use.org_class)
            and (
                self.resource_id == use.resource_id
                or (self.resource_id is None and self.resource_kind == use.resource_kind)
            )
        )

    @property
    def rank(self) -> tuple[bool, bool, bool, date]:
        """The largest of those that fit counts."""
        return (
            self.org_id is not None, self.resource_id is not None, self.org_class != "",
            self.valid_from,
        )  # fmt: skip


#: What a price can come from.
Priceable = RateLine | PriceRule


@dataclass(frozen=True, slots=True)
class Use:
    """One resource used on one date.

    Attributes:
        resource_kind: ``room``, ``desk`` or ``equipment``; the rate card speaks only of rooms.
        day: local day of the start.
        minutes: what was booked, buffers not counted.
        start_minute: wall clock of the start, minutes after midnight.
        quantity: pieces of equipment.
        what: ``use``, ``cancelled`` or ``no_show``.
        notice_minutes: how long before the start it was cancelled.
    """

    occurrence_id: int
    org_id: int
    org_class: str
    resource_id: int
    resource_kind: str
    day: date
    minutes: int
    start_minute: int = 0
    quantity: int = 1
    what: str = "use"
    notice_minutes: int = 0


@dataclass(frozen=True, slots=True)
class PricedUse:
    """A use with its price; ``minutes = free_minutes + charged_minutes``.

    Attributes:
        hour_minor: price of an hour; 0 where it has none or several.
        list_minor: what it would cost without allowance and free minutes.
        rule: code of the price rule; empty: the rate card, or the plan alone.
        plan_minutes: taken of the allowance, peak factor included.
        credit_minor: taken of the allowance in money; ``net_minor`` is what is left to pay.
        parts: how it came about; empty where hour times charged minutes says it all.
        deposit_minor: what the rule wants to be held for the booking.
    """

    use: Use
    free_minutes: int
    hour_minor: int
    list_minor: int
    net_minor: int
    vat_rate: str
    rule: str = ""
    plan_minutes: int = 0
    credit_minor: int = 0
    parts: tuple[Part, ...] = ()
    deposit_minor: int = 0

    @property
    def charged_minutes(self) -> int:
        return self.use.minutes - self.free_minutes

    @property
    def why(self) -> tuple[Part, ...]:
        """How the price came about, whatever it is made of."""
        return self.parts or simple_parts(self.use.minutes, self.free_minutes, self.hour_minor)


def line_for(use: Use, lines: Iterable[RateLine]) -> RateLine | None:
    """The line of the rate card that prices ``use``, or None if none speaks of it."""
    fitting = [
        line
        for line in lines
        if line.org_class == use.org_class
        and line.holds_on(use.day)
        and (
            line.resource_id == use.resource_id
            or (line.resource_id is None and use.resource_kind == "room")
        )
    ]
    return max(
        fitting, key=lambda line: (line.resource_id is not None, line.valid_from), default=None
    )


def rule_for(use: Use, rules: Iterable[PriceRule]) -> PriceRule | None:
    """The price rule for ``use`` on its own, or None if none speaks of it."""
    fitting = [rule for rule in rules if not rule.tariff.rooms and rule.fits(use)]
    return max(fitting, key=lambda rule: rule.rank, default=None)


def together(uses: Sequence[Use], rules: Iterable[PriceRule]) -> PriceRule | None:
    """The rule for rooms that one date uses together; with the most rooms, then by rank."""
    rooms = {use.resource_id for use in uses}
    fitting = [
        rule for rule in rules
        if rule.tariff.rooms and rooms.issuperset(rule.tariff.rooms) and _of(rule, uses[0])
    ]  # fmt: skip
    return max(fitting, key=lambda rule: (len(rule.tariff.rooms), rule.rank), default=None)


def _of(rule: PriceRule, use: Use) -> bool:
    return (
        rule.holds_on(use.day)
        and rule.org_id in (None, use.org_id)
        and rule.org_class in ("", use.org_class)
    )
