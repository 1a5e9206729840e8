"""Policies without a database: scopes, terms, calendars, what each kind answers."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hubdesk.kernel.errors import InvalidInputError
from hubdesk.kernel.names import Names
from hubdesk.rules.policies.counted import Counted, list_price
from hubdesk.rules.policies.elsewhere import could_pass
from hubdesk.rules.policies.evaluate import evaluate
from hubdesk.rules.policies.examples import examples
from hubdesk.rules.policies.model import Asker, DateAsked, Place, Policy, Scope
from hubdesk.rules.policies.periods import (
    after_business_days,
    minutes_within,
    on_or_before,
    period_of,
)
from hubdesk.rules.policies.terms import KINDS, read_terms
from hubdesk.rules.policies.timely import Situation
from hubdesk.rules.policies.written import scope_json, scope_of
from hubdesk.rules.priceable import RateLine
from hubdesk.words.answers import answer_line
from hubdesk.words.catalogue import Words
from hubdesk.words.policies import rule_sentence

ZONE = ZoneInfo("Asia/Bangkok")
NOW = datetime(2026, 10, 1, 8, 0, tzinfo=ZONE)
ROOM = Place(1, "room", 12, 1)
ASKER = Asker(7, "resident")


def rule(kind: str, scope: Scope = Scope(), **terms: Any) -> Policy:  # noqa: B008 - frozen
    return Policy(1, kind, Names("", kind), Names(), scope, read_terms(kind, terms), True,
                  date(2026, 1, 1))  # fmt: skip


def wish(day: int, hour: int, minutes: int = 60, month: int = 10, **more: Any) -> DateAsked:
    starts = datetime(2026, month, day, hour, 0, tzinfo=ZONE)
    return DateAsked(starts, starts + timedelta(minutes=minutes), more.pop("places", (ROOM,)),
                     **more)  # fmt: skip


def codes(policy: Policy, *dates: DateAsked, counted: Counted = Counted(), **more: Any) -> list:  # noqa: B008
    ruling = evaluate([policy], more.get("asker", ASKER), dates,
                      now=Situation(more.get("at", NOW)), counted=counted)  # fmt: skip
    return [answer.code for answer in ruling.answers]


def test_who_takes_a_room_now_begins_at_the_minute_it_is() -> None:
    """The grid is for bookings ahead; a walk-in at 08:07 was refused by the house's own rule."""
    at = NOW.replace(minute=7)
    starts = at.replace(second=0)
    grid = rule("slots", step_minutes=15)
    assert codes(grid, DateAsked(starts, starts + timedelta(minutes=63), (ROOM,)), at=at) == []
    later = starts + timedelta(minutes=1)
    asked = DateAsked(later, later + timedelta(minutes=60), (ROOM,))
    assert codes(grid, asked, at=at) == ["off_grid"]


@pytest.mark.parametrize(
    ("policy", "asked", "said"),
    [
        (rule("window", days_ahead=10), wish(11, 9), []),
        (rule("window", days_ahead=10), wish(12, 9), ["too_early"]),
        (rule("window", days_ahead=10, months_ahead=6), wish(12, 9), ["too_early"]),
        (rule("notice", hours=24), wish(2, 8), []),
        (rule("notice", hours=24), wish(2, 7), ["too_late"]),
        (rule("length", min_minutes=30, max_minutes=120), wish(5, 9, 29), ["too_short"]),
        (rule("length", min_minutes=30, max_minutes=120), wish(5, 9, 30), []),
        (rule("length", min_minutes=30, max_minutes=120), wish(5, 9, 121), ["too_long"]),
        (rule("slots", step_minutes=60), wish(5, 9, 90), ["off_grid"]),
        (rule("slots", slots="09:00-12:00, 13:00-17:00"), wish(5, 9, 180), []),
        (rule("slots", slots="09:00-12:00, 13:00-17:00"), wish(5, 9, 480), []),
        (rule("slots", slots="09:00-12:00, 13:00-17:00"), wish(5, 10, 120), ["off_slots"]),
        (rule("hours", from_minute=540, to_minute=1020), wish(5, 16, 60), []),
        (rule("hours", from_minute=540, to_minute=1020), wish(5, 16, 61), ["outside_times"]),
        (rule("hours", from_minute=540, to_minute=1440), wish(5, 23, 60), []),
        (rule("access", classes=["partner"]), wish(5, 9), ["not_for_class"]),
    ],
)  # fmt: skip
def test_what_a_rule_answers(policy: Policy, asked: DateAsked, said: list[str]) -> None:
    assert codes(policy, asked) == said


