"""Dates of series: the RFC's examples, HubDesk's policy, limits, and the refusals."""

# ruff: noqa: DTZ001 - floating series are naive by definition
from __future__ import annotations

import calendar
import time
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from hubdesk.booking.recurrence import (
    InvalidRuleError,
    RuleNotBookableError,
    SeriesNotDivisibleError,
    check_bookable,
    divide,
    expand,
    expand_with_state,
    normalise,
)

BERLIN = ZoneInfo("Europe/Berlin")
NEW_YORK = ZoneInfo("America/New_York")

# RFC 5545 3.8.5.3: (DTSTART's day, rule, the first dates as yymmdd); all at 09:00 in New York.
RFC_EXAMPLES = [
    ("970902", "FREQ=DAILY;COUNT=10", "970902 970903 970904 970905 970906"),
    ("970902", "FREQ=DAILY;INTERVAL=10;COUNT=5", "970902 970912 970922 971002 971012"),
    ("980101", "FREQ=YEARLY;UNTIL=20000131T140000Z;BYMONTH=1;BYDAY=SU,MO,TU,WE,TH,FR,SA",
     "980101 980102 980103"),
    ("970902", "FREQ=WEEKLY;INTERVAL=2;WKST=SU", "970902 970916 970930 971014 971028"),
    ("970901", "FREQ=WEEKLY;INTERVAL=2;UNTIL=19971224T000000Z;WKST=SU;BYDAY=MO,WE,FR",
     "970901 970903 970905 970915 970917"),
    ("970905", "FREQ=MONTHLY;COUNT=10;BYDAY=1FR", "970905 971003 971107 971205 980102"),
    ("970907", "FREQ=MONTHLY;INTERVAL=2;COUNT=10;BYDAY=1SU,-1SU", "970907 970928 971102 971130"),
    ("970922", "FREQ=MONTHLY;COUNT=6;BYDAY=-2MO", "970922 971020 971117 971222 980119 980216"),
    ("970928", "FREQ=MONTHLY;BYMONTHDAY=-3", "970928 971029 971128 971229 980129 980226"),
    ("970930", "FREQ=MONTHLY;COUNT=10;BYMONTHDAY=1,-1", "970930 971001 971031 971101 971130"),
    ("970902", "FREQ=MONTHLY;INTERVAL=2;BYDAY=TU", "970902 970909 970916 970923 970930 971104"),
    ("970610", "FREQ=YEARLY;COUNT=10;BYMONTH=6,7", "970610 970710 980610 980710"),
    ("970101", "FREQ=YEARLY;INTERVAL=3;COUNT=10;BYYEARDAY=1,100,200",
     "970101 970410 970719 000101 000409 000718 030101"),
    ("970519", "FREQ=YEARLY;BYDAY=20MO", "970519 980518 990517"),
    ("970512", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=MO", "970512 980511 990517"),
    ("970605", "FREQ=YEARLY;BYDAY=TH;BYMONTH=6,7,8", "970605 970612 970619 970626 970703"),
    ("970913", "FREQ=MONTHLY;BYDAY=SA;BYMONTHDAY=7,8,9,10,11,12,13", "970913 971011 971108"),
    ("961105", "FREQ=YEARLY;INTERVAL=4;BYMONTH=11;BYDAY=TU;BYMONTHDAY=2,3,4,5,6,7,8",
     "961105 001107 041102"),
    ("970904", "FREQ=MONTHLY;COUNT=3;BYDAY=TU,WE,TH;BYSETPOS=3", "970904 971007 971106"),
    ("970929", "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-2", "970929 971030 971127 971230"),
    ("970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=MO", "970805 970810 970819 970824"),
    ("970805", "FREQ=WEEKLY;INTERVAL=2;COUNT=4;BYDAY=TU,SU;WKST=SU", "970805 970817 970819 970831"),
    ("070115", "FREQ=MONTHLY;BYMONTHDAY=15,30;COUNT=5", "070115 070130 070215 070315 070330"),
]  # fmt: skip


def day(text: str) -> datetime:
    return datetime.strptime(text, "%y%m%d").replace(hour=9, tzinfo=NEW_YORK)


@pytest.mark.parametrize(("start", "rule", "dates"), RFC_EXAMPLES)
def test_examples_of_the_rfc(start: str, rule: str, dates: str) -> None:
    expected = [day(text) for text in dates.split()]
    assert expand(day(start), rule)[: len(expected)] == expected


def test_the_rfcs_friday_the_13th_with_its_excluded_start() -> None:
    start = day("970902")
    dates = expand(start, "FREQ=MONTHLY;BYDAY=FR;BYMONTHDAY=13", exdates=[start], limit=5)
    assert dates == [day(d) for d in ("980213", "980313", "981113", "990813", "001013")]


def test_the_rfcs_every_20_minutes_in_office_hours_both_ways() -> None:
    start = datetime(1997, 9, 2, 9)
    hours = "9,10,11,12,13,14,15,16"
    first = expand(start, f"FREQ=DAILY;BYHOUR={hours};BYMINUTE=0,20,40", limit=200)
    assert first == expand(start, f"FREQ=MINUTELY;INTERVAL=20;BYHOUR={hours}", limit=200)
    assert first[23:25] == [datetime(1997, 9, 2, 16, 40), datetime(1997, 9, 3, 9)]


# Kinds of start ------------------------------------------------------------------------------


def test_results_are_of_the_kind_of_the_start() -> None:
    assert expand(date(2026, 1, 5), "FREQ=DAILY;COUNT=2") == [date(2026, 1, 5), date(2026, 1, 6)]
    assert all(type(d) is date for d in expand(date(2026, 1, 5), "FREQ=HOURLY;COUNT=3"))
    zone = timezone(timedelta(hours=7))
    aware = expand(datetime(2026, 1, 5, 9, tzinfo=zone), "FREQ=DAILY;COUNT=2")
    assert [d.tzinfo for d in aware] == [zone, zone]
    assert expand(datetime(2026, 1, 5, 9), "FREQ=DAILY;COUNT=2")[1] == datetime(2026, 1, 6, 9)


def test_an_all_day_series_takes_no_hours_and_each_day_once() -> None:
    start = date(2026, 1, 5)
    assert expand(start, "FREQ=DAILY;BYHOUR=9,10;COUNT=2") == [start, date(2026, 1, 6)]
    assert expand(start, "FREQ=SECONDLY;COUNT=2") == [start, date(2026, 1, 6)]
    assert expand(start, "FREQ=HOURLY;INTERVAL=36;COUNT=3")[1:] == [
        date(2026, 1, 6),
        date(2026, 1, 8),
    ]


def test_no_rule_is_one_date_and_the_added_ones() -> None:
    start = date(2026, 1, 5)
    added = [date(2026, 3, 1), date(2026, 2, 1), start, date(2025, 12, 1)]
    assert expand(start, None) == [start]
    assert expand(start, None, rdates=added) == [start, date(2026, 2, 1), date(2026, 3, 1)]


# Policy --------------------------------------------------------------------------------------


def test_dtstart_outside_its_rule_is_first_and_counts() -> None:
    tuesday = date(2026, 1, 6)
    assert expand(tuesday, "FREQ=WEEKLY;BYDAY=MO;COUNT=3") == [
        tuesday,
        date(2026, 1, 12),
        date(2026, 1, 19),
    ]
    assert expand(tuesday, "FREQ=WEEKLY;UNTIL=20200101") == [tuesday]


def test_exdate_takes_out_and_never_extends_count() -> None:
    start = datetime(2026, 1, 5, 9, tzinfo=BERLIN)
    rule = "FREQ=DAILY;COUNT=4"
    in_utc = datetime(2026, 1, 6, 8, tzinfo=UTC)
    dates = expand(start, rule, exdates=[start, in_utc, date(2026, 1, 7), datetime(2027, 1, 1)])
    assert dates == [datetime(2026, 1, 8, 9, tzinfo=BERLIN)]


def test_limit_counts_after_exdate_and_tells_whether_more_follow() -> None:
    start = date(2026, 1, 5)
    found = expand_with_state(start, "FREQ=DAILY", exdates=[date(2026, 1, 6)], limit=2)
    assert (found.dates, found.complete) == ([start, date(2026, 1, 7)], False)
    assert expand_with_state(start, "FREQ=DAILY;COUNT=2", limit=2).complete
    assert not expand_with_state(start, "FREQ=DAILY;COUNT=3", limit=2).complete
    assert expand(start, "FREQ=DAILY", limit=0) == []


def test_two_rules_are_merged_each_with_its_own_count() -> None:
    text = "RRULE:FREQ=WEEKLY;BYDAY=MO;COUNT=2\r\n\nrrule:freq=weekly;byday=we,mo;count=3\n"
    assert expand(date(2026, 1, 5), text) == [
        date(2026, 1, 5),
        date(2026, 1, 7),
        date(2026, 1, 12),
    ]


@pytest.mark.parametrize(
    ("rule", "dates"),
    [
        ("FREQ=MONTHLY;BYDAY=3MO,FR;COUNT=5", [2, 9, 16, 19, 23]),
        ("FREQ=YEARLY;BYMONTHDAY=2,3;COUNT=3", [2, 3, 367]),
        ("FREQ=YEARLY;BYWEEKNO=1;COUNT=2", [2, 373]),
        ("FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=1,-1;COUNT=3", [2, 5, 9]),
        ("FREQ=DAILY;BYMONTHDAY=2,-1;COUNT=4", [2, 31, 33, 59]),
    ],
)
def test_what_other_engines_get_wrong_silently(rule: str, dates: list[int]) -> None:
    """Days of 2026, from 1; DTSTART is Friday, 2 January."""
    start = date(2026, 1, 2)
    expected = [date(2025, 12, 31) + timedelta(days=n) for n in dates]
    assert expand(start, rule) == expected


def test_week_53_belongs_to_the_year_of_its_week() -> None:
    # 2 January 2010 lies in week 53 of 2009; weeks 53 follow in 2015 and 2020.
    rule = "FREQ=YEARLY;BYWEEKNO=53;BYDAY=SA"
    start = date(2010, 1, 2)
    assert expand(start, rule, limit=3) == [start, date(2016, 1, 2), date(2021, 1, 2)]
    assert expand(start, rule + ";INTERVAL=6", limit=2)[1] == date(2016, 1, 2)
    assert expand(date(2009, 1, 1), "FREQ=YEARLY;BYWEEKNO=-53;BYDAY=MO", limit=3)[1:] == [
        date(2014, 12, 29),
        date(2019, 12, 30),
    ]


# Clocks that change --------------------------------------------------------------------------


def test_a_wall_time_in_a_gap_is_shown_as_the_clock_shows_it() -> None:
    dates = expand(datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN), "FREQ=DAILY;COUNT=3")
    assert [d.strftime("%d %H:%M") for d in dates] == ["28 02:30", "29 03:30", "30 02:30"]
    assert all(d.astimezone(UTC).astimezone(BERLIN) == d for d in dates)
    new_york = expand(datetime(2026, 3, 7, 2, 30, tzinfo=NEW_YORK), "FREQ=DAILY;COUNT=2")
    assert new_york[1].strftime("%d %H:%M %z") == "08 03:30 -0400"


