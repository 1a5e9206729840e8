"""What an organisation's plan gives it in a month, and what became of it; pure.

Allowance is pooled: whoever of the organisation books takes from the same hours, in order of
time.  Imports only ``kernel``.

    >>> Entitlement(3, "team", given_minutes=600, carried_minutes=60).minutes
    660
"""

from __future__ import annotations

from dataclasses import dataclass

from hubdesk.kernel.weektime import Window


@dataclass(frozen=True, slots=True)
class Entitlement:
    """What can be used in one month.

    Attributes:
        given_minutes, given_minor: of this month, for the days the plan holds.
        carried_minutes, carried_minor: left over from the month before.
        carry_minutes, carry_minor: most that goes on to the next month.
        peaks: hours of the week in which a minute takes more, or less, of the allowance.
        over_hour_minor: price of an hour beyond it; None = as for everybody.
        kinds: what it is for.
        vat_rate: of what is beyond it, where no price rule speaks of the room.
    """

    org_id: int
    plan: str
    given_minutes: int = 0
    carried_minutes: int = 0
    carry_minutes: int = 0
    given_minor: int = 0
    carried_minor: int = 0
    carry_minor: int = 0
    peaks: tuple[Window, ...] = ()
    over_hour_minor: int | None = None
    kinds: tuple[str, ...] = ("room",)
    vat_rate: str = "7"

    @property
    def minutes(self) -> int:
        return self.given_minutes + self.carried_minutes

    @property
    def minor(self) -> int:
        return self.given_minor + self.carried_minor


@dataclass(frozen=True, slots=True)
class AllowanceUse:
    """What became of an entitlement: ``used``, and ``carry`` that goes on to the next month."""

    org_id: int
    plan: str
    given_minutes: int
    carried_minutes: int
    used_minutes: int
    carry_minutes: int
    given_minor: int
    carried_minor: int
    used_minor: int
    carry_minor: int

    @property
    def left_minutes(self) -> int:
        return self.given_minutes + self.carried_minutes - self.used_minutes

    @property
    def left_minor(self) -> int:
        return self.given_minor + self.carried_minor - self.used_minor


def allowance_use(given: Entitlement, used_minutes: int, used_minor: int) -> AllowanceUse:
    """What is left of an entitlement goes on, up to its limit."""
    return AllowanceUse(
        given.org_id, given.plan,
        given.given_minutes, given.carried_minutes, used_minutes,
        min(given.carry_minutes, given.minutes - used_minutes),
        given.given_minor, given.carried_minor, used_minor,
        min(given.carry_minor, given.minor - used_minor),
    )  # fmt: skip


def prorated(whole: int, days: int, month_days: int) -> int:
    """A month's amount for the days it holds, both ends inclusive, half up, rounded once.

    >>> prorated(60000, 15, 30)
    30000
    """
    return (2 * whole * days + month_days) // (2 * month_days)
