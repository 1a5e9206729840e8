"""The dates beside those of python-dateutil, an unrelated engine, where its answer is sound.

Left out are the rules it reads otherwise or answers wrongly: YEARLY with BYMONTHDAY but no BYMONTH,
BYWEEKNO without BYDAY, with INTERVAL, BYSETPOS or counted from the end, WEEKLY with BYSETPOS from
the middle of a week (dateutil 1398), and weekdays mixed with ordinals.
"""

# ruff: noqa: DTZ001 - floating series are naive by definition
from __future__ import annotations

from datetime import datetime
from itertools import islice

from dateutil.rrule import rrulestr
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from hubdesk.booking.recurrence import expand

DAYS = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"]
DATES = 30


def some(values: list[object]) -> st.SearchStrategy[str]:
    chosen = st.lists(st.sampled_from(values), min_size=1, max_size=4, unique=True)
    return chosen.map(lambda items: ",".join(map(str, items)))


def maybe(name: str, values: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(st.just(""), st.just(""), values.map(lambda text: f";{name}={text}"))


@st.composite
def rule_texts(draw: st.DrawFn) -> str:
    freq = draw(st.sampled_from(["YEARLY", "MONTHLY", "WEEKLY", "DAILY", "HOURLY", "MINUTELY"]))
    long = freq in ("YEARLY", "MONTHLY")
    plain = some(list(DAYS))
    nth = some([f"{n}{day}" for n in (1, 2, 4, 5, -1, -2) for day in DAYS])
    by_day = draw(maybe("BYDAY", st.one_of(plain, nth) if long else plain))
    month = draw(maybe("BYMONTH", some(list(range(1, 13)))))
    text = f"FREQ={freq}" + draw(maybe("WKST", st.sampled_from(DAYS))) + by_day + month
    if freq == "YEARLY" and by_day and draw(st.booleans()):
        return text + draw(maybe("BYWEEKNO", some(list(range(1, 54)))))
    if month or freq != "YEARLY":
        text += draw(maybe("BYMONTHDAY", some([*range(1, 32), -1, -2, -31])))
    if freq != "WEEKLY":
        text += draw(maybe("BYSETPOS", some([1, 2, 3, -1, -2])))
    text += draw(maybe("INTERVAL", st.sampled_from(["2", "3", "5"])))
    text += draw(maybe("BYHOUR", some(list(range(24)))))
    return text + draw(maybe("BYMINUTE", some(list(range(60)))))


@given(rule_texts(), st.datetimes(datetime(1999, 1, 1), datetime(2030, 12, 31)))
@settings(max_examples=150, deadline=None)
def test_the_same_dates_as_dateutil(rule: str, moment: datetime) -> None:
    start = moment.replace(microsecond=0)
    dates = expand(start, rule, limit=DATES)
    # Where few dates are found dateutil may search for minutes.
    assume(len(dates) == DATES and dates[-1].year < start.year + 60)
    others = list(islice(rrulestr(rule, dtstart=start), DATES))
    if others[0] != start:
        others = [start, *others[:-1]]
    assert dates == others