def test_times_that_a_gap_lays_on_each_other_are_one_and_in_order() -> None:
    start = datetime(2026, 3, 28, 2, tzinfo=BERLIN)
    dates = expand(start, "FREQ=DAILY;BYHOUR=2,3;BYMINUTE=0,30;UNTIL=20260330T000000")
    assert [d.strftime("%d %H:%M") for d in dates] == [
        "28 02:00", "28 02:30", "28 03:00", "28 03:30", "29 03:00", "29 03:30",
    ]  # fmt: skip


def test_a_wall_time_in_a_gap_can_be_excluded_either_way() -> None:
    start = datetime(2026, 3, 28, 2, 30, tzinfo=BERLIN)
    for hour in (2, 3):
        gap = datetime(2026, 3, 29, hour, 30, tzinfo=BERLIN)
        assert [d.day for d in expand(start, "FREQ=DAILY;COUNT=3", exdates=[gap])] == [28, 30]


def test_a_time_shown_twice_is_the_first_unless_dtstart_is_the_second() -> None:
    dates = expand(datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN), "FREQ=DAILY;COUNT=2")
    assert dates[1].astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)
    second = datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN, fold=1)
    later = expand(second, "FREQ=MINUTELY;INTERVAL=20;COUNT=3")
    assert [d.astimezone(UTC).strftime("%H:%M") for d in later] == ["01:30", "01:50", "02:10"]


