"""What a rule of the house says, in plain sentences; and what it answers to a booking.

Gets codes and plain values, as ``rules.policies`` hands them out, so that window, command line and
paper speak alike.

    >>> from hubdesk.words.catalogue import Words
    >>> rule_sentence(Words("en"), "notice", {"hours": 0, "business_days": 7})
    'Bookings are made at least 7 business days ahead.'
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hubdesk.words.marker import N_

if TYPE_CHECKING:
    from hubdesk.words.catalogue import Words

Facts = Mapping[str, Any]
_CLASSES = ("resident", "affiliate", "partner", "outside")
#: A year in which every day of a month exists.
_LEAP_YEAR = 2028

_PER = {"day": N_("a day"), "week": N_("a week"), "month": N_("a month"), "year": N_("a year")}
_OF = {"organisation": N_("each organisation"), "person": N_("each person")}


def duration(words: Words, minutes: int) -> str:
    """``1 h 30 min``, ``45 min``."""
    hours, rest = divmod(minutes, 60)
    parts = []
    if hours:
        parts.append(words.t("{count} h", count=words.number(hours)))
    if rest or not hours:
        parts.append(words.t("{count} min", count=rest))
    return " ".join(parts)


def clock(minute: int) -> str:
    """A minute of the day, 24:00 included."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def span(first: int, last: int) -> str:
    """``09:00–17:00``."""
    return f"{clock(first)}\u2013{clock(last)}"


def month_day(words: Words, text: str) -> str:
    """``10-15`` as ``15 October``."""
    month, day = (int(part) for part in text.split("-"))
    return words.date(dt.date(_LEAP_YEAR, month, day)).rsplit(" ", 1)[0]


def classes(words: Words, codes: Iterable[str]) -> str:
    return ", ".join(words.name("class", code) for code in codes)


def rule_sentence(words: Words, kind: str, terms: Facts) -> str:
    """What a rule with these terms does, in one or two sentences."""
    return " ".join(_RULES[kind](words, terms))


def _window(words: Words, terms: Facts) -> Iterable[str]:
    if months := terms["months_ahead"]:
        yield words.n("Bookings are taken up to {n} month ahead.",
                      "Bookings are taken up to {n} months ahead.", months)  # fmt: skip
    if days := terms["days_ahead"]:
        yield words.n("Bookings are taken up to {n} day ahead.",
                      "Bookings are taken up to {n} days ahead.", days)  # fmt: skip


def _notice(words: Words, terms: Facts) -> Iterable[str]:
    if hours := terms["hours"]:
        yield words.n("Bookings are made at least {n} hour ahead.",
                      "Bookings are made at least {n} hours ahead.", hours)  # fmt: skip
    if days := terms["business_days"]:
        yield words.n("Bookings are made at least {n} business day ahead.",
                      "Bookings are made at least {n} business days ahead.", days)  # fmt: skip


def _length(words: Words, terms: Facts) -> Iterable[str]:
    if least := terms["min_minutes"]:
        yield words.t("A booking lasts at least {time}.", time=duration(words, least))
    if most := terms["max_minutes"]:
        yield words.t("A booking lasts at most {time}.", time=duration(words, most))


def _slots(words: Words, terms: Facts) -> Iterable[str]:
    if step := terms["step_minutes"]:
        yield words.t("Times begin and end on steps of {time}.", time=duration(words, step))
    if parts := terms["slots"]:
        times = ", ".join(span(*part) for part in parts)
        yield words.t("Only these times are booked: {times}.", times=times)


def _hours(words: Words, terms: Facts) -> Iterable[str]:
    yield words.t("Only times between {times} are booked.", times=_times(terms))


def _wave(words: Words, terms: Facts) -> Iterable[str]:
    opens = ", ".join(
        words.t("{org_class} from {day}", org_class=words.name("class", code),
                day=month_day(words, terms[f"opens_{code}"]))
        for code in _CLASSES
        if terms.get(f"opens_{code}")
    )  # fmt: skip
    yield words.t(
        "Times between {first} and {last} open one class after the other: {opens}.",
        first=month_day(words, terms["period_from"]), last=month_day(words, terms["period_to"]),
        opens=opens,
    )  # fmt: skip