@pytest.mark.parametrize(
    ("scope", "concerned"),
    [
        (Scope(), True),
        (Scope(classes=("resident",)), True),
        (Scope(classes=("outside",)), False),
        (Scope(org_ids=(7,)), True),
        (Scope(org_ids=(8,)), False),
        (Scope(plans=("Office",)), False),
        (Scope(room_ids=(1,)), True),
        (Scope(room_ids=(2,)), False),
        (Scope(room_kinds=("desk",)), False),
        (Scope(min_capacity=12), True),
        (Scope(min_capacity=13), False),
        (Scope(weekdays=(0,)), True),  # Monday 5 October
        (Scope(weekdays=(1,)), False),
        (Scope(purposes=("fundraiser",)), False),
    ],
)
def test_whom_and_what_a_rule_concerns(scope: Scope, concerned: bool) -> None:
    policy = rule("length", scope, max_minutes=30)
    assert codes(policy, wish(5, 9)) == (["too_long"] if concerned else [])
    assert scope_of(scope_json(scope)) == scope


def test_a_date_of_several_rooms_is_concerned_by_any_of_them() -> None:
    policy = rule("access", Scope(room_ids=(2,)), classes=["partner"])
    assert codes(policy, wish(5, 9, places=(ROOM, Place(2)))) == ["not_for_class"]


@pytest.mark.parametrize(
    ("kind", "terms", "field"),
    [
        ("riddle", {}, "kind"),
        ("notice", {}, "hours"),
        ("notice", {"hours": -1}, "hours"),
        ("notice", {"hours": "12"}, "hours"),
        ("notice", {"hours": True}, "hours"),
        ("notice", {"days": 1}, "days"),
        ("hours", {"from_minute": 600}, "to_minute"),
        ("hours", {"from_minute": 600, "to_minute": 600}, "to_minute"),
        ("length", {"min_minutes": 60, "max_minutes": 30}, "max_minutes"),
        ("wave", {"period_from": "1.1.", "period_to": "06-30", "opens_outside": "12-01"},
         "period_from"),
        ("wave", {"period_from": "01-01", "period_to": "06-30"}, "opens_resident"),
        ("quota", {"minutes": 60, "per": "fortnight"}, "per"),
        ("quota", {"per": "month"}, "minutes"),
        ("share", {"from_minute": 0, "to_minute": 60, "percent": 101, "per": "day"}, "percent"),
        ("access", {"classes": ["martian"]}, "classes"),
        ("count", {"most": 0, "per": "year"}, "most"),
        ("hold", {"hours": 0}, "hours"),
    ],
)  # fmt: skip
def test_terms_that_say_nothing_or_nonsense_are_refused(
    kind: str, terms: dict[str, Any], field: str
) -> None:
    with pytest.raises(InvalidInputError) as caught:
        read_terms(kind, terms)
    assert caught.value.details["field"] == field


def test_terms_read_from_a_row_are_as_they_were_written() -> None:
    terms = read_terms("slots", {"slots": "09:00-12:00"})
    assert read_terms("slots", {name: [list(one) for one in value] if value else value
                                for name, value in terms.items()}) == terms  # fmt: skip


def test_calendars() -> None:
    assert period_of(date(2026, 10, 1), "week", 0) == (date(2026, 9, 28), date(2026, 10, 5))
    assert period_of(date(2026, 10, 1), "week", 6) == (date(2026, 9, 27), date(2026, 10, 4))
    assert period_of(date(2026, 12, 31), "year", 0) == (date(2026, 1, 1), date(2027, 1, 1))
    assert after_business_days(date(2026, 10, 2), 1, {date(2026, 10, 5)}) == date(2026, 10, 6)
    assert on_or_before(date(2026, 2, 28), "02-29") == date(2026, 2, 28)
    assert on_or_before(date(2026, 1, 1), "10-15") == date(2025, 10, 15)
    late = datetime(2026, 10, 1, 22, tzinfo=ZONE)
    assert minutes_within(late, late + timedelta(hours=12), 600, 900) == 0
    assert minutes_within(late, late + timedelta(hours=14), 600, 900) == 120