def test_a_day_left_out_of_a_calendar() -> None:
    start = datetime(2011, 12, 29, 10, tzinfo=ZoneInfo("Pacific/Apia"))
    assert [d.day for d in expand(start, "FREQ=DAILY;COUNT=4")] == [29, 31, 1]


@pytest.mark.parametrize(
    ("until", "last"),
    [
        ("20131118T183000", 18),  # local, as written
        ("20131118T233000Z", 18),  # the same instant
        ("20131118T232959Z", 11),
        ("20131118", 18),  # to the end of that local day
        ("20131117", 11),
    ],
)
def test_until_on_a_series_in_a_zone(until: str, last: int) -> None:
    start = datetime(2013, 9, 23, 18, 30, tzinfo=NEW_YORK)
    assert expand(start, f"FREQ=WEEKLY;UNTIL={until}")[-1].day == last


def test_until_in_the_hour_that_is_shown_twice() -> None:
    start = datetime(2026, 10, 24, 2, 30, tzinfo=BERLIN)
    assert len(expand(start, "FREQ=DAILY;UNTIL=20261025T011500Z")) == 2
    assert len(expand(start, "FREQ=DAILY;UNTIL=20261025T002959Z")) == 1


# Refusals and hostile texts ------------------------------------------------------------------

INVALID = {
    "": "empty",
    " \n ": "empty",
    "A" * 20_000: "too_long",
    "FREQ=DAILY\n" * 60: "too_many_rules",
    "A" * 10_000: "malformed_part",
    "FREQ=DAILY;;COUNT=2": "malformed_part",
    "FREQ=WEEKLY;BYDAY=MO=": "malformed_part",
    "COUNT=3": "no_freq",
    "FREQ=FORTNIGHTLY": "unknown_freq",
    "FREQ=DAILY;FREQ=WEEKLY": "part_twice",
    "FREQ=DAILY;BYEASTER=1": "unknown_part",
    "EXRULE:FREQ=DAILY": "unknown_part",
    "DTSTART:20260101\nRRULE:FREQ=DAILY": "malformed_part",
    "FREQ=DAILY;INTERVAL=0": "out_of_range",
    "FREQ=DAILY;INTERVAL=-1": "out_of_range",
    "FREQ=DAILY;INTERVAL=٣": "not_a_number",
    "FREQ=DAILY;COUNT=0": "out_of_range",
    "FREQ=DAILY;COUNT=1.5": "not_a_number",
    "FREQ=DAILY;COUNT=2;UNTIL=20260101": "count_and_until",
    "FREQ=DAILY;UNTIL=20260230": "bad_until",
    "FREQ=DAILY;UNTIL=tomorrow": "bad_until",
    "FREQ=MONTHLY;BYDAY=0MO": "out_of_range",
    "FREQ=MONTHLY;BYDAY=54MO": "out_of_range",
    "FREQ=WEEKLY;BYDAY=": "unknown_weekday",
    "FREQ=WEEKLY;WKST=XX": "unknown_weekday",
    "FREQ=YEARLY;BYMONTH=13": "out_of_range",
    "FREQ=YEARLY;BYMONTH=-1": "out_of_range",
    "FREQ=YEARLY;BYMONTHDAY=0": "out_of_range",
    "FREQ=YEARLY;BYMONTHDAY=32": "out_of_range",
    "FREQ=YEARLY;BYYEARDAY=367": "out_of_range",
    "FREQ=YEARLY;BYWEEKNO=-54": "out_of_range",
    "FREQ=DAILY;BYHOUR=24": "out_of_range",
    "FREQ=DAILY;BYSECOND=61": "out_of_range",
    "FREQ=DAILY;BYSETPOS=0": "out_of_range",
    "FREQ=DAILY;BYMONTHDAY=" + "-" * 9_000: "not_a_number",
    "RSCALE=CHINESE;FREQ=YEARLY": "other_calendar",
}


