"""Public holidays are after hours where a price rule says so; an example is worked out."""

from __future__ import annotations

from datetime import date

import pytest

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.rules.charging import Span, staff_parts, time_parts, total
from hubdesk.rules.priceable import PriceRule, Use
from hubdesk.rules.pricing import price_month
from hubdesk.rules.quoting import quote
from hubdesk.rules.tariff import tariff_from, to_plain
from hubdesk.rules.worked import work_out

#: Chulalongkorn Day, a Friday.
FRIDAY = date(2026, 10, 23)
HOLIDAYS = frozenset({FRIDAY})
WEEK = [{"weekdays": [0, 1, 2, 3, 4], "from": 480, "to": 1080}]
STAFFED = {"hour_minor": 100_00, "staff_hour_minor": 50_00, "staff_there": WEEK}


def test_staff_must_come_on_a_holiday_where_the_rule_says_so() -> None:
    span = Span(FRIDAY, 16 * 60, 180)
    plain, holy = tariff_from(STAFFED), tariff_from({**STAFFED, "holidays": True})
    assert [(one.what, one.minutes) for one in staff_parts(plain, span, HOLIDAYS)] == [
        ("staff", 60)
    ]
    (part,) = staff_parts(holy, span, HOLIDAYS)
    assert (part.what, part.minutes) == ("holiday", 180)
    assert part.amount == 150_00
    assert [(one.what, one.minutes) for one in staff_parts(holy, span)] == [("staff", 60)]


def test_a_night_into_a_holiday_is_told_apart() -> None:
    holy = tariff_from({**STAFFED, "holidays": True})
    parts = staff_parts(holy, Span(date(2026, 10, 22), 22 * 60, 240), HOLIDAYS)
    assert [(one.what, one.minutes) for one in parts] == [("staff", 120), ("holiday", 120)]


def test_the_hours_of_a_sunday_hold_on_a_holiday() -> None:
    sunday = [{"weekdays": [6], "from": 0, "to": 1440, "percent": 150}]
    tariff = tariff_from({"hour_minor": 100_00, "peaks": sunday, "holidays": True})
    span = Span(FRIDAY, 600, 60)
    assert [total(parts) for _, parts in time_parts(tariff, span)] == [100_00]
    assert [total(parts) for _, parts in time_parts(tariff, span, holidays=HOLIDAYS)] == [150_00]


def test_a_month_and_a_quote_know_the_holidays() -> None:
    tariff = tariff_from({**STAFFED, "holidays": True})
    rule = PriceRule(1, "r", Names(), "", None, "room", None, tariff, "7", date(2026, 1, 1), None)
    use = Use(1, 3, "outside", 5, "room", FRIDAY, 60, 600)
    assert price_month([use], [rule])[0].net_minor == 100_00
    assert price_month([use], [rule], None, HOLIDAYS)[0].net_minor == 150_00
    wish = Use(0, 3, "outside", 5, "room", FRIDAY, 60, 720)
    assert quote([wish], [use], [rule], None, HOLIDAYS).net_minor == 150_00


def test_the_terms_keep_it_and_refuse_what_is_neither_yes_nor_no() -> None:
    assert to_plain(tariff_from({"hour_minor": 1, "holidays": True})) == {
        "hour_minor": 1, "holidays": True,
    }  # fmt: skip
    assert "holidays" not in to_plain(tariff_from({"hour_minor": 1, "holidays": False}))
    with pytest.raises(InvalidInputError):
        tariff_from({"holidays": "perhaps"})


def test_an_example_is_worked_out_line_by_line() -> None:
    # By hand: 5 h free, 1 h at 15, 1 h at 25, 1 h at 25 = 65; called off late half of it.
    tariff = tariff_from({
        "blocks": [[300, 0], [60, 15_00], [None, 25_00]], "day_cap_minor": 60_00,
        "cancel": [[1440, 50]], "no_show_percent": 80,
    })  # fmt: skip
    found = work_out(tariff, FRIDAY, 540, 480)
    assert [(one.what, int(one.amount)) for one in found.parts] == [
        ("free", 0), ("hour", 15_00), ("hour", 50_00), ("cap", -5_00),
    ]  # fmt: skip
    assert (found.net_minor, found.no_show_minor) == (60_00, 48_00)
    assert [(tier.percent, net) for tier, net in found.cancelled] == [(50, 30_00)]


def test_a_half_day_is_as_long_as_the_house_says() -> None:
    tariff = tariff_from({"half_day_minor": 400_00, "half_day_minutes": 300, "day_minor": 700_00})
    assert work_out(tariff, FRIDAY, 540, 300).net_minor == 400_00
    assert work_out(tariff, FRIDAY, 540, 301).net_minor == 700_00
