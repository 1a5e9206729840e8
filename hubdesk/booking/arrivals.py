"""When a room stops waiting for those who booked it, and by which code they say that they came.

Pure; imports only ``kernel`` and its siblings.

    >>> code_of("secret", 345)
    '146666'
    >>> [wait_after(failures) for failures in (2, 3, 4, 5, 40)]
    [0, 5, 10, 20, 900]
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from unicodedata import decimal

from hubdesk.booking.model import Status

#: Digits of a check-in code.
CODE_DIGITS = 6
#: So many wrong codes cost nothing; from then on each doubles the wait.
FREE_TRIES, FIRST_WAIT_S, LONGEST_WAIT_S = 2, 5, 900
#: After so long without a wrong code the wait begins anew.
FORGOTTEN_AFTER = timedelta(hours=1)
#: Minutes by which a stay can be made longer at a touch, and those a walk-in can choose from.
STEPS = (15, 30, 60)
#: Ends of walk-ins are rounded up to so many minutes, where no rule of the house says how many.
ROUND_TO = 5

_WAITED_FOR = frozenset({Status.BOOKED, Status.HELD})


@dataclass(frozen=True, slots=True)
class ArrivalRule:
    """Minutes after the start, 0 = never; nothing is released that was not warned of.

    Attributes:
        warn_after: a date without a check-in counts as late, and its people are told.
        release_after: its room is given free.
    """

    warn_after: int = 0
    release_after: int = 0


@dataclass(frozen=True, slots=True)
class ArrivalRules:
    """The rules of a house: a resource's own comes before its class's, that before the house's."""

    house: ArrivalRule = ArrivalRule()
    by_class: Mapping[str, ArrivalRule] = field(default_factory=dict)
    by_resource: Mapping[int, ArrivalRule] = field(default_factory=dict)

    def of(self, resource_id: int, *classes: str) -> ArrivalRule:
        """The rule for a resource; its classes from the narrowest."""
        own = self.by_resource.get(resource_id)
        if own is not None:
            return own
        return next((self.by_class[one] for one in classes if one in self.by_class), self.house)


@dataclass(frozen=True, slots=True)
class Expected:
    """A date as it stands, and what its people were told of it.

    Attributes:
        warned_at: None = not yet, or of a time at which the date was somewhere else.
        releases_at: as they were told; None = not by itself.
    """

    occurrence_id: int
    status: Status
    starts_at: datetime
    ends_at: datetime
    warned_at: datetime | None = None
    releases_at: datetime | None = None


def due_for(date: Expected, rule: ArrivalRule, now: datetime) -> Status | str | None:
    """What the sweep does with a date.

    A date that ended is done if somebody checked in, and also if nobody was ever told that they are
    missed: a house that was shut, or that keeps no check-ins, counts nobody as absent.

    Returns:
        ``"warn"``, the new status (``released``, ``no_show`` or ``done``), or None.
    """
    if date.status is Status.CHECKED_IN:
        return Status.DONE if date.ends_at <= now else None
    if date.status not in _WAITED_FOR:
        return None
    warned = date.warned_at is not None and date.warned_at >= date.starts_at
    if date.ends_at <= now:
        return Status.NO_SHOW if warned else Status.DONE
    if not warned:
        late = now - date.starts_at >= timedelta(minutes=rule.warn_after)
        return "warn" if rule.warn_after and late else None
    over = date.releases_at is not None and date.releases_at <= now
    return Status.RELEASED if over else None


def release_time(date: Expected, rule: ArrivalRule, warned_at: datetime) -> datetime | None:
    """When the room of a date that is warned of now is given free; None = not by itself.

    Who is warned late, since no program ran before, has as long as anybody from the warning on.
    """
    if not rule.release_after:
        return None
    grace = timedelta(minutes=rule.release_after - rule.warn_after)
    at = max(date.starts_at + timedelta(minutes=rule.release_after), warned_at + grace)
    return at if at < date.ends_at else None


def code_of(secret: str, occurrence_id: int) -> str:
    """The check-in code of a date: the same for ever, and telling nothing of another's."""
    digest = hmac.new(secret.encode(), f"check-in {occurrence_id}".encode(), hashlib.sha256)
    number = int.from_bytes(digest.digest()[:8], "big") % 10**CODE_DIGITS
    return f"{number:0{CODE_DIGITS}d}"


def same_code(given: str, code: str) -> bool:
    """Whether a typed code is the one; takes as long whether it is or not."""
    typed = "".join(str(decimal(sign)) for sign in given if sign.isdecimal())
    return hmac.compare_digest(typed.encode(), code.encode())


def wait_after(failures: int) -> int:
    """Seconds before the next code is looked at, after so many wrong ones."""
    if failures <= FREE_TRIES:
        return 0
    doubled = FIRST_WAIT_S * 2 ** min(failures - FREE_TRIES - 1, 16)
    return int(min(doubled, LONGEST_WAIT_S))


def walk_in_end(now: datetime, minutes: int, step: int = ROUND_TO) -> datetime:
    """When somebody who takes a room now for so long leaves it, on a round minute of the clock.

    Args:
        now: on the wall clock of the house, where the step is meant.
        step: minutes of the grid that the house books on.
    """
    wanted = (now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(now.tzinfo)
    over = timedelta(
        minutes=(wanted.hour * 60 + wanted.minute) % step,
        seconds=wanted.second,
        microseconds=wanted.microsecond,
    )
    return wanted - over + (timedelta(minutes=step) if over else timedelta())


@dataclass(frozen=True, slots=True)
class Strikes:
    """Dates an organisation missed within the days that count.

    Attributes:
        count: of them; ``days`` back from ``until``.
        warn_at, ask_at: how many warn, and how many make bookings need asking; 0 = never.
    """

    count: int
    days: int
    until: datetime
    warn_at: int = 0
    ask_at: int = 0

    @property
    def state(self) -> str:
        """``ask``, ``warn``, or empty."""
        if self.ask_at and self.count >= self.ask_at:
            return "ask"
        return "warn" if self.warn_at and self.count >= self.warn_at else ""


@dataclass(frozen=True, slots=True)
class DayOfUse:
    """What the house does on the day of use; see ``booking.tables.DayOfUseRow``."""

    kiosk_walk_in: bool = True


@dataclass(frozen=True, slots=True)
class Extensions:
    """How much longer a stay can be.

    Attributes:
        ends_at: as it is.
        free_until: the last end it could have; None = nothing comes after it that day.
        minutes: of ``STEPS`` those that fit.
    """

    ends_at: datetime
    free_until: datetime | None
    minutes: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Arrival:
    """What became of a code that was typed.

    Attributes:
        outcome: ``in``, ``already`` (checked in before), ``wrong`` or ``wait``.
        occurrence_id: of the date, where one was found.
        wait_s: seconds until the next code is looked at.
    """

    outcome: str
    occurrence_id: int | None = None
    wait_s: int = 0
