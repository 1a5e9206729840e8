"""What the rules of the house answer to a booking, in plain sentences.

    >>> from hubdesk.words.catalogue import Words
    >>> answer_sentence(Words("en"), "too_long", {"max_minutes": 240})
    'It would last longer than 4 h.'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

from hubdesk.kernel.names import Names
from hubdesk.words.marker import N_
from hubdesk.words.policies import classes, duration, span

if TYPE_CHECKING:
    from hubdesk.words.catalogue import Words

Facts = Mapping[str, Any]
_OVER_QUOTA = {
    "day": N_("{used} of {limit} are used on that day; {asked} more are too many."),
    "week": N_("{used} of {limit} are used in that week; {asked} more are too many."),
    "month": N_("{used} of {limit} are used in that month; {asked} more are too many."),
    "year": N_("{used} of {limit} are used in that year; {asked} more are too many."),
}
_TOO_MANY = {
    "day": N_("There are {most} bookings of this sort on that day already."),
    "week": N_("There are {most} bookings of this sort in that week already."),
    "month": N_("There are {most} bookings of this sort in that month already."),
    "year": N_("There are {most} bookings of this sort in that year already."),
}


def answers(words: Words, given: Iterable[Facts]) -> str:
    """Every answer of a refusal on one line."""
    return " \u00b7 ".join(answer_line(words, one) for one in given)


def answer_line(words: Words, one: Facts) -> str:
    """An answer (``Answer.plain()``) with the name of its rule and the house's own reason."""
    name = Names(one["name"]["th"], one["name"]["en"]).get(words.lang)
    reason = Names(one["reason"]["th"], one["reason"]["en"]).get(words.lang)
    said = answer_sentence(words, one["code"], one["facts"])
    count = len(one["dates"])
    if count > 1:
        said += " " + words.n("It concerns {n} date.", "It concerns {n} dates.", count)
    line = f"{name}: {said}"
    return f"{line} ({reason})" if reason else line


def answer_sentence(words: Words, code: str, facts: Facts) -> str:
    """What a rule says against a booking."""
    return _ANSWERS[code](words, facts)


def _too_early(words: Words, facts: Facts) -> str:
    return words.t("At present bookings are taken until {until}.", until=words.date(facts["until"]))


def _too_late(words: Words, facts: Facts) -> str:
    return words.n("It is less than {n} hour ahead.", "It is less than {n} hours ahead.",
                   facts["hours"])  # fmt: skip


def _too_late_by_days(words: Words, facts: Facts) -> str:
    return words.n(
        "It needs {n} business day of notice; the first day is {first}.",
        "It needs {n} business days of notice; the first day is {first}.",
        facts["business_days"], first=words.date(facts["from"]),
    )  # fmt: skip


def _too_short(words: Words, facts: Facts) -> str:
    return words.t("It would last less than {time}.", time=duration(words, facts["min_minutes"]))


def _too_long(words: Words, facts: Facts) -> str:
    return words.t("It would last longer than {time}.",
                   time=duration(words, facts["max_minutes"]))  # fmt: skip


def _off_grid(words: Words, facts: Facts) -> str:
    return words.t("It has to begin and end on steps of {time}.",
                   time=duration(words, facts["step_minutes"]))  # fmt: skip


def _off_slots(words: Words, facts: Facts) -> str:
    times = ", ".join(span(*part) for part in facts["slots"])
    return words.t("Only these times can be booked: {times}.", times=times)


def _outside_times(words: Words, facts: Facts) -> str:
    return words.t("Only times between {times} can be booked.", times=_times(facts))


def _not_open_yet(words: Words, facts: Facts) -> str:
    return words.t("For {org_class} these times open on {day}.",
                   org_class=words.name("class", facts["org_class"]),
                   day=words.date(facts["from"]))  # fmt: skip


def _not_for_class(words: Words, facts: Facts) -> str:
    return words.t("It can be booked by {classes} only.",
                   classes=classes(words, facts["classes"]))  # fmt: skip


def _not_in_plan(words: Words, facts: Facts) -> str:
    return words.t("It can be booked with the plan {plans} only.",
                   plans=", ".join(facts["plans"]))  # fmt: skip


def _sponsor_missing(words: Words, facts: Facts) -> str:
    return words.t("Outside {times} an organisation of the house has to answer for it.",
                   times=_times(facts))  # fmt: skip


def _over_quota(words: Words, facts: Facts) -> str:
    return words.t(_OVER_QUOTA[facts["per"]], used=duration(words, facts["used_minutes"]),
                   limit=duration(words, facts["limit_minutes"]),
                   asked=duration(words, facts["asked_minutes"]))  # fmt: skip


def _over_budget(words: Words, facts: Facts) -> str:
    return words.t(_OVER_QUOTA[facts["per"]], used=words.amount(facts["used_minor"]),
                   limit=words.amount(facts["limit_minor"]),
                   asked=words.amount(facts["asked_minor"]))  # fmt: skip


def _over_share(words: Words, facts: Facts) -> str:
    whole = facts["whole_minutes"] or 1
    share = 100 * (facts["used_minutes"] + facts["asked_minutes"]) / whole
    return words.t(
        "It would take {share} % of the time between {times}; {percent} % is the most.",
        share=f"{share:.1f}", times=_times(facts), percent=facts["percent"],
    )  # fmt: skip


def _too_many(words: Words, facts: Facts) -> str:
    return words.t(_TOO_MANY[facts["per"]], most=words.number(facts["most"]))


def _person_unknown(words: Words, _facts: Facts) -> str:
    return words.t("It has to be known who books.")


def _needs_approval(words: Words, _facts: Facts) -> str:
    return words.t("Somebody has to agree first.")


def _times(facts: Facts) -> str:
    return span(facts["from_minute"], facts["to_minute"])


_ANSWERS: dict[str, Callable[[Words, Facts], str]] = {
    "too_early": _too_early, "too_late": _too_late, "too_late_by_days": _too_late_by_days,
    "too_short": _too_short, "too_long": _too_long, "off_grid": _off_grid,
    "off_slots": _off_slots, "outside_times": _outside_times, "not_open_yet": _not_open_yet,
    "not_for_class": _not_for_class, "not_in_plan": _not_in_plan,
    "sponsor_missing": _sponsor_missing, "over_quota": _over_quota, "over_budget": _over_budget,
    "over_share": _over_share, "too_many": _too_many, "person_unknown": _person_unknown,
    "needs_approval": _needs_approval,
}  # fmt: skip