@pytest.mark.parametrize("rule", INVALID)
def test_refused_with_a_reason_and_at_once(rule: str) -> None:
    begun = time.thread_time()
    with pytest.raises(InvalidRuleError) as refused:
        expand(date(2026, 1, 5), rule)
    assert time.thread_time() - begun < 0.1
    assert refused.value.code == "invalid_rule"
    assert refused.value.details["reason"] == INVALID[rule]
    assert len(refused.value.details["rule"]) <= 200


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=WEEKLY;COUNT=2;",
        "FREQ=WEEKLY;COUNT=2;X-SOURCE=other",
        "RSCALE=GREGORIAN;FREQ=WEEKLY;SKIP=OMIT;COUNT=2",
        "RRULE:FREQ=WEEKLY;CO\r\n UNT=2",
        "RRULE;X-NOTE=a:FREQ=WEEKLY;COUNT=2",
        "FREQ=WEEKLY;COUNT=0002",
    ],
)
def test_harmless_spellings_are_read(rule: str) -> None:
    assert expand(date(2026, 1, 5), rule) == [date(2026, 1, 5), date(2026, 1, 12)]


EVERY_TIME = (
    f"BYHOUR={','.join(map(str, range(24)))};BYMINUTE={','.join(map(str, range(60)))};"
    f"BYSECOND={','.join(map(str, range(60)))}"
)
NOTHING_MORE = [
    "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30",
    "FREQ=SECONDLY;INTERVAL=7200;BYSECOND=30",
    "FREQ=SECONDLY;INTERVAL=" + "9" * 5_000,
    "FREQ=SECONDLY;BYSETPOS=2",
    "FREQ=HOURLY;INTERVAL=24;BYHOUR=1",
    "FREQ=DAILY;INTERVAL=7;BYDAY=SU",
    "FREQ=DAILY;BYSETPOS=2",
    "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA;BYSETPOS=7",
    "FREQ=WEEKLY;BYMONTH=1;BYYEARDAY=-1",
    "FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;BYSETPOS=32",
    "FREQ=MONTHLY;BYDAY=6MO",
    "FREQ=MONTHLY;INTERVAL=12;BYMONTHDAY=31;BYMONTH=2",
    "FREQ=YEARLY;BYWEEKNO=53;BYMONTH=6",
    "FREQ=YEARLY;INTERVAL=2;BYYEARDAY=366;BYMONTH=11",
    f"FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30;{EVERY_TIME};BYSETPOS=-366",
    "\n".join(f"FREQ=SECONDLY;INTERVAL={n};BYMONTH=2;BYMONTHDAY=30" for n in range(1, 21)),
]


