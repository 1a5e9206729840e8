"""What the counter's papers print, as frozen values; they compute nothing more.

SignInPaper(house=..., day=date(2026, 11, 27), rows=(...), printed_at=now, printed_by="Nok")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from hubdesk.frontdesk.model import Inside
from hubdesk.kernel.names import Names


@dataclass(frozen=True, slots=True)
class SignInRow:
    """An expected visitor; everything but time and organisation is empty if not to be named.

    Attributes:
        minute: of the day; None = came unannounced.
        org: code, empty for the house itself.
    """

    minute: int | None
    name: str
    company: str
    org: str
    host: str
    people: int
    badge: str = ""


@dataclass(frozen=True, slots=True)
class SignInPaper:
    """The sheet visitors sign, with room for those nobody expected."""

    house: Names
    day: date
    rows: tuple[SignInRow, ...]
    keep_days: int
    printed_at: datetime
    printed_by: str


@dataclass(frozen=True, slots=True)
class EvacuationPaper:
    """Who is in the house; instants are on the wall clock of the house."""

    house: Names
    inside: Inside
    printed_at: datetime
    printed_by: str
