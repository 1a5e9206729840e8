"""Organisations, people and dated facts as frozen values; imports only ``kernel``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from hubdesk.kernel.names import Names

CLASSES = ("resident", "affiliate", "partner", "outside")


@dataclass(frozen=True, slots=True)
class Organisation:
    """``org_class`` is one of ``CLASSES``.

    Attributes:
        active: False = it never counted, or no more.
        left_on: the last day here, inclusive; None = no end is known.
        project_required: whether its bookings must name a project.
        lang: what it is written to in, ``th`` or ``en``: statements, letters, mail; empty = the
            hub's language.
    """

    id: int
    code: str
    names: Names
    org_class: str
    tax_id: str
    branch: str
    address: Names
    phone: str
    email: str
    active: bool
    left_on: date | None = None
    project_required: bool = False
    lang: str = ""

    def here_on(self, day: date) -> bool:
        """Whether it is a member of the house on a day."""
        return self.active and (self.left_on is None or day <= self.left_on)


@dataclass(frozen=True, slots=True)
class Person:
    """A person; ``org`` is the organisation's code, empty for none.

    Attributes:
        lang: what they are written to in, ``th`` or ``en``; empty = the hub's language.
    """

    id: int
    org_id: int | None
    org: str
    names: Names
    email: str
    phone: str
    role: str
    active: bool
    lang: str = ""


@dataclass(frozen=True, slots=True)
class Membership:
    """Both days inclusive; ``valid_to`` None = open."""

    id: int
    org_id: int
    plan: str
    valid_from: date
    valid_to: date | None


@dataclass(frozen=True, slots=True)
class Occupancy:
    """Seats, heads and area of an organisation; both days inclusive, ``valid_to`` None = open."""

    id: int
    org_id: int
    org: str
    valid_from: date
    valid_to: date | None
    seats: int
    headcount: int
    area_m2: Fraction
