"""What kiosks say, in the reader's language first and in the other one beside it.

    pair = Pair.of(front)
    pair.both(N_("Check in by code"))        # ("เช็กอินด้วยรหัส", "Check in by code")
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime

from hubdesk.booking.doors import Door, DoorDate
from hubdesk.kernel.errors import KnownError
from hubdesk.ui.front import Front
from hubdesk.words.catalogue import LANGUAGES, Words
from hubdesk.words.marker import N_

#: State of a door → its word, tone and icon.
STATES = {
    "free": (N_("kiosk|Free"), "good", "circle-check"),
    "soon": (N_("kiosk|Free for a moment"), "warning", "hourglass"),
    "busy": (N_("kiosk|In use"), "bad", "circle-minus"),
    "closed": (N_("kiosk|Closed"), "bad", "lock"),
    "unknown": (N_("kiosk|Not known"), "muted", "circle-question-mark"),
}
#: What became of a code → words and tone.
ARRIVALS = {
    "in": (N_("Checked in. Welcome."), "good"),
    "already": (N_("This booking is checked in already."), "good"),
    "wrong": (N_("No booking that can be checked in now has this code."), "bad"),
    "wait": (N_("Too many wrong codes. Wait {n} seconds, or ask at the desk."), "warning"),
}
BOOKED = N_("Booked until {time}, and checked in.")


@dataclass(frozen=True, slots=True)
class Pair:
    """The reader's words, and those of the other language."""

    first: Words
    second: Words

    @classmethod
    def of(cls, front: Front) -> Pair:
        other = next(lang for lang in LANGUAGES if lang != front.words.lang)
        return cls(front.words, replace(front.choice, lang=other).words(front.house))

    def both(self, msgid: str, /, **values: object) -> tuple[str, str]:
        """A message in both languages."""
        return self.first.t(msgid, **values), self.second.t(msgid, **values)

    def say(self, tell: Callable[[Words], str]) -> tuple[str, str]:
        """Whatever is put together from words, in both languages."""
        return tell(self.first), tell(self.second)

    def line(self, msgid: str, /, **values: object) -> str:
        """Both on one line."""
        return " \u00b7 ".join(self.both(msgid, **values))

    def error(self, error: KnownError) -> tuple[str, str]:
        return self.first.error(error), self.second.error(error)


def time_of(words: Words, moment: datetime) -> str:
    """``13:42``: on a large clock and in columns the o'clock sign only takes room."""
    return words.time(moment).removesuffix(" น.")


def free_words(words: Words, door: Door) -> str:
    """Until when a door's room is free."""
    if door.until is None:
        return words.t("free for the rest of the day")
    return words.t("free until {time}", time=words.time(door.until))


def again_words(words: Words, until: datetime | None, now: datetime) -> str:
    """When a taken or closed room is free again."""
    if until is None:
        return words.t("not free again today")
    minutes = max(1, -int(-(until - now).total_seconds() // 60))
    if minutes < 60:
        return words.n("free again in {n} min", "free again in {n} min", minutes)
    return words.t("free again in {h} h {m} min", h=minutes // 60, m=minutes % 60)


def title_of(words: Words, date: DoorDate) -> str:
    """What a date is called for everybody: its title, else whose it is."""
    if date.private:
        return words.t("Private booking")
    return date.title or date.org_names.get(words.lang) or date.org


def under_title(words: Words, date: DoorDate) -> str:
    """The smaller line under it."""
    if date.private:
        return words.t("name not shown")
    if date.status == "held":
        return words.t("held, not confirmed yet")
    return date.org_names.get(words.lang) if date.title else ""


def check_in_words(words: Words, date: DoorDate) -> str:
    """Whether somebody came, and what happens if nobody does."""
    if date.checked_in_at is not None:
        return words.t("Checked in at {time}", time=words.time(date.checked_in_at))
    if date.releases_at is not None:
        return words.t("Check in by {time}, or the room is given free",
                       time=words.time(date.releases_at))  # fmt: skip
    return words.t("Nobody has checked in yet")
