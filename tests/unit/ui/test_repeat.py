"""How a person's choice of repeating becomes a rule, and a rule becomes plain words."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from hubdesk.booking.recurrence import expand, parse_rules
from hubdesk.ui.booking.repeat import Every, Repeat, ordinal, said, said_rule
from hubdesk.words.catalogue import Words

THURSDAY = date(2026, 10, 22)
EN, TH = Words("en"), Words("th", "be")


@pytest.mark.parametrize(
    ("repeat", "rule", "english"),
    [
        (Repeat(Every.DAY, count=3), "FREQ=DAILY;COUNT=3", "every day, 3 times"),
        (
            Repeat(Every.WEEK, (1, 3), until=date(2026, 12, 15)),
            "FREQ=WEEKLY;BYDAY=TU,TH;UNTIL=20261215",
            "every Tuesday, Thursday until 15 Dec 2026",
        ),
        (Repeat(Every.WEEK, count=2), "FREQ=WEEKLY;BYDAY=TH;COUNT=2", "every Thursday, 2 times"),
        (
            Repeat(Every.MONTH_DAY, count=4),
            "FREQ=MONTHLY;BYMONTHDAY=22;COUNT=4",
            "on day 22 of every month, 4 times",
        ),
        (
            Repeat(Every.MONTH_WEEKDAY, count=4),
            "FREQ=MONTHLY;BYDAY=4TH;COUNT=4",
            "fourth Thursday of every month, 4 times",
        ),
        (Repeat(Every.YEAR, count=1), "FREQ=YEARLY;COUNT=1", "every year, once"),
    ],
)
def test_a_choice_is_a_rule_and_reads_as_it_was_chosen(
    repeat: Repeat, rule: str, english: str
) -> None:
    assert repeat.rule(THURSDAY) == rule
    assert said(EN, repeat, THURSDAY) == english
    assert said_rule(EN, parse_rules(rule), THURSDAY) == english


def test_the_end_reads_in_thai_with_the_buddhist_year() -> None:
    repeat = Repeat(Every.WEEK, (1,), until=date(2026, 12, 15))
    assert said(TH, repeat, THURSDAY) == "ทุกวันอังคาร ถึง 15 ธ.ค. 2569"


def test_the_last_day_is_a_date_of_the_series_too() -> None:
    rule = Repeat(Every.WEEK, until=date(2026, 11, 5)).rule(THURSDAY)
    found = expand(datetime(2026, 10, 22, 14), rule)  # noqa: DTZ001  wall time
    assert [day.date() for day in found] == [
        THURSDAY, date(2026, 10, 29), date(2026, 11, 5),
    ]  # fmt: skip


@pytest.mark.parametrize(("day", "expected"), [(1, 1), (7, 1), (8, 2), (28, 4), (29, -1)])
def test_the_fifth_weekday_of_a_month_is_the_last(day: int, expected: int) -> None:
    assert ordinal(date(2026, 10, day)) == expected


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;INTERVAL=2;COUNT=3",
        "FREQ=MONTHLY;BYDAY=1MO;COUNT=3",
        "FREQ=YEARLY;BYMONTH=3;COUNT=3",
        "FREQ=HOURLY;COUNT=3",
    ],
)
def test_a_rule_beyond_the_choices_is_not_put_into_wrong_words(rule: str) -> None:
    assert said_rule(EN, parse_rules(rule), THURSDAY) == ""
