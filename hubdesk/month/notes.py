"""Who came, left or changed inside a month, as remarks in both languages.

Imports only floors below.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from fractions import Fraction
from itertools import pairwise

from hubdesk.costs.sharing import Facts, Occupied
from hubdesk.kernel.names import Names
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_LANGUAGES = {lang: Words(lang) for lang in ("th", "en")}


def both(text: Callable[[Words], str]) -> Names:
    """A text in both languages."""
    return Names(text(_LANGUAGES["th"]), text(_LANGUAGES["en"]))


def remarks(facts: Facts, previous: Facts | None) -> dict[str, Names]:
    """Organisation code → what happened to it inside the month, short.

    Args:
        previous: last month's facts; None leaves out who is new on the first day.
    """
    rows: dict[str, list[Occupied]] = {}
    for row in facts.occupied:
        rows.setdefault(row.org, []).append(row)
    before = None if previous is None else {row.org for row in previous.occupied}
    found = {org: _remark(facts, of_org, before) for org, of_org in rows.items()}
    return {org: remark for org, remark in found.items() if remark is not None}


def _remark(facts: Facts, rows: list[Occupied], before: set[str] | None) -> Names | None:
    first, last = rows[0], rows[-1]
    month = facts.month
    is_new = before is not None and first.org not in before
    if is_new or (first.first > month.first_day and first.org not in (before or set())):
        return _dated(N_("new from {day}"), first.first)
    if last.last < month.last_day:
        return _dated(N_("left after {day}"), last.last)
    for old, new in pairwise(rows):
        for driver in ("seats", "headcount", "area_m2"):
            if old.value(driver) != new.value(driver):
                return _changed(driver, old.value(driver), new.value(driver), new.first)
    return None


def _dated(text: str, day: date) -> Names:
    return both(lambda words: words.t(text, day=words.date_short(day)))


def _changed(driver: str, old: Fraction, new: Fraction, day: date) -> Names:
    return both(
        lambda words: words.t(
            N_("{driver} {old} → {new} from {day}"),
            driver=words.name("driver", driver),
            old=_number(old),
            new=_number(new),
            day=words.date_short(day),
        )
    )


def _number(value: Fraction) -> str:
    return str(value.numerator) if value.denominator == 1 else f"{float(value):.2f}"


def named(org: str, remark: Names) -> Names:
    """A remark with the organisation it is about."""
    return Names(f"{org}: {remark.th}", f"{org}: {remark.en}")
