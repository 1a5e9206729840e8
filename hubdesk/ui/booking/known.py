"""What the inspector tells of a date, as pairs of a label and a value in the reader's language.

It writes and reads nothing; no widget is known here.

    facts.show_facts(facts_of(words, detail))
"""

from __future__ import annotations

from datetime import datetime

from hubdesk.booking.recurrence.rule import parse_rules
from hubdesk.ui.booking.facts import Detail
from hubdesk.ui.booking.pastlist import said_reason
from hubdesk.ui.booking.repeat import said_rule
from hubdesk.ui.booking.wording import times
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: What becomes of an organisation that missed too many dates.
_CONSEQUENCES = {"warn": N_("warned"), "ask": N_("bookings need asking")}


def facts_of(words: Words, detail: Detail) -> list[tuple[str, str]]:
    """Label and value of everything that is known; a value may be empty."""
    block = detail.block
    return [
        (words.t("Room"), detail.room.get(words.lang)),
        (words.t("Day"), words.weekday_date(detail.day)),
        (words.t("Time"), times(words, block.span)),
        (words.t("People") if detail.people else words.t("Seats"), _people(words, detail)),
        (words.t("Equipment"), ", ".join(_extras(words, detail))),
        (words.t("Layout"), words.name_or_text("layout", detail.layout)),
        (words.t("Set-up"), _buffers(words, detail)),
        (words.t("Series"), _series(words, detail)),
        (words.t("Project"), detail.project),
        (words.t("Title"), words.t("private") if block.private else ""),
        (words.t("Reason"), said_reason(words, detail.reason)),
        (words.t("Booked by"), _booked_by(words, detail)),
        (words.t("Check-in code"), said_code(detail.arrival.code)),
        (words.t("Given free"), _release(words, detail)),
        (words.t("Missed"), _missed(words, detail)),
    ]


def said_code(code: str) -> str:
    """``146 666``: in halves it is remembered."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}" if code else ""


def _buffers(words: Words, detail: Detail) -> str:
    block = detail.block
    if not block.before and not block.after:
        return ""
    return words.t("{before} min before, {after} min after",
                   before=block.before, after=block.after)  # fmt: skip


def _booked_by(words: Words, detail: Detail) -> str:
    if detail.created_at is None:
        return detail.created_by
    return f"{detail.created_by}, {_day(words, detail.created_at)}"


def _release(words: Words, detail: Detail) -> str:
    moment = detail.arrival.releases_at
    if moment is None:
        return ""
    return words.t("at {time} unless they check in", time=words.time(moment))


def _missed(words: Words, detail: Detail) -> str:
    found = detail.arrival
    if not found.state:
        return ""
    text = words.n("{n} date in {days} days", "{n} dates in {days} days", found.missed,
                   days=found.days)  # fmt: skip
    return f"{text}\n{words.t(_CONSEQUENCES[found.state])}"


def _people(words: Words, detail: Detail) -> str:
    if not detail.capacity or not detail.people:
        return str(detail.people or detail.capacity or "")
    seats = words.n("{n} seat", "{n} seats", detail.capacity)
    return words.t("{people} of {seats}", people=detail.people, seats=seats)


def _extras(words: Words, detail: Detail) -> list[str]:
    return [
        f"{count} \u00d7 {name.get(words.lang)}" if count > 1 else name.get(words.lang)
        for name, count in detail.extras
    ]


def _series(words: Words, detail: Detail) -> str:
    if not detail.block.series:
        return words.t("No, one date")
    text = said_rule(words, parse_rules(detail.rule), detail.day)
    return text or words.t("Yes")


def _day(words: Words, moment: datetime) -> str:
    return words.date_short(words.local(moment).date())