def _access(words: Words, terms: Facts) -> Iterable[str]:
    if terms["classes"]:
        yield words.t("Only for: {classes}.", classes=classes(words, terms["classes"]))
    if terms["plans"]:
        yield words.t("Only with the plan: {plans}.", plans=", ".join(terms["plans"]))


def _sponsor(words: Words, terms: Facts) -> Iterable[str]:
    yield words.t(
        "Outside {times} an organisation of the house answers for the booking ({classes}).",
        times=_times(terms), classes=classes(words, terms["classes"]),
    )  # fmt: skip


def _quota(words: Words, terms: Facts) -> Iterable[str]:
    per, of = words.t(_PER[terms["per"]]), words.t(_OF[terms["of"]])
    if minutes := terms["minutes"]:
        yield words.t("At most {time} {per} for {of}.", time=duration(words, minutes), per=per,
                      of=of)  # fmt: skip
    if minor := terms["amount_minor"]:
        amount = words.amount(minor, currency=words.currency)
        yield words.t("At most {amount} {per} for {of}, at list price.", amount=amount, per=per,
                      of=of)  # fmt: skip


def _share(words: Words, terms: Facts) -> Iterable[str]:
    yield words.t(
        "No organisation takes more than {percent} % of the time between {times} {per}.",
        percent=terms["percent"], times=_times(terms), per=words.t(_PER[terms["per"]]),
    )  # fmt: skip


def _count(words: Words, terms: Facts) -> Iterable[str]:
    yield words.n(
        "At most {n} booking {per} for {of}.", "At most {n} bookings {per} for {of}.",
        terms["most"], per=words.t(_PER[terms["per"]]), of=words.t(_OF[terms["of"]]),
    )  # fmt: skip


def _approval(words: Words, terms: Facts) -> Iterable[str]:
    if who := terms["approver"]:
        yield words.t("{who} has to agree first.", who=who)
    else:
        yield words.t("Somebody who may has to agree first.")
    if hours := terms["hours"]:
        yield words.n("Without an answer the request lapses after {n} hour.",
                      "Without an answer the request lapses after {n} hours.", hours)  # fmt: skip


def _hold(words: Words, terms: Facts) -> Iterable[str]:
    yield words.n(
        "A hold lapses after {n} hour unless it is confirmed.",
        "A hold lapses after {n} hours unless it is confirmed.", terms["hours"],
    )  # fmt: skip


def _reconfirm(words: Words, terms: Facts) -> Iterable[str]:
    yield words.n("A series is confirmed anew every {n} month.",
                  "A series is confirmed anew every {n} months.", terms["months"])  # fmt: skip
    if days := terms["remind_days"]:
        yield words.n("It is reminded of {n} day before.", "It is reminded of {n} days before.",
                      days)  # fmt: skip


def _strikes(words: Words, terms: Facts) -> Iterable[str]:
    days = words.n("{n} day", "{n} days", terms["days"])
    if warn := terms["warn"]:
        yield words.n("After {n} missed booking in {days} the organisation is warned.",
                      "After {n} missed bookings in {days} the organisation is warned.",
                      warn, days=days)  # fmt: skip
    if ask := terms["ask"]:
        yield words.n("After {n} it asks at the desk before it books again.",
                      "After {n} it asks at the desk before it books again.", ask)  # fmt: skip


def _times(facts: Facts) -> str:
    return span(facts["from_minute"], facts["to_minute"])


_RULES: dict[str, Callable[[Words, Facts], Iterable[str]]] = {
    "window": _window, "notice": _notice, "length": _length, "slots": _slots, "hours": _hours,
    "wave": _wave, "access": _access, "sponsor": _sponsor, "quota": _quota, "share": _share,
    "count": _count, "approval": _approval, "hold": _hold, "reconfirm": _reconfirm,
    "strikes": _strikes,
}  # fmt: skip