@pytest.mark.parametrize("rule", NOTHING_MORE)
def test_a_rule_without_further_dates_ends_quietly(rule: str) -> None:
    start = datetime(2026, 1, 5, 9, tzinfo=BERLIN)
    begun = time.thread_time()
    found = expand_with_state(start, rule)
    assert time.thread_time() - begun < 2
    assert found.dates == [start]
    assert found.complete


def test_dates_that_are_centuries_apart_are_not_given_up() -> None:
    start = date(2024, 2, 29)
    leap_days = [date(year, 2, 29) for year in range(2024, 10_000, 4) if calendar.isleap(year)]
    for interval in (1, 7, 250):
        rule = f"FREQ=DAILY;INTERVAL={interval};BYMONTH=2;BYMONTHDAY=29;BYDAY=MO"
        mondays = [
            day for day in leap_days if day.weekday() == 0 and (day - start).days % interval == 0
        ]
        assert expand(start, rule)[1:] == mondays
    rule = "FREQ=HOURLY;INTERVAL=1001;BYMONTH=2;BYMONTHDAY=29;BYHOUR=7"
    noon = datetime(2024, 2, 29, 12)
    sevens = [datetime.combine(day, datetime.min.time()).replace(hour=7) for day in leap_days]
    hours = timedelta(hours=1001)
    assert expand(noon, rule)[1:] == [m for m in sevens if m > noon and not (m - noon) % hours]


