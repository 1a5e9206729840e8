"""How figures of the costs are worded: units of drivers, exact numbers, heads of columns.

    exact(Fraction(193, 2))  →  "96.5"
"""

from __future__ import annotations

from fractions import Fraction

from hubdesk.ui.costs.matrix import DIRECT, POOL, MatrixColumn
from hubdesk.words.catalogue import Words
from hubdesk.words.marker import N_

_VALUES = {
    "seats": N_("seats"),
    "headcount": N_("people"),
    "area_m2": N_("m²"),
    "equal": N_("part each"),
    "weights": N_("weight"),
    "booked_hours": N_("hours"),
    "fixed_pct": N_("percent"),
    "mixed": N_("parts of 1"),
    "metered": N_("by meter"),
    "tiered": N_("by tariff"),
}
_TIMES_DAYS = {
    "seats": N_("seat-days"),
    "headcount": N_("person-days"),
    "area_m2": N_("m²-days"),
    "equal": N_("org-days"),
    "weights": N_("weight-days"),
    "booked_hours": N_("hours"),
    "fixed_pct": N_("percent-days"),
    "mixed": N_("parts of 1"),
    "metered": N_("by meter"),
    "tiered": N_("by tariff"),
}
_PER = {
    "seats": N_("per seat-day"),
    "headcount": N_("per person-day"),
    "area_m2": N_("per m²-day"),
    "equal": N_("equal, by days"),
    "weights": N_("fixed weights"),
    "booked_hours": N_("per booked hour"),
    "fixed_pct": N_("fixed percent"),
    "mixed": N_("mixed drivers"),
    "metered": N_("by meter"),
    "tiered": N_("by tariff"),
}
_MOST_DIGITS = 6


def exact(number: Fraction) -> str:
    """A number without loss: with decimals where it has an end, else as a fraction."""
    denominator = number.denominator
    for digits in range(_MOST_DIGITS + 1):
        if 10**digits % denominator == 0:
            return f"{float(number):,.{digits}f}" if digits else f"{int(number):,}"
    return f"{number.numerator:,}/{denominator:,}"


def value_unit(words: Words, driver: str) -> str:
    """``seats``."""
    return words.t(_VALUES[driver]) if driver in _VALUES else driver


def weight_unit(words: Words, driver: str) -> str:
    """``seat-days``."""
    return words.t(_TIMES_DAYS[driver]) if driver in _TIMES_DAYS else driver


def column_head(words: Words, column: MatrixColumn) -> tuple[str, str]:
    """Two lines: the pool and how it is shared."""
    if column.kind != POOL:
        direct = column.kind == DIRECT
        return (
            words.t("Direct") if direct else words.t("Usage"),
            words.t("one payer each") if direct else words.t("booked rooms"),
        )
    name = column.names.get(words.lang)
    if column.late:
        month = words.month(column.service_month, short=True)
        return name, words.t("late, for {month}", month=month)
    return name, words.t(_PER[column.driver]) if column.driver in _PER else ""