def test_a_quota_in_money_counts_at_list_price() -> None:
    """200.00 an hour, an hour free: 2 h are worth 400.00 all the same."""
    card = [RateLine(1, "resident", None, 20_000, 60, "7", date(2026, 1, 1), None)]
    counted = Counted(of_org=(wish(5, 9, 120),), price=list_price(card, ASKER))
    policy = rule("quota", amount_minor=100_000, per="month")
    assert codes(policy, wish(6, 9, 180), counted=counted) == []  # 400 + 600 = 1,000
    assert codes(policy, wish(6, 9, 195), counted=counted) == ["over_budget"]
    assert codes(policy, wish(2, 9, 300, month=11), counted=counted) == []


@settings(max_examples=50)
@given(
    st.lists(st.tuples(st.integers(1, 28), st.integers(0, 20), st.integers(1, 600)), max_size=20),
    st.integers(1, 2400),
    st.sampled_from(["day", "week", "month"]),
)
def test_the_dates_let_in_never_exceed_a_quota(
    asked: list[tuple[int, int, int]], limit: int, per: str
) -> None:
    """Whatever is asked for at once, what is not refused fits; and nothing that fits is refused."""
    policy = rule("quota", minutes=limit, per=per)
    dates = [wish(day, hour, minutes) for day, hour, minutes in sorted(asked)]
    ruling = evaluate([policy], ASKER, dates, now=Situation(NOW), counted=Counted())
    refused = [moment for answer in ruling.answers for moment in answer.starts]
    used: dict[date, int] = {}
    for one in dates:
        start = period_of(one.day, per, 0)[0]
        length = int((one.ends - one.starts).total_seconds()) // 60
        if one.starts in refused and used.get(start, 0) + length > limit:
            refused.remove(one.starts)
        else:
            used[start] = used.get(start, 0) + length
    assert not refused
    assert all(minutes <= limit for minutes in used.values())


def test_every_kind_has_a_sentence_in_both_languages() -> None:
    seen = set()
    for example in examples():
        for entry in example.document["policies"]:
            terms = read_terms(entry["kind"], entry["terms"])
            said = {lang: rule_sentence(Words(lang), entry["kind"], terms) for lang in ("th", "en")}
            assert all(said.values())
            assert said["th"] != said["en"]
            seen.add(entry["kind"])
    assert seen | {"window", "length", "hours"} >= set(KINDS) - {"hours"}


def test_an_answer_names_its_rule_its_reason_and_how_many_dates() -> None:
    policy = Policy(
        1, "length", Names("สั้น", "Short"), Names("เหตุผล", "Others wait"), Scope(),
        read_terms("length", {"max_minutes": 30}), True, date(2026, 1, 1),
    )  # fmt: skip
    ruling = evaluate([policy], ASKER, [wish(5, 9), wish(6, 9)], now=Situation(NOW),
                      counted=Counted())  # fmt: skip
    line = answer_line(Words("en"), ruling.answers[0].plain())
    assert line == (
        "Short: It would last longer than 30 min. It concerns 2 dates. (Others wait)"
    )


def test_a_quota_is_no_reason_to_go_elsewhere_within_its_period() -> None:
    asked, later, next_week = wish(22, 15), wish(23, 15), wish(26, 15)
    elsewhere = wish(22, 15, places=(Place(2, "room", 20, 1),))
    weekly = rule("quota", minutes=600, per="week")
    assert not could_pass(weekly, asked, elsewhere, 0)
    assert not could_pass(weekly, asked, later, 0)
    assert could_pass(weekly, asked, next_week, 0)
    of_one_room = rule("quota", Scope(room_ids=(1,)), minutes=600, per="week")
    assert could_pass(of_one_room, asked, elsewhere, 0)
    assert could_pass(rule("notice", hours=24), asked, later, 0)
    assert not could_pass(rule("length", max_minutes=30), asked, later, 0)
