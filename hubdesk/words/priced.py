"""Prices in words: the reasons of a price as a person reads them, on screen, paper and console.

Takes parts as JSON keeps them (``rules.charging.Part.plain``) and knows nothing of rules.

    for reason in reasons(words, [{"what": "hour", "minutes": 60, "unit_minor": 1500,
                                   "amount": "1500"}], digits=2): ...
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

#: What is said of a part; the amounts are filled in already written.
_SAID = {
    "plan": N_("price|{time} from the plan"),
    "free": N_("price|{time} free"),
    "hour": N_("price|{time} at {unit} an hour"),
    "half_day": N_("price|{count} half day at {unit}"),
    "day": N_("price|{count} day at {unit}"),
    "minimum": N_("price|at least {unit}"),
    "cap": N_("price|at most {unit} a day"),
    "staff": N_("price|staff after hours, {time} at {unit} an hour"),
    "holiday": N_("price|staff on a public holiday, {time} at {unit} an hour"),
    "quantity": N_("price|{count} pieces"),
    "cancelled": N_("price|cancelled late: {percent} %"),
    "no_show": N_("price|nobody came: {percent} %"),
    "credit": N_("price|{taken} from the credit"),
    "together": N_("price|together with another room"),
    "waived": N_("price|not charged after all"),
    "charged": N_("price|charged after all"),
}
_LATE = N_("price|late, for {day}")
_FACTOR = N_("price|{said} (counts {percent} %)")


def reasons(words: Words, parts: Iterable[Mapping[str, Any]], digits: int) -> list[str]:
    """One short phrase for each part, in order.

    Args:
        digits: decimals of the currency.
    """
    return [_reason(words, part, digits) for part in parts]


def _reason(words: Words, part: Mapping[str, Any], digits: int) -> str:
    what, percent = part["what"], part.get("percent", 100)
    amount = part["amount"]
    said = words.t(
        _SAID[what],
        time=duration(words, part.get("minutes", 0)),
        unit=words.amount(part.get("unit_minor", 0), digits),
        count=part.get("count", 0),
        percent=percent,
        taken=words.amount(-int(amount) if what == "credit" else 0, digits),
    )
    if percent != 100 and what in ("plan", "hour", "half_day", "day"):
        return words.t(_FACTOR, said=said, percent=percent)
    return said


def late_words(words: Words, day: date, why: str) -> str:
    """That something came late, for which day, and why or what of it.

    Args:
        why: in words; may be empty.
    """
    said = words.t(_LATE, day=words.date_short(day))
    return f"{said}: {why}" if why else said


def duration(words: Words, minutes: int) -> str:
    """``1:30 h``."""
    hours, rest = divmod(minutes, 60)
    return words.t("price|{hours}:{minutes} h", hours=hours, minutes=f"{rest:02d}")


def in_words(words: Words, lines: Sequence[Sequence[Mapping[str, Any]]], digits: int) -> str:
    """The reasons of several lines, told once each."""
    found = dict.fromkeys(reason for parts in lines for reason in reasons(words, parts, digits))
    return " · ".join(found)


def quote_words(words: Words, facts: Mapping[str, Any], digits: int, currency: str) -> list[str]:
    """What a booking would cost, in two or three lines: the price, why, and what else to know.

    Args:
        facts: ``priced``, ``net_minor``, ``vat_minor``, ``later_minor``, ``deposit_minor``,
            ``cancel`` (minutes of notice, percent) and ``lines`` (the parts of each line).
    """
    if not facts["priced"]:
        return [words.t(N_("price|Nothing is charged for this."))]

    def amount(minor: int) -> str:
        return words.amount(minor, digits, currency)

    head = words.t(N_("price|Costs {amount}"), amount=amount(facts["net_minor"]))
    if facts["vat_minor"]:
        head += " " + words.t(N_("price|+ VAT {amount}"), amount=amount(facts["vat_minor"]))
    lines = [head, in_words(words, facts["lines"], digits)]
    more = []
    if facts["later_minor"]:
        more.append(words.t(
            N_("price|later bookings of the month then cost {amount} more"),
            amount=amount(facts["later_minor"]),
        ))  # fmt: skip
    if facts["deposit_minor"]:
        more.append(words.t(
            N_("price|deposit {amount}, returned afterwards"),
            amount=amount(facts["deposit_minor"]),
        ))  # fmt: skip
    more += [notice_words(words, notice, percent) for notice, percent in facts["cancel"]]
    if more:
        lines.append(" · ".join(more))
    return [line for line in lines if line]


def notice_words(words: Words, notice: int, percent: int) -> str:
    """What cancelling less than so many minutes before costs."""
    if notice % 1440 == 0:
        return words.n(
            "price|cancelled less than {n} day before: {percent} %",
            "price|cancelled less than {n} days before: {percent} %",
            notice // 1440, percent=percent,
        )  # fmt: skip
    return words.t(
        N_("price|cancelled less than {time} before: {percent} %"),
        time=duration(words, notice), percent=percent,
    )  # fmt: skip
