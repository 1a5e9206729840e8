"""What was found: enough to show one line of it and to go there.

Imports only ``kernel``.

    >>> Found("organisation", 7, rank=0, code="ACT", names=Names(en="Trust")).code
    'ACT'
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal

from hubdesk.kernel.month import Month
from hubdesk.kernel.names import Names

Kind = Literal["organisation", "person", "resource", "booking", "document", "bill"]

#: In the order in which they are shown when all fit alike.
KINDS: tuple[Kind, ...] = ("organisation", "person", "resource", "booking", "document", "bill")

#: How well something fits: its code, a whole name, the beginning of a name or of a code, the
#: beginning of a word, the inside of a word, words that stand apart.
EXACT_CODE, EXACT_NAME, PREFIX, WORD, INSIDE, APART = range(6)


@dataclass(frozen=True, slots=True)
class Found:
    """One row that fits.

    Attributes:
        kind: what it is; ``resource`` is a room, a desk or equipment.
        id: of its row.
        rank: 0 (the very code) to 5, smaller fits better.
        code: of an organisation or a room; the number of a document or a bill.
        names: what it is called; the title of a booking.
        detail: class of an organisation, role of a person, ``room``, ``desk`` or ``equipment``,
            state of a date, kind of a document; a bill has none.
        org, org_names: whose it is.
        place: name of a date's room, or of a room's floor.
        occurrence_id: the date of a booking that is next, or else was last.
        starts_at, ends_at: of that date, aware, UTC.
        day: of a document or a bill.
        month: accounting month of a document or a bill.
        minor: what a document or a bill comes to, in minor units.
        people: capacity of a room.
        series: the booking has a rule.
        also: the further word by which it was found (an address, a project), folded; empty where
            its names or its code fit.
        active: false where it has left, was closed, cancelled or taken back.
    """

    kind: Kind
    id: int
    rank: int = INSIDE
    code: str = ""
    names: Names = field(default_factory=Names)
    detail: str = ""
    org: str = ""
    org_names: Names = field(default_factory=Names)
    place: Names = field(default_factory=Names)
    occurrence_id: int | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    day: date | None = None
    month: Month | None = None
    minor: int | None = None
    people: int | None = None
    series: bool = False
    also: str = ""
    active: bool = True