@pytest.mark.parametrize("freq", ["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "SECONDLY"])
@pytest.mark.parametrize(
    "more",
    [
        "", ";BYSETPOS=-366", ";BYMONTH=2;BYMONTHDAY=29;BYDAY=MO",
        ";BYYEARDAY=" + ",".join(map(str, range(1, 367))),
    ],
)  # fmt: skip
def test_the_largest_sets_are_walked_in_time(freq: str, more: str) -> None:
    begun = time.thread_time()
    expand(datetime(2026, 1, 5, 9), f"FREQ={freq};{EVERY_TIME}{more}")
    expand(date(2026, 1, 5), f"FREQ={freq};{EVERY_TIME}{more}")
    assert time.thread_time() - begun < 4


def test_the_time_allowed_ends_a_walk_with_what_was_found() -> None:
    found = expand_with_state(datetime(2026, 1, 5), "FREQ=SECONDLY", limit=10**9, max_seconds=0.2)
    assert (found.out_of_time, found.complete) == (True, False)
    assert len(found.dates) > 100
    assert found.dates[:2] == [datetime(2026, 1, 5), datetime(2026, 1, 5, 0, 0, 1)]


def test_the_first_and_last_days_of_the_calendar() -> None:
    assert expand(date(9998, 1, 1), "FREQ=YEARLY") == [date(9998, 1, 1), date(9999, 1, 1)]
    assert expand(date(9999, 12, 30), "FREQ=WEEKLY;BYDAY=TH,FR,SA") == [
        date(9999, 12, 30),
        date(9999, 12, 31),
    ]
    start = datetime(9999, 12, 31, 22, tzinfo=NEW_YORK)
    assert len(expand(start, "FREQ=HOURLY")) == 2
    first = datetime(1, 1, 1, tzinfo=BERLIN)
    assert len(expand(first, "FREQ=WEEKLY;UNTIL=00010101T000000Z;WKST=SU")) == 1
    assert len(expand(date(1, 1, 1), "FREQ=YEARLY;BYWEEKNO=1;WKST=SU", limit=3)) == 3


# Limits of the house -------------------------------------------------------------------------


def test_what_may_be_booked_comes_back_expanded() -> None:
    start = datetime(2026, 1, 5, 9, tzinfo=BERLIN)
    dates = check_bookable(start, "FREQ=WEEKLY;COUNT=52", months=12)
    assert dates == expand(start, "FREQ=WEEKLY;COUNT=52")
    assert check_bookable(start, None) == [start]


@pytest.mark.parametrize(
    ("rule", "reason"),
    [
        ("FREQ=SECONDLY;COUNT=2", "too_fine"),
        ("FREQ=MINUTELY;INTERVAL=60;COUNT=2", "too_fine"),
        ("FREQ=WEEKLY", "no_end"),
        ("FREQ=WEEKLY;COUNT=2\nFREQ=DAILY", "no_end"),
        ("FREQ=HOURLY;COUNT=1501", "too_many_dates"),
        ("FREQ=WEEKLY;COUNT=54", "too_far"),
        ("FREQ=WEEKLY;UNTIL=20270112", "too_far"),
    ],
)
def test_what_may_not_be_booked(rule: str, reason: str) -> None:
    with pytest.raises(RuleNotBookableError) as refused:
        check_bookable(date(2026, 1, 5), rule, months=12)
    assert refused.value.details["reason"] == reason


def test_a_series_may_end_on_the_last_day_allowed() -> None:
    assert len(check_bookable(date(2026, 1, 31), "FREQ=DAILY;UNTIL=20260228", months=1)) == 29
    with pytest.raises(RuleNotBookableError):
        check_bookable(date(2026, 1, 31), "FREQ=DAILY;UNTIL=20260301", months=1)


# Text ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rule", "text"),
    [
        ("rrule:count=3;freq=weekly", "FREQ=WEEKLY;COUNT=3;BYDAY=TU"),
        ("FREQ=WEEKLY;INTERVAL=2;BYDAY=FR,MO,MO", "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR;WKST=MO"),
        ("FREQ=MONTHLY;INTERVAL=1", "FREQ=MONTHLY;BYMONTHDAY=12"),
        ("FREQ=MONTHLY;BYDAY=FR,-1MO", "FREQ=MONTHLY;BYDAY=-1MO,FR"),
        ("FREQ=YEARLY", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=12"),
        ("FREQ=YEARLY;BYMONTHDAY=1", "FREQ=YEARLY;BYMONTH=5;BYMONTHDAY=1"),
        ("FREQ=YEARLY;BYWEEKNO=20", "FREQ=YEARLY;BYWEEKNO=20;BYDAY=TU;WKST=MO"),
        ("FREQ=DAILY;UNTIL=20260520", "FREQ=DAILY;UNTIL=20260521T035959Z"),
        ("FREQ=DAILY;UNTIL=20260520T090000", "FREQ=DAILY;UNTIL=20260520T130000Z"),
        ("FREQ=DAILY\nFREQ=DAILY;BYDAY=2MO", "FREQ=DAILY\nFREQ=DAILY;BYDAY=MO"),
    ],
)
def test_normalised_text(rule: str, text: str) -> None:
    start = datetime(2026, 5, 12, 9, tzinfo=NEW_YORK)
    assert normalise(start, rule) == text
    assert normalise(start, text) == text


def test_normalised_until_of_other_kinds() -> None:
    assert normalise(date(2026, 5, 12), "FREQ=DAILY;UNTIL=20260520T090000Z").endswith("=20260520")
    assert normalise(datetime(2026, 5, 12, 9), "FREQ=DAILY;UNTIL=20260520T090000Z").endswith(
        "UNTIL=20260520T090000"
    )


def test_ten_dates_stay_ten_when_a_series_is_divided() -> None:
    start = datetime(2026, 1, 5, 9, tzinfo=BERLIN)
    rule = "FREQ=WEEKLY;BYDAY=MO,TH;INTERVAL=2;COUNT=10"
    dates = expand(start, rule)
    for position in range(1, 10):
        earlier, later = divide(start, rule, dates[position])
        assert expand(start, earlier) == dates[:position]
        assert expand(dates[position], later) == dates[position:]


def test_a_series_without_count_is_divided_by_until() -> None:
    start = date(2026, 1, 31)
    dates = expand(start, "FREQ=MONTHLY", limit=9)
    earlier, later = divide(start, "FREQ=MONTHLY", dates[4])
    assert earlier == "FREQ=MONTHLY;UNTIL=20260830;BYMONTHDAY=31"
    assert expand(start, earlier) == dates[:4]
    assert expand(dates[4], later, limit=5) == dates[4:]


@pytest.mark.parametrize(
    ("rule", "at", "reason"),
    [
        ("FREQ=DAILY\nFREQ=WEEKLY", 7, "several_rules"),
        ("FREQ=WEEKLY", 0, "first_date"),
        ("FREQ=WEEKLY", 8, "not_a_date_of_the_series"),
        ("FREQ=WEEKLY;COUNT=2", 14, "not_a_date_of_the_series"),
    ],
)
def test_where_a_series_cannot_be_divided(rule: str, at: int, reason: str) -> None:
    start = date(2026, 1, 5)
    with pytest.raises(SeriesNotDivisibleError) as refused:
        divide(start, rule, start + timedelta(days=at))
    assert refused.value.details["reason"] == reason
